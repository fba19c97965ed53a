"""What is granted: sums, ceilings and rates with base, scope, period and payer. Which numbers are supports: slots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from zhengtu.extract.context import Context
from zhengtu.extract.quantities import Mention
from zhengtu.extract.slots import Slotted
from zhengtu.model.record import Support, SupportRole
from zhengtu.structure.numerals import to_int

_BASE_ENDS = re.compile(
    r"(?:费用?|额|总额|租金|保费|投资|成本|支出|收入|贡献|利息|价款|价|资金|部分|金额|税)(?:（[^（）]*）)?$"
)
_BASE_BEHIND = re.compile(r"的?([^，。；、的\d给予按]{1,10}?)(?:补助|补贴)")
_FOR_YEARS = re.compile(
    r"(?:连续|累计|(?:期限|时间|年限)(?:为|最长|不超过|最长不超过)|最长不超过|给[予与][^，。；\d]{0,6}不超过)([一二两三四五六七八九十]|\d{1,2})年(?!以上|度|增|保持|达|实现|盈利|获)"
)
_LEVEL_VERB = re.compile(r"^(?:对|新|首次|被|获得|获评|认定为?|评为)+")
_RELIEF = re.compile(r"([一二两三四五六七八九十\d])免([一二两三四五六七八九十\d])减半")
_BEFORE_GIVING = re.compile(r"每|单个|单家|给予|予以|补助|补贴|奖励|最高|按照?")
_WITHIN = re.compile(r"年度|每年|全年|每月|年(?=资助|补贴|奖励|补助)")


def read_supports(context: Context, found: Sequence[Slotted], start: int, end: int) -> list[Support]:
    """The supports of one grant, in order of the text."""
    given = [s for s in found if s.slot == "support"]
    stepped = any(s.slot == "step" for s in found)
    out: list[Support] = []
    for index, slotted in enumerate(given):
        support = _support(context, slotted, start, out)
        if stepped and index == 0 and support.role != "rate":
            support = replace(support, per="increment")
        out.append(support)
    duration = _duration(context.text[start:end])
    if duration and out:
        out[0] = replace(out[0], duration_years=duration)
    return _qualified(context, given, _tiered(given, out), start) or _rent_relief(context, start, end)


def _bound(mention: Mention, upper: bool) -> Literal["max", "min"] | None:
    if upper:
        return "max"
    return "min" if mention.op in (">=", ">") else None


def _duration(words: str) -> int | None:
    """连续5年, 累计5年, 期限为3年, 最长不超过3年: for how long the first support is given."""
    match = _FOR_YEARS.search(words)
    return to_int(match[1]) if match else None


def _support(context: Context, slotted: Slotted, start: int, before: Sequence[Support]) -> Support:
    text, mention = context.text, slotted.mention
    left = text[slotted.clause.start : mention.cue_start]
    right = text[mention.full_end : slotted.clause.end]
    upper = mention.ceiling is not None or mention.op in ("<=", "<")
    role: SupportRole = "rate" if mention.kind == "ratio" else "ceiling" if upper else "amount"
    return Support(
        role=role,
        value=mention.value,
        unit=mention.unit,
        evidence=context.evidence(mention.cue_start, mention.full_end),
        bound=_bound(mention, upper) if role != "ceiling" else None,
        of=_base(context, slotted, before) if role == "rate" else None,
        per=None if role == "rate" else _scope(context, text[slotted.clause.start : mention.start], right),
        period=_period(left, right) if role != "rate" else None,
        payer=_payer(context, start, mention.start),
    )


def _period(left: str, right: str) -> str | None:
    """Per year or month: what stands behind a stroke, else nearest in front of the sum."""
    behind = re.match(r"/(?:[^/，。；]{1,3}[/·])?([年月])", right)
    if behind:
        return "month" if behind[1] == "月" else "year"
    hits = [(m.end(), "month" if "月" in m[0] else "year") for m in _WITHIN.finditer(left)]
    return max(hits)[1] if hits else None


def _scope(context: Context, left: str, right: str) -> str | None:
    """What the sum counts per: the noun behind a stroke (元/人), else behind the last 每, 单个, 同一 of the clause."""
    stroke = re.match(r"/([^/，。；\d]{1,4})", right)
    forms = [f for f in context.lexicon.scopes if stroke and stroke[1].startswith(f)]
    if forms:
        return context.lexicon.scopes[max(forms, key=len)]
    found = None
    for opener in re.finditer(rf"(?:{context.lexicon.scope_openers.pattern})(?![年月季度种类])", left):
        behind = re.match(r"[^，；。、\d]{0,10}", left[opener.end() :])
        window = behind[0] if behind else ""
        hits = [(window.find(form), -len(form), per) for form, per in context.lexicon.scopes.items() if form in window]
        if hits:
            found = _noun(sorted(hits))
    return found


def _noun(hits: list[tuple[int, int, str]]) -> str:
    """每次展会, 每场活动: the noun right behind a classifier says what is counted."""
    first, *others = hits
    behind = [hit for hit in others if 0 < hit[0] - first[0] <= 1]
    return behind[0][2] if behind else first[2]


def _payer(context: Context, start: int, at: int) -> str | None:
    """The level of finance named nearest in front of the number within the grant."""
    words = context.text[start:at]
    hits = [(m.end(), row.code) for row in context.lexicon.payers for m in row.pattern.finditer(words)]
    return max(hits)[1] if hits else None


def _base(context: Context, slotted: Slotted, before: Sequence[Support]) -> str | None:
    """The base of a rate: behind 按 or the ceiling word, in front of 给予, or behind the number (30%的保费补助)."""
    text, mention = context.text, slotted.mention
    left = text[slotted.clause.start : mention.start]
    behind = _BASE_BEHIND.match(text[mention.full_end : slotted.clause.end])
    for words in _base_candidates(left, mention.ceiling):
        base = _trim_base(words)
        if base and _BASE_ENDS.search(base):
            return base
    if behind and _BASE_ENDS.search(behind[1]):
        return behind[1]
    previous = [s.of for s in before if s.role == "rate" and s.of]
    return previous[-1] if previous else None


def _base_candidates(left: str, ceiling: str | None) -> list[str]:
    found = []
    if ceiling and ceiling in left:
        head, _, tail = left.rpartition(ceiling)
        found += [tail, re.split(r"按照?|给予|予以|补贴|补助|奖励", head)[-1]]
    else:
        found.append(re.split(r"按照?|给予(?!的)|予以", left)[-1])
    given = re.split(r"给予|予以", left)[0]
    if given != left:
        found += [re.split(r"按照?", given)[-1], given]
    return found


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
                out[index] = replace(out[index], tier=tier)
    return out


def _qualified(context: Context, given: Sequence[Slotted], supports: list[Support], start: int) -> list[Support]:
    """Say what each of several parallel supports is for: a level of the list in front, or its clause's head."""
    out = list(supports)
    ladder = [i for i, s in enumerate(supports) if s.tier is not None]
    if ladder:
        levels = _levels(context.text[start : given[ladder[0]].mention.cue_start], len(ladder))
        for index, level in zip(ladder, levels, strict=False):
            out[index] = replace(out[index], when=level)
    kinds = [(s.role, s.unit) for s in supports]
    for index, slotted in enumerate(given):
        if out[index].tier is None and kinds.count(kinds[index]) > 1:
            out[index] = replace(out[index], when=_clause_head(context, slotted, kinds[index][0]))
    return out


