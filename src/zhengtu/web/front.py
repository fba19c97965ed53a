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
from zhengtu.web.direct import Direct
from zhengtu.web.edge import AccessLog, Edge, Journal
from zhengtu.web.finish import Finish
from zhengtu.web.headers import HeadAsGet, OneRange, Preflight, WithoutPrefix
from zhengtu.web.kept_answers import KeptAnswers
from zhengtu.web.live import LiveSite
from zhengtu.web.metrics import Metrics
from zhengtu.web.pages.routes import PARAMETERS
from zhengtu.web.rate_limit import RateLimit

_ENDPOINT = "/sparql"


@dataclass(frozen=True, slots=True)
class Service:
    """The framework and all layers as one ASGI application, and what a server of it needs besides."""

    framework: FastAPI
    app: ASGIApp
    live: LiveSite
    metrics: Metrics
    journal: Journal
    direct: Direct

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


def put_in_front(framework: FastAPI, settings: Settings, live: LiveSite, prefix: str) -> Service:
    """Add the layers from the inside to the outside; prefix is the path that the service is reached under."""
    cache = AnswerCache(settings.cache_mb * 1024**2)
    metrics = Metrics(cache, lambda: _pool_counts(live))
    journal = Journal(metrics, AccessLog(settings.access_log, settings.log_queries))
    kept = KeptAnswers(cache, lambda: live.release_name, today, _ENDPOINT)
    app: ASGIApp = Preflight(OneRange(sparql.QueryEndpoint(framework)))
    app = CanonicalAddress(Finish(app, live, kept), PARAMETERS)
    if settings.requests_per_minute:
        app = RateLimit(app, settings.requests_per_minute)
    app = HeadAsGet(Edge(app, journal))
    if prefix:
        app = WithoutPrefix(app, prefix)
    paths = {_ENDPOINT.encode(), f"{prefix}{_ENDPOINT}".encode()}
    return Service(framework, app, live, metrics, journal, Direct(kept, live, paths, journal))


def _pool_counts(live: LiveSite) -> PoolCounts | None:
    try:
        asker = live.backend.asker
    except NoRelease:
        return None
    return asker.counts if isinstance(asker, WorkerPool) else None
