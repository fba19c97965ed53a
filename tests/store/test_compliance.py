"""What every store does, whatever is behind it."""

from __future__ import annotations

import json

import pytest

from zhengtu.errors import MalformedQuery
from zhengtu.store import formats
from zhengtu.store.base import Store

XSD = "http://www.w3.org/2001/XMLSchema#"
OF_A = "<http://l/id/a> <http://www.w3.org/2000/01/rdf-schema#label> ?label"
LABELS = f"SELECT ?label {{ {OF_A} }} ORDER BY ?label"
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


def test_ask_of_what_is_not_there_is_false(store: Store) -> None:
    nothing = store.query("ASK { <http://l/id/nobody> ?p ?o }", formats.JSON.media_type)
    assert json.loads(nothing.body)["boolean"] is False


def test_a_count_is_an_integer_literal(store: Store) -> None:
    term = bindings(store, COUNT)[0]["n"]
    assert (term["type"], term["datatype"]) == ("literal", f"{XSD}integer")


def test_a_comparison_cast_to_a_boolean_is_true_or_false(store: Store) -> None:
    rows = bindings(store, f"SELECT ?label (<{XSD}boolean>(STRLEN(STR(?label)) > 4) AS ?long) {{ {OF_A} }}")
    assert {(row["label"]["xml:lang"], row["long"]["value"], row["long"]["datatype"]) for row in rows} == {
        ("zh", "false", f"{XSD}boolean"),
        ("en", "true", f"{XSD}boolean"),
    }


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('CONCAT(?label, "、甲")', "市商务局、甲"),
        ('IF(STR(?label) = "市商务局", "甲", "乙")', "甲"),
        ('IF(STR(?label) IN ("局", "市商务局"), "甲", "乙")', "甲"),
        ('IF(REGEX(?label, "^市.*局$"), "甲", "乙")', "甲"),
        ('REPLACE(STR(?label), "市", "省")', "省商务局"),
    ],
)
def test_chinese_in_expressions(store: Store, expression: str, value: str) -> None:
    query = f'SELECT ({expression} AS ?value) {{ {OF_A} FILTER(LANG(?label) = "zh") }}'
    assert [row["value"]["value"] for row in bindings(store, query)] == [value]


def test_values_are_joined_by_a_chinese_separator(store: Store) -> None:
    query = f'SELECT (GROUP_CONCAT(STR(?label); separator="、") AS ?all) {{ {OF_A} }}'
    ((joined,),) = [row.values() for row in bindings(store, query)]
    assert sorted(joined["value"].split("、")) == ["commerce bureau", "市商务局"]


def test_values_are_joined_by_a_blank_where_no_separator_is_said(store: Store) -> None:
    query = f"SELECT (GROUP_CONCAT(DISTINCT LANG(?label)) AS ?all) {{ {OF_A} }}"
    ((joined,),) = [row.values() for row in bindings(store, query)]
    assert sorted(joined["value"].split(" ")) == ["en", "zh"]


def test_cells_of_csv_are_quoted_only_where_they_must(store: Store) -> None:
    query = "SELECT ?value { <http://l/id/a> <https://w3id.org/zhengtu/def#value> ?value }"
    assert store.query(query, formats.CSV.media_type).body == b"value\r\n500000\r\n"


def test_no_graph_is_seen_but_those_of_the_data(store: Store) -> None:
    rows = bindings(store, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    assert [row["g"]["value"] for row in rows] == ["http://l/graph/one", "http://l/graph/two"]


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


@pytest.mark.parametrize("parameter", ["default_graphs", "named_graphs"])
def test_a_graph_that_is_no_iri_is_refused(store: Store, parameter: str) -> None:
    with pytest.raises(MalformedQuery, match="is no absolute IRI"):
        store.query(COUNT, formats.JSON.media_type, **{parameter: ["not an iri"]})


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


def test_syntax_error_says_the_line(store: Store) -> None:
    with pytest.raises(MalformedQuery, match=r"Line 2\b"):
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
