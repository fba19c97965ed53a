"""A store that waits, asked from an event loop through threads. A query that has begun there runs to its end."""

from __future__ import annotations

import asyncio

from zhengtu.errors import ReachedLimit, StoreBusy
from zhengtu.store.base import Answer, Request, Store
from zhengtu.store.limits import Limits


class ThreadedAsker:
    """For stores without workers of ours: another endpoint, or an engine in this process.

    As many are asked at the same time as there would be workers, and as many may wait, for as long.
    """

    def __init__(self, store: Store, limits: Limits | None = None) -> None:
        self._store = store
        self._limits = limits or Limits()
        self._free = asyncio.Semaphore(self._limits.workers)
        self._waiting = 0

    async def ask(self, request: Request, *, own: bool = False) -> Answer | bool:  # noqa: ARG002 – all are alike here
        await self._take_turn()
        task = asyncio.create_task(asyncio.to_thread(self._ask, request))
        task.add_done_callback(lambda _done: self._free.release())  # not before the thread has ended
        return await asyncio.shield(task)

    async def _take_turn(self) -> None:
        if self._free.locked() and self._waiting >= self._limits.queue_length:
            limit = ReachedLimit("queue_length", self._limits.queue_length, "queries")
            raise StoreBusy("Too many queries wait already; try again in a moment.", limit)
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.queue_wait_s):
                await self._free.acquire()
        except TimeoutError:
            limit = ReachedLimit("queue_wait_s", self._limits.queue_wait_s, "s")
            raise StoreBusy("Too many other queries run; try again in a moment.", limit) from None
        finally:
            self._waiting -= 1

    def _ask(self, request: Request) -> Answer | bool:
        if request.do == "contains":
            return self._store.contains(request.iri)
        if request.do == "describe":
            return self._store.describe(request.iri, request.accept)
        return self._store.query(
            request.text,
            request.accept,
            default_graphs=request.default_graphs,
            named_graphs=request.named_graphs,
            timeout_s=request.timeout_s,
        )
