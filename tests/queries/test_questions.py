"""The saved questions over the real build, against rows that were written from the documents and not by the extractor.

A file of expected rows has some of the columns of its question. Each fact is compared once, however many sentences say
it: the last column of every question is the fact.
"""

from __future__ import annotations

import csv
from collections import Counter

import pyoxigraph
import pytest

from zhengtu.config import resource_dir
from zhengtu.store.library import Question, load_questions
from zhengtu.store.release import Release

QUESTIONS = load_questions(resource_dir("queries"), ["questions"])


@pytest.fixture(scope="module")
def store(release: Release) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(path=release.dump, format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def answer(store: pyoxigraph.Store, question: Question) -> list[dict[str, str]]:
    solutions = store.query(question.text, use_default_graph_as_union=True)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [{name: row[name].value if row[name] else "" for name in names} for row in solutions]


def expected_rows(question: Question) -> list[dict[str, str]]:
    assert question.expected is not None
    with question.expected.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_answer_has_the_expected_rows(store: pyoxigraph.Store, question: Question) -> None:
    expected = expected_rows(question)
    columns = list(expected[0])
    facts = {(*(row[c] for c in columns), list(row.values())[-1]) for row in answer(store, question)}
    found = Counter(fact[:-1] for fact in facts)
    wanted = Counter(tuple(row[c] for c in columns) for row in expected)
    assert {"missing": wanted - found, "extra": found - wanted} == {"missing": Counter(), "extra": Counter()}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_draft_is_shown_as_a_draft(store: pyoxigraph.Store, question: Question) -> None:
    statuses = {row["status"] for row in answer(store, question) if row["city"] == "郑州市"}
    assert statuses == {"征求意见稿"}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_sentence_stands_in_the_source_text(release: Release, store: pyoxigraph.Store, question: Question) -> None:
    texts = [release.text(slug) for slug in release.published]
    assert [r["sentence"] for r in answer(store, question) if not any(r["sentence"] in text for text in texts)] == []
