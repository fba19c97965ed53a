"""The bytes of an answer on their way out: an ETag, 304 for a client that has them, gzip."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections.abc import Mapping
from http import HTTPStatus

from starlette.types import Message, Scope

_MIN_COMPRESSED_BYTES = 1024
_LEVEL = 5
_COMPRESSED_TYPES = (b"text/", b"application/", b"image/svg")
_OF_THE_BODY = (b"content-length", b"content-type", b"content-encoding")
_TAG_DIGITS = 24
# Larger bodies are packed in a thread: others are answered meanwhile.
_MIN_APART_BYTES = 256 * 1024
# An answer holds as long as the release does; whoever keeps one asks whether that is so.
CACHE_CONTROL = b"public, max-age=0, must-revalidate"


async def complete(scope: Scope, start: Message, body: bytes) -> bytes:
    """Complete the headers of a whole answer; give the body as it is sent."""
    if start["status"] == HTTPStatus.NO_CONTENT:
        return b""
    if scope["method"] not in ("GET", "POST") or start["status"] == HTTPStatus.PARTIAL_CONTENT:
        return body  # a part is one of the file as it is
    if_none_match, accept_encoding = _asked(scope)
    headers: list[tuple[bytes, bytes]] = start["headers"]
    given = dict(headers)
    set_: dict[bytes, bytes] = {}
    tag = ""
    if start["status"] == HTTPStatus.OK and scope["method"] == "GET":
        if b"cache-control" not in given:
            set_[b"cache-control"] = CACHE_CONTROL
        tag = given.get(b"etag", b"").decode("latin-1").strip('"') or _tag(given, body)
    if len(body) >= _MIN_COMPRESSED_BYTES and _is_packed_type(given):
        set_[b"vary"] = _with_encoding(given.get(b"vary", b""))
        if takes_gzip(accept_encoding):
            body = await _packed(body)
            set_[b"content-encoding"] = b"gzip"
            tag = tag and f"{tag}-gzip"
    if tag:
        set_[b"etag"] = f'"{tag}"'.encode("latin-1")
    if tag and matches(if_none_match, tag):
        start["status"], body = 304, b""
        headers = [pair for pair in headers if pair[0] not in _OF_THE_BODY]
        set_.pop(b"content-encoding", None)
    else:
        set_[b"content-length"] = b"%d" % len(body)
    start["headers"] = [*(pair for pair in headers if pair[0] not in set_), *set_.items()]
    return body


def _asked(scope: Scope) -> tuple[str | None, str]:
    if_none_match, accept_encoding = None, ""
    for name, value in scope["headers"]:
        if name == b"if-none-match":
            if_none_match = value.decode("latin-1")
        elif name == b"accept-encoding":
            accept_encoding = value.decode("latin-1")
    return if_none_match, accept_encoding


async def _packed(body: bytes) -> bytes:
    if len(body) < _MIN_APART_BYTES:
        return gzip.compress(body, _LEVEL, mtime=0)
    return await asyncio.to_thread(gzip.compress, body, _LEVEL, mtime=0)


def _with_encoding(vary: bytes) -> bytes:
    names = [name.strip().lower() for name in vary.split(b",")]
    if b"accept-encoding" in names or b"*" in names:
        return vary
    return vary + b", Accept-Encoding" if vary else b"Accept-Encoding"


def matches(if_none_match: str | None, tag: str) -> bool:
    """Say whether a client has what the tag names (RFC 9110, 13.1.2).

    >>> matches('W/"a", "b"', "b"), matches("*", "b"), matches(None, "b")
    (True, True, False)
    """
    if if_none_match is None:
        return False
    given = [part.strip().removeprefix("W/").strip('"') for part in if_none_match.split(",")]
    return tag in given or given == ["*"]


def _tag(headers: Mapping[bytes, bytes], body: bytes) -> str:
    return hashlib.sha256(headers.get(b"content-type", b"") + b"\n" + body).hexdigest()[:_TAG_DIGITS]


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


def _is_packed_type(headers: Mapping[bytes, bytes]) -> bool:
    return b"content-encoding" not in headers and headers.get(b"content-type", b"").startswith(_COMPRESSED_TYPES)
