"""Sections of a provision that a label opens: 【支持对象】, 支持对象：, or an item of that heading. No facts."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zhengtu.model.record import Path
from zhengtu.structure.outline import Node, Outline
from zhengtu.text.labels import LABEL, NAME

# Numbering that lists things within a provision.
LISTED = ("point", "subpoint", "circled")
_BRACKETED = re.compile(r"【[^【】\n]{1,16}】(?:\n|：)?")
_HEADING = re.compile(NAME)
_OPENING = re.compile(rf"[ \u3000]*{NAME}[：。]")
_LONGEST = 3000  # characters


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled stretch of the normal text from start to end, its words from body; owner is the provision it is of."""

    name: str
    start: int
    body: int
    end: int
    owner: Path | None


def find_sections(outline: Outline) -> tuple[Section, ...]:
    """All sections in order; each reaches to the next one, and not beyond the provision that it is of."""
    found = sorted(_labels(outline))
    nodes = {node.path: node for node in outline.nodes}
    starts = [start for start, _ in found]
    ends = [*starts, len(outline.text.normal)][1:]
    owners = (_owner(outline, nodes, start, starts) for start in starts)
    return tuple(
        Section(outline.text.normal[start:body].strip("【】：。\n"), start, body, end, owner)
        for (start, body), end, owner in zip(found, ends, owners, strict=True)
    )


def section_at(sections: Sequence[Section], at: int) -> Section | None:
    """The last section that begins in front of a place, if not too far."""
    before = bisect.bisect_right(sections, at, key=lambda section: section.start)
    found = sections[before - 1] if before else None
    return found if found and at - found.start < _LONGEST else None


def _labels(outline: Outline) -> Iterator[tuple[int, int]]:
    """Where labels begin and where the words behind them do."""
    text = outline.text.normal
    for pattern in (_BRACKETED, LABEL):
        yield from (found.span() for found in pattern.finditer(text))
    for node in outline.nodes:
        opening = _OPENING.match(text, node.start + len(node.label), node.end)
        if opening or (node.heading and _HEADING.fullmatch(node.heading)):
            body = opening.end() if opening else node.body
            yield node.start, body + len(text[body : node.end]) - len(text[body : node.end].lstrip())


def _owner(outline: Outline, nodes: Mapping[Path, Node], at: int, starts: Sequence[int]) -> Path | None:
    """The provision that a label speaks for: of an item that is one, and of a list below one, what holds these."""
    low = bisect.bisect_right(outline.nodes, at, key=lambda node: node.start)
    node = outline.nodes[low - 1] if low else None
    if node is None or at >= node.end:
        return None
    if at == node.start:
        return node.path[:-1]
    while node.kind in LISTED and (above := nodes.get(node.path[:-1])) and _has_label(above, starts):
        node = above
    return node.path


def _has_label(node: Node, starts: Sequence[int]) -> bool:
    """Whether the own words of a provision hold a label."""
    first = bisect.bisect_right(starts, node.start)
    return first < len(starts) and starts[first] < node.end
