"""One spelling for one thing: characters, blanks and broken lines, with a map back into the untouched source.

No knowledge of provisions or facts lives here; what begins a numbered line is the only structural hint it uses.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from zhengtu.model.record import Evidence
from zhengtu.model.script import Script
from zhengtu.text.characters import Line, fold
from zhengtu.text.columns import cells_of, headed, names_of
from zhengtu.text.sums import giving_columns
from zhengtu.text.tables import read_lines
from zhengtu.text.wrapping import is_wrapped, measure

Span: TypeAlias = tuple[int, int]

_TOTAL = re.compile("[合总小共]计(?:，|$)")  # a row that sums up the others grants nothing
_MARKS = (("《", "》"), ("“", "”"), ("（", "）"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table in the normal text, and the heading of its column; gives: it says what is given."""

    heading: str
    start: int
    end: int
    gives: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table in the normal text: its number, if it has one, up to body, its cells up to end."""

    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the normal text: the names of its columns and its rows. resumes: below the name of a section."""

    start: int
    end: int
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    resumes: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A source and its normal form. normal[i] was read from raw[starts[i]:ends[i]]; both grow with i.

    printed is the normal form in the characters of the source: in a traditional text another string, as long.
    tables are those with a heading 序号 or the names of columns, cells theirs where each has a heading, row_numbers
    what numbers the rows of any table.
    """

    raw: str
    normal: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    printed: str
    tables: tuple[Table, ...] = ()
    cells: tuple[Cell, ...] = ()
    row_numbers: tuple[tuple[int, int], ...] = ()

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where normal[start:end] stands in the source, blanks at both ends left out."""
        while start < end and self.normal[start].isspace():
            start += 1
        while end > start and self.normal[end - 1].isspace():
            end -= 1
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.raw)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def is_in_table(self, at: int) -> bool:
        """Whether a place of the normal text is in a table, where numbers count rows or what a cell lists."""
        return self.table_at(at) is not None

    def is_in_heading(self, at: int) -> bool:
        """Whether a place of the normal text is among the names of the columns of a table."""
        table = self.table_at(at)
        return table is not None and not table.resumes and (not table.rows or at < table.rows[0].start)

    def row_at(self, at: int) -> Row | None:
        """The row of a table that holds a place of the normal text."""
        table = self.table_at(at)
        return next((row for row in table.rows if row.start <= at < row.end), None) if table else None

    def cells_of(self, row: Row) -> tuple[Cell, ...]:
        """The cells of a row that stand under names of columns."""
        first, end = (bisect.bisect_left(self.cells, at, key=lambda cell: cell.start) for at in (row.start, row.end))
        return self.cells[first:end]

    def cells_at(self, at: int) -> tuple[Cell, ...]:
        """The cell that holds a place of the normal text, if one does."""
        before = bisect.bisect_right(self.cells, at, key=lambda cell: cell.start)
        return self.cells[before - 1 : before] if before and at < self.cells[before - 1].end else ()

    def table_at(self, at: int) -> Table | None:
        """The table that holds a place of the normal text."""
        before = bisect.bisect_right(self.tables, at, key=lambda table: table.start)
        return self.tables[before - 1] if before and at < self.tables[before - 1].end else None

    def evidence(self, start: int, end: int) -> Evidence:
        """The verbatim words of the source behind normal[start:end]."""
        first, last = self.raw_span(start, end)
        return Evidence(first, last, self.raw[first:last])


