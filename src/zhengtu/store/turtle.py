"""N-Quads lines as Turtle and TriG for people: known prefixes, a base, parents before their parts, 2 before 10.

The same lines give the same bytes. No engine object leaves this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as engine

from zhengtu.iri import CODE, natural_order
from zhengtu.vocab import PREFIXES, expand

_TYPE, _LABEL = expand("rdf:type"), expand("rdfs:label")
_SCHEME = re.compile(rf"<{re.escape(CODE)}([a-z][a-z-]*)/")
_DIRECTIVE = re.compile(r"@(?:base|prefix) .*\n")


def to_turtle(lines: Iterable[str], base: str) -> bytes:
    """Write the lines of one named graph as Turtle; base is what the IRIs of the data start with."""
    text = "\n".join(lines)
    triples = [quad.triple for quad in sorted(_parse(text), key=_place)]
    return _write(triples, engine.RdfFormat.TURTLE, text, base)


def to_trig(lines: Iterable[str], base: str) -> bytes:
    """Write lines of any named graphs as TriG."""
    text = "\n".join(lines)
    return _write(sorted(_parse(text), key=_place), engine.RdfFormat.TRIG, text, base)


def _parse(text: str) -> Iterable[engine.Quad]:
    return engine.parse(text, engine.RdfFormat.N_QUADS)


def _write(
    statements: list[engine.Quad] | list[engine.Triple], format: engine.RdfFormat, text: str, base: str
) -> bytes:
    prefixes = _prefixes(text)
    written = engine.serialize(statements, format=format, prefixes=prefixes, base_iri=base) or b""
    return f"@base <{base}> .\n".encode() + with_head(written, prefixes)


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


def _place(quad: engine.Quad) -> tuple[str, object, bool, bool, str, str]:
    predicate = quad.predicate.value
    subject = natural_order(str(quad.subject).strip("<>"))
    return str(quad.graph_name), subject, predicate != _TYPE, predicate != _LABEL, predicate, str(quad.object)
