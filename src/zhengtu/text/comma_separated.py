"""Tables whose cells are divided by a mark of punctuation, given tabs instead. What names a column, heads knows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengtu.text.characters import CELL
from zhengtu.text.heads import Head, kinds_of, names_columns

_FEWEST, _FEWEST_ROWS, _MOST_ROWS = 3, 2, 100
_NUMBERING = re.compile(r"序\s?号")


def with_cells(folded: str) -> str:
    """Give back a text of the same length, with tabs for the 、 or ， between the cells of a table, a row on a line.

    Each row has as many cells as the heading, or more bodies in the last one; else the lines stay as they are.
    """
    lines = folded.splitlines(keepends=True)
    out = list(lines)
    at = 0
    while at < len(lines):
        below = lines[at + 1 : at + 2]
        mark = next((mark for mark in "、，" if below and _is_heading(lines[at], below[0], mark)), None)
        rows = _rows(lines, at, mark) if mark else []
        if mark and len(rows) > _FEWEST_ROWS:
            width = lines[at].count(mark)
            out[at : at + len(rows)] = [row.replace(mark, CELL, width) for row in rows]
        at += max(1, len(rows))
    return "".join(out)


def _is_heading(line: str, below: str, mark: str) -> bool:
    marks = line.count(mark)
    if marks + 1 < _FEWEST or below.count(mark) < marks or line.rstrip()[-1:] in ("。", "；", "："):
        return False
    names = [name for name in line.strip().split(mark) if not _NUMBERING.fullmatch(name)]
    return all(map(kinds_of, names)) and names_columns(names)


def _rows(lines: Sequence[str], at: int, mark: str) -> list[str]:
    """The heading and the lines below it, as long as they have its cells."""
    names = lines[at].strip().split(mark)
    listed = kinds_of(names[-1]) is Head.BODY
    rows = [lines[at]]
    for line in lines[at + 1 : at + _MOST_ROWS]:
        marks = line.count(mark)
        if not (marks == len(names) - 1 or (listed and marks >= len(names))) or line.rstrip().endswith("。"):
            break
        rows.append(line)
    return rows
