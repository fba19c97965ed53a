"""What holds for every kind of page: it fits, everybody can read and use it, and it asks no other host for anything."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.places import PLACES

pytestmark = pytest.mark.system("chromium")

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "ui" / "node_modules" / "axe-core" / "axe.min.js"
FINDINGS = """async (rules) => {
  const options = rules ? { runOnly: { type: "rule", values: rules } } : {};
  const { violations } = await axe.run(document, { ...options, resultTypes: ["violations"] });
  return violations.filter((found) => ["serious", "critical"].includes(found.impact))
    .map((found) => found.id + ": " + found.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | "));
}"""
# What can be otherwise in the dark and in a narrow window.
NARROW_AND_DARK = ["color-contrast", "link-in-text-block", "scrollable-region-focusable"]
# Swagger UI is not ours; what the page holds beside it is looked at.
NOT_OURS = "document.querySelector('#reference .swagger-ui')?.remove()"


def test_every_template_has_a_place() -> None:
    templates = ROOT / "src" / "zhengtu" / "web" / "templates"
    pages = {path.name for path in templates.glob("*.html") if '{% extends "base.html" %}' in path.read_text("utf-8")}
    assert pages == set(PLACES)


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core comes with make install")
@pytest.mark.parametrize(("language", "scheme", "width"), [("zh", "light", 1400), ("en", "dark", 390)])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_axe_finds_nothing_serious(
    browser: Browser, address: str, place: str, language: str, scheme: str, width: int
) -> None:
    page = page_to_look_at(browser, scheme, width)
    page.goto(f"{address}{place}{'&' if '?' in place else '?'}lang={language}")
    page.wait_for_load_state("networkidle")
    page.evaluate(NOT_OURS)
    page.add_script_tag(path=AXE)
    found = page.evaluate(FINDINGS, NARROW_AND_DARK if scheme == "dark" else None)
    page.close()
    assert found == []


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core comes with make install")
@pytest.mark.parametrize("template", ["docs.html", "sparql.html", "who_pays.html"])
def test_axe_finds_nothing_serious_where_no_asset_came(browser: Browser, address: str, template: str) -> None:
    page = page_to_look_at(browser, "dark", 390)
    page.route("**/static/vendor/**", lambda route: route.abort())
    page.goto(address + PLACES[template])
    page.add_script_tag(path=AXE)
    found = page.evaluate(FINDINGS, None)
    page.close()
    assert found == []


def page_to_look_at(browser: Browser, scheme: str, width: int) -> Page:
    """A page in these colours and this width. Its policy forbids the script that looks at it, so it is set aside."""
    colours: Literal["dark", "light"] = "dark" if scheme == "dark" else "light"
    return browser.new_page(bypass_csp=True, color_scheme=colours, viewport={"width": width, "height": 900})


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_page_fits_every_window_without_an_error_or_another_host(
    page: Page, address: str, place: str, elsewhere: list[str]
) -> None:
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address + place)
    page.wait_for_load_state("networkidle")
    for width in (1400, 800, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [error for error in errors if place != PLACES["problem.html"] or "404" not in error] == []
    assert elsewhere == []


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_page_is_whole_without_script(plain_page: Page, address: str, place: str) -> None:
    plain_page.goto(address + place)
    expect(plain_page.get_by_role("heading", level=1)).to_be_visible()
    assert len(plain_page.locator("main").inner_text()) > 40


def test_query_is_run_without_script(plain_page: Page, address: str) -> None:
    plain_page.goto(f"{address}/sparql")
    plain_page.get_by_label("查询").fill("SELECT ?p { ?p a <https://w3id.org/zhengtu/def#Policy> }")
    plain_page.get_by_role("button", name="运行").click()
    expect(plain_page.locator("table.result tbody tr")).to_have_count(5)


def test_who_pays_is_asked_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    tab_to(page, "谁出资")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("谁出资")
    policies = page.get_by_label("文件")
    policies.focus()
    while "运城" not in policies.evaluate("list => list.selectedOptions[0].text"):
        page.keyboard.press("ArrowDown")
    page.get_by_label("金额").focus()
    page.keyboard.type("500000")
    page.keyboard.press("Enter")
    expect(page.locator("table.payers tbody tr").first).to_contain_text("25万元")


def test_tab_leaves_the_editor(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql")
    page.locator(".editor .CodeMirror").click()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="运行")).to_be_focused()


def tab_to(page: Page, text: str) -> None:
    """Press Tab until what has the focus says this."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == text:
            return
    raise AssertionError(f"{text} cannot be reached")


def test_a_chart_follows_the_colours_of_the_reader(page: Page, address: str) -> None:
    page.goto(address + PLACES["question.html"])
    canvas = page.locator("figure.chart canvas")
    light = canvas.screenshot()
    page.emulate_media(color_scheme="dark")
    assert canvas.screenshot() != light
