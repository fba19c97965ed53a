"""The SPARQL 1.1 Protocol at /sparql, and the query page for people. Evaluation is the store's.

Source: https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

import binascii
import math
import re
import time
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import unquote_to_bytes

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send

from zhengtu.errors import MalformedQuery, QueryError, ReachedLimit, RequestTooLarge, UnwritableAnswer
from zhengtu.store import formats, guard
from zhengtu.store.base import Answer
from zhengtu.store.base import Request as Question
from zhengtu.store.formats import Format
from zhengtu.web import service_description, tables
from zhengtu.web.departure import while_connected
from zhengtu.web.negotiate import choose
from zhengtu.web.problems import HTML, respond_to, status_of
from zhengtu.web.refusal import read_refusal
from zhengtu.web.site import Reader, Site, site_of

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
MAX_BODY_BYTES = 400_000
MAX_PARAMETERS = 100
_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
FIRST_QUERY = """\
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX zt: <https://w3id.org/zhengtu/def#>

SELECT ?policy ?measure
WHERE {
  ?measure a zt:Measure ; zt:inPolicy ?policy .
}
LIMIT 20"""

router = APIRouter()


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """What a request of the protocol asks. format is our own: the suffix of the format, for links in pages."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    timeout_s: float | None = None

    @classmethod
    def of(cls, parameters: list[tuple[str, str]], query: str | None = None) -> SparqlRequest:
        """Read decoded parameters. Raises MalformedQuery where there is more than one query."""
        given: dict[str, list[str]] = {}
        for name, value in parameters:
            given.setdefault(name, []).append(value)
        if "update" in given:
            raise MalformedQuery("The request has an update; data changes by building only.")
        queries = given.get("query", []) + ([] if query is None else [query])
        if len(queries) > 1:
            raise MalformedQuery("The request has more than one query; send one.")
        return cls(
            queries[0] if queries else None,
            tuple(given.get("default-graph-uri", ())),
            tuple(given.get("named-graph-uri", ())),
            given["format"][0] if "format" in given else None,
            _seconds(given["timeout"][0]) if "timeout" in given else None,
        )

    def to_request(self, media_type: str, inspection: guard.Inspection, longest_s: float, client: str) -> Question:
        """What the store is asked; the time that a client gives can only be shorter than the longest."""
        seconds = longest_s if self.timeout_s is None else min(self.timeout_s, longest_s)
        return Question(
            "query",
            seconds,
            self.query or "",
            accept=media_type,
            default_graphs=self.default_graphs,
            named_graphs=self.named_graphs,
            names_dataset=inspection.names_dataset,
            client=client,
        )


@dataclass(frozen=True, slots=True)
class Posed:
    """What the store is asked, what its query is, and whether the answer is to be shown on a page."""

    question: Question
    inspection: guard.Inspection
    is_page: bool


@router.get("/sparql", summary="SPARQL query; without one, the query page for a browser", response_class=Response)
async def get_sparql(
    request: Request,
    query: Annotated[str | None, Query(description="A SPARQL 1.1 query")] = None,  # noqa: ARG001 – for openapi.json
    format: Annotated[str | None, Query(description="srj, srx, csv, tsv, ttl, jsonld, nt or rdf")] = None,  # noqa: ARG001
    timeout: Annotated[float | None, Query(description="Seconds; only a shorter time than the limit")] = None,  # noqa: ARG001
) -> Response:
    """Answer a query in the address."""
    return await respond(request)


@router.post("/sparql", summary="SPARQL query as a form or as the body", response_class=Response)
async def post_sparql(request: Request) -> Response:
    """Answer a query in the body."""
    return await respond(request)


