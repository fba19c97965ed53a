"""Search as a page and over the API: what is found, how it can be narrowed, what is said when nothing is."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

HTML = {"Accept": "text/html"}


def test_a_hit_leads_to_its_place_with_the_words_marked(client: TestClient) -> None:
    page = client.get("/search", params={"q": "海外仓 运城"}, headers=HTML).text
    places = re.findall(r'href="(/doc/policy/yuncheng-2024#[^"]+)"', page)
    assert places
    assert "<mark>海外仓</mark>" in page
    path, _, anchor = places[0].partition("#")
    assert f'id="{anchor}"' in client.get(path, headers=HTML).text


def test_concepts_of_one_name_are_told_apart_by_their_lists(client: TestClient) -> None:
    """海外仓 is a theme, a unit that is counted and a kind of beneficiary."""
    page = client.get("/search", params={"q": "海外仓", "kind": "concept"}, headers=HTML).text
    assert re.search(r"概念</span> 主题", page)
    items = client.get("/api/search", params={"q": "海外仓", "kind": "concept"}).json()["items"]
    assert len({item["list"] for item in items}) > 2


def test_a_provision_is_found_by_its_number(client: TestClient) -> None:
    """运城 第五条（三）: 对企业自建或租赁海外仓…."""
    items = client.get("/api/search", params={"q": "运城 第五条（三）", "kind": "passage"}).json()["items"]
    assert any("海外仓" in item["text"] and item["id"].endswith("/yuncheng-2024/art_5/item_3") for item in items)


def test_words_that_nothing_holds_in_one_piece_are_read_apart_and_said_to_be(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "海外仓补贴"}).json()
    assert (found["read_as"], found["count"] > 0) == (["海外仓", "补贴"], True)
    page = client.get("/search", params={"q": "海外仓补贴"}, headers=HTML).text
    assert "没有一处连写“海外仓补贴”；以下各处分别含有：海外仓 · 补贴。" in page


def test_a_draft_is_never_shown_in_force(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "跨境电商", "policy": "zhengzhou-draft", "limit": 100}).json()
    assert {item["validity"]["standing"] for item in found["items"]} == {"draft"}


def test_facets_count_what_they_lead_to(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "财政", "on": "2024-06-30"}).json()
    for name, counts in found["facets"].items():
        for value, count in counts.items():
            key = value.rsplit("/", 1)[-1]
            narrowed = client.get("/api/search", params={"q": "财政", "on": "2024-06-30", name: key}).json()
            assert narrowed["count"] == count


def test_pages_of_results_follow_one_another_without_gap(client: TestClient) -> None:
    whole = client.get("/api/search", params={"q": "企业", "limit": 100}).json()
    gathered, following = [], "/api/search?q=企业&limit=30"
    while following:
        part = client.get(following.removeprefix("http://localhost:8000")).json()
        gathered += part["items"]
        following = part["next"]
    assert len(gathered) == whole["count"]
    assert gathered[: len(whole["items"])] == whole["items"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_found_says_what_next(client: TestClient, language: str) -> None:
    page = client.get("/search", params={"q": "火星移民", "lang": language}, headers=HTML).text
    assert 'class="callout empty"' in page
    assert "/questions" in page


def test_without_words_the_page_says_how(client: TestClient) -> None:
    page = client.get("/search", headers=HTML).text
    assert "100万元" in page
    assert "<ol" not in page


@pytest.mark.parametrize(
    "given",
    [{"q": "海" * 201}, {"q": "企业", "kind": "none"}, {"q": "企业", "standing": "none"}, {"q": "企业", "on": "x"}],
)
def test_a_wrong_parameter_is_a_problem_that_names_it(client: TestClient, given: dict[str, str]) -> None:
    answer = client.get("/api/search", params=given)
    assert answer.status_code == 400
    assert any(name in answer.json()["detail"] for name in given)


def test_words_are_shown_as_text(client: TestClient) -> None:
    page = client.get("/search", params={"q": "<script>alert(1)</script>"}, headers=HTML).text
    assert "<script>alert" not in page
