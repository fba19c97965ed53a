"""The lines of a source, those of tables put together as rows. What stands in a cell is nobody's business here."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile, zip_longest

from zhengtu.text.broken import with_whole_rows
from zhengtu.text.characters import CELL, ENDED, MARKED_LINE, NUMERAL, SECTION_LINE, Line, read_line
from zhengtu.text.columns import as_steps, with_names, with_units, with_whole_heading
from zhengtu.text.comma_separated import with_cells
from zhengtu.text.fitting import bodies_in_one, end_of_row, fitted, full_width, mended, row_number
from zhengtu.text.heads import names_columns
from zhengtu.text.ruled import unruled
from zhengtu.text.run_together import with_lost_marks
from zhengtu.text.stacked import stacked_rows
from zhengtu.text.sums import heads_sums
from zhengtu.text.wrapping import measure

# The first heading of nearly every table. With a blank behind it, blanks set the columns of the table apart.
_HEADING = re.compile(r"序[ \u3000]?号(?:[ \u3000\u00a0]*\t|(?P<columns>[ \u3000\u00a0]+(?=\S))|\s*$)")
_WIDE = re.compile(r"\s*\t\s*|[ \u00a0]*\u3000\s*|[ \u00a0]{2,}")
_BEHIND_TABLE = re.compile(
    rf"第[{NUMERAL}\d]{{1,5}}[章节条]|[{NUMERAL}]{{1,4}}、|（[{NUMERAL}]{{1,4}}）|备?注：|附[件表录注]"
)
_NUMBERED_ROW = re.compile(rf"\d{{1,3}}(?P<mark>[.、]?)，?|(?P<numeral>（[{NUMERAL}]{{1,3}}）|[{NUMERAL}]{{1,3}}、)，?")
_FEWEST_HEADINGS = 3
_MOST_ROWS = 60  # that are looked at
_LONGEST_LEAD = 200  # characters
_WIDE_GAP = 2  # blanks, where one may stand within a cell


def read_lines(folded: str) -> list[Line]:
    """The lines that are not blank; a table is one line a row, and the numbers of its rows are lines of their own."""
    marked, inserted = with_lost_marks(folded)
    lines = _read_lines(marked)
    return [_without(inserted, line) for line in lines] if inserted else lines


def _without(inserted: Sequence[int], line: Line) -> Line:
    """A line with the places that it has in a text where nothing was inserted."""
    return replace(line, places=tuple(max(0, place - bisect_left(inserted, place)) for place in line.places))


def _read_lines(folded: str) -> list[Line]:
    lines: list[Line] = []
    folded = unruled(with_cells(folded), _is_heading)
    printed = list(_lines(folded))
    if CELL in folded and (page := measure(printed)).is_exact:
        printed = list(_lines(with_whole_rows(folded, list(_printed(folded)), page.width, _columns)))
    stacked = stacked_rows(printed)
    found = [_as_row(cells) if len(cells) > 1 else cells[0] for cells in stacked]
    measured = measure(found)
    columns = 0
    runs = [list(run) for _, run in groupby(found, key=lambda line: line.in_table)]
    for run, *below in zip_longest(runs, runs[1:], runs[2:]):
        if run[0].in_table:
            goes_on = below[1] is not None and below[1][0].resumes
            run = list(_rows(mended(run, measured), columns if run[0].resumes else 0, goes_on=goes_on))
            columns = columns if run[0].resumes else len(run[0].cells)
        lines += run
    lines = [part for line in lines for part in (_numbered(line) if line.is_row else (line,))]
    return _with_headings(lines)


def _with_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines, what the names of columns say written into the rows below them."""
    read: list[Line] = []
    heading: list[Line] = []
    for in_table, run in groupby(lines, key=lambda line: line.in_table):
        stretch = list(run)
        if in_table:
            resumed = heading if stretch[0].resumes else []
            whole = list(with_whole_heading([*resumed, *stretch]))
            heading = whole[:1]
            united = list(with_units(whole, read[-1] if read else None))
            stretch = list(as_steps(list(with_names(united))))[len(resumed) :]
        read += stretch
    return read


