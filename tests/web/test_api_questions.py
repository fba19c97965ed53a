"""The saved questions over REST: the same parameters as the page, in JSON, JSON-LD and CSV."""

from __future__ import annotations

import csv
import io
import json

import pytest
from pyld import jsonld
from starlette.testclient import TestClient

SPLIT = "/api/questions/CQ09-split-of-a-warehouse-subsidy"


def test_list_tells_every_question_with_its_parameters_and_choices(client: TestClient) -> None:
    answer = client.get("/api/questions").json()
    assert set(answer) == {"items", "next", "release"}
    (split,) = [item for item in answer["items"] if item["name"].startswith("CQ09")]
    assert split["title"]["zh"] == "海外仓补助的资金分担"
    amount, area = split["parameters"][3], split["parameters"][2]
    assert (amount["name"], amount["type"], amount["default"]) == ("amount", "number", ["500000"])
    assert {"value": "永济市", "label": {"zh": "永济市", "en": "Yongji"}} in area["choices"]
    assert split["page"].endswith("/questions/CQ09-split-of-a-warehouse-subsidy")


def test_answer_has_rows_for_the_values_given_and_says_that_it_is_whole(client: TestClient) -> None:
    """万荣县 is one of 其余各县（市）: 2:8. Source: 运城 第十条（二）."""
    answer = client.get(SPLIT, params={"area_name": "万荣县", "amount": "10万", "on": "2024-06-30"}).json()
    assert (answer["count"], answer["complete"], answer["next"], answer["on"]) == (1, True, None, "2024-06-30")
    (row,) = answer["items"]
    assert (row["area_name"], row["municipal"], row["local"]) == ("万荣县", 20000, 80000)
    assert row["validity"]["standing"] == "in_force"
    assert row["validity"]["sentences"][-1] == "有效期至 2025 年 12 月 31 日"
    assert row["validity"]["page"].startswith("http://localhost:8000/doc/policy/yuncheng-2024#span/")
    assert answer["given"]["slug"] == ["yuncheng-2024"]
    assert '"万荣县" 100000' in answer["sparql"]


def test_question_is_found_by_its_number(client: TestClient) -> None:
    assert client.get("/api/questions/CQ09").json()["items"] == client.get(SPLIT).json()["items"]


def test_csv_has_a_row_for_each_item(client: TestClient) -> None:
    answer = client.get(SPLIT, headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["area_name"] for row in rows] == ["临猗县", "河津市", "盐湖区", "运城开发区"]
    assert rows[0]["validity.standing"]
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"


def test_json_ld_makes_a_property_of_each_column(client: TestClient) -> None:
    document = json.loads(client.get(SPLIT, params={"format": "jsonld"}).text)
    triples = jsonld.to_rdf(document)["@default"]
    start = "http://localhost:8000/api/questions/CQ09-split-of-a-warehouse-subsidy#"
    locals_ = {t["object"]["value"]: t["object"] for t in triples if t["predicate"]["value"] == f"{start}local"}
    assert locals_["250000"]["datatype"] in (
        "http://www.w3.org/2001/XMLSchema#decimal",
        "http://www.w3.org/2001/XMLSchema#integer",
    )
    assert {t["predicate"]["value"].removeprefix(start) for t in triples} >= {"area_name", "path", "municipal"}


@pytest.mark.parametrize(
    ("given", "status", "detail"),
    [
        ({"amount": "many"}, 400, "amount is 'many'; give a number of 0 or more"),
        ({"area_name": "北京"}, 400, "area_name is '北京'; give one of "),
        ({"on": "today"}, 400, "on is 'today'; give a day as YYYY-MM-DD"),
        ({"colour": "red"}, 400, "There is no parameter 'colour' here; there are: slug, path, area_name, amount"),
        ({"format": "xlsx"}, 406, "format is 'xlsx'; choose one of json, jsonld, csv"),
    ],
)
def test_what_cannot_be_is_a_problem_that_names_what_is_allowed(
    client: TestClient, given: dict[str, str], status: int, detail: str
) -> None:
    answer = client.get(SPLIT, params=given)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert detail in answer.json()["detail"]


def test_unknown_question_is_not_found(client: TestClient) -> None:
    assert client.get("/api/questions/CQ999").status_code == 404


def test_every_question_is_answered_with_all_its_rows(client: TestClient) -> None:
    for item in client.get("/api/questions").json()["items"]:
        answer = client.get(f"/api/questions/{item['name']}").json()
        assert answer["count"] == len(answer["items"]) > 0
