"""Which threshold goes with which sum within one grant: lists of both, or one sum behind each threshold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from zhengtu.extract.context import Context
from zhengtu.extract.mentions import Mention
from zhengtu.extract.readings import Read, with_slot
from zhengtu.extract.slots import Slotted
from zhengtu.model.record import Condition, Support

_INCLUSIVE = "含"
_SOMEONE_ELSE = re.compile("（?含?）?的[^，。；、的]{2,16}[和与及、]")


def read_ladder(
    context: Context, found: Sequence[Slotted], supports: list[Support], conditions: list[Condition]
) -> tuple[list[Support], list[Condition]]:
    """Give the thresholds of a list the tiers of the sums, where both lists are as long (分别)."""
    steps = max((s.tier or 0 for s in supports), default=0)
    if steps <= 1:
        return _alternating(found, supports, conditions)
    thresholds = [s for s in found if s.slot in ("condition", "step")]
    out = list(conditions)
    series: dict[int, list[int]] = {}
    for index, threshold in enumerate(thresholds):
        series.setdefault(threshold.mention.series, []).append(index)
    for indexes in _of_one_metric(thresholds, conditions):
        ranges = _ranges([thresholds[i] for i in indexes])
        places = all(thresholds[i].mention.unit == "rank" for i in indexes)
        of_each = len(indexes) == steps and _each_of_its_own(context, [thresholds[i] for i in indexes])
        if len(ranges) == steps and (places or of_each or any(len(group) > 1 for group in ranges)):
            series = {}
            of_range = (tier for tier, group in enumerate(ranges, start=1) for _ in group)
            for index, tier in zip(indexes, of_range, strict=True):
                out[index] = with_slot(out[index], "tier", Read(tier, "ladders.listed_ranges"))
    for indexes in series.values():
        if len(indexes) == steps:
            for tier, index in enumerate(indexes, start=1):
                out[index] = with_slot(out[index], "tier", Read(tier, "ladders.listed"))
    return supports, out


def _each_of_its_own(context: Context, thresholds: Sequence[Slotted]) -> bool:
    """35周岁以下的博士和40周岁以下的正高级职称人才，分别给予…: each is asked of someone of its own."""
    pairs = pairwise(t.mention for t in thresholds)
    return all(_SOMEONE_ELSE.fullmatch(context.text, low.full_end, high.cue_start) for low, high in pairs)


def _of_one_metric(thresholds: Sequence[Slotted], conditions: Sequence[Condition]) -> list[list[int]]:
    """The places of thresholds by what they measure, in order: a ladder may ask for other things besides."""
    groups: dict[tuple[str, str], list[int]] = {}
    for index, (threshold, condition) in enumerate(zip(thresholds, conditions, strict=True)):
        groups.setdefault((condition.metric, threshold.mention.unit), []).append(index)
    return list(groups.values())


def _ranges(thresholds: Sequence[Slotted]) -> list[list[int]]:
    """Places in a list of thresholds by range: 300万元至900万元、900万元以上不足5000万元、5000万元以上 are three."""
    groups: list[list[int]] = []
    for index, threshold in enumerate(thresholds):
        if groups and _closes(thresholds[groups[-1][-1]].mention, threshold.mention):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _closes(lower: Mention, upper: Mention) -> bool:
    """Whether two thresholds are the ends of one range."""
    if upper.op not in ("<", "<="):
        return False
    return upper.ranged or (lower.op in (">", ">=") and lower.unit == upper.unit and lower.value < upper.value)


def _alternating(
    found: Sequence[Slotted], supports: list[Support], conditions: list[Condition]
) -> tuple[list[Support], list[Condition]]:
    """第1名奖励100万元，第2至3名各奖励60万元: thresholds of one metric, each with its own sum, are rungs."""
    rungs = _rungs(found)
    if rungs and not rungs[0][0] and _only_capped(rungs[1:], supports):
        rungs = rungs[1:]  # 按2%给予奖励，实缴5亿元以上的不超过2000万元，1亿元以上的不超过1000万元
    asking = [thresholds for thresholds, _ in rungs if thresholds]
    if len(rungs) < 2 or (len(asking) < len(rungs) and not _more_for_some(rungs, supports)):
        return supports, conditions
    # What each rung asks for last is what the ladder measures; what the first asks for besides holds for all.
    units = [frozenset(conditions[i].unit for i in thresholds) for thresholds in asking]
    alike = len(set(units)) == 1 and len(units[0]) > 1
    asked_last = {conditions[thresholds[-1]].metric for thresholds in asking}
    # Rungs that each ask for the same two things (so many firms on so much area) are measured by both.
    measured = {c.metric for c in conditions} if alike else asked_last
    steps = any(conditions[index].op == "per" for thresholds in asking for index in thresholds)
    others = [i for thresholds in asking[1:] for i in thresholds if conditions[i].metric not in measured]
    if (len(asked_last) > 1 and not alike) or steps or others or not all(sums for _, sums in rungs):
        return supports, conditions
    out, thresholds_out = list(supports), list(conditions)
    for tier, (thresholds, sums) in enumerate(rungs, start=1):
        rung = Read(tier, "ladders.alternating")
        for index in sums:
            out[index] = with_slot(out[index], "tier", rung)
        for index in (i for i in thresholds if conditions[i].metric in measured):
            thresholds_out[index] = with_slot(thresholds_out[index], "tier", rung)
    return out, thresholds_out


def _only_capped(rungs: Sequence[tuple[list[int], list[int]]], supports: Sequence[Support]) -> bool:
    return len(rungs) > 1 and all(sums and all(supports[i].role == "ceiling" for i in sums) for _, sums in rungs)


def above_inclusive(conditions: Sequence[Condition]) -> list[Condition]:
    """500万元（含）以下的…；500万元以上的…: where the lower rung has the number itself, the next begins above it."""
    out = list(conditions)
    for index, (below, above) in enumerate(pairwise(conditions)):
        meets = (below.op, above.op) == ("<=", ">=") and (below.value, below.unit) == (above.value, above.unit)
        inclusive = _INCLUSIVE in below.evidence.quote and _INCLUSIVE not in above.evidence.quote
        if meets and inclusive and below.tier is not None and below.tier != above.tier:
            out[index + 1] = with_slot(above, "op", Read(">", "ladders.above_inclusive"))
    return out


def _rungs(found: Sequence[Slotted]) -> list[tuple[list[int], list[int]]]:
    """Places of thresholds and of the sums behind them; sums in front of the first threshold are a rung too."""
    rungs: list[tuple[list[int], list[int]]] = []
    given = asked = 0
    for one in found:
        if one.slot in ("condition", "step"):
            if not rungs or rungs[-1][1]:
                rungs.append(([], []))
            rungs[-1][0].append(asked)
            asked += 1
        elif one.slot == "support":
            if not rungs:
                rungs.append(([], []))
            rungs[-1][1].append(given)
            given += 1
    return rungs


def _more_for_some(rungs: Sequence[tuple[list[int], list[int]]], supports: Sequence[Support]) -> bool:
    """按每标箱200元补助，全年800标箱以上的按每标箱260元: what all get, and more of it above a threshold."""
    kinds = [{(s.role, s.unit, s.per) for s in (supports[i] for i in sums) if s.role != "ceiling"} for _, sums in rungs]
    return all(kinds) and len(set.union(*kinds)) == 1 and all(role == "rate" or per for role, _, per in kinds[0])
