"""What every request passes before the framework: the layers in their order. Each lives in its own module."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from zhengtu.config import Settings
from zhengtu.errors import NoRelease
from zhengtu.store.pool import PoolCounts, WorkerPool
from zhengtu.web import sparql
from zhengtu.web.answer_cache import AnswerCache
from zhengtu.web.answers.validity import today
from zhengtu.web.canonical import CanonicalAddress
from zhengtu.web.edge import AccessLog, Edge, Journal
from zhengtu.web.headers import HeadAsGet, Methods, OneRange, Preflight, SecurityHeaders, WithoutPrefix
from zhengtu.web.kept_answers import AtOnce, CachedAnswers, KeptAnswers
from zhengtu.web.live import LiveSite
from zhengtu.web.metrics import Metrics
from zhengtu.web.pages.routes import PARAMETERS
from zhengtu.web.rate_limit import RateLimit
from zhengtu.web.representation import Representation

_ENDPOINT = "/sparql"


@dataclass(frozen=True, slots=True)
class Service:
    """The framework and all layers as one ASGI application, and what a server of it needs besides."""

    framework: FastAPI
    app: ASGIApp
    live: LiveSite
    metrics: Metrics
    journal: Journal
    at_once: AtOnce

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


def put_in_front(framework: FastAPI, settings: Settings, live: LiveSite, prefix: str) -> Service:
    """Add the layers from the inside to the outside; prefix is the path that the service is reached under."""
    cache = AnswerCache(settings.cache_mb * 1024**2)
    metrics = Metrics(cache, lambda: _pool_counts(live))
    journal = Journal(metrics, AccessLog(settings.access_log, settings.log_queries))
    kept = KeptAnswers(cache, lambda: live.site.release.path.name, today)
    app: ASGIApp = Methods(Representation(OneRange(sparql.QueryEndpoint(framework))))
    app = CachedAnswers(Leased(SecurityHeaders(Preflight(app)), live), kept, _ENDPOINT)
    app = CanonicalAddress(app, PARAMETERS)
    if settings.requests_per_minute:
        app = SecurityHeaders(RateLimit(app, settings.requests_per_minute))
    app = HeadAsGet(Edge(app, journal))
    if prefix:
        app = WithoutPrefix(app, prefix)
    paths = {_ENDPOINT.encode(), f"{prefix}{_ENDPOINT}".encode()}
    return Service(framework, app, live, metrics, journal, AtOnce(kept, _ENDPOINT, paths, journal))


class Leased:
    """Ties every request to the release that is served when it arrives."""

    def __init__(self, app: ASGIApp, live: LiveSite) -> None:
        self._app = app
        self._live = live

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with self._live.lease() as site:
            scope["zhengtu.site"] = site
            await self._app(scope, receive, send)


def _pool_counts(live: LiveSite) -> PoolCounts | None:
    try:
        asker = live.backend.asker
    except NoRelease:
        return None
    return asker.counts if isinstance(asker, WorkerPool) else None
