"""Under which heading each cell of a row stands, and the unit that a heading says for its cells (支持标准（万元）)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from zhengtu.text.characters import Line

_SHARED_CELLS = 2  # in front of a row, shared with the one above
_UNIT = r"(?:[十百千]?[万亿]?(?:元|美元)|[万亿]|%)(?:/[人家户年月个件场班]){0,2}"
_UNIT_OF_COLUMN = re.compile(rf"（(?:单位：)?({_UNIT})）$")
_UNIT_OF_TABLE = re.compile(rf"（?(?:金额)?单位：({_UNIT})）?")
_SUM = re.compile(r"标准|额度|金额|上限|限额")
_BARE = re.compile(r"[^，。；：、\d]{0,8}\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?")


def parts(row: Line) -> list[tuple[str, int]]:
    """The words of each cell, without the mark behind them, and where they begin."""
    bounds = pairwise([*row.cells, len(row.text)])
    return [(row.text[begin:end].rstrip("，："), begin) for begin, end in bounds]


def headed(heading: Line, row: Line) -> Iterator[tuple[str, str, int]]:
    """The cells of a row: heading, words, where they begin; none of a row with far fewer cells than headings.

    A row with fewer cells than there are headings leaves out the first ones, which it shares with the row above.
    """
    names = dict(zip(heading.columns, (words for words, _ in parts(heading)), strict=True))
    last = row.columns[-1] if row.columns else 0
    shift = 0 if row.width == heading.width else len(heading.columns) - last - 1
    if len(row.cells) < 2 or not 0 <= shift <= _SHARED_CELLS:
        return
    for column, (words, begin) in zip(row.columns, parts(row), strict=True):
        if name := names.get(column + shift):
            yield name, words, begin


def with_units(table: Sequence[Line], above: Line | None) -> Iterator[Line]:
    """The lines of a table, the unit that its headings or the line above it say behind numbers that have none."""
    of_table = _UNIT_OF_TABLE.fullmatch(above.text) if above else None
    heading = table[0]
    yield heading
    for row in table[1:]:
        written = row
        for name, words, begin in reversed(list(headed(heading, row))):
            found = _UNIT_OF_COLUMN.search(name) or (of_table if _SUM.search(name) else None)
            if found and _BARE.fullmatch(words):
                written = _written(written, begin + len(words), found[1])
        yield written


def _written(row: Line, at: int, unit: str) -> Line:
    """Write a unit into a row. What is written there stands where the number in front of it ends."""
    places = (*row.places[:at], *[row.places[at - 1]] * len(unit), *row.places[at:])
    cells = tuple(begin + len(unit) if begin >= at else begin for begin in row.cells)
    return replace(row, text=row.text[:at] + unit + row.text[at:], places=places, cells=cells)
