"""The pool's ends of its processes: the loader, and one worker. Who gets which worker is decided in store.pool."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import cast

from zhengtu import errors
from zhengtu.errors import QueryError, ReachedLimit, StoreBusy, StoreUnavailable
from zhengtu.store import wire
from zhengtu.store.base import Answer, Request
from zhengtu.store.limits import Limits

_START_TIMEOUT_S = 120.0
_FORK_TIMEOUT_S = 10.0
# A query that got less than this part of its time on a processor waited for one: others are long, not it.
_WORKED_PART = 0.25
# How much a long query steps back behind short ones; the kernel's scale ends at 19.
_NICE_OF_LONG = 15


class Loader:
    """The process that holds the release and forks workers."""

    def __init__(self, source: Path, limits: Limits) -> None:
        self.source = source
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._turn = asyncio.Lock()
        self.is_isolated = False

    def spawn(self) -> None:
        """Start the process, which begins to load; start() waits until it has."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        values = json.dumps(dataclasses.asdict(self._limits))
        command = [sys.executable, "-P", "-m", "zhengtu.store.loader", str(theirs.fileno()), str(self.source), values]
        with theirs:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for the server, which then ends it
            )
        self._control = ours

    async def start(self) -> None:
        """Have the process, started now or before, load the source. Raises StoreUnavailable."""
        if self._control is None:
            self.spawn()
        assert self._control is not None
        head = (await self._receive_frame(self._control)).head
        if "error" in head:
            raise StoreUnavailable(head["message"])
        self.is_isolated = head["isolated"]

    async def restart(self) -> None:
        """Start again when the process is gone; an error is left for the next fork to tell."""
        async with self._turn:
            if self._process is None or self._process.poll() is not None:
                self.kill()
                with contextlib.suppress(StoreUnavailable):
                    await self.start()

    async def fork(self) -> Worker:
        """Make a worker. Raises StoreUnavailable when the loader is gone or does not answer."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        try:
            with theirs:
                async with self._turn, asyncio.timeout(_FORK_TIMEOUT_S):
                    process = await self._ask_for(theirs)
            handle = os.pidfd_open(process)
            _transport, worker = await asyncio.get_running_loop().create_unix_connection(
                lambda: Worker(process, handle, self._limits), sock=ours
            )
        except (OSError, TimeoutError) as error:
            ours.close()
            raise StoreUnavailable(f"No worker could be started: {error or 'no answer'}.") from error
        except asyncio.CancelledError:
            ours.close()
            raise
        return worker

    def kill(self) -> None:
        """End the process, and with it all its workers."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        if self._control is not None:
            self._control.close()
            self._control = None

    async def _ask_for(self, theirs: socket.socket) -> int:
        if self._control is None:
            raise OSError("the loader is not running")
        loop = asyncio.get_running_loop()
        socket.send_fds(self._control, [b"w"], [theirs.fileno()])
        answer = await loop.sock_recv(self._control, wire.PROCESS_ID_BYTES)
        if len(answer) < wire.PROCESS_ID_BYTES:
            raise OSError("the loader ended")
        return int.from_bytes(answer, "big")

    async def _receive_frame(self, control: socket.socket) -> wire.Frame:
        loop, reader = asyncio.get_running_loop(), wire.FrameReader()
        try:
            async with asyncio.timeout(_START_TIMEOUT_S):
                while data := await loop.sock_recv(control, 1 << 16):
                    for frame in reader.feed(data):
                        return frame
        except (OSError, TimeoutError) as error:
            raise StoreUnavailable(f"{self.source} was not loaded: {error or 'it took too long'}.") from error
        raise StoreUnavailable(f"The process that loads {self.source} ended before it was ready.")


