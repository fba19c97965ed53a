"""Errors as HTTP: the error tree, and what the framework raises, in the one problem shape of RFC 9457 or as a page.

The only module that catches everything.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from zhengtu.errors import (
    AnswerTooLarge,
    BadDay,
    BadParameter,
    MalformedQuery,
    NoRelease,
    QueryError,
    QueryTimeout,
    ReachedLimit,
    RequestTooLarge,
    StoreBusy,
    StoreUnavailable,
    UnwritableAnswer,
    ZhengtuError,
)
from zhengtu.iri import VOCABULARY
from zhengtu.web.negotiate import choose
from zhengtu.web.site import Reader

PROBLEM = "application/problem+json"
HTML = "text/html"
RETRY_AFTER_S = 5

_STATUS: tuple[tuple[type[ZhengtuError], int, str], ...] = (
    (MalformedQuery, 400, "malformed-query"),
    (BadParameter, 400, "bad-parameter"),
    (QueryTimeout, 503, "query-timeout"),
    (AnswerTooLarge, 413, "answer-too-large"),
    (UnwritableAnswer, 406, "not-in-this-format"),
    (RequestTooLarge, 413, "request-too-large"),
    (StoreBusy, 503, "busy"),
    (StoreUnavailable, 503, "store-unavailable"),
    (NoRelease, 503, "no-release"),
    (ZhengtuError, 500, "internal-error"),
)
# What is wrong with the service itself: a client learns which file it is, and not where the operator keeps it.
_OF_OURSELVES = ("store-unavailable", "no-release", "internal-error")
_PLACE = re.compile(r"(?<![\w:/.])(?:/[^\s/:'\"]+)+/(?P<name>[^\s/:'\"]+)")
_SYNONYMS = {"application/json": PROBLEM}
# What a number may be, by what is wrong with the one that was given.
_ALLOWED = {
    "int_parsing": "give a whole number",
    "greater_than_equal": "give a whole number of {ge} or more",
    "less_than_equal": "give a whole number of {le} or less",
}
_log = logging.getLogger("zhengtu.web")


def install(app: FastAPI) -> None:
    """Make every error of the application a problem."""
    app.add_exception_handler(ZhengtuError, _on_known)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(Exception, _on_unknown)


def problem(
    request: Request,
    status: int,
    kind: str,
    detail: str,
    headers: Mapping[str, str] | None = None,
    limit: ReachedLimit | None = None,
    advice: str | None = None,
) -> Response:
    """Answer with a problem: a page for those who ask for HTML, else problem+json with the limit that was met.

    advice is the message of a page that says what to do, where it is another one than that of the status.
    """
    extra = {"Access-Control-Allow-Origin": "*", "Vary": "Accept, Accept-Language", **(headers or {})}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        extra.setdefault("Retry-After", str(RETRY_AFTER_S))
    if choose(request.headers.get("accept"), [PROBLEM, HTML], _SYNONYMS) == HTML:
        reader = Reader.of(request)
        return reader.render(
            "problem.html", status=status, headers=extra, code=status, kind=kind, detail=detail, advice=advice
        )
    return Response(document(status, kind, detail, request.url.path, limit), status, extra, PROBLEM)


def document(status: int, kind: str, detail: str, instance: str, limit: ReachedLimit | None = None) -> bytes:
    """A problem as JSON; what was met of a limit stands in members of its own."""
    members: dict[str, object] = {
        "type": f"{VOCABULARY}problem/{kind}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": instance,
    }
    if limit is not None:
        members |= {"limit": limit.name, "limit_value": limit.value, "limit_unit": limit.unit}
    return json.dumps(members, ensure_ascii=False).encode()


def without_places(message: str) -> str:
    """A message to the operator as a client may read it: files by their names.

    >>> without_places("/srv/releases/r-1/data.nq has another hash; build again.")
    'data.nq has another hash; build again.'
    """
    return _PLACE.sub(r"\g<name>", message)


def status_of(error: ZhengtuError) -> tuple[int, str]:
    """The status and kind of an error of ours."""
    return next((status, kind) for known, status, kind in _STATUS if isinstance(error, known))


async def respond_to(request: Request, error: Exception) -> Response:
    """The problem that an error is, for code that runs in front of the framework."""
    if isinstance(error, ZhengtuError):
        return await _on_known(request, error)
    if isinstance(error, HTTPException):
        return await _on_http(request, error)
    return await _on_unknown(request, error)


async def _on_known(request: Request, error: Exception) -> Response:
    assert isinstance(error, ZhengtuError)
    status, kind = status_of(error)
    limit = error.limit if isinstance(error, QueryError) else None
    advice = "problem_help_day" if isinstance(error, BadDay) else None
    if kind not in _OF_OURSELVES:
        return problem(request, status, kind, str(error), limit=limit, advice=advice)
    _log.error("%s: %s", request.url.path, error)
    return problem(request, status, kind, without_places(str(error)), limit=limit, advice=advice)


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    kind = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
    detail = error.detail
    if detail == HTTPStatus(error.status_code).phrase:
        detail = f"{request.method} {request.url.path}: {detail}"
    return problem(request, error.status_code, kind, detail, error.headers)


async def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return problem(request, 400, "bad-parameter", "; ".join(map(_refusal, error.errors())))


def _refusal(found: Mapping[str, Any]) -> str:
    """What a parameter was given, and what it may be."""
    name = found["loc"][-1]
    if found["type"] in ("missing", "string_too_short"):
        return f"{name} is missing; give it as ?{name}=…"
    allowed = _ALLOWED.get(found["type"], found["msg"].replace("Input should be", "give"))
    return f"{name} is {found['input']!r}; {allowed.format(**found.get('ctx', {}))}"


async def _on_unknown(request: Request, error: Exception) -> Response:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    detail = "The service failed. The error is in its log; please report it with the address that you asked for."
    return problem(request, 500, "internal-error", detail)
