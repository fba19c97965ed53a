"""Runs queries in worker processes that can be stopped, from one event loop. What a worker does lives in store.worker.

The engine cannot be interrupted, and a hostile query can kill its process. So a query that misses its deadline costs
its worker, which is replaced by a fork of the loader; one that dies costs the query that it was at. While others wait,
only a few queries may be long ones: the rest of the workers is for what is answered at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhengtu.errors import QueryTimeout, ReachedLimit, StoreBusy, StoreUnavailable
from zhengtu.store.base import Answer, Request
from zhengtu.store.limits import Limits
from zhengtu.store.line import Line
from zhengtu.store.processes import Loader, Postponed, Worker

# How often the pool looks after running and waiting queries: that is how exact its limits are.
_BEAT_S = 0.02
_RESTART_PAUSE_S = 0.5


@dataclass(slots=True)
class PoolCounts:
    """What has happened since the start, by name: answered, stopped, abandoned, crowded_out, refused, died, forked."""

    events: Counter[str] = field(default_factory=Counter)
    running: int = 0
    waiting: int = 0


class WorkerPool:
    """Worker processes over one release. Everything here runs on one event loop; start() makes one."""

    def __init__(self, loader: Loader, limits: Limits) -> None:
        self.limits = limits
        self.counts = PoolCounts()
        self._loader = loader
        self._workers: set[Worker] = set()
        self._idle: list[Worker] = []
        self._own_line, self._line = Line(limits.queue_length), Line(limits.queue_length)
        self._tasks: set[asyncio.Task[None]] = set()
        self._beat: asyncio.TimerHandle | None = None
        self._processors = os.cpu_count() or 1
        self._closed = False

    @classmethod
    async def start(cls, source: Path, limits: Limits, loader: Loader | None = None) -> WorkerPool:
        """Load a dump, or open a store on disk, and fork the workers. Raises StoreUnavailable when that fails.

        loader is one that has been spawned for the source with the same limits.
        """
        pool = cls(loader or Loader(source, limits), limits)
        try:
            await pool._loader.start()
            for _ in range(limits.workers):
                await pool._hire()
        except BaseException:
            await pool.close()
            raise
        return pool

    @property
    def is_isolated(self) -> bool:
        """Whether the kernel keeps the workers off every network."""
        return self._loader.is_isolated

    async def ask(self, request: Request, *, own: bool = False) -> Answer | bool:
        """Answer a request; own marks a query of our pages, which waits in front and is never crowded out.

        Raises what the store raises; QueryTimeout at the deadline; StoreBusy when the queue is full, the wait was too
        long or the query had to make room. Cancelling stops the query.
        """
        until = time.monotonic() + self.limits.queue_wait_s
        while True:
            line = self._own_line if own else self._line
            worker = self._worker_with_room() or await self._wait_in(line, request.client, until)
            self._watch()
            with contextlib.suppress(Postponed):
                return await self._ask(worker, request, own)

    async def _ask(self, worker: Worker, request: Request, own: bool) -> Answer | bool:
        self.counts.running += 1
        try:
            answer = await worker.ask(request, own)
        except TimeoutError:
            self.counts.events["stopped"] += 1
            limit = ReachedLimit("query_timeout_s", request.timeout_s, "s")
            told = f"The query was stopped after {limit.value:g} s. Narrow it, or add a LIMIT."
            raise QueryTimeout(told, limit) from None
        except asyncio.CancelledError:
            self.counts.events["abandoned"] += 1
            raise
        except StoreUnavailable as error:
            self.counts.events["crowded_out" if isinstance(error, StoreBusy) else "died"] += 1
            raise
        finally:
            self.counts.running -= 1
        self.counts.events["answered"] += 1
        return answer

    async def close(self) -> None:
        """End all processes; a second call does nothing."""
        self._closed = True
        if self._beat:
            self._beat.cancel()
        for place in (*self._own_line.places, *self._line.places):
            if not place.worker.done():
                place.worker.set_exception(StoreUnavailable("The store is closed."))
        for worker in list(self._workers):
            worker.kill()
        self._loader.kill()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _worker_with_room(self) -> Worker | None:
        """An idle worker for each processor; from then on the one that comes to another query soonest, or an idle one.

        Short queries so stay with few workers, each of which has its next one there when it has answered.
        """
        if self._closed:
            raise StoreUnavailable("The store is closed.")
        now = time.monotonic()
        if len(self._workers) - len(self._idle) >= self._processors:
            soon = [worker for worker in self._workers if worker.since is not None and worker.has_room(now)]
            if soon:
                return min(soon, key=lambda worker: worker.ahead)
        while self._idle:
            worker = self._idle.pop()
            if worker.is_alive:
                return worker
            self._replace(worker)
        return None

    async def _wait_in(self, line: Line, client: str, until: float) -> Worker:
        self.counts.waiting += 1
        try:
            place = line.enter(client, until)
            self._watch()
            try:
                worker = await place.worker
            except asyncio.CancelledError:
                if not place.worker.cancelled() and place.worker.exception() is None:
                    place.worker.result().promised -= 1  # it came too late
                    self._freed(place.worker.result())
                line.leave(place)
                raise
            worker.promised -= 1
            return worker
        except StoreBusy:
            self.counts.events["refused"] += 1
            raise
        finally:
            self.counts.waiting -= 1

    def _freed(self, worker: Worker) -> None:
        if worker not in self._workers:
            return
        if worker.is_sound and not self._closed:
            self._hand_out(worker)
        else:
            self._replace(worker)

    def _hand_out(self, worker: Worker) -> None:
        now = time.monotonic()
        while worker.has_room(now) and (place := self._own_line.next() or self._line.next()):
            worker.promised += 1
            place.worker.set_result(worker)
        if worker.is_idle and worker not in self._idle:
            self._idle.append(worker)

    def _watch(self) -> None:
        if self._beat is None:
            self._beat = asyncio.get_running_loop().call_later(_BEAT_S, self._look)

    def _look(self) -> None:
        """Hold running and waiting queries to their limits; one timer for all, since most need none."""
        self._beat = None
        if self._closed:
            return
        now = time.monotonic()
        for worker in list(self._workers):
            if not worker.look(now):
                self._replace(worker)
        if self.counts.waiting:
            self._make_room(now)
            self._turn_away(now)
        if self.counts.waiting or any(worker.since is not None for worker in self._workers):
            self._watch()

    def _make_room(self, now: float) -> None:
        """Keep the oldest long queries of strangers, stop the younger ones beyond the number."""
        long = [worker for worker in self._workers if not worker.is_own and worker.is_long(now)]
        long.sort(key=lambda worker: worker.since or now)
        for worker in long[self.limits.long_queries :]:
            worker.crowd_out()
            self._replace(worker)

    def _turn_away(self, now: float) -> None:
        """Tell those who have waited too long."""
        limit = ReachedLimit("queue_wait_s", self.limits.queue_wait_s, "s")
        for line in (self._own_line, self._line):
            line.turn_away(now, "All workers are busy with other queries. Try again in a moment.", limit)

    def _replace(self, worker: Worker) -> None:
        worker.kill()
        self._workers.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        if not self._closed:
            self._in_background(self._hire())

    async def _hire(self) -> None:
        while not self._closed:
            try:
                worker = await self._loader.fork(self._freed)
            except StoreUnavailable:
                if not self._workers and not self.counts.events["forked"]:
                    raise  # at the start: nobody would ever answer
                await asyncio.sleep(_RESTART_PAUSE_S)
                await self._loader.restart()
                continue
            self.counts.events["forked"] += 1
            self._workers.add(worker)
            self._hand_out(worker)
            return

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
