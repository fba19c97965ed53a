"""Answers kept up to so many bytes. Which request gets which of them lives in web.kept_answers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from http import HTTPStatus

Key = tuple[str, bytes, bytes, bool]
# Headers, twice, and key.
_ENTRY_OVERHEAD_BYTES = 2000


class Entry:
    """A whole answer."""

    __slots__ = ("_head", "body", "headers", "tag")

    def __init__(self, headers: tuple[tuple[bytes, bytes], ...], body: bytes, tag: str) -> None:
        self.headers = headers
        self.body = body
        self.tag = tag
        self._head = b""

    @property
    def head(self) -> bytes:
        """Status line and headers as they travel, made when they are needed for the first time: most never are."""
        if not self._head:
            self._head = head_of(200, self.headers)
        return self._head

    @property
    def size(self) -> int:
        """Bytes that it takes, about."""
        return len(self.body) + _ENTRY_OVERHEAD_BYTES


class AnswerCache:
    """The most recently used answers."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self.bytes = 0
        self.hits = 0
        self.misses = 0

    def get(self, key: Key) -> Entry | None:
        """The answer to a request, if it is kept; a miss counts when the answer is made."""
        entry = self._entries.get(key)
        if entry is not None:
            self.hits += 1
            self._entries.move_to_end(key)
        return entry

    def put(self, key: Key, entry: Entry) -> None:
        """Keep an answer; the ones that were not asked for longest make room."""
        if entry.size > self._max_bytes // 4:
            return
        if (old := self._entries.pop(key, None)) is not None:
            self.bytes -= old.size
        self._entries[key] = entry
        self.bytes += entry.size
        while self.bytes > self._max_bytes:
            _key, dropped = self._entries.popitem(last=False)
            self.bytes -= dropped.size


def head_of(status: int, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Status line and headers as they travel, without the empty line that ends them."""
    phrase = HTTPStatus(status).phrase.encode("ascii")
    return b"".join((b"HTTP/1.1 %d %b\r\n" % (status, phrase), *(b"%b: %b\r\n" % pair for pair in headers)))
