"""A text with marks laid over it, as a tree that a template can write. What the marks mean is the caller's business."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_LINE_BREAK = re.compile(r"[^\S\n]*\n\s*")
# Before one of these a line does not go on in the next one.
_STOPS = frozenset("。；：！？!?;:.）)》”】")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text with its classes. anchor names it in the page; target is the anchor of the fact it supports."""

    start: int
    end: int
    kinds: tuple[str, ...]
    anchor: str | None = None
    target: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of the tree: plain text, a line break (text "\\n"), or a mark with what is in it."""

    text: str = ""
    mark: Mark | None = None
    children: tuple[Node, ...] = ()

    @property
    def is_leaf_mark(self) -> bool:
        """Whether no other mark lies inside, so that the whole may be a link."""
        return self.mark is not None and all(child.mark is None for child in self.children)


def annotate(
    text: str, start: int, end: int, marks: Sequence[Mark], *, line_ends: frozenset[int] | None = frozenset()
) -> tuple[Node, ...]:
    """Lay marks over text[start:end]; marks that cross are cut, the first piece keeps the anchor.

    A line that breaks in the middle of a sentence is joined with the next one, unless it ends at one of line_ends; with
    None every line of the source stays a line.
    """
    inside = [_clip(mark, start, end) for mark in marks if mark.start < end and mark.end > start]
    inside.sort(key=lambda mark: (mark.start, -mark.end))
    return tuple(_build(text, start, end, inside, line_ends))


def reading_lines(text: str, heading: str = "") -> str:
    """A quoted text in the lines that a reader wants: broken after a sentence and after its heading, not within.

    >>> reading_lines("第四条 品牌认证\\n\\n对在“一带\\n\\n一路”国家的试点，再增加10万元。", "第四条 品牌认证")
    '第四条 品牌认证\\n对在“一带一路”国家的试点，再增加10万元。'
    """
    first = text.split("\n", 1)[0].rstrip()
    ends = frozenset({len(first)}) if _bare(first) and _bare(heading).endswith(_bare(first)) else frozenset()
    return "".join(node.text for node in _lines(text, 0, len(text), ends))


def _bare(text: str) -> str:
    return "".join(text.split())


def _clip(mark: Mark, start: int, end: int) -> Mark:
    anchor = mark.anchor if mark.start >= start else None
    return replace(mark, start=max(mark.start, start), end=min(mark.end, end), anchor=anchor)


def _build(text: str, start: int, end: int, marks: list[Mark], line_ends: frozenset[int] | None) -> Iterator[Node]:
    position = start
    while marks:
        mark = marks.pop(0)
        yield from _lines(text, position, mark.start, line_ends)
        inner, rest = _divide(marks, mark.end)
        yield Node(mark=mark, children=tuple(_build(text, mark.start, mark.end, inner, line_ends)))
        marks[:] = rest
        position = mark.end
    yield from _lines(text, position, end, line_ends)


def _divide(marks: list[Mark], border: int) -> tuple[list[Mark], list[Mark]]:
    """Split marks into those before the border and those after it, cutting those that lie across."""
    inner = [replace(mark, end=min(mark.end, border)) for mark in marks if mark.start < border]
    cut = [replace(mark, start=border, anchor=None) for mark in marks if mark.start < border < mark.end]
    rest = cut + [mark for mark in marks if mark.start >= border]
    rest.sort(key=lambda mark: (mark.start, -mark.end))
    return inner, rest


def _lines(text: str, start: int, end: int, line_ends: frozenset[int] | None) -> Iterator[Node]:
    position = start
    for gap in _LINE_BREAK.finditer(text, start, end):
        if gap.start() > position:
            yield Node(text[position : gap.start()])
        before = gap.start()
        if line_ends is None or before in line_ends or text[before - 1] in _STOPS:
            yield Node("\n")
        position = gap.end()
    if end > position:
        yield Node(text[position:end])
