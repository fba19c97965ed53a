"""A saved question says in both languages what it asks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zhengtu.config import resource_dir
from zhengtu.store.library import Chart, load_families, load_question, load_questions

HEADER = """# title@zh: 题
# title@en: Title
# question@zh: 问？
# question@en: What?
# columns@zh: 城市 | 数
# columns@en: city | number
# expected: rows.csv
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "some-question.rq"
    path.write_text(text, encoding="utf-8")
    return path


def test_question_is_read_from_its_header(tmp_path: Path) -> None:
    question = load_question(write(tmp_path, f"{HEADER}\nASK {{}}\n"))
    assert (question.id, question.titles["zh"], question.questions["en"]) == ("some-question", "题", "What?")
    assert question.expected == tmp_path / "rows.csv"
    assert question.columns == {"zh": ("城市", "数"), "en": ("city", "number")}
    assert question.text.endswith("ASK {}\n")


def test_parameters_and_chart_are_optional(tmp_path: Path) -> None:
    question = load_question(write(tmp_path, f"{HEADER}\nASK {{}}\n"))
    assert (question.parameters, question.chart) == ((), None)
    lines = "# parameter: on | date, several | 日期 | day\n# chart: bar | city | amount\n"
    question = load_question(write(tmp_path, f"{HEADER}{lines}\nASK {{ VALUES ?on {{ 1 }} }}\n"))
    assert [(one.name, one.type, one.several, one.labels["zh"]) for one in question.parameters] == [
        ("on", "date", True, "日期")
    ]
    assert question.chart == Chart("bar", "city", "amount")
    assert question.defaults("on") == ("1",)


def test_line_below_the_header_is_no_part_of_it(tmp_path: Path) -> None:
    text = HEADER.replace("# expected: rows.csv\n", "") + "\nASK {}\n# expected: other.csv\n"
    assert load_question(write(tmp_path, text)).expected is None


def test_question_without_an_english_title_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER.replace("# title@en: Title\n", "") + "\nASK {}")
    with pytest.raises(ValueError, match=r"some-question\.rq lacks the header line '# title@en"):
        load_question(path)


def test_saved_questions_come_in_order_and_each_has_expected_rows() -> None:
    questions = load_questions(resource_dir("queries"), ["questions"])
    assert [question.id for question in questions] == [
        "customs-mode-9710",
        "leading-and-responsible-agencies",
        "support-amounts",
    ]
    assert [len(question.columns["zh"]) for question in questions] == [7, 9, 14]
    assert [len(question.columns["en"]) for question in questions] == [7, 9, 14]
    assert all(question.expected is not None and question.expected.is_file() for question in questions)


def test_questions_of_all_folders_have_names_of_their_own() -> None:
    names = [question.id for question in load_questions(resource_dir("queries"))]
    assert len(names) == len(set(names)) > 20
    assert names[0] == "customs-mode-9710"
    assert names[-1].startswith("CQ")


def test_every_column_of_words_of_a_text_is_told_as_such() -> None:
    """A sentence of the text may be a word of a code list too: 征求意见稿 is one, and no page may say it as “draft”."""
    taken = re.compile(
        r"zt:(?:quote|printedName|printedText|appliesWhen|rateBase|\w+Text)\s+\?(\w+)|\?(\w*(?:sentence|words|quote|printed)\w*)"
    )
    for question in load_questions(resource_dir("queries")):
        selected = set(re.findall(r"\?(\w+)", question.text.partition("\nSELECT")[2].partition("\nWHERE")[0]))
        found = {name for pair in taken.findall(question.text) for name in pair if name in selected}
        assert (question.id, found - question.verbatim) == (question.id, set())
        assert (question.id, question.verbatim - selected - {"sentence"}) == (question.id, set())


FAMILY = """[[family]]
id = "some"
title = { zh = "类", en = "Family" }
text = { zh = "说明", en = "Text" }
questions = ["CQ90"]
"""


def test_family_holds_its_questions_by_number(tmp_path: Path) -> None:
    (tmp_path / "competency").mkdir()
    (tmp_path / "competency" / "CQ90-what.rq").write_text(f"{HEADER}\nASK {{}}\n", encoding="utf-8")
    (tmp_path / "families.toml").write_text(FAMILY, encoding="utf-8")
    (family,) = load_families(tmp_path)
    assert (family.id, family.titles["zh"], family.texts["en"]) == ("some", "类", "Text")
    assert [question.id for question in family.questions] == ["CQ90-what"]


def test_family_with_a_question_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "families.toml").write_text(FAMILY, encoding="utf-8")
    with pytest.raises(ValueError, match=r"families\.toml: the family some names CQ90"):
        load_families(tmp_path)
