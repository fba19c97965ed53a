"""Who signed a document and on which day: the names right in front of a date. Titles are read in header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhengtu.extract.dates import DAY, parse_date

_DAY = re.compile(DAY + r"(?!印发|起|至|前|后|以)")
# How far in front of the date names are looked for.
_REACH = 160
_NAMES = re.compile(r"[\u4e00-\u9fff、\n]+\n?$")
_BODY_END = r"(?:人民政府|办公室|办公厅|委员会|管委会|局|厅|部|院|中心)"
# Blanks between the names of several bodies are gone: a name ends where a body's word stands before a place.
_PARTS = re.compile(
    rf"(?<=[府室厅会局部院心])(?=[\u4e00-\u9fff]{{1,6}}(?:省|市|区|县|州)[\u4e00-\u9fff]{{1,20}}{_BODY_END}$)|[、\n]"
)
_NAME = re.compile(rf"^[\u4e00-\u9fff]{{2,30}}{_BODY_END}$|^[\u4e00-\u9fff]{{2,16}}(?:政府|党委|市委|省委)$")


@dataclass(frozen=True, slots=True)
class Signature:
    """The bodies that sign, each with its place, and the day."""

    names: tuple[tuple[str, int, int], ...]
    day: date
    day_start: int
    day_end: int


def find_signature(text: str, start: int, end: int) -> Signature | None:
    """The first date in text[start:end] with the name of a body right in front of it."""
    for match in _DAY.finditer(text, start, end):
        day = parse_date(match[0])
        names = tuple(_names_before(text, max(start, match.start() - _REACH), match.start()))
        if day and names:
            return Signature(names, day, *match.span())
    return None


def _names_before(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Names from the last backwards, as long as they are names; given in the order of the text."""
    run = _NAMES.search(text[start:end])
    if not run:
        return
    pieces: list[tuple[str, int, int]] = []
    at = 0
    words = run[0]
    for cut in [*_PARTS.finditer(words), None]:
        stop = cut.start() if cut else len(words)
        if words[at:stop]:
            pieces.append((words[at:stop], start + run.start() + at, start + run.start() + stop))
        at = cut.end() if cut else stop
    signed: list[tuple[str, int, int]] = []
    for piece in reversed(pieces):
        if not _NAME.match(piece[0]):
            break
        signed.append(piece)
    yield from reversed(signed)
