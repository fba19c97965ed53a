"""A release in another engine: whole, instead of the one before it, and beside what others put there."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.request import Request

import pytest

from zhengtu.errors import InputError, NoRelease, StoreUnavailable
from zhengtu.store import formats
from zhengtu.store.endpoint import Endpoint
from zhengtu.store.push import Plan, Target
from zhengtu.store.release import Release
from zhengtu.store.remote import RemoteStore, count_by_graph

from ..engines import VIRTUOSO
from .conftest import make_release

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
OLD = f"""\
<http://l/id/a> {LABEL} "旧" <http://l/graph/policy/gone> .
<http://l/id/a> {LABEL} "甲" <http://l/graph/policy/kept> .
<http://l/id/b> {LABEL} "乙" <http://l/graph/policy/kept> .
"""
NEW = f"""\
<http://l/id/a> {LABEL} "甲" <http://l/graph/policy/kept> .
<http://l/id/c> {LABEL} "text <with> an angle" <http://l/graph/policy/new> .
"""
FOREIGN = "http://other.example/graph"
ENGINES = ["oxigraph_server", pytest.param("virtuoso", marks=VIRTUOSO)]


@pytest.fixture(params=ENGINES)
def target(request: pytest.FixtureRequest) -> Target:
    return Target.of(request.getfixturevalue(request.param))


def put(target: Target, graph: str, body: str) -> None:
    headers = {"Content-Type": "application/n-triples"}
    request = Request(f"{target.graphs.address}?graph={graph}", body.encode(), headers, method="PUT")
    target.graphs.send(request, 30, 1000)


def push(target: Target, release: Release) -> None:
    target.push(release, target.plan(release))


def test_the_next_push_replaces_what_the_last_one_put_there_and_nothing_else(target: Target, tmp_path: Path) -> None:
    put(target, FOREIGN, f'<http://x/> {LABEL} "x" .\n')
    push(target, make_release(tmp_path, OLD))
    push(target, make_release(tmp_path, NEW))
    graphs = [FOREIGN, *(f"http://l/graph/policy/{name}" for name in ("gone", "kept", "new"))]
    assert count_by_graph(RemoteStore(target.queries, graphs)) == {
        FOREIGN: 1,
        "http://l/graph/policy/kept": 1,
        "http://l/graph/policy/new": 1,
    }


def test_a_push_that_broke_off_is_mended_by_the_next_one(target: Target, tmp_path: Path) -> None:
    def break_off(graph: str, _done: int, _steps: int) -> None:
        if graph.endswith("kept"):
            raise KeyboardInterrupt

    new, old = make_release(tmp_path, NEW), make_release(tmp_path, OLD)
    push(target, new)
    with pytest.raises(KeyboardInterrupt):
        target.push(old, target.plan(old), break_off)
    push(target, new)
    graphs = [f"http://l/graph/policy/{name}" for name in ("gone", "kept", "new")]
    assert count_by_graph(RemoteStore(target.queries, graphs)) == dict.fromkeys(graphs[1:], 1)


def test_what_was_lost_on_the_way_is_told_by_the_counts(oxigraph_server: Endpoint, tmp_path: Path) -> None:
    target, release = Target.of(oxigraph_server), make_release(tmp_path, OLD)
    plan = target.plan(release)
    lines = plan.put["http://l/graph/policy/kept"]
    twice = Plan({**plan.put, "http://l/graph/policy/kept": [*lines, lines[0]]}, plan.remove)
    with pytest.raises(StoreUnavailable, match="policy/kept has 2 triples instead of 3"):
        target.push(release, twice)


def test_text_arrives_as_it_was_sent(target: Target, tmp_path: Path) -> None:
    release = make_release(tmp_path, NEW)
    push(target, release)
    query = f"SELECT ?label {{ <http://l/id/c> {LABEL} ?label }}"
    answer = RemoteStore(target.queries, release.graphs).query(query, formats.JSON.media_type)
    assert json.loads(answer.body)["results"]["bindings"][0]["label"]["value"] == "text <with> an angle"


def test_a_plan_changes_nothing(oxigraph_server: Endpoint, tmp_path: Path) -> None:
    target = Target.of(oxigraph_server)
    push(target, make_release(tmp_path, OLD))
    plan = target.plan(make_release(tmp_path, NEW))
    assert plan.remove == ("http://l/graph/policy/gone",)
    assert count_by_graph(RemoteStore(oxigraph_server, ["http://l/graph/policy/gone"]))


@VIRTUOSO
@pytest.mark.parametrize("credentials", [("", ""), ("dba", "wrong")])
def test_wrong_credentials_are_said_without_the_password(
    virtuoso: Endpoint, credentials: tuple[str, str], tmp_path: Path
) -> None:
    stranger = Endpoint(virtuoso.address, *credentials)
    target, release = Target.of(stranger), make_release(tmp_path, NEW)
    with pytest.raises(StoreUnavailable, match="give the user and password") as refused:
        push(target, release)
    assert "wrong" not in f"{refused.value} {stranger!r}"


def test_an_address_for_graphs_that_cannot_be_told_is_asked_for() -> None:
    with pytest.raises(InputError, match="--graph-store"):
        Target.of(Endpoint("http://localhost:3030/policies"))


def test_a_damaged_release_is_not_pushed(oxigraph_server: Endpoint, tmp_path: Path) -> None:
    release = make_release(tmp_path, NEW)
    release.dump.write_text(OLD, encoding="utf-8")
    with pytest.raises(NoRelease, match=r"dump\.nq: \d+ bytes instead of \d+"):
        Target.of(oxigraph_server).plan(release)
