"""The SPARQL 1.1 Protocol at /sparql, and the query page for people. Evaluation is the store's.

Source: https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from zhengtu.errors import MalformedQuery, QueryError
from zhengtu.store import formats, guard
from zhengtu.store.base import Answer
from zhengtu.store.formats import Format
from zhengtu.web import tables
from zhengtu.web.negotiate import choose
from zhengtu.web.problems import HTML, status_of
from zhengtu.web.site import Reader, Site, site_of

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
MAX_BODY_BYTES = 400_000

router = APIRouter()


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """What a request of the protocol asks. format is our own: the suffix of the format, for links in pages."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None

    @classmethod
    def of(cls, parameters: list[tuple[str, str]], query: str | None = None) -> SparqlRequest:
        """Read decoded parameters. Raises MalformedQuery where there is more than one query."""
        queries = [value for name, value in parameters if name == "query"] + ([] if query is None else [query])
        if len(queries) > 1:
            raise MalformedQuery("The request has more than one query; send one.")
        return cls(
            queries[0] if queries and queries[0].strip() else None,
            tuple(value for name, value in parameters if name == "default-graph-uri"),
            tuple(value for name, value in parameters if name == "named-graph-uri"),
            next((value for name, value in parameters if name == "format"), None),
        )


@router.get("/sparql", summary="SPARQL query; without one, the query page for a browser", response_class=Response)
async def get_sparql(
    request: Request,
    query: Annotated[str | None, Query(description="A SPARQL 1.1 query")] = None,  # noqa: ARG001 – for openapi.json
    format: Annotated[str | None, Query(description="srj, srx, csv, tsv, ttl, jsonld, nt or rdf")] = None,  # noqa: ARG001
) -> Response:
    """Answer a query in the address."""
    return await _respond(request, SparqlRequest.of(_decode(request.scope["query_string"])))


@router.post("/sparql", summary="SPARQL query as a form or as the body", response_class=Response)
async def post_sparql(request: Request) -> Response:
    """Answer a query in the body."""
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type == FORM:
        return await _respond(request, SparqlRequest.of(_decode(await _body(request))))
    if media_type == DIRECT:
        text = _utf_8(await _body(request))
        return await _respond(request, SparqlRequest.of(_decode(request.scope["query_string"]), text))
    detail = f"Content-Type is {media_type or 'missing'}; send {FORM} or {DIRECT}. Updates are not accepted."
    raise HTTPException(415, detail, {"Accept-Post": f"{FORM}, {DIRECT}"})


@router.api_route("/sparql", methods=["PUT", "PATCH", "DELETE"], include_in_schema=False)
def refuse() -> Response:
    """Name the methods that there are: the framework would name those of the first route only."""
    raise HTTPException(
        405, "This service is read-only; data changes by building", {"Allow": "GET, HEAD, OPTIONS, POST"}
    )


async def _respond(request: Request, asked: SparqlRequest) -> Response:
    site, accept = site_of(request), request.headers.get("accept")
    if asked.query is None:
        if choose(accept, [formats.JSON.media_type, HTML]) == HTML:
            return _query_page(request)
        raise MalformedQuery("The request has no query; send it as ?query=…, as a form or as the body.")
    try:
        form = guard.inspect(asked.query).form
        offered = formats.RESULTS if form in ("select", "ask") else formats.GRAPHS
        media_type = _media_type(accept, asked.format, offered)
        wanted = _shown_as(form) if media_type == HTML else media_type
        answer = await run_in_threadpool(_answer, site, asked, wanted)
    except QueryError as error:
        if choose(accept, [formats.JSON.media_type, HTML]) != HTML or asked.format:
            raise
        return _query_page(request, asked.query, error=error)
    if media_type == HTML:
        return await run_in_threadpool(_query_page, request, asked.query, answer)
    return send(answer)


def _answer(site: Site, asked: SparqlRequest, media_type: str) -> Answer:
    assert asked.query is not None
    return site.store.query(
        asked.query, media_type, default_graphs=asked.default_graphs, named_graphs=asked.named_graphs
    )


def send(answer: Answer) -> Response:
    """A whole answer as a response."""
    charset = "; charset=utf-8" if answer.media_type.startswith("text/") else ""
    return Response(answer.body, headers={"Content-Type": answer.media_type + charset, "Vary": "Accept"})


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
    request: Request, query: str = "", answer: Answer | None = None, error: QueryError | None = None
) -> Response:
    reader = Reader.of(request)
    table = boolean = graph = None
    if answer is not None and answer.media_type == formats.TURTLE.media_type:
        graph = answer.body.decode()
    elif answer is not None:
        boolean = tables.read_boolean(answer)
        table = tables.read_table(reader, answer) if boolean is None else None
    return reader.render(
        "sparql.html",
        status=200 if error is None else status_of(error)[0],
        query=query,
        table=table,
        boolean=boolean,
        graph=graph,
        error=error,
        downloads=formats.GRAPHS if graph is not None else formats.RESULTS,
        questions=reader.site.questions,
    )


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise HTTPException(413, f"The body is longer than {MAX_BODY_BYTES} bytes; shorten the query")
    return bytes(body)


def _decode(encoded: bytes) -> list[tuple[str, str]]:
    """Decode parameters once, strictly: what is no UTF-8 is refused, not replaced."""
    try:
        return parse_qsl(encoded.decode(), keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise MalformedQuery(f"The parameters cannot be read: {error}") from error


def _utf_8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedQuery(f"The query is not UTF-8: {error}") from error
