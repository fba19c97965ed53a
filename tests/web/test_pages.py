"""The pages over the real release: what a reader sees, and what no page may do."""

from __future__ import annotations

import csv
import html
import io
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

from zhengtu.store.release import Release

YUNCHENG = "/doc/policy/yuncheng-2024"
MEASURE = f"{YUNCHENG}/art_3/item_2/m1"
PAGES = [
    "/",
    "/questions",
    "/questions/support-amounts",
    "/sparql",
    "/docs",
    "/ontology",
    "/def",
    "/code/unit/CNY",
    YUNCHENG,
    MEASURE,
    "/doc/policy/jinan-2021",
    "/doc/policy/zhengzhou-draft",
    "/doc/nobody",
]
AS_HTML = {"Accept": "text/html"}
OF_OURS = re.compile(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)")
OF_OTHERS = re.compile(r"url\([\"']?https?:|@import")
# How the Chinese names of facts begin; on an English page they are given in English.
NAMED_BY_US = re.compile(
    "原文第[0-9]|引文：|位置：|机器读取：|资金分担：|目标：|由谁出资|[市县省].{0,4}承担[0-9]|(上限|金额) [0-9]+.*，"
)
SLUGS = ["jinan-2021", "lianyungang-2024", "qingzhou-2022", "yuncheng-2024", "zhengzhou-draft"]


