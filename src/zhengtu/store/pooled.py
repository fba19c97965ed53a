"""A pool of workers as a store for code that waits: pages in threads, and the command line."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from pathlib import Path

from zhengtu.errors import StoreUnavailable
from zhengtu.store import guard
from zhengtu.store.base import Answer, Request
from zhengtu.store.limits import Limits
from zhengtu.store.pool import WorkerPool


class PooledStore:
    """Waits for answers of a pool that runs on an event loop in another thread; safe to use from several threads."""

    def __init__(self, pool: WorkerPool, loop: asyncio.AbstractEventLoop, services: Sequence[str] = ()) -> None:
        self.pool = pool
        self._loop = loop
        self._services = services
        self._thread: threading.Thread | None = None

    @classmethod
    def open(cls, dump: Path, limits: Limits | None = None, services: Sequence[str] = ()) -> PooledStore:
        """Start a pool with an event loop of its own; services are the endpoints that a query may call.

        Raises StoreUnavailable when the dump cannot be loaded.
        """
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, name="zhengtu-pool", daemon=True)
        thread.start()
        try:
            pool = asyncio.run_coroutine_threadsafe(WorkerPool.start(dump, limits or Limits()), loop).result()
        except BaseException:
            _end(loop, thread)
            raise
        store = cls(pool, loop, services)
        store._thread = thread
        return store

    def query(
        self,
        text: str,
        accept: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        timeout_s: float | None = None,
    ) -> Answer:
        datasets = (tuple(default_graphs), tuple(named_graphs), guard.inspect(text, self._services).names_dataset)
        answer = self._ask(Request("query", timeout_s or self._timeout_s, text, "", accept, *datasets))
        assert isinstance(answer, Answer)
        return answer

    def describe(self, iri: str, accept: str) -> Answer:
        answer = self._ask(Request("describe", self._timeout_s, iri=iri, accept=accept))
        assert isinstance(answer, Answer)
        return answer

    def contains(self, iri: str) -> bool:
        return self._ask(Request("contains", self._timeout_s, iri=iri)) is True

    def close(self) -> None:
        """End a pool that open() started; one on the loop of a server is ended by the server."""
        if self._thread is not None and self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(self.pool.close(), self._loop).result()
            _end(self._loop, self._thread)

    @property
    def _timeout_s(self) -> float:
        return self.pool.limits.timeout_s

    def _ask(self, request: Request) -> Answer | bool:
        if self._loop.is_closed():
            raise StoreUnavailable("The store is closed.")
        return asyncio.run_coroutine_threadsafe(self.pool.ask(request, own=True), self._loop).result()


def _end(loop: asyncio.AbstractEventLoop, thread: threading.Thread) -> None:
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()
