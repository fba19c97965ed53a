"""The saved questions over the real build, against rows that were written from the documents and not by the extractor.

A file of expected rows has some of the columns of its question. Each fact is compared once, however many sentences say
it: the last column of every question is the fact.
"""

from __future__ import annotations

from collections import Counter

import pyoxigraph
import pytest

from zhengtu.config import resource_dir
from zhengtu.store.library import Question, load_questions
from zhengtu.store.release import Release

from .answers import answer, expected_rows

QUESTIONS = load_questions(resource_dir("queries"), ["questions"])


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_answer_has_the_expected_rows(store: pyoxigraph.Store, question: Question) -> None:
    expected = expected_rows(question)
    columns = list(expected[0])
    facts = {(*(row[c] for c in columns), list(row.values())[-1]) for row in answer(store, question.text)}
    found = Counter(fact[:-1] for fact in facts)
    wanted = Counter(tuple(row[c] for c in columns) for row in expected)
    assert {"missing": wanted - found, "extra": found - wanted} == {"missing": Counter(), "extra": Counter()}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_draft_is_shown_as_a_draft(store: pyoxigraph.Store, question: Question) -> None:
    statuses = {row["status"] for row in answer(store, question.text) if row["city"] == "郑州市"}
    assert statuses == {"征求意见稿"}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_sentence_stands_in_the_source_text(release: Release, store: pyoxigraph.Store, question: Question) -> None:
    texts = [release.text(slug) for slug in release.published]
    assert [
        r["sentence"] for r in answer(store, question.text) if not any(r["sentence"] in text for text in texts)
    ] == []