def _lines(folded: str) -> Iterator[Line]:
    """The lines as they stand. A table reaches from its heading to what is clearly no cell."""
    heading: Heading | None = None
    resumes = False
    spans = list(_printed(folded))
    for at, ((start, end), below) in enumerate(zip_longest(spans, spans[1:])):
        line = read_line(folded, start, end, divider=heading.divider if heading else 0)
        found = _heading(folded, line.places[0], end) if line else None
        if line and (found := found or (None if heading else _heading_of_sums(folded, spans, at))):
            heading, resumes = found, False
            line = read_line(folded, start, end, divider=heading.divider)
        elif line and heading and _ends_table(line, heading):
            resumes = _names_section(line) and below is not None and _is_row(folded, below, heading)
            heading = heading if resumes else None
            yield line if resumes else read_line(folded, start, end) or line
            continue
        if line:
            yield replace(line, in_table=True, resumes=resumes) if heading else line
            resumes = False


def _printed(folded: str) -> Iterator[tuple[int, int]]:
    """Where the lines that are not blank stand."""
    start = 0
    for content, whole in zip(folded.splitlines(), folded.splitlines(keepends=True), strict=True):
        if not content.isspace() and content:
            yield start, start + len(content)
        start += len(whole)


def _names_section(line: Line) -> bool:
    return not line.is_row and SECTION_LINE.fullmatch(line.text) is not None


def _is_row(folded: str, span: tuple[int, int], heading: Heading) -> bool:
    """Whether a line is a row of a table, or the number of one, and no heading."""
    line = read_line(folded, *span, divider=heading.divider)
    is_row = line is not None and (line.is_row or (heading.is_numbered and row_number(line) is not None))
    return is_row and _heading(folded, *span) is None


@dataclass(frozen=True, slots=True)
class Heading:
    """How the heading of a table tells its columns apart, and whether one is for the numbers of the rows."""

    divider: int  # so many blanks divide cells, 0: none do
    is_numbered: bool


def _heading(folded: str, start: int, end: int) -> Heading | None:
    """Read a line as the heading of a table: 序号, or names of columns with what is granted and how much of it."""
    words = folded[start:end].strip()
    names = [name for name in _WIDE.split(words) if name]
    if found := _HEADING.match(folded, start, end):
        any_blank = len(names) < len(words.split())
        return Heading((1 if any_blank else _WIDE_GAP) if found["columns"] else 0, is_numbered=True)
    if names_columns(names):
        return Heading(0 if CELL in words else _WIDE_GAP, is_numbered=False)
    return None


def _heading_of_sums(folded: str, spans: Sequence[tuple[int, int]], at: int) -> Heading | None:
    """Read a line as the heading of a table whose columns are known by the sums below them and the words above it."""
    start, end = spans[at]
    names = _cells(folded[start:end])
    first = folded[slice(*spans[at + 1])] if at + 1 < len(spans) else ""
    if len(names) < 2 or not all(names) or not (CELL in first or _WIDE.search(first)):
        return None
    below = (_cells(folded[a:b]) for a, b in spans[at + 1 : at + _MOST_ROWS])
    padded = (cells + [""] * (len(names) - len(cells)) if len(cells) > 1 else cells for cells in below)
    rows = takewhile(lambda cells: len(cells) == len(names), padded)
    above = folded[max(0, start - _LONGEST_LEAD) : start]
    divider = 0 if CELL in folded[start:end] else _WIDE_GAP
    return Heading(divider, is_numbered=False) if heads_sums(names, rows, above) else None


def _is_heading(cells: Sequence[str], rows: Iterable[Sequence[str]], above: str) -> bool:
    return names_columns([cell for cell in cells if cell]) or heads_sums(cells, rows, above)


def _cells(words: str) -> list[str]:
    return [cell.strip() for cell in (words.split(CELL) if CELL in words else _WIDE.split(words.strip()))]


def _columns(words: str) -> int:
    """How many columns a table has whose heading a line is, cells of which are divided by tabs."""
    cells = words.count(CELL) + 1
    return cells if cells > 1 and _heading(words, 0, len(words)) else 0


def _ends_table(line: Line, heading: Heading) -> bool:
    """Whether a line is no part of the table above: numbered, a note, or where blanks divide cells a sentence."""
    if _BEHIND_TABLE.match(line.text):
        return not (heading.is_numbered and len(line.cells) > 1 and _NUMBERED_ROW.match(line.text))
    is_sentence = line.text.endswith("。") and (heading.divider == 1 or not line.is_row)
    return is_sentence and (heading.divider > 0 or not heading.is_numbered)


