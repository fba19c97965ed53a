"""Running text and table cells put together as lines, for every format alike. No format is known here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from lxml import etree

from zhengtu.text.heads import Head, kinds_of, names_columns

Element: TypeAlias = etree._Element
Event: TypeAlias = Literal["start", "end", "skip"]
_SENTENCE_END = re.compile("[。；]")
_ENDED = re.compile("[。；，：、]$")


@dataclass(slots=True)
class _Cell:
    """A cell: its lines, how many rows below it also covers, whether it is one that covers its row from above."""

    lines: list[str] = field(default_factory=list)
    columns: int = 1
    rows_below: int = 0
    goes_on: bool = False


@dataclass(slots=True)
class _Table:
    """A table in the making: the names of its columns, if it is one of supports, and the cells of the row above."""

    names: list[str] = field(default_factory=list)
    above: list[_Cell] = field(default_factory=list)


class Lines:
    """Lines in the making. A row of cells is one line, its cells separated by tabs, unless a cell holds prose.

    In a table whose first row names its columns each row is one line, and has the recipient and the bodies of a cell
    that covers several rows.
    """

    def __init__(self) -> None:
        self._blocks: list[list[str]] = [[]]  # the lines of the document, then of each cell that is open
        self._rows: list[list[_Cell]] = []  # the cells of each row that is open
        self._tables: list[_Table] = []  # each within a cell of the one before
        self._line: list[str] = []

    def write(self, text: str) -> None:
        """Add to the line."""
        self._line.append(text)

    def end_line(self) -> None:
        """Close the line; an empty one leaves nothing behind."""
        if line := "".join(self._line).strip():
            self._blocks[-1].append(line)
            del self._tables[len(self._rows) :]
        self._line = []

    def open_row(self) -> None:
        """Begin a row of a table."""
        self.end_line()
        self._rows.append([])
        if len(self._tables) < len(self._rows):
            self._tables.append(_Table())

    def open_cell(self, columns: int = 1, rows: int = 1, *, goes_on: bool = False) -> None:
        """Begin a cell of the row that is open, over so many columns and rows; goes_on: it is more of the one above."""
        self.end_line()
        self._rows[-1].append(_Cell([], columns, rows - 1, goes_on))
        self._blocks.append(self._rows[-1][-1].lines)

    def close_cell(self) -> None:
        """End the cell that is open."""
        self.end_line()
        self._blocks.pop()

    def close_row(self) -> None:
        """End the row that is open and write its lines."""
        self.end_line()
        row = self._rows.pop()
        del self._tables[len(self._rows) + 1 :]
        table = self._tables[-1]
        table.above = list(_aligned(row, table.above))
        if table.names and sum(bool(cell.lines) for cell in table.above if not cell.goes_on) > 1:
            self._blocks[-1].append(_row(table))
            return
        self._blocks[-1].extend(_flatten([[] if cell.goes_on else cell.lines for cell in table.above]))
        names = ["".join(cell.lines) for cell in table.above]
        table.names = table.names or (names if names_columns([name for name in names if name]) else [])

    def text(self) -> str:
        """All lines, each with its end."""
        self.end_line()
        return "".join(f"{line}\n" for line in self._blocks[0])


def _aligned(row: Sequence[_Cell], above: Sequence[_Cell]) -> Iterator[_Cell]:
    """The cells of a row by column, those that cover it from above among them."""
    column = 0
    waiting = list(row)
    while waiting or column < len(above):
        over = above[column] if column < len(above) else _Cell()
        if over.rows_below or (waiting and waiting[0].goes_on):
            rows_below = max(over.rows_below - 1, 0)
            width = 1 if over.rows_below else waiting.pop(0).columns
            yield _Cell(over.lines, 1, rows_below, goes_on=True)
        elif waiting:
            cell = waiting.pop(0)
            yield cell
            width = cell.columns
        else:
            return
        yield from (_Cell(goes_on=True, rows_below=0) for _ in range(width - 1))
        column += width


def _row(table: _Table) -> str:
    """One line of the cells, those from above where they say to whom or by whom."""
    names = [*table.names, *[""] * len(table.above)]
    shown = (
        "" if cell.goes_on and not kinds_of(name) & (Head.WHOM | Head.BODY) else _joined(cell.lines)
        for name, cell in zip(names, table.above, strict=False)
    )
    return "\t".join(shown).rstrip()


def _joined(lines: Sequence[str]) -> str:
    """The paragraphs of a cell as one; what a table within it divides does not divide the row."""
    written = [line.replace("\t", "，") for line in lines]
    return "".join(line if not at or _ENDED.search(written[at - 1]) else f" {line}" for at, line in enumerate(written))


def walk(root: Element, is_skipped: Callable[[Element], bool]) -> Iterator[tuple[Event, Element]]:
    """Go through a tree without recursion: start and end of each element, one "skip" for what is left out."""
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start" and is_skipped(element):
            walker.skip_subtree()
            next(walker)  # its end
            yield "skip", element
        else:
            yield ("start" if event == "start" else "end"), element


def _flatten(cells: list[list[str]]) -> list[str]:
    """Make lines of a row.

    >>> _flatten([["一类"], ["每家", "50万元"], [], ["市商务局"]])
    ['一类\\t每家 50万元\\t\\t市商务局']
    >>> _flatten([["支持标准"], ["1.补贴租金。", "2.补贴运费。"]])
    ['支持标准', '1.补贴租金。', '2.补贴运费。']
    """
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 or any(_is_prose(cell) for cell in filled):
        return [line for cell in filled for line in cell]
    line = "\t".join(" ".join(line.replace("\t", "，") for line in cell) for cell in cells).strip()
    return [line] if line else []


def _is_prose(cell: list[str]) -> bool:
    return len(cell) > 1 and any(_SENTENCE_END.search(line) for line in cell)
