"""Thresholds on the beneficiary: metric, period, customs modes, alternatives. Which numbers are thresholds: slots."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from zhengtu.extract.clauses import Clause
from zhengtu.extract.context import Context
from zhengtu.extract.quantities import Mention
from zhengtu.extract.slots import Slotted
from zhengtu.model.record import Condition

# What is counted over a time; a rank, a floor area or the firms in a park are states.
_FLOWS = ("CNY", "USD", "order", "flight", "person", "person_time", "ratio")
_EXCLUDED = re.compile(r"的?[^，；。]{0,6}，?(?:不予|不再|不得|不给予|不享受|不纳入)")
_COMPLEMENT = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_YEARLY = re.compile(r"(?<![\d一二三四五六七八九十近首])年(?!级|轻)")


def read_conditions(
    context: Context, found: Sequence[Slotted], clauses: Sequence[Clause], before: Sequence[Condition] = ()
) -> list[Condition]:
    """The conditions of one grant, in order. An elided metric is that of the threshold, or the rung, before it."""
    thresholds = [s for s in found if s.slot in ("condition", "step")]
    alternatives = _alternatives(context, thresholds, clauses)
    out: list[Condition] = []
    left_end = clauses[0].start if clauses else 0
    for index, slotted in enumerate(thresholds):
        mention = slotted.mention
        same_series = index and thresholds[index - 1].mention.series == mention.series
        begin = max(left_end, slotted.clause.start)
        left = context.text[begin : mention.start]
        previous = out[-1] if out else before[-1] if before else None
        metric = previous.metric if same_series and previous else _metric(context, left, mention, [*before, *out])
        period = previous.period if same_series and previous else _period(left, slotted, previous)
        out.append(
            Condition(
                metric=metric,
                op="per" if slotted.slot == "step" else _op(context, mention),
                value=mention.value,
                unit=mention.unit,
                text=context.text[begin : mention.full_end].strip("，；且并或"),
                evidence=context.evidence(mention.cue_start, mention.full_end),
                period=period,
                alt=alternatives.get(index),
                customs_modes=tuple(m[0] for m in context.lexicon.customs_modes.finditer(left)),
            )
        )
        left_end = mention.full_end
    return out


def _op(context: Context, mention: Mention) -> str:
    """低于60%的不予补助 asks for 60% and more: who gets nothing tells who gets something."""
    behind = context.text[mention.full_end : mention.full_end + 16]
    op = mention.op or "="
    return _COMPLEMENT.get(op, op) if _EXCLUDED.match(behind) else op


def _metric(context: Context, left: str, mention: Mention, before: Sequence[Condition]) -> str:
    """The row whose unit fits and whose words stand nearest to the number."""
    right = context.text[mention.full_end : mention.full_end + 8]
    best: tuple[int, str] | None = None
    for row in context.lexicon.metrics:
        if mention.unit not in row.units:
            continue
        if row.after is not None:
            if row.after.search(right):
                return row.metric
            continue
        ends = [m.end() for m in row.pattern.finditer(left)] if row.pattern.pattern else [0]
        if ends and (best is None or ends[-1] > best[0]):
            best = (ends[-1], row.metric)
    if best:
        return best[1]
    same_unit = next((c.metric for c in reversed(before) if c.unit == mention.unit), None)
    if same_unit:
        return same_unit
    return "trade_volume" if mention.kind == "money" and before else "other"


def _period(left: str, slotted: Slotted, previous: Condition | None) -> str | None:
    if slotted.mention.unit not in _FLOWS:
        return None
    if _YEARLY.search(left):
        return "year"
    coordinated = re.match(r"、|的?（或", left)
    return previous.period if coordinated and previous else None


def _alternatives(context: Context, thresholds: Sequence[Slotted], clauses: Sequence[Clause]) -> dict[int, int]:
    """Number the sides of a 或 that stands between thresholds of a clause, or opens a clause."""
    out: dict[int, int] = {}
    for number, clause in enumerate(clauses):
        inside = [i for i, t in enumerate(thresholds) if t.clause == clause]
        words = clause.of(context.text)
        if re.match(r"或者?", words) and number:
            before = [i for i, t in enumerate(thresholds) if t.clause == clauses[number - 1]]
            if before and inside:
                out |= dict.fromkeys(before, 1) | dict.fromkeys(inside, 2)
            continue
        for left, right in itertools.pairwise(inside):
            between = context.text[thresholds[left].mention.full_end : thresholds[right].mention.start]
            if re.match(r"[^，；。]{0,3}（?或", between):
                out |= dict.fromkeys([i for i in inside if i <= left], 1) | dict.fromkeys(
                    [i for i in inside if i >= right], 2
                )
    return out
