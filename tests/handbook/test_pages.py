"""The pages that a release writes are those in docs/, say what each question asks, and lead to the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from zhengtu.config import resource_dir
from zhengtu.handbook.pages import handbook_pages
from zhengtu.store.library import load_families, load_questions
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.release import Release

QUERIES = resource_dir("queries")
FAMILIES = load_families(QUERIES)
NAMES = [
    "questions/README.md",
    *(f"questions/{one.id}.md" for one in FAMILIES),
    "reference/api.md",
    "reference/ontology.md",
]
each_page = pytest.mark.parametrize("name", NAMES)
each_family = pytest.mark.parametrize("name", NAMES[1:-2])


def written(dump: Path) -> Mapping[str, str]:
    return handbook_pages(OxigraphStore(dump), QUERIES, "http://localhost:8000/")


@pytest.fixture(scope="module")
def pages(release: Release) -> Mapping[str, str]:
    return written(release.dump)


def section(page: str, number: str) -> str:
    """What a page says of one question."""
    return page.partition(f"\n## {number} ")[2].partition("\n## ")[0]


@each_page
def test_page_is_what_the_release_writes_now(pages: Mapping[str, str], root: Path, name: str) -> None:
    page = (root / "docs" / name).read_text("utf-8")
    assert pages[name] == page, "run `zhengtu build && zhengtu handbook` in the checkout, and read the difference"


def test_no_page_is_left_over(pages: Mapping[str, str], root: Path) -> None:
    kept = {f"questions/{path.name}" for path in (root / "docs" / "questions").iterdir()}
    assert kept | {"reference/api.md", "reference/ontology.md"} == set(pages) == set(NAMES)


def test_every_competency_question_is_in_exactly_one_family() -> None:
    told = sorted(question.id for family in FAMILIES for question in family.questions)
    asked = [question.id for question in load_questions(QUERIES, ["competency"])]
    assert told == sorted(asked), "name each file of queries/competency/ once in queries/families.toml"


def test_pages_are_the_same_when_the_store_is_filled_in_another_order(
    pages: Mapping[str, str], release: Release, tmp_path: Path
) -> None:
    turned = tmp_path / "dump.nq"
    turned.write_text("".join(f"{line}\n" for line in reversed(release.lines())), encoding="utf-8")
    assert written(turned) == pages


@each_family
def test_every_sentence_leads_to_its_place_in_a_policy(pages: Mapping[str, str], name: str) -> None:
    sentences = re.findall(r"^- \*\*[\d–, ]+\*\* .* —— (.*)$", pages[name], re.MULTILINE)
    assert sentences
    assert [place for place in sentences if "](http://localhost:8000/doc/policy/" not in place] == []


@each_family
def test_every_sentence_is_behind_rows_that_are_there(pages: Mapping[str, str], name: str) -> None:
    for part in pages[name].split("\n## ")[1:]:
        rows = {int(number) for number in re.findall(r"^\| \[(\d+)\]", part, re.MULTILINE)}
        spoken = re.findall(r"^- \*\*([\d–, ]+)\*\*", part, re.MULTILINE)
        named = {int(number) for numbers in spoken for number in re.findall(r"\d+", numbers)}
        assert rows >= named > set()


def test_answer_stands_beside_the_words_that_say_it(pages: Mapping[str, str]) -> None:
    """Source: 运政办发〔2024〕10号, 第十条（二）: 其余各县（市）（永济市除外）2:8."""
    part = section(pages["questions/who-pays.md"], "CQ09")
    row = re.search(
        r"^\| \[(\d)\]\(\S+\) \| 运城市 \| 已印发 \| .* \| 河津市 \| 500000 \| 100000 \| 400000 \|$", part, re.M
    )
    assert row is not None
    sentence = re.search(
        r"^- \*\*([\d–]+)\*\* 其余各县（市）（永济市除外）2:8 —— \[运城市 第十条（二）[^]]*\]\((\S+)\)$", part, re.M
    )
    assert sentence is not None
    assert row[1] in sentence[1]
    assert sentence[2] == "http://localhost:8000/doc/policy/yuncheng-2024/art_10/item_2"


def test_page_has_question_parameters_query_and_how_to_ask_it(pages: Mapping[str, str]) -> None:
    part = section(pages["questions/who-pays.md"], "CQ10")
    assert "文件逐条规定由谁承担资金？" in part
    assert "What does a policy say about who pays" in part
    assert "`area_name` 企业所在地 where the firm is" in part
    assert "`zhengtu ask CQ10`" in part
    assert "```sparql\nPREFIX " in part
    assert "# title@zh" not in part


def test_reference_tells_of_each_term_and_what_it_is_tied_to(pages: Mapping[str, str], root: Path) -> None:
    page = pages["reference/ontology.md"]
    modules = "".join(path.read_text("utf-8") for path in (root / "ontology" / "modules").glob("*.ttl"))
    terms = re.findall(r"^zt:(\w+) a owl:", modules, re.MULTILINE)
    assert sorted(re.findall(r'<a id="(\w+)"></a>\n\n### `zt:', page)) == sorted(terms)
    ceiling = page.partition("### `zt:Ceiling` ")[2].partition("\n### ")[0]
    assert ceiling.startswith("支持上限 · ceiling\n\nclass. 支持不得超过的金额或数量。 a support that names a sum")
    assert "- broader class: [`zt:Support`](#Support)\n" in ceiling
    assert "- close match: `oa:exact`\n" in page.partition("### `zt:quote` ")[2].partition("\n### ")[0]
