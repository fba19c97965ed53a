"""What a row of a table, or a section 【支持对象】, says of a grant: whom and what it is for. Rows are made in text."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from zhengtu.extract.context import Context
from zhengtu.extract.frames import Frame
from zhengtu.extract.qualifiers import GOVERNMENT, Granted, is_name
from zhengtu.extract.readings import Read, with_slot
from zhengtu.model.record import Support
from zhengtu.text.heads import OF, Head, kinds_of
from zhengtu.text.normalise import Cell, Row, Table

_SECTION = re.compile(r".{0,6}对象$")
_WHOM = re.compile(r"对象|主体|申报(?:单位|条件|要求)|(?:支持|奖励|补助|奖补|享受|认定)条件|适用范围|企业类型")
_LEVEL = re.compile(r".{0,6}(?:级别|等级|层级|层次|档次|星级|等次|奖项|学历)|人才类[别型]")
_FAR = 30  # rows that one cell may cover
_UNIT = re.compile(r"（[^（）]*）$")
_BOUND = re.compile(r"\d[^，。]*(?:以[上下内]|（不?含）|[-至~]\d)|不[低少高超]|达到|超过|不足|[≥≤＞<>]")


def named_by_rows(
    context: Context, granted: Sequence[Granted], supports: Sequence[Support], stepped: bool
) -> Iterator[Support]:
    """The supports of a grant, those in a table with what their row and their column say they are for."""
    for one, support in zip(granted, supports, strict=True):
        name = _name_of(context, one.slotted.mention.start, stepped)
        yield with_slot(support, "when", Read(name, "rows.name")) if name else support


def _name_of(context: Context, at: int, stepped: bool) -> str | None:
    """领军人才 in front of a step, 国家级 in front of what each row grants, 主持制定 above a column of sums."""
    text = context.outline.text
    table, row = text.table_at(at), text.row_at(at)
    if table is None or row is None:
        return None
    at_row = bisect.bisect_left(table.rows, row.start, key=lambda one: one.start)
    heads = table.headings[:1] if stepped else [name for name in table.headings if _LEVEL.fullmatch(name)][:1]
    labels = [_label(context, table, at_row, name, at) for name in heads]
    if stepped and any(labels) and _is_shared(context, table, at_row, at):
        labels.append(_label(context, table, at_row, table.headings[1], at))
    return "".join(labels) + _name_of_column(context, row, at) or None


def _is_shared(context: Context, table: Table, at_row: int, at: int) -> bool:
    """Whether the first cell of a row calls the row above or below so too, and the second one tells them apart."""
    first, second = table.headings[:2]
    if kinds_of(second) & (Head.GRANT | Head.BODY | Head.BESIDE):
        return False
    beside = [n for n in (at_row - 1, at_row + 1) if 0 <= n < len(table.rows)]
    own = _label(context, table, at_row, first, at)
    return any(_label(context, table, n, first, at) == own for n in beside)


def _label(context: Context, table: Table, at_row: int, heading: str, at: int) -> str:
    """The words of a cell, where they are a name and neither a threshold nor what is given."""
    cell = _cell_below(context, table, at_row, heading)
    words = context.text[cell.start : cell.end] if cell and not (cell.gives or cell.start <= at < cell.end) else ""
    return words if is_name(words) and not _BOUND.search(words) else ""


def _cell_below(context: Context, table: Table, at_row: int, heading: str) -> Cell | None:
    """The cell of a row below a name, which may be one with the rows above."""
    rows = reversed(table.rows[max(0, at_row - _FAR) : at_row + 1])
    found = (c for r in rows for c in context.outline.text.cells_of(r) if c.heading == heading)
    return next(found, None)


def _name_of_column(context: Context, row: Row, at: int) -> str:
    """What the name of a column of sums says, where there are several that are no more than such a name."""
    names = {c: _apart(c.heading) for c in context.outline.text.cells_of(row) if c.gives}
    own = next((name for c, name in names.items() if c.start <= at < c.end), "")
    return own if sum(map(bool, names.values())) > 1 else ""


def _apart(heading: str) -> str:
    """What tells a column of sums from the others: 去程（元/标箱）, 国家级：奖励标准, 省级奖励."""
    name, of, _ = heading.partition(OF)
    government = GOVERNMENT.match(heading)
    return name if of else _UNIT.sub("", heading) if not kinds_of(heading) else government[0] if government else ""


def cells_of_recipient(context: Context, frame: Frame) -> tuple[Cell, ...]:
    """The cells of the same row that say for whom a grant is: 支持对象, 申报条件; none where no table has it."""
    at = frame.pieces[-1].start
    row = context.outline.text.row_at(at)
    cells = context.outline.text.cells_of(row) if row else ()
    granting = next((c for c in cells if c.start <= at < c.end), None)
    if granting is None or _WHOM.search(granting.heading):
        return ()
    return tuple(c for c in cells if _WHOM.search(c.heading))


def section_of_recipient(context: Context, frame: Frame) -> tuple[int, int] | None:
    """The words under 【支持对象】 in front of a grant, of the provision that it stands in or of one above it."""
    path = frame.pieces[0].passage.provision or ()
    before = (s for s in reversed(context.sections) if s.start < frame.start and _SECTION.match(s.name))
    found = next((s for s in before if s.owner and path[: len(s.owner)] == s.owner), None)
    return (found.body, min(found.end, frame.start)) if found else None
