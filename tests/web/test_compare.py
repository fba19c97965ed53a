"""Cities compared by theme. Expected: what the five texts say of overseas warehouses (海外仓) and talent (人才)."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

AS_HTML = {"Accept": "text/html"}
WAREHOUSES = "/compare?theme=overseas_warehouses"


@pytest.fixture(scope="module")
def cities(client: TestClient) -> dict[str, list[dict[str, Any]]]:
    items = client.get("/api/compare", params={"theme": "overseas_warehouses"}).json()["items"]
    return {item["policy"]["slug"]: item["measures"] for item in items}


def cell(page: str, aspect: str, column: int) -> str:
    """The text of one cell of the comparison."""
    row = page.partition(f'<th scope="row">{aspect}')[2].partition("</tr>")[0]
    return re.sub(r"<[^>]+>|\s+", " ", row.split("<td")[column + 1].partition(">")[2])


def test_a_bound_stays_a_bound_and_a_sum_a_sum(cities: dict[str, list[dict[str, Any]]]) -> None:
    (measure,) = cities["lianyungang-2024"]
    assert [(part["value"], part["unit"], part["bound"]) for part in measure["supports"]] == [
        ("300000", "CNY", "upper-bound")
    ]
    supports = [part for measure in cities["yuncheng-2024"] for part in measure["supports"]]
    fixed = {part["value"] for part in supports if part["bound"] == "fixed"}
    assert {"300000", "100000"} <= fixed


def test_a_city_without_a_figure_or_without_a_measure_says_so(
    client: TestClient, cities: dict[str, list[dict[str, Any]]]
) -> None:
    assert [(measure["states_a_figure"], measure["supports"]) for measure in cities["jinan-2021"]] == [(False, [])]
    assert cities["zhengzhou-draft"] == []
    page = client.get(WAREHOUSES, headers=AS_HTML).text
    assert "未写明自己的数额" in cell(page, "支持措施", 0)
    assert "没有这一主题的措施" in cell(page, "支持措施", 4)


def test_thresholds_stand_side_by_side_and_differences_are_marked(client: TestClient) -> None:
    page = client.get(WAREHOUSES, headers=AS_HTML).text
    assert "面积 ≥ 1,000平方米" in cell(page, "门槛", 2)
    assert "面积 ≥ 500平方米" in cell(page, "门槛", 3)
    assert re.search(r'<th scope="row">上限 <span class="badge differs">', page)
    assert re.search(
        r'class="item shared"><a href="/doc/policy/yuncheng-2024#span/\d+-\d+"[^>]*>面积 ≥ 500平方米', page
    )


def test_payers_stand_beside_the_sums(client: TestClient) -> None:
    payers = cell(client.get(WAREHOUSES, headers=AS_HTML).text, "出资方", 3)
    assert "市级财政 50% + 县区财政 50% (2 个地区)" in payers
    assert "未载明 (1 个地区)" in payers


def test_a_draft_is_marked_in_the_comparison(client: TestClient) -> None:
    page = client.get("/compare?theme=talent", headers=AS_HTML).text
    assert '<p class="warning" role="note">征求意见稿' in page.partition('id="zhengzhou-draft"')[2]


def test_all_themes_are_shown_against_all_cities(client: TestClient) -> None:
    page = client.get("/compare", headers=AS_HTML).text
    row = re.sub(r"<[^>]+>", " ", page.partition('theme=overseas_warehouses">')[2].partition("</tr>")[0]).split()
    assert " ".join(row[1:]) == (
        "1 项措施 未写明自己的数额 1 项措施 最高 30万元 2 项措施 最高 100万元 3 项措施 30万元 最高 50万元 —"
    )


def test_a_theme_that_no_measure_has_is_not_found(client: TestClient) -> None:
    assert client.get("/compare?theme=moon", headers=AS_HTML).status_code == 404


def test_the_comparison_downloads_as_a_table(client: TestClient) -> None:
    answer = client.get("/compare.csv?theme=overseas_warehouses&lang=en")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 7
    assert {row["supports (≤: upper bound)"] for row in rows if row["city"] == "Lianyungang"} == {"≤ 300000 CNY"}
    assert "/yuncheng-2024/art_5/item_3/m1>" in client.get("/compare.ttl?theme=overseas_warehouses").text


def test_the_themes_of_all_cities_download_as_a_table(client: TestClient) -> None:
    rows = csv.DictReader(io.StringIO(client.get("/compare.csv?lang=en").content.decode("utf-8-sig")))
    found = {row["city"]: row for row in rows if row["theme"] == "overseas warehouses"}
    assert found["Yuncheng"]["highest sum granted (yuan)"] == "300000"
    assert found["Yuncheng"]["highest upper limit (yuan)"] == "500000"
    assert found["Jinan"]["with a figure"] == "0"