class QueryEndpoint:
    """Takes the endpoint past the framework, whose routing costs more than many a query."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/sparql":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            if scope["method"] not in ("GET", "POST"):
                raise HTTPException(405, "This service is read-only; data changes by building", {"Allow": "GET, POST"})
            response = await respond(request)
        except ClientDisconnect:
            return  # nobody is left to answer
        except Exception as error:
            response = await respond_to(request, error)
        await response(scope, receive, send)


async def respond(request: Request) -> Response:
    """Answer a request of the protocol, or show the query page to a browser. Raises QueryError and HTTPException."""
    asked = await _asked(request)
    accept = request.headers.get("accept")
    if asked.query is None or (not asked.query.strip() and choose(accept, [formats.JSON.media_type, HTML]) == HTML):
        return await _without_query(request, asked)
    site = site_of(request)
    try:
        posed = pose(asked, accept, site, request.scope.get("client"))
        start = time.perf_counter()
        answer = await while_connected(request, site.asker.ask(posed.question))
        seconds = time.perf_counter() - start
    except QueryError as error:
        if choose(accept, [formats.JSON.media_type, HTML]) != HTML or asked.format:
            raise
        return await run_in_threadpool(_query_page, request, asked.query, None, error)
    if posed.is_page:
        assert not isinstance(answer, bool)
        return await run_in_threadpool(_query_page, request, asked.query, answer, None, seconds)
    return send(answer, posed.inspection)


def pose(asked: SparqlRequest, accept: str | None, site: Site, client: tuple[str, int] | None) -> Posed:
    """Look at a query before anything is done for it. Raises MalformedQuery, HTTPException for a wrong format."""
    inspection = guard.inspect(asked.query or "", site.settings.services)
    offered = formats.RESULTS if inspection.form in ("select", "ask") else formats.GRAPHS
    media_type = _media_type(accept, asked.format, offered)
    wanted = _shown_as(inspection.form) if media_type == HTML else media_type
    question = asked.to_request(wanted, inspection, site.settings.query_timeout_s, client[0] if client else "")
    return Posed(question, inspection, media_type == HTML)


async def _without_query(request: Request, asked: SparqlRequest) -> Response:
    offered = [*(known.media_type for known in formats.GRAPHS), HTML]
    chosen = choose(request.headers.get("accept"), offered, formats.GRAPH_SYNONYMS)
    if request.method == "POST" or chosen is None:
        raise MalformedQuery("The request has no query; send it as ?query=…, as a form or as the body.")
    if chosen == HTML and not asked.format:
        return await run_in_threadpool(_query_page, request)
    media_type = _media_type(None, asked.format, formats.GRAPHS) if asked.format else chosen
    text = service_description.query(site_of(request))
    question = Question("query", site_of(request).settings.query_timeout_s, text, accept=media_type)
    answer = await site_of(request).asker.ask(question, own=True)
    return send(answer)


async def _asked(request: Request) -> SparqlRequest:
    if request.method == "GET":
        return SparqlRequest.of(decode(request.scope["query_string"]))
    if (coding := request.headers.get("content-encoding", "identity")) != "identity":
        detail = f"Content-Encoding is {coding}; send the query as it is"
        raise HTTPException(415, detail, {"Accept-Encoding": "identity"})
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type == FORM:
        return SparqlRequest.of([*decode(request.scope["query_string"]), *decode(await _body(request))])
    if media_type == DIRECT:
        text = _utf_8(await _body(request))
        return SparqlRequest.of(decode(request.scope["query_string"]), text)
    detail = f"Content-Type is {media_type or 'missing'}; send {FORM} or {DIRECT}. Updates are not accepted."
    raise HTTPException(415, detail, {"Accept-Post": f"{FORM}, {DIRECT}"})


def send(answer: Answer | bool, inspection: guard.Inspection | None = None) -> Response:
    """A whole answer as a response, to a query of which inspection tells more."""
    assert not isinstance(answer, bool)
    charset = "; charset=utf-8" if answer.media_type.startswith("text/") else ""
    response = Response(answer.body)
    response.raw_headers += [(b"content-type", f"{answer.media_type}{charset}".encode()), (b"vary", b"Accept")]
    if inspection is not None and inspection.is_volatile:
        response.raw_headers.append((b"cache-control", b"no-store"))
    return response


def _media_type(accept: str | None, suffix: str | None, offered: tuple[Format, ...]) -> str:
    if suffix:
        found = formats.by_suffix(suffix, offered)
        if found is None:
            known = ", ".join(known.suffix for known in offered)
            raise HTTPException(406, f"format={suffix} does not fit this query; choose one of {known}")
        return found.media_type
    types = [known.media_type for known in offered]
    synonyms = formats.RESULT_SYNONYMS if offered is formats.RESULTS else formats.GRAPH_SYNONYMS
    chosen = choose(accept, [*types, HTML], synonyms)
    if chosen is None:
        raise HTTPException(406, f"Accept is {accept!r}; this query is answered in {', '.join(types)} or {HTML}")
    return chosen


def _shown_as(form: guard.Form) -> str:
    return (formats.JSON if form in ("select", "ask") else formats.TURTLE).media_type


def _query_page(
    request: Request,
    query: str = "",
    answer: Answer | None = None,
    error: QueryError | None = None,
    seconds: float | None = None,
) -> Response:
    reader = Reader.of(request)
    table = boolean = graph = None
    if answer is not None and answer.media_type == formats.TURTLE.media_type:
        graph = answer.body.decode()
    elif answer is not None:
        try:
            boolean = tables.read_boolean(answer)
            table = tables.read_table(reader, answer) if boolean is None else None
        except UnwritableAnswer as refused:
            error = refused
    status = 200 if error is None else status_of(error)[0]
    return reader.render(
        "sparql.html",
        query=query or _example(reader),
        table=table,
        boolean=boolean,
        graph=graph,
        error=error,
        refusal=None if error is None else read_refusal(query, str(error)),
        status=status,
        code=status,
        milliseconds=None if seconds is None else round(seconds * 1000, 1),
        downloads=formats.GRAPHS if graph is not None else formats.RESULTS,
        questions=reader.site.questions,
    )


def _example(reader: Reader) -> str:
    """The query of the question that an address names as an example; the first of all queries otherwise."""
    chosen = reader.query.get("example")
    return next((question.text for question in reader.site.questions if question.id == chosen), FIRST_QUERY)


def _seconds(text: str | None) -> float | None:
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < math.inf:
        raise MalformedQuery(f"timeout is {text!r}; give a number of seconds above 0")
    return seconds


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            limit = ReachedLimit("body_bytes", MAX_BODY_BYTES, "bytes")
            raise RequestTooLarge(f"The body is longer than {MAX_BODY_BYTES} bytes; shorten the query", limit)
    return bytes(body)


def decode(encoded: bytes) -> list[tuple[str, str]]:
    """Decode parameters once, strictly: what is no UTF-8 is refused, not replaced."""
    parts = encoded.replace(b"+", b" ").split(b"&")
    if len(parts) > MAX_PARAMETERS:
        raise MalformedQuery(f"The request has more than {MAX_PARAMETERS} parameters")
    pairs = (part.partition(b"=") for part in parts if part)
    return [(_unescape(name), _unescape(value)) for name, _equals, value in pairs]


def _unescape(text: bytes) -> str:
    if b"%" not in text:
        unescaped = text
    elif _BROKEN_ESCAPE.search(text):
        unescaped = unquote_to_bytes(text)
    else:  # quoted-printable is the same with another sign, and read by the library in C
        unescaped = binascii.a2b_qp(text.replace(b"=", b"=3D").replace(b"%", b"="))
    try:
        return unescaped.decode()
    except UnicodeDecodeError as error:
        raise MalformedQuery(f"The parameters cannot be read: {error}") from error


def _utf_8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedQuery(f"The query is not UTF-8: {error}") from error
