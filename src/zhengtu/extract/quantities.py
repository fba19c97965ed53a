"""Numbers with units as typed mentions, in base units. What bounds them: comparators; their role: slots."""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from zhengtu.extract.caps import mark_caps
from zhengtu.extract.comparators import compare
from zhengtu.extract.fractions import Fraction, find_fractions
from zhengtu.extract.mentions import Mention, end_of_range
from zhengtu.extract.noise import Noise
from zhengtu.extract.series import mark_lists, mark_ranges
from zhengtu.model.lexicon import Lexicon, Unit
from zhengtu.numerals import to_int

# Chinese numerals count only before a unit that nothing else takes (三年, 前三位), see _chinese.
_DIGITS = re.compile(r"(?<![\dA-Za-z])(\d+(?:\.\d+)?)(?:[-至](\d+(?:\.\d+)?))?")
_CHINESE = re.compile(
    r"(?<![一二三四五六七八九十百千万亿第\d])([一二三四五六七八九十百千两]+)(?=万元|亿元|万美元|亿美元|年(?!度|来|期(?!以))|位|个月|周年|课时|学时|[场次](?!性))"
    r"|(?<=[前第])([一二三四五六七八九十]+)(?=[名家位]|[、至到]第?[一二三四五六七八九十]{1,3}[名位])"
    r"|(?<=[至到])第?([一二三四五六七八九十]{1,3})(?=[名位])|(?<=[一二三四五六七八九十]、)([一二三四五六七八九十]{1,3})(?=[名位])"
    r"|(?<=前)([三四五六七八九十]+)(?=[的，。；])|(?<=[名列居]第)([一二三四五六七八九十]+)(?=的)"
    r"|(?<![一二三四五六七八九十百千万亿第])([一二三四五六七八九两][一二三四五六七八九十百千]*[百千十])(?=元(?!素|化|旦|月))"
)
_RANK = Unit("", "rank", "count", Decimal(1))
# 第1、2、3名, 第1-3名、4-10名: 第 or 前 stands in front of the first of several places.
_PLACES = re.compile(r"[第前](?:[\d一二三四五六七八九十]+(?:名?[、和及]第?|[至到-]第?))*$")
_FURTHER_PLACE = re.compile(r"[、至到]第?[一二三四五六七八九十]{1,3}([名位])")  # 第二、三位
_SHARED = re.compile(r"(?:、\d+(?:\.\d+)?(?:[十百千]?[万亿](?=、))?)*、\d+(?:\.\d+)?")
# 10（含）-30万元, 1万至3万标箱
_RANGED_ON = re.compile(r"(?:（不?含[^（）]{0,4}）)?(?:-|至|到)\d+(?:\.\d+)?")
# 海外仓15个，3个市级园区: what stands behind 个 is what it counts.
_OWN_NOUN = re.compile(r"[^，。；、：（）\s\d以及或且的给]")
# What these count goes without saying again; 个 and 项 count anything.
_NOUNS_OF = {"件": ("商标", "专利"), "份": ("报告",), "张": ("证书", "床位")}
_REACH_OF_NOISE = 200  # characters; the longest is a title in 《》
_LONGEST = 24  # characters; what is longer is no number of a policy
_SAME_SENTENCE = 120  # characters in front of a classifier that may say what it counts
_REACH = 18  # characters between a ceiling word and its sum


def find_quantities(text: str, lexicon: Lexicon, noise: Sequence[Noise]) -> list[Mention]:
    """All quantities with a unit, in order of place; lists share their unit and their comparator."""
    taken = [(n.start, n.end) for n in noise]
    raw = [_share(found) for found in find_fractions(text)]
    taken = sorted([*taken, *((m.start, m.end) for m in raw)])
    for match in sorted([*_DIGITS.finditer(text), *_CHINESE.finditer(text)], key=lambda m: m.start()):
        if any(a < match.end() and match.start() < b for a, b in _near(taken, match.start())):
            continue
        if len(match[0]) <= _LONGEST:
            raw += (_counted_before(text, raw, mention, lexicon) for mention in _read(text, match, lexicon))
    raw.sort(key=lambda m: m.start)
    return mark_caps(text, mark_ranges(text, compare(text, mark_lists(text, raw), lexicon)), lexicon)


def _share(found: Fraction) -> Mention:
    rule, at = "fractions.words", found.start
    return Mention(at, found.end, found.value, "ratio", "ratio", series=at, value_rule=rule, unit_row=rule)


