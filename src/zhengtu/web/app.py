"""Puts the service together: routes, headers, errors, assets. Each of them lives in its own module."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from zhengtu import __version__
from zhengtu.config import Settings
from zhengtu.store.base import Store
from zhengtu.store.release import Release
from zhengtu.web import dumps, health, pages, problems, resources, sparql
from zhengtu.web.headers import HeadAsGet, SecurityHeaders, WithoutPrefix
from zhengtu.web.site import WEB_DIR, Site

DESCRIPTION = "Chinese policy documents as linked data; every fact is tied to the sentence that says it."


def create_app(settings: Settings, release: Release, store: Store) -> FastAPI:
    """Make the service over one release. Its end closes the store."""
    site = Site.open(settings, release, store)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        store.close()

    app = FastAPI(
        title="Zhengtu 政图",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        servers=[{"url": site.addresses.prefix or "/"}],
        lifespan=lifespan,
    )
    app.state.site = site
    for router in (pages.router, sparql.router, dumps.router, resources.router, health.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=WEB_DIR / "static"), name="static")
    problems.install(app)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["*"],
        expose_headers=["Link", "Retry-After"],
    )
    app.add_middleware(SecurityHeaders)
    app.add_middleware(HeadAsGet)
    if site.addresses.prefix:
        app.add_middleware(WithoutPrefix, prefix=site.addresses.prefix)
    return app
