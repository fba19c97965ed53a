"""Every table of every kind of page is offered as CSV, JSON and Turtle, and each file has the rows of the page."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest
import rdflib
from lxml import html
from starlette.testclient import TestClient
from tests.browser.places import PLACES

AS_HTML = {"Accept": "text/html"}
# Results of a query are offered in the formats of the protocol, and the table of /docs is openapi.json.
BY_OTHERS = ("sparql.html", "docs.html")
OTHER_PLACES = {
    "who_pays.html without a question": "/who-pays",
    "resource.html of an area": "/code/area/140881",
    "resource.html of an area that pays": "/code/area/140802",
    "resource.html of an agency": "/doc/agency/140800/商务局",
    "question.html with codes in its rows": "/questions/CQ20-customs-codes-by-provision",
}
KINDS = {name: place for name, place in {**PLACES, **OTHER_PLACES}.items() if name not in BY_OTHERS}
WITH_TABLES = [
    *("compare.html", "dataset.html", "ontology.html", "quality.html", "question.html", "resource.html"),
    *("themes.html", "who_pays.html", *OTHER_PLACES),
]


def whole(client: TestClient, place: str) -> html.HtmlElement:
    """A page, with its long lists as a whole."""
    everything = "" if "?" in place or place.startswith("/questions") else "?show=all"
    return html.fromstring(client.get(place + everything, headers=AS_HTML).text)


def with_files(page: html.HtmlElement) -> Iterator[tuple[list[html.HtmlElement], dict[str, str]]]:
    """The tables of a page up to each row of downloads, with its addresses by suffix; last those without one."""
    tables: list[html.HtmlElement] = []
    for element in page.xpath("//main//table | //main//p[@class='downloads']"):
        if element.tag == "table":
            tables.append(element)
        elif tables:
            yield tables, {name(link): link for link in element.xpath(".//a/@href")}
            tables = []
    if tables:
        yield tables, {}


def name(link: str) -> str:
    suffix = link.partition("?")[0].rsplit(".", 1)[-1]
    return {"srj": "json"}.get(suffix, suffix)


def rows_told(table: html.HtmlElement) -> int:
    """How many rows of a file a table stands for: some tables put several into one row, or one into each cell."""
    kinds, rows = table.get("class", "").split(), table.xpath("./tbody/tr")
    if "matrix" in kinds:  # the answers of the table above it once more, by area
        return 0
    if "comparison" in kinds:
        return sum(int(found[1]) for found in re.finditer(r"(\d+) 项措施", rows[0].text_content()))
    if "themes" in kinds:
        return len([cell for row in rows for cell in row.xpath("./td") if "项措施" in cell.text_content()])
    if "payers" in kinds and len(table.xpath("./thead/tr/th")) == 5:
        return sum(max(len(row.xpath("./td[1]//a")), 1) * max(len(row.xpath("./td[2]//a")), 1) for row in rows)
    return len(rows)


def records(client: TestClient, link: str) -> list[list[str]]:
    answer = client.get(link)
    assert answer.status_code == 200
    assert answer.content.startswith("\ufeff".encode())
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_is_a_file_with_the_rows_of_the_page(client: TestClient, kind: str) -> None:
    found = list(with_files(whole(client, KINDS[kind])))
    assert bool(found) == (kind in WITH_TABLES)
    for tables, files in found:
        assert {"csv", "json", "ttl"} <= set(files), f"{kind}: {tables[0].text_content()[:80]}"
        rows, items = records(client, files["csv"]), client.get(files["json"]).json()
        assert len(rows) == sum(map(rows_told, tables)) > 0
        assert len(items.get("items") or items["results"]["bindings"]) == len(rows)
        assert len(rdflib.Graph().parse(data=client.get(files["ttl"]).text, format="turtle")) >= len(rows)


@pytest.mark.parametrize("kind", [kind for kind in WITH_TABLES if kind not in ("compare.html", "themes.html")])
def test_rows_of_the_file_stand_where_those_of_the_page_do(client: TestClient, kind: str) -> None:
    """A row of the page has words of the row of the file: names, or the quoted sentence."""
    for tables, files in with_files(whole(client, KINDS[kind])):
        shown = [row.text_content() for table in tables if rows_told(table) for row in table.xpath("./tbody/tr")]
        rows = records(client, files["csv"])
        if len(shown) == len(rows):
            apart = [
                row for row, text in zip(rows, shown, strict=True) if not any(cell and cell in text for cell in row)
            ]
            assert apart == []


def test_a_result_of_a_query_is_offered_in_the_formats_of_the_protocol(client: TestClient) -> None:
    page = html.fromstring(client.get(PLACES["sparql.html"], headers=AS_HTML).text)
    links = page.xpath("//p[@class='downloads']//a/@href")
    answers = {link.rsplit("=", 1)[-1]: client.get(link) for link in links}
    assert set(answers) == {"srj", "srx", "csv", "tsv"}
    assert len(answers["csv"].text.splitlines()) - 1 == len(page.xpath("//table/tbody/tr")) == 5
    assert not answers["csv"].content.startswith("\ufeff".encode())


@pytest.mark.parametrize(
    "path",
    [
        "/table/dataset/moon.csv",
        "/table/readings/code/unit/CNY.csv",
        "/table/doc/policy/yuncheng-2024.csv",
        "/table/x.csv",
    ],
)
def test_a_table_that_there_is_not_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "table" in answer.text or "was read" in answer.text


def test_what_can_be_asked_about_is_a_file_by_policy(client: TestClient) -> None:
    """运城 says who pays; 青州 has no rule, so that no pair of provision and area is counted for it."""
    rows = {row[-1].rsplit("/", 1)[-1]: row for row in records(client, "/who-pays.csv?on=2025-06-01")}
    assert rows["yuncheng-2024"][0] == "运城市"
    assert rows["yuncheng-2024"][4:6] == ["有效", "14"]
    assert rows["qingzhou-2022"][5:8] == ["", "", ""]