def normalise(raw: str, script: Script | None = None) -> Text:
    """Fold a source into its normal form.

    Full-width letters and digits become half-width, clause punctuation and brackets full-width, blanks inside
    Chinese text go, cells of a row are divided by ， (a label from its value by ：), lines that were only wrapped are
    joined, and with a script traditional characters become simplified. A newline in the result is a paragraph break.

    >>> normalise("对参加境外展会的企业给予补助,每个展位最高 2.5 万元,单家企\\n\\n业限６个").normal
    '对参加境外展会的企业给予补助，每个展位最高2.5万元，单家企业限6个'
    >>> normalise("研发补助\\t高新技术企业\\t最高50万元\\n责任单位\\t区科技局").normal
    '研发补助，高新技术企业，最高50万元\\n责任单位：区科技局'
    """
    simplified = script.simplified(raw) if script else raw
    folded = fold(simplified)
    lines = read_lines(folded)
    measured = measure(lines)
    pieces: list[str] = []
    places: list[int] = []
    begins: list[int] = []
    opened = (0,) * len(_MARKS)
    for index, line in enumerate(lines):
        if index:
            inside = any(count > 0 for count in opened)
            wrapped = line.runs_on or is_wrapped(lines[index - 1], line, measured, inside)
            joint = ("" if not _are_words(lines[index - 1], line) else " ") if wrapped else "\n"
            pieces.append(joint)
            places += [places[-1] + 1] * len(joint)
            opened = opened if wrapped else (0,) * len(_MARKS)
        begins.append(len(places))
        pieces.append(line.text)
        places += line.places
        opened = tuple(n + line.text.count(a) - line.text.count(b) for n, (a, b) in zip(opened, _MARKS, strict=True))
    normal = "".join(pieces)
    printed = normal if simplified is raw else _as_printed(raw, simplified, folded, normal, places)
    ends = tuple(at + 1 for at in places)
    spans = [(start, start + len(line.text)) for line, start in zip(lines, begins, strict=True)]
    numbers = tuple(span for line, span in zip(lines, spans, strict=True) if line.is_row_number)
    tables = list(_tables(lines, spans))
    cells = tuple(cell for heading, run in tables for cell in _cells(heading, run))
    return Text(raw, normal, tuple(places), ends, printed, tuple(_table(*table) for table in tables), cells, numbers)


def _are_words(before: Line, after: Line) -> bool:
    first, last = after.text[0], before.text[-1]
    return last.isascii() and last.isalnum() and first.isascii() and first.isalpha()


def _as_printed(raw: str, simplified: str, folded: str, normal: str, places: Sequence[int]) -> str:
    """The normal form with the traditional characters back in their places."""
    return "".join(raw[at] if c == folded[at] == simplified[at] else c for c, at in zip(normal, places, strict=True))


def _tables(lines: Sequence[Line], spans: Sequence[Span]) -> Iterator[tuple[Line, list[tuple[Line, Span]]]]:
    """Tables with their headings: the first line, or where one resumes below the name of a section that further up."""
    heading: Line | None = None
    for in_table, run in groupby(zip(lines, spans, strict=True), key=lambda line: line[0].in_table):
        if in_table:
            table = list(run)
            heading = heading if heading and table[0][0].resumes else table[0][0]
            yield heading, table


def _rows(heading: Line, table: Sequence[tuple[Line, Span]]) -> Sequence[tuple[Line, Span]]:
    return table[1:] if table[0][0] is heading else table


def _cells(heading: Line, table: Sequence[tuple[Line, Span]]) -> Iterator[Cell]:
    rows = _rows(heading, table)
    names = names_of(heading)
    giving = {names[at] for at in giving_columns(names, [cells_of(heading, row) for row, _ in rows])}
    for row, (start, _) in rows:
        own = giving if not _TOTAL.match(row.text) else set()
        for name, words, begin in headed(heading, row):
            yield Cell(name, start + begin, start + begin + len(words), gives=name in own)


def _table(heading: Line, run: Sequence[tuple[Line, Span]]) -> Table:
    """A table with its rows: from each number to the next, or where no row has one, each line of cells."""
    start, end = run[0][1][0], run[-1][1][1]
    rows = _rows(heading, run)
    numbered = [span for line, span in rows if line.is_row_number]
    begins = numbered or [(at, at) for line, (at, _) in rows if line.is_row and line.cells]
    ends = [*(begin for begin, _ in begins[1:]), *[end] * bool(begins)]
    found = tuple(Row(begin, body, stop) for (begin, body), stop in zip(begins, ends, strict=True))
    return Table(start, end, tuple(names_of(heading)), found, run[0][0].resumes)
