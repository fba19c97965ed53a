"""How the pool and its workers talk: one frame a message, a head of plain values in JSON and a body of bytes."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

PROCESS_ID_BYTES = 8
_LENGTHS = struct.Struct("!IQ")


@dataclass(frozen=True, slots=True)
class Frame:
    """One message."""

    head: Mapping[str, Any]
    body: bytes = b""

    def to_bytes(self) -> bytes:
        """The message as it travels."""
        head = json.dumps(self.head).encode("ascii")
        return _LENGTHS.pack(len(head), len(self.body)) + head + self.body


@dataclass(slots=True)
class FrameReader:
    """Cuts a stream of bytes into messages."""

    _buffer: bytearray = field(default_factory=bytearray)

    def feed(self, data: bytes) -> Iterator[Frame]:
        """Take what arrived; give the messages that are complete."""
        self._buffer += data
        while len(self._buffer) >= _LENGTHS.size:
            head_size, body_size = _LENGTHS.unpack_from(self._buffer)
            middle, end = _LENGTHS.size + head_size, _LENGTHS.size + head_size + body_size
            if len(self._buffer) < end:
                return
            head = json.loads(self._buffer[_LENGTHS.size : middle])
            body = bytes(self._buffer[middle:end])
            del self._buffer[:end]
            yield Frame(head, body)


def receive(connection: socket.socket) -> Frame | None:
    """Wait for the next message on a blocking socket; None when the other side has closed it."""
    reader = FrameReader()
    while data := connection.recv(1 << 16):
        for frame in reader.feed(data):
            return frame  # the pool sends the next request only after the answer to this one
    return None
