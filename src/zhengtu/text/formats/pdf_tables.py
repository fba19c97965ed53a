"""The tables that lines on a page of a PDF file rule, and the text of their cells. Whole files are read in pdf.py."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TypeAlias

from zhengtu.text.formats.lines import Lines
from zhengtu.text.heads import names_columns

_THIN = 3.0  # points; a filled rectangle as thin is a line, and two lines as near are one
_LONG = 6.0  # points; what is shorter is a mark or part of a letter
_MOST_LINES = 2000
_MOST_COLUMNS, _MOST_ROWS = 20, 150
_FEWEST = 2  # columns, and rows
EDGE = 2  # lines at the top and the bottom of a page, which may be those of every page
_ENDED = re.compile(r"[。；]$")
_STROKED, _FILLED = (b"S", b"s", b"B", b"B*", b"b", b"b*"), (b"f", b"F", b"f*")

Point: TypeAlias = tuple[float, float]
# Which lines stand left of, below, right of and above a cell.
Box: TypeAlias = tuple[int, int, int, int]


@dataclass(slots=True)
class Cell:
    """A cell: its lines, and how many columns and rows it covers."""

    lines: list[str]
    columns: int = 1
    rows: int = 1
    bottom: float = 0.0  # where its last line stands


Row: TypeAlias = list[Cell]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line that is upright (at x, from y to y) or level (at y, from x to x)."""

    at: float
    begin: float
    end: float


class Page:
    """Collects what is drawn on a page, as visitors of pypdf: lines, and text with its place."""

    def __init__(self) -> None:
        self._upright: list[_Rule] = []
        self._level: list[_Rule] = []
        self._shapes: list[list[Point]] = []
        self._texts: list[tuple[str, Point]] = []

    def draw(self, operator: object, operands: Sequence[object], matrix: Sequence[float]) -> None:
        """Take note of what an operator of a path draws."""
        if operator in _STROKED:
            for shape in self._shapes:
                for first, second in pairwise(shape):
                    self._add(first, second)
        elif operator in _FILLED:
            for shape in self._shapes:
                across, up = zip(*shape, strict=True)
                self._add((min(across), min(up)), (max(across), max(up)))
        if operator in (*_STROKED, *_FILLED, b"n"):
            self._shapes = []
        elif operator in (b"re", b"m", b"l"):
            self._extend(operator, operands, matrix)

    def write(self, text: str, matrix: Sequence[float], text_matrix: Sequence[float], *_: object) -> None:
        """Take note of text; what prints nothing stands where the text before it does."""
        place = _placed((text_matrix[4], text_matrix[5]), matrix)
        self._texts.append((text, place if text.strip() or not self._texts else self._texts[-1][1]))

    def items(self, text: str) -> list[str | Row]:
        """The lines of a page, whose text is this as it comes, and the rows of its tables."""
        grid = _Grid.of(self._upright, self._level)
        if grid is None:
            return [*_printed([text])]
        items: list[str | Row] = []
        running: list[str] = []
        done: set[int] = set()
        for written, place in self._texts:
            table = grid.write(written, place)
            if table is None:
                running.append(written)
            elif table not in done:
                done.add(table)
                items += [*_printed(running), *grid.tables[table]]
                running = []
        return [*items, *_printed(running)]

    def _extend(self, operator: object, operands: Sequence[object], matrix: Sequence[float]) -> None:
        try:
            numbers = [float(str(operand)) for operand in operands]
        except ValueError:
            return
        if operator == b"re" and len(numbers) == 4:
            x, y, width, height = numbers
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
            self._shapes.append([_placed(corner, matrix) for corner in corners])
        elif len(numbers) == 2:
            point = _placed((numbers[0], numbers[1]), matrix)
            if operator == b"m" or not self._shapes:
                self._shapes.append([point])
            else:
                self._shapes[-1].append(point)

    def _add(self, first: Point, second: Point) -> None:
        (left, right), (low, high) = sorted((first[0], second[0])), sorted((first[1], second[1]))
        if right - left <= _THIN and high - low >= _LONG:
            self._upright.append(_Rule((left + right) / 2, low, high))
        elif high - low <= _THIN and right - left >= _LONG:
            self._level.append(_Rule((low + high) / 2, left, right))


@dataclass(slots=True)
class _Grid:
    """The cells between the lines of a page, and the tables that they make.

    across and up are the places of the lines; boxes says for each column and band between them which box holds it.
    """

    across: Sequence[float]
    up: Sequence[float]
    boxes: Mapping[tuple[int, int], Box]
    cells: dict[Box, tuple[int, Cell]] = field(default_factory=dict)
    tables: list[list[Row]] = field(default_factory=list)

    @classmethod
    def of(cls, upright: Sequence[_Rule], level: Sequence[_Rule]) -> _Grid | None:
        """The grid of these lines; None where they rule no table."""
        across, up = _places(upright), _places(level)
        if len(upright) + len(level) > _MOST_LINES or len(across) > _MOST_COLUMNS or len(up) > _MOST_ROWS:
            return None
        grid = cls(across, up, dict(_boxes(across, up, upright, level)))
        bands = [{box for (_, at), box in grid.boxes.items() if at == band} for band in reversed(range(len(up)))]
        for is_table, run in groupby(bands, key=bool):
            if is_table:
                grid.take(set().union(*run))
        return grid if grid.tables else None

    def take(self, boxes: set[Box]) -> None:
        """Take neighbouring boxes for a table, if they have rows and columns."""
        lefts, tops = {box[0] for box in boxes}, {box[3] for box in boxes}
        if len(lefts) < _FEWEST or len(tops) < _FEWEST:
            return
        rows: list[Row] = []
        for top in sorted(tops, reverse=True):
            rows.append([])
            for box in sorted(box for box in boxes if box[3] == top):
                columns = sum(box[0] <= left < box[2] for left in lefts)
                covered = sum(box[1] < other <= box[3] for other in tops)
                rows[-1].append(Cell([], columns, covered))
                self.cells[box] = len(self.tables), rows[-1][-1]
        self.tables.append(rows)

    def write(self, text: str, place: Point) -> int | None:
        """Write text into the cell that holds it; tell in which table, None for text outside of all."""
        x, y = place
        box = self.boxes.get((bisect.bisect(self.across, x + 1) - 1, bisect.bisect(self.up, y + 2) - 1))
        if box is None or box not in self.cells:
            return None
        table, cell = self.cells[box]
        words = text.replace("\n", "")
        if cell.lines and abs(cell.bottom - y) <= _THIN:
            cell.lines[-1] += words
        elif words := words.strip():
            cell.lines.append(words)
            cell.bottom = y
        return table


