"""What follows from the facts is in the release, in graphs of its own, and is never taken for a fact."""

from __future__ import annotations

import pytest

from zhengtu.reason.reasoning import Reasoned, Reasoning
from zhengtu.reason.slice import TYPE, split
from zhengtu.store.formats import JSON
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.release import Release
from zhengtu.store.working import Triple
from zhengtu.vocab import expand

INFERRED = "<http://localhost:8000/graph/inferred/"
LABEL = f"<{expand('rdfs:label')}>"


@pytest.fixture(scope="module")
def quads(lines: list[str]) -> list[tuple[Triple, str]]:
    return [split(line) for line in lines]


def test_release_holds_what_the_rules_give_in_a_graph_for_each(
    quads: list[tuple[Triple, str]], reasoned: Reasoned
) -> None:
    held = {(triple, graph) for triple, graph in quads if graph.startswith(INFERRED) and triple[1] != LABEL}
    assert held == {split(line) for line in reasoned.closure.quads()} != set()


def test_nothing_inferred_is_stated_too(quads: list[tuple[Triple, str]]) -> None:
    """So that the union of all graphs, which queries see, counts nothing twice."""
    inferred = {triple for triple, graph in quads if graph.startswith(INFERRED)}
    assert [triple for triple, graph in quads if triple in inferred and not graph.startswith(INFERRED)] == []


def test_graph_of_a_rule_is_labelled_in_both_languages(quads: list[tuple[Triple, str]]) -> None:
    graphs = {graph for _, graph in quads if graph.startswith(INFERRED)}
    labels = {(s, o.rsplit("@", 1)[1]) for (s, p, o), graph in quads if s == graph and p == LABEL}
    assert labels == {(graph, language) for graph in graphs for language in ("zh", "en")}


def test_reasoning_over_a_release_starts_from_what_is_stated(
    lines: list[str], reasoned: Reasoned, reasoning: Reasoning
) -> None:
    stated = [line for line in lines if INFERRED not in line]
    assert len(stated) < len(lines)
    assert reasoning.reason(stated).slice == reasoned.slice


def test_query_without_a_graph_sees_what_follows(release: Release, reasoned: Reasoned) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?m a <https://w3id.org/zhengtu/def#DraftMeasure> }"
    answer = OxigraphStore(release.dump).query(query, JSON.media_type).body
    drafts = [t for t in reasoned.closure.inferred["draft-measure"] if t[1] == TYPE]
    assert f'"value":"{len(drafts)}"'.encode() in answer
