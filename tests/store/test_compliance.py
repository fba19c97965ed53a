"""What every store does, whatever is behind it."""

from __future__ import annotations

import json

import pytest

from zhengtu.errors import MalformedQuery
from zhengtu.store import formats
from zhengtu.store.base import Store

LABELS = "SELECT ?label { <http://l/id/a> <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"
EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


def bindings(store: Store, query: str, **datasets: list[str]) -> list[dict[str, dict[str, str]]]:
    answer = store.query(query, formats.JSON.media_type, **datasets)
    rows: list[dict[str, dict[str, str]]] = json.loads(answer.body)["results"]["bindings"]
    return rows


def count(store: Store, query: str, **datasets: list[str]) -> int:
    return int(bindings(store, query, **datasets)[0]["n"]["value"])


def test_language_tags_survive(store: Store) -> None:
    rows = bindings(store, LABELS)
    assert {(row["label"]["value"], row["label"]["xml:lang"]) for row in rows} == {
        ("市商务局", "zh"),
        ("commerce bureau", "en"),
    }


def test_ask_in_json(store: Store) -> None:
    assert json.loads(store.query("ASK { ?s ?p ?o }", formats.JSON.media_type).body)["boolean"] is True


@pytest.mark.parametrize("wanted", formats.RESULTS, ids=lambda wanted: wanted.name)
def test_select_in_every_result_format(store: Store, wanted: formats.Format) -> None:
    answer = store.query(LABELS, wanted.media_type)
    assert answer.media_type == wanted.media_type
    assert "市商务局" in answer.body.decode()


@pytest.mark.parametrize("wanted", formats.GRAPHS, ids=lambda wanted: wanted.name)
def test_construct_in_every_graph_format(store: Store, wanted: formats.Format) -> None:
    answer = store.query(EVERYTHING, wanted.media_type)
    assert answer.media_type == wanted.media_type
    assert "市商务局" in answer.body.decode()


def test_default_graph_is_the_union(store: Store) -> None:
    assert count(store, COUNT) == 4


def test_default_graph_parameter_narrows_the_dataset(store: Store) -> None:
    assert count(store, COUNT, default_graphs=["http://l/graph/one"]) == 3
    assert count(store, COUNT_NAMED, default_graphs=["http://l/graph/one"]) == 0


def test_named_graph_parameter_narrows_the_dataset(store: Store) -> None:
    assert count(store, COUNT_NAMED, named_graphs=["http://l/graph/two"]) == 1
    assert count(store, COUNT, named_graphs=["http://l/graph/two"]) == 0


def test_from_narrows_the_dataset(store: Store) -> None:
    assert count(store, "SELECT (COUNT(*) AS ?n) FROM <http://l/graph/two> { ?s ?p ?o }") == 1


def test_chinese_iri_is_a_subject(store: Store) -> None:
    assert store.contains("http://l/id/商务局")
    assert not store.contains("http://l/id/财政局")


def test_describe_gives_the_triples_of_the_subject(store: Store) -> None:
    lines = store.describe("http://l/id/a", formats.N_TRIPLES.media_type).body.decode().splitlines()
    assert len(lines) == 3


def test_describe_of_an_unknown_iri_is_empty(store: Store) -> None:
    assert store.describe("http://l/id/nobody", formats.N_TRIPLES.media_type).body == b""


def test_syntax_error_says_line_and_column(store: Store) -> None:
    with pytest.raises(MalformedQuery, match="Line 2, column"):
        store.query("SELECT *\n{ ?s ?p }", formats.JSON.media_type)


def test_service_is_refused(store: Store) -> None:
    with pytest.raises(MalformedQuery, match="SERVICE"):
        store.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", formats.JSON.media_type)


def test_update_is_refused(store: Store) -> None:
    with pytest.raises(MalformedQuery, match="DELETE is no query"):
        store.query("DELETE WHERE { ?s ?p ?o }", formats.JSON.media_type)


def test_iri_that_would_break_out_of_its_brackets_is_refused(store: Store) -> None:
    with pytest.raises(MalformedQuery):
        store.contains("http://l/> ?p ?o } #")
