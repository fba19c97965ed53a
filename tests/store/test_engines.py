"""What running engines do against the standards, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from zhengtu.errors import AnswerTooLarge, MalformedQuery, QueryTimeout
from zhengtu.store import formats
from zhengtu.store.endpoint import Endpoint
from zhengtu.store.limits import Limits
from zhengtu.store.push import Target
from zhengtu.store.release import Release
from zhengtu.store.remote import RemoteStore

from ..engines import VIRTUOSO, running_oxigraph, running_virtuoso

# Millions of rows, none of which passes the filter: the engine has sent the head of the answer when it stops.
PATTERNS = " . ".join(f"?s ?p{number} ?o{number}" for number in range(24))
LONG = f"SELECT ?s {{ {PATTERNS} FILTER(STRLEN(CONCAT(STR(?p0), STR(?p23))) < 3) }}"
BROADER = "SELECT * { VALUES ?x { <http://l/id/a> } ?x <http://www.w3.org/2004/02/skos/core#broader>* ?y }"


def push(engine: Endpoint, release: Release) -> None:
    target = Target.of(engine)
    target.push(release, target.plan(release))


@pytest.fixture(scope="module")
def hasty_oxigraph(little: Release) -> Iterator[Endpoint]:
    """Stops queries after a second: with a status of 200 and a body that ends in an error."""
    for engine in running_oxigraph("--timeout-s", "1"):
        push(engine, little)
        yield engine


@pytest.fixture(scope="module")
def cutting_virtuoso(tmp_path_factory: pytest.TempPathFactory, little: Release) -> Iterator[Endpoint]:
    """Cuts answers after so many rows that the 4 triples fit, and each with each of them do not."""
    for engine in running_virtuoso(tmp_path_factory.mktemp("cutting"), most_rows=10):
        push(engine, little)
        yield engine


def test_a_body_cut_at_the_deadline_of_the_engine_is_no_answer(hasty_oxigraph: Endpoint, little: Release) -> None:
    with pytest.raises(QueryTimeout, match="sent a part"):
        RemoteStore(hasty_oxigraph, little.graphs).query(LONG, formats.JSON.media_type)


def test_words_in_comments_make_no_update(hasty_oxigraph: Endpoint, little: Release) -> None:
    query = "# Add nothing. INSERT\nASK { ?s ?p ?o } # DELETE"
    assert b"true" in RemoteStore(hasty_oxigraph, little.graphs).query(query, formats.JSON.media_type).body


def test_an_answer_past_the_limit_of_rows_is_refused(hasty_oxigraph: Endpoint, little: Release) -> None:
    store = RemoteStore(hasty_oxigraph, little.graphs, limits=Limits(max_rows=3))
    with pytest.raises(AnswerTooLarge, match="more than 3 rows"):
        store.query("SELECT * { ?s ?p ?o }", formats.JSON.media_type)


def test_graphs_of_others_are_not_seen_by_their_names(hasty_oxigraph: Endpoint) -> None:
    store = RemoteStore(hasty_oxigraph, ["http://l/graph/one"])
    for dataset in ({"default_graphs": ["http://l/graph/two"]}, {"named_graphs": ["http://l/graph/two"]}):
        answer = store.query("ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", formats.JSON.media_type, **dataset)
        assert b"false" in answer.body


@VIRTUOSO
def test_part_of_the_rows_is_no_answer(cutting_virtuoso: Endpoint, little: Release) -> None:
    with pytest.raises(AnswerTooLarge, match="cuts answers at 10 rows"):
        RemoteStore(cutting_virtuoso, little.graphs).query("SELECT * { ?a ?b ?c . ?d ?e ?f }", formats.JSON.media_type)


@VIRTUOSO
def test_partial_results_at_a_deadline_are_no_answer(virtuoso: Endpoint) -> None:
    hasty = virtuoso.at(f"{virtuoso.address}?timeout=1000")
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(QueryTimeout, match="S1TAT"):
        RemoteStore(hasty).query(slow, formats.JSON.media_type)


@VIRTUOSO
def test_a_query_that_the_engine_cannot_evaluate_is_refused_with_its_reason(
    cutting_virtuoso: Endpoint, little: Release
) -> None:
    with pytest.raises(MalformedQuery, match="transitive start not given"):
        RemoteStore(cutting_virtuoso, little.graphs).query(BROADER, formats.JSON.media_type)
