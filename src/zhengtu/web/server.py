"""The HTTP server: uvicorn with our protocol and logging. What it serves is put together in web.app."""

from __future__ import annotations

import logging.config

import uvicorn
from starlette.types import ASGIApp

from zhengtu.config import Settings
from zhengtu.store.backend import Open
from zhengtu.store.release import Release
from zhengtu.web.app import create_live_app
from zhengtu.web.connections import Patience, protocol
from zhengtu.web.live import LiveSite

_SHUTDOWN_S = 5
_BACKLOG = 1024


def listen(settings: Settings, release: Release, open_backend: Open) -> None:
    """Serve a release, and every one after it, until interrupted."""
    logging.config.dictConfig(_LOGGING)
    app = create_live_app(settings, LiveSite(settings, open_backend), release)
    uvicorn.Server(config_of(settings, app)).run()


def config_of(settings: Settings, app: ASGIApp) -> uvicorn.Config:
    """How uvicorn is to serve the application."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=protocol(patience_of(settings)),
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=_BACKLOG,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_graceful_shutdown=_SHUTDOWN_S,
    )


def patience_of(settings: Settings) -> Patience:
    """The deadlines of connections that the settings give."""
    return Patience(settings.header_timeout_s, settings.body_timeout_s, settings.write_timeout_s)


_LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(levelname)s %(name)s: %(message)s"},
        "plain": {"format": "%(message)s"},
    },
    "handlers": {
        "line": {"class": "logging.StreamHandler", "formatter": "line"},
        "plain": {"class": "logging.StreamHandler", "formatter": "plain", "stream": "ext://sys.stdout"},
    },
    "loggers": {
        "uvicorn": {"handlers": ["line"], "level": "INFO", "propagate": False},
        "zhengtu.web": {"handlers": ["line"], "level": "INFO", "propagate": False},
        "zhengtu.access": {"handlers": ["plain"], "level": "INFO", "propagate": False},
    },
}
