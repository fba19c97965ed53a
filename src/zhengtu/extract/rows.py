"""What a row of a table, or a section 【支持对象】, says of the recipient. How tables become rows: text.tables."""

from __future__ import annotations

import re

from zhengtu.extract.context import Context
from zhengtu.extract.frames import Frame
from zhengtu.text.normalise import Cell

_SECTION = re.compile(r".{0,6}对象$")
_WHOM = re.compile(r"对象|主体|申报(?:单位|条件|要求)|(?:支持|奖励|补助|奖补|享受|认定)条件|适用范围|企业类型")


def cells_of_recipient(context: Context, frame: Frame) -> tuple[Cell, ...]:
    """The cells of the same row that say for whom a grant is: 支持对象, 申报条件; none where no table has it."""
    cells = context.outline.text.cells
    at = frame.pieces[-1].start
    granting = next((c for c in cells if c.start <= at < c.end), None)
    if granting is None or _WHOM.search(granting.heading):
        return ()
    row = context.outline.text.row_at(at)
    return tuple(c for c in cells if row and row.start <= c.start < row.end and _WHOM.search(c.heading))


def section_of_recipient(context: Context, frame: Frame) -> tuple[int, int] | None:
    """The words under 【支持对象】 in front of a grant, of the provision that it stands in or of one above it."""
    path = frame.pieces[0].passage.provision or ()
    before = (s for s in reversed(context.sections) if s.start < frame.start and _SECTION.match(s.name))
    found = next((s for s in before if s.owner and path[: len(s.owner)] == s.owner), None)
    return (found.body, min(found.end, frame.start)) if found else None
