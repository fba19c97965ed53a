"""Who signed a document and on which day: the names right in front of a date, a date alone. Titles: header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from zhengtu.extract.bodies import Body, bodies_before
from zhengtu.extract.dates import DAY, parse_date
from zhengtu.text.normalise import Text

_DAY = re.compile(DAY + r"(?!印发|起|至|前|后|以)")
# How far in front of the date names are looked for.
_REACH = 160
_NAMES = re.compile(r"[\u4e00-\u9fff、，\n]+$")
_DAY_BY_ITSELF = (
    re.compile(rf"(?:成文|发文|印发)(?:日期|时间)：?({DAY})"),  # the sheet of data above a document
    re.compile(rf"(?:^|\n)({DAY})(?=\n|$)"),
)


@dataclass(frozen=True, slots=True)
class Signature:
    """The bodies that sign, each with its place, and the day; no bodies where a day stands by itself."""

    names: tuple[Body, ...]
    day: date
    day_start: int
    day_end: int


def find_signature(text: Text, start: int, end: int) -> Signature | None:
    """The first date in the stretch with the name of a body right in front of it."""
    for match in _DAY.finditer(text.normal, start, end):
        day = parse_date(match[0])
        run = _NAMES.search(text.normal, max(start, match.start() - _REACH), match.start())
        names = tuple(bodies_before(text, *run.span())) if run else ()
        if day and names:
            return Signature(names, day, *match.span())
    return None


def find_day(text: Text, start: int, end: int) -> Signature | None:
    """A day that a sheet of data names, or that stands in a line of its own."""
    for pattern in _DAY_BY_ITSELF:
        found = pattern.search(text.normal, start, end)
        if found and (day := parse_date(found[1])):
            return Signature((), day, *found.span(1))
    return None
