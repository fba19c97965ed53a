"""One connection of a client: how long it may take and how much it may send before a request is whole.

uvicorn waits without end for the rest of a header, for a body and for a client that does not read. A proxy in front
would mend that; this service stands without one.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_NOT_ASCII = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds for a whole header, for a whole body, and without progress for an answer; bytes of a header."""

    header_s: float = 10.0
    body_s: float = 20.0
    answer_s: float = 30.0
    header_bytes: int = 64 * 1024


class PatientProtocol(HttpToolsProtocol):
    """HTTP/1.1 by httptools, with deadlines."""

    patience = Patience()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._timer: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self._header_bytes = 0
        self._in_header = True
        super().connection_made(transport)  # type: ignore[arg-type]
        self._expect(self.patience.header_s)

    def connection_lost(self, exc: Exception | None) -> None:
        self._expect(None)
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._in_header:
            if self._header_bytes == 0 and not data.isascii():
                data = _with_escaped_address(data)
            self._header_bytes += len(data)
            if self._header_bytes > self.patience.header_bytes and b"\r\n\r\n" not in data:
                self._refuse(HTTPStatus.REQUEST_URI_TOO_LONG)
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        self._expect(self.patience.header_s)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._in_header = False
        names = [name for name, _value in self.headers]
        if b"content-length" in names and b"transfer-encoding" in names:
            raise ValueError("both lengths")  # RFC 9112, 6.1: nobody can tell where this request ends
        if len(self.url) > self.patience.header_bytes:
            raise ValueError("the address is too long")
        self._expect(self.patience.body_s)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._expect(None)
        self._in_header, self._header_bytes = True, 0
        super().on_message_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._stalled is None:
            self._stalled = self.loop.call_later(self.patience.answer_s, self.transport.abort)

    def resume_writing(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None
        super().resume_writing()

    def _expect(self, seconds: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if seconds is None else self.loop.call_later(seconds, self._time_out)

    def _time_out(self) -> None:
        self._refuse(HTTPStatus.REQUEST_TIMEOUT)

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer in one line, where nothing has been answered yet, and close."""
        if self.transport.is_closing():
            return
        cycle: Any = self.cycle
        if cycle is None or cycle.response_complete or not cycle.response_started:
            line = f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            self.transport.write(line.encode("ascii"))
        if cycle is not None:
            cycle.disconnected = True
            cycle.message_event.set()
        self.transport.close()


def _with_escaped_address(data: bytes) -> bytes:
    # curl and others send Chinese as it was typed; the parser of HTTP takes an address only escaped.
    line, end, rest = data.partition(b"\r\n")
    return _NOT_ASCII.sub(lambda found: b"%%%02X" % found.group()[0], line) + end + rest


def protocol(patience: Patience) -> type[PatientProtocol]:
    """The protocol with these limits, as uvicorn takes it: a class."""
    return type("ConfiguredProtocol", (PatientProtocol,), {"patience": patience})
