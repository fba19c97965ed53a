"""The bytes of an answer on their way out: an ETag, 304 for a client that has them, gzip. Plain ASGI."""

from __future__ import annotations

import gzip
import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_MIN_COMPRESSED_BYTES = 1024
_LEVEL = 5
_COMPRESSED_TYPES = ("text/", "application/", "image/svg")
# An answer holds as long as the release does; whoever keeps one asks whether that is so.
CACHE_CONTROL = "public, max-age=0, must-revalidate"


class Representation:
    """Completes whole answers to GET. One that comes in pieces (a file) goes through as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "POST"):
            await self._app(scope, receive, send)
            return
        start: Message | None = None

        async def complete(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if start is None:
                await send(message)
                return
            first, start = start, None
            if message.get("more_body"):
                await send(first)
                await send(message)
                return
            body = _finish(scope, first, message.get("body", b""))
            await send(first)
            await send({"type": "http.response.body", "body": body})

        await self._app(scope, receive, complete)


def _finish(scope: Scope, start: Message, body: bytes) -> bytes:
    asked, headers = Headers(scope=scope), MutableHeaders(raw=list(start["headers"]))
    if start["status"] == 200 and scope["method"] == "GET":
        headers.setdefault("Cache-Control", CACHE_CONTROL)
        tag = headers.get("etag", "").strip('"') or _tag(scope, headers, body)
    else:
        tag = ""
    may_be_packed = _is_worth_it(headers, body)
    if may_be_packed:
        headers.add_vary_header("Accept-Encoding")
    if takes_gzip(asked.get("accept-encoding", "")) and may_be_packed:
        body = gzip.compress(body, _LEVEL, mtime=0)
        headers["Content-Encoding"] = "gzip"
        tag = tag and f"{tag}-gzip"
    if tag:
        headers["ETag"] = f'"{tag}"'
        if matches(asked.get("if-none-match"), tag):
            start["status"], body = 304, b""
            for name in ("content-length", "content-type", "content-encoding"):
                del headers[name]
    if start["status"] != 304:
        headers["Content-Length"] = str(len(body))
    start["headers"] = headers.raw
    return body


def matches(if_none_match: str | None, tag: str) -> bool:
    """Say whether a client has what the tag names (RFC 9110, 13.1.2).

    >>> matches('W/"a", "b"', "b"), matches("*", "b"), matches(None, "b")
    (True, True, False)
    """
    if if_none_match is None:
        return False
    given = [part.strip().removeprefix("W/").strip('"') for part in if_none_match.split(",")]
    return tag in given or given == ["*"]


def _tag(scope: Scope, headers: Headers, body: bytes) -> str:
    release = scope["state"].get("release", "") if "state" in scope else ""
    digest = hashlib.blake2b(f"{release}\n{headers.get('content-type', '')}\n".encode(), digest_size=12)
    digest.update(body)
    return digest.hexdigest()


def takes_gzip(accept_encoding: str) -> bool:
    """Say whether a client reads gzip.

    >>> takes_gzip("br, gzip;q=0.5"), takes_gzip("gzip;q=0"), takes_gzip("")
    (True, False, False)
    """
    for part in accept_encoding.split(","):
        name, _, parameter = part.partition(";")
        if name.strip().lower() == "gzip":
            return parameter.replace(" ", "").rstrip("0.") not in ("q=",)
    return False


def _is_worth_it(headers: Headers, body: bytes) -> bool:
    kind = headers.get("content-type", "")
    return (
        len(body) >= _MIN_COMPRESSED_BYTES and "content-encoding" not in headers and kind.startswith(_COMPRESSED_TYPES)
    )
