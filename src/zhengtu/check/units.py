"""N-Quads lines as units of checking: one graph with what it refers to. Checking it lives elsewhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhengtu.graph.statements import literal

TEXT_OF = "http://www.w3.org/2011/content#chars"
NO_GRAPH = "urn:zhengtu:no-graph"  # for the triples of a file that are in none
_IRI = re.compile(r"<([^<>\s]+)>")
_LABEL = re.compile(r'^<([^>]+)> <http://www\.w3\.org/2000/01/rdf-schema#label> "((?:[^"\\]|\\.)*)"@zh ', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A named graph and its context: lines of other graphs about what it names, and the texts that it quotes.

    is_policy tells whether it is the graph of a policy, to which the shapes apply.
    """

    graph: str
    lines: tuple[str, ...]
    context: tuple[str, ...]
    is_policy: bool

    @property
    def subjects(self) -> frozenset[str]:
        return frozenset(subject_of(line) for line in self.lines)

    def labels(self) -> dict[str, str]:
        """The Chinese labels of everything that the unit or its context names."""
        return dict(_LABEL.findall("\n".join((*self.context, *self.lines))))

    def key(self, rules: str) -> str:
        """A digest of all that the outcome depends on; rules is that of the rules."""
        digest = hashlib.sha256(rules.encode())
        for line in (*sorted(self.lines), "", *sorted(self.context)):
            digest.update(f"{line}\n".encode())
        return digest.hexdigest()


def split(lines: Iterable[str], shared: Iterable[str] = (), texts: Mapping[str, str] | None = None) -> list[Unit]:
    """Make a unit of each graph. shared are lines on which all may rest, texts the source texts by the IRI of each."""
    graphs: dict[str, list[str]] = {}
    for line in lines:
        name = graph_of(line).replace("/graph/expansion/", "/graph/policy/")  # who pays belongs to the policy
        if "/graph/inferred/" not in name:  # follows from what is checked, and is worked out anew
            graphs.setdefault(name, []).append(line)
    known = [*shared, *(line for name in graphs if _is_shared(name) for line in graphs[name])]
    return [_unit(name, graphs, known, texts or {}) for name in sorted(graphs)]


def graph_of(line: str) -> str:
    """The graph of an N-Quads line; every line has one.

    >>> graph_of('<urn:s> <urn:p> "o" <urn:g> .')
    'urn:g'
    """
    return line[line.rindex(" <") + 2 : -3]


def subject_of(line: str) -> str:
    return line.split(" ", 1)[0].strip("<>")


def _unit(name: str, graphs: Mapping[str, list[str]], known: list[str], texts: Mapping[str, str]) -> Unit:
    lines = graphs[name]
    is_policy = "/graph/policy/" in name or name == NO_GRAPH
    others = known if is_policy else [*known, *(line for other in graphs if other != name for line in graphs[other])]
    named = _named(lines)
    quoted = {f"<{iri}> <{TEXT_OF}> {literal(text)} <{TEXT_OF}> ." for iri, text in texts.items() if iri in named}
    context = (_reached(named, others) | quoted) - set(lines)
    return Unit(name, tuple(lines), tuple(sorted(context)), is_policy)


def _reached(named: set[str], lines: Iterable[str]) -> set[str]:
    """The lines about what is named, about what they name, and so on."""
    about: dict[str, list[str]] = {}
    for line in lines:
        about.setdefault(subject_of(line), []).append(line)
    found: set[str] = set()
    seen: set[str] = set()
    while new := (named & about.keys()) - seen:
        reached = {line for subject in new for line in about[subject]}
        found |= reached
        seen |= new
        named = _named(reached)
    return found


def _named(lines: Iterable[str]) -> set[str]:
    return set(_IRI.findall("\n".join(lines)))


def _is_shared(name: str) -> bool:
    return name.endswith(("/graph/vocabulary", "/graph/codes"))
