"""How many requests a minute one client may make, where the operator sets a number. Plain ASGI."""

from __future__ import annotations

import time
from collections import OrderedDict

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from zhengtu.errors import ReachedLimit
from zhengtu.web.headers import secured
from zhengtu.web.problems import problem

_MAX_CLIENTS = 10_000
_NEVER_LIMITED = ("/health/", "/metrics", "/static/")


class RateLimit:
    """A bucket of tokens for each client address: it holds a minute's worth and fills evenly."""

    def __init__(self, app: ASGIApp, per_minute: int) -> None:
        self._app = app
        self._per_minute = per_minute
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(_NEVER_LIMITED):
            await self._app(scope, receive, send)
            return
        wait_s = self._take(scope["client"][0] if scope.get("client") else "")
        if wait_s == 0:
            await self._app(scope, receive, send)
            return
        detail = f"More than {self._per_minute} requests a minute from one address. Wait {wait_s} s."
        limit = ReachedLimit("requests_per_minute", self._per_minute, "requests")
        response = problem(Request(scope), 429, "too-many-requests", detail, {"Retry-After": str(wait_s)}, limit)
        response.raw_headers = secured(response.raw_headers)
        await response(scope, receive, send)

    def _take(self, client: str) -> int:
        """Take a token; the seconds until there is one, 0 when there was."""
        now = time.monotonic()
        tokens, since = self._buckets.pop(client, (float(self._per_minute), now))
        tokens = min(float(self._per_minute), tokens + (now - since) * self._per_minute / 60)
        taken = tokens >= 1
        self._buckets[client] = (tokens - 1 if taken else tokens, now)
        if len(self._buckets) > _MAX_CLIENTS:
            self._buckets.popitem(last=False)
        return 0 if taken else int((1 - tokens) * 60 / self._per_minute) + 1
