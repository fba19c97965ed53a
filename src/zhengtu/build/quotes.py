"""Where quoted words stand in a source, whatever blanks and line breaks are in between. What they say is not asked."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhengtu.model.record import Evidence

_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad"
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Quotes:
    """A source, and the same without blanks: squeezed[i] stands at starts[i]."""

    text: str
    squeezed: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Quotes:
        """Take in a source."""
        kept = [(place, c) for place, c in enumerate(text) if not c.isspace() and c not in _INVISIBLE]
        return cls(text, "".join(c for _, c in kept), tuple(place for place, _ in kept))

    def find(self, quote: str, start: int, end: int) -> list[Evidence]:
        """All places of a quote inside text[start:end], with the words as they are printed there.

        >>> [found.quote for found in Quotes.of("给予 50\\n万元，再给予50万元").find("50万元", 0, 20)]
        ['50\\n万元', '50万元']
        """
        words = squeeze(quote)
        low, high = bisect.bisect_left(self.starts, start), bisect.bisect_left(self.starts, end)
        return [self._evidence(at, at + len(words)) for at in _places(self.squeezed, words, low, high)]

    def describe(self, places: Iterable[Evidence]) -> str:
        """Name places for a message: line 3 (…给予50万元奖励…), line 8 (…)."""
        return ", ".join(f"line {self.line(place.start)} ({self._around(place)})" for place in places)

    def line(self, at: int) -> int:
        """The number of the line that a place stands in, from 1."""
        return self.text.count("\n", 0, at) + 1

    def _evidence(self, first: int, behind: int) -> Evidence:
        start, end = self.starts[first], self.starts[behind - 1] + 1
        return Evidence(start, end, self.text[start:end])

    def _around(self, place: Evidence) -> str:
        return f"…{squeeze(self.text[max(0, place.start - _AROUND) : place.end + _AROUND])}…"


def squeeze(text: str) -> str:
    """The text without blanks and invisible characters."""
    return "".join(c for c in text if not c.isspace() and c not in _INVISIBLE)


def _places(text: str, words: str, start: int, end: int) -> Iterator[int]:
    at = text.find(words, start, end) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)
