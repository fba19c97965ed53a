"""What a reader does: open the home page, open a policy, click an amount, land at the sentence."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.system("chromium")


def test_from_home_to_the_sentence_behind_an_amount(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", name="政图")).to_be_visible()
    page.get_by_role("link", name="支持中国（运城）跨境电子商务综合试验区发展的若干措施").click()
    page.locator('[id="art_3/item_2/m1/amount_1"] a.value').click()
    mark = page.locator(".mark:target")
    expect(mark).to_be_in_viewport()
    expect(mark).to_have_text("50 万元")
    expect(page.locator(".mark.measure").filter(has=mark)).to_contain_text("经市商务局认定为市级跨境电商示范园区的")


def test_from_the_sentence_to_the_fact(page: Page, address: str) -> None:
    page.goto(f"{address}/doc/policy/yuncheng-2024")
    page.locator('a.mark.money[href="#art_3/item_2/m1/amount_1"]').click()
    expect(page.locator(".fact:target")).to_be_in_viewport()
    expect(page.locator(".fact:target")).to_contain_text("50万元")
