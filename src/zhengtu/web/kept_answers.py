"""Which requests are answered from the cache: those of the query endpoint, pages and answers of the interface that were
given before.

Plain ASGI in front of the framework, and for most requests not even that: what is kept is found from the bytes of a
header, so that a connection can answer with it before anything else is made of the request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zhengtu.web.answer_cache import AnswerCache, Entry, Key, header_lines
from zhengtu.web.edge import Answered, Client, Journal
from zhengtu.web.language import reader_language
from zhengtu.web.representation import matches, takes_gzip

Headers = Iterable[tuple[bytes, bytes]]
# What describes a body, and so does not go with an answer that has none.
_OF_THE_BODY = (b"content-length", b"content-type")
_INTERFACE = "/api/"


class Found(NamedTuple):
    """What a request gets from the cache: a status, and the answer or nothing where the client has it."""

    status: int
    entry: Entry

    @property
    def headers(self) -> tuple[tuple[bytes, bytes], ...]:
        if self.status == 200:
            return self.entry.headers
        return tuple(pair for pair in self.entry.headers if pair[0] not in _OF_THE_BODY)

    @property
    def head(self) -> bytes:
        """Status line and headers as they travel, without the empty line that ends them."""
        return self.entry.head if self.status == 200 else b"HTTP/1.1 304 Not Modified\r\n" + header_lines(self.headers)

    @property
    def body(self) -> bytes:
        return self.entry.body if self.status == 200 else b""


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """The cache in the terms of requests. release gives the name of the one that is served, today the day in China."""

    cache: AnswerCache
    release: Callable[[], str]
    today: Callable[[], date]

    def key(self, query: bytes, headers: Headers) -> tuple[Key, bytes]:
        """What a GET of the endpoint is kept under, and which answers its client has."""
        accept = if_none_match = encodings = b""
        for name, value in headers:
            if name == b"accept":
                accept = accept + b"," + value if accept else value
            elif name == b"accept-encoding":
                encodings = value
            elif name == b"if-none-match":
                if_none_match = value
        packed = bool(encodings) and takes_gzip(encodings.decode("latin-1"))
        return (self.release(), query, accept, packed), if_none_match

    def key_of_address(self, scope: Scope) -> tuple[Key, bytes]:
        """The same for any other address: a page is in a language, and says what holds on the day, as lists do."""
        accepted = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
        language = reader_language(None, accepted.decode("latin-1"))
        path: bytes = scope.get("raw_path") or scope["path"].encode()
        page = b"%b?%b %b %b" % (path, scope["query_string"], language.encode(), self.today().isoformat().encode())
        return self.key(page, scope["headers"])

    def find(self, key: Key, if_none_match: bytes) -> Found | None:
        """What is kept under a key, for a client that may have it already."""
        entry = self.cache.get(key)
        if entry is None:
            return None
        known = bool(if_none_match) and matches(if_none_match.decode("latin-1"), entry.tag)
        return Found(304 if known else 200, entry)


class CachedAnswers:
    """Gives kept answers to GET requests, and keeps those that may be kept: of the query endpoint all but pages, and a
    miss is an answer made; of the interface all; elsewhere only pages. Of these, misses are what is kept.
    """

    def __init__(self, app: ASGIApp, kept: KeptAnswers, path: str) -> None:
        self._app = app
        self._kept = kept
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path == self._path:
            key, if_none_match = self._kept.key(scope["query_string"], scope["headers"])
        else:
            key, if_none_match = self._kept.key_of_address(scope)
        found = self._kept.find(key, if_none_match)
        if found is None:
            self._kept.cache.misses += path == self._path
            await self._app(scope, receive, self._keeping(key, path, send))
            return
        await send({"type": "http.response.start", "status": found.status, "headers": found.headers})
        await send({"type": "http.response.body", "body": found.body})

    def _keeping(self, key: Key, path: str, send: Send) -> Send:
        start: Message | None = None

        async def keep(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                # A copy: the layers around this one add headers that are this request's own.
                start = dict(message) if message["status"] == 200 else None
            elif start is not None and not message.get("more_body"):
                is_page = dict(start["headers"]).get(b"content-type", b"").startswith(b"text/html")
                if self._may_keep(path, is_page):
                    self._kept.cache.misses += path != self._path
                    self._keep(key, start["headers"], message.get("body", b""))
                start = None
            await send(message)

        return keep

    def _may_keep(self, path: str, is_page: bool) -> bool:
        if path == self._path:
            return not is_page
        return is_page or path.startswith(_INTERFACE)

    def _keep(self, key: Key, pairs: list[tuple[bytes, bytes]], body: bytes) -> None:
        headers = dict(pairs)
        rule = headers.get(b"cache-control", b"")
        is_whole = headers.get(b"content-length") == str(len(body)).encode("ascii")
        if is_whole and b"no-store" not in rule and key[0] == self._kept.release():
            tag = headers.get(b"etag", b"").decode("latin-1").strip('"')
            self._kept.cache.put(key, Entry(tuple(pairs), body, tag))


class AtOnce:
    """Answers a GET from the cache as soon as its header is read. What a connection must be for that lives there."""

    def __init__(self, kept: KeptAnswers, path: str, paths: Iterable[bytes], journal: Journal) -> None:
        self._kept = kept
        self._path = path
        self._paths = frozenset(paths)
        self._journal = journal

    def __call__(self, url: bytes, headers: list[tuple[bytes, bytes]], client: Client) -> tuple[bytes, bytes] | None:
        """The head of the answer without the empty line at its end, and the body; None where nothing is kept."""
        path, _, query = url.partition(b"?")
        if path not in self._paths or (found := self._kept.find(*self._kept.key(query, headers))) is None:
            return None
        request_id = self._journal.identify(headers)
        self._journal.enter(Answered(request_id, client, "GET", self._path, query, found.status, len(found.body), 0.0))
        return b"%bx-request-id: %b\r\n" % (found.head, request_id.encode("ascii")), found.body
