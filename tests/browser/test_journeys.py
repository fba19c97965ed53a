"""Three at work: a researcher who wants to know who pays, an analyst with a query, a program that reads JSON-LD."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.system("chromium")

WAREHOUSE = "第五条（三） 跨境电商海外仓奖励"


def ask_who_pays(page: Page, area: str) -> None:
    page.get_by_label("文件").select_option(label="运城市 · 已印发")
    page.get_by_label("地区（名称或代码）").fill(area)
    page.get_by_label("金额").fill("500000")
    page.get_by_role("button", name="查看").click()


def test_researcher_finds_who_pays_for_an_overseas_warehouse_and_cites_it(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("navigation").get_by_role("link", name="谁出资").click()
    ask_who_pays(page, "盐湖区")
    row = page.locator("table.payers tbody tr").filter(has_text="跨境电商海外仓奖励")
    expect(row).to_contain_text("盐湖区")
    expect(row.locator(".level-city")).to_have_text("市级财政 50% 25万元")
    expect(row.locator(".level-county")).to_have_text("县区财政 50% 25万元")
    page.get_by_text("引用本页").click()
    expect(page.locator(".cite code")).to_contain_text(f"{address}/who-pays?policy=yuncheng-2024")
    expect(page.locator(".cite code")).to_contain_text("release=r-")
    row.locator("a.sentence").first.click()
    expect(page.locator(":target")).to_contain_text("盐湖区")


def test_researcher_is_told_that_nothing_is_stated_for_yongji(page: Page, address: str) -> None:
    page.goto(f"{address}/who-pays")
    ask_who_pays(page, "永济市")
    row = page.locator("table.payers tbody tr").filter(has_text="跨境电商海外仓奖励")
    expect(row).to_contain_text("未载明")
    expect(row.locator(".share")).to_have_count(0)
    expect(row).to_contain_text("永济市除外")


def test_a_citation_of_an_older_release_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}/who-pays?policy=yuncheng-2024&release=r-0123456789abcdef")
    expect(page.get_by_role("note").first).to_contain_text("r-0123456789abcdef")


def test_money_flow_is_drawn_beside_its_table(page: Page, address: str) -> None:
    page.goto(f"{address}/who-pays?policy=yuncheng-2024&area=盐湖区&amount=500000")
    drawn = page.locator("figure.chart canvas")
    expect(drawn).to_be_visible()
    assert drawn.evaluate("canvas => canvas.clientWidth === canvas.closest('figure').clientWidth")
    expect(page.locator("table.payers")).to_be_visible()


def test_analyst_completes_a_query_downloads_it_and_opens_a_result(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql")
    page.locator(".editor .CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?m { ?m a zt:QuantifiedMea")
    page.locator(".CodeMirror-hint", has_text="有额度的措施").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.type(" ; zt:inPolicy ?p } LIMIT 3")
    page.keyboard.press("Control+Enter")
    expect(page.locator("table.result tbody tr")).to_have_count(3)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert Path(download.value.path()).read_text("utf-8").splitlines()[0] == "m"
    link = page.locator("table.result tbody a").first
    name = link.inner_text()
    link.click()
    # Its own page has all the words of a label that is cut elsewhere.
    expect(page.get_by_role("heading", level=1)).to_contain_text(name.removesuffix("…"))


@pytest.mark.parametrize("typed", ["责任单位", "zrdw", "responsible unit"[:11]])
def test_terms_are_found_by_chinese_label_by_pinyin_and_in_english(page: Page, address: str, typed: str) -> None:
    page.goto(f"{address}/sparql")
    page.locator(".editor .CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.type(f"SELECT * {{ ?s {typed}")
    page.keyboard.press("Control+Space")
    expect(page.locator(".CodeMirror-hint").filter(has_text="责任单位").first).to_be_visible()


def test_mistakes_in_a_query_are_shown_where_it_was_written(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql?query=SELECT+%3Fs+%7B")
    expect(page.get_by_role("alert")).to_contain_text("请求有误")
    expect(page.locator(".editor")).to_contain_text("SELECT ?s {")


def read(address: str) -> list[dict[str, Any]]:
    """The resources of an address, as JSON-LD."""
    with urlopen(Request(address, headers={"Accept": "application/ld+json"}), timeout=60) as answer:
        assert answer.headers.get_content_type() == "application/ld+json"
        plain = json.load(answer)
    graph = plain.get("@graph", [plain]) if isinstance(plain, dict) else plain
    return [node for node in graph if isinstance(node, dict)]


def links(resources: list[dict[str, Any]], part: str) -> list[str]:
    """Every IRI that the resources name with these letters in it, in the order of the text."""
    found = [item for text in [json.dumps(resources, ensure_ascii=False)] for item in text.split('"') if part in item]
    return [item for item in dict.fromkeys(found) if item.startswith("http")]


def test_program_comes_from_the_home_page_to_a_sentence_by_json_ld_alone(address: str) -> None:
    graph = links(read(address), f"{address}/graph/policy/yuncheng-2024")[0]
    measure = next(iri for iri in links(read(graph), "/art_5/item_3/m1") if iri.endswith("/m1"))
    evidence = links(read(measure), "/span/")[0]
    assert "海外仓" in json.dumps(read(evidence), ensure_ascii=False)
