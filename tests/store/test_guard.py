from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest

from zhengtu.errors import MalformedQuery
from zhengtu.store import guard
from zhengtu.store.oxigraph import OxigraphStore

HIDDEN_CALLS = {
    "lower case": "SELECT * { service <http://h/> { ?s ?p ?o } }",
    "no blank": "SELECT*{SERVICE<http://h/>{?s?p?o}}",
    "silent, glued": "SELECT * { SERVICESILENT<http://h/>{ ?s ?p ?o } }",
    "glued to a number": "SELECT * { ?s ?p 1SERVICE <http://h/> { ?s ?p ?o } }",
    "read as a prefix": "PREFIX : <http://h/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "read as a prefix, silent": "PREFIX : <http://h/> SELECT * { SERVICESILENT:x { ?s ?p ?o } }",
    "read as a prefix, after a language": "PREFIX : <http://h/> SELECT * { ?s ?p 'a'@en-graph SERVICE:x { ?s ?p ?o } }",
    "read as a prefix, after a remark": "PREFIX : <http://h/> SELECT * { ?s ?p 1 # GRAPH\n SERVICE:x { ?s ?p ?o } }",
    "after an escaped hash": "PREFIX e: <http://l/> SELECT * { ?s ?p e:a\\# . SERVICE <http://h/> { ?s ?p ?o } }",
    "after an escaped quote": "PREFIX e: <http://l/> SELECT * { ?s ?p e:a\\' . SERVICE <http://h/> { ?s ?p 'x' } }",
    "code point escape": "SELECT * { SERVIC\\u0045 <http://h/> { ?s ?p ?o } }",
    "after a comparison": "SELECT * { FILTER(1<2)SERVICE <http://h/> { ?s ?p ?o } }",
    "nested": "SELECT * { { SELECT * { OPTIONAL { SERVICE ?where { ?s ?p ?o } } } } }",
    "after a comment": "# harmless\rSELECT * { SERVICE <http://h/> { ?s ?p ?o } }",
}

HARMLESS = [
    "ASK { ?s ?p 'SERVICE <http://h/> {}' }",
    'ASK { ?s ?p """say "SERVICE" and """ }',
    "ASK { ?s <http://l/SERVICE> ?service }",
    "ASK { ?s ?p ?o } # SERVICE <http://h/>",
    "PREFIX e: <http://l/> ASK { ?s e:service ?o }",
    "ASK { ?s ?p 'it\\'s SERVICE' }",
    "PREFIX service: <http://l/> ASK { ?s service:kind service:x ; a service:Thing }",
    "PREFIX SERVICE: <http://l/> ASK { ?s SERVICE:kind/SERVICE:of ?o FILTER(?o != SERVICE:x) }",
    "PREFIX service: <http://l/> ASK FROM service:g { GRAPH service:g { ?s ?p ?o } }",
    "PREFIX micro-service: <http://l/> ASK { { ?s ?p micro-service:x } { ?s a micro-service:y } }",
]


@pytest.mark.parametrize("query", HIDDEN_CALLS.values(), ids=HIDDEN_CALLS.keys())
def test_service_is_found_where_the_engine_would_find_it(query: str) -> None:
    with pytest.raises(MalformedQuery, match="SERVICE is not allowed"):
        guard.inspect(query)


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_service_is_allowed_where_it_is_data(query: str) -> None:
    assert guard.inspect(query).form == "ask"


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("PREFIX a: <http://l/> BASE <http://b/> SELECT * {}", "select"),
        ("# SELECT\nask {}", "ask"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "construct"),
        ("describe <http://l/a>", "describe"),
    ],
)
def test_the_form_is_the_first_keyword_after_the_prologue(query: str, form: str) -> None:
    assert guard.inspect(query).form == form


@pytest.mark.parametrize("keyword", ["LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "WITH"])
def test_updates_are_named(keyword: str) -> None:
    with pytest.raises(MalformedQuery, match=f"Line 1, column 1: {keyword} is no query"):
        guard.inspect(f"{keyword} <http://l/x>")


def test_empty_query_says_what_to_write() -> None:
    with pytest.raises(MalformedQuery, match="SELECT, ASK, CONSTRUCT or DESCRIBE"):
        guard.inspect("  # nothing\n")


def test_from_is_noticed_outside_the_pattern_only() -> None:
    assert guard.inspect("SELECT * FROM <http://l/g> {}").names_dataset
    assert not guard.inspect("SELECT * { ?s ?p 'FROM' }").names_dataset


def test_too_long_a_query_is_refused() -> None:
    with pytest.raises(MalformedQuery, match="at most 100000"):
        guard.inspect("ASK {} #" + "政" * 40_000)


@pytest.mark.parametrize("opening", ["{", "(", "[", "FILTER EXISTS {", "<<(", "!"])
def test_deep_nesting_is_refused(opening: str) -> None:
    with pytest.raises(MalformedQuery, match="nested levels"):
        guard.inspect("SELECT * {" + opening * 3000)


@pytest.mark.parametrize("link", ["!?x&&", "+1", "|a:", "UNION{}"])
def test_long_chains_are_refused(link: str) -> None:
    with pytest.raises(MalformedQuery, match="tokens"):
        guard.inspect("SELECT * {" + link * 12_000)


@pytest.mark.parametrize("piece", ['"', "'", '"""', "'''\\", "<", "<a", "\\", "a:", "a-", "政.", "#", '"\\'])
def test_the_check_is_quick_on_any_text(piece: str) -> None:
    text = "ASK {" + piece * (90_000 // len(piece))
    start = time.perf_counter()
    with contextlib.suppress(MalformedQuery):
        guard.inspect(text)
    assert time.perf_counter() - start < 10


def test_a_prefix_called_service_is_answered_by_the_engine(tmp_path: Path) -> None:
    dump = tmp_path / "dump.nq"
    dump.write_text("<http://l/a> <http://l/of> <http://l/b> <http://l/g> .\n", encoding="utf-8")
    query = "PREFIX service: <http://l/> SELECT ?s { GRAPH service:g { ?s service:of service:b } }"
    assert OxigraphStore(dump).query(query, "text/csv").body.split() == [b"s", b"http://l/a"]
