"""前者奖励20万元，后者奖励40万元: which of two sides named in front a sum belongs to. No number is read here."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhengtu.extract.context import Context
from zhengtu.extract.qualifiers import levels
from zhengtu.extract.readings import Read, with_slot, without_slot
from zhengtu.model.record import Condition, Evidence, Measure, Support

_SIDE = re.compile("(?P<former>前者)|后者")
_LOOK_BACK = 200  # characters in front of a grant in which both sides are named


def with_sides(context: Context, measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """Give what 前者 gets and is asked tier 1, and what 后者 gets and is asked tier 2."""
    return tuple(_paired(context, m) if "前者" in m.evidence.quote else m for m in measures)


def _paired(context: Context, measure: Measure) -> Measure:
    sides = [(m.start(), 1 if m["former"] else 2) for m in _spoken(context, measure)]
    if {tier for _, tier in sides} != {1, 2}:
        return measure
    opened = sides[0][0]
    named = levels(context.text[max(0, opened - _LOOK_BACK) : opened], 2)
    in_list = _listed([s for s in measure.supports if _place(context, s.evidence) < opened])
    supports = tuple(_given(context, support, sides, named, in_list) for support in measure.supports)
    return replace(measure, supports=supports, conditions=tuple(_asked(context, measure.conditions, sides)))


def _spoken(context: Context, measure: Measure) -> Iterator[re.Match[str]]:
    start = _place(context, measure.evidence)
    return _SIDE.finditer(context.text, start, bisect.bisect_left(context.outline.text.starts, measure.evidence.end))


def _given(
    context: Context, support: Support, sides: Sequence[tuple[int, int]], named: Sequence[str], in_list: dict[int, int]
) -> Support:
    """A cap in a sentence of its own holds for both."""
    tier = _side_at(context, support.evidence, sides) or in_list.get(id(support))
    if tier is None:
        return support
    support = with_slot(support, "tier", Read(tier, "pairs.side"))
    if named:
        return with_slot(support, "when", Read(named[tier - 1], "pairs.named_in_front"))
    return without_slot(support, "when") if support.when in ("前者", "后者") else support


def _asked(context: Context, conditions: Sequence[Condition], sides: Sequence[tuple[int, int]]) -> Iterator[Condition]:
    """Thresholds behind 前者 and 后者 are theirs; in front, alternatives and members of a list are the sides."""
    ahead = [c for c in conditions if _place(context, c.evidence) < sides[0][0]]
    in_list = {} if any(c.alt for c in ahead) else _listed(ahead)
    for condition in conditions:
        tier = _side_at(context, condition.evidence, sides) or in_list.get(id(condition)) or condition.alt
        if tier in (1, 2):
            condition = with_slot(without_slot(condition, "alt"), "tier", Read(tier, "pairs.side"))
        yield condition


def _listed(ahead: Sequence[Condition] | Sequence[Support]) -> dict[int, int]:
    """10亿元和50亿元: two facts alike in all but their value, numbered, by their identity."""
    alike: dict[tuple[str, str], list[int]] = {}
    for fact in ahead:
        measured = f"{fact.metric}{fact.op}" if isinstance(fact, Condition) else fact.role
        alike.setdefault((measured, fact.unit), []).append(id(fact))
    pairs = [found for found in alike.values() if len(found) == 2]
    return {one: tier for found in pairs for tier, one in enumerate(found, start=1)}


def _side_at(context: Context, evidence: Evidence, sides: Sequence[tuple[int, int]]) -> int | None:
    at = _place(context, evidence)
    before = [(start, tier) for start, tier in sides if start < at]
    return before[-1][1] if before and "。" not in context.text[before[-1][0] : at] else None


def _place(context: Context, evidence: Evidence) -> int:
    """Where in the normal text the words of a fact begin."""
    return bisect.bisect_left(context.outline.text.starts, evidence.start)
