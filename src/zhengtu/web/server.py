"""The HTTP server: uvicorn with our protocol and logging. What it serves is put together in web.app."""

from __future__ import annotations

import gc
import logging.config
import socket
from collections.abc import Sequence

import uvicorn

from zhengtu.config import Settings
from zhengtu.store.backend import Open
from zhengtu.store.release import Release
from zhengtu.web.app import create_live_app
from zhengtu.web.connections import Patience, protocol
from zhengtu.web.front import Service
from zhengtu.web.live import LiveSite

_SHUTDOWN_S = 5
_BACKLOG = 1024


def listen(settings: Settings, release: Release, open_backend: Open, sockets: Sequence[socket.socket]) -> None:
    """Serve a release, and every one after it, on bound sockets until interrupted. Raises what opening it raises."""
    logging.config.dictConfig(_LOGGING)
    server_of(settings, create_live_app(settings, LiveSite(settings, open_backend), release)).run([*sockets])


class Server(uvicorn.Server):
    """uvicorn that leaves what it was started with to itself, and the journal complete.

    It opens the service itself: what goes wrong there reaches the caller as it is, and not the log as a traceback.
    """

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        config.lifespan = "off"
        super().__init__(config)
        self._service = service
        self._opened = service.framework.router.lifespan_context(service.framework)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await self._opened.__aenter__()
        await super().startup(sockets)
        gc.freeze()  # modules and templates stay; no collection need look at them again

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().shutdown(sockets)
            await self._opened.__aexit__(None, None, None)
        finally:
            self._service.journal.close()


def server_of(settings: Settings, service: Service) -> Server:
    """The server of a service, not yet running."""
    # Behind a proxy it is the layer of uvicorn in front of the service that knows whom an answer goes to, and where
    # requests are counted by client every one has to pass the count.
    ready = None if settings.trusted_proxies or settings.requests_per_minute else service.direct
    config = uvicorn.Config(
        service,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=protocol(patience_of(settings), ready),
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=_BACKLOG,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_graceful_shutdown=_SHUTDOWN_S,
    )
    return Server(config, service)


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
