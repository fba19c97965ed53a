"""Puts the service together: routes, errors, assets, each from its own module. What stands before it is web.front's."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from zhengtu import __version__
from zhengtu.config import Settings
from zhengtu.store.base import Store
from zhengtu.store.release import Release
from zhengtu.web import completions, dumps, health, problems, resources, sparql
from zhengtu.web.addresses import path_prefix
from zhengtu.web.api.routes import api_router
from zhengtu.web.described import DescribedApp
from zhengtu.web.front import Service, put_in_front
from zhengtu.web.live import LiveSite, following
from zhengtu.web.pages.routes import PAGES
from zhengtu.web.site import WEB_DIR

DESCRIPTION = "Chinese policy documents as linked data; every fact is tied to the sentence that says it."
# In the order in which they are asked, and shown at /docs behind those of the interface.
TAGGED = {
    "Pages": PAGES,
    "SPARQL": (sparql, completions),
    "Linked data": (dumps, resources),
    "Operation": (health,),
}


def create_app(settings: Settings, release: Release, store: Store) -> Service:
    """Make the service over one release and one store, which it closes at its end."""
    live = LiveSite.fixed(settings, release, store)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        await live.close()

    return _assemble(settings, live, release.base_iri, lifespan)


def create_live_app(settings: Settings, live: LiveSite, release: Release) -> Service:
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


def _assemble(settings: Settings, live: LiveSite, base_iri: str, lifespan: object) -> Service:
    prefix = path_prefix(settings.public_url or base_iri)
    app = DescribedApp(
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
    app.include_router(api_router())
    for tag, parts in TAGGED.items():
        for part in parts:
            app.include_router(part.router, tags=[tag])
    app.mount("/static", StaticFiles(directory=WEB_DIR / "static"), name="static")
    problems.install(app)
    service = put_in_front(app, settings, live, prefix)
    app.state.metrics = service.metrics
    return service