class Worker(asyncio.Protocol):
    """One worker process: at most one query at a time."""

    def __init__(self, process: int, handle: int, limits: Limits) -> None:
        self.process = process
        self.since: float | None = None
        self.is_own = False
        self._worked_before_s: float | None = None
        self._deadline = 0.0
        self._handle: int | None = handle
        self._death_watch = select.poll()
        self._death_watch.register(handle, select.POLLIN)
        self._limits = limits
        self._reader = wire.FrameReader()
        self._answer: asyncio.Future[wire.Frame] | None = None
        self._transport: asyncio.Transport | None = None
        self._is_spent = False
        self._lost = False

    @property
    def is_alive(self) -> bool:
        """Whether the process runs; the kernel is asked too, since the loop may not have heard of a death yet."""
        return self._handle is not None and not self._lost and not self._death_watch.poll(0)

    @property
    def is_clean(self) -> bool:
        """Whether it may take another query: one that was long has lost its rank, one that has grown much memory."""
        return not self._lost and self.since is None and not self._is_spent

    def is_long(self, now: float) -> bool:
        """Whether it is at a query that has taken long, by the clock and by its own work."""
        long_s = self._limits.long_after_s
        if self.since is None or now - self.since < long_s:
            return False
        if self._limits.network:  # a query that calls other endpoints keeps a worker without working
            return True
        return self._worked_before_s is not None and self._worked_s() - self._worked_before_s >= long_s * _WORKED_PART

    async def ask(self, request: Request, own: bool) -> Answer | bool:
        """Send a request and wait for its answer. Raises TimeoutError, or what the store or the pool raised.

        Whoever asks has look() called now and then, which holds the query to its deadline.
        """
        if self._transport is None or self._lost:
            raise _death()
        loop = asyncio.get_running_loop()
        self._answer = loop.create_future()
        self.since, self.is_own = time.monotonic(), own
        self._worked_before_s = None
        self._deadline = self.since + request.timeout_s
        try:
            self._transport.write(wire.Frame(request.to_plain()).to_bytes())
            frame = await self._answer
        finally:
            self._answer = None
        self.since = None
        if frame.head is None:
            return Answer(frame.body, request.accept)
        self._is_spent |= "swollen" in frame.head
        return _read(frame, request.accept)

    def look(self, now: float) -> None:
        """Fail a query at its deadline, have one that is long step back."""
        if self.since is None:
            return
        if now >= self._deadline:
            self._fail(TimeoutError())
        elif self._worked_before_s is None:
            self._worked_before_s = self._worked_s()
        elif not self.is_own and not self._is_spent and self.is_long(now):
            self._step_back()

    def crowd_out(self) -> None:
        """Stop the query for the sake of those who wait."""
        told = "The query had to make room: too many long ones ran. Narrow it, or try again later."
        self._fail(StoreBusy(told, ReachedLimit("long_queries", self._limits.long_queries, "queries")))
        self.kill()

    def kill(self) -> None:
        """End the process."""
        if self._handle is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            os.close(self._handle)
            self._handle = None
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # that of uvloop is none by name

    def data_received(self, data: bytes) -> None:
        for frame in self._reader.feed(data):
            if self._answer is not None and not self._answer.done():
                self._answer.set_result(frame)

    def connection_lost(self, _error: Exception | None) -> None:
        self._lost = True  # a process closes its sockets before the kernel calls it dead
        self._fail(_death())

    def _step_back(self) -> None:
        """Let the short queries work first."""
        self._is_spent = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.process, _NICE_OF_LONG)

    def _worked_s(self) -> float:
        """Seconds of a processor that the process has taken so far."""
        try:
            # The clock of another process, as clock_getcpuclockid(3) names it on Linux.
            return time.clock_gettime((~self.process << 3) | 2)
        except OSError:  # it has died
            return 0.0

    def _fail(self, error: Exception) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)


def _read(frame: wire.Frame, media_type: str) -> Answer | bool:
    head = frame.head
    if "error" in head:
        known = getattr(errors, head["error"], QueryError)
        raise known(head["message"], ReachedLimit(*head["limit"]) if head.get("limit") else None)
    return head["found"] if "found" in head else Answer(frame.body, media_type)


def _death() -> StoreUnavailable:
    return StoreUnavailable(
        "The process that answered this query died, perhaps for want of memory; others are not affected. "
        "Simplify the query."
    )
