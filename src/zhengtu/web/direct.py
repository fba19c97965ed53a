"""Queries that a connection answers itself: those that come by GET from programs, which name one format of results.

What is kept is given at once, the rest as soon as the store has it. Neither passes the framework or the layers in front
of it, which answer everything else, and the same; what a connection must be for that lives in web.connections.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import TypeAlias

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message, Scope

from zhengtu.errors import QueryError
from zhengtu.store import formats
from zhengtu.web import sparql
from zhengtu.web.answer_cache import head_of
from zhengtu.web.edge import CLIENT_LEFT, Answered, Client, Journal
from zhengtu.web.finish import finished
from zhengtu.web.kept_answers import KeptAnswers, Place
from zhengtu.web.live import LiveSite
from zhengtu.web.problems import respond_to

# The head of an answer, without the empty line at its end, and the body.
Reply: TypeAlias = tuple[bytes, bytes]
# What an error is told in, too, is then no page.
_PLAIN = frozenset((b"", b"*/*", *(known.media_type.encode("ascii") for known in formats.RESULTS)))


class Direct:
    """Answers a GET as soon as its header is read."""

    def __init__(self, kept: KeptAnswers, live: LiveSite, paths: Iterable[bytes], journal: Journal) -> None:
        self._kept = kept
        self._live = live
        self._paths = frozenset(paths)
        self._journal = journal

    def __call__(
        self, url: bytes, headers: list[tuple[bytes, bytes]], client: Client
    ) -> Reply | Callable[[], Awaitable[Reply]] | None:
        """The answer, or what waits for it; None where it is for others to give."""
        path, _, query = url.partition(b"?")
        if path not in self._paths:
            return None
        place = self._kept.place_of_query(query, headers)
        scope: Scope = {
            "type": "http",
            "method": "GET",
            "path": place.path,
            "query_string": query,
            "headers": headers,
            "client": client,
        }
        if (found := self._kept.find(place)) is not None:
            return self._reply(scope, found.status, found.head, found.body)
        accept = place.key[2]
        if accept not in _PLAIN:
            return None
        try:
            asked = sparql.SparqlRequest.of(sparql.decode(query))
            if not asked.query or asked.format:
                return None
            posed = sparql.pose(asked, accept.decode("ascii"), self._live.site, client)
        except (QueryError, HTTPException):
            return None
        return partial(self._ask, scope, place, posed)

    async def _ask(self, scope: Scope, place: Place, posed: sparql.Posed) -> Reply:
        self._kept.cache.misses += 1
        start = time.perf_counter()
        try:
            with self._live.lease() as site:
                response = sparql.send(await site.asker.ask(posed.question), posed.inspection)
        except asyncio.CancelledError:
            self._enter(scope, CLIENT_LEFT, 0, time.perf_counter() - start)
            raise
        except Exception as error:
            response = await respond_to(Request(scope), error)
        made: Message = {"status": response.status_code, "headers": response.raw_headers}
        body = await finished(scope, made, bytes(response.body), place, self._kept)
        head = head_of(made["status"], made["headers"])
        return self._reply(scope, made["status"], head, body, time.perf_counter() - start)

    def _reply(self, scope: Scope, status: int, head: bytes, body: bytes, seconds: float = 0.0) -> Reply:
        request_id = self._enter(scope, status, len(body), seconds)
        return b"%bx-request-id: %b\r\n" % (head, request_id.encode("ascii")), body

    def _enter(self, scope: Scope, status: int, size: int, seconds: float) -> str:
        request_id = self._journal.identify(scope["headers"])
        asked = (request_id, scope["client"], "GET", scope["path"], scope["query_string"])
        self._journal.enter(Answered(*asked, status, size, seconds))
        return request_id