def _rows(table: Sequence[Line], columns: int, *, goes_on: bool) -> Iterator[Line]:
    """Put cells that have a line each together: the headings, then with each number as many as there are headings.

    What follows the last row is no table, and neither is a heading that no row follows. A table that resumes below the
    name of a section has as many columns as its heading above, which may stand alone; there, the table goes_on.
    """
    begins = list(_row_starts(table, columns))
    if any(line.is_row for line in table[:1]):
        last = max(at for at, line in enumerate(table) if line.is_row)
        end = last + 1 if last or columns or goes_on else 0
        yield from table[:end]
    elif begins:
        columns, starts, width = columns or begins[0], begins if columns else [0, *begins], full_width(table)
        end = end_of_row(table, begins[-1], columns, width)
        for begin, stop in zip(starts, [*starts[1:], end], strict=True):
            row = bodies_in_one(table[begin:stop], columns)
            yield from _joined(fitted(row, columns, width))
    else:
        end = len(table) if goes_on else 0
        yield from [_as_row(table)] * goes_on
    yield from (replace(line, in_table=False) for line in table[end:])


def _row_starts(table: Sequence[Line], columns: int) -> Iterator[int]:
    """Where the numbers of rows stand alone on a line, as far apart as the headings are many if they can be."""
    last = 0 if columns else _first_row(table)
    columns = columns or last
    number = row_number(table[last])
    while columns >= _FEWEST_HEADINGS and number is not None:
        yield last
        number += 1
        regular = last + columns
        if not (regular < len(table) and row_number(table[regular]) == number):
            regular = next((at for at in range(last + 2, len(table) - 1) if row_number(table[at]) == number), 0)
        last = regular
        number = number if regular else None


def _first_row(table: Sequence[Line]) -> int:
    """Where the row 1 begins or, in a table that goes on numbering from one above, a row that its successor follows."""
    first = next((at for at, line in enumerate(table) if row_number(line) == 1), 0)
    begin = next((at for at, line in enumerate(table) if at >= _FEWEST_HEADINGS and row_number(line)), 0)
    successor = (row_number(table[begin]) or 0) + 1
    return begin if any(row_number(line) == successor for line in table[begin + 2 :]) else first


def _joined(cells: Sequence[Line]) -> Iterator[Line]:
    """One line of the cells of a row; numbered paragraphs within a cell stay lines of their own."""
    row: list[Line] = []
    for cell in cells:
        if row and MARKED_LINE.match(cell.text):
            yield _as_row(row)
            row = []
        row.append(cell)
    yield _as_row(row)


def _as_row(cells: Sequence[Line]) -> Line:
    texts: list[str] = []
    places: list[int] = []
    begins: list[int] = []
    for cell in cells:
        if texts and texts[-1][-1] not in ENDED:
            texts.append("，")
            places.append(places[-1] + 1)
        begins.append(len(places))
        texts.append(cell.text)
        places += cell.places
    columns = tuple(range(len(begins)))
    text = "".join(texts)
    row = replace(cells[0], text=text, places=tuple(places), is_row=True, cells=tuple(begins), columns=columns)
    return replace(row, width=len(begins))


def _numbered(row: Line) -> Iterator[Line]:
    """Set the number of a row apart from its cells; 1. is one only in a table that has a heading for it."""
    number = _NUMBERED_ROW.match(row.text) if len(row.cells) > 1 else None
    if number and _is_set_apart(row, number):
        at, end = len(number[0].rstrip("，")), number.end()
        yield replace(row, text=row.text[:at], places=row.places[:at], cells=(), columns=())
        begins = [begin - end for begin in row.cells if begin >= end]
        is_cell = begins[0] == 0  # else a tab stands behind 1. and divides no cells, or 1. is part of the first one
        shift = 0 if is_cell or row.places[end] == row.places[end - 1] + 1 else 1
        cells = tuple(begins if is_cell else [0, *begins])
        columns = tuple(column + shift for column in row.columns[-len(cells) :])
        width = row.width + shift
        row = replace(row, text=row.text[end:], places=row.places[end:], cells=cells, columns=columns, width=width)
    if row.text:
        yield row


def _is_set_apart(row: Line, number: re.Match[str]) -> bool:
    return number[0].endswith("，") or (row.in_table and bool(number["mark"] or number["numeral"]))
