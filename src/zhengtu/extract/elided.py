"""Sums of a list whose word of giving stands with another member: 国家级奖励300万元，省级200万元. Caps: caps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zhengtu.extract.bounded import METRIC_AHEAD
from zhengtu.extract.context import Context
from zhengtu.extract.mentions import Mention
from zhengtu.extract.slots import Slotted

# 奖励，省级: what the sum in front is called, and whom or what the next one is for; no word that grants anew, asks,
# shares out a cost or adds up.
_HEAD = (
    r"(?![每再另按给奖补总累共合首次后余剩但且并或应须需]|其(?![他余])|[^，。；、]{0,8}(?:财政|自筹|自付|承担|负担|配套|个人|投资|投入|注册|资产|贷款|年限|价))"
    r"(?:[^，。；：、\d（）]|\dA){1,12}"
)
_NEXT = re.compile(
    rf"(?:/[^，。；、\d]{{1,4}})?(?:的?(?:一次性)?(?:奖励|补助|补贴|资助|支持|扶持|资金|奖金)*)[，、；]{_HEAD}"
)
_ENDS = re.compile(r"(?:/[^，。；、\d]{1,4})?(?:[，；。、）\n]|$)")
_NAMED = re.compile(rf"(?:^|[，；、：]){_HEAD}$")
_NEAR = 24  # characters behind a list in which the word of giving stands
_GIVES_BEHIND = re.compile(r"[，；]?(?:的，)?(?:分别|相应|依次|按照?[^，。；\d]{0,6}标准)*$")


def elided_sums(context: Context, found: Sequence[Slotted]) -> list[Slotted]:
    """Bare sums and rates that go on a list of such with a short head each, behind one that is given."""
    out: list[Slotted] = []
    for slotted in found:
        before = next((s for s in reversed(out) if s.mention.unit != "rank"), None)  # 第一名奖励5万元，第二名3万元
        listed = _is_bare(slotted) or slotted.rule == "slots.ceiling_of_ratio"
        if before and listed and _goes_on(context, before, slotted.mention):
            slotted = replace(slotted, slot="support", rule="slots.elided_grant")
        out.append(slotted)
    return _in_front_of_grant(context, out)


def _is_bare(slotted: Slotted) -> bool:
    mention = slotted.mention
    return slotted.rule == "slots.neither" and mention.kind in ("money", "ratio") and not mention.op


def _goes_on(context: Context, before: Slotted, mention: Mention) -> bool:
    """Whether a number is for others what the one in front of it is: the same unit, no bound, no metric."""
    given, text = before.mention, context.text
    alike = (
        before.slot == "support" and given.op == mention.op and (given.unit, given.kind) == (mention.unit, mention.kind)
    )
    if not alike or not _NEXT.fullmatch(text, given.full_end, mention.cue_start):
        return False
    return (
        not METRIC_AHEAD.search(text, given.full_end, mention.start) and _ENDS.match(text, mention.full_end) is not None
    )


def _in_front_of_grant(context: Context, found: list[Slotted]) -> list[Slotted]:
    """国家级100万元、省级50万元，给予一次性奖励: a list of sums, and nothing but the word of giving behind it."""
    bare = [s for s in found if _is_bare(s)]
    if len(bare) < 2 or any(s.slot != "other" for s in found[found.index(bare[0]) :]):
        return found
    text, last = context.text, bare[-1]
    gives = context.lexicon.fresh_grants.search(text, last.mention.full_end, last.mention.full_end + _NEAR)
    behind = gives and _GIVES_BEHIND.fullmatch(text, last.mention.full_end, gives.start())
    if not behind or not all(_is_named(text, s) for s in bare):
        return found
    return [replace(s, slot="support", rule="slots.elided_grant") if _is_bare(s) else s for s in found]


def _is_named(text: str, slotted: Slotted) -> bool:
    head = text[slotted.clause.start : slotted.mention.start]
    return (
        _NAMED.search(head) is not None
        and not METRIC_AHEAD.search(head)
        and bool(_ENDS.match(text, slotted.mention.full_end))
    )
