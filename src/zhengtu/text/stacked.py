"""Tables with a cell a line and no column 序号, whose rows are as long as their heading. What names a column: heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from zhengtu.text.characters import MARKED_LINE, NUMERAL, SECTION_LINE, Line
from zhengtu.text.fitting import full_width, mended
from zhengtu.text.heads import Head, kinds_of, names_columns
from zhengtu.text.sums import giving_columns, heads_sums, is_sum
from zhengtu.text.wrapping import Measure, measure

_FEWEST, _MOST = 3, 8  # columns
_FEWEST_ROWS = 2
_LONGEST = 500  # lines
_ANNOUNCES = re.compile("：$|^.{2,30}(?:标准|[表单录])$")
_LEAD = 4  # lines of the sentence above a table
_LONGEST_CELL = 40  # characters of one in a table that its sums tell
_GIVES = re.compile(r"\d|[奖补贴给支免减]|一事一议|不[设限]|^[-—－/无]$")
_BODY = re.compile(r"(?:[局委办部厅院行会府关司处站]|中心|单位|部门|银行|公司|街道)(?:（[^（）]+）)?$|^[-—/无]$")
# Numbers that rows may begin with, each style by itself.
_STYLES = tuple(
    re.compile(form)
    for form in (rf"（[{NUMERAL}]{{1,3}}）(?=\S)", rf"[{NUMERAL}]{{1,3}}、(?=\S)", r"\d{1,2}(?:、|\.(?!\d))(?=\S)")
)


def stacked_rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines one by one, those of a row of such a table together."""
    measured = measure(lines)
    at = 0
    while at < len(lines):
        width = _width(lines, at)
        table = list(_table(lines[at : at + width], lines[at + width : at + _LONGEST], measured)) if width else []
        if sum(len(row) == width for row in table) <= _FEWEST_ROWS:
            table = _table_of_sums(lines, at)
        if not table:
            yield [lines[at]]
            at += 1
            continue
        yield from table
        at += sum(1 + len(cell.joints) for row in table for cell in row)


def _table(names: Sequence[Line], below: Sequence[Line], measured: Measure) -> Iterator[list[Line]]:
    """The heading, the rows, and lines that name a section between them."""
    yield [replace(cell, in_table=True) for cell in names]
    measured = measured if measured.is_exact else Measure(full_width(below), is_exact=True)
    lines = mended(below, measured)
    at = 0
    while True:
        section = lines[at : at + 1] if at < len(lines) and SECTION_LINE.fullmatch(lines[at].text) else []
        rows = list(_rows(lines, at + len(section), names))
        if section and rows:
            yield [replace(section[0], in_table=False)]
        for number, row in enumerate(rows):
            yield [replace(cell, in_table=True, resumes=bool(section) and number == 0) for cell in row]
        at += len(section) + len(names) * len(rows)
        if not rows:
            return


def _table_of_sums(lines: Sequence[Line], at: int) -> list[list[Line]]:
    """A heading below words that promise something, and rows as long with a sum in the same columns; or nothing."""
    if not at or not _ANNOUNCES.search(lines[at - 1].text):
        return []
    near = list(takewhile(_is_cell, lines[at : at + 2 * _MOST]))
    figures = [any(map(str.isdigit, cell.text)) for cell in near]
    for width in range(2, len(near) // 2 + 1):
        if not any(figures[width : 2 * width]):
            continue
        names = [name.text for name in near[:width]]
        giving = list(giving_columns(names, [[cell.text for cell in near[width : 2 * width]]]))
        if giving and _gives(names, giving, near[width : 2 * width]):
            table = [near[:width], *_rows_of_sums(lines[at + width : at + _LONGEST], names, giving)]
            above = "".join(line.text for line in lines[max(0, at - _LEAD) : at])
            if heads_sums(names, [[cell.text for cell in row] for row in table[1:]], above):
                return [[replace(cell, in_table=True) for cell in row] for row in table]
    return []


def _rows_of_sums(lines: Sequence[Line], names: Sequence[str], giving: Sequence[int]) -> Iterator[list[Line]]:
    for begin in range(0, len(lines) - len(names) + 1, len(names)):
        row = list(lines[begin : begin + len(names)])
        if not all(map(_is_cell, row)) or not _gives(names, giving, row):
            return
        yield row


def _is_cell(line: Line) -> bool:
    marked = MARKED_LINE.match(line.text) or line.text.endswith(("。", "："))
    return not (line.in_table or line.is_row or marked or len(line.text) > _LONGEST_CELL)


def _gives(names: Sequence[str], giving: Sequence[int], row: Sequence[Line]) -> bool:
    return not is_sum(row[0].text, "") and all(is_sum(row[at].text, names[at]) for at in giving)


def _width(lines: Sequence[Line], at: int) -> int:
    """How many lines from a place on are names of columns; 0 where these name no table."""
    names: list[str] = []
    for line in lines[at : at + _MOST]:
        if line.in_table or line.is_row or not kinds_of(line.text):
            break
        names.append(line.text)
    return len(names) if len(names) >= _FEWEST and names_columns(names) else 0


def _rows(lines: Sequence[Line], begin: int, names: Sequence[Line]) -> Iterator[list[Line]]:
    kinds, width = [kinds_of(line.text) for line in names], len(names)
    style = next((s for s in _STYLES if begin < len(lines) and s.match(lines[begin].text)), None)
    for at in range(begin, len(lines) - width + 1, width):
        row = list(lines[at : at + width])
        if not _is_row(row, kinds, style):
            return
        yield row


def _is_row(row: Sequence[Line], kinds: Sequence[Head], style: re.Pattern[str] | None) -> bool:
    """Whether lines fit the names of the columns, one of which tells: a sum, or a body."""
    first, *others = row
    numbered = style is not None and style.match(first.text)
    if any(cell.in_table or cell.is_row for cell in row) or (MARKED_LINE.match(first.text) and not numbered):
        return False
    if (style is not None and not numbered) or any(style is not None and style.match(cell.text) for cell in others):
        return False
    tells = [
        bool(pattern.search(cell.text))
        for cell, kind in zip(row, kinds, strict=True)
        for head, pattern in ((Head.GRANT, _GIVES), (Head.BODY, _BODY))
        if kind is head
    ]
    return bool(tells) and all(tells)
