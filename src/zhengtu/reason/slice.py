"""The part of a release that a reasoner is given: ontology and facts, without evidence and text; dates apart.

Running a reasoner does not live here. HermiT refuses xsd:date, and what a text says in words has no meaning to it. Who
pays in which area is left out too: it was worked out from what is absent, and no axiom speaks of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from zhengtu.iri import CODE, VOCABULARY, Minter
from zhengtu.store.working import Triple, read_turtle
from zhengtu.vocab import PREFIXES, expand

TYPE = f"<{expand('rdf:type')}>"
LABEL = f"<{expand('rdfs:label')}>"
_SCHEME = f"<{expand('skos:inScheme')}>"
_SLICE = f"<{VOCABULARY}slice>"
_KINDS = [f"<{expand(f'owl:{name}')}>" for name in ("Class", "ObjectProperty", "DatatypeProperty")]
_ANNOTATION = f"<{expand('owl:AnnotationProperty')}>"
_ONTOLOGY = f"<{expand('owl:Ontology')}>"
_NO_AXIOMS = {f"<{expand(f'owl:{name}')}>" for name in ("imports", "versionIRI", "versionInfo")}
_RDFS_AXIOMS = {f"<{expand(f'rdfs:{name}')}>" for name in ("subClassOf", "subPropertyOf", "domain", "range")}
_RANGE = f"<{expand('rdfs:range')}>"
_POLICY = f"<{expand('zt:Policy')}>"
_SPLIT = f"<{expand('zt:PayerSplit')}>"
_DATE = f'"^^<{expand("xsd:date")}>'
_NUMERIC = {f"<{expand(f'xsd:{name}')}>" for name in ("decimal", "integer", "boolean")}
_NUMBERS = tuple(f'"^^<{expand(f"xsd:{name}")}>' for name in ("decimal", "integer", "boolean"))


@dataclass(frozen=True, slots=True)
class Slice:
    """Axioms (ontology and alignments), facts of individuals, labels to tell them with, dates; all sorted."""

    axioms: tuple[Triple, ...]
    facts: tuple[Triple, ...]
    labels: tuple[Triple, ...]
    dates: tuple[Triple, ...] = ()

    def to_bytes(self) -> bytes:
        """One OWL file without the labels, as N-Triples; the same bytes for the same slice."""
        return _written([*self.axioms, *self.facts])

    def to_dated_bytes(self, ontology_dir: Path) -> bytes:
        """Policies, their dates and the axioms about dates, for a reasoner that takes xsd:date."""
        policies = {s for s, p, o in self.facts if p == TYPE and o == _POLICY}
        dates = [triple for triple in self.dates if triple[0] in policies]
        kinds = sorted({(p, TYPE, _KINDS[2]) for _, p, _ in dates})
        axioms = read_turtle(sorted((ontology_dir / "axioms" / "dates").glob("*.ttl")))
        return _written([*axioms, *kinds, *((policy, TYPE, _POLICY) for policy in sorted(policies)), *dates])


@dataclass(frozen=True, slots=True)
class Terms:
    """What the ontology says of how to cut: its axioms, what to leave out, and whose values have to be numbers."""

    triples: tuple[Triple, ...]
    axioms: tuple[Triple, ...]
    left_out: frozenset[str]
    numeric: frozenset[str]

    @classmethod
    def of(cls, ontology: Iterable[Triple], ontology_dir: Path) -> Terms:
        """Sort out the triples of the ontology. Raises StoreUnavailable when the evidence module cannot be read."""
        terms = tuple(sorted(ontology))
        evidence = read_turtle([ontology_dir / "modules" / "evidence.ttl"])
        left_out = {s for s, p, o in evidence if p == TYPE and o in _KINDS}
        left_out |= {s for s, p, o in terms if p == TYPE and o == _ANNOTATION}
        numeric = frozenset(s for s, p, o in terms if p == _RANGE and o in _NUMERIC)
        return cls(terms, tuple(t for t in terms if _is_axiom(t)), frozenset(left_out), numeric)


def cut(lines: Iterable[str], terms: Terms, minter: Minter, codes: Iterable[Triple] = ()) -> Slice:
    """Cut the slice out of N-Quads lines of a release: all of it, or some policies, whose code lists may come apart."""
    # No facts: terms, what follows from facts, and what describes the dataset.
    beside = tuple(f"<{minter.graph(name)}" for name in ("vocabulary>", "inferred/", "dataset>"))
    triples = {triple for line in lines for triple, graph in [split(line)] if not graph.startswith(beside)}
    triples.update(codes)
    facts = sorted(_with_codes_in_use(_without(terms.left_out | {_SPLIT}, terms.numeric, triples), terms.triples))
    named = {term for s, _, o in facts for term in (s, o)}
    labels = sorted(t for t in triples if t[1] == LABEL and t[0] in named)
    dates = sorted(t for t in triples if t[2].endswith(_DATE) and t[0] in named)
    return Slice(terms.axioms, tuple(facts), tuple(labels), tuple(dates))


def split(line: str) -> tuple[Triple, str]:
    """The triple of an N-Quads line as this package writes them, and its graph."""
    statement, graph, _ = line.rsplit(" ", 2)
    subject, predicate, object_ = statement.split(" ", 2)
    return (subject, predicate, object_), graph


def _written(triples: Iterable[Triple]) -> bytes:
    return "".join(f"{s} {p} {o} .\n" for s, p, o in [(_SLICE, TYPE, _ONTOLOGY), *triples]).encode("utf-8")


def _without(left_out: frozenset[str], numeric: frozenset[str], triples: set[Triple]) -> set[Triple]:
    """Facts without the terms left out, things of such a class, and values that are no numbers and need be none."""
    things = {s for s, p, o in triples if p == TYPE and (o in left_out or o.startswith(f"<{PREFIXES['oa']}"))}
    return {
        (s, p, o)
        for s, p, o in triples
        if p not in left_out and p != _SCHEME and s not in things and o not in things
        if o.startswith("<") or o.endswith(_NUMBERS) or p in numeric
    }


def _with_codes_in_use(facts: set[Triple], axioms: Iterable[Triple]) -> set[Triple]:
    """Leave out the entries of code lists that no fact and no axiom names, and what is said of them."""
    code = f"<{CODE}"
    used = {o for s, _, o in facts if not s.startswith(code)} | {o for _, _, o in axioms}
    size = -1
    while size != len(used):
        size = len(used)
        used |= {o for s, _, o in facts if s in used}
    return {triple for triple in facts if not triple[0].startswith(code) or triple[0] in used}


def _is_axiom(triple: Triple) -> bool:
    _, predicate, object_ = triple
    if predicate in _NO_AXIOMS or object_ in (_ONTOLOGY, _ANNOTATION):
        return False
    return predicate in _RDFS_AXIOMS or predicate.startswith((f"<{PREFIXES['owl']}", f"<{PREFIXES['rdf']}"))
