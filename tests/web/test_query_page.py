"""The query page and the page about the API: what they offer, with the assets and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from zhengtu.assets import Manifest
from zhengtu.config import Settings
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.release import Release
from zhengtu.web.app import create_app

AS_HTML = {"Accept": "text/html", "Accept-Language": "zh"}
COUNTS = "SELECT ?kind (COUNT(?s) AS ?n) { ?s a ?kind } GROUP BY ?kind ORDER BY ?kind LIMIT 3"


@pytest.fixture
def bare(tiny_release: Release, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A service without assets. Patched, since removing those of the checkout would disturb other tests."""
    monkeypatch.setattr(Manifest, "read", classmethod(lambda _cls: None))
    app = create_app(Settings(release_dir=Path("unused")), tiny_release, OxigraphStore(tiny_release.dump))
    with TestClient(app) as client:
        yield client


def test_completions_name_terms_codes_and_bodies_with_their_labels(client: TestClient) -> None:
    answer = client.get("/sparql/completions").json()
    found = {entry["term"]: entry for entry in answer["terms"]}
    assert found["zt:Measure"] == {"term": "zt:Measure", "kind": "Class", "zh": "支持措施", "en": "measure"}
    assert found["zt:inPolicy"]["kind"] == "ObjectProperty"
    assert found["<http://localhost:8000/id/agency/140800/商务局>"]["zh"] == "运城市商务局"
    assert answer["prefixes"]["zt"] == "https://w3id.org/zhengtu/def#"


def test_completion_that_a_prefixed_name_cannot_hold_is_an_iri(client: TestClient) -> None:
    terms = [entry["term"] for entry in client.get("/sparql/completions").json()["terms"]]
    assert [term for term in terms if not term.startswith("<") and "/" in term] == []


def test_an_example_fills_the_field_and_does_not_run(client: TestClient) -> None:
    page = client.get("/sparql?example=support-amounts", headers=AS_HTML).text
    assert "zt:GrantedAmount zt:Ceiling zt:Rate" in page
    assert 'id="result"' not in page


def test_the_page_is_light(client: TestClient) -> None:
    assert len(client.get("/sparql", headers=AS_HTML).content) < 20_000


def test_a_result_of_words_and_numbers_can_be_drawn(client: TestClient) -> None:
    page = client.get("/sparql", params={"query": COUNTS}, headers=AS_HTML).text
    assert 'data-chart="bar" data-category="0" data-number="1"' in page


def test_a_result_of_words_alone_is_a_table(client: TestClient) -> None:
    page = client.get("/sparql", params={"query": "SELECT ?s { ?s ?p ?o } LIMIT 3"}, headers=AS_HTML).text
    assert "<table" in page
    assert "data-chart" not in page


def test_nothing_found_is_explained(client: TestClient) -> None:
    page = client.get("/sparql", params={"query": "SELECT ?s { ?s a <urn:none> }"}, headers=AS_HTML).text
    assert "没有结果" in page
    assert "条件可能过严" in page


def test_a_mistake_is_shown_beside_the_query(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT ?s { ?s"}, headers=AS_HTML)
    assert answer.status_code == 400
    assert "请求有误" in answer.text
    assert "SELECT ?s { ?s</textarea>" in answer.text


@pytest.mark.parametrize(
    ("query", "language", "said"),
    [
        ("SELECT ?s\nWHER { ?s a ?o }", "en", "Line 2, column 6: the query cannot be read at “WHER {”."),
        ("SELECT ?s\nWHER { ?s a ?o }", "zh", "第2行第6列附近读不懂：“WHER {”。"),
        ("SELECT ?s { ?s a", "en", "Line 1, column 17: the query ends after “?s a”, before it is complete."),
    ],
)
def test_a_mistake_is_told_in_a_line_with_the_parser_s_words_behind_it(
    client: TestClient, query: str, language: str, said: str
) -> None:
    page = client.get("/sparql", params={"query": query, "lang": language}, headers=AS_HTML).text
    alert = page.partition('role="alert"')[2]
    line, _, behind = alert.partition("<details")
    assert f"<p>{said}</p>" in line
    assert "expected" not in line and "expected" in behind.partition("</details>")[0]


def test_what_is_refused_for_another_reason_is_told_as_it_is(client: TestClient) -> None:
    page = client.get("/sparql", params={"query": "DROP ALL"}, headers=AS_HTML).text
    assert "Line 1, column 1: DROP is no query" in page.partition('role="alert"')[2].partition("<details")[0]


def test_without_assets_the_query_page_is_a_form(bare: TestClient) -> None:
    page = bare.get("/sparql", headers=AS_HTML).text
    assert "<textarea" in page
    assert "<script" not in page


def test_without_assets_a_result_is_a_table(bare: TestClient) -> None:
    query = "SELECT ?s (STRLEN(?l) AS ?n) { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
    page = bare.get("/sparql", params={"query": query}, headers=AS_HTML).text
    assert "某市商务局" in page
    assert "<script" not in page


def test_without_assets_the_reference_lists_operations_and_links_the_description(bare: TestClient) -> None:
    page = bare.get("/docs", headers=AS_HTML).text
    assert 'href="/openapi.json"' in page
    assert "/api/questions" in page
    assert "<script" not in page


XSD = "http://www.w3.org/2001/XMLSchema#"
NESTED = "BIND(<x:a> AS ?t0) " + " ".join(f"BIND(TRIPLE(<x:a>, <x:b>, ?t{i}) AS ?t{i + 1})" for i in range(600))
ODD = {
    f"SELECT ({'9' * 9_000} AS ?x) {{}}": (200, "9" * 50),
    f"SELECT ({'9' * 9_000}.5 AS ?x) {{}}": (200, "999,999"),
    f"SELECT ('²²²²²'^^<{XSD}integer> AS ?x) {{}}": (200, "²²²²²"),
    f"SELECT ?t600 {{ {NESTED} }}": (406, "nested too deeply"),
}


@pytest.mark.parametrize("query", ODD)
def test_odd_values_of_a_result_do_not_break_the_page(client: TestClient, query: str) -> None:
    status, told = ODD[query]
    answer = client.post("/sparql", data={"query": query}, headers={**AS_HTML, "Accept-Language": "en"})
    assert answer.status_code == status
    assert told in answer.text
