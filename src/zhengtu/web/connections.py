"""One connection of a client: how long it may take, how much it may send, and whether it can be answered at once.

uvicorn waits without end for the rest of a header, for a body and for a client that does not read. A proxy in front
would mend that; this service stands without one.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from zhengtu.errors import ReachedLimit
from zhengtu.web.problems import PROBLEM, document

# The head of an answer, without the empty line at its end, and the body.
Reply = tuple[bytes, bytes]
# From address, headers and client to a reply, to what waits for one, or to nothing where it is for the application.
Ready = Callable[
    [bytes, list[tuple[bytes, bytes]], tuple[str, int] | None], Reply | Callable[[], Awaitable[Reply]] | None
]
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds for a whole header, for a whole body, and without progress for an answer; bytes of a header."""

    header_s: float = 10.0
    body_s: float = 20.0
    answer_s: float = 30.0
    header_bytes: int = 64 * 1024


class PatientProtocol(HttpToolsProtocol):
    """HTTP/1.1 by httptools, with deadlines. What ready() answers does not get to the application."""

    patience = Patience()
    ready: Ready | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._timer: asyncio.TimerHandle | None = None
        self._deadline: float | None = None
        self._when_late: Callable[[], None] = self._time_out
        self._stalled: asyncio.TimerHandle | None = None
        self._overhead_bytes = 0  # what has come since the last byte of a body
        self._in_header = True
        self._fault = HTTPStatus.BAD_REQUEST
        self._answered: Any = None
        self._direct: Reply | Callable[[], Awaitable[Reply]] | None = None
        self._waiting: asyncio.Task[None] | None = None
        super().connection_made(transport)  # type: ignore[arg-type]
        self._expect(self.patience.header_s)

    def connection_lost(self, exc: Exception | None) -> None:
        self._expect(None)
        if self._timer is not None:
            self._timer.cancel()
        self.resume_writing()
        self._leave(self._answered)
        if self._waiting is not None:
            self._waiting.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._in_header and self._overhead_bytes == 0 and not data.isascii():
            data = _with_escaped_address(data)
        self._overhead_bytes += len(data)
        super().data_received(data)
        if self._overhead_bytes > self.patience.header_bytes:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > self.patience.header_bytes:
            raise self._is_no_request("the address is too long", HTTPStatus.REQUEST_URI_TOO_LONG)

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._in_header:  # trailers say nothing that is asked here, and there may be any number of them
            super().on_header(name, value)

    def on_message_begin(self) -> None:
        self._expect(self.patience.header_s)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._in_header, self._overhead_bytes = False, 0
        names = [name for name, _value in self.headers]
        if b"content-length" in names and b"transfer-encoding" in names:
            raise self._is_no_request("both lengths")  # RFC 9112, 6.1: nobody can tell where this request ends
        if any(n == b"transfer-encoding" and v.strip().lower() != b"chunked" for n, v in self.headers):
            raise self._is_no_request("a coding of transfer that is not known", HTTPStatus.NOT_IMPLEMENTED)
        is_current = self.parser.get_http_version() == "1.1"
        if names.count(b"host") != 1 and is_current:
            raise self._is_no_request("it names no host, or several")  # RFC 9112, 3.2
        if sum(len(name) + len(value) for name, value in self.headers) > self.patience.header_bytes:
            raise self._is_no_request("too large a header", HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        if self.ready is not None and is_current and self._is_plain_get(names) and self._is_free():
            self._direct = self.ready(self.url, self.headers, self.client)
            if self._direct is not None:
                return
        self._expect(self.patience.body_s)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._overhead_bytes = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._in_header, self._overhead_bytes = True, 0
        direct, self._direct = self._direct, None
        if isinstance(direct, tuple):
            self._write(*direct)
            self._await_next()
            return
        self._expect(None)
        if direct is not None:
            self._wait_for(direct)
            return
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 – the status says it
        self._refuse(self._fault)

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._stalled is None:
            self._stalled = self.loop.call_later(self.patience.answer_s, self.transport.abort)

    def resume_writing(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None
        super().resume_writing()

    def _is_plain_get(self, names: list[bytes]) -> bool:
        """Whether the request is its header and the connection stays open after it."""
        parser = self.parser
        return (
            parser.get_method() == b"GET"
            and parser.should_keep_alive()
            and not parser.should_upgrade()
            and not self.expect_100_continue
            and b"content-length" not in names
            and b"transfer-encoding" not in names
        )

    def _is_free(self) -> bool:
        """Whether no earlier request waits for its answer, and the client reads what it is sent."""
        return (self.cycle is None or self.cycle.response_complete) and not self.flow.write_paused

    def _wait_for(self, coming: Callable[[], Awaitable[Reply]]) -> None:
        """Have later requests wait for this one as they do for those of the application."""
        cycle = self.cycle = self._answered = RequestResponseCycle(
            self.scope,
            self.transport,
            self.flow,
            self.logger,
            self.access_logger,
            False,
            self.server_state.default_headers,
            asyncio.Event(),
            False,
            True,
            self.on_response_complete,
        )
        self._waiting = self.loop.create_task(self._answer_when_there(cycle, coming))
        self.tasks.add(self._waiting)
        self._waiting.add_done_callback(self.tasks.discard)

    async def _answer_when_there(self, cycle: RequestResponseCycle, coming: Callable[[], Awaitable[Reply]]) -> None:
        try:
            head, body = await coming()
            cycle.response_started = cycle.response_complete = True
            self._write(head if cycle.keep_alive else head + b"connection: close\r\n", body)
        finally:
            if not (cycle.response_complete and cycle.keep_alive):  # the server or the client ends, or we failed
                self.transport.close()
        if self.pipeline:
            self.on_response_complete()
        else:
            self.flow.resume_reading()
            self._await_next()

    def _write(self, head: bytes, body: bytes) -> None:
        lines = b"".join(b"%b: %b\r\n" % pair for pair in self.server_state.default_headers)
        self.transport.write(b"".join((head, lines, b"\r\n", body)))

    def _await_next(self) -> None:
        self.server_state.total_requests += 1
        self._expect(self.timeout_keep_alive, self.timeout_keep_alive_handler)

    def _expect(self, seconds: float | None, when_late: Callable[[], None] | None = None) -> None:
        """Set the deadline of what comes next. A timer stays as it is where it only has to run again: most never do."""
        self._deadline = None if seconds is None else self.loop.time() + seconds
        self._when_late = when_late or self._time_out
        if self._deadline is None or (self._timer is not None and self._timer.when() <= self._deadline):
            return
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self.loop.call_at(self._deadline, self._look_at_clock)

    def _look_at_clock(self) -> None:
        self._timer = None
        if self._deadline is None:
            return
        if self.loop.time() < self._deadline:
            self._timer = self.loop.call_at(self._deadline, self._look_at_clock)
        else:
            self._when_late()

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        self._answered = cycle
        super()._start_asgi_task(cycle, app)

    def _is_no_request(self, reason: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> ValueError:
        """What a callback raises to have the parser stop."""
        self._fault = status
        return ValueError(reason)

    def _time_out(self) -> None:
        self._refuse(HTTPStatus.REQUEST_TIMEOUT)

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer in one line, where nothing has been answered yet, and close."""
        if self.transport.is_closing():
            return
        cycle = self._answered
        if cycle is None or cycle.response_complete or not cycle.response_started:
            self.transport.write(self._answer(status))
        self._leave(cycle)
        self.transport.close()

    def _answer(self, status: HTTPStatus) -> bytes:
        detail, limit = self._reason(status)
        body = document(status, status.phrase.lower().replace(" ", "-"), detail, "", limit)
        fields = f"content-type: {PROBLEM}\r\ncontent-length: {len(body)}\r\nconnection: close"
        return f"HTTP/1.1 {status.value} {status.phrase}\r\n{fields}\r\n\r\n".encode("ascii") + body

    def _reason(self, status: HTTPStatus) -> tuple[str, ReachedLimit | None]:
        patience = self.patience
        if status == HTTPStatus.REQUEST_TIMEOUT and self._in_header:
            limit = ReachedLimit("header_timeout_s", patience.header_s, "s")
            return "The header did not come in time.", limit
        if status == HTTPStatus.REQUEST_TIMEOUT:
            return "The body did not come in time.", ReachedLimit("body_timeout_s", patience.body_s, "s")
        if status == HTTPStatus.REQUEST_URI_TOO_LONG:
            limit = ReachedLimit("address_bytes", patience.header_bytes, "bytes")
            return "The address is too long; send a query in the body of a POST.", limit
        if status == HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE:
            return "The header is too large.", ReachedLimit("header_bytes", patience.header_bytes, "bytes")
        if status == HTTPStatus.NOT_IMPLEMENTED:
            return "A body comes as it is or in chunks, and in no other coding of transfer.", None
        return "This is no request that can be read.", None

    @staticmethod
    def _leave(cycle: Any) -> None:
        """Tell what answers that nobody reads on. uvicorn tells only the last of several requests sent at once."""
        if cycle is not None:
            cycle.disconnected = True
            cycle.message_event.set()


def _with_escaped_address(data: bytes) -> bytes:
    # curl and others send Chinese as it was typed; the parser of HTTP takes an address only escaped.
    line, end, rest = data.partition(b"\r\n")
    return _NOT_ASCII.sub(lambda found: b"%%%02X" % found.group()[0], line) + end + rest


def protocol(patience: Patience, ready: Ready | None = None) -> type[PatientProtocol]:
    """The protocol with these limits and answers, as uvicorn takes it: a class."""
    limits = {"patience": patience, "ready": staticmethod(ready) if ready else None}
    return type("ConfiguredProtocol", (PatientProtocol,), limits)
