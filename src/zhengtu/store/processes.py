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
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
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
# A query that takes longer is none that another should wait for, and so many do wait for one that does not.
_SHORT_S = 0.02
_MOST_AHEAD = 8
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

    async def fork(self, freed: Callable[[Worker], None]) -> Worker:
        """Make a worker, which calls freed. Raises StoreUnavailable when the loader is gone or does not answer."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        try:
            with theirs:
                async with self._turn, asyncio.timeout(_FORK_TIMEOUT_S):
                    process = await self._ask_for(theirs)
            handle = os.pidfd_open(process)
            _transport, worker = await asyncio.get_running_loop().create_unix_connection(
                lambda: Worker(process, handle, self._limits, freed), sock=ours
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


class Postponed(Exception):
    """The query has not begun; another worker is to take it."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query that a worker was sent."""

    request: Request
    own: bool
    answer: asyncio.Future[wire.Frame]


class Worker(asyncio.Protocol):
    """One worker process, which answers one query after the other.

    Some may be sent while it is still at the one before, so that neither side waits for the other between short ones;
    they are postponed where that one turns out not to be short. promised is how many more are on their way to it.
    freed() is called whenever it has answered, and when it is lost.
    """

    def __init__(self, process: int, handle: int, limits: Limits, freed: Callable[[Worker], None]) -> None:
        self.process = process
        self.since: float | None = None
        self.promised = 0
        self._freed = freed
        self._worked_before_s: float | None = None
        self._handle: int | None = handle
        self._death_watch = select.poll()
        self._death_watch.register(handle, select.POLLIN)
        self._limits = limits
        self._reader = wire.FrameReader()
        self._asked: deque[_Asked] = deque()
        self._transport: asyncio.Transport | None = None
        self._is_spent = False
        self._lost = False

    @property
    def is_alive(self) -> bool:
        """Whether the process runs; the kernel is asked too, since the loop may not have heard of a death yet."""
        return self._handle is not None and not self._lost and not self._death_watch.poll(0)

    @property
    def is_sound(self) -> bool:
        """Whether it may take another query: one that was long has lost its rank, one that has grown much memory."""
        return not self._lost and not self._is_spent

    @property
    def is_idle(self) -> bool:
        """Whether it has nothing to do, now or soon."""
        return self.since is None and not self.promised

    @property
    def is_own(self) -> bool:
        """Whether it is at a query of our pages."""
        return bool(self._asked) and self._asked[0].own

    @property
    def ahead(self) -> int:
        """How many queries it has before it would come to another one."""
        return len(self._asked) + self.promised

    def has_room(self, now: float) -> bool:
        """Whether it would soon come to another query."""
        is_brisk = self.since is None or now - self.since < _SHORT_S
        return is_brisk and self.is_sound and self.ahead < _MOST_AHEAD

    def is_long(self, now: float) -> bool:
        """Whether it is at a query that has taken long, by the clock and by its own work."""
        long_s = self._limits.long_after_s
        return self.since is not None and now - self.since >= long_s and self._has_worked(long_s * _WORKED_PART)

    async def ask(self, request: Request, own: bool) -> Answer | bool:
        """Send a request and wait for its answer. Raises TimeoutError, Postponed, or what the store or the pool raised.

        Whoever asks has look() called now and then, which holds the query to its deadline.
        """
        if self._transport is None or self._lost:
            raise Postponed
        asked = _Asked(request, own, asyncio.get_running_loop().create_future())
        self._asked.append(asked)
        if self.since is None:
            self._begin()
        self._transport.write(wire.Frame(request.to_plain()).to_bytes())
        frame = await asked.answer
        return Answer(frame.body, request.accept) if frame.head is None else _read(frame, request.accept)

    def look(self, now: float) -> bool:
        """Fail a query at its deadline, have one that is long step back; False where the process has to be replaced."""
        if self.since is None:
            return True
        query = self._asked[0]
        if query.answer.done():  # nobody waits for it any more
            return now - self.since < _SHORT_S
        if now - self.since >= query.request.timeout_s:
            self._drop(TimeoutError())
            return False
        if self._worked_before_s is None:
            self._worked_before_s = self._worked_s()
        else:
            if len(self._asked) > 1 and self._has_worked(_SHORT_S * _WORKED_PART):
                self._postpone()
            if not query.own and not self._is_spent and self.is_long(now):
                self._step_back()
        return True

    def crowd_out(self) -> None:
        """Stop the query for the sake of those who wait."""
        told = "The query had to make room: too many long ones ran. Narrow it, or try again later."
        self._drop(StoreBusy(told, ReachedLimit("long_queries", self._limits.long_queries, "queries")))

    def kill(self) -> None:
        """End the process; queries that it has, which have not failed before, are given up."""
        if self._handle is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            os.close(self._handle)
            self._handle = None
        if self._transport is not None:
            self._transport.abort()
        self._lost = True
        self._drop(Postponed())

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # that of uvloop is none by name

    def data_received(self, data: bytes) -> None:
        for frame in self._reader.feed(data):
            if self._asked:
                answer = self._asked.popleft().answer
                self._is_spent |= frame.head is not None and "swollen" in frame.head
                self._begin()
                if not answer.done():
                    answer.set_result(frame)
                self._freed(self)

    def connection_lost(self, _error: Exception | None) -> None:
        self._lost = True  # a process closes its sockets before the kernel calls it dead
        self._drop(_death())
        self._freed(self)

    def _begin(self) -> None:
        """Take down when the first of the queries began."""
        self.since = time.monotonic() if self._asked else None
        self._worked_before_s = None

    def _postpone(self) -> None:
        """Give up the queries behind the first. They stay in their places, since the worker has them."""
        for asked in list(self._asked)[1:]:
            if not asked.answer.done():
                asked.answer.set_exception(Postponed())

    def _drop(self, error: Exception) -> None:
        """Fail the query that the worker is at, and give up those behind."""
        self._postpone()
        if self._asked and not self._asked[0].answer.done():
            self._asked[0].answer.set_exception(error)
        self._asked.clear()
        self.since = None

    def _step_back(self) -> None:
        """Let the short queries work first."""
        self._is_spent = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.process, _NICE_OF_LONG)

    def _has_worked(self, seconds: float) -> bool:
        """Whether the query has taken so much of a processor since it was first looked at."""
        if self._limits.network:  # a query that calls other endpoints keeps a worker without working
            return True
        return self._worked_before_s is not None and self._worked_s() - self._worked_before_s >= seconds

    def _worked_s(self) -> float:
        """Seconds of a processor that the process has taken so far."""
        try:
            # The clock of another process, as clock_getcpuclockid(3) names it on Linux.
            return time.clock_gettime((~self.process << 3) | 2)
        except OSError:  # it has died
            return 0.0


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
