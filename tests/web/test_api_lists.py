"""The lists over REST: filters, pages, members, formats; what JSON-LD says is what the graph says."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from pyld import jsonld
from starlette.testclient import TestClient

from zhengtu.config import resource_dir
from zhengtu.store.base import Answer
from zhengtu.store.collections import load_collections
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.release import Release
from zhengtu.web.api.lists import cursor_of

NAMES = ["agencies", "areas", "funding", "measures", "policies", "provisions", "targets"]
OF_POLICIES = ["funding", "measures", "policies", "provisions", "targets"]
FOAF_PAGE = "http://xmlns.com/foaf/0.1/page"
each_list = pytest.mark.parametrize("name", NAMES)


def items(client: TestClient, path: str, **given: str) -> list[dict[str, Any]]:
    answer = client.get(path, params=given)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def pages(client: TestClient, path: str) -> Iterator[list[dict[str, Any]]]:
    following: str | None = path
    while following:
        answer = client.get(following).json()
        yield answer["items"]
        following = answer["next"]


def test_there_is_a_list_for_each_file() -> None:
    assert [collection.id for collection in load_collections(resource_dir("queries"))] == NAMES


@each_list
def test_list_holds_items_the_next_page_and_the_release(client: TestClient, name: str) -> None:
    answer = client.get(f"/api/{name}").json()
    assert set(answer) == {"items", "next", "release"}
    assert answer["items"][0]["id"].startswith("http")
    assert answer["items"][0]["label"]["zh"]


@each_list
def test_pages_together_hold_each_thing_once(client: TestClient, name: str) -> None:
    found = [item["id"] for page in pages(client, f"/api/{name}?limit=17") for item in page]
    assert len(found) == len(set(found)) > 0
    assert found[:100] == [item["id"] for item in items(client, f"/api/{name}", limit="100")]


def test_a_cursor_of_another_release_leads_on_where_its_thing_is_gone(client: TestClient) -> None:
    first, *others = [item["id"] for item in items(client, "/api/agencies", limit="5")]
    gone = cursor_of(first + "~")  # that release held one more thing here
    assert [item["id"] for item in items(client, "/api/agencies", limit="4", cursor=gone)] == others


def test_lists_hold_as_many_as_the_documents(client: TestClient) -> None:
    """Five documents, 126 provisions (see the changelog)."""
    counts = {name: sum(map(len, pages(client, f"/api/{name}?limit=100"))) for name in ("policies", "provisions")}
    assert counts == {"policies": 5, "provisions": 126}


def test_measures_of_a_city_and_theme(client: TestClient) -> None:
    """运城 第五条（三）: building or leasing a warehouse, 30%, 不超过 50 万元."""
    found = items(client, "/api/measures", city="运城市", theme="海外仓")
    assert len(found) == 3
    first = found[0]
    assert (first["policy"]["id"], first["validity"]["standing"]) == (
        "http://localhost:8000/id/policy/yuncheng-2024",
        "expired" if first["validity"]["on"] > "2025-12-31" else "in_force",
    )
    (ceiling,) = [one for one in first["supports"] if one["type"] == "Ceiling"]
    assert (ceiling["value"], ceiling["unit"]["code"], ceiling["bound"]["code"]) == (500000, "CNY", "upper-bound")
    assert ceiling["evidence"][0]["quote"] == "不超过 50 万元"


def test_several_values_of_a_filter_are_any_of_them(client: TestClient) -> None:
    both = client.get("/api/measures", params={"theme": ["talent", "parks"], "limit": "100"}).json()["items"]
    each = [len(items(client, "/api/measures", theme=theme, limit="100")) for theme in ("talent", "parks")]
    assert max(each) < len(both) <= sum(each)


def test_filters_narrow_together(client: TestClient) -> None:
    given = {"city": "370781", "instrument": "reward", "min_amount": "50万", "limit": "100"}
    found = items(client, "/api/measures", **given)
    assert found
    for item in found:
        assert item["policy"]["id"].endswith("/qingzhou-2022")
        assert item["instrument"]["code"] == "reward"
        assert max(one["value"] for one in item["supports"] if one["unit"]["code"] == "CNY") >= 500000


def test_city_may_be_named_by_what_it_belongs_to(client: TestClient) -> None:
    """青州 and 济南 are in 山东 (370000)."""
    assert [item["slug"] for item in items(client, "/api/policies", city="370000")] == ["jinan-2021", "qingzhou-2022"]


@pytest.mark.parametrize(
    ("on", "standing", "slugs"),
    [
        ("2024-06-30", "in_force", ["yuncheng-2024"]),
        ("2024-02-15", "counting", ["yuncheng-2024"]),
        ("2024-06-30", "expired", ["qingzhou-2022"]),
        ("2024-06-30", "not_yet_in_force", ["lianyungang-2024"]),
        ("2024-06-30", "no_stated_end", ["jinan-2021"]),
        ("2024-06-30", "draft", ["zhengzhou-draft"]),
    ],
)
def test_policies_of_a_standing_on_a_day(client: TestClient, on: str, standing: str, slugs: list[str]) -> None:
    assert [item["slug"] for item in items(client, "/api/policies", on=on, standing=standing)] == slugs


@pytest.mark.parametrize("name", OF_POLICIES)
def test_nothing_of_a_draft_is_ever_in_force(client: TestClient, name: str) -> None:
    for year in ("2020", "2025", "2030"):
        found = (
            items(client, f"/api/{name}", policy="zhengzhou-draft", on=f"{year}-06-01")
            if name != "policies"
            else (items(client, "/api/policies", status="draft", on=f"{year}-06-01"))
        )
        assert {item["validity"]["standing"] for item in found} <= {"draft"}


def test_members_can_be_chosen(client: TestClient) -> None:
    (first, *_) = items(client, "/api/measures", fields="instrument,supports")
    assert set(first) == {"id", "type", "label", "page", "instrument", "supports"}


@each_list
def test_csv_has_a_row_for_each_item_and_the_link_to_the_next(client: TestClient, name: str) -> None:
    answer = client.get(f"/api/{name}", params={"limit": "3"}, headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["id"] for row in rows] == [item["id"] for item in items(client, f"/api/{name}", limit="3")]
    assert ('rel="next"' in answer.headers.get("link", "")) == (
        client.get(f"/api/{name}?limit=3").json()["next"] is not None
    )


@pytest.mark.parametrize(
    ("path", "column", "count"),
    [
        ("who-pays?policy=yuncheng-2024", "id", 182),
        # A row for each measure, and one for the draft, which has none.
        ("compare?theme=overseas_warehouses", "measure.id", 8),
    ],
)
def test_answers_worked_out_have_a_table_too(client: TestClient, path: str, column: str, count: int) -> None:
    answer = client.get(f"/api/{path}&format=csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == count
    assert len({row[column] for row in rows}) == count
    names = list(rows[0])
    assert [name for name in names if any(other.startswith(f"{name}.") for other in names)] == []


@pytest.mark.parametrize("name", [*NAMES, "who-pays?area=140802&amount=50万", "compare?theme=overseas_warehouses"])
def test_json_ld_says_only_what_the_graph_says(client: TestClient, release: Release, name: str) -> None:
    document = json.loads(client.get(f"/api/{name}", headers={"Accept": "application/ld+json"}).text)
    triples = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert isinstance(triples, str)
    lines = [line for line in triples.splitlines() if f"<{FOAF_PAGE}>" not in line]
    assert len(lines) > 20
    known = {line.rpartition(" <")[0] + " ." for line in release.dump.read_text("utf-8").splitlines()}
    assert [line for line in lines if line not in known] == []


@pytest.mark.parametrize(
    ("path", "given", "detail"),
    [
        ("measures", {"theme": "nothing"}, "theme is 'nothing'; give one of attraction, brands"),
        ("measures", {"colour": "red"}, "There is no parameter 'colour' here; there are: city, policy"),
        ("measures", {"limit": "0"}, "limit is '0'; give a whole number from 1 to 100"),
        ("measures", {"limit": "١"}, "limit is '١'; give a whole number from 1 to 100"),
        ("measures", {"cursor": "??"}, "cursor is '??'; give the one that stands in `next` of an answer"),
        ("measures", {"fields": "id,colour"}, "fields names 'id'; there are: policy, provision"),
        ("measures", {"standing": "valid"}, "standing is 'valid'; give one of in_force, expired"),
        ("measures", {"on": "2024-13-01"}, "on is '2024-13-01'; give a day as YYYY-MM-DD"),
        ("agencies", {"on": "2024-01-01"}, "There is no parameter 'on' here; there are: city, agency_kind"),
        ("who-pays", {"area": "火星"}, "area is '火星'; give one of 140000, 140800"),
        ("who-pays", {"area": "110101", "policy": "yuncheng-2024"}, "area is '110101'; give one of 140000"),
        ("who-pays", {"policy": "moon"}, "policy is 'moon'; give one of jinan-2021, lianyungang-2024"),
        ("who-pays", {"provision": "moon"}, "provision is 'moon'; give an IRI, or a path in one of jinan-2021"),
        (
            "who-pays",
            {"provision": "yuncheng-2024/art_1", "area": "140802"},
            "provision is 'yuncheng-2024/art_1', which",
        ),
        ("compare", {"theme": "moon"}, "theme is 'moon', which no measure of this release has; give one of attraction"),
        ("compare", {"theme": ""}, "theme is missing; give it as ?theme=…"),
        ("search", {"q": ""}, "q is missing; give it as ?q=…"),
        ("search", {"q": "海外仓", "start": "-1"}, "start is '-1'; give a whole number of 0 or more"),
        ("search", {"q": "海外仓", "limit": "many"}, "limit is 'many'; give a whole number"),
    ],
)
def test_what_cannot_be_is_a_problem_that_names_what_is_allowed(
    client: TestClient, path: str, given: dict[str, str], detail: str
) -> None:
    answer = client.get(f"/api/{path}", params=given)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert answer.json()["detail"].startswith(detail)


@pytest.mark.parametrize("name", ["who-pays", "compare", "search"])
def test_examples_of_openapi_are_answered_together(client: TestClient, name: str) -> None:
    operation = client.get("/openapi.json").json()["paths"][f"/api/{name}"]["get"]
    examples = {
        one["name"]: one["schema"]["examples"][0] for one in operation["parameters"] if "examples" in one["schema"]
    }
    assert len(examples) > 1
    assert items(client, f"/api/{name}", **examples)
    assert set(operation["responses"]["200"]["content"]) == {"application/json", "application/ld+json", "text/csv"}


def test_every_example_of_openapi_is_answered(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    with_items, examples = set(), set()
    for name in NAMES:
        for parameter in paths[f"/api/{name}"]["get"]["parameters"]:
            if "example" in parameter:
                answer = client.get(f"/api/{name}", params={parameter["name"]: parameter["example"]})
                assert answer.status_code == 200, answer.text
                examples.add(parameter["name"])
                with_items |= {parameter["name"]} if answer.json()["items"] else set()
    assert with_items == examples
    assert len(examples) > 20


@each_list
def test_page_takes_at_most_four_queries(client: TestClient, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get(f"/api/{name}")  # what is chosen from, and the standings of the day, are remembered
    asked: list[str] = []
    query = OxigraphStore.query

    def counted(store: OxigraphStore, text: str, accept: str, **options: object) -> Answer:
        asked.append(text)
        return query(store, text, accept, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(OxigraphStore, "query", counted)
    assert (
        client.get(
            f"/api/{name}", params={"limit": "99"} | ({"on": "2023-03-03"} if name in OF_POLICIES else {})
        ).status_code
        == 200
    )
    assert 0 < len(asked) <= 4
