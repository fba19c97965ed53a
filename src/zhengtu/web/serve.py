"""Runs the service with uvicorn. What it serves is put together in web.app."""

from __future__ import annotations

import uvicorn

from zhengtu.config import Settings
from zhengtu.store.base import Store
from zhengtu.store.release import Release
from zhengtu.web.app import create_app


def run(settings: Settings, release: Release, store: Store) -> None:
    """Serve until interrupted; the store is closed at the end."""
    config = uvicorn.Config(
        create_app(settings, release, store),
        host=settings.host,
        port=settings.port,
        log_level="info",
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run()
