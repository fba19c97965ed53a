"""What engines write differently, read into one form: results, graphs, refusals, and answers that are not whole.

Known are `oxigraph serve` and Virtuoso 7; what is not theirs is read as the standards say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from email.message import Message

import pyoxigraph as engine

from zhengtu.errors import AnswerTooLarge, MalformedQuery, QueryError, QueryTimeout, StoreUnavailable
from zhengtu.store import formats
from zhengtu.store.guard import Form
from zhengtu.vocab import expand

# Virtuoso 7.2 announces its N-Triples as either.
_GRAPH_TYPES = {
    formats.N_TRIPLES.media_type: engine.RdfFormat.N_TRIPLES,
    "text/plain": engine.RdfFormat.N_TRIPLES,
    formats.TURTLE.media_type: engine.RdfFormat.TURTLE,
}
_RESULT_TYPES = (formats.JSON.media_type, "application/json")
_BOOLEAN = expand("xsd:boolean")
_TRUTH = {"0": "false", "1": "true"}  # both say the same, and Virtuoso says the numbers
_OXIGRAPH_CUT = b"The SPARQL operation has been cancelled"
_OXIGRAPH_PLACE = re.compile(r"error at (\d+):(\d+): ?")
_VIRTUOSO_ERROR = re.compile(r"Virtuoso (\w{5}) Error")
_VIRTUOSO_LINE = re.compile(r"SPARQL compiler, line (\d+): ?")
_VIRTUOSO_TIMEOUTS = ("S1T00", "S1TAT")
# SQLSTATE 22 (data), 37 and 42 (the query): the same query fails there each time.
_VIRTUOSO_QUERY = ("22", "37", "42")
_VIRTUOSO_PREAMBLE = re.compile(r"SPARQL query:.*", re.DOTALL)
_MAX_DETAIL = 300


def read_results(
    body: bytes, headers: Message, form: Form, address: str
) -> engine.QuerySolutions | engine.QueryBoolean:
    """Read the answer of SELECT or ASK. Raises StoreUnavailable when it is no whole JSON result."""
    _require(headers, _RESULT_TYPES, address)
    try:
        answer = json.loads(body)
        terms = [] if "boolean" in answer else [t for row in answer["results"]["bindings"] for t in row.values()]
        if form == "ask" and "boolean" not in answer:  # Virtuoso answers with a row that holds 1, or with none
            truth = any(term["value"] not in ("0", "false") for term in terms)
            body = json.dumps({"head": {}, "boolean": truth}).encode()
        elif numbers := [term for term in terms if term.get("datatype") == _BOOLEAN and term["value"] in _TRUTH]:
            for term in numbers:
                term["value"] = _TRUTH[term["value"]]
            body = json.dumps(answer).encode()
        return engine.parse_query_results(body, engine.QueryResultsFormat.JSON)
    except (ValueError, KeyError, TypeError, AttributeError, SyntaxError) as error:
        raise StoreUnavailable(f"{address} sent an answer that breaks off or is no result ({error})") from error


def read_graph(body: bytes, headers: Message, address: str) -> Iterable[engine.Triple]:
    """Read the answer of CONSTRUCT or DESCRIBE, each triple once. Raises StoreUnavailable when it is not whole."""
    media_type = _require(headers, _GRAPH_TYPES, address)
    try:
        return {quad.triple for quad in engine.parse(body, _GRAPH_TYPES[media_type])}
    except (ValueError, SyntaxError) as error:
        raise StoreUnavailable(f"{address} sent a graph that breaks off ({error})") from error


def require_whole(body: bytes, headers: Message, address: str) -> None:
    """Refuse what is sent as a success although the engine stopped on the way. Raises QueryTimeout, AnswerTooLarge."""
    if body.endswith(_OXIGRAPH_CUT):
        raise QueryTimeout(f"{address} stopped on the way and sent a part")
    state = headers.get("X-SQL-State")
    if state is not None:
        reason = headers.get("X-SQL-Message", "")
        raise QueryTimeout(f"{address} stopped on the way and sent a part ({state} {reason}"[:_MAX_DETAIL] + ")")
    if most := headers.get("X-SPARQL-MaxRows"):
        raise AnswerTooLarge(f"{address} cuts answers at {most} rows. Ask for less, or raise its limit.")


def refusal(address: str, status: int, text: str) -> QueryError:
    """What an error status means, with the reason that the engine gives."""
    detail = _detail(text)
    if place := _OXIGRAPH_PLACE.search(detail):
        detail = f"Line {place[1]}, column {place[2]}: {detail[place.end() :]}"
    elif line := _VIRTUOSO_LINE.search(detail):
        detail = f"Line {line[1]}: {detail[line.end() :]}"
    code = found[1] if (found := _VIRTUOSO_ERROR.search(text)) else ""
    if code in _VIRTUOSO_TIMEOUTS:
        return QueryTimeout(f"{address} stopped the query: {detail}")
    if status == 400 or code.startswith(_VIRTUOSO_QUERY):
        return MalformedQuery(f"{detail} ({address} refused the query)")
    if status == 404:
        return StoreUnavailable(f"{address} is not there (404); give the address that takes queries. It said: {detail}")
    return StoreUnavailable(f"{address} failed with {status}: {detail}")


def _require(headers: Message, known: Iterable[str], address: str) -> str:
    media_type = headers.get_content_type()
    if media_type not in known:
        raise StoreUnavailable(
            f"{address} answered in {media_type} where {' or '.join(known)} was asked for; is it a SPARQL endpoint?"
        )
    return media_type


def _detail(text: str) -> str:
    """The message in one line, without the query that Virtuoso repeats."""
    line = " ".join(_VIRTUOSO_PREAMBLE.sub("", text).split())
    return line if len(line) <= _MAX_DETAIL else line[:_MAX_DETAIL] + " …"