def _counted_before(text: str, before: Sequence[Mention], mention: Mention, lexicon: Lexicon) -> Mention:
    """专利30件以上的…，每增加30件: a bare classifier counts what the same one counted before in the sentence.

    每张证书补助2万元，每年不超过5张: that may be a noun behind the classifier, without a number.
    """
    if mention.unit != "item":
        return mention
    classifier = text[mention.end - 1]
    sentence = text[max(text.rfind("。", 0, mention.start), mention.start - _SAME_SENTENCE) + 1 : mention.start]
    nouns = [(sentence.rfind(classifier + form), form) for form in lexicon.counted if classifier + form in sentence]
    if not nouns and (each := sentence.rfind(f"每{classifier}")) > 0:  # 注册境外商标的，每件补助5000元，最多10件
        ahead = sentence[max(0, each - _REACH) : each]
        nouns = [
            (ahead.rfind(form), form)
            for form in _NOUNS_OF.get(classifier, ())
            if form in ahead and form in lexicon.counted
        ]
    if nouns:
        form = max(nouns)[1]
        unit, row = lexicon.counted[form], f"counted:{form}"
    else:
        same = next((m for m in reversed(before) if text[m.end - 1] == classifier), None)
        if same is None or same.unit == "item" or "。" in text[same.end : mention.start]:
            return mention
        if classifier == "个" and _OWN_NOUN.match(text, mention.end):
            return mention
        unit, row = same.unit, same.unit_row
    return replace(mention, unit=unit, unit_row=row, penalties=(*mention.penalties, "inherited_value"))


def _near(spans: Sequence[tuple[int, int]], at: int) -> Sequence[tuple[int, int]]:
    """The spans, in order of their starts, that may reach to a place; none is longer than a title."""
    return spans[bisect.bisect_left(spans, (at - _REACH_OF_NOISE,)) : bisect.bisect_right(spans, (at + _LONGEST,))]


def _read(text: str, match: re.Match[str], lexicon: Lexicon) -> list[Mention]:
    """One mention, or two for a range; none where no unit follows and no scale either."""
    chinese = match.re is _CHINESE
    scale, after_scale = _longest(text, match.end(), lexicon.scales)
    unit, end = _longest(text, after_scale, lexicon.units)
    if unit is None:
        shared = _SHARED.match(text, after_scale) or _RANGED_ON.match(text, after_scale)
        if shared:  # 10、20、30万元, 10（含）-30万元: the last member says scale and unit for all
            last_scale, after = _longest(text, shared.end(), lexicon.scales)
            last_unit, _ = _longest(text, after, lexicon.units)
            whole = last_scale in (scale, f"{scale}千")  # 1000万至5000万千瓦时
            scale, unit = last_scale if last_unit and (whole or not scale) else scale, last_unit
    if unit is None and chinese and (further := _FURTHER_PLACE.match(text, match.end())):
        unit = further[1]
    if unit is None and scale is None and not _is_bare_rank(text, match):
        return []
    known = lexicon.units[unit] if unit else Unit("", "CNY", "money", Decimal(1)) if scale else _RANK
    if scale and not unit and not re.match(r"[、，以或的及至-]|（含|$", text[after_scale:]):
        return []
    factor = (lexicon.scales[scale] if scale else Decimal(1)) * known.factor
    ranked = unit == "名" and _PLACES.search(text[max(0, match.start() - _REACH) : match.start()])
    code, row = ("rank", "quantities.rank") if ranked else _counted(text, end, known, lexicon)
    numbers = [_number(g, chinese) for g in match.groups() if g]
    if any(n is None for n in numbers):
        return []
    base = Mention(
        match.start(),
        end,
        Decimal(0),
        code,
        known.kind,
        inferred_unit=unit is None,
        series=match.start(),
        value_rule="quantities.chinese_numeral" if chinese else "quantities.digits",
        unit_row=row if unit else f"scales:{scale}" if scale else "quantities.rank",
        penalties=() if unit else ("inferred_unit",),
    )
    values = [n * factor for n in numbers if n is not None]
    if len(values) == 1:
        return [replace(base, value=values[0])]
    return [end_of_range(replace(base, value=value), op) for value, op in zip(values, (">=", "<="), strict=True)]


def _is_bare_rank(text: str, match: re.Match[str]) -> bool:
    """位居全省前三的, 排名第一的: a place in an order, without a unit."""
    behind = text[match.end() : match.end() + 1]
    return (
        text[match.start() - 1 : match.start()] in ("前", "第") and behind in tuple("的，。；") and "-" not in match[0]
    )


def _number(text: str, chinese: bool) -> Decimal | None:
    if not chinese:
        return Decimal(text)
    value = to_int(text)
    return Decimal(value) if value is not None else None


def _longest(text: str, at: int, forms: Collection[str]) -> tuple[str | None, int]:
    for length in range(min(6, len(text) - at), 0, -1):
        form = text[at : at + length]
        if form in forms:
            return form, at + length
    return None, at


def _counted(text: str, end: int, unit: Unit, lexicon: Lexicon) -> tuple[str, str]:
    """What is counted, and the row that says so: the noun right behind the unit, else the one nearest in front."""
    if unit.code != "item":
        return unit.code, f"units:{unit.form}"
    behind = re.match(r"(?:（含）)?(?:及?以上)?[^，。；、\d（）的]{0,6}", text[end:])
    ahead = re.search(r"[^，。；、（）]{0,16}$", text[max(0, end - 20) : end])
    nouns = lexicon.counted
    if behind and (found := [(behind[0].find(form), -len(form), form) for form in nouns if form in behind[0]]):
        return nouns[min(found)[2]], f"counted:{min(found)[2]}"
    if ahead and (found := [(ahead[0].rfind(form) + len(form), len(form), form) for form in nouns if form in ahead[0]]):
        return nouns[max(found)[2]], f"counted:{max(found)[2]}"
    return unit.code, f"units:{unit.form}"
