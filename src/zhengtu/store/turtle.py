"""N-Quads lines as Turtle and TriG for people: known prefixes, a base, parents before their parts, 2 before 10.

The same lines give the same bytes. No engine object leaves this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as engine

from zhengtu.iri import CODE, natural_order
from zhengtu.vocab import PREFIXES, expand

_TYPE, _LABEL = expand("rdf:type"), expand("rdfs:label")
_SCHEME = re.compile(rf"<{re.escape(CODE)}([a-z][a-z-]*)/")
_DIRECTIVE = re.compile(r"@(?:base|prefix) .*\n")


@dataclass(frozen=True, slots=True)
class OrderedGraph:
    """The statements of one named graph in the order in which people read them, and the prefixes that they call for."""

    _name: str
    _quads: Sequence[engine.Quad]
    _prefixes: Mapping[str, str]

    @classmethod
    def of(cls, lines: Iterable[str]) -> OrderedGraph:
        """Put N-Quads lines of one graph in order."""
        text = "\n".join(lines)
        quads = list(engine.parse(text, engine.RdfFormat.N_QUADS))
        name = str(quads[0].graph_name) if quads else ""
        return cls(name, sorted(quads, key=_place(quads)), _prefixes(text))


def to_turtle(graph: OrderedGraph, base: str) -> bytes:
    """Write one named graph as Turtle; base is what the IRIs of the data start with."""
    return _write([quad.triple for quad in graph._quads], engine.RdfFormat.TURTLE, graph._prefixes, base)


def to_trig(graphs: Iterable[OrderedGraph], base: str) -> bytes:
    """Write named graphs as TriG."""
    listed = sorted(graphs, key=lambda graph: graph._name)
    prefixes = {prefix: name for graph in listed for prefix, name in graph._prefixes.items()}
    return _write([quad for graph in listed for quad in graph._quads], engine.RdfFormat.TRIG, prefixes, base)


def _write(
    statements: Sequence[engine.Quad] | Sequence[engine.Triple],
    format: engine.RdfFormat,
    prefixes: Mapping[str, str],
    base: str,
) -> bytes:
    own = dict(sorted(prefixes.items()))
    written = engine.serialize(statements, format=format, prefixes=own, base_iri=base) or b""
    return f"@base <{base}> .\n".encode() + with_head(written, own)


def with_head(written: bytes, prefixes: dict[str, str]) -> bytes:
    """Put prefixes in order at the head: the engine writes its directives in any, and relative to the base."""
    body = written.decode("utf-8")
    while directive := _DIRECTIVE.match(body):
        body = body[directive.end() :]
    head = "".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in sorted(prefixes.items()))
    return f"{head}\n{body}".encode()


def _prefixes(text: str) -> dict[str, str]:
    """The prefixes that a text has a use for: those of vocabularies, and one for each code list."""
    known = {prefix: name for prefix, name in PREFIXES.items() if prefix != "code" and f"<{name}" in text}
    schemes = {scheme: f"{CODE}{scheme}/" for scheme in set(_SCHEME.findall(text)) if scheme not in PREFIXES}
    return dict(sorted({**known, **schemes}.items()))


def _place(quads: Iterable[engine.Quad]) -> Callable[[engine.Quad], tuple[object, ...]]:
    """What some quads are sorted by; an IRI, which many of them begin with, is looked at once."""
    subjects = sorted({str(quad.subject).strip("<>") for quad in quads}, key=natural_order)
    ranks = {subject: rank for rank, subject in enumerate(subjects)}

    def place(quad: engine.Quad) -> tuple[object, ...]:
        predicate = quad.predicate.value
        return (
            ranks[str(quad.subject).strip("<>")],
            predicate != _TYPE,
            predicate != _LABEL,
            predicate,
            str(quad.object),
        )

    return place
