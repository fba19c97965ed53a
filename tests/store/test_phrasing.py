"""What is said differently for engines that trip over Chinese, and what must stay as it is."""

from __future__ import annotations

import json

import pytest

from zhengtu.store import formats
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.phrasing import rephrase
from zhengtu.store.release import Release

LABEL = "?x <http://www.w3.org/2000/01/rdf-schema#label> ?label"


@pytest.fixture(scope="module")
def own(little: Release) -> OxigraphStore:
    return OxigraphStore(little.dump)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { VALUES (?x ?y) { ("甲" "乙") } }',
        'SELECT * { VALUES ?x { "甲" "乙" } }',
        'SELECT * { ?x ?p "甲" }',
        'SELECT * { ?x ?p ("甲" "乙") }',
        'SELECT * { ?x ?p ?y FILTER(?y IN ("甲"@zh, "乙"^^<http://l/type>)) }',
        'SELECT * { ?x ?p ?y FILTER(REGEX(?y, "甲")) }',
        'SELECT (GROUP_CONCAT(?x; separator=", ") AS ?y) { ?x ?p "甲" }',
        'SELECT (GROUP_CONCAT(?x; separator="$、") AS ?y) { ?x ?p "甲" }',
        "SELECT * { ?甲 ?p <http://l/id/甲> } # = '甲'",
    ],
)
def test_data_and_patterns_stay_as_they_are(query: str) -> None:
    assert rephrase(query) == query


@pytest.mark.parametrize(
    "query",
    [
        f'SELECT ?label {{ {LABEL} FILTER(STR(?label) = "市商务局") }}',
        f'SELECT ?label {{ {LABEL} FILTER("市商务局" != STR(?label)) }}',
        f'SELECT ?label {{ {LABEL} FILTER(STR(?label) NOT IN ("局", "市商务局")) }}',
        f'SELECT (CONCAT(?label, "、", IF(?label = "甲", "乙", "丙")) AS ?y) {{ {LABEL} }} ORDER BY ?y',
        f"SELECT (GROUP_CONCAT(DISTINCT STR(?p); SEPARATOR = '、') AS ?y) {{ {LABEL} ; ?p ?o }}",
        f'SELECT (COUNT(*) AS ?n) {{ {LABEL} }} HAVING (GROUP_CONCAT(STR(?label); separator="甲") != "乙")',
        f'SELECT (STRLEN(GROUP_CONCAT(?label; separator="、")) AS ?n) {{ {LABEL} }}',
        f'SELECT (GROUP_CONCAT(?label; separator="、") AS ?a) (group_concat(STR(?x)) AS ?b) {{ {LABEL} }}',
        f"SELECT (GROUP_CONCAT(DISTINCT STR(?label)) AS ?y) {{ {LABEL} }}",
        f"""SELECT ?y {{ {{ SELECT (GROUP_CONCAT(?label; separator='''、"''') AS ?y) {{ {LABEL} }} GROUP BY ?x }} }}""",
    ],
)
def test_what_is_said_differently_means_the_same(own: OxigraphStore, query: str) -> None:
    said = rephrase(query)
    assert said != query
    answers = [json.loads(own.query(text, formats.JSON.media_type).body) for text in (query, said)]
    assert answers[0]["results"]["bindings"]
    assert answers[0] == answers[1]


@pytest.mark.parametrize("broken", ['SELECT ("甲"', 'SELECT * { FILTER(?x = "甲") } }', '= "甲"', 'separator="、")'])
def test_what_is_no_query_is_left_to_the_engine_to_refuse(broken: str) -> None:
    assert "甲" in rephrase(broken) or "、" in rephrase(broken)
