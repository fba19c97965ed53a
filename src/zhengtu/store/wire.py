"""How the pool and its workers talk: one frame a message, a head of plain values in JSON and a body of bytes.

A head that is None does not travel.
"""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

PROCESS_ID_BYTES = 8
_BUFFER_BYTES = 64 * 1024
_LENGTHS = struct.Struct("!IQ")


class Frame(NamedTuple):
    """One message."""

    head: Any = None
    body: bytes = b""

    def to_bytes(self) -> bytes:
        """The message as it travels."""
        head = b"" if self.head is None else json.dumps(self.head).encode("ascii")
        return _LENGTHS.pack(len(head), len(self.body)) + head + self.body


@dataclass(slots=True)
class FrameReader:
    """Cuts a stream of bytes into messages."""

    _buffer: bytearray = field(default_factory=bytearray)

    def feed(self, data: bytes) -> Iterator[Frame]:
        """Take what arrived; give the messages that are complete."""
        if not self._buffer and (end := _end_of(data)) == len(data):  # as most come: whole, and alone
            yield _frame(data, end)
            return
        self._buffer += data
        while (end := _end_of(self._buffer)) is not None:
            frame = _frame(self._buffer, end)
            del self._buffer[:end]
            yield frame


def _end_of(data: bytes | bytearray) -> int | None:
    """Where the first message ends; None where it is not whole."""
    if len(data) < _LENGTHS.size:
        return None
    head_size, body_size = _LENGTHS.unpack_from(data)
    end: int = _LENGTHS.size + head_size + body_size
    return end if end <= len(data) else None


def _frame(data: bytes | bytearray, end: int) -> Frame:
    head_size, _body_size = _LENGTHS.unpack_from(data)
    middle = _LENGTHS.size + head_size
    head = json.loads(data[_LENGTHS.size : middle].decode("ascii")) if head_size else None
    return Frame(head, bytes(data[middle:end]))


def frames(connection: socket.socket) -> Iterator[Frame]:
    """The messages that come over a blocking socket, until the other side closes it."""
    # One buffer for all: a new one for each message would have the memory of the process tidied each time.
    reader, buffer = FrameReader(), memoryview(bytearray(_BUFFER_BYTES))
    while size := connection.recv_into(buffer):
        yield from reader.feed(bytes(buffer[:size]))
