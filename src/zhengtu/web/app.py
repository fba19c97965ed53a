"""Puts the service together: routes, errors, assets, and what stands in front of them; each lives in its own module."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from zhengtu import __version__
from zhengtu.config import Settings
from zhengtu.errors import NoRelease
from zhengtu.store.base import Store
from zhengtu.store.pool import PoolCounts, WorkerPool
from zhengtu.store.release import Release
from zhengtu.web import dumps, health, problems, resources, sparql
from zhengtu.web.addresses import path_prefix
from zhengtu.web.answer_cache import AnswerCache, CachedAnswers
from zhengtu.web.api.routes import API
from zhengtu.web.edge import AccessLog, Edge
from zhengtu.web.headers import HeadAsGet, SecurityHeaders, WithoutPrefix
from zhengtu.web.live import LiveSite, following
from zhengtu.web.metrics import Metrics
from zhengtu.web.pages.routes import PAGES
from zhengtu.web.rate_limit import RateLimit
from zhengtu.web.representation import Representation
from zhengtu.web.site import WEB_DIR

DESCRIPTION = "Chinese policy documents as linked data; every fact is tied to the sentence that says it."


def create_app(settings: Settings, release: Release, store: Store) -> FastAPI:
    """Make the service over one release and one store, which it closes at its end."""
    live = LiveSite.fixed(settings, release, store)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        await live.close()

    return _assemble(settings, live, release.base_iri, lifespan)


def create_live_app(settings: Settings, live: LiveSite, release: Release) -> FastAPI:
    """Make the service that opens a release when it starts, and follows the ones published after it."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await live.serve(release)
        try:
            async with following(live, settings.release_dir):
                yield
        finally:
            await live.close()

    return _assemble(settings, live, release.base_iri, lifespan)


class _Leased:
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


def _assemble(settings: Settings, live: LiveSite, base_iri: str, lifespan: object) -> FastAPI:
    prefix = path_prefix(settings.public_url or base_iri)
    app = FastAPI(
        title="Zhengtu 政图",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        servers=[{"url": prefix or "/"}],
        lifespan=lifespan,  # type: ignore[arg-type]
    )
    app.state.live = live
    for part in (*PAGES, *API, sparql, dumps, resources, health):
        app.include_router(part.router)
    app.mount("/static", StaticFiles(directory=WEB_DIR / "static"), name="static")
    problems.install(app)
    _put_in_front(app, settings, live, prefix)
    return app


def _put_in_front(app: FastAPI, settings: Settings, live: LiveSite, prefix: str) -> None:
    """Add the layers from the inside to the outside."""
    cache = AnswerCache(settings.cache_mb * 1024**2)
    metrics = app.state.metrics = Metrics(cache, lambda: _pool_counts(live))
    log = AccessLog(settings.access_log, settings.log_queries)
    app.add_middleware(sparql.QueryEndpoint)
    app.add_middleware(Representation)
    if settings.requests_per_minute:
        app.add_middleware(RateLimit, per_minute=settings.requests_per_minute)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["*"],
        expose_headers=["ETag", "Link", "Retry-After", "X-Request-Id"],
    )
    app.add_middleware(SecurityHeaders)
    app.add_middleware(_Leased, live=live)
    app.add_middleware(Edge, metrics=metrics, log=log)
    app.add_middleware(
        CachedAnswers,
        cache=cache,
        path="/sparql",
        release=lambda: live.site.release.path.name,
        on_hit=lambda scope, status, size: log.write(scope, status, size, 0.0),
    )
    app.add_middleware(HeadAsGet)
    if prefix:
        app.add_middleware(WithoutPrefix, prefix=prefix)


def _pool_counts(live: LiveSite) -> PoolCounts | None:
    try:
        asker = live.backend.asker
    except NoRelease:
        return None
    return asker.counts if isinstance(asker, WorkerPool) else None
