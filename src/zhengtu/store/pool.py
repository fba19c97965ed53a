"""Runs queries in worker processes that can be stopped. What a worker does with a query lives in store.worker.

The engine cannot be interrupted, and a hostile query can kill its process. So a worker that misses its deadline is
killed and replaced, and one that dies costs the query that it was at.
"""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Pipe
from pathlib import Path
from typing import Any

from zhengtu.errors import QueryError, QueryTimeout, StoreUnavailable
from zhengtu.store import guard
from zhengtu.store.base import Answer

START_TIMEOUT_S = 60.0


class PooledStore:
    """Answers from a dump through a fixed number of worker processes; safe to use from several threads."""

    def __init__(self, dump: Path, *, workers: int = 2, timeout_s: float = 30.0) -> None:
        """Start the workers and wait until one has loaded the dump. Raises StoreUnavailable when it cannot."""
        self._dump = dump
        self._timeout_s = timeout_s
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._lock = threading.Lock()
        self._workers: set[_Worker] = set()
        self._closed = False
        for _ in range(workers):
            self._start_worker()
        try:
            with self._worker(time.monotonic() + START_TIMEOUT_S) as worker:
                worker.wait_until_loaded(time.monotonic() + START_TIMEOUT_S)
        except QueryError:
            self.close()
            raise

    def query(
        self,
        text: str,
        accept: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        timeout_s: float | None = None,
    ) -> Answer:
        guard.inspect(text)
        datasets = {"default_graphs": tuple(default_graphs), "named_graphs": tuple(named_graphs)}
        answer: Answer = self._call(timeout_s or self._timeout_s, "query", text, accept, **datasets)
        return answer

    def describe(self, iri: str, accept: str) -> Answer:
        answer: Answer = self._call(self._timeout_s, "describe", iri, accept)
        return answer

    def contains(self, iri: str) -> bool:
        return bool(self._call(self._timeout_s, "contains", iri))

    def close(self) -> None:
        with self._lock:
            self._closed = True
            workers, self._workers = self._workers, set()
        for worker in workers:
            worker.stop()

    def _call(self, timeout_s: float, method: str, *positional: Any, **named: Any) -> Any:
        deadline = time.monotonic() + timeout_s
        with self._worker(deadline) as worker:
            worker.wait_until_loaded(deadline)
            worker.send((method, positional, named))
            answer = worker.receive(deadline)
            if answer is None:
                raise QueryTimeout(f"The query was stopped after {timeout_s:g} s. Narrow it, or add a LIMIT.")
        if isinstance(answer, QueryError):
            raise answer
        return answer

    @contextlib.contextmanager
    def _worker(self, deadline: float) -> Iterator[_Worker]:
        """Lend a living worker; one that is dead, or comes back without having answered, is replaced."""
        if self._closed:
            raise StoreUnavailable("The store is closed.")
        try:
            worker = self._idle.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise StoreUnavailable("All workers are busy with other queries. Try again in a moment.") from None
        if not worker.is_alive():
            worker = self._replace(worker)
        try:
            yield worker
        finally:
            self._idle.put(self._replace(worker) if worker.is_busy else worker)

    def _start_worker(self) -> None:
        worker = _Worker(self._dump)
        self._workers.add(worker)
        self._idle.put(worker)

    def _replace(self, worker: _Worker) -> _Worker:
        worker.stop()
        with self._lock:
            self._workers.discard(worker)
            if self._closed:
                return worker
            fresh = _Worker(self._dump)
            self._workers.add(fresh)
            return fresh


class _Worker:
    """The parent's end of one worker process."""

    def __init__(self, dump: Path) -> None:
        self._connection, theirs = Pipe()
        with theirs:
            command = [sys.executable, "-P", "-m", "zhengtu.store.worker", str(theirs.fileno()), str(dump)]
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for the server, which then closes the store
            )
        self._loaded = False
        self.is_busy = False

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def wait_until_loaded(self, deadline: float) -> None:
        if self._loaded:
            return
        answer = self.receive(deadline)
        if answer is None:
            raise StoreUnavailable("The store is still loading. Try again in a moment.")
        if isinstance(answer, QueryError):
            raise answer
        self._loaded = True

    def send(self, request: Any) -> None:
        self.is_busy = True
        try:
            self._connection.send(request)
        except OSError as error:
            raise self._death() from error

    def receive(self, deadline: float) -> Any:
        """Wait for an answer; None when the deadline passed. Raises StoreUnavailable when the process died."""
        try:
            if not self._connection.poll(max(0.0, deadline - time.monotonic())):
                return None
            answer = self._connection.recv()
        except (EOFError, OSError) as error:
            raise self._death() from error
        self.is_busy = False
        return answer

    def stop(self) -> None:
        """Kill the process and wait for its end."""
        self._process.kill()
        self._process.wait()
        self._connection.close()

    def _death(self) -> StoreUnavailable:
        return StoreUnavailable(
            "The process that answered this query died; others are not affected. Simplify the query."
        )
