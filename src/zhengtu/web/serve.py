"""Runs the service with uvicorn over the published release. What it serves is put together in web.app."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import uvicorn

from zhengtu.config import Settings
from zhengtu.errors import NoRelease, StoreUnavailable
from zhengtu.store import formats
from zhengtu.store.disk import on_disk
from zhengtu.store.endpoint import Endpoint
from zhengtu.store.limits import Limits
from zhengtu.store.pool import WorkerPool
from zhengtu.store.pooled import PooledStore
from zhengtu.store.release import Release
from zhengtu.store.remote import RemoteStore, count_by_graph
from zhengtu.store.threaded import ThreadedAsker
from zhengtu.web.app import create_live_app
from zhengtu.web.connections import Patience, protocol
from zhengtu.web.live import Backend, LiveSite, whole_release

_log = logging.getLogger("zhengtu.web")
_SHUTDOWN_S = 5
_BACKLOG = 1024


def run(settings: Settings) -> None:
    """Serve the published release, and every one after it, until interrupted. Raises NoRelease when none is whole."""
    release = first_release(settings.release_dir)
    if settings.store_url:
        require_pushed(settings, release)
    live = LiveSite(settings, lambda opened: open_backend(settings, opened))
    config = uvicorn.Config(
        create_live_app(settings, live, release),
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=protocol(patience_of(settings)),
        ws="none",
        log_config=_LOGGING,
        access_log=False,
        server_header=False,
        backlog=_BACKLOG,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_graceful_shutdown=_SHUTDOWN_S,
    )
    uvicorn.Server(config).run()


def first_release(release_dir: Path) -> Release:
    """The published release or, where its files are damaged, the newest whole one. Raises NoRelease when none is."""
    try:
        return whole_release(release_dir)
    except NoRelease as error:
        for earlier in Release.all_in(release_dir):
            if not earlier.damage():
                _log.error("%s Serving %s instead.", error, earlier.path.name)
                return earlier
        raise


async def open_backend(settings: Settings, release: Release) -> Backend:
    """What the settings say that answers for a release. Raises StoreUnavailable."""
    if not settings.store_url:
        return await open_pool(settings, release)
    store = remote_store(settings, release)

    async def close() -> None:
        store.close()

    return Backend(store, ThreadedAsker(store, limits_of(settings)), close)


def remote_store(settings: Settings, release: Release) -> RemoteStore:
    """The endpoint of the settings as a store of the graphs of a release."""
    endpoint = Endpoint(settings.store_url, settings.store_user, settings.store_password)
    return RemoteStore(endpoint, release.graphs, limits=limits_of(settings))


def require_pushed(settings: Settings, release: Release) -> None:
    """Raises QueryError where the endpoint does not hold the release or cuts answers, before the server starts."""
    store = remote_store(settings, release)
    found = sum(count_by_graph(store).values())
    expected = release.manifest["counts"]["triples"]
    if found != expected:
        where = settings.store_url
        raise StoreUnavailable(
            f"{where} holds {found} triples of the graphs of {release.path.name}, which has {expected}. "
            f"Run `zhengtu push {where}`."
        )
    # An endpoint that cuts answers says so for rows and not always for graphs: one look tells.
    store.query(f"SELECT ?s {{ ?s ?p ?o }} LIMIT {settings.max_rows}", formats.CSV.media_type)


async def open_pool(settings: Settings, release: Release) -> Backend:
    """Start workers over a release. Raises StoreUnavailable."""
    limits = limits_of(settings)
    triples = release.manifest.get("counts", {}).get("triples", 0)
    source = release.dump
    if triples > settings.memory_store_max_triples:
        source = await asyncio.to_thread(on_disk, release)
    pool = await WorkerPool.start(source, limits)
    if not pool.is_isolated:
        _log.warning("the kernel does not let workers leave the network; SERVICE is refused by the guard alone")
    return Backend(PooledStore(pool, asyncio.get_running_loop()), pool, pool.close)


def limits_of(settings: Settings) -> Limits:
    """The limits of queries that the settings give."""
    return Limits(
        timeout_s=settings.query_timeout_s,
        max_rows=settings.max_rows,
        max_bytes=settings.max_answer_mb * 1024**2,
        memory_bytes=settings.worker_memory_mb * 1024**2,
        workers=settings.workers,
        long_queries=min(settings.long_queries, settings.workers),
        long_after_s=settings.long_after_s,
        queue_length=settings.queue_length,
        queue_wait_s=settings.queue_wait_s,
        network=bool(settings.services),
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
