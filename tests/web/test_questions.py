"""The page of a question: a form that asks it again, an answer that says whether it is all, standings of the day."""

from __future__ import annotations

import csv
import io
import re
import shutil
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from zhengtu.config import Settings, resource_dir
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.release import Release
from zhengtu.web.answers.validity import STANDINGS, Calendar, asked_day, calendar
from zhengtu.web.app import create_app
from zhengtu.web.site import Site

AS_HTML = {"Accept": "text/html"}
SPLIT = "/questions/CQ09-split-of-a-warehouse-subsidy"

NEW = """\
# title@zh: 各类机关
# title@en: Bureaus
# question@zh: 有哪些名称含某字的机关？
# question@en: Which agencies have this in their name?
# parameter: word | text | 字词 | word
# columns@zh: 名称 | 机关
# columns@en: name | agency
# expected: bureaus.csv

PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX zt: <https://w3id.org/zhengtu/def#>

SELECT ?name ?agency
WHERE {
  VALUES ?word { "局" }
  ?agency a zt:Agency ; rdfs:label ?name .
  FILTER(LANG(?name) = "zh" && CONTAINS(?name, ?word))
}
ORDER BY ?name ?agency
"""


def site(client: TestClient) -> Site:
    found: Site = client.app.live.site  # type: ignore[attr-defined]
    return found


@pytest.fixture(scope="module")
def days(client: TestClient) -> Calendar:
    return calendar(site(client).store, site(client).questions)


def test_form_offers_the_choices_of_the_graph_and_shows_the_defaults(client: TestClient) -> None:
    text = client.get(SPLIT, headers=AS_HTML).text
    assert re.search(r'<option value="盐湖区" selected>盐湖区</option>', text)
    assert re.search(r'<option value="永济市">永济市</option>', text)
    assert '<input id="amount" type="text" name="amount" value="500000">' in text
    assert '<form class="parameters" action="/questions/CQ09-split-of-a-warehouse-subsidy" method="get">' in text


def test_other_values_give_another_answer_and_are_kept_in_the_form(client: TestClient) -> None:
    """永济市 is left out of 其余各县（市）, and 万荣县 is one of them: 2:8. Source: 运城 第十条（二）."""
    text = client.get(SPLIT, params={"area_name": "万荣县", "amount": "10万"}, headers=AS_HTML).text
    assert "80,000" in text
    assert '<option value="万荣县" selected>' in text
    assert '<option value="盐湖区" selected>' not in text
    assert "共 1 行，已全部列出。" in text
    assert quote("万荣县") in text.partition("<details")[2]


def test_words_of_a_row_are_in_the_language_of_the_page(client: TestClient) -> None:
    address = "/questions/CQ46-cities-compared-by-theme"
    english = client.get(f"{address}?lang=en", headers=AS_HTML).text
    assert ">parks</td>" in english and ">园区<" not in english
    assert ">Yuncheng<" in english and ">运城市<" not in english
    assert ">upper bound<" in english and ">上限 / upper bound<" not in english
    assert ">exhibitions and events</option>" in english and "· exhibitions_events" not in english
    assert ">运城市<" in client.get(f"{address}?lang=zh", headers=AS_HTML).text
    assert "运城市" in client.get(f"{address}.csv?lang=en").content.decode("utf-8-sig")


def test_what_was_not_understood_is_said_in_the_language_of_the_page(client: TestClient) -> None:
    """The draft of 郑州 names 郑东新区, which is no administrative area. Source: 郑州 （十六）."""
    english, chinese = "it has no code of GB/T 2260 and is kept by its name", "是功能区，没有行政区划代码，按名称保留"
    address = "/questions/CQ51-not-understood"
    page = client.get(f"{address}?lang=en", headers=AS_HTML).text
    assert english in page and f"”{chinese}。</span></td>" not in page
    assert english not in client.get(f"{address}?lang=zh", headers=AS_HTML).text


def test_words_of_a_text_stay_as_they_are_in_every_language(client: TestClient) -> None:
    text = client.get("/questions/CQ01-status-on-a-day?lang=en", headers=AS_HTML).text
    assert '><span lang="zh-CN">征求意见稿</span></td>' in text
    assert ">draft</td>" in text


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("/questions/CQ01?on=2024-04-12&lang=en", "/questions/CQ01-status-on-a-day?on=2024-04-12&lang=en"),
        ("/questions/CQ01.csv", "/questions/CQ01-status-on-a-day.csv"),
    ],
)
def test_number_of_a_question_leads_to_its_address(client: TestClient, short: str, whole: str) -> None:
    answer = client.get(short, headers=AS_HTML)
    assert (answer.status_code, answer.headers["location"]) == (308, whole)


def test_query_with_the_values_is_shown_and_opens_in_the_editor(client: TestClient) -> None:
    text = client.get(SPLIT, params={"area_name": "万荣县"}, headers=AS_HTML).text
    shown = text.partition("<pre><code>")[2].partition("</code>")[0]
    assert "&#34;万荣县&#34; 500000" in shown
    assert f"/sparql?query={quote('# title@zh')}" in text


