"""The SPARQL 1.1 Protocol as this service speaks it, one behaviour a test."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from zhengtu.config import Settings
from zhengtu.store import formats
from zhengtu.store.limits import Limits
from zhengtu.store.pooled import PooledStore
from zhengtu.store.release import Release
from zhengtu.web.app import create_app

LABELS = "SELECT ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"
GRAPH = "CONSTRUCT WHERE { ?s ?p ?o }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(20)) + " }"
AS_JSON = {"Accept": "application/sparql-results+json"}


def count(client: TestClient, **parameters: str | list[str]) -> int:
    answer = client.get("/sparql", params={"query": COUNT, **parameters}, headers=AS_JSON)
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("wanted", formats.RESULTS, ids=lambda wanted: wanted.name)
def test_select_in_every_format(tiny: TestClient, wanted: formats.Format) -> None:
    answer = tiny.get("/sparql", params={"query": LABELS}, headers={"Accept": wanted.media_type})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == wanted.media_type
    assert "某市商务局" in answer.text


@pytest.mark.parametrize("wanted", formats.RESULTS, ids=lambda wanted: wanted.name)
def test_ask_in_every_format(tiny: TestClient, wanted: formats.Format) -> None:
    answer = tiny.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": wanted.media_type})
    assert "true" in answer.text


@pytest.mark.parametrize("wanted", formats.GRAPHS, ids=lambda wanted: wanted.name)
@pytest.mark.parametrize("query", [GRAPH, "DESCRIBE <http://localhost:8000/id/agency/1/商务局>"])
def test_graphs_in_every_format(tiny: TestClient, wanted: formats.Format, query: str) -> None:
    answer = tiny.get("/sparql", params={"query": query}, headers={"Accept": wanted.media_type})
    assert answer.headers["content-type"].split(";")[0] == wanted.media_type
    assert "某市商务局" in answer.text


def test_text_formats_name_their_charset(tiny: TestClient) -> None:
    answer = tiny.get("/sparql", params={"query": LABELS}, headers={"Accept": "text/csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"


def test_no_preference_gets_json_and_turtle(tiny: TestClient) -> None:
    assert tiny.get("/sparql", params={"query": LABELS}).headers["content-type"] == formats.JSON.media_type
    assert tiny.get("/sparql", params={"query": GRAPH}).headers["content-type"].startswith("text/turtle")


def test_post_as_form(tiny: TestClient) -> None:
    assert "某市商务局" in tiny.post("/sparql", data={"query": LABELS}).text


def test_post_as_body(tiny: TestClient) -> None:
    headers = {"Content-Type": "application/sparql-query; charset=utf-8"}
    assert "某市商务局" in tiny.post("/sparql", content=LABELS.encode(), headers=headers).text


@pytest.mark.parametrize("way", ["get", "form", "body"])
def test_percent_escapes_in_a_query_are_decoded_once(tiny: TestClient, way: str) -> None:
    query = 'SELECT ?x { BIND("%E5%95%86 商" AS ?x) }'
    if way == "get":
        answer = tiny.get(f"/sparql?query={quote(query)}")
    elif way == "form":
        answer = tiny.post("/sparql", data={"query": query})
    else:
        answer = tiny.post("/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"})
    assert answer.json()["results"]["bindings"][0]["x"]["value"] == "%E5%95%86 商"


def test_default_graph_parameter_narrows_the_dataset(tiny: TestClient) -> None:
    assert count(tiny) == 7
    assert count(tiny, **{"default-graph-uri": "http://localhost:8000/graph/policy/tiny"}) == 4
    both = ["http://localhost:8000/graph/policy/tiny", "http://localhost:8000/graph/codes"]
    assert count(tiny, **{"default-graph-uri": both}) == 5


def test_named_graph_parameter_narrows_the_dataset(tiny: TestClient) -> None:
    assert count(tiny, **{"named-graph-uri": "http://localhost:8000/graph/codes"}) == 0


def test_dataset_parameters_of_a_post_are_in_the_form_or_the_address(tiny: TestClient) -> None:
    graph = "http://localhost:8000/graph/codes"
    form = tiny.post("/sparql", data={"query": COUNT, "default-graph-uri": graph})
    body = tiny.post(
        "/sparql",
        params={"default-graph-uri": graph},
        content=COUNT.encode(),
        headers={"Content-Type": "application/sparql-query"},
    )
    assert form.json() == body.json()
    assert form.json()["results"]["bindings"][0]["n"]["value"] == "1"


def test_malformed_query_is_400_with_line_and_column(tiny: TestClient) -> None:
    answer = tiny.get("/sparql", params={"query": "SELECT *\n{ ?s ?p"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].startswith("Line 2, column ")
    assert set(answer.json()) == {"type", "title", "status", "detail", "instance"}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "INSERT DATA { <a:b> <a:b> 1 }",
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_what_is_no_query_of_ours_is_400(tiny: TestClient, query: str) -> None:
    assert tiny.get("/sparql", params={"query": query}).status_code == 400


def test_no_query_at_all_describes_the_service_to_a_program(tiny: TestClient) -> None:
    assert tiny.get("/sparql").headers["content-type"].startswith("text/turtle")
    assert tiny.post("/sparql", data={"x": "y"}).status_code == 400


def test_two_queries_are_400(tiny: TestClient) -> None:
    assert tiny.get("/sparql", params={"query": [LABELS, LABELS]}).status_code == 400


def test_a_query_that_is_no_utf_8_is_400(tiny: TestClient) -> None:
    assert tiny.get("/sparql?query=ASK%20%7B%7D%23%ff").status_code == 400
    headers = {"Content-Type": "application/sparql-query"}
    assert tiny.post("/sparql", content=b"ASK {} #\xff", headers=headers).status_code == 400


def test_a_format_that_does_not_fit_is_406(tiny: TestClient) -> None:
    assert tiny.get("/sparql", params={"query": LABELS}, headers={"Accept": "text/turtle"}).status_code == 406
    assert tiny.get("/sparql", params={"query": GRAPH}, headers={"Accept": "text/csv"}).status_code == 406


def test_the_format_parameter_wins_over_accept(tiny: TestClient) -> None:
    answer = tiny.get("/sparql", params={"query": LABELS, "format": "csv"}, headers={"Accept": "text/html"})
    assert answer.headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "LOCK"])
def test_other_methods_are_405_and_named(tiny: TestClient, method: str) -> None:
    answer = tiny.request(method, "/sparql")
    assert answer.status_code == 405
    assert answer.json()["status"] == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize(
    ("path", "methods"), [("/sparql", "GET, HEAD, OPTIONS, POST"), ("/questions", "GET, HEAD, OPTIONS")]
)
def test_options_names_the_methods(tiny: TestClient, path: str, methods: str) -> None:
    answer = tiny.options(path)
    assert (answer.status_code, answer.headers["allow"], answer.content) == (204, methods, b"")
    assert tiny.delete(path).headers["allow"] == methods


@pytest.mark.parametrize(
    ("asked", "status"),
    [("bytes=0-9", 206), ("bytes=9-1", 200), ("bytes=0-0,2-2", 200), ("bytes=" + "0-0," * 5_000, 200), ("x", 200)],
)
def test_one_part_of_a_file_is_given_or_the_whole(tiny: TestClient, asked: str, status: int) -> None:
    assert tiny.get("/def/context.jsonld", headers={"Range": asked}).status_code == status


@pytest.mark.parametrize("media_type", ["application/sparql-update", "text/plain", "application/json"])
def test_other_bodies_are_415(tiny: TestClient, media_type: str) -> None:
    answer = tiny.post("/sparql", content=b"CLEAR ALL", headers={"Content-Type": media_type})
    assert answer.status_code == 415
    assert "application/sparql-query" in answer.headers["accept-post"]


def test_a_huge_body_is_413(tiny: TestClient) -> None:
    headers = {"Content-Type": "application/sparql-query"}
    assert tiny.post("/sparql", content=b" " * 500_000, headers=headers).status_code == 413


def test_head_is_get_without_a_body(tiny: TestClient) -> None:
    head, get = (tiny.request(method, "/sparql", params={"query": LABELS}) for method in ("HEAD", "GET"))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]


def test_any_origin_may_ask_and_read_errors(tiny: TestClient) -> None:
    origin = {"Origin": "https://example.org"}
    assert tiny.get("/sparql", params={"query": LABELS}, headers=origin).headers["access-control-allow-origin"] == "*"
    assert tiny.get("/sparql", params={"query": "x"}, headers=origin).headers["access-control-allow-origin"] == "*"
    preflight = tiny.options("/sparql", headers={**origin, "Access-Control-Request-Method": "POST"})
    assert preflight.headers["access-control-allow-origin"] == "*"


def test_answers_vary_by_accept(tiny: TestClient) -> None:
    assert "Accept" in tiny.get("/sparql", params={"query": LABELS}).headers["vary"]


def test_a_browser_without_a_query_gets_a_form(tiny: TestClient) -> None:
    page = tiny.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert '<textarea id="query"' in page.text


def test_a_browser_with_a_query_gets_a_table_with_labels(tiny: TestClient) -> None:
    query = "SELECT ?agency { ?agency a <https://w3id.org/zhengtu/def#Agency> }"
    page = tiny.get("/sparql", params={"query": query, "lang": "zh"}, headers={"Accept": "text/html"})
    assert '<a href="/doc/agency/1/%E5%95%86%E5%8A%A1%E5%B1%80?lang=zh"' in page.text
    assert ">某市商务局</a>" in page.text


def test_a_browser_with_a_malformed_query_gets_the_form_and_the_reason(tiny: TestClient) -> None:
    page = tiny.get("/sparql", params={"query": "SELECT <b>"}, headers={"Accept": "text/html"})
    assert page.status_code == 400
    assert "SELECT &lt;b&gt;" in page.text
    assert "Line 1, column" in page.text


@pytest.fixture
def impatient(tiny_release: Release) -> Iterator[TestClient]:
    settings = Settings(query_timeout_s=0.4)
    store = PooledStore.open(tiny_release.dump, Limits(workers=1, timeout_s=settings.query_timeout_s))
    with TestClient(create_app(settings, tiny_release, store)) as client:
        yield client


def test_a_query_that_takes_too_long_is_503_and_the_next_one_is_answered(impatient: TestClient) -> None:
    answer = impatient.get("/sparql", params={"query": RUNAWAY})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "0.4 s" in answer.json()["detail"]
    assert impatient.get("/sparql", params={"query": "ASK {}"}).status_code in (200, 503)
    assert impatient.get("/health/ready").json()["status"] == "ok"
