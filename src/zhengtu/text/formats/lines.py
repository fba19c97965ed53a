"""Running text and table cells put together as lines, for every format alike. No format is known here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
Event: TypeAlias = Literal["start", "end", "skip"]
_SENTENCE_END = re.compile("[。；]")


class Lines:
    """Lines in the making. A row of cells is one line, its cells separated by tabs, unless a cell holds prose."""

    def __init__(self) -> None:
        self._blocks: list[list[str]] = [[]]  # the lines of the document, then of each cell that is open
        self._rows: list[list[list[str]]] = []  # the cells of each row that is open
        self._line: list[str] = []

    def write(self, text: str) -> None:
        """Add to the line."""
        self._line.append(text)

    def end_line(self) -> None:
        """Close the line; an empty one leaves nothing behind."""
        if line := "".join(self._line).strip():
            self._blocks[-1].append(line)
        self._line = []

    def open_row(self) -> None:
        """Begin a row of a table."""
        self.end_line()
        self._rows.append([])

    def open_cell(self) -> None:
        """Begin a cell of the row that is open."""
        self.end_line()
        self._blocks.append([])

    def close_cell(self) -> None:
        """End the cell that is open."""
        self.end_line()
        self._rows[-1].append(self._blocks.pop())

    def close_row(self) -> None:
        """End the row that is open and write its lines."""
        self.end_line()
        self._blocks[-1].extend(_flatten(self._rows.pop()))

    def text(self) -> str:
        """All lines, each with its end."""
        self.end_line()
        return "".join(f"{line}\n" for line in self._blocks[0])


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
    line = "\t".join(" ".join(cell) for cell in cells).strip()
    return [line] if line else []


def _is_prose(cell: list[str]) -> bool:
    return len(cell) > 1 and any(_SENTENCE_END.search(line) for line in cell)