def test_malformed_value_is_a_problem_that_names_it(client: TestClient) -> None:
    answer = client.get(SPLIT, params={"amount": "many"})
    assert answer.status_code == 400
    assert answer.json()["type"] == "https://w3id.org/zhengtu/problem/bad-parameter"
    assert "amount is 'many'; give a number of 0 or more, such as 500000 or 50万" in answer.json()["detail"]


def test_unknown_parameter_is_a_problem_that_names_those_there_are(client: TestClient) -> None:
    answer = client.get(SPLIT, params={"areaname": "盐湖区"})
    assert answer.status_code == 400
    assert "slug, path, area_name, amount" in answer.json()["detail"]


def test_downloads_have_the_values_too_and_excel_reads_them(client: TestClient) -> None:
    answer = client.get(f"{SPLIT}.csv", params={"area_name": "万荣县"})
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["area_name"] for row in rows] == ["万荣县"]


@pytest.mark.parametrize(
    ("on", "standing"), [("2024-02-15", "已起算，尚未施行"), ("2024-06-30", "有效"), ("2026-01-01", "已失效")]
)
def test_rows_show_the_standing_of_their_policy_on_the_day(client: TestClient, on: str, standing: str) -> None:
    """运城: in force 2024-04-10 to 2025-12-31; 时间从2024年1月1日开始计."""
    text = client.get(SPLIT, params={"on": on, "area_name": "盐湖区"}, headers=AS_HTML).text
    assert re.search(rf'<a href="/doc/policy/yuncheng-2024#span/[\d-]+" title="[^"]+">{standing}</a>', text)


def test_question_about_days_takes_several_and_shows_no_further_day(client: TestClient) -> None:
    path = "/questions/CQ01-status-on-a-day"
    text = client.get(path, params={"on": ["2024-04-12", "2024-04-13"]}, headers=AS_HTML).text
    assert re.findall(r'type="date" name="on" value="([^"]*)"', text) == ["2024-04-12", "2024-04-13", ""]


def test_draft_is_a_draft_on_every_day(days: Calendar) -> None:
    """郑州: 征求意见稿, 执行期三年."""
    policy = "http://localhost:8000/id/policy/zhengzhou-draft"
    found = [days.on(date(year, 1, 1))[policy] for year in range(2020, 2030)]
    assert {(one.standing, one.is_in_force, one.sentences) for one in found} == {("draft", False, ("征求意见稿",))}


@pytest.mark.parametrize(
    ("on", "standing", "sentences"),
    [
        ("2022-04-11", "not_yet_in_force", ("自印发之日起施行", "2022年4月12日")),
        ("2022-04-12", "in_force", ("自印发之日起施行", "2022年4月12日", "有效期至2024年4月12日")),
        ("2024-04-12", "in_force", ("自印发之日起施行", "2022年4月12日", "有效期至2024年4月12日")),
        ("2024-04-13", "expired", ("有效期至2024年4月12日",)),
    ],
)
def test_sentence_is_the_one_that_decides(days: Calendar, on: str, standing: str, sentences: tuple[str, ...]) -> None:
    """青州: 自印发之日起施行, 2022年4月12日, 有效期至2024年4月12日."""
    found = days.of("http://localhost:8000/id/policy/qingzhou-2022/part_4/pt_6", date.fromisoformat(on))
    assert found is not None
    assert (found.standing, found.sentences) == (standing, sentences)


def test_policy_without_an_end_says_so(days: Calendar) -> None:
    """济南 states neither an end nor a duration."""
    found = days.on(date(2030, 1, 1))["http://localhost:8000/id/policy/jinan-2021"]
    assert (found.standing, found.valid_until, found.is_in_force) == ("no_stated_end", None, True)


def test_resource_of_no_policy_has_no_standing(days: Calendar) -> None:
    assert days.of("http://localhost:8000/id/agency/370100/商务局", date(2024, 1, 1)) is None


def test_every_standing_that_the_question_tells_is_known(days: Calendar) -> None:
    told = set(re.findall(r'"[^"/]+ / ([a-z][a-z, ]+)"', days.question.text))
    assert told == set(STANDINGS)


def test_today_is_the_day_in_china_where_none_is_given() -> None:
    assert asked_day([""]) == asked_day([])


def test_a_new_file_is_a_new_question_without_code(
    tiny_release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = tmp_path / "queries"
    shutil.copytree(resource_dir("queries"), queries)
    (queries / "questions" / "bureaus.rq").write_text(NEW, encoding="utf-8")
    monkeypatch.setattr(
        "zhengtu.web.site.resource_dir", lambda name: tmp_path / name if name == "queries" else resource_dir(name)
    )
    with TestClient(create_app(Settings(), tiny_release, OxigraphStore(tiny_release.dump))) as client:
        assert "各类机关" in client.get("/questions", headers=AS_HTML).text
        assert 'name="word" value="局"' in client.get("/questions/bureaus", headers=AS_HTML).text
        assert client.get("/api/questions/bureaus").json()["items"][0]["name"] == "某市商务局"
        assert client.get("/api/questions/bureaus?word=厅").json()["items"] == []