class Page(HTMLParser):
    """Collects what a page holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.marks: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and given.get("href", "").startswith("#"):
            self.targets.append(unquote(given["href"][1:]))
        if tag == "a":
            self.links.append(given.get("href", ""))
        self.loads += [given[name] for name in ("src", "srcset", "data") if name in given]
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload"):
            self.loads.append(given["href"])
        if tag in ("a", "span", "b"):
            self._open.append((tag, given.get("id") if "mark" in given.get("class", "").split() else None))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("a", "span", "b"):
            assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, mark in self._open:
            if mark:
                self.marks[mark] = self.marks.get(mark, "") + data


class Words(HTMLParser):
    """The Chinese that a page shows, apart by whether it says so; code and other titles are left out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.marked: list[str] = []
        self.unmarked: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        inside = bool(self._open) and self._open[-1][1]
        if tag not in ("meta", "link", "input", "br", "img"):
            tag = "code" if given.get("class") == "other-title" else tag
            self._open.append((tag, given.get("lang") == "zh-CN" or (inside and "lang" not in given)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] in (tag, "code")

    def handle_data(self, data: str) -> None:
        is_code = any(tag in ("script", "style", "code", "textarea") for tag, _ in self._open)
        if re.search("[\u3400-\u9fff]", data) and not is_code:
            (self.marked if self._open[-1][1] else self.unmarked).append(data.strip())


def page(client: TestClient, path: str) -> Page:
    return Page(client.get(path, headers=AS_HTML).text)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_loads_anything_from_elsewhere(client: TestClient, path: str, language: str) -> None:
    answer = client.get(path, params={"lang": language}, headers=AS_HTML)
    loads = Page(answer.text).loads
    assert loads
    assert [place for place in loads if not place.startswith("/static/")] == []
    assert "style=" not in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_asset_is_there_and_names_no_other_host(client: TestClient) -> None:
    for place in {place for path in PAGES for place in page(client, path).loads}:
        answer = client.get(place)
        assert answer.status_code == 200
        # What others wrote names hosts in comments and namespaces; that nothing is loaded from there, a browser shows.
        foreign = OF_OTHERS if place.startswith("/static/vendor/") else OF_OURS
        assert foreign.findall(answer.text) == []


def leads_to(client: TestClient, link: str) -> int:
    return client.get(link, headers=AS_HTML, follow_redirects=True).status_code


@pytest.mark.parametrize("path", PAGES[:-1])
def test_every_local_link_leads_somewhere(client: TestClient, path: str) -> None:
    links = {link.split("#")[0] for link in page(client, path).links if link.startswith("/")}
    sample = sorted(links)[:60]
    assert [link for link in sample if leads_to(client, link) not in (200, 406)] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_anchor_of_a_policy_page_exists_once(client: TestClient, slug: str) -> None:
    seen = page(client, f"/doc/policy/{slug}")
    assert len(seen.ids) == len(set(seen.ids))
    assert sorted(set(seen.targets) - set(seen.ids)) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_whole_source_text_is_on_the_page(client: TestClient, release: Release, slug: str) -> None:
    answer = client.get(f"/doc/policy/{slug}", headers=AS_HTML).text
    words = re.sub(r"<[^>]+>", "", answer[answer.index('<div class="text">') :])
    shown = "".join(html.unescape(words).split())
    paragraphs = [line.strip("\ufeff \u3000\t") for line in release.text(slug).splitlines()]
    assert [line for line in paragraphs if line and "".join(line.split()) not in shown] == []


def test_an_amount_is_marked_in_the_text_and_leads_to_its_fact(client: TestClient) -> None:
    text = client.get(YUNCHENG, headers=AS_HTML).text
    mark = re.search(
        r'<a class="mark money" id="(span/\d+-\d+)" href="#(art_3/item_2/m1/amount_1)"[^>]*>([^<]*)<', text
    )
    assert mark is not None
    assert "50 万元" in mark[3]
    assert re.search(rf'id="{mark[2]}"[^>]*>.*?href="#{mark[1]}"[^>]*title="500,000 元">50万元', text, re.DOTALL)


@pytest.mark.parametrize("kind", ["money", "condition", "mode", "measure", "meta"])
def test_evidence_is_marked_by_kind(client: TestClient, kind: str) -> None:
    assert re.search(rf'class="mark [^"]*\b{kind}\b[^"]*" id="span/', client.get(YUNCHENG, headers=AS_HTML).text)


def test_agencies_are_marked(client: TestClient) -> None:
    assert 'class="mark agency"' in client.get("/doc/policy/jinan-2021", headers=AS_HTML).text


def test_marks_hold_the_words_that_the_graph_quotes(client: TestClient, release: Release) -> None:
    text = release.text("yuncheng-2024")
    marks = page(client, YUNCHENG).marks
    assert len(marks) > 50
    for span, words in marks.items():
        start, end = (int(number) for number in span.removeprefix("span/").split("-"))
        assert "".join(words.split()) == "".join(text[start:end].split())


@pytest.mark.parametrize(
    "slug", ["qingzhou-2022", "lianyungang-2024", "zhengzhou-draft", "yuncheng-2024", "jinan-2021"]
)
def test_every_sentence_of_the_graph_has_its_place_in_the_text(slug: str, client: TestClient, release: Release) -> None:
    text = client.get(f"/doc/policy/{slug}", headers=AS_HTML).text
    spans = set(re.findall(rf"/id/policy/{slug}/(span/\d+-\d+)>", release.dump.read_text(encoding="utf-8")))
    assert spans
    assert [span for span in sorted(spans) if text.count(f'id="{span}"') != 1] == []


def test_a_draft_is_shown_as_a_draft(client: TestClient) -> None:
    assert "征求意见稿" in client.get("/doc/policy/zhengzhou-draft", headers=AS_HTML).text
    assert re.search(r'class="chip is-draft"[^>]*>征求意见稿<', client.get("/", headers=AS_HTML).text)


def test_home_lists_every_policy_with_its_dates(client: TestClient) -> None:
    home = client.get("/", headers=AS_HTML).text
    assert [slug for slug in SLUGS if f'href="/doc/policy/{slug}"' not in home] == []
    assert "有效期至 2025年12月31日" in home
    assert "运政办发〔2024〕10号" in home


def test_a_page_is_chinese_unless_the_reader_prefers_english(client: TestClient) -> None:
    assert '<html lang="zh-CN">' in client.get("/", headers=AS_HTML).text
    assert '<html lang="en">' in client.get("/", headers={**AS_HTML, "Accept-Language": "en-GB,en"}).text
    assert '<html lang="zh-CN">' in client.get("/?lang=zh", headers={**AS_HTML, "Accept-Language": "en"}).text


def test_a_chosen_language_is_kept_in_links(client: TestClient) -> None:
    home = page(client, "/?lang=en")
    assert "/doc/policy/yuncheng-2024?lang=en" in home.links
    assert "/?lang=zh" in home.links


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/",
            "/questions",
            "/questions/support-amounts",
            "/questions/CQ36-roles-and-their-absence",
            "/ontology",
            "/dataset",
        ),
        *(YUNCHENG, MEASURE, f"{YUNCHENG}/art_5/item_3", f"{YUNCHENG}/art_10/item_2/funding_1", f"{MEASURE}/amount_1"),
        *(
            "/doc/policy/jinan-2021",
            "/doc/agency/370781/财政局",
            "/code/unit/CNY",
            "/code/role/lead",
            "/code/area/140881",
        ),
        *(
            "/who-pays?policy=yuncheng-2024",
            "/compare?theme=overseas_warehouses",
            "/search?q=海外仓",
            "/quality",
            "/about",
        ),
    ],
)
def test_chinese_on_an_english_page_is_the_document_s_own_and_says_that_it_is_chinese(
    client: TestClient, path: str
) -> None:
    """A sentence in English may name Chinese words; what stands alone is marked, and is no name that we gave a fact."""
    seen = Words(client.get(path, headers={**AS_HTML, "Accept-Language": "en"}).text)
    assert [text for text in seen.unmarked if not re.search("[a-z]{2}", text)] == []
    assert [text for text in seen.marked if NAMED_BY_US.match(text)] == []


