"""The pages of themes, beneficiaries, customs modes, agencies, areas, provisions and measures.

Expected: what the five texts say, as the tests name it.
"""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

AS_HTML = {"Accept": "text/html"}


def section(client: TestClient, path: str, name: str) -> str:
    """The words of a section of a page."""
    text = client.get(path, headers=AS_HTML).text
    return " ".join(
        re.sub(r"<[^>]+>", " ", text.partition(f'id="{name}"')[2].partition("</section>\n<section")[0]).split()
    )


def test_an_agency_leads_answers_for_and_pays_apart(client: TestClient) -> None:
    commerce = "/doc/agency/140800/商务局"
    assert "没有写明" in section(client, commerce, "duty-leads")
    assert "市商务局按优先顺序选择进行资金分配" in section(client, commerce, "duty-pays")
    assert "本措施由市商务局负责解释" in section(client, commerce, "duty-interprets")


def test_an_agency_that_answers_for_provisions_has_them_listed(client: TestClient) -> None:
    finance = section(client, "/doc/agency/370781/财政局", "duty-answers_for")
    assert finance.count("青州市支持跨境电子商务发展政策措施") == 10


def test_an_area_tells_what_applies_and_who_pays_there(client: TestClient) -> None:
    yongji = section(client, "/code/area/140881", "applies")
    assert "第五条（三） 跨境电商海外仓奖励 未载明" in yongji
    assert "第六条 支持跨境电商支撑服务建设 市级财政 100%" in yongji
    assert "已失效" in yongji or "有效" in yongji


@pytest.mark.parametrize(
    ("path", "card"),
    [
        ("/code/theme/overseas_warehouses", "最高 100万元"),
        ("/code/customs-mode/9710", "2000万美元"),
        ("/code/beneficiary-type/enterprise", "最高 50万元"),
    ],
)
def test_a_code_shows_the_measures_that_it_is_said_of(client: TestClient, path: str, card: str) -> None:
    assert card in section(client, path, "measures")


@pytest.mark.parametrize(
    ("theme", "compared"), [("theme/overseas_warehouses", 1), ("theme/livestreaming", 0), ("theme", 0)]
)
def test_a_theme_leads_to_its_comparison_where_measures_are_of_it(
    client: TestClient, theme: str, compared: int
) -> None:
    assert client.get(f"/code/{theme}", headers=AS_HTML).text.count('href="/compare?theme=') == compared


@pytest.mark.parametrize(
    ("path", "cell", "subject"),
    [
        ("/code/theme/overseas_warehouses", "最高 100万元", "/id/policy/qingzhou-2022/"),
        ("/doc/agency/140800/商务局", "本措施由市商务局负责解释", "/id/policy/yuncheng-2024/"),
        ("/code/area/140881", "市级财政 100%", "/id/policy/yuncheng-2024/"),
    ],
)
def test_the_table_of_a_page_is_offered_as_files(client: TestClient, path: str, cell: str, subject: str) -> None:
    page = client.get(path, headers=AS_HTML).text
    links = dict(re.findall(r'href="(/table/[^"]*\.(csv|json|ttl)\?lang=zh)"', page))
    files = {suffix: client.get(link).text for link, suffix in links.items()}
    assert cell in files["csv"]
    assert cell in files["json"]
    assert subject in files["ttl"]


def test_a_page_without_a_table_has_none_as_a_file(client: TestClient) -> None:
    assert client.get("/table/code/unit/CNY.csv").status_code == 404
    assert client.get("/table/nothing/at/all.csv").status_code == 404


def test_a_provision_shows_its_words_its_measures_and_who_pays(client: TestClient) -> None:
    page = client.get("/doc/policy/yuncheng-2024/art_5/item_3", headers=AS_HTML).text
    assert "单个企业单一海外仓补助金额不超过" in page.partition("<blockquote")[2].partition("</blockquote>")[0]
    assert 'href="/who-pays?provision=yuncheng-2024%2Fart_5%2Fitem_3"' in page
    assert page.count('class="measure-card"') == 3


def test_a_measure_shows_who_pays_for_it(client: TestClient) -> None:
    payers = section(client, "/doc/policy/yuncheng-2024/art_5/item_3/m1", "payers")
    assert "市级财政 50% + 县区财政 50% 2 个地区" in payers
    assert "未载明" in payers


