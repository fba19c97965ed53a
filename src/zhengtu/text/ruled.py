"""Tables ruled with bars, given the tabs that other tables have, a row on a line. What a table is, tables.py knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TypeAlias

from zhengtu.text.characters import CELL, MARKED_LINE, SECTION_LINE

_BARS = str.maketrans(dict.fromkeys("│┃∣┆┊", "|"))
_EDGE = re.compile(r"^\s*\||\|\s*$")
_RULE = re.compile(r"[\s|:：+─━┄-]*")
_NUMBER = re.compile(r"\s*\|?\s*(\d{1,3})\s*[.、]?\s*\|")
_NUMBERING = re.compile(r"\s*\|?\s*序\s?号\s*\|")
_FEWEST_BARS = 2
_LONGEST_HEADING = 6  # lines
_MOST_ROWS, _FAR = 60, 4  # lines that are looked at below and above a heading
# What joins the lines of a row: layout that reads as nothing.
_JOINT = "\u200b"


@dataclass(slots=True)
class _Table:
    """The lines of a table so far, by number: those of the heading, then those of each row."""

    rows: list[list[int]]
    bars: int
    is_numbered: bool
    is_wrapped: bool
    rules: list[int] = field(default_factory=list)


Names: TypeAlias = Callable[[Sequence[str], Iterable[Sequence[str]], str], bool]


def unruled(folded: str, names_columns: Names) -> str:
    """Give back a text of the same length in which tabs stand for the bars of tables, and a row has one line.

    names_columns tells of cells, of the rows below them and of the line above whether they are the heading of a table.
    Bars elsewhere (首页|新闻) stay.
    """
    if folded.count("|") + folded.count("│") + folded.count("┃") < _FEWEST_BARS:
        return folded
    lines = folded.translate(_BARS).splitlines(keepends=True)
    out = folded.splitlines(keepends=True)
    at = 0
    while at < len(lines):
        table = _table(lines, at, names_columns)
        if table is None:
            at += 1
            continue
        for row in table.rows:
            for line in range(row[0], row[-1] + 1):
                out[line] = _tabbed(lines[line], is_first=line == row[0], is_last=line == row[-1])
        for line in table.rules:
            out[line] = re.sub(r"[^\r\n]" if _is_rule(lines[line]) else r"\|", " ", lines[line])
        at = max(table.rows[-1][-1], *table.rules, 0) + 1
    return "".join(out)


def _table(lines: Sequence[str], at: int, names_columns: Names) -> _Table | None:
    """The table whose heading begins at a line."""
    if "|" not in lines[at]:
        return None
    is_numbered = _NUMBERING.match(lines[at]) is not None
    end = _end_of_heading(lines, at) if is_numbered else at + 1
    heading = "".join(line.strip() for line in lines[at:end])
    if not is_numbered:
        below = (line for line in lines[end : end + _MOST_ROWS] if not _is_rule(line))
        rows = (_cells(line) for line in takewhile(lambda line: "|" in line, below))
        above = next((line for line in reversed(lines[max(0, at - _FAR) : at]) if line.strip()), "")
        if not names_columns(_cells(heading), rows, above):
            return None
    printed = [n for n in range(at, end) if lines[n].strip()]
    table = _Table([printed], _bars(heading), is_numbered, is_wrapped=len(printed) > 1)
    _read_rows(lines, end, table)
    return table if len(table.rows) > 1 else None


def _end_of_heading(lines: Sequence[str], at: int) -> int:
    """Where the row 1 begins that follows a heading; the next line where none does."""
    last = min(len(lines), at + 2 * _LONGEST_HEADING)
    ends = (n for n in range(at + 1, last) if _number(lines[n]) == 1 or _is_rule(lines[n]) or _is_section(lines[n]))
    return next(ends, at + 1)


def _read_rows(lines: Sequence[str], begin: int, table: _Table) -> None:
    number, open_bars = 0, table.bars
    for at in range(begin, len(lines)):
        line = lines[at]
        if not line.strip():
            continue
        if _is_rule(line) or _is_section(line):
            table.rules.append(at)
        elif _is_next(table, number, _number(line)) or _opens_row(lines, at, open_bars, table):
            number = _number(line) or number + 1
            open_bars = _bars(line)
            table.rows.append([at])
        elif len(table.rows) > 1 and _goes_on(lines, at, open_bars, table):
            table.is_wrapped = True
            open_bars += line.count("|")
            table.rows[-1].append(at)
        else:
            return


def _is_next(table: _Table, number: int, printed: int | None) -> bool:
    """Whether a printed number is that of the next row; the first may go on from a table above."""
    is_first = len(table.rows) == 1
    return table.is_numbered and printed is not None and (is_first or printed == number + 1)


def _opens_row(lines: Sequence[str], at: int, open_bars: int, table: _Table) -> bool:
    """Whether a line with bars has too many for the row above it to go on."""
    bars = _bars(lines[at])
    wraps = table.is_wrapped and open_bars < table.bars
    return not table.is_numbered and bars > 0 and not (wraps and open_bars + bars <= table.bars)


def _goes_on(lines: Sequence[str], at: int, open_bars: int, table: _Table) -> bool:
    """Whether a line is more of the row above: the row lacks cells, or its last cell filled the line before."""
    if open_bars < table.bars or (table.is_numbered and "|" in lines[at]):
        return True
    before = lines[table.rows[-1][-1]].rstrip()
    filled = table.is_wrapped and len(before) + 1 >= max(len(lines[row[0]].rstrip()) for row in table.rows)
    return filled and not MARKED_LINE.match(lines[at].strip())


def _number(line: str) -> int | None:
    found = _NUMBER.match(line)
    return int(found[1]) if found else None


def _is_rule(line: str) -> bool:
    return "-" in line and _RULE.fullmatch(line.strip()) is not None


def _is_section(line: str) -> bool:
    return SECTION_LINE.fullmatch(line.replace("|", " ").strip()) is not None


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _EDGE.sub("", line.strip()).split("|")]


def _bars(line: str) -> int:
    """The bars between cells."""
    return _EDGE.sub("", line.strip()).count("|")


def _tabbed(line: str, *, is_first: bool, is_last: bool) -> str:
    inner = line if not is_first else re.sub(r"^(\s*)\|", r"\1 ", line)
    inner = re.sub(r"\|(\s*)$", r" \1", inner) if is_last else inner
    inner = inner.replace("|", CELL)
    return inner if is_last else re.sub(r"[\r\n\x0b\x0c\x85\u2028\u2029]", _JOINT, inner)
