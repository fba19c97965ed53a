"""What people download: every dump says the same, the same bytes each time, and the description tells the truth."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as engine
import pytest
from rdflib import Dataset, Graph

from zhengtu.config import resource_dir
from zhengtu.store.json_ld import Context, WrittenNodes, graph_to_json_ld
from zhengtu.store.release import Release

if TYPE_CHECKING:
    from conftest import DataDir

BASE = "http://localhost:8000/"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
SCRIPT = "import os; from zhengtu.build.build import build; from zhengtu.config import Settings; "
SCRIPT += "build(Settings.from_env(os.environ))"
WHOLE = {"dump.trig": (engine.RdfFormat.TRIG, "trig"), "dump.jsonld": (engine.RdfFormat.JSON_LD, "json-ld")}
OF_GRAPH = {"ttl": (engine.RdfFormat.TURTLE, "turtle"), "jsonld": (engine.RdfFormat.JSON_LD, "json-ld")}


def quads(lines: Iterable[str]) -> set[str]:
    return {str(quad) for quad in engine.parse("\n".join(lines), engine.RdfFormat.N_QUADS)}


@pytest.fixture(scope="module")
def lines(release: Release) -> list[str]:
    return release.dump.read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def store(release: Release) -> engine.Store:
    store = engine.Store()
    store.bulk_load(path=release.dump, format=engine.RdfFormat.N_QUADS)
    return store


def rows(store: engine.Store, query: str) -> list[tuple[str, ...]]:
    prefixes = f"PREFIX void: <{VOID}> PREFIX dcat: <{DCAT}> PREFIX spdx: <http://spdx.org/rdf/terms#> "
    found = store.query(prefixes + query, use_default_graph_as_union=True)
    assert isinstance(found, engine.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return sorted(tuple(getattr(row[name], "value", "") for name in names) for row in found)


@pytest.mark.parametrize("name", WHOLE)
def test_dump_of_everything_holds_the_same_quads_for_both_parsers(
    release: Release, lines: list[str], name: str
) -> None:
    content = (release.path / name).read_bytes()
    by_engine, by_rdflib = WHOLE[name]
    assert {str(quad) for quad in engine.parse(content, by_engine)} == quads(lines)
    dataset = Dataset()
    dataset.parse(data=content.decode(), format=by_rdflib)
    assert quads(dataset.serialize(format="nquads").splitlines()) == quads(lines)


@pytest.mark.parametrize("suffix", OF_GRAPH)
def test_dump_of_a_graph_holds_its_triples(release: Release, lines: list[str], suffix: str) -> None:
    graphs = {line[line.rindex(" <") + 2 : -3] for line in lines}
    assert len(graphs) > len(release.published)
    by_engine, by_rdflib = OF_GRAPH[suffix]
    for graph in graphs:
        own = quads(f"{line[: line.rindex(' <')]} ." for line in lines if line.endswith(f" <{graph}> ."))
        content = (release.path / f"graphs/{graph.removeprefix(BASE + 'graph/')}.{suffix}").read_bytes()
        assert {str(quad) for quad in engine.parse(content, by_engine)} == own
        read = Graph().parse(data=content.decode(), format=by_rdflib)
        assert quads(read.serialize(format="nt").splitlines()) == own


def test_release_is_the_same_bytes_for_another_hash_seed(data: DataDir, tmp_path: Path) -> None:
    data.document("a")
    made = []
    for seed in ("1", "2"):
        environ = {**os.environ, "PYTHONHASHSEED": seed, "ZHENGTU_DATA_DIR": str(data.path)}
        environ["ZHENGTU_RELEASE_DIR"] = str(tmp_path / seed)
        subprocess.run([sys.executable, "-c", SCRIPT], env=environ, check=True)
        folder = (tmp_path / seed / "current").resolve()
        files = (path for path in folder.rglob("*") if path.is_file())
        made.append({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})
    assert made[0] == made[1]
    assert {"dump.nq", "dump.trig", "dump.jsonld", "graphs/policy/a.ttl", "graphs/policy/a.jsonld"} <= made[0].keys()


def test_description_counts_what_a_query_counts(store: engine.Store) -> None:
    dataset = f"<{BASE}id/dataset>"
    stated = rows(store, f"SELECT ?t ?s {{ {dataset} void:triples ?t ; void:distinctSubjects ?s }}")
    counted = rows(store, "SELECT (COUNT(*) AS ?t) (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }")
    assert stated == counted
    by_class = f"SELECT ?c ?n {{ {dataset} void:classPartition [ void:class ?c ; void:entities ?n ] }}"
    assert rows(store, by_class) == rows(store, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c")
    by_property = f"SELECT ?p ?n {{ {dataset} void:propertyPartition [ void:property ?p ; void:triples ?n ] }}"
    assert rows(store, by_property) == rows(store, "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")


def test_each_named_graph_is_a_subset_with_its_triples(store: engine.Store) -> None:
    name = "<http://www.w3.org/ns/sparql-service-description#name>"
    subsets = f"SELECT ?g ?n {{ <{BASE}id/dataset> void:subset ?part . ?part {name} ?g ; void:triples ?n }}"
    counted = rows(store, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    assert rows(store, subsets) == counted


def test_distribution_states_size_and_checksum_where_it_does_not_hold_them(
    store: engine.Store, release: Release
) -> None:
    query = """SELECT ?url ?size ?sum { ?d dcat:downloadURL ?url
      OPTIONAL { ?d dcat:byteSize ?size ; spdx:checksum/spdx:checksumValue ?sum } }"""
    stated = {url.removeprefix(f"{BASE}dumps/"): (size, sha256) for url, size, sha256 in rows(store, query)}
    files = {path: entry for path, entry in release.manifest["files"].items() if path in stated}
    silent = {"dump.nq", "dump.trig", "dump.jsonld", "graphs/dataset.ttl", "graphs/dataset.jsonld"}
    assert stated == {
        path: ("", "") if path in silent else (str(entry["bytes"]), entry["sha256"]) for path, entry in files.items()
    }
    assert {path for path in release.manifest["files"] if path.startswith(("dump.", "graphs/"))} == stated.keys()
    content = (release.path / "graphs/codes.ttl").read_bytes()
    assert stated["graphs/codes.ttl"][1] == hashlib.sha256(content).hexdigest()


def test_build_names_the_texts_it_was_made_of(store: engine.Store, release: Release) -> None:
    query = f"""PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX zt: <https://w3id.org/zhengtu/def#>
      SELECT ?sha {{ <{BASE}id/dataset> prov:wasGeneratedBy/prov:used/zt:sha256 ?sha }}"""
    texts = [release.text(slug).encode() for slug in release.published]
    assert [sha for (sha,) in rows(store, query)] == sorted(hashlib.sha256(text).hexdigest() for text in texts)


def test_turtle_is_for_people(release: Release) -> None:
    text = (release.path / "graphs/policy/yuncheng-2024.ttl").read_text("utf-8")
    head, _, body = text.partition("\n\n")
    assert head.splitlines()[0] == f"@base <{BASE}> ."
    prefixes = [line.split(" ")[1] for line in head.splitlines()[1:]]
    assert prefixes == sorted(prefixes, key=lambda prefix: prefix.strip(":"))
    assert "@prefix customs-mode: <https://w3id.org/zhengtu/code/customs-mode/> ." in head
    places = [body.index(f"<id/policy/yuncheng-2024/{path}> a ") for path in ("art_3", "art_3/item_1", "art_10")]
    assert places == sorted(places)


def test_every_property_of_the_data_has_a_name_in_the_context(lines: list[str]) -> None:
    """One that is missing needs a line in ontology/context.jsonld."""
    context = Context.load(resource_dir("ontology"))
    ours = {line.split(" ", 2)[1][1:-1] for line in lines if "<https://w3id.org/zhengtu/def#" in line.split(" ", 2)[1]}
    assert sorted(name for name in ours if name not in context.terms) == []


def test_value_that_the_context_does_not_foresee_is_written_in_full() -> None:
    context = Context.of({"ex": "http://e/", "id": "@id", "name": {"@id": "ex:name", "@container": "@language"}})
    lines = [
        '<http://e/a> <http://e/name> "甲"@zh <http://e/g> .',
        '<http://e/a> <http://e/name> "no language" <http://e/g> .',
        '<http://e/a> <http://e/n> "007"^^<http://www.w3.org/2001/XMLSchema#integer> <http://e/g> .',
        "<http://e/a> <http://e/n> <http://e/b> <http://e/g> .",
    ]
    (node,) = json.loads(graph_to_json_ld(WrittenNodes.of("http://e/g", lines, context), context))["@graph"]
    number = {"@value": "007", "@type": "http://www.w3.org/2001/XMLSchema#integer"}
    assert node == {
        "id": "ex:a",
        "name": {"zh": "甲"},
        "http://e/name": "no language",
        "ex:n": [number, {"id": "ex:b"}],
    }