def _levels(words: str, count: int) -> list[str]:
    """The last list of level words with the right number of members: 省级、潍坊市级; 国家、省级."""
    level = r"[^，；。、（）的]{0,6}?(?:国家级?|省级?|市级?|县级?|区级|[A-Z\d]+级?|[一二三甲乙]等?级?)"
    pattern = (
        rf"(?:^|[^，；。、]*?(?:的|获得|认定为?|获评|评为|达到|对))({level}(?:[、和或]{level}){{{count - 1}}})(?=[^、])"
    )
    found = [m[1] for m in re.finditer(pattern, words)]
    return [_LEVEL_VERB.sub("", level) for level in re.split(r"[、和或]", found[-1])] if found else []


def _clause_head(context: Context, slotted: Slotted, role: str) -> str | None:
    """境外每个展位补助… → 境外; 其他国家和地区给予… → 其他国家和地区; 给予RCEP国家80% → RCEP国家."""
    text = context.text
    left = text[slotted.clause.start : slotted.mention.cue_start]
    head = _BEFORE_GIVING.split(left)[0].strip("，：").removeprefix("其中").strip("，").removesuffix("航线")
    if role == "rate":
        between = re.split(r"给予|予以", left)[-1] if re.search(r"给予|予以", left) else ""
        if between and not _BASE_ENDS.search(between):
            return between
        if _BASE_ENDS.search(head):
            return None
    return head if 0 < len(head) <= 20 and not re.search(r"财政|^同一|^累计|^合计", head) else None


def _rent_relief(context: Context, start: int, end: int) -> list[Support]:
    """N免M减半: so many years without rent, so many at half."""
    match = _RELIEF.search(context.text, start, end)
    if not match:
        return []
    free, half = to_int(match[1]), to_int(match[2])
    evidence = context.evidence(match.start(), match.end())
    return [
        Support("rate", Decimal(1), "ratio", evidence, of="租金", duration_years=free),
        Support("rate", Decimal("0.5"), "ratio", evidence, of="租金", duration_years=half),
    ]
