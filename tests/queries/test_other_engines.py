"""The saved questions put to other engines over the real release: the same rows in the same order.

Several texts in one cell are compared as a set: in which order GROUP_CONCAT takes them is the engine's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from zhengtu.config import resource_dir
from zhengtu.store import formats
from zhengtu.store.base import Store
from zhengtu.store.library import Question, load_questions
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.push import Target
from zhengtu.store.release import Release
from zhengtu.store.remote import RemoteStore

from ..engines import VIRTUOSO, running_oxigraph, running_virtuoso

ENGINES = {"oxigraph serve": (), "virtuoso": (VIRTUOSO,)}
# Virtuoso thinks for seconds about each question; these have what it read otherwise once, and are always asked.
ALWAYS = ("CQ01", "CQ06", "CQ13", "CQ18", "CQ34", "CQ36", "CQ39", "CQ45", "CQ51")


def cases() -> Iterator[ParameterSet]:
    for engine, marks in ENGINES.items():
        for question in load_questions(resource_dir("queries")):
            number = question.id.partition("-")[0]
            seldom = (pytest.mark.long,) if engine == "virtuoso" and number not in ALWAYS else ()
            yield pytest.param(engine, question, marks=(*marks, *seldom), id=f"{engine}-{number}")


@pytest.fixture(scope="module")
def own(release: Release) -> OxigraphStore:
    return OxigraphStore(release.dump)


@pytest.fixture(scope="module")
def others(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Store]]:
    """Give an engine with the release in it by name, each started once."""
    with ExitStack() as running:

        @cache
        def started(name: str) -> Store:
            folder = tmp_path_factory.mktemp("engine")
            engines = running_virtuoso(folder) if name == "virtuoso" else running_oxigraph()
            engine = running.enter_context(contextmanager(lambda: engines)())
            target = Target.of(engine)
            target.push(release, target.plan(release))
            return RemoteStore(engine, release.graphs)

        yield started


@pytest.fixture
def other(request: pytest.FixtureRequest, others: Callable[[str], Store]) -> Store:
    return others(request.param)


def rows(store: Store, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(store.query(query, formats.JSON.media_type).body)["results"]["bindings"]
    for row in found:
        for term in row.values():
            term["value"] = sorted(term["value"].split(" ¦ "))
    return found


@pytest.mark.parametrize(("other", "question"), list(cases()), indirect=["other"])
def test_a_saved_question_has_the_same_answer(own: Store, other: Store, question: Question) -> None:
    expected = rows(own, question.text)
    assert expected
    assert rows(other, question.text) == expected
