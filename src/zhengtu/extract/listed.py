"""Thresholds that a grant announces and that are listed behind it: 下列条件之一：…. Those of a clause: conditions."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from zhengtu.extract.clauses import Sentence
from zhengtu.extract.conditions import read_conditions
from zhengtu.extract.context import Context
from zhengtu.extract.frames import Frame
from zhengtu.extract.neighbours import slotted
from zhengtu.extract.readings import Read, with_slot
from zhengtu.model.record import Condition, Path

_ANNOUNCED = re.compile(r"(?:下列|以下|如下)(?:全部|所有)?(?:条件|情形|情况|要求)(?P<either>之一|任一|其中之一)?")
# What numbers the members of a list within a sentence; where nothing does, ； divides them.
_MEMBER = re.compile(r"（\d{1,2}）|[①-⑳]|[一二三四五六七八九]是|(?<=[：；])\d{1,2}[.、]")


def listed_conditions(context: Context, frame: Frame) -> Iterator[Condition]:
    """符合下列条件之一的，给予…：（一）…；（二）…: thresholds in the items below; 之一 makes them alternatives."""
    words = context.text[frame.start : frame.end]
    announced = _ANNOUNCED.search(words)
    if not announced or frame.passage.provision is None:
        return
    children = [n for n in context.outline.nodes if n.path[:-1] == frame.passage.provision]
    passages = {p.provision: p for p in context.passages()}
    for number, node in enumerate(children, start=1):
        clauses = [c for s in context.sentences(passages[node.path]) for part in s.parts for c in part]
        found = slotted(context, tuple(clauses))
        if any(s.slot == "support" for s in found):
            return
        asked = [s for s in found if s.slot == "condition"]
        for condition in read_conditions(context, asked, clauses):
            either = Read(number, "listed.items") if announced["either"] else None
            yield with_slot(condition, "alt", either)


def member_of_either(context: Context, path: Path | None) -> Read | None:
    """Which alternative an item is of a list that stands below 满足下列条件之一：."""
    parent = next((n for n in context.outline.nodes if path and n.path == path[:-1]), None)
    if path is None or parent is None:
        return None
    announced = _ANNOUNCED.search(context.text, parent.start, parent.end)
    return Read(path[-1], "listed.items") if announced and announced["either"] else None


def in_one_line(context: Context, frame: Frame, read: Sequence[Condition]) -> tuple[Condition, ...]:
    """符合下列情形之一的…：一是…；二是…: the thresholds of a list within the granting sentence."""
    sentence = frame.pieces[0].sentence
    announced = _ANNOUNCED.search(context.text, sentence.start, sentence.end)
    rest = [part for part in sentence.parts if part[0].start >= frame.end]
    if not announced or any(s.slot == "support" for part in rest for s in slotted(context, part)):
        return tuple(read)
    found = list(read)
    for part in rest:
        found += read_conditions(context, [s for s in slotted(context, part) if s.slot == "condition"], part, found)
    return as_alternatives(context, sentence, found)


def as_alternatives(context: Context, sentence: Sentence, found: Sequence[Condition]) -> tuple[Condition, ...]:
    """Number the thresholds of a sentence that names a list one of which will do: 符合下列条件之一：A；B."""
    announced = _ANNOUNCED.search(context.text, sentence.start, sentence.end)
    return tuple(_numbered(context, announced, found) if announced and announced["either"] else found)


def _numbered(context: Context, announced: re.Match[str], found: Sequence[Condition]) -> Iterator[Condition]:
    """Number the members that hold a threshold each; what stands in front of the list holds for all."""
    starts = context.outline.text.starts
    for condition in found:
        between = context.text[announced.end() : bisect.bisect_left(starts, condition.evidence.start)]
        member = len(_MEMBER.findall(between)) or between.count("；") + 1
        follows = "：" in between and condition.alt is None
        yield with_slot(condition, "alt", Read(member, "listed.in_one_line")) if follows else condition
