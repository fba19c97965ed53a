"""Thresholds on the beneficiary: comparator, customs modes, alternatives. Which numbers are thresholds: slots.

What they measure, and over which time, is read in metrics.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from zhengtu.extract.clauses import Clause
from zhengtu.extract.comparators import COMPLEMENT, FORBIDS
from zhengtu.extract.context import Context
from zhengtu.extract.mentions import Mention
from zhengtu.extract.metrics import Surroundings, read_metric, read_period
from zhengtu.extract.readings import Read, with_slot, wrapped
from zhengtu.extract.slots import Slotted
from zhengtu.model.record import Condition, Reading

_EXCLUDED = re.compile(
    rf"的?[^，。；]{{0,6}}，?(?:当年|该年度|本年度)?(?:不予|不再|{FORBIDS}|不给予|不享受|不能享受|不纳入|除外"
    r"|取消[^，。；]{0,6}(?:资格|享受|奖|补|资助|扶持|支持)|(?:停止|暂停|终止|中止)(?:享受|发放|拨付|兑现|奖|补|资助|扶持|支持))"
)
# 除注册资本低于500万元的企业外; 除…外，还 adds.
_EXCEPT = re.compile(r"除(?!了)[^，。；]{0,24}$")
_EXCEPTED = re.compile(r"[^，。；]{0,14}?(?:以外|之外|外(?=，|的|。))(?!，?(?:还|另|再|同时|可再))")
# 未按期完成投资额80%以上的，不再拨付: who does not get there gets nothing.
_MISSED = re.compile(r"(?:未|没有|尚未|不符合|不满足)[^，。；\d]{0,16}$")
_UNMET = re.compile(r"(?:不|未能?)(?:符合|满足)")  # 不符合能耗不高于1吨要求的
_OR = re.compile("或(?!等值|同等)者?")
_AND = re.compile("[且并]|同时")
_FIRST, _SECOND = Read(1, "conditions.either"), Read(2, "conditions.either")


def read_conditions(
    context: Context,
    found: Sequence[Slotted],
    clauses: Sequence[Clause],
    before: Sequence[Condition] = (),
    lead: str = "",
) -> list[Condition]:
    """The conditions of one grant, in order. An elided metric is that of the threshold, or the rung, before it.

    lead is what stands in front of the list that the grant is a rung of.
    """
    thresholds = [s for s in found if s.slot in ("condition", "step")]
    alternatives = _alternatives(context, thresholds, clauses)
    out: list[Condition] = []
    left_end = clauses[0].start if clauses else 0
    for index, slotted in enumerate(thresholds):
        mention = slotted.mention
        begin = max(left_end, slotted.clause.start)
        words = _surroundings(context, slotted, begin, clauses, lead)
        previous = out[-1] if out else before[-1] if before else None
        elided = previous if index and thresholds[index - 1].mention.series == mention.series else None
        condition = _condition(context, slotted, begin)
        metric = _inherited(elided, "metric") or read_metric(context, words, mention, [*before, *out])
        carried = elided or (previous if metric.rule == "conditions.metric_before" else None)
        period = _inherited(carried, "period") or read_period(words, mention, metric, condition.op, previous)
        for slot, read in (
            ("metric", metric),
            ("period", period),
            ("alt", alternatives.get(index)),
            ("customs_modes", _modes(context, words.left)),
        ):
            condition = with_slot(condition, slot, read)
        out.append(condition)
        left_end = mention.full_end
    return out


def _surroundings(context: Context, slotted: Slotted, begin: int, clauses: Sequence[Clause], lead: str) -> Surroundings:
    mention, clause = slotted.mention, slotted.clause
    return Surroundings(
        left=context.text[begin : mention.start],
        clause=context.text[clause.start : mention.start],
        part=context.text[min(clauses[0].start, clause.start) if clauses else clause.start : mention.start],
        right=context.text[mention.full_end : clause.end],
        lead=lead,
    )


def _condition(context: Context, slotted: Slotted, begin: int) -> Condition:
    """The threshold itself: comparator, value, unit and words; what it measures is filled in by the caller."""
    mention = slotted.mention
    op = Read("per", slotted.rule) if slotted.slot == "step" else _op(context, mention)
    evidence = context.evidence(mention.cue_start, mention.full_end)
    return Condition(
        metric="other",
        op=op.value,
        value=mention.value,
        unit=mention.unit,
        text=context.text[begin : mention.full_end].lstrip("，；且并或者").rstrip("，；且并或"),
        evidence=evidence,
        readings=(
            Reading("value", mention.value_rule, wrapped(evidence.quote)),
            Reading("unit", mention.unit_row, ("inferred_unit",) if mention.inferred_unit else ()),
            Reading("op", op.rule, op.penalties),
        ),
    )


def _op(context: Context, mention: Mention) -> Read:
    """低于60%的不予补助 asks for 60% and more: who gets nothing tells who gets something."""
    behind = context.text[mention.full_end : mention.full_end + 24]
    ahead = context.text[max(0, mention.cue_start - 30) : mention.cue_start]
    excluded = _EXCLUDED.match(behind) or ("外" in behind and _EXCEPTED.match(behind) and _EXCEPT.search(ahead))
    if mention.op in COMPLEMENT and excluded:
        if _MISSED.search(ahead) and (mention.op in (">", ">=") or _UNMET.search(ahead)):
            return Read(mention.op, "conditions.exclusion", mention.penalties)
        return Read(COMPLEMENT[mention.op], "conditions.exclusion", mention.penalties)
    if mention.op is None:
        return Read("=", "conditions.plain_figure", ("default_value",))
    return Read(mention.op, mention.op_rule, mention.penalties)


def _inherited(before: Condition | None, slot: str) -> Read | None:
    """What a member of a list shares with the member in front of it."""
    value = getattr(before, slot) if before else None
    return Read(value, "conditions.listed") if value is not None else None


def _modes(context: Context, left: str) -> Read | None:
    codes = tuple(m[0] for m in context.lexicon.customs_modes.finditer(left))
    return Read(codes, "conditions.modes_in_front") if codes else None


def _alternatives(context: Context, thresholds: Sequence[Slotted], clauses: Sequence[Clause]) -> dict[int, Read]:
    """Number the sides of a 或 that stands between thresholds of a clause, or opens a clause."""
    out = dict(_sides_in_clauses(context, thresholds, clauses))
    for clause in clauses:
        inside = [i for i, t in enumerate(thresholds) if t.clause == clause]
        for left, right in itertools.pairwise(inside):
            between = context.text[thresholds[left].mention.full_end : thresholds[right].mention.start]
            bracketed = re.fullmatch(r"（(?!不?含|其中)[^（），；。]{2,24}", between)
            for_others = bracketed and _alike(thresholds, left, right)
            if left not in out and (for_others or re.match(r"[^，；。]{0,3}（?或", between)):
                out |= dict.fromkeys([i for i in inside if i <= left], _FIRST) | dict.fromkeys(
                    [i for i in inside if i >= right], _SECOND
                )
    return out


def _sides_in_clauses(
    context: Context, thresholds: Sequence[Slotted], clauses: Sequence[Clause]
) -> Iterator[tuple[int, Read]]:
    """A，且B，或者C，或者D: a clause that 或 opens begins a side, one that 且 opens goes on with it."""
    for run in _runs(context, clauses):
        sides = [[i for i, t in enumerate(thresholds) if t.clause in side] for side in run]
        for number, side in enumerate(filter(None, sides), start=1):
            if sum(map(bool, sides)) > 1:
                yield from ((i, Read(number, "conditions.either")) for i in side)


def _runs(context: Context, clauses: Sequence[Clause]) -> list[list[list[Clause]]]:
    """Clauses by what they are alternatives of, and by side."""
    runs: list[list[list[Clause]]] = []
    for clause in clauses:
        words = clause.of(context.text)
        if runs and _OR.match(words):
            runs[-1].append([clause])
        elif runs and _AND.match(words):
            runs[-1][-1].append(clause)
        else:
            runs.append([[clause]])
    return runs


def _alike(thresholds: Sequence[Slotted], left: int, right: int) -> bool:
    """1000万元以上（服务企业500万元以上）: the same kind of threshold again, for others."""
    here, there = thresholds[left].mention, thresholds[right].mention
    return (here.unit, here.op) == (there.unit, there.op)