def test_a_measure_page_quotes_the_sentence_and_leads_to_it(client: TestClient) -> None:
    text = client.get(MEASURE, headers=AS_HTML).text
    assert "给予 50 万元的一次性奖励。</blockquote>" in text
    assert re.search(rf'href="{YUNCHENG}#span/\d+-\d+"', text)


def test_the_title_of_a_measure_has_all_its_words_on_its_own_page(client: TestClient) -> None:
    """Lists cut them: 补贴：对企业自建或租赁海外仓，…按照…. Source: 运城 第五条（三）."""
    text = client.get(f"{YUNCHENG}/art_5/item_3/m1?lang=zh", headers=AS_HTML).text
    title = text.partition("<h1>")[2].partition("</h1>")[0]
    assert title.startswith("补贴：对企业自建或租赁海外仓") and "单个企业单一海外仓补助金额不超过" in title


def test_a_code_page_counts_what_points_at_it(client: TestClient) -> None:
    text = client.get("/code/unit/CNY", headers=AS_HTML).text
    tallies = [int(tally) for tally in re.findall(r'class="tally">(\d+)<', text)]
    assert max(tallies) > 30


def test_a_question_is_a_table_and_a_csv_of_the_same_rows(client: TestClient) -> None:
    text = client.get("/questions/customs-mode-9710", headers=AS_HTML).text
    rows = list(csv.reader(io.StringIO(client.get("/questions/customs-mode-9710.csv").text)))
    assert text.count("<tr>") == len(rows)
    assert "SELECT DISTINCT" in text
    assert client.get("/questions/none", headers=AS_HTML).status_code == 404


def test_questions_of_a_family_stand_together(client: TestClient) -> None:
    text = client.get("/questions", headers=AS_HTML).text
    family = text.partition('id="who-pays"')[2].partition("</section>")[0]
    assert "谁出资" in family
    assert "/questions/CQ09-split-of-a-warehouse-subsidy" in family
    assert 'href="/questions/support-amounts"' in text.partition("<section")[0]


def test_health(client: TestClient, release: Release) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}
    assert client.get("/health/ready").json()["release"] == release.path.name


def test_openapi_is_there(client: TestClient) -> None:
    assert "/sparql" in client.get("/openapi.json").json()["paths"]
