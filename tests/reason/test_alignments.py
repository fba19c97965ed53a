"""Ontology, axioms, alignments and data load everywhere; alignments are written so that no reasoner fails on them."""

from __future__ import annotations

import io
from pathlib import Path

import owlready2
import pyoxigraph
import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from zhengtu.iri import DEF
from zhengtu.store.release import Release
from zhengtu.store.working import read_turtle

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
NAMES = ["cpov-org", "cpsv-cccev", "dcat", "eli", "prov", "skos", "web-annotation"]


@pytest.fixture(scope="module")
def files(root: Path) -> list[Path]:
    folders = [root / "ontology" / name for name in ("modules", "axioms", "alignments", "codes")]
    return [root / "ontology" / "zhengtu.ttl", *(file for folder in folders for file in sorted(folder.glob("*.ttl")))]


@pytest.fixture(scope="module")
def merged(files: list[Path]) -> Graph:
    graph = Graph()
    for file in files:
        graph.parse(file, format="turtle")
    return graph


def kinds(graph: Graph, term: URIRef) -> set[URIRef]:
    return {kind for kind in KINDS if (term, RDF.type, kind) in graph}


def aligned(root: Path) -> Graph:
    graph = Graph()
    for name in NAMES:
        graph.parse(root / "ontology" / "alignments" / f"{name}.ttl", format="turtle")
    return graph


def test_there_is_an_alignment_for_each_vocabulary(root: Path) -> None:
    assert sorted(path.stem for path in (root / "ontology" / "alignments").glob("*.ttl")) == NAMES


def test_ontology_alignments_and_data_load_in_all_three_without_a_warning(
    files: list[Path], merged: Graph, release: Release
) -> None:
    """Warnings are errors in all tests."""
    data = Dataset(default_union=True)
    data.parse(release.dump, format="nquads")
    store = pyoxigraph.Store()
    store.bulk_load(path=release.dump, format=pyoxigraph.RdfFormat.N_QUADS)
    both = Graph()
    both += (triple for graph in (merged, data) for triple in graph.triples((None, None, None)))
    world = owlready2.World()
    written = io.BytesIO(both.serialize(format="nt", encoding="utf-8"))
    world.get_ontology("https://w3id.org/zhengtu/slice").load(fileobj=written)
    assert len(store) == sum(len(graph) for graph in data.graphs()) > 10_000
    assert len(read_turtle(files)) == len(merged)
    assert world[f"{DEF}MunicipallyFundedMeasure"] in list(world.classes())


def test_no_term_is_of_two_kinds(merged: Graph) -> None:
    """A property of objects here and of literals or notes there makes a file that reasoners refuse."""
    terms = {URIRef(str(s)) for kind in KINDS for s in merged.subjects(RDF.type, kind) if isinstance(s, URIRef)}
    assert [term for term in terms if len(kinds(merged, term)) != 1] == []


def test_hierarchies_stay_within_one_kind_and_name_declared_terms(merged: Graph) -> None:
    ties = [
        (s, o)
        for relation in (RDFS.subClassOf, RDFS.subPropertyOf)
        for s, o in merged.subject_objects(relation)
        if isinstance(s, URIRef) and isinstance(o, URIRef)
    ]
    assert [(s, o) for s, o in ties if kinds(merged, s) != kinds(merged, o) or not kinds(merged, s)] == []
    assert len(ties) > 50


def test_alignments_take_over_no_domain_range_or_disjointness_of_others(root: Path) -> None:
    graph = aligned(root)
    refused = (RDFS.domain, RDFS.range, OWL.disjointWith, OWL.imports, OWL.sameAs, OWL.equivalentClass)
    assert [triple for predicate in refused for triple in graph.triples((None, predicate, None))] == []


def test_terms_that_alignments_declare_are_labelled_in_both_languages(root: Path) -> None:
    graph = aligned(root)
    declared = {s for kind in KINDS for s in graph.subjects(RDF.type, kind)}
    languages = {
        term: sorted(str(o.language) for o in graph.objects(term, RDFS.label) if isinstance(o, Literal))
        for term in declared
    }
    assert {term: found for term, found in languages.items() if found != ["en", "zh"]} == {}


def test_every_module_class_reaches_a_vocabulary_that_others_know(merged: Graph) -> None:
    """Each class of ours has a foreign class above it or a match, but for those that say only who pays."""
    ours = {s for s in merged.subjects(RDF.type, OWL.Class) if str(s).startswith(DEF)}
    payers = {URIRef(f"{DEF}{name}Financed") for name in ("Centrally", "Province", "City", "County", "Zone")}
    known = {
        term
        for term in ours
        if (term, SKOS.closeMatch, None) in merged
        or any(not str(above).startswith(DEF) for above in merged.transitive_objects(term, RDFS.subClassOf))
    }
    assert ours - known == payers
