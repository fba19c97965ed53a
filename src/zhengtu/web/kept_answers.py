"""Which requests are answered from the cache: those of the query endpoint, pages and answers of the interface that were
given before.

What is kept is found from the bytes of a header, before anything else is made of the request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from starlette.types import Scope

from zhengtu.web.answer_cache import AnswerCache, Entry, Key, head_of
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
        return self.entry.head if self.status == 200 else head_of(self.status, self.headers)

    @property
    def body(self) -> bytes:
        return self.entry.body if self.status == 200 else b""


class Place(NamedTuple):
    """Where an answer is kept, and which ones the client has already. is_query says that it is one of the endpoint."""

    key: Key
    if_none_match: bytes
    path: str
    is_query: bool


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """The cache in the terms of requests.

    release gives the name of the one that is served, today the day in China; endpoint is the path of queries.
    """

    cache: AnswerCache
    release: Callable[[], str]
    today: Callable[[], date]
    endpoint: str

    def place(self, scope: Scope) -> Place:
        """Where the answer to a GET is kept."""
        if scope["path"] == self.endpoint:
            return self.place_of_query(scope["query_string"], scope["headers"])
        return self._place(self._address(scope), scope["headers"], scope["path"])

    def place_of_query(self, query: bytes, headers: Headers) -> Place:
        """Where the answer to a GET of the endpoint is kept."""
        return self._place(query, headers, self.endpoint)

    def find(self, place: Place) -> Found | None:
        """What is kept there, for a client that may have it already."""
        entry = self.cache.get(place.key)
        if entry is None:
            return None
        known = bool(place.if_none_match) and matches(place.if_none_match.decode("latin-1"), entry.tag)
        return Found(304 if known else 200, entry)

    def keep(self, place: Place, pairs: list[tuple[bytes, bytes]], body: bytes) -> None:
        """Keep a whole answer where it may be kept.

        Of the endpoint all but pages, and a miss is an answer made; of the interface all; elsewhere only pages. Of
        these, misses are what is kept.
        """
        headers = dict(pairs)
        is_page = headers.get(b"content-type", b"").startswith(b"text/html")
        if is_page if place.is_query else not (is_page or place.path.startswith(_INTERFACE)):
            return
        self.cache.misses += not place.is_query
        is_whole = headers.get(b"content-length") == b"%d" % len(body)
        if is_whole and b"no-store" not in headers.get(b"cache-control", b"") and place.key[0] == self.release():
            tag = headers.get(b"etag", b"").decode("latin-1").strip('"')
            self.cache.put(place.key, Entry(tuple(pairs), body, tag))

    def _address(self, scope: Scope) -> bytes:
        """Any other address: a page is in a language, and says what holds on the day, as lists do."""
        accepted = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
        language = reader_language(None, accepted.decode("latin-1"))
        path: bytes = scope.get("raw_path") or scope["path"].encode()
        return b"%b?%b %b %b" % (path, scope["query_string"], language.encode(), self.today().isoformat().encode())

    def _place(self, address: bytes, headers: Headers, path: str) -> Place:
        accept = if_none_match = encodings = b""
        for name, value in headers:
            if name == b"accept":
                accept = accept + b"," + value if accept else value
            elif name == b"accept-encoding":
                encodings = value
            elif name == b"if-none-match":
                if_none_match = value
        packed = bool(encodings) and takes_gzip(encodings.decode("latin-1"))
        return Place((self.release(), address, accept, packed), if_none_match, path, path == self.endpoint)
