"""What is granted: sums, ceilings and rates with base, scope, period and payer. Which numbers are supports: slots."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengtu.extract.bases import read_base
from zhengtu.extract.context import Context
from zhengtu.extract.mentions import Mention
from zhengtu.extract.readings import Read, with_slot, wrapped
from zhengtu.extract.slots import RAISED_TO, UNIT_STEP, Slotted
from zhengtu.model.record import Reading, Support, SupportRole

# 地方财政贡献 is paid in, 在省级补助基础上 paid before, 获得省级奖励的企业 tells whom.
_OWED = re.compile(r"贡献|收入|留成|的?基础上|(?:资金|支持|奖励)?的(?:企业|单位|项目|机构|平台|园区|，)")
# 按省级奖励金额的50%, 按国家补助的10%: what another level gave is what it is a share of.
_GIVEN_BY = re.compile(
    r"[^，。；、\d按给]{1,6}?(?:奖励|补助|补贴|资助|奖补|扶持|支持|拨付|下达)(?:资金|支持)?(?:金额|总额|额度?|标准|部分)?的$"
)
_BY_ITEM = frozenset({"parcel", "trademark", "patent"})
_STANDARD = re.compile("(?:国际|国家|行业|地方|团体)标准")
_OCCASIONS = frozenset({"event", "project", "session", "flight", "booth", "store", "site", "order"})
_CLASSIFIED = ("每家", "单家", "单场")


def read_supports(
    context: Context, found: Sequence[Slotted], start: int, before: Sequence[Support] = ()
) -> list[Support]:
    """The supports of one grant, in order of the text, one for each slot that is a support.

    start is where the grant begins, before are the supports of the grants in front that it carries on.
    """
    given = [s for s in found if s.slot == "support"]
    steps = [s for s in found if s.slot == "step" or s.rule == UNIT_STEP]
    out: list[Support] = []
    for slotted in given:
        # 每平方米每月5元、最多3000平方米: the words for the sum are not those for how much of it.
        apart = ("condition", "step", "support") if slotted.mention.kind == "count" else ("condition", "step")
        asked = [s.mention.full_end for s in found if s.slot in apart and s.clause == slotted.clause]
        since = max((end for end in asked if end <= slotted.mention.cue_start), default=slotted.clause.start)
        beside = next((s.mention.full_end for s in reversed(given[: len(out)]) if s.clause == slotted.clause), since)
        support = _support(context, slotted, start, (since, max(since, beside)), [*before, *out])
        step = next((s for s in steps if s.mention.start < slotted.mention.start), None)
        capped = step is not None and step.slot == "other" and step.clause == slotted.clause
        if step and (support.role == "amount" or capped or (step.slot == "step" and not out)):
            support = with_slot(support, "per", _per_step(context, step))
            steps.remove(step)
        elif out and given[len(out) - 1].mention.series == slotted.mention.series:  # 每1美元分别奖励0.02元、0.03元
            support = with_slot(support, "per", _same_per(support, out[-1]))
        elif slotted.rule == RAISED_TO and (same := next((s for s in reversed(out) if s.role == support.role), None)):
            support = with_slot(support, "per", _same_per(support, same))
        out.append(support)
    return _tiered(given, out)


def _same_per(support: Support, before: Support) -> Read | None:
    return Read(before.per, "supports.listed_sums") if before.per and not support.per else None


def _per_step(context: Context, step: Slotted) -> Read | None:
    """每增加500万美元: per increment; 每引进1户, 每1美元: per the thing counted."""
    if step.slot == "step":
        return Read("increment", "supports.step")
    scopes, counted = context.lexicon.scopes, step.mention.unit
    if counted in scopes.values():
        return Read(counted, step.mention.unit_row)
    printed = context.text[step.mention.start : step.mention.end].lstrip("0123456789.")
    forms = [form for form in scopes if printed.startswith(form)]
    return Read(scopes[max(forms, key=len)], f"scopes:{max(forms, key=len)}") if forms else None


def _support(
    context: Context, slotted: Slotted, start: int, begins: tuple[int, int], before: Sequence[Support]
) -> Support:
    """begins is where the words for the sum may begin in its clause: behind what it asks for, behind another sum."""
    text, mention = context.text, slotted.mention
    since, beside = begins
    behind = mention.end if text.startswith("/", mention.end) else mention.full_end  # 50元/平方米以内
    right = text[behind : slotted.clause.end]
    upper = mention.ceiling is not None or mention.op in ("<=", "<")
    role: SupportRole = "rate" if mention.kind == "ratio" else "ceiling" if upper else "amount"
    slots = [("bound", _bound(mention, upper) if role != "ceiling" else None)]
    if role == "rate":
        slots.append(("of", read_base(context, slotted, before)))
    else:
        begin = since if mention.kind == "count" else slotted.clause.start
        own = _scope(context, text[beside : mention.start], right)  # 单个项目50万元以内、单个企业100万元以内
        per = own or _scope(context, text[begin : mention.start], right)
        slots.append(("per", _noun_of_item(context, text[start : mention.start], per)))
        left = context.phrases.period_of_another.sub("", text[since : mention.start])
        slots.append(("period", _period(context, left, right) or _period_of_cap(context, role, left)))
    slots.append(("payer", read_payer(context, start, mention.start)))
    evidence = context.evidence(mention.cue_start, mention.full_end)
    support = Support(role, mention.value, mention.unit, evidence, readings=_readings(slotted, role, evidence.quote))
    for slot, read in slots:
        support = with_slot(support, slot, read)
    return support


def _readings(slotted: Slotted, role: SupportRole, quote: str) -> tuple[Reading, ...]:
    """Value, unit and role of a number that is given; a ceiling owes its role to the word that bounds it."""
    mention = slotted.mention
    bounded = (Reading("role", mention.op_rule, mention.penalties),) if role == "ceiling" and mention.op_rule else ()
    return (
        Reading("value", mention.value_rule, wrapped(quote)),
        Reading("unit", mention.unit_row, ("inferred_unit",) if mention.inferred_unit else ()),
        *(bounded or (Reading("role", slotted.rule),)),
    )


def _bound(mention: Mention, upper: bool) -> Read | None:
    if upper:
        return Read("max", mention.op_rule, mention.penalties)
    return Read("min", mention.op_rule, mention.penalties) if mention.op in (">=", ">") else None


def _period(context: Context, left: str, right: str) -> Read | None:
    """Per year or month: what stands behind a stroke, else nearest in front of the sum."""
    behind = re.match(r"/(?:[^/，。；]{1,3}[/·])?([年月])", right)
    if behind:
        return Read("month" if behind[1] == "月" else "year", "supports.period_behind")
    hits = [(m.end(), "month" if "月" in m[0] else "year") for m in context.phrases.within.finditer(left)]
    return Read(max(hits)[1], "supports.period_in_front") if hits else None


def _period_of_cap(context: Context, role: SupportRole, left: str) -> Read | None:
    """单个企业当年累计不超过50万元, 一年内最高80万元: what bounds a year; a sum of 当年 is given in that year."""
    capped = role == "ceiling" and context.phrases.capped_within.search(left)
    return Read("year", "supports.period_of_cap") if capped else None


def _scope(context: Context, left: str, right: str) -> Read | None:
    """What the sum counts per: the noun behind a stroke (元/人), else behind the last 每, 单个, 同一 of the clause."""
    scopes = context.lexicon.scopes
    stroke = re.match(r"/([^/，。；\d]{1,4})", right)
    forms = [f for f in scopes if stroke and stroke[1].startswith(f)]
    if forms:
        form = max(forms, key=len)
        return Read(scopes[form], f"scopes:{form}")
    found: list[str] = []
    for opener in re.finditer(rf"(?:{context.lexicon.scope_openers.pattern})(?![年月季度种类])", left):
        behind = re.match(r"(?:\d{2}英?尺|\d+平方米)?([^，；。、\d]{0,10})", left[opener.end() :])
        window = behind[1].partition("一次性")[0] if behind else ""
        hits = [(window.find(form), -len(form), form) for form in scopes if form in window]
        if hits:
            found.append(_noun(sorted(hits)))
        elif opener[0] in _CLASSIFIED:  # 每家奖励20万元, 单场会议20万元: the classifier alone
            found.append(opener[0][1:])
    # 同一展会每户企业, 每家企业每届: the occasion is narrower than whoever takes part in it.
    narrow = [form for form in found if scopes[form] in _OCCASIONS] or found
    return Read(scopes[narrow[-1]], f"scopes:{narrow[-1]}") if narrow else None


def _noun_of_item(context: Context, words: str, per: Read | None) -> Read | None:
    """取得境外商标的，每件补助5000元: what the grant counts by 件 or 项 is named in front of it."""
    if per and per.rule == "scopes:项" and _STANDARD.search(words):
        return Read("standard", "scopes:项标准")
    if per is None or per.rule != "scopes:件":
        return per
    scopes = context.lexicon.scopes
    named = [(words.rfind(form), form) for form, code in scopes.items() if code in _BY_ITEM and form in words]
    return Read(scopes[max(named)[1]], f"scopes:{max(named)[1]}") if named else per


def _noun(hits: list[tuple[int, int, str]]) -> str:
    """每次展会, 每场活动: the noun right behind a classifier says what is counted."""
    first, *others = hits
    behind = [hit for hit in others if hit[0] - first[0] == 1 == len(first[2])]
    return behind[0][2] if behind else first[2]


def read_payer(context: Context, start: int, at: int) -> Read | None:
    """The level of finance named nearest in front of the number within the grant."""
    words = context.text[start:at]
    found = ((m, row.code) for row in context.lexicon.payers for m in row.pattern.finditer(words))
    hits = [
        (m.end(), code, m[0])
        for m, code in found
        if not (_OWED.match(words, m.end()) or _GIVEN_BY.match(words, m.start()))
    ]
    if not hits:
        return None
    _, code, form = max(hits)
    return Read(code, f"payers:{form}")


def _tiered(given: Sequence[Slotted], supports: list[Support]) -> list[Support]:
    """Members of one list of sums are the steps of a ladder."""
    out = list(supports)
    by_series: dict[int, list[int]] = {}
    for index, slotted in enumerate(given):
        by_series.setdefault(slotted.mention.series, []).append(index)
    for indexes in by_series.values():
        if len(indexes) > 1 and not any(given[i].mention.ranged for i in indexes):
            for tier, index in enumerate(indexes, start=1):
                out[index] = with_slot(out[index], "tier", Read(tier, "supports.listed_sums"))
    return out
