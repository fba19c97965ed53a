"""What a quantity in a clause is taken for: a support, a condition on the beneficiary, a step, or neither.

A lost or turned bound is the worst error there is, so the comparator decides first: a lower bound is a condition,
an upper bound is a support unless it stands behind the name of a metric.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from zhengtu.extract.clauses import Clause
from zhengtu.extract.context import Context
from zhengtu.extract.quantities import Mention
from zhengtu.model.lexicon import Lexicon

Slot = Literal["support", "condition", "step", "other"]

_METRIC_AHEAD = re.compile(
    r"(?:(?<![总金限])额|收入|营收|规模|面积|人数|数量|费用|增幅|资本|年限|时间|期限|资产|产值)$"
)
_PAPERS = re.compile(r"上传|提交|报送|填报|附件|材料")
# 每引进1户 and 每出口1美元 say what a sum is for, not how much of it there must be.
UNIT_STEP = "slots.unit_step"
_EACH_ONE = re.compile(r"每[^，。；每]{0,12}$")
_PAID_IN_PARTS = re.compile(r"分[一二两三四五六七八九十\d]{1,2}[年期次批][^，。；]{0,12}$")
_TAX_RATE = re.compile(r"的?[^，。；]{0,4}(?:税率|税收标准|税负|费率)")
_TAX_RATE_AHEAD = re.compile(r"(?:税率|税收标准|费率)(?:为|是|的)?$")
# A line of credit is lent, not given.
_CREDIT = re.compile(r"[^，。；]{0,6}(?:授信|信贷规模|资金池)")
# A sum for each of something is granted, whatever the verb: 每人每月800元, 1000元/件.
# 已获得50万元的企业 tells what somebody has, 追回10万元 what is taken away.
_RECEIVED = re.compile(r"(?:已|曾)(?:经)?(?:获得?|享受|领取|取得)[^，。；]{0,16}$")
_TAKEN_BACK = re.compile(r"(?:追回|追缴|收回|退回|退还|缴回|扣减|罚款|处以)[^，。；]{0,12}$")
_UNIT_RATE = re.compile(r"每(?:人|名|户|家|件|个|台|班|天|平方米|亩|吨|标箱|美元)[^，。；\d]{0,6}$")
_PER_BEHIND = re.compile(r"/(?:人|名|户|家|件|个|台|班|次|平方米|亩|吨|标箱|月|年|天)")
# What a government sets aside is neither granted to one nor asked of one.
_BUDGET = re.compile(
    r"(?:预算|资金总额|资金总量|资金规模|专项资金|资金池|基金)[^，；。给奖补资助]{0,6}$|安排[^，；。]{0,4}$"
)


Decision = tuple[Slot, str]  # with the rule that decided


@dataclass(frozen=True, slots=True)
class Slotted:
    """A mention with the slot it fills, the rule that decided so, and the clause that holds it."""

    mention: Mention
    slot: Slot
    clause: Clause
    rule: str = ""


def slot_of(context: Context, clause: Clause, mention: Mention) -> Decision:
    """Decide by comparator, then by the words of giving round the number."""
    text, lexicon = context.text, context.lexicon
    left = text[clause.start : mention.cue_start]
    right = text[mention.full_end : clause.end]
    if (_TAX_RATE_AHEAD.search(left) and not mention.op) or (mention.kind == "money" and _CREDIT.match(right)):
        return "other", "slots.tax_or_credit"
    if mention.kind == "money" and _BUDGET.search(left):
        return "other", "slots.budget"
    if _RECEIVED.search(left) or _TAKEN_BACK.search(left):
        return "other", "slots.received_or_taken_back"
    step = re.search(rf"(?:{lexicon.steps.pattern}|每)$", left + text[mention.cue_start : mention.start])
    if step or (mention.value == 1 and not mention.op and _EACH_ONE.search(left)):
        increases = step is not None and re.search(r"[增多]", step[0])
        return ("step", "slots.step") if mention.value != 1 or increases else ("other", UNIT_STEP)
    if _PAID_IN_PARTS.search(text[clause.start : mention.start]) or (not mention.op and _TAX_RATE.match(right)):
        return "other", "slots.instalment_or_tax_rate"
    if re.search(r"[由从]$", left) and re.match(r"(?:提高|调整|上调|增加|提升|降低|下调)[至到为]", right):
        return "other", "slots.replaced_figure"  # 由30%提高至50%: the old figure
    if mention.kind == "duration":
        return ("condition", "slots.compared_duration") if mention.op and not mention.ceiling else _NEITHER
    if mention.ranged:
        return _given_or(context, left, right, mention, ("condition", "slots.range"))
    if mention.op in (">=", ">", "<") and not _handed_over(left, mention, lexicon):
        return "condition", "slots.lower_bound"
    if mention.ceiling:
        return _bounded(left, right, mention, lexicon)
    if mention.op == "<=":
        asked: Decision = ("condition", "slots.upper_bound")
        return _given_or(context, left, right, mention, asked) if mention.kind in ("money", "ratio") else asked
    if mention.unit == "rank":
        return ("other", "slots.counted_from") if right.startswith("起") else ("condition", "slots.rank")
    if mention.kind == "count":
        return ("condition", "slots.compared_count") if mention.op else _NEITHER
    return _given_or(context, left, right, mention, _NEITHER)


_NEITHER: Decision = ("other", "slots.neither")


def _handed_over(left: str, mention: Mention, lexicon: Lexicon) -> bool:
    """给予 directly in front: 给予不低于10万元奖励 is a sum, not a threshold; 补助不低于最低工资标准的80% is a duty."""
    over_noun = mention.op_rule == "quantities.comparator_over_noun"
    giving = lexicon.giving_verbs if over_noun else lexicon.fresh_grants
    return bool(re.search(rf"(?:{giving.pattern})$", left))


def _bounded(left: str, right: str, mention: Mention, lexicon: Lexicon) -> Decision:
    """A number with a ceiling word: the most that is given, unless it bounds a metric of whoever applies."""
    scoped = lexicon.scope_openers.search(left)
    fresh = lexicon.fresh_grants.search(left)
    received = lexicon.receiving_verbs.search(left) and mention.kind == "count"
    if received:  # 享受优惠的面积以500平方米为限
        return "support", "slots.ceiling_of_count"
    if _METRIC_AHEAD.search(left) and not lexicon.grants.search(left) and not scoped:
        given = mention.kind == "ratio" and lexicon.grants_after.match(right.lstrip("的"))
        return ("support", "slots.ceiling_of_rate") if given else ("condition", "slots.ceiling_behind_metric")
    if mention.kind == "money":
        # 出口额超过1000万元、不超过5000万元的企业 bounds whom, not what.
        whom = right.startswith("的") and not lexicon.grants_after.match(right.lstrip("的")) and not (fresh or scoped)
        if whom and not lexicon.grants.search(left + right):
            return "condition", "slots.ceiling_of_recipient"
        return "support", "slots.ceiling_of_sum"
    if mention.kind == "ratio":
        given = lexicon.grants.search(left) or lexicon.grants.search(right)
        return ("support", "slots.ceiling_of_rate") if given else ("condition", "slots.ceiling_of_ratio")
    if (fresh or scoped or lexicon.grants.search(left)) and not _PAPERS.search(left):
        return "support", "slots.ceiling_of_count"
    return "condition", "slots.ceiling_behind_metric"


def _given_or(context: Context, left: str, right: str, mention: Mention, otherwise: Decision) -> Decision:
    rule = _granted(context, left, right, mention)
    return ("support", rule) if rule else otherwise


def _granted(context: Context, left: str, right: str, mention: Mention) -> str | None:
    """The rule by which a number is what is given; None where it is not."""
    lexicon, phrases = context.lexicon, context.phrases
    if mention.kind == "money" and (_UNIT_RATE.search(left) or _PER_BEHIND.match(right)):
        return "slots.unit_rate"
    behind = right.lstrip("的")
    if lexicon.grants_after.match(re.sub(r"^(?:一次性|、\d[^，]*?(?=奖|补|资|扶|支))", "", behind).lstrip("的")):
        return "slots.giving_behind"
    if lexicon.fresh_grants.search(left):
        return "slots.giving_in_front"
    if mention.kind == "ratio":
        end = re.search(r"标准|比例|申领|领取|^[，。；]?$", right) or lexicon.giving_verbs.search(right)
        by_rate = re.search(r"按照?", left) and end
        near = phrases.giving_near.match(right)
        return "slots.by_rate" if by_rate else "slots.giving_near" if near else None
    return "slots.standing_sum" if phrases.given_on.search(left) or re.search(r"再增加$", left) else None


def slotted(context: Context, clauses: tuple[Clause, ...]) -> list[Slotted]:
    """All mentions of a run of clauses with their slots; members of a list share the slot of the first."""
    out: list[Slotted] = []
    first: dict[int, Decision] = {}
    for clause in clauses:
        for mention in context.mentions_in(clause.start, clause.end):
            slot, rule = decision = first.get(mention.series) or slot_of(context, clause, mention)
            first.setdefault(mention.series, decision)
            out.append(Slotted(mention, slot, clause, rule))
    return _listed_sums(context, clauses, _lower_ends(context, _shared_comparator(context, out)))


def _lower_ends(context: Context, found: list[Slotted]) -> list[Slotted]:
    """按不低于30%、不高于50%的比例给予补助: the lower bound of what is given, not a threshold."""
    out = list(found)
    for index, (low, high) in enumerate(pairwise(found)):
        joined = re.fullmatch(r"[、且和，]?", context.text[low.mention.full_end : high.mention.cue_start])
        given = high.slot == "support" and high.mention.ceiling and low.mention.unit == high.mention.unit
        asked = low.slot == "condition" and low.mention.op in (">=", ">") and low.clause == high.clause
        if (
            joined
            and given
            and asked
            and re.search(r"按照?$|给予$", context.text[low.clause.start : low.mention.cue_start])
        ):
            out[index] = replace(low, slot="support", rule="slots.lower_end")
    return out


def _listed_sums(context: Context, clauses: Sequence[Clause], found: list[Slotted]) -> list[Slotted]:
    """Bare sums with a short head each: 发放安家补贴，其中专科生1万元，本科生2万元; 按博士3万元、硕士1万元发放补贴."""
    text = context.text
    if not clauses:
        return found
    begin, end = clauses[0].start, clauses[-1].end
    granted = [s for s in found if s.slot == "support" and s.mention.kind == "money"]
    gives = context.lexicon.fresh_grants.search(text, begin, end)
    out = []
    for slotted in found:
        mention = slotted.mention
        bare = slotted.rule == "slots.neither" and mention.kind == "money" and not mention.op
        head = re.split(r"[，；：、]", text[begin : mention.start])[-1]
        listed = bare and 0 < len(head) <= 16 and not _METRIC_AHEAD.search(head)
        ends = re.match(r"[，；。、）]|$", text[mention.full_end : end])
        behind = not granted and gives is not None and gives.end() <= mention.start
        # 、 goes on to a sum of the same clause that is given.
        onward = any(s.clause == slotted.clause and s.mention.start > mention.start for s in granted)
        shares = onward and text.startswith("、", mention.full_end)
        given = listed and ends and (behind or shares)
        out.append(replace(slotted, slot="support", rule="slots.listed_sum") if given else slotted)
    return out


def _shared_comparator(context: Context, found: list[Slotted]) -> list[Slotted]:
    """A trailing 以上 governs the numbers coordinated to its left: 通关单量5000万单、进出口额50亿元以上."""
    out = list(found)
    for index in range(len(out) - 2, -1, -1):
        here, after = out[index], out[index + 1]
        if here.slot != "other" or here.mention.op or after.slot != "condition" or after.mention.op not in (">=", "<="):
            continue
        between = context.text[here.mention.end : after.mention.start]
        if here.clause == after.clause and re.match(r"[、且和及]", between) and not re.search(r"[，；。]", between):
            penalties = (*here.mention.penalties, "shared_comparator")
            shared = replace(here.mention, op=after.mention.op, op_rule=after.mention.op_rule, penalties=penalties)
            out[index] = Slotted(shared, "condition", here.clause, "slots.coordinated")
    return out
