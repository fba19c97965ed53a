"""What a quantity in a clause is taken for: a support, a condition on the beneficiary, a step, or neither.

A lost or turned bound is the worst error there is, so the comparator decides first: a lower bound is a condition,
an upper bound is a support unless it stands behind the name of a metric.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from zhengtu.extract.clauses import Clause
from zhengtu.extract.context import Context
from zhengtu.extract.quantities import Mention
from zhengtu.model.lexicon import Lexicon

Slot = Literal["support", "condition", "step", "other"]

_METRIC_AHEAD = re.compile(
    r"(?:(?<![总金限])额|收入|营收|规模|面积|人数|数量|费用|增幅|资本|年限|时间|期限|资产|产值)$"
)
# A sum for each of something is granted, whatever the verb: 每人每月800元, 1000元/件.
_UNIT_RATE = re.compile(r"每(?:人|名|户|家|件|个|台|班|天|平方米|亩|吨|标箱|美元)[^，。；\d]{0,6}$")
_PER_BEHIND = re.compile(r"/(?:人|名|户|家|件|个|台|班|次|平方米|亩|吨|标箱|月|年|天)")
# What a government sets aside is neither granted to one nor asked of one.
_BUDGET = re.compile(
    r"(?:预算|资金总额|资金总量|资金规模|专项资金|资金池|基金)[^，；。给奖补资助]{0,6}$|安排[^，；。]{0,4}$"
)
_GIVEN = re.compile(r"(?:支持|扶持|标准为|标准|给|各|享受|获得?|获评)[^，]{0,4}$")


@dataclass(frozen=True, slots=True)
class Slotted:
    """A mention with the slot it fills, and the clause that holds it."""

    mention: Mention
    slot: Slot
    clause: Clause


def slot_of(context: Context, clause: Clause, mention: Mention) -> Slot:
    """Decide by comparator, then by the words of giving round the number."""
    text, lexicon = context.text, context.lexicon
    left = text[clause.start : mention.cue_start]
    right = text[mention.full_end : clause.end]
    if mention.kind == "money" and _BUDGET.search(left):
        return "other"
    if re.search(rf"(?:{lexicon.steps.pattern}|每)$", left + text[mention.cue_start : mention.start]):
        return "step"
    if re.search(r"[由从]$", left) and re.match(r"(?:提高|调整|上调|增加|提升|降低|下调)[至到为]", right):
        return "other"  # 由30%提高至50%: the old figure
    if mention.kind == "duration":
        return "condition" if mention.op and not mention.ceiling else "other"
    if mention.ranged:
        return "support" if _granted(left, right, mention, lexicon) else "condition"
    if mention.op in (">=", ">", "<") and not _handed_over(left, lexicon):
        return "condition"
    if mention.ceiling:
        return _bounded(left, right, mention, lexicon)
    if mention.op == "<=":
        return (
            "support" if mention.kind in ("money", "ratio") and _granted(left, right, mention, lexicon) else "condition"
        )
    if mention.kind == "count":
        return "condition" if mention.op else "other"
    return "support" if _granted(left, right, mention, lexicon) else "other"


def _handed_over(left: str, lexicon: Lexicon) -> bool:
    """给予 directly in front: 给予不低于10万元奖励 is a sum, not a threshold."""
    return bool(re.search(rf"(?:{lexicon.fresh_grants.pattern})$", left))


def _bounded(left: str, right: str, mention: Mention, lexicon: Lexicon) -> Slot:
    scoped_or_granted = lexicon.fresh_grants.search(left) or lexicon.scope_openers.search(left)
    if _METRIC_AHEAD.search(left) and not lexicon.grants.search(left) and not lexicon.scope_openers.search(left):
        return (
            "condition" if mention.kind != "ratio" or not lexicon.grants_after.match(right.lstrip("的")) else "support"
        )
    if mention.kind == "money":
        # 出口额超过1000万元、不超过5000万元的企业 bounds whom, not what.
        whom = right.startswith("的") and not lexicon.grants_after.match(right.lstrip("的")) and not scoped_or_granted
        return "condition" if whom and not lexicon.grants.search(left + right) else "support"
    if mention.kind == "ratio":
        return "support" if lexicon.grants.search(left) or lexicon.grants.search(right) else "condition"
    return "support" if scoped_or_granted or lexicon.grants.search(left) else "condition"


def _granted(left: str, right: str, mention: Mention, lexicon: Lexicon) -> bool:
    if mention.kind == "money" and (_UNIT_RATE.search(left) or _PER_BEHIND.match(right)):
        return True
    behind = right.lstrip("的")
    if lexicon.grants_after.match(re.sub(r"^(?:一次性|、\d[^，]*?(?=奖|补|资|扶|支))", "", behind).lstrip("的")):
        return True
    if mention.kind == "ratio":
        return bool(
            lexicon.fresh_grants.search(left)
            or (re.search(r"按照?", left) and re.search(r"标准|比例|给予|予以|^[，。；]?$", right))
            or re.match(r"[^，。；]{0,8}(?:补助|补贴|奖励|资助|支持)", right)
        )
    return bool(lexicon.fresh_grants.search(left) or _GIVEN.search(left) or re.search(r"再增加$", left))


def slotted(context: Context, clauses: tuple[Clause, ...]) -> list[Slotted]:
    """All mentions of a run of clauses with their slots; members of a list share the slot of the first."""
    out: list[Slotted] = []
    first: dict[int, Slot] = {}
    for clause in clauses:
        for mention in context.mentions_in(clause.start, clause.end):
            slot = first.get(mention.series) or slot_of(context, clause, mention)
            first.setdefault(mention.series, slot)
            out.append(Slotted(mention, slot, clause))
    return _shared_comparator(context, out)


def _shared_comparator(context: Context, found: list[Slotted]) -> list[Slotted]:
    """A trailing 以上 governs the numbers coordinated to its left: 通关单量5000万单、进出口额50亿元以上."""
    out = list(found)
    for index in range(len(out) - 2, -1, -1):
        here, after = out[index], out[index + 1]
        if here.slot != "other" or here.mention.op or after.slot != "condition" or after.mention.op not in (">=", "<="):
            continue
        between = context.text[here.mention.end : after.mention.start]
        if here.clause == after.clause and re.match(r"[、且和及]", between) and not re.search(r"[，；。]", between):
            shared = replace(here.mention, op=after.mention.op)
            out[index] = Slotted(shared, "condition", here.clause)
    return out