def test_facts_are_named_in_english_on_english_pages(client: TestClient) -> None:
    page = client.get("/doc/policy/yuncheng-2024/art_5/item_3/m1?lang=en", headers=AS_HTML).text
    assert ">up to CNY 500,000 per warehouse<" in page
    shown = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)  # the same facts for programs, in all languages
    assert "上限" not in shown
    assert '<span lang="zh-CN">' in page


@pytest.mark.parametrize(
    "path",
    [
        "/code/area/140881",
        "/code/theme/talent",
        "/doc/agency/140800/商务局",
        "/doc/policy/yuncheng-2024/art_5",
        "/quality",
        "/search?q=海外仓",
    ],
)
def test_english_pages_tell_policies_by_their_city(client: TestClient, path: str) -> None:
    page = client.get(path, headers={**AS_HTML, "Accept-Language": "en"}).text
    title = "支持中国（运城）跨境电子商务综合试验区发展的若干措施"
    assert f'>Yuncheng · <span lang="zh-CN">{title}</span></a>' in page


@pytest.mark.parametrize("path", ["/", "/code/theme/talent", "/code/area/140881", "/doc/policy/yuncheng-2024/art_5"])
def test_the_day_of_the_address_decides_standings(client: TestClient, path: str) -> None:
    """运城: 2024年4月10日 to 2025年12月31日."""
    found = [
        re.findall(
            r'<a class="chip is-([a-z-]+)" href="/doc/policy/yuncheng-2024[#"]',
            client.get(f"{path}?on={on}", headers=AS_HTML).text,
        )
        for on in ("2024-06-30", "2026-01-01")
    ]
    assert found == [["in-force"], ["expired"]]
    refused = client.get(f"{path}?on=2024-02-30", headers=AS_HTML)
    assert refused.status_code == 400
    assert "日期须写成年-月-日，如 2024-06-30" in refused.text


def test_what_points_at_a_resource_is_paged(client: TestClient) -> None:
    page = client.get("/code/unit/CNY", headers=AS_HTML).text
    following = re.search(r'rel="next" href="(/code/unit/CNY\?[^"#]*)#incoming"', page)
    assert following is not None
    second = client.get(following[1].replace("&amp;", "&"), headers=AS_HTML).text
    assert re.search(r"第 31–\d+ 项，共 \d+ 项", second)
    assert 'rel="prev"' in second
    assert client.get("/code/unit/CNY?incoming=a%20b&start=30", headers=AS_HTML).status_code == 400


def test_a_long_list_begins_on_the_page_and_is_whole_at_an_address_of_its_own(client: TestClient) -> None:
    path = "/code/beneficiary-type/enterprise"
    page = client.get(path, headers=AS_HTML).text
    more = re.search(r'<p class="more"><a href="([^"#]*)', page)
    assert more is not None
    whole = client.get(more[1].replace("&amp;", "&"), headers=AS_HTML).text
    counted = re.search(r"\d+", section(client, path, "measures"))
    assert counted is not None and whole.count('class="measure-card"') == int(counted[0])
    assert page.count('class="measure-card"') < whole.count('class="measure-card"')
    assert '<p class="more">' not in whole


def test_a_quoted_text_breaks_after_its_heading_and_not_within_a_sentence(client: TestClient) -> None:
    article = client.get("/doc/policy/yuncheng-2024/art_4", headers=AS_HTML).text
    assert "第四条 支持跨境电商企业开展品牌认证\n认证和商标注册费用补助。" in article
    item = client.get("/doc/policy/yuncheng-2024/art_3/item_1", headers=AS_HTML).text
    assert "单家企业单个展会限 6 个标准展位" in item


def test_the_standing_of_a_policy_is_on_its_page_for_the_day_asked(client: TestClient) -> None:
    before, after = (
        client.get(f"/doc/policy/yuncheng-2024?on={day}", headers=AS_HTML).text for day in ("2025-06-01", "2026-06-01")
    )
    assert re.search(r'class="chip is-in-force"[^>]*>有效<', before)
    assert re.search(r'class="chip is-expired"[^>]*>已失效<', after)
