"""Rows of tables that a text set to one measure has broken, in one line again. What cells say is nobody's business."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest

from zhengtu.text.characters import CELL, MARKED_LINE

_FIRST_WORD = re.compile(r"[A-Za-z0-9.%]+|.", re.DOTALL)
_ROW_BEGINS = re.compile(r"\s*\d{1,3}[.、]?\s*\t")
_LONGEST_HEADING = 3  # lines
_NO_BREAK = "\u200b"  # prints nothing, and divides no words


def with_whole_rows(folded: str, spans: Sequence[tuple[int, int]], width: int, columns: Callable[[str], int]) -> str:
    """Give back a text of the same length, without the line breaks inside of rows.

    spans are its lines that are not blank, width is how long broken lines are; columns tells of a line how many columns
    a table has of which it is the heading, 0 where it is none; a heading may be broken, too. A row ends where it has a
    cell for each column, or where its line had room for the next word.
    """
    pieces: list[str] = []
    wide, row, line, kept = 0, 0, 0, 0  # columns of the table, where the row and its last line begin, what is copied
    before = 0
    for at, (start, end) in enumerate(spans):
        full = before - line + len(_first_word(folded, start, end)) >= width
        cells = folded.count(CELL, row, before)
        within = cells and cells + folded.count(CELL, start, end) < wide
        begins = _ROW_BEGINS.match(folded, start, end) or MARKED_LINE.match(folded, start, end)
        over = cells == wide - 1 and folded[before - 1] in "。；"
        if wide and full and within and not (begins or over):
            pieces += [folded[kept:before], _NO_BREAK * (start - before)]
            kept = start
        else:
            wide = _columns_from(folded, spans[at : at + _LONGEST_HEADING], width, columns) or wide
            row = start
        line, before = start, end
    return "".join([*pieces, folded[kept:]])


def _columns_from(folded: str, spans: Sequence[tuple[int, int]], width: int, columns: Callable[[str], int]) -> int:
    """How many columns a heading has that begins with the first of some lines, each of them full but the last."""
    words = ""
    for (start, end), after in zip_longest(spans, spans[1:]):
        words += folded[start:end]
        if found := columns(words):
            return found
        if CELL not in words or after is None or end - start + len(_first_word(folded, *after)) < width:
            break
    return 0


def _first_word(folded: str, start: int, end: int) -> str:
    word = _FIRST_WORD.match(folded, start, end)
    return word[0] if word else ""