def _places(rules: Sequence[_Rule]) -> list[float]:
    """Where lines stand, those near each other as one."""
    places: list[float] = []
    for at in sorted({rule.at for rule in rules}):
        if not places or at - places[-1] > _THIN:
            places.append(at)
    return places


def _boxes(
    across: Sequence[float], up: Sequence[float], upright: Sequence[_Rule], level: Sequence[_Rule]
) -> Iterator[tuple[tuple[int, int], Box]]:
    """For each column and band the lines that stand nearest round it; none where one is missing."""
    ends = [_crossing(level, up, (left + right) / 2) for left, right in pairwise(across)]
    for band, (low, high) in enumerate(pairwise(up)):
        sides = _crossing(upright, across, (low + high) / 2)
        for column in range(len(across) - 1):
            at, over = bisect.bisect(sides, column), bisect.bisect(ends[column], band)
            if 0 < at < len(sides) and 0 < over < len(ends[column]):
                yield (column, band), (sides[at - 1], ends[column][over - 1], sides[at], ends[column][over])


def _crossing(rules: Sequence[_Rule], places: Sequence[float], at: float) -> list[int]:
    """Which of the places have a line that reaches over at."""
    return sorted(
        {bisect.bisect(places, rule.at) - 1 for rule in rules if rule.begin - _THIN <= at <= rule.end + _THIN}
    )


def _placed(point: Point, matrix: Sequence[float]) -> Point:
    """Where a point stands on the page."""
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _printed(texts: Iterable[str]) -> Iterator[str]:
    """The lines of running text that print something."""
    return (line for raw in "".join(texts).splitlines() if (line := raw.strip()))


def written(pages: Sequence[list[str | Row]]) -> list[list[str]]:
    """The lines of pages, each row as one; a table that goes on at the top of a page has no second heading there."""
    for before, page in pairwise(pages):
        _join_broken_row(before, page)
    lines: list[list[str]] = []
    heading: Row | None = None
    for page in pages:
        lines.append([])
        above, heading = heading, None
        for is_row, run in groupby(page, key=lambda item: not isinstance(item, str)):
            if is_row:
                rows = [item for item in run if not isinstance(item, str)]
                own, heading = _continued(rows, above if len(lines[-1]) <= EDGE else None)
                lines[-1] += _lines([heading, *own])[0 if heading is rows[0] else len(_lines([heading])) :]
            else:
                texts = [item for item in run if isinstance(item, str)]
                heading = heading if len(texts) <= EDGE else None
                lines[-1] += texts
    return lines


def _continued(rows: Sequence[Row], above: Row | None) -> tuple[Sequence[Row], Row]:
    """The rows below a heading, and that heading: of the table on the page above, where they go on with it."""
    first = _words(rows[0])
    if above is None or sum(cell.columns for cell in rows[0]) != sum(cell.columns for cell in above):
        return rows[1:], rows[0]
    if first == _words(above):
        return rows[1:], above
    return (rows[1:], rows[0]) if names_columns([name for name in first if name]) else (rows, above)


def _lines(rows: Sequence[Row]) -> list[str]:
    """The lines of rows; what stands on several lines of a cell is one."""
    lines = Lines()
    for row in rows:
        lines.open_row()
        for cell in row:
            lines.open_cell(cell.columns, cell.rows)
            lines.write("".join(cell.lines))
            lines.close_cell()
        lines.close_row()
    return lines.text().splitlines()


def _join_broken_row(before: Sequence[str | Row], page: list[str | Row]) -> None:
    """Move what is left of a row at the top of a page to the row that ends the page above."""
    last = next((item for item in before[: -EDGE - 2 : -1] if not isinstance(item, str)), None)
    headings = [_words(item) for item in before if not isinstance(item, str)]
    rows = [item for item in page[: EDGE + 2] if not isinstance(item, str) and _words(item) not in headings]
    if last is None or not rows or len(rows[0]) != len(last) or rows[0][0].lines or not last[0].lines:
        return
    parts = [(cell, rest) for cell, rest in zip(last, rows[0], strict=True) if rest.lines]
    if any(not cell.lines for cell, _ in parts) or all(_ENDED.search(cell.lines[-1]) for cell, _ in parts):
        return
    for cell, rest in parts:
        cell.lines += rest.lines
    page[:] = [item for item in page if item is not rows[0]]


def _words(row: Row) -> list[str]:
    return ["".join("".join(cell.lines).split()) for cell in row]
