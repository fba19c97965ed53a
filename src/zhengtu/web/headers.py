"""What holds for every request: security headers, methods, ranges, HEAD as GET, the path prefix. Plain ASGI."""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zhengtu.web.problems import problem

_NO_SUCH_PART = 416
# Pages load nothing from elsewhere and run no script but the files under /static.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)

_RANGE = re.compile(rb"bytes=(?:(?P<start>\d{1,15})-(?P<end>\d{0,15})|-\d{1,15})")
_ALWAYS = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Retry-After, X-Request-Id"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
_OF_PAGES = (b"content-security-policy", CONTENT_SECURITY_POLICY.encode())
_OURS = frozenset(name for name, _value in (*_ALWAYS, _OF_PAGES))


def secured(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Add what lets any site read answers, and keeps a browser from guessing and from loading others' scripts."""
    kept = [pair for pair in headers if pair[0] not in _OURS]
    for name, value in kept:
        if name == b"content-type" and value.startswith(b"text/html"):
            return [*kept, *_ALWAYS, _OF_PAGES]
    return [*kept, *_ALWAYS]


class Preflight:
    """Answers what a browser asks before it sends a request of another site; the answers themselves need nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._asked_before = CORSMiddleware(
            app, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST"], allow_headers=["*"]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_preflight = scope["type"] == "http" and scope["method"] == "OPTIONS"
        await (self._asked_before if is_preflight else self._app)(scope, receive, send)


def with_methods(start: Message, method: str) -> Message:
    """Name all methods of an address where the framework names its own, and make that the answer to OPTIONS.

    Source: RFC 9110, 9.3.7 and 15.5.6.
    """
    if start["status"] != HTTPStatus.METHOD_NOT_ALLOWED:
        return start
    named = next((value for name, value in start["headers"] if name == b"allow"), b"").decode("ascii")
    methods = {"OPTIONS", *filter(None, named.replace(" ", "").split(","))}
    methods |= {"HEAD"} if "GET" in methods else set()
    is_answer = method == "OPTIONS"
    dropped = (b"allow", b"content-length", b"content-type") if is_answer else (b"allow",)
    headers = [pair for pair in start["headers"] if pair[0] not in dropped]
    status = HTTPStatus.NO_CONTENT if is_answer else start["status"]
    allow = (b"allow", ", ".join(sorted(methods)).encode("ascii"))
    return {**start, "status": int(status), "headers": [*headers, allow]}


class OneRange:
    """Passes the header Range on where it asks for one part; one that is malformed or has several is as if not sent.

    Where the file has no such part, a problem says so. Source: RFC 9110, 14.2, which leaves the first to the server:
    thousands of small parts cost more than the whole; and 15.5.17.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and any(name == b"range" for name, _value in scope["headers"]):
            headers = [pair for pair in scope["headers"] if pair[0] != b"range" or _is_one_range(pair[1])]
            scope = {**scope, "headers": headers}
            send = _telling_of_no_such_part(scope, receive, send)
        await self._app(scope, receive, send)


def _telling_of_no_such_part(scope: Scope, receive: Receive, send: Send) -> Send:
    is_told = False

    async def tell(message: Message) -> None:
        nonlocal is_told
        if message["type"] == "http.response.start" and message["status"] == _NO_SUCH_PART:
            is_told = True
            there = Headers(raw=message["headers"])["content-range"]
            detail = f"The file has {there.rpartition('/')[2]} bytes; ask for a part of them, or for the whole."
            kind = "range-not-satisfiable"
            await problem(Request(scope), _NO_SUCH_PART, kind, detail, {"Content-Range": there})(scope, receive, send)
        elif not is_told:
            await send(message)

    return tell


def _is_one_range(value: bytes) -> bool:
    """Say whether a Range is one part of bytes.

    >>> [_is_one_range(asked) for asked in (b"bytes=5-9", b"bytes=-5", b"bytes=9-5", b"bytes=1-2,4-")]
    [True, True, False, False]
    """
    found = _RANGE.fullmatch(value)
    return found is not None and (not found["end"] or not found["start"] or int(found["start"]) <= int(found["end"]))


class HeadAsGet:
    """Answers HEAD with the status and headers that GET of the whole would have (RFC 9110, 9.3.2 and 14.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        headers = [pair for pair in scope["headers"] if pair[0] != b"range"]
        await self._app({**scope, "method": "GET", "headers": headers}, receive, send_without_body)


class WithoutPrefix:
    """Takes the path prefix of a service below a path off the request, where a proxy has not done so."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(self._prefix + "/"):
            raw: bytes = scope.get("raw_path") or scope["path"].encode()
            path = scope["path"].removeprefix(self._prefix)
            scope = {**scope, "path": path, "raw_path": raw.removeprefix(self._prefix.encode())}
        await self._app(scope, receive, send)
