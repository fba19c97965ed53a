"""What happens to every answer on its way out, in one step for all: found in the cache or tied to a release, completed,
kept. Plain ASGI; what each part of it means lives in headers, representation and kept_answers.
"""

from __future__ import annotations

from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zhengtu.web.headers import secured, with_methods
from zhengtu.web.kept_answers import KeptAnswers, Place
from zhengtu.web.live import LiveSite
from zhengtu.web.representation import complete


class Finish:
    """Gives kept answers, and finishes those that are made. One that comes in pieces (a file) gets its headers only."""

    def __init__(self, app: ASGIApp, live: LiveSite, kept: KeptAnswers) -> None:
        self._app = app
        self._live = live
        self._kept = kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        place = self._kept.place(scope) if scope["method"] == "GET" else None
        if place is not None and (found := self._kept.find(place)) is not None:
            await send({"type": "http.response.start", "status": found.status, "headers": found.headers})
            await send({"type": "http.response.body", "body": found.body})
            return
        self._kept.cache.misses += place is not None and place.is_query
        with self._live.lease() as site:
            scope["zhengtu.site"] = site
            await self._app(scope, receive, self._finishing(scope, place, send))

    def _finishing(self, scope: Scope, place: Place | None, send: Send) -> Send:
        start: Message | None = None

        async def finish(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = with_methods(message, scope["method"])
                return
            if start is not None:
                first, start = start, None
                if message.get("more_body"):
                    first["headers"] = secured(first["headers"])
                else:
                    body = await finished(scope, first, message.get("body", b""), place, self._kept)
                    message = {**message, "body": body}
                await send(first)
            await send(message)

        return finish


async def finished(scope: Scope, start: Message, body: bytes, place: Place | None, kept: KeptAnswers) -> bytes:
    """Finish the headers of a whole answer, and keep it where it has a place; give the body as it is sent."""
    body = await complete(scope, start, body)
    start["headers"] = secured(start["headers"])
    if place is not None and start["status"] == HTTPStatus.OK:
        kept.keep(place, start["headers"], body)
    return body
