"""The ontology as the graph describes it: modules with their terms, code lists, terms of others. No page is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhengtu.iri import CODE, DEF, VOCABULARY
from zhengtu.store.base import Store
from zhengtu.vocab import PREFIXES, compact, expand
from zhengtu.web.statements import PageQueries, Statements

_ALL = f"{VOCABULARY}def"
# The order of a document's journey, which is the order to read in; other modules follow by name.
_READING_ORDER = ("policy", "agency", "trade", "support", "funding", "evidence", "recognition", "inference")
_KINDS = {
    "class": "owl:Class",
    "relation": "owl:ObjectProperty",
    "attribute": "owl:DatatypeProperty",
    "annotation": "owl:AnnotationProperty",
}
_RELATIONS = (
    *("rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range", "owl:inverseOf", "owl:disjointWith"),
    *("skos:exactMatch", "skos:closeMatch", "skos:relatedMatch"),
)

Texts = Mapping[str, str]  # by language


@dataclass(frozen=True, slots=True)
class Relation:
    """A property of a term, as a prefixed name, with the IRIs of its values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of ours; name is its local name, kind a key of messages; properties are those on a class."""

    iri: str
    name: str
    kind: str
    labels: Texts
    definitions: Texts
    examples: Texts
    sources: tuple[str, ...]
    relations: tuple[Relation, ...]
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """A part of the ontology by subject."""

    iri: str
    name: str
    labels: Texts
    abstracts: Texts
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class CodeList:
    """A code list with the number of its entries in this release."""

    iri: str
    name: str
    labels: Texts
    definitions: Texts
    matches: tuple[Relation, ...]
    entries: int


@dataclass(frozen=True, slots=True)
class Reused:
    """A vocabulary of others with the IRIs of the terms that we take from it."""

    prefix: str
    namespace: str
    terms: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many terms."""
        return len(self.terms)


@dataclass(frozen=True, slots=True)
class Ontology:
    """All of it; labels are those of everything that has any, by IRI."""

    version: str
    modules: tuple[Module, ...]
    code_lists: tuple[CodeList, ...]
    reused: tuple[Reused, ...]
    labels: Mapping[str, Texts]

    def name(self, iri: str) -> str:
        """The short name of a term, such as eli:LegalResource."""
        return compact(iri)


def read_ontology(store: Store, queries: PageQueries) -> Ontology:
    """Read the ontology out of a release: two queries."""
    rows = queries.rows(store, "vocabulary")
    sizes = {row["scheme"].value: int(row["entries"].value) for row in queries.rows(store, "code-list-sizes")}
    reading = _Reading(Statements(rows))
    labels: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["predicate"].value == expand("rdfs:label"):
            labels.setdefault(row["subject"].value, {})[row["object"].language] = row["object"].value
    return Ontology(
        version=reading.statements.value(_ALL, "owl:versionInfo") or "",
        modules=tuple(reading.modules()),
        code_lists=tuple(reading.code_list(iri, sizes.get(iri, 0)) for iri in reading.of_kind("skos:ConceptScheme")),
        reused=tuple(_by_namespace(reading.foreign())),
        labels=labels,
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    statements: Statements

    def of_kind(self, name: str) -> list[str]:
        return [iri for iri in self.statements.of_class(name) if iri.startswith((DEF, CODE))]

    def foreign(self) -> set[str]:
        found = {iri for kind in _KINDS.values() for iri in self.statements.of_class(kind)}
        return {iri for iri in found if not iri.startswith(DEF)}

    def modules(self) -> list[Module]:
        kinds = {iri: kind for kind, name in _KINDS.items() for iri in self.of_kind(name)}
        order = {f"{_ALL}/{name}": number for number, name in enumerate(_READING_ORDER)}
        terms: dict[str, list[Term]] = {}
        for iri, kind in kinds.items():
            homes = self.statements.values(iri, "rdfs:isDefinedBy")
            terms.setdefault(next((home for home in homes if home != _ALL), _ALL), []).append(self.term(iri, kind))
        return [
            self.module(iri, terms[iri]) for iri in sorted(terms, key=lambda iri: (order.get(iri, len(order)), iri))
        ]

    def module(self, iri: str, terms: list[Term]) -> Module:
        ordered = sorted(terms, key=lambda term: (term.kind != "class", term.name.lower()))
        name = iri.removeprefix(f"{_ALL}/") if iri != _ALL else "def"
        return Module(iri, name, self.texts(iri, "rdfs:label"), self.texts(iri, "dct:abstract"), tuple(ordered))

    def term(self, iri: str, kind: str) -> Term:
        return Term(
            iri=iri,
            name=iri.removeprefix(DEF),
            kind=kind,
            labels=self.texts(iri, "rdfs:label"),
            definitions=self.texts(iri, "skos:definition"),
            examples=self.texts(iri, "skos:example"),
            sources=tuple(self.statements.values(iri, "dct:source")),
            relations=self.relations(iri),
            properties=tuple(self.statements.subjects("rdfs:domain", iri)),
        )

    def code_list(self, iri: str, entries: int) -> CodeList:
        labels, definitions = self.texts(iri, "rdfs:label"), self.texts(iri, "skos:definition")
        return CodeList(iri, iri.removeprefix(CODE), labels, definitions, self.relations(iri), entries)

    def relations(self, iri: str) -> tuple[Relation, ...]:
        found = ((name, tuple(self.statements.values(iri, name))) for name in _RELATIONS)
        return tuple(Relation(name, values) for name, values in found if values)

    def texts(self, iri: str, name: str) -> Texts:
        found = {language: self.statements.text(iri, name, language) for language in ("zh", "en")}
        return {language: text for language, text in found.items() if text is not None}


def _by_namespace(iris: Iterable[str]) -> list[Reused]:
    found: dict[str, list[str]] = {}
    for iri in sorted(iris):
        found.setdefault(compact(iri).partition(":")[0], []).append(iri)
    return [Reused(prefix, PREFIXES[prefix], tuple(terms)) for prefix, terms in sorted(found.items())]
