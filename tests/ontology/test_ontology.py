"""The ontology and the code lists are complete in both languages, load everywhere, and hold every term in use."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import owlready2
import pyoxigraph
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import BNode, Node

from zhengtu.iri import CODE, DEF
from zhengtu.store.release import Release
from zhengtu.vocab import PREFIXES

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
FILES = sorted(ONTOLOGY.rglob("*.ttl"))
SCHEMES = sorted((ONTOLOGY / "codes").glob("*.ttl"))
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
# Prefixes of the vocabularies that ontology/modules/reused.ttl declares; rdf, rdfs, owl, xsd are the language itself.
REUSED = ("cpsv", "cv", "dcat", "dct", "eli", "foaf", "oa", "org", "prov", "skos", "spdx", "void")


def read(*files: Path) -> Graph:
    graph = Graph()
    for file in files:
        graph.parse(file, format="turtle")
    return graph


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return read(ONTOLOGY / "zhengtu.ttl", *sorted((ONTOLOGY / "modules").glob("*.ttl")))


def terms(graph: Graph) -> list[URIRef]:
    """Our own classes and properties."""
    found = {s for kind in KINDS for s in graph.subjects(RDF.type, kind) if str(s).startswith(DEF)}
    return sorted(URIRef(str(term)) for term in found)


def languages(graph: Graph, subject: Node, predicate: URIRef) -> list[str]:
    return sorted(o.language or "" for o in graph.objects(subject, predicate) if isinstance(o, Literal))


def english(graph: Graph, subject: Node, predicate: URIRef) -> str:
    return next(str(o) for o in graph.objects(subject, predicate) if isinstance(o, Literal) and o.language == "en")


def namesakes(graph: Graph, subjects: list[URIRef], predicate: URIRef) -> list[str]:
    counts = Counter(str(label) for subject in subjects for label in graph.objects(subject, predicate))
    return [label for label, count in counts.items() if count > 1]


def declared(graph: Graph) -> set[str]:
    return {str(s) for kind in KINDS for s in graph.subjects(RDF.type, kind)}


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_file_has_the_same_triples_for_both_parsers(file: Path) -> None:
    quads = list(pyoxigraph.parse(file.read_bytes(), pyoxigraph.RdfFormat.TURTLE))
    assert len(quads) == len(read(file)) > 0


def test_ontology_loads_in_owlready2(vocabulary: Graph) -> None:
    world = owlready2.World()
    data = io.BytesIO(vocabulary.serialize(format="nt", encoding="utf-8"))
    onto = world.get_ontology("https://w3id.org/zhengtu/def").load(fileobj=data)
    assert {c.iri for c in world.classes()} >= {
        str(t) for t in terms(vocabulary) if (t, RDF.type, OWL.Class) in vocabulary
    }
    assert onto.base_iri.startswith("https://w3id.org/zhengtu/def")


def test_every_part_is_a_module_of_ours_and_nothing_is_fetched(vocabulary: Graph) -> None:
    """Readers of OWL fetch what is imported, and no host answers for the modules but a running service."""
    assert (None, OWL.imports, None) not in vocabulary
    root = URIRef("https://w3id.org/zhengtu/def")
    modules = {f"{root}/{path.stem}" for path in (ONTOLOGY / "modules").glob("*.ttl")}
    assert {str(module) for module in vocabulary.objects(root, DCTERMS.hasPart)} == modules
    assert {str(s) for s in vocabulary.subjects(RDF.type, OWL.Ontology)} == {str(root), *modules}


def test_term_is_labelled_and_defined_in_chinese_and_english(vocabulary: Graph) -> None:
    lacking = [
        (term, predicate)
        for term in terms(vocabulary)
        for predicate in (RDFS.label, SKOS.definition)
        if languages(vocabulary, term, predicate) != ["en", "zh"]
    ]
    assert lacking == []
    assert len(terms(vocabulary)) > 100


def test_term_has_an_example_in_chinese_and_english(vocabulary: Graph) -> None:
    lacking = [term for term in terms(vocabulary) if languages(vocabulary, term, SKOS.example) != ["en", "zh"]]
    assert lacking == []


def test_source_of_a_term_is_a_law_or_standard_that_is_named(vocabulary: Graph) -> None:
    sources = {str(source) for term in terms(vocabulary) for source in vocabulary.objects(term, DCTERMS.source)}
    assert all(re.search(r"〔\d{4}〕|\d{4}年第\d+号|GB/T|FIPS|法典", source) for source in sources)
    assert len(sources) >= 4


def test_every_module_is_of_the_version_of_the_ontology(vocabulary: Graph) -> None:
    root = URIRef("https://w3id.org/zhengtu/def")
    version = f"{root}/{vocabulary.value(root, OWL.versionInfo)}"
    named = {str(s): str(o) for s, o in vocabulary.subject_objects(OWL.versionIRI)}
    modules = map(str, vocabulary.objects(root, DCTERMS.hasPart))
    of_modules = {module: f"{version}/{module.rpartition('/')[2]}" for module in modules}
    assert named == {str(root): version, **of_modules}


@pytest.mark.parametrize("file", sorted((ONTOLOGY / "modules").glob("*.ttl")), ids=lambda path: path.stem)
def test_term_says_that_the_ontology_and_its_module_define_it(file: Path) -> None:
    home, graph = URIRef("https://w3id.org/zhengtu/def"), read(file)
    wanted = {home, home + f"/{file.stem}"}
    assert [term for term in terms(graph) if set(graph.objects(term, RDFS.isDefinedBy)) != wanted] == []


def test_definition_names_a_parent_and_does_not_begin_with_its_own_label(vocabulary: Graph) -> None:
    circular = []
    for term in terms(vocabulary):
        label, definition = english(vocabulary, term, RDFS.label), english(vocabulary, term, SKOS.definition)
        if not re.match(r"(a|an) ", definition) or re.match(rf"(a|an) {re.escape(label)} (that|which) ", definition):
            circular.append((term, definition))
    assert circular == []


def test_no_two_terms_have_one_label(vocabulary: Graph) -> None:
    assert namesakes(vocabulary, terms(vocabulary), RDFS.label) == []


def test_reused_terms_are_labelled_in_chinese_and_english(vocabulary: Graph) -> None:
    foreign = [URIRef(name) for name in declared(vocabulary) if not name.startswith(DEF)]
    assert [term for term in foreign if languages(vocabulary, term, RDFS.label) != ["en", "zh"]] == []


def test_everything_that_a_term_refers_to_is_declared(vocabulary: Graph) -> None:
    axioms = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf, OWL.disjointWith)
    referred = {str(o) for predicate in axioms for o in vocabulary.objects(None, predicate)}
    assert {name for name in referred if not name.startswith(PREFIXES["xsd"])} - declared(vocabulary) == set()


def test_ontology_asks_for_no_type_that_the_reasoner_refuses(vocabulary: Graph) -> None:
    """HermiT refuses xsd:date as the range of a datatype property (it is not in the datatype map of OWL 2)."""
    ranges = {str(o) for o in vocabulary.objects(None, RDFS.range) if str(o).startswith(PREFIXES["xsd"])}
    assert ranges == {PREFIXES["xsd"] + name for name in ("boolean", "decimal", "integer", "string")}


def test_nothing_has_a_blank_node() -> None:
    """But for the conditions of classes in axioms/, which OWL can write in no other way and which no graph holds."""
    files = [file for file in FILES if "axioms" not in file.relative_to(ONTOLOGY).parts]
    assert [term for triple in read(*files) for term in triple if isinstance(term, BNode)] == []


@pytest.mark.parametrize("file", SCHEMES, ids=lambda path: path.stem)
def test_code_list_is_named_after_its_file_and_holds_its_entries(file: Path) -> None:
    graph = read(file)
    scheme = URIRef(f"{CODE}{file.stem}")
    assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [scheme]
    entries = set(graph.subjects(RDF.type, SKOS.Concept))
    assert set(graph.subjects(SKOS.inScheme, scheme)) == entries
    assert languages(graph, scheme, SKOS.prefLabel) == languages(graph, scheme, SKOS.definition) == ["en", "zh"]


@pytest.mark.parametrize("file", SCHEMES, ids=lambda path: path.stem)
def test_code_is_labelled_in_both_languages_and_no_two_share_a_label(file: Path) -> None:
    graph = read(file)
    entries = sorted(URIRef(str(entry)) for entry in graph.subjects(RDF.type, SKOS.Concept))
    assert [entry for entry in entries if languages(graph, entry, SKOS.prefLabel) != ["en", "zh"]] == []
    assert [entry for entry in entries if languages(graph, entry, SKOS.definition) not in ([], ["en", "zh"])] == []
    assert namesakes(graph, entries, SKOS.prefLabel) == []


@pytest.mark.parametrize("file", SCHEMES, ids=lambda path: path.stem)
def test_iri_of_a_code_ends_in_its_notation(file: Path) -> None:
    notations = {str(s): str(o) for s, o in read(file).subject_objects(SKOS.notation) if str(s).startswith(CODE)}
    assert [s for s, notation in notations.items() if s != f"{CODE}{file.stem}/{notation}"] == []


def test_customs_mode_names_its_announcement_its_direction_and_its_first_day() -> None:
    graph = read(ONTOLOGY / "codes" / "customs-mode.ttl")
    mode = URIRef(f"{CODE}customs-mode/1239")
    stated = {str(p).removeprefix(DEF): str(o).removeprefix(CODE) for p, o in graph.predicate_objects(mode)}
    assert stated["announcedBy"] == "海关总署公告2016年第75号"
    assert stated["tradeDirection"] == "direction/import"
    assert stated["inForceFrom"] == "2016-12-01"


def prefixed_names(folder: Path, pattern: str, endings: tuple[str, ...]) -> set[tuple[str, str]]:
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in endings]
    return {match for file in files for match in re.findall(pattern, file.read_text("utf-8"))}


def test_every_term_in_use_is_declared(vocabulary: Graph) -> None:
    prefixes = "|".join(("zt", *REUSED))
    used = prefixed_names(ROOT / "src", rf"\b({prefixes}):([A-Za-z_]\w+)", (".py", ".rq", ".html"))
    used |= prefixed_names(ROOT / "queries", rf"\b({prefixes}):([A-Za-z_]\w+)", (".rq",))
    used |= {
        ("zt", name) for _, name in prefixed_names(ROOT / "src", r"\b(term)\(\"(\w+)\"\)", (".py",)) if name != "Name"
    }
    missing = {f"{prefix}:{name}" for prefix, name in used if PREFIXES[prefix] + name not in declared(vocabulary)}
    assert missing == set()


def test_every_term_of_ours_is_used_by_data_or_a_question(vocabulary: Graph, release: Release) -> None:
    """What no shipped document has (a correction, a share of central finance) is in a valid example."""
    lines = release.dump.read_text("utf-8").splitlines()
    data = [line for line in lines if "/graph/vocabulary> ." not in line]
    used = {match for line in data for match in re.findall(rf"<{re.escape(DEF)}(\w+)>", line)}
    used |= {name for _, name in prefixed_names(ONTOLOGY / "examples" / "valid", r"\b(zt):(\w+)", (".ttl",))}
    used |= {name for _, name in prefixed_names(ROOT / "queries", r"\b(zt):(\w+)", (".rq",))}
    assert {str(term).removeprefix(DEF) for term in terms(vocabulary)} - used == set()


def test_everything_of_ours_that_is_linked_to_has_a_chinese_label(release: Release) -> None:
    """Of ours: what has an IRI under id/, code/ or def; other terms are labelled by reused.ttl."""
    ours = rf"<((?:http://localhost:8000/id/|https://w3id\.org/zhengtu/(?:code/|def#)){'[^>]+'})>"
    lines = release.dump.read_text("utf-8").splitlines()
    labelled = {line.split(" ", 1)[0] for line in lines if f"<{RDFS.label}> " in line and '"@zh ' in line}
    linked = {f"<{iri}>" for line in lines for iri in re.findall(ours, line.rsplit(" <", 1)[0])}
    # A quoted text may hold an address; only terms of triples count.
    assert {iri for iri in linked - labelled if any(f" {iri} <" in line for line in lines)} == set()


def test_every_term_of_others_in_the_data_is_labelled_in_chinese(vocabulary: Graph, release: Release) -> None:
    lines = release.dump.read_text("utf-8").splitlines()
    spaces = tuple(PREFIXES[prefix] for prefix in REUSED)
    predicates = {line.split(" ", 2)[1].strip("<>") for line in lines}
    foreign = {URIRef(name) for name in predicates if name.startswith(spaces)}
    assert {str(name) for name in foreign if "zh" not in languages(vocabulary, name, RDFS.label)} == set()
