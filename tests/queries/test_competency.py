"""The competency questions over the real build, against rows that were written by hand from the documents.

A file of expected rows has some of the columns of its question; the answer must hold these rows and no others. Cells
that join several quotes do so with " ¦ ".
"""

from __future__ import annotations

import re

import pyoxigraph
import pytest

from zhengtu.config import resource_dir
from zhengtu.store import guard
from zhengtu.store.library import Question, find_question, load_questions
from zhengtu.store.release import Release

from .answers import answer, expected_rows

QUESTIONS = load_questions(resource_dir("queries"), ["competency"])
ASKED = ("01", "03", "04", "06", "07", "09", "10", "11", "13", "14", "15", "17", "18", "20", "22", "24", "26", "28")

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id.partition("-")[0])


def quotes(row: dict[str, str]) -> list[str]:
    cells = [cell for column, cell in row.items() if column.endswith("sentence")]
    return [quote for cell in cells for quote in cell.split(" ¦ ") if quote]


@each_question
def test_answer_has_the_expected_rows(store: pyoxigraph.Store, question: Question) -> None:
    expected = expected_rows(question)
    columns = list(expected[0])
    found = {tuple(row[column] for column in columns) for row in answer(store, question.text)}
    wanted = {tuple(row[column] for column in columns) for row in expected}
    assert {"missing": wanted - found, "extra": found - wanted} == {"missing": set(), "extra": set()}


@each_question
def test_every_column_has_a_heading_in_both_languages(store: pyoxigraph.Store, question: Question) -> None:
    width = len(answer(store, question.text)[0])
    assert [len(question.columns[language]) for language in ("zh", "en")] == [width, width]


@each_question
def test_draft_is_shown_as_a_draft(store: pyoxigraph.Store, question: Question) -> None:
    rows = answer(store, question.text)
    assert {row["status"] for row in rows if row["city"] == "郑州市"} <= {"征求意见稿"}
    assert "status" in rows[0]


@each_question
def test_quotes_stand_in_a_source_text(release: Release, store: pyoxigraph.Store, question: Question) -> None:
    texts = ["".join(release.text(slug).split()) for slug in release.published]
    found = {"".join(quote.split()) for row in answer(store, question.text) for quote in quotes(row)}
    assert [quote for quote in found if not any(quote in text for text in texts)] == []
    assert found


@each_question
def test_question_passes_the_guard_of_the_endpoint(question: Question) -> None:
    assert guard.inspect(question.text).form == "select"


@each_question
def test_order_of_the_rows_ends_with_the_fact_so_that_it_is_always_the_same(question: Question) -> None:
    selected = re.search(r"^SELECT (.*?)\{", question.text, re.MULTILINE | re.DOTALL)
    assert selected is not None
    fact = re.findall(r"\?\w+", selected[1])[-1]
    assert fact in re.findall(r"\?\w+", question.text.rstrip().splitlines()[-1])


def test_all_questions_that_were_asked_for_are_there() -> None:
    assert {f"CQ{number}" for number in ASKED} <= {question.id.partition("-")[0] for question in QUESTIONS}


def test_question_is_found_by_its_number() -> None:
    found = find_question(resource_dir("queries"), "CQ01")
    assert found is not None
    assert found.id == "CQ01-status-on-a-day"


def test_number_that_is_only_the_start_of_another_finds_nothing() -> None:
    assert find_question(resource_dir("queries"), "CQ0") is None
