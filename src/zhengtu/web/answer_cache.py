"""Answers of the query endpoint that were given before, kept by release and request up to so many bytes.

Plain ASGI in front of everything: inside a route most of what it saves would be lost to routing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zhengtu.web.representation import matches, takes_gzip

Key = tuple[str, bytes, bytes, bool]
_ENTRY_OVERHEAD_BYTES = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole answer."""

    headers: list[tuple[bytes, bytes]]
    body: bytes
    tag: str

    @property
    def size(self) -> int:
        """Bytes that it takes, about."""
        return len(self.body) + _ENTRY_OVERHEAD_BYTES


class AnswerCache:
    """The most recently used answers."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self.bytes = 0
        self.hits = 0
        self.misses = 0

    def get(self, key: Key) -> Entry | None:
        """The answer to a request, if it is kept."""
        entry = self._entries.get(key)
        if entry is None:
            self.misses += 1
            return None
        self.hits += 1
        self._entries.move_to_end(key)
        return entry

    def put(self, key: Key, entry: Entry) -> None:
        """Keep an answer; the ones that were not asked for longest make room."""
        if entry.size > self._max_bytes // 4:
            return
        if (old := self._entries.pop(key, None)) is not None:
            self.bytes -= old.size
        self._entries[key] = entry
        self.bytes += entry.size
        while self.bytes > self._max_bytes:
            _key, dropped = self._entries.popitem(last=False)
            self.bytes -= dropped.size


class CachedAnswers:
    """Gives kept answers to GET requests of the query endpoint, and keeps those that may be kept."""

    def __init__(
        self,
        app: ASGIApp,
        cache: AnswerCache,
        path: str,
        release: Callable[[], str],
        on_hit: Callable[[Scope, int, int], None] | None = None,
    ) -> None:
        self._app = app
        self._cache = cache
        self._path = path
        self._release = release
        self._on_hit = on_hit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != self._path or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        accept, if_none_match, takes_gzip = _negotiation(scope)
        key = (self._release(), scope["query_string"], accept, takes_gzip)
        entry = self._cache.get(key)
        if entry is None:
            await self._app(scope, receive, self._keeping(key, send))
            return
        status, body = 200, entry.body
        headers = entry.headers
        if if_none_match and matches(if_none_match.decode("latin-1"), entry.tag):
            status, body = 304, b""
            headers = [pair for pair in headers if pair[0] not in (b"content-length", b"content-type")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
        if self._on_hit is not None:
            self._on_hit(scope, status, len(body))

    def _keeping(self, key: Key, send: Send) -> Send:
        start: Message | None = None

        async def keep(message: Message) -> None:
            nonlocal start
            await send(message)
            if message["type"] == "http.response.start":
                start = message if message["status"] == 200 else None
            elif start is not None and not message.get("more_body"):
                headers = dict(start["headers"])
                kind, rule = headers.get(b"content-type", b""), headers.get(b"cache-control", b"")
                if not kind.startswith(b"text/html") and b"no-store" not in rule and key[0] == self._release():
                    kept = [pair for pair in start["headers"] if pair[0] != b"x-request-id"]
                    tag = headers.get(b"etag", b"").decode("latin-1").strip('"')
                    self._cache.put(key, Entry(kept, message.get("body", b""), tag))
                start = None

        return keep


def _negotiation(scope: Scope) -> tuple[bytes, bytes, bool]:
    accept = if_none_match = encodings = b""
    for name, value in scope["headers"]:
        if name == b"accept":
            accept = accept + b"," + value if accept else value
        elif name == b"accept-encoding":
            encodings = value
        elif name == b"if-none-match":
            if_none_match = value
    return accept, if_none_match, takes_gzip(encodings.decode("latin-1"))
