from __future__ import annotations

import logging

import pytest
from starlette.testclient import TestClient

from zhengtu.config import Settings
from zhengtu.errors import StoreUnavailable
from zhengtu.store import guard
from zhengtu.store.base import Answer
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.release import Release
from zhengtu.web import sparql
from zhengtu.web.app import create_app


class FailingStore(OxigraphStore):
    """A real store that fails as told; no engine can be made to fail on demand."""

    failure: Exception

    def query(self, text: str, accept: str, **options: object) -> Answer:  # noqa: ARG002
        raise self.failure


def client_of(release: Release, failure: Exception) -> TestClient:
    store = FailingStore(release.dump)
    store.failure = failure
    return TestClient(create_app(Settings(), release, store), raise_server_exceptions=False)


def test_a_store_that_cannot_answer_is_503_everywhere(tiny_release: Release) -> None:
    client = client_of(tiny_release, StoreUnavailable("gone"))
    for path in ("/", "/sparql?query=ASK{}", "/health/ready", "/code/unit/CNY.ttl"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert answer.json()["detail"] == "gone"


def test_a_client_learns_which_file_it_is_and_not_where_it_is_kept(
    tiny_release: Release, caplog: pytest.LogCaptureFixture
) -> None:
    told = "The index /srv/releases/r-1/search.sqlite cannot be searched: no such table. Build again."
    with caplog.at_level(logging.ERROR):
        answer = client_of(tiny_release, StoreUnavailable(told)).get("/sparql?query=ASK{}")
    assert answer.json()["detail"] == "The index search.sqlite cannot be searched: no such table. Build again."
    assert "/srv/releases/r-1/search.sqlite" in caplog.text


def test_an_error_of_ours_shows_no_inside(tiny_release: Release, caplog: pytest.LogCaptureFixture) -> None:
    client = client_of(tiny_release, RuntimeError("secret"))
    with caplog.at_level(logging.ERROR):
        answer = client.get("/sparql?query=ASK{}", headers={"Origin": "https://example.org"})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "secret" not in answer.text
    assert "secret" in caplog.text


@pytest.mark.parametrize(("language", "words"), [("zh", "没有找到"), ("en", "Not found")])
def test_a_browser_gets_a_kind_page_in_its_language(tiny: TestClient, language: str, words: str) -> None:
    answer = tiny.get("/id/nobody", headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 404
    assert words in answer.text


@pytest.mark.parametrize(
    ("query", "limit", "most"),
    [
        ("ASK " + "{" * 65, "query_nesting", guard.MAX_DEPTH),
        ("ASK {" + "?s ?p ?o ." * 3_000 + "}", "query_tokens", guard.MAX_TOKENS),
        ("ASK {} #" + "x" * 200_000, "query_bytes", guard.MAX_BYTES),
        ("ASK {} #" + "x" * 500_000, "body_bytes", sparql.MAX_BODY_BYTES),
    ],
)
def test_a_problem_names_the_limit_that_was_met(tiny: TestClient, query: str, limit: str, most: int) -> None:
    told = tiny.post("/sparql", content=query, headers={"Content-Type": "application/sparql-query"}).json()
    assert (told["limit"], told["limit_value"]) == (limit, most)
    assert told["limit_unit"]


def test_a_problem_without_a_limit_names_none(tiny: TestClient) -> None:
    assert "limit" not in tiny.get("/sparql?query=ASK").json()
