"""Queries put to a release, and the rows written by hand for a question. What must hold stands in the tests."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import pyoxigraph

from zhengtu.store.library import Question
from zhengtu.store.release import Release


def loaded(release: Release) -> pyoxigraph.Store:
    """All triples of a release, in memory."""
    store = pyoxigraph.Store()
    store.load(path=release.dump, format=pyoxigraph.RdfFormat.N_QUADS)
    return store


@cache
def answer(store: pyoxigraph.Store, query: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a query over the union of all graphs, asked once of a store; what is unbound is empty."""
    solutions = store.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return tuple(MappingProxyType({name: row[name].value if row[name] else "" for name in names}) for row in solutions)


def expected_rows(question: Question) -> list[dict[str, str]]:
    assert question.expected is not None
    with question.expected.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
