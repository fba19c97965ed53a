"""What is kept of every request: an id, a line in the log, a count for those who watch the service. Plain ASGI."""

from __future__ import annotations

import asyncio
import itertools
import logging
import secrets
import time
from collections.abc import Iterable
from json.encoder import encode_basestring as quoted
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zhengtu.web.metrics import Metrics

_log = logging.getLogger("zhengtu.access")
_MAX_ID = 64
# What logs say of a client that left before it was answered; no client ever sees it.
CLIENT_LEFT = 499
_ID_CHARACTERS = frozenset(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.")
# Lines are written together: one call of the system for each would cost more than a kept answer.
_GATHER_S = 0.2
_MAX_GATHERED = 1000

Client = tuple[str, int] | None


class Answered(NamedTuple):
    """A request and how it was answered; path is decoded, query is as it came."""

    id: str
    client: Client
    method: str
    path: str
    query: bytes
    status: int
    size: int
    seconds: float


class AccessLog:
    """Writes one line of JSON a request; what was asked stands in it only when the operator wants that."""

    def __init__(self, enabled: bool, with_queries: bool) -> None:
        self._enabled = enabled
        self._with_queries = with_queries
        self._lines: list[str] = []
        self._second = 0
        self._time = ""

    def write(self, answered: Answered) -> None:
        """Log a request that has been answered."""
        if not self._enabled:
            return
        if not self._lines:
            asyncio.get_running_loop().call_later(_GATHER_S, self.flush)
        self._lines.append(self._line(answered))
        if len(self._lines) >= _MAX_GATHERED:
            self.flush()

    def _line(self, answered: Answered) -> str:
        now = int(time.time())
        if now != self._second:
            self._second, self._time = now, time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
        id_, client, method, path, query, status, size, seconds = answered
        asked = f', "query": {quoted(query.decode("latin-1"))}' if self._with_queries else ""
        return (
            f'{{"time": "{self._time}", "id": "{id_}", "client": {quoted(client[0] if client else "")}, '
            f'"method": {quoted(method)}, "path": {quoted(path)}, "status": {status}, "bytes": {size}, '
            f'"ms": {seconds * 1000:.1f}{asked}}}'
        )

    def flush(self) -> None:
        """Write the lines that were gathered."""
        if self._lines:
            _log.info("\n".join(self._lines))
            self._lines.clear()


class Journal:
    """Gives requests their ids, and takes down how they were answered."""

    def __init__(self, metrics: Metrics, log: AccessLog) -> None:
        self._metrics = metrics
        self._log = log
        self._start = secrets.token_hex(4)
        self._numbers = itertools.count(1)

    def identify(self, headers: Iterable[tuple[bytes, bytes]]) -> str:
        """The id that the client gave its request, if it can be one, else a new one."""
        for name, value in headers:
            if name == b"x-request-id":
                if 0 < len(value) <= _MAX_ID and _ID_CHARACTERS.issuperset(value):
                    return value.decode("ascii")
                break
        return f"{self._start}-{next(self._numbers):x}"

    def enter(self, answered: Answered) -> None:
        """Count and log a request that has been answered."""
        self._metrics.observe(answered.path, answered.status, answered.seconds)
        self._log.write(answered)

    def close(self) -> None:
        """Write what the log still holds."""
        self._log.flush()


class Edge:
    """Gives every request an id, takes its time, and has the journal keep both."""

    def __init__(self, app: ASGIApp, journal: Journal) -> None:
        self._app = app
        self._journal = journal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = self._journal.identify(scope["headers"])
        status, size, start = 0, 0, time.perf_counter()

        async def observe(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode("ascii"))]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, observe)
            status = status or CLIENT_LEFT
        finally:
            seconds = time.perf_counter() - start
            asked = (scope.get("client"), scope["method"], scope["path"], scope["query_string"])
            self._journal.enter(Answered(request_id, *asked, status, size, seconds))
