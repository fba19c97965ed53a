"""What is kept of every request: an id, a line in the log, a count for those who watch the service. Plain ASGI."""

from __future__ import annotations

import itertools
import json
import logging
import secrets
import time
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zhengtu.web.metrics import Metrics

_log = logging.getLogger("zhengtu.access")
_MAX_ID = 64
# What logs say of a client that left before it was answered; no client ever sees it.
_CLIENT_LEFT = 499
_ID_CHARACTERS = set("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.")


@dataclass(frozen=True, slots=True)
class AccessLog:
    """Writes one line of JSON a request; what was asked stands in it only when the operator wants that."""

    enabled: bool
    with_queries: bool

    def write(self, scope: Scope, status: int, size: int, seconds: float, request_id: str = "") -> None:
        """Log a request that has been answered."""
        if not self.enabled:
            return
        client = scope.get("client")
        line: dict[str, Any] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "id": request_id,
            "client": client[0] if client else "",
            "method": scope["method"],
            "path": scope["path"],
            "status": status,
            "bytes": size,
            "ms": round(seconds * 1000, 1),
        }
        if self.with_queries:
            line["query"] = scope["query_string"].decode("latin-1")
        _log.info(json.dumps(line, ensure_ascii=False))


class Edge:
    """Gives every request an id and takes its time."""

    def __init__(self, app: ASGIApp, metrics: Metrics, log: AccessLog) -> None:
        self._app = app
        self._metrics = metrics
        self._log = log
        self._start = secrets.token_hex(4)
        self._numbers = itertools.count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _given_id(scope) or f"{self._start}-{next(self._numbers):x}"
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
            status = status or _CLIENT_LEFT
        finally:
            seconds = time.perf_counter() - start
            self._metrics.observe(scope, status, seconds)
            self._log.write(scope, status, size, seconds, request_id)


def _given_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            text = str(value.decode("latin-1"))
            return text if 0 < len(text) <= _MAX_ID and set(text) <= _ID_CHARACTERS else ""
    return ""
