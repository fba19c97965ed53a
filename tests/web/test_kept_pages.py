"""Pages that are given again: for the same address, language, day and release, and no others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from starlette.testclient import TestClient

from zhengtu.web.answer_cache import AnswerCache
from zhengtu.web.kept_answers import KeptAnswers

AS_PAGE = {"Accept": "text/html", "Accept-Language": "zh"}


def hits(client: TestClient) -> float:
    lines = client.get("/metrics").text.splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("zhengtu_cache_hits_total"))


def test_a_page_is_given_again_with_the_same_headers_but_its_id(tiny: TestClient) -> None:
    first = tiny.get("/about", headers=AS_PAGE)
    before = hits(tiny)
    again = tiny.get("/about", headers=AS_PAGE)
    assert hits(tiny) == before + 1
    assert again.content == first.content
    assert again.headers.get_list("x-request-id") != first.headers.get_list("x-request-id")
    assert len(again.headers.get_list("x-request-id")) == 1
    assert {**again.headers, "x-request-id": ""} == {**first.headers, "x-request-id": ""}


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/about", {"Accept-Language": "en"}),
        ("/about?lang=en", {}),
        ("/def", {"Accept": "text/turtle"}),
    ],
)
def test_another_address_language_or_format_is_another_answer(
    tiny: TestClient, path: str, headers: dict[str, str]
) -> None:
    page = tiny.get(path.partition("?")[0], headers=AS_PAGE)
    assert tiny.get(path, headers={**AS_PAGE, **headers}).content != page.content


def test_what_a_page_does_not_know_gives_the_page_that_is_kept(tiny: TestClient) -> None:
    """Also where a page is shown with parameters of its own: an address that was passed on says where from."""
    first = tiny.get("/about?on=2024-06-30", headers=AS_PAGE)
    before = hits(tiny)
    again = tiny.get("/about?utm_source=news&on=2024-06-30&lang=xx&lang=%E4%B8%AD", headers=AS_PAGE)
    assert again.content == first.content
    assert hits(tiny) == before + 1


@pytest.mark.parametrize("path", ["/api/policies?limit=2", "/api/search?q=海外仓", "/api/who-pays?area=140802"])
def test_an_answer_of_the_interface_is_given_again_by_format(client: TestClient, path: str) -> None:
    first = client.get(path)
    before = hits(client)
    again = client.get(path)
    assert hits(client) == before + 1
    assert again.content == first.content
    other = client.get(path, headers={"Accept": "application/problem+json"})
    assert (hits(client), other.status_code) in ((before + 1, 406), (before + 1, 200))
    assert client.get(path, headers={"If-None-Match": first.headers["etag"]}).status_code == 304


def test_what_the_interface_does_not_know_is_not_kept(client: TestClient) -> None:
    before = hits(client)
    assert [client.get("/api/policies?colour=red").status_code for _ in range(2)] == [400, 400]
    assert hits(client) == before


@pytest.mark.parametrize("path", ["/health/ready", "/no/such/page", "/static/icon.svg"])
def test_what_is_no_page_is_not_kept(tiny: TestClient, path: str) -> None:
    tiny.get(path, headers=AS_PAGE)
    before = hits(tiny)
    tiny.get(path, headers=AS_PAGE)
    assert hits(tiny) == before


def test_browsers_that_prefer_the_same_language_share_a_page_until_the_day_ends() -> None:
    days = [date(2026, 3, 1)]
    kept = KeptAnswers(AnswerCache(1024), lambda: "r-1", lambda: days[-1], "/sparql")

    def key(languages: str) -> object:
        scope: dict[str, Any] = {
            "path": "/",
            "query_string": b"",
            "headers": [(b"accept-language", languages.encode())],
        }
        return kept.place(scope).key

    first = key("en-GB,en;q=0.9")
    assert key("en") == first
    assert key("zh-CN") != first
    days.append(date(2026, 3, 2))
    assert key("en") != first
