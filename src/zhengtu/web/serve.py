"""Serves the published release: which one, and what answers for it. The HTTP server itself lives in web.server."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zhengtu.config import Settings
from zhengtu.errors import InputError, NoRelease
from zhengtu.store import formats
from zhengtu.store.backend import Backend
from zhengtu.store.disk import on_disk
from zhengtu.store.endpoint import Endpoint
from zhengtu.store.head_start import HeadStart
from zhengtu.store.limits import Limits
from zhengtu.store.pool import WorkerPool
from zhengtu.store.pooled import PooledStore
from zhengtu.store.release import Release
from zhengtu.store.remote import RemoteStore
from zhengtu.store.threaded import ThreadedAsker

_log = logging.getLogger("zhengtu.web")


def bind(host: str, port: int) -> list[socket.socket]:
    """Take a port on every address of a host, before anything is loaded. Raises InputError saying why not."""
    bound: list[socket.socket] = []
    refused: OSError | None = None
    for family, address in _addresses(host, port):
        try:
            bound.append(_bound(family, address))
        except OSError as error:
            refused = error
            if error.errno != errno.EADDRNOTAVAIL:  # a name may have an address of a protocol that is switched off
                break
    if refused is None or (bound and refused.errno == errno.EADDRNOTAVAIL):
        return bound
    for listener in bound:
        listener.close()
    raise _cannot_serve(host, port, refused) from refused


def _addresses(host: str, port: int) -> set[tuple[socket.AddressFamily, Any]]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror as error:
        raise _cannot_serve(host, port, OSError(errno.EADDRNOTAVAIL, str(error))) from error
    return {(family, address) for family, _type, _protocol, _name, address in found}


def _bound(family: socket.AddressFamily, address: Any) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind(address)
    except OSError:
        listener.close()
        raise
    return listener


def _cannot_serve(host: str, port: int, error: OSError) -> InputError:
    known = {
        errno.EADDRINUSE: "the port is in use; end what listens there, or choose another with --port",
        errno.EACCES: "this user may not listen there; choose a port from 1024 up with --port",
        errno.EADDRNOTAVAIL: "that is no address of this machine; choose another with --host",
    }
    why = known.get(error.errno or 0, f"{error.strerror or error}; choose another with --host and --port")
    return InputError(f"cannot serve on {host} port {port}: {why}")


def run(settings: Settings, sockets: Sequence[socket.socket]) -> None:
    """Serve the published release, and every one after it, until interrupted. Raises NoRelease when none is whole."""
    ahead = head_start(settings)
    try:
        release = first_release(settings.release_dir)
        if settings.store_url:
            require_pushed(settings, release)
        # The libraries of the web are imported while the release is loaded: each takes about a second.
        from zhengtu.web.server import listen

        listen(settings, release, lambda opened: open_backend(settings, opened, ahead), sockets)
    finally:
        if ahead is not None:
            ahead.close()


def head_start(settings: Settings) -> HeadStart | None:
    """Begin to load what will most likely be served; None where nothing is loaded into memory."""
    with contextlib.suppress(NoRelease):
        release = Release.current(settings.release_dir)
        if not settings.store_url and is_held_in_memory(settings, release):
            return HeadStart(release.dump, limits_of(settings))
    return None


def first_release(release_dir: Path) -> Release:
    """The published release or, where its files are damaged, the newest whole one. Raises NoRelease when none is."""
    try:
        return Release.whole(release_dir)
    except NoRelease as error:
        for earlier in Release.all_in(release_dir):
            if not earlier.damage():
                _log.error("%s Serving %s instead.", error, earlier.path.name)
                return earlier
        raise


async def open_backend(settings: Settings, release: Release, ahead: HeadStart | None = None) -> Backend:
    """What the settings say that answers for a release. Raises StoreUnavailable."""
    if not settings.store_url:
        return await open_pool(settings, release, ahead)
    store = remote_store(settings, release)

    async def close() -> None:
        store.close()

    return Backend(store, ThreadedAsker(store, limits_of(settings)), close)


def remote_store(settings: Settings, release: Release) -> RemoteStore:
    """The endpoint of the settings as a store of the graphs of a release, and of nothing less."""
    endpoint = Endpoint(settings.store_url, settings.store_user, settings.store_password)
    triples = release.manifest["counts"]["triples"]
    return RemoteStore(endpoint, release.graphs, limits=limits_of(settings), triples=triples)


def require_pushed(settings: Settings, release: Release) -> None:
    """Raises QueryError where the endpoint does not hold the release or cuts answers, before the server starts."""
    # An endpoint that cuts answers says so for rows and not always for graphs: one look tells.
    query = f"SELECT ?s {{ ?s ?p ?o }} LIMIT {settings.max_rows}"
    remote_store(settings, release).query(query, formats.CSV.media_type)


async def open_pool(settings: Settings, release: Release, ahead: HeadStart | None = None) -> Backend:
    """Start workers over a release, by the loader that is at it already if there is one. Raises StoreUnavailable."""
    limits = limits_of(settings)
    in_memory = is_held_in_memory(settings, release)
    source = release.dump if in_memory else await asyncio.to_thread(on_disk, release)
    pool = await WorkerPool.start(source, limits, ahead.take(source) if ahead else None)
    if not pool.is_isolated:
        _log.warning("the kernel does not let workers leave the network; SERVICE is refused by the guard alone")
    return Backend(PooledStore(pool, asyncio.get_running_loop()), pool, pool.close)


def is_held_in_memory(settings: Settings, release: Release) -> bool:
    """Whether a release is small enough for the memory of every worker; others are read from disk."""
    return int(release.manifest.get("counts", {}).get("triples", 0)) <= settings.memory_store_max_triples


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
