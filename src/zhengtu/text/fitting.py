"""How many lines make a cell of a table with a line a cell that was set to a measure. Where its rows are: tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zhengtu.text.characters import ENDED, MARKED_LINE, Line
from zhengtu.text.row_cells import bodies_at_end
from zhengtu.text.wrapping import Measure

# How a cell ends that says to whom, on which condition or by whom.
_END_OF_CELL = re.compile(
    r"(?:[企农商客]业|企业|单位|机构|主体|组织|团队|个人|人才|[方者商户社局委办厅院]|中心|园区|平台|基地|项目|[奖补]励|补[助贴]|\d[万亿]?元|%)$"
)
_NUMBER = re.compile(r"(\d{1,3})[.、]?")
_FEWEST_FULL = 3
_LONGEST_ROW = 200  # lines
_NARROWEST = 16  # characters on a line of a text that was set to a measure


def mended(table: Sequence[Line], measured: Measure) -> list[Line]:
    """Put together what was one line of a cell before the whole text was set to a measure."""
    if not measured.is_exact or measured.width < _NARROWEST:
        return list(table)
    out: list[Line] = []
    last: Line | None = None  # as printed, the end of what out ends with
    number = next((n for line in table if (n := row_number(line))), 1) - 1  # of the row
    for line in table:
        begins_row = row_number(line) == number + 1 and last is not None and not last.text[-1].isdigit()
        number += begins_row
        goes_on = last and not (last.is_row or line.is_row or begins_row) and not last.text.endswith("。")
        if last and goes_on and row_number(last) != number and measured.is_full(last, line):
            out[-1] = put_together(out[-1], line)
        else:
            out.append(line)
        last = line
    return out


def row_number(line: Line) -> int | None:
    """The number of a row that a line holds and nothing else."""
    found = _NUMBER.fullmatch(line.text)
    return int(found[1]) if found else None


def fitted(row: Sequence[Line], columns: int, width: int) -> list[Line]:
    """The cells of a row: where these are not as many as the columns, full lines are put together, or apart again."""
    if len(row) > _LONGEST_ROW:
        return list(row)
    cells: list[Line] = []
    for at, line in enumerate(row):
        too_many = len(cells) + len(row) - at > columns
        if cells and too_many and _goes_on(cells[-1], line, width):
            cells[-1] = put_together(cells[-1], line)
        else:
            cells.append(line)
    while len(cells) < columns:
        joints = ((at, joint) for at, cell in enumerate(cells) for joint in cell.joints if _ends_cell(cell, joint))
        found = next(joints, None)
        if found is None:
            break
        cells[found[0] : found[0] + 1] = _split(cells[found[0]], found[1])
    return cells


def bodies_in_one(row: Sequence[Line], columns: int) -> list[Line]:
    """The cells of a row whose last one lists bodies: a line each, where these are more than the columns."""
    cells = list(row)
    while len(cells) > columns and all(bodies_at_end(cell.text) == 0 for cell in cells[-2:]):
        last = cells.pop()
        mark = "" if cells[-1].text[-1] in "、，" else "、"
        places = (*cells[-1].places, *[cells[-1].places[-1]] * len(mark), *last.places)
        cells[-1] = replace(cells[-1], text=cells[-1].text + mark + last.text, places=places)
    return cells


def full_width(table: Sequence[Line]) -> int:
    """How long the lines of cells are where they were broken; 0 where too few are as long as the longest."""
    longest = max((line.room for line in table), default=0)
    return longest if sum(line.room == longest for line in table) >= _FEWEST_FULL and longest >= _NARROWEST else 0


def end_of_row(table: Sequence[Line], begin: int, columns: int, width: int) -> int:
    """Where the last row ends: with as many cells as there are columns, a cell going on behind a full line."""
    cells, at = 0, begin
    while at < len(table) and cells < columns:
        cells += not (at + 1 < len(table) and _goes_on(table[at], table[at + 1], width))
        at += 1
    while columns and at < len(table) and all(bodies_at_end(cell.text) == 0 for cell in table[at - 1 : at + 1]):
        at += 1
    return at


def _goes_on(line: Line, after: Line, width: int) -> bool:
    """Whether a line of a cell fills its measure, and no cell begins with the next one."""
    begins = MARKED_LINE.match(after.text) or line.text.endswith("。")
    return 0 < width <= line.room + 1 and not begins


def put_together(line: Line, after: Line) -> Line:
    joints = (*line.joints, len(line.text))
    return replace(
        line, text=line.text + after.text, places=(*line.places, *after.places), joints=joints, room=after.room
    )


def _ends_cell(line: Line, joint: int) -> bool:
    return _END_OF_CELL.search(line.text[:joint]) is not None and line.text[joint] not in ENDED + "）"


def _split(line: Line, at: int) -> list[Line]:
    """Two lines of one that was put together."""
    before = tuple(joint for joint in line.joints if joint < at)
    behind = tuple(joint - at for joint in line.joints if joint > at)
    return [
        replace(line, text=line.text[:at], places=line.places[:at], joints=before),
        replace(line, text=line.text[at:], places=line.places[at:], joints=behind),
    ]
