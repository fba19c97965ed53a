"""Who pays, on the page and over the API: shares by level, exceptions, and what no text says.

Expected: Yuncheng 运政办发〔2024〕10号 第十条（二） (盐湖区、运城开发区 5:5，其余各县（市）（永济市除外）2:8),
the Zhengzhou draft （十六）, and Qingzhou, whose text says nothing of who pays.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

AS_HTML = {"Accept": "text/html"}
WAREHOUSE = "yuncheng-2024/art_5/item_3"


def ask(client: TestClient, **parameters: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get("/api/who-pays", params=parameters).json()["items"]
    return items


def yuan(item: dict[str, Any]) -> dict[str, str]:
    return {share["level"]: share["yuan"] for share in item["shares"]}


@pytest.mark.parametrize(
    ("area", "city", "county"),
    [
        ("盐湖区", "250000", "250000"),
        ("140802", "250000", "250000"),
        ("yanhu", "250000", "250000"),
        ("河津市", "100000", "400000"),
    ],
)
def test_a_warehouse_subsidy_is_divided_between_city_and_county(
    client: TestClient, area: str, city: str, county: str
) -> None:
    (item,) = ask(client, provision=WAREHOUSE, area=area, amount="500000")
    assert item["outcome"] == "stated"
    assert yuan(item) == {"city": city, "county": county}


def test_an_excepted_area_is_not_stated_with_the_sentence_that_leaves_it_out(client: TestClient) -> None:
    (item,) = ask(client, provision=WAREHOUSE, area="永济市", amount="500000")
    assert (item["outcome"], item["shares"]) == ("not_stated", [])
    assert [reason["code"] for reason in item["reasons"]] == ["area_excepted"]
    assert "永济市除外" in item["sentences"][0]["quote"]


def test_a_policy_without_a_rule_says_nothing_of_who_pays(client: TestClient) -> None:
    (item,) = ask(client, area="青州市")
    assert (item["outcome"], item["provision"], item["area"]) == ("not_stated", None, None)


def test_what_a_draft_says_is_marked_as_a_draft(client: TestClient) -> None:
    items = ask(client, area="金水区", provision="zhengzhou-draft/part_3/item_9", amount="50万")
    assert [(item["policy"]["status"], yuan(item)) for item in items] == [
        ("draft", {"city": "250000", "county": "250000"})
    ]
    page = client.get("/who-pays?policy=zhengzhou-draft", headers=AS_HTML).text
    assert '<p class="warning" role="note">征求意见稿' in page


def test_the_day_decides_whether_a_policy_is_in_force(client: TestClient) -> None:
    (item,) = ask(client, provision=WAREHOUSE, area="盐湖区", on="2025-06-01")
    assert item["validity"]["standing"] == "in_force"
    page = client.get("/who-pays?policy=yuncheng-2024&on=2026-06-01", headers=AS_HTML).text
    assert "该文件在2026年6月1日的效力：已失效。" in page
    assert client.get("/who-pays?on=tomorrow", headers=AS_HTML).status_code == 400


def test_an_upper_limit_is_shown_as_one(client: TestClient) -> None:
    items = ask(client, provision="yuncheng-2024/art_7", area="盐湖区", amount="100")
    bounds = {(share["level"], share["ratio"], share["bound"]) for item in items for share in item["shares"]}
    assert bounds == {("city", "1", "fixed"), ("province", "0.7", "upper-bound"), ("city", "0.3", "upper-bound")}
    page = client.get("/who-pays?provision=yuncheng-2024/art_7&area=盐湖区&amount=1000000", headers=AS_HTML).text
    assert re.search(r"最高 70%</b> <span class=\"sum\"[^>]*>最高 70万元<", page)


def test_the_page_tells_who_pays_in_every_area(client: TestClient) -> None:
    page = client.get("/who-pays?policy=yuncheng-2024", headers=AS_HTML).text
    matrix = page.partition('class="result matrix"')[2]
    assert len(re.findall(r'<th scope="row">', matrix)) == 14
    assert matrix.count("未载明") == 9
    flow = json.loads(re.search(r'data-chart="flow">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    assert "未载明" in {node["name"] for node in flow["nodes"]}


def test_the_page_offers_every_policy_where_nothing_is_asked(client: TestClient) -> None:
    page = client.get("/who-pays", headers=AS_HTML).text
    assert page.count('href="/who-pays?policy=') == 5
    assert "文件没有分担规则：未载明" in page


def test_an_area_that_nothing_speaks_of_is_explained(client: TestClient) -> None:
    assert 'class="note empty"' in client.get("/who-pays?area=火星", headers=AS_HTML).text


def test_filters_that_exclude_each_other_leave_nothing(client: TestClient) -> None:
    assert ask(client, area="历下区", policy="yuncheng-2024") == []


@pytest.mark.parametrize("path", ["/who-pays", "/api/who-pays"])
@pytest.mark.parametrize("amount", ["many", "9" * 21, "9" * 5_000])
def test_an_amount_that_is_none_is_refused(client: TestClient, path: str, amount: str) -> None:
    answer = client.get(path, params={"amount": amount, "area": "盐湖区"})
    assert answer.status_code == 400
    assert "50万" in answer.text


def test_the_table_is_a_file_that_spreadsheets_read(client: TestClient) -> None:
    answer = client.get("/who-pays.csv", params={"policy": "yuncheng-2024", "amount": "500000"})
    assert answer.content.startswith("\ufeff文件,".encode())
    assert "zhengtu-who-pays-r-" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 182
    assert {row["市级财政（元）"] for row in rows if row["地区"] == "盐湖区" and row["路径"] == "5/3"} == {"250000.0"}


def test_the_table_is_turtle_that_names_its_rows(client: TestClient) -> None:
    answer = client.get("/who-pays.ttl", params={"provision": WAREHOUSE, "area": "盐湖区"})
    assert answer.headers["content-type"].startswith("text/turtle")
    assert "/funding_1/split/140802/art_5/item_3>" in answer.text
    assert client.get("/who-pays.xls").status_code == 404
