"""ETags, 304, compression and the cache of answers, one behaviour a test."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

LABELS = "SELECT ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"
LONG = "SELECT * { VALUES ?x { " + " ".join(f'"{"文" * 40}{n}"' for n in range(60)) + " } }"
PAGES = ["/", "/questions", "/def", "/def.ttl", "/code/unit/CNY.ttl", "/static/icon.svg"]


def cache_counts(client: TestClient) -> tuple[float, float]:
    lines = client.get("/metrics").text.splitlines()
    values = {line.split()[0]: float(line.split()[1]) for line in lines if line.startswith("zhengtu_cache")}
    return values["zhengtu_cache_hits_total"], values["zhengtu_cache_misses_total"]


@pytest.mark.parametrize("path", PAGES)
def test_whoever_has_a_page_gets_304(tiny: TestClient, path: str) -> None:
    first = tiny.get(path)
    again = tiny.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert tiny.get(path, headers={"If-None-Match": '"another"'}).status_code == 200


def test_every_format_and_language_has_its_own_etag(tiny: TestClient) -> None:
    asked = [("/sparql?query=ASK{}", {"Accept": kind}) for kind in ("text/csv", "application/sparql-results+xml")]
    asked += [("/", {"Accept-Language": language}) for language in ("zh", "en")]
    asked += [("/def", {"Accept": kind}) for kind in ("text/html", "text/turtle", "application/ld+json")]
    tags = [tiny.get(path, headers=headers).headers["etag"] for path, headers in asked]
    assert len(set(tags)) == len(asked)


def test_large_answers_are_compressed_for_those_who_can_read_that(tiny: TestClient) -> None:
    plain = tiny.get("/sparql", params={"query": LONG}, headers={"Accept-Encoding": "identity"})
    packed = tiny.get("/sparql", params={"query": LONG}, headers={"Accept-Encoding": "gzip, br"})
    refused = tiny.get("/sparql", params={"query": LONG}, headers={"Accept-Encoding": "gzip;q=0"})
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in refused.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.json() == plain.json()
    assert packed.headers["etag"] != plain.headers["etag"]
    assert "Accept-Encoding" in packed.headers["vary"]
    assert "Accept-Encoding" in plain.headers["vary"]


def test_an_answer_is_given_again_from_the_cache(tiny: TestClient) -> None:
    query = {"query": LABELS + " # kept"}
    first = tiny.get("/sparql", params=query)
    hits, _misses = cache_counts(tiny)
    second = tiny.get("/sparql", params=query)
    assert cache_counts(tiny)[0] == hits + 1
    assert second.content == first.content
    kept = ("etag", "content-type", "vary", "access-control-allow-origin", "x-content-type-options", "cache-control")
    assert [second.headers[name] for name in kept] == [first.headers[name] for name in kept]


def test_a_kept_answer_is_also_304(tiny: TestClient) -> None:
    query = {"query": LABELS + " # kept and known"}
    tag = tiny.get("/sparql", params=query).headers["etag"]
    again = tiny.get("/sparql", params=query, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_other_formats_and_datasets_are_other_answers(tiny: TestClient) -> None:
    query = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
    assert tiny.get("/sparql", params=query, headers={"Accept": "text/csv"}).text.split() == ["n", "7"]
    narrowed = {**query, "default-graph-uri": "http://localhost:8000/graph/codes"}
    assert tiny.get("/sparql", params=narrowed, headers={"Accept": "text/csv"}).text.split() == ["n", "1"]
    assert tiny.get("/sparql", params=query).headers["content-type"] == "application/sparql-results+json"


@pytest.mark.parametrize("function", ["NOW()", "RAND()", "UUID()", "STRUUID()"])
def test_what_may_differ_the_next_time_is_not_kept(tiny: TestClient, function: str) -> None:
    query = {"query": f"SELECT ({function} AS ?x) {{}}"}
    assert tiny.get("/sparql", params=query).headers["cache-control"] == "no-store"
    assert tiny.get("/sparql", params=query).text != tiny.get("/sparql", params=query).text


def test_errors_and_pages_are_not_kept(tiny: TestClient) -> None:
    asked = [({"query": "SELECT"}, "text/csv"), ({"query": "ASK { ?kept ?p ?o }"}, "text/html")]
    for query, accept in asked:
        tiny.get("/sparql", params=query, headers={"Accept": accept})
        hits, misses = cache_counts(tiny)
        tiny.get("/sparql", params=query, headers={"Accept": accept})
        assert cache_counts(tiny) == (hits, misses + 1)


def test_every_answer_has_an_id_and_a_given_one_is_kept(tiny: TestClient) -> None:
    assert tiny.get("/health/live").headers["x-request-id"] != tiny.get("/health/live").headers["x-request-id"]
    assert tiny.get("/", headers={"X-Request-Id": "abc-1"}).headers["x-request-id"] == "abc-1"
    assert tiny.get("/", headers={"X-Request-Id": "a\tb"}).headers["x-request-id"] != "a\tb"


def test_the_description_of_the_service_names_its_graphs(tiny: TestClient) -> None:
    answer = tiny.get("/sparql", headers={"Accept": "text/turtle"})
    assert answer.headers["content-type"].startswith("text/turtle")
    assert "sd:endpoint <http://localhost:8000/sparql>" in answer.text
    assert "<http://localhost:8000/graph/codes>" in answer.text
    assert "UnionDefaultGraph" in answer.text
