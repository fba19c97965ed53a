"""What is granted: sums, ceilings and rates with base, scope, period and payer. Which numbers are supports: slots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from zhengtu.extract.context import Context
from zhengtu.extract.quantities import Mention
from zhengtu.extract.readings import Read, with_slot, wrapped
from zhengtu.extract.slots import UNIT_STEP, Slotted
from zhengtu.model.record import Reading, Support, SupportRole
from zhengtu.structure.numerals import to_int

BASE_ENDS = re.compile(
    r"(?:费用?|额|利率|投入|总额|租金|保费|投资|成本|支出|收入|贡献|利息|价款|价|资金|部分|金额|税)(?:（[^（）]*）)?$"
)
_OCCASIONS = frozenset({"event", "project", "session", "flight", "booth", "store", "site", "order"})
_FIRST_YEAR_FREE = re.compile(r"首年(?:租金|房租)全免|(?:租金|房租)首年全免")
_YEARS_HALVED = re.compile(r"第[二三四五]年(?:[、和至]第[二三四五]年)*[^，。；\d]{0,6}(?:租金|房租)?减半")
_NUMBER = r"([一二两三四五六七八九十]|\d{1,2})"
_RELIEF = re.compile(rf"{_NUMBER}免{_NUMBER}减半")
_RENT_FREE = re.compile(rf"{_NUMBER}年的?免(?:费|租|房租|租金)|免(?:收|除|交)?(?:房租|租金|租){_NUMBER}年")


def read_supports(
    context: Context, found: Sequence[Slotted], start: int, end: int, before: Sequence[Support] = ()
) -> list[Support]:
    """The supports of one grant, in order of the text, one for each slot that is a support; before: those of the
    grants in front that it carries on. A measure without rent has supports without any slot."""
    given = [s for s in found if s.slot == "support"]
    steps = [s for s in found if s.slot == "step" or s.rule == UNIT_STEP]
    out: list[Support] = []
    for slotted in given:
        support = _support(context, slotted, start, [*before, *out])
        step = next((s for s in steps if s.mention.start < slotted.mention.start), None)
        if step and (support.role == "amount" or (step.slot == "step" and not out)):
            support = with_slot(support, "per", _per_step(context, step))
            steps.remove(step)
        out.append(support)
    return _tiered(given, out) or _without_figure(context, start, end)


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


def _support(context: Context, slotted: Slotted, start: int, before: Sequence[Support]) -> Support:
    text, mention = context.text, slotted.mention
    left = text[slotted.clause.start : mention.cue_start]
    right = text[mention.full_end : slotted.clause.end]
    upper = mention.ceiling is not None or mention.op in ("<=", "<")
    role: SupportRole = "rate" if mention.kind == "ratio" else "ceiling" if upper else "amount"
    slots = [("bound", _bound(mention, upper) if role != "ceiling" else None)]
    if role == "rate":
        slots.append(("of", _base(context, slotted, before)))
    else:
        slots.append(("per", _scope(context, text[slotted.clause.start : mention.start], right)))
        slots.append(("period", _period(context, left, right)))
    slots.append(("payer", _payer(context, start, mention.start)))
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
        behind = re.match(r"[^，；。、\d]{0,10}", left[opener.end() :])
        window = behind[0] if behind else ""
        hits = [(window.find(form), -len(form), form) for form in scopes if form in window]
        if hits:
            found.append(_noun(sorted(hits)))
    # 同一展会每户企业, 每家企业每届: the occasion is narrower than whoever takes part in it.
    narrow = [form for form in found if scopes[form] in _OCCASIONS] or found
    return Read(scopes[narrow[-1]], f"scopes:{narrow[-1]}") if narrow else None


def _noun(hits: list[tuple[int, int, str]]) -> str:
    """每次展会, 每场活动: the noun right behind a classifier says what is counted."""
    first, *others = hits
    behind = [hit for hit in others if 0 < hit[0] - first[0] <= 1]
    return behind[0][2] if behind else first[2]


def _payer(context: Context, start: int, at: int) -> Read | None:
    """The level of finance named nearest in front of the number within the grant."""
    words = context.text[start:at]
    hits = [(m.end(), row.code, m[0]) for row in context.lexicon.payers for m in row.pattern.finditer(words)]
    if not hits:
        return None
    _, code, form = max(hits)
    return Read(code, f"payers:{form}")


def _base(context: Context, slotted: Slotted, before: Sequence[Support]) -> Read | None:
    """The base of a rate: behind 按 or the ceiling word, in front of 给予, or behind the number (30%的保费补助)."""
    text, mention = context.text, slotted.mention
    left = text[slotted.clause.start : mention.start]
    behind = context.phrases.base_behind.match(text[mention.full_end : slotted.clause.end])
    if re.fullmatch(r"按照?", left):  # 支付的规费和代理费，按50%给予补助
        ahead = re.split(r"[。；：]", text[max(0, slotted.clause.start - 60) : slotted.clause.start].rstrip("，"))[-1]
        left = re.split(r"[，的]", ahead)[-1] + left
    for words, rule in _base_candidates(context, left, mention.ceiling):
        base = _trim_base(words)
        if base and (BASE_ENDS.search(base) or _is_base_of_rate(words, rule)):
            return Read(base, rule)
    if behind and BASE_ENDS.search(behind[1]):
        return Read(behind[1], "supports.base_behind")
    previous = [s.of for s in before if s.role == "rate" and s.of]
    return Read(previous[-1], "supports.base_of_rate_before", ("elided_base",)) if previous else None


def _base_candidates(context: Context, left: str, ceiling: str | None) -> list[tuple[str, str]]:
    phrases = context.phrases
    found = []
    if ceiling and ceiling in left:
        head, _, tail = left.rpartition(ceiling)
        found.append((tail, "supports.base_behind_ceiling"))
        found.append((phrases.before_base.split(head)[-1], "supports.base_in_front_of_ceiling"))
    else:
        found.append((phrases.up_to_base.split(left)[-1], "supports.base_behind_按"))
        head = re.split(r"按照?", left)[0]  # 展位费按80%支持, 重点展会的展位费按80%支持
        found.append((head.rsplit("的", 1)[-1], "supports.base_in_front_of_按"))
    given = phrases.verb.split(left)[0]
    if given != left:
        found.append((re.split(r"按照?", given)[-1], "supports.base_in_front_of_giving"))
        found.append((given, "supports.base_in_front_of_giving"))
    return found


def _is_base_of_rate(words: str, rule: str) -> bool:
    """按…的N%: whatever stands between is the base, however it ends."""
    return rule == "supports.base_behind_按" and words.endswith("的") and 2 < len(words) <= 30


def _trim_base(words: str) -> str:
    words = re.sub(r"^(?:对|其|企业|每个|单个|按照?|用人单位)+", "", words.strip("的，"))
    return re.sub(r"的$", "", words)


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


def _without_figure(context: Context, start: int, end: int) -> list[Support]:
    """Rates that are spelt out: 两免三减半, 三年免租, 首年租金全免，第二年、第三年减半, 保费全额补助."""
    text = context.text
    relief = _RELIEF.search(text, start, end)
    if relief:
        return [
            _part_of(context, relief, "租金", part, to_int(years))
            for part, years in zip("12", relief.groups(), strict=True)
        ]
    whole = context.phrases.in_full.search(text, start, end)
    if whole:
        return [_part_of(context, whole, whole["base"], "1", None)]
    found = []
    free = _RENT_FREE.search(text, start, end) or _FIRST_YEAR_FREE.search(text, start, end)
    if free:
        found.append(_part_of(context, free, "租金", "1", next((to_int(n) for n in free.groups() if n), 1)))
    halved = _YEARS_HALVED.search(text, start, end)
    if halved:
        found.append(_part_of(context, halved, "租金", "2", halved[0].count("第")))
    return found


def _part_of(context: Context, match: re.Match[str], base: str, part: str, years: int | None) -> Support:
    """The whole (1) or one of so many parts of a base, for so many years."""
    slots = ("value", "unit", "role", "of", *(("duration_years",) if years else ()))
    readings = tuple(Reading(slot, "supports.without_figure") for slot in slots)
    evidence = context.evidence(match.start(), match.end())
    return Support("rate", 1 / Decimal(part), "ratio", evidence, of=base, duration_years=years, readings=readings)
