"""Parts that bear a heading and no number: 附则 behind the last article, headings over lists that begin anew at 1.

Which numbers stand in sequence is decided in outline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhengtu.structure.annexes import LABEL
from zhengtu.structure.markers import OUTER_MATTER, Family, Marker

_NEVER = re.compile(r"(?!)")
_SUPPLEMENT = re.compile(r"\n(附则)(?![中所的规条第])")
_HEADING = re.compile(r"(?:^|\n)([^\n，。；：、！？（）《》\d]{4,24})\n$")
_ANNEX = re.compile(rf"\n{LABEL}(?:：|\n|[.、])")


def headed_lists(text: str, markers: Sequence[Marker]) -> list[Marker]:
    """The headings over lists of one style that each begin at 1, where there are several; no other markers.

    面向企业的政策 / 一、… 二、… / 面向个人的政策 / 一、… 二、… has two such parts, numbered in the order of the text.
    """
    first = markers[0] if markers else None
    if first is None or first.number != 1:
        return []
    opening = [m for m in markers if m.family is first.family and m.number == 1 and m.opens_line]
    headings = [_HEADING.search(text, max(0, m.start - 32), m.start) for m in opening]
    if len(opening) < 2 or not all(headings) or any(m.family.rank < first.family.rank for m in markers):
        return []
    family = Family("part", first.family.rank - 1, _NEVER)
    found = [h for h in headings if h]
    return [Marker(family, number, h.start(1), h.end(1), True) for number, h in enumerate(found, start=1)]


def with_outer_matters(markers: Sequence[Marker]) -> list[Marker]:
    """Let 专题一 stand outside of 一、 where it comes first and the parts begin anew below the next one."""
    matters = [m for m in markers if m.family.kind == "matter"]
    firsts = [m for m in markers if m.family.kind == "part" and m.number == 1]
    if len(matters) < 2 or len(firsts) < 2 or markers[0] is not matters[0] or firsts[1].start < matters[1].start:
        return list(markers)
    return [replace(m, family=OUTER_MATTER) if m.family.kind == "matter" else m for m in markers]


def with_supplement(text: str, accepted: Sequence[Marker]) -> list[Marker]:
    """Add 附则 without a number behind the last marker of the outermost style: it takes the next number."""
    outermost = min((m.family.rank for m in accepted), default=0)
    tops = [m for m in accepted if m.family.rank == outermost]
    found = _SUPPLEMENT.search(text, tops[-1].end) if tops else None
    if not found:
        return list(accepted)
    family = Family("annex", outermost - 1, _NEVER)
    own = Marker(family, tops[-1].number + 1, found.start(1), found.end(1), True)
    return sorted([*accepted, own], key=lambda m: m.start)


def without_annexes(text: str, accepted: Sequence[Marker]) -> Iterator[Marker]:
    """Leave out what is numbered behind a line 附件 that no marker of the outermost style follows: forms and papers."""
    outermost = min((m.family.rank for m in accepted), default=0)
    last = max((m.start for m in accepted if m.family.rank == outermost), default=0)
    annex = _ANNEX.search(text, last)
    return (m for m in accepted if annex is None or m.start < annex.start())
