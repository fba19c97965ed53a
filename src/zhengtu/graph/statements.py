"""Statements of one named graph as N-Quads lines, without blank nodes. What is stated does not live here.

Source: RDF 1.1 N-Quads, https://www.w3.org/TR/n-quads/. Line breaks of every kind are escaped, so that a line of the
file is always a statement, whatever the text holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from zhengtu import vocab

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_UNSAFE = {ord(c): escape for c, escape in _ESCAPES.items()}
_UNSAFE |= {n: f"\\u{n:04X}" for n in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029) if n not in _UNSAFE}


def resource(iri: str) -> str:
    """Write an IRI as a term.

    >>> resource("http://localhost:8000/id/policy/a")
    '<http://localhost:8000/id/policy/a>'
    """
    return f"<{iri}>"


def literal(value: str, *, language: str | None = None, datatype: str | None = None) -> str:
    """Write a literal as a term; datatype is an IRI, left out for a plain string.

    >>> literal("第一条\\n为…", language="zh")
    '"第一条\\\\n为…"@zh'
    """
    quoted = f'"{value.translate(_UNSAFE)}"'
    if language:
        return f"{quoted}@{language}"
    return f"{quoted}^^<{datatype}>" if datatype else quoted


def decimal_form(value: Decimal) -> str:
    """Write a number without exponent and without idle zeros, so that equal numbers are equal terms.

    >>> decimal_form(Decimal("1E+6")), decimal_form(Decimal("0.50"))
    ('1000000', '0.5')
    """
    plain = format(value, "f")
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"


@dataclass(frozen=True, slots=True)
class GraphWriter:
    """Collects the statements of one named graph. A value that is None states nothing: the text does not say."""

    graph: str
    _lines: set[str] = field(default_factory=set)

    def link(self, subject: str, predicate: str, target: str | None) -> None:
        """State a relation to another resource; predicate is a prefixed name, here and below."""
        if target is not None:
            self._state(subject, predicate, resource(target))

    def kind(self, subject: str, *classes: str) -> None:
        """State the classes of a resource, as prefixed names."""
        for name in classes:
            self._state(subject, "rdf:type", resource(vocab.expand(name)))

    def text(self, subject: str, predicate: str, value: str | None, language: str = "zh") -> None:
        """State words in a language."""
        if value is not None:
            self._state(subject, predicate, literal(value, language=language))

    def label(self, subject: str, value: str, language: str = "zh") -> None:
        self.text(subject, "rdfs:label", value, language)

    def value(self, subject: str, predicate: str, value: str | bool | int | Decimal | date | None) -> None:
        """State a plain value with the datatype that its Python type calls for."""
        if value is not None:
            self._state(subject, predicate, _typed(value))

    def lines(self) -> list[str]:
        """The statements as N-Quads lines in a fixed order, each without its line break."""
        return sorted(self._lines)

    def _state(self, subject: str, predicate: str, term: str) -> None:
        self._lines.add(f"<{subject}> <{vocab.expand(predicate)}> {term} <{self.graph}> .")


def _typed(value: str | bool | int | Decimal | date) -> str:
    if isinstance(value, str):
        return literal(value)
    form, datatype = _form(value)
    return literal(form, datatype=vocab.expand(datatype))


def _form(value: bool | int | Decimal | date) -> tuple[str, str]:
    if isinstance(value, bool):
        return str(value).lower(), "xsd:boolean"
    if isinstance(value, Decimal):
        return decimal_form(value), "xsd:decimal"
    if isinstance(value, date):
        return value.isoformat(), "xsd:date"
    return str(value), "xsd:integer"
