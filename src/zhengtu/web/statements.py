"""Query results as the pages use them: statements by subject, labels by IRI. The queries live in queries/pages."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from zhengtu.errors import MalformedQuery
from zhengtu.store import formats
from zhengtu.store.base import Answer, Store
from zhengtu.vocab import expand
from zhengtu.web.language import best_label

_ESCAPE = re.compile(r"\\(?:([tbnrf\"'\\])|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_NOT_IN_IRI = set(' <>"{}|\\^`')


class Term(NamedTuple):
    """An RDF term of a result; a page reads thousands, and a tuple is made fastest."""

    value: str
    is_iri: bool
    language: str = ""
    datatype: str = ""

    @classmethod
    def of(cls, binding: Mapping[str, str]) -> Term:
        """Read a term of the SPARQL results JSON format."""
        is_iri = binding["type"] == "uri"
        return cls(binding["value"], is_iri, binding.get("xml:lang", ""), binding.get("datatype", ""))


Row = Mapping[str, Term]


def read_rows(answer: Answer) -> tuple[list[str], list[Row]]:
    """The variables and rows of a SELECT that was answered in JSON."""
    plain = json.loads(answer.body)
    rows: list[Row] = [{name: Term.of(term) for name, term in row.items()} for row in plain["results"]["bindings"]]
    return plain["head"]["vars"], rows


class _Terms(dict[str, Term]):
    """The terms of one answer by how they are written: most stand in many rows, and are read once."""

    def __missing__(self, written: str) -> Term:
        term = self[written] = _read_term(written)
        return term


def read_tsv(body: bytes) -> list[Row]:
    r"""The rows of a SELECT that was answered in TSV, which is read three times as fast as JSON.

    Source: SPARQL 1.1 Query Results CSV and TSV Formats, https://www.w3.org/TR/sparql11-results-csv-tsv/, section 4.

    >>> read_tsv(b'?a\t?b\n<http://example.org/a>\t"2\\tm"@en\n\t5\n')[0]["b"]
    Term(value='2\tm', is_iri=False, language='en', datatype='')
    """
    head, *lines = body.decode().split("\n")
    names, terms = [name.removeprefix("?") for name in head.rstrip("\r").split("\t")], _Terms()
    return [
        {name: terms[written] for name, written in zip(names, line.rstrip("\r").split("\t"), strict=True) if written}
        for line in lines
        if line
    ]


def _read_term(written: str) -> Term:
    if written[0] == "<":
        return Term(written[1:-1], True)
    if written[0] != '"':
        return Term(written, False, "", "" if written.startswith("_:") else _datatype(written))
    value, _, rest = written[1:].rpartition('"')
    if "\\" in value:
        value = _ESCAPE.sub(_unescape, value)
    return Term(value, False, rest[1:]) if rest.startswith("@") else Term(value, False, "", rest[3:-1])


def _unescape(escape: re.Match[str]) -> str:
    return _ESCAPES[escape[1]] if escape[1] else chr(int(escape[2] or escape[3], 16))


def _datatype(written: str) -> str:
    """What a number or a truth value without quotation marks is."""
    if written in ("true", "false"):
        return expand("xsd:boolean")
    exact = "xsd:decimal" if "." in written else "xsd:integer"
    return expand("xsd:double" if "e" in written.lower() else exact)


@dataclass(frozen=True, slots=True)
class PageQueries:
    """The files of queries/pages. A parameter is written <urn:parameter:NAME>: one or more IRIs, or a number."""

    texts: Mapping[str, str]

    @classmethod
    def load(cls, queries_dir: Path) -> PageQueries:
        paths = sorted((queries_dir / "pages").glob("*.rq"))
        return cls({path.stem: path.read_text(encoding="utf-8") for path in paths})

    def text(self, name: str, **parameters: str | int | Iterable[str]) -> str:
        """The query with its parameters filled in. Raises MalformedQuery for what cannot be an IRI."""
        text = self.texts[name]
        for key, given in parameters.items():
            if isinstance(given, int):
                text = text.replace(f"<urn:parameter:{key}>", str(given))
                continue
            iris = [given] if isinstance(given, str) else list(given)
            for iri in iris:
                if set(iri) & _NOT_IN_IRI:
                    raise MalformedQuery(f"{iri!r} is no IRI")
            text = text.replace(f"<urn:parameter:{key}>", " ".join(f"<{iri}>" for iri in iris))
        return text

    def rows(self, store: Store, name: str, **parameters: str | int | Iterable[str]) -> list[Row]:
        """The rows of a query."""
        return read_tsv(store.query(self.text(name, **parameters), formats.TSV.media_type).body)

    def labels(self, store: Store, iris: Iterable[str]) -> dict[str, dict[str, str]]:
        """The labels of the IRIs by language; those without label are absent."""
        found: dict[str, dict[str, str]] = {}
        wanted = sorted(set(iris))
        if wanted:
            for row in self.rows(store, "labels", resources=wanted):
                found.setdefault(row["resource"].value, {})[row["label"].language] = row["label"].value
        return found


class Statements:
    """A set of statements, asked by subject and prefixed name of the property."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._objects: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
        self._subjects: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self.iris: set[str] = set()
        for row in rows:
            subject, predicate, term = row["subject"].value, row["predicate"].value, row["object"]
            self._objects[subject, predicate].append(term)
            if term.is_iri:
                self._subjects[predicate, term.value].append(subject)
                self.iris.add(term.value)

    def values(self, subject: str, name: str) -> list[str]:
        """All objects, sorted."""
        return sorted(term.value for term in self._objects.get((subject, expand(name)), ()))

    def value(self, subject: str, name: str) -> str | None:
        """The object, None where there is none."""
        return next(iter(self.values(subject, name)), None)

    def text(self, subject: str, name: str, language: str) -> str | None:
        """The object in a language, or else the one in none."""
        terms = self._objects.get((subject, expand(name)), ())
        found = {term.language: term.value for term in terms}
        return found.get(language, found.get(""))

    def label(self, subject: str, language: str) -> str | None:
        """The label among the statements that a reader of the language gets."""
        terms = self._objects.get((subject, expand("rdfs:label")), ())
        return best_label({term.language: term.value for term in terms}, language)

    def number(self, subject: str, name: str) -> Decimal | None:
        """The object as a number."""
        value = self.value(subject, name)
        return None if value is None else Decimal(value)

    def whole_number(self, subject: str, name: str) -> int | None:
        """The object as a whole number."""
        value = self.value(subject, name)
        return None if value is None else int(value)

    def labels(self) -> dict[str, dict[str, str]]:
        """The labels that are among the statements, by language."""
        stated = expand("rdfs:label")
        return {
            subject: {term.language: term.value for term in terms}
            for (subject, predicate), terms in self._objects.items()
            if predicate == stated
        }

    def subjects(self, name: str, iri: str) -> Sequence[str]:
        """What the property leads from to this IRI, sorted."""
        return sorted(self._subjects.get((expand(name), iri), ()))

    def having(self, name: str) -> Sequence[str]:
        """What has the property, sorted."""
        predicate = expand(name)
        return sorted(subject for subject, stated in self._objects if stated == predicate)

    def of_class(self, name: str) -> Sequence[str]:
        """The instances of a class."""
        return self.subjects("rdf:type", expand(name))
