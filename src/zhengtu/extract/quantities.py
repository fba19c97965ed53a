"""Numbers with units as typed mentions: value in base units, comparator, ceiling word. Their role: slots."""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from zhengtu.extract.fractions import Fraction, find_fractions
from zhengtu.extract.noise import Noise
from zhengtu.model.lexicon import Comparator, Lexicon, Unit
from zhengtu.numerals import to_int

# Chinese numerals count only before a unit that nothing else takes (三年, 前三位), see _chinese.
_DIGITS = re.compile(r"(?<![\dA-Za-z])(\d+(?:\.\d+)?)(?:[-至](\d+(?:\.\d+)?))?")
_CHINESE = re.compile(
    r"(?<![一二三四五六七八九十百千万亿第\d])([一二三四五六七八九十百千两]+)(?=万元|亿元|万美元|亿美元|年(?!度|来|期)|位|个月|周年|课时|学时|[场次](?!性))"
    r"|(?<=[前第])([一二三四五六七八九十]+)(?=[名家位]|[、至到]第?[一二三四五六七八九十]{1,3}[名位])"
    r"|(?<=[至到])第?([一二三四五六七八九十]{1,3})(?=[名位])|(?<=[一二三四五六七八九十]、)([一二三四五六七八九十]{1,3})(?=[名位])"
    r"|(?<=前)([三四五六七八九十]+)(?=[的，。；])|(?<=[名列居]第)([一二三四五六七八九十]+)(?=的)"
    r"|(?<![一二三四五六七八九十百千万亿第])([一二三四五六七八九两][一二三四五六七八九十百千]*[百千十])(?=元(?!素|化|旦|月))"
)
_RANK = Unit("", "rank", "count", Decimal(1))
# 第1、2、3名, 第1-3名、4-10名: 第 or 前 stands in front of the first of several places.
_PLACES = re.compile(r"[第前](?:[\d一二三四五六七八九十]+(?:名?[、和及]第?|[至到-]第?))*$")
_FURTHER_PLACE = re.compile(r"[、至到]第?[一二三四五六七八九十]{1,3}([名位])")  # 第二、三位
_NEGATED = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
_AND = ("、", "和", "及", "以及", "与")
_STROKE = re.compile(r"/[^/，。；、\d]{1,4}、")
_SHARED = re.compile(r"(?:、\d+(?:\.\d+)?(?:[十百千]?[万亿](?=、))?)*、\d+(?:\.\d+)?")
_RANGED_ON = re.compile(r"（不?含[^（）]{0,4}）(?:-|至|到)\d+(?:\.\d+)?")
_COMPARED_EACH = re.compile(r"(?:（含[^（）]{0,4}）)?及?以上(?:（含[^（）]{0,4}）)?[、和]|（含[^（）]{0,4}）[、和]")
_RANGE = re.compile(r"(（不?含[^（）]{0,6}）)?(?:(?:至|到|-)(不足|不满|不到)?|([和与]))第?")
_BETWEEN = re.compile(r"(?:（不?含[^（）]{0,6}）)?之间")
_EXCEEDING = ("超过", "超出", "高于", "大于", "超")
_REACH_OF_NOISE = 200  # characters; the longest is a title in 《》
_LONGEST = 24  # characters; what is longer is no number of a policy
_SAME_SENTENCE = 120  # characters in front of a classifier that may say what it counts
_METRIC_ENDS = re.compile("(?<![全每当])年限$|时限$")  # 合同年限5年以上, but 全年限200万元
_WORD = 2  # characters of a comparator that is one behind a noun too: 以上, not 起 or 内
_COUNTED_NOUN = re.compile(r"(?:企业|商家|单位|员工|职工|人员|学员|人才)(?=及?以[上下内]|之内)")
_REACH = 18  # characters between a ceiling word and its sum
_GAP = r"[^，；。、\d（）]{0,24}(?:（[^（）。；]{1,24}）[^，；。、\d（）]{0,8})?"


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity in the normal text. op is None where nothing compares it; ceiling is the word that caps it."""

    start: int
    end: int
    value: Decimal
    unit: str
    kind: str
    op: str | None = None
    ceiling: str | None = None
    inferred_unit: bool = False
    series: int = 0  # members of one list (20亿、50亿、100亿) share the number, which is the start of the first
    cue_start: int = -1  # where the comparator or ceiling in front of it begins, else start
    full_end: int = -1  # behind the comparator after it
    ranged: bool = False  # an end of a range (10%-30%); op says which end
    value_rule: str = ""
    unit_row: str = ""
    op_rule: str = ""
    penalties: tuple[str, ...] = ()


class Found(NamedTuple):
    """A comparator in front of a number and the row or rule that tells it."""

    op: str
    rule: str


Compared = tuple[str | None, str, tuple[str, ...]]  # op, rule, penalties


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
    return _ranges(text, _compare(text, _lists(text, raw), lexicon))


def _share(found: Fraction) -> Mention:
    rule, at = "fractions.words", found.start
    return Mention(at, found.end, found.value, "ratio", "ratio", series=at, value_rule=rule, unit_row=rule)


def _ranges(text: str, mentions: list[Mention]) -> list[Mention]:
    """500万（含）至5000万元: from the first, up to the second; the unit of the second goes for both."""
    out = list(mentions)
    for index, (low, high) in enumerate(pairwise(mentions)):
        between = _RANGE.fullmatch(text, low.end, high.start)
        if between and between[3] and not _BETWEEN.match(text, high.end):  # 介于A和B之间
            continue
        if not between or low.kind != high.kind or low.ceiling or high.ceiling:
            continue
        unit = high.unit if low.inferred_unit else low.unit
        exceeding = text.endswith(_EXCEEDING, 0, low.start) and not between[1]
        left_out = exceeding or (bool(between[1]) and "不含" in between[1])
        # A lower end that says （含） while the upper one does not leaves the upper one out.
        upper_out = text.startswith("（不含", high.end) or between[2]  # 1000万元至不足5000万元
        upper_out = upper_out or (between[1] and not left_out and not _inclusive(text, high))
        lower, upper = ">" if left_out else ">=", "<" if upper_out else "<="
        out[index] = replace(_end_of_range(out[index], lower), unit=unit)
        out[index + 1] = replace(_end_of_range(high, upper), cue_start=high.start, series=low.series)
    return out


def _counted_before(text: str, before: Sequence[Mention], mention: Mention, lexicon: Lexicon) -> Mention:
    """专利30件以上的…，每增加30件: a bare classifier counts what the same one counted before in the sentence.

    每张证书补助2万元，每年不超过5张: that may be a noun behind the classifier, without a number.
    """
    if mention.unit != "item":
        return mention
    classifier = text[mention.end - 1]
    sentence = text[max(text.rfind("。", 0, mention.start), mention.start - _SAME_SENTENCE) + 1 : mention.start]
    nouns = [(sentence.rfind(classifier + form), form) for form in lexicon.counted if classifier + form in sentence]
    if nouns:
        form = max(nouns)[1]
        unit, row = lexicon.counted[form], f"counted:{form}"
    else:
        same = next((m for m in reversed(before) if text[m.end - 1] == classifier), None)
        if same is None or same.unit == "item" or "。" in text[same.end : mention.start]:
            return mention
        unit, row = same.unit, same.unit_row
    return replace(mention, unit=unit, unit_row=row, penalties=(*mention.penalties, "inherited_value"))


def _end_of_range(mention: Mention, op: str) -> Mention:
    return replace(mention, op=op, ranged=True, op_rule="quantities.range")


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
            scale, unit = scale or (last_scale if last_unit else None), last_unit
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
    return [_end_of_range(replace(base, value=value), op) for value, op in zip(values, (">=", "<="), strict=True)]


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


def _lists(text: str, mentions: list[Mention]) -> list[Mention]:
    """Mark members of a list (A、B、C; A或B) as one series."""
    out: list[Mention] = []
    for mention in mentions:
        before = out[-1] if out else None
        if (
            before
            and before.kind == mention.kind
            and before.end <= mention.start
            and _lists_on(text[before.end : mention.start], before, mention)
        ):
            mention = replace(mention, series=before.series)
            out = [_counted_alike(text, m, mention) for m in out]
        out.append(mention)
    return out


def _counted_alike(text: str, mention: Mention, last: Mention) -> Mention:
    """60个、100个航班: the noun behind the last member of a list says what all count."""
    counted = last.unit_row.startswith("counted:") and text[mention.end - 1] == text[last.end - 1]
    if mention.series != last.series or mention.unit != "item" or not counted:
        return mention
    return replace(mention, unit=last.unit, unit_row=last.unit_row)


def _lists_on(between: str, before: Mention, mention: Mention) -> bool:
    """A、B, A和B; with a comparator each (10家以上、20家以上) only where both count the same."""
    if between in _AND or _STROKE.fullmatch(between):  # 30元/平方米、25元/平方米
        return True
    same = before.unit == mention.unit or before.inferred_unit
    return same and bool(_COMPARED_EACH.fullmatch(between))


def _compare(text: str, mentions: list[Mention], lexicon: Lexicon) -> list[Mention]:
    out = []
    series: dict[int, list[Mention]] = {}
    for mention in mentions:
        series.setdefault(mention.series, []).append(mention)
    for members in series.values():
        first, last = members[0], members[-1]
        after, full_end = _after(text, last, lexicon)
        before, ceiling, cue = _before(text, first, lexicon)
        behind = _cap_behind(text, full_end, lexicon)
        for m in members:
            own = after if m is last else _after(text, m, lexicon)[0]  # 1万吨以上、3万吨以下
            ahead = before if m is first else _before(text, m, lexicon)[0] or before
            # 不足500万元、500万元以上: what stands at the number itself is not turned by what the list ends with.
            turned = ahead and after and ahead.op[0] != after.op[0]
            shared = own or (None if turned else after)
            op, rule, penalties = _compared(m, shared, ahead, behind[0] if behind else None)
            if op in (">", "<") and (_inclusive(text, m) or _inclusive(text, last)):
                op, penalties = f"{op}=", (*penalties, "override_of_comparator")
            out.append(
                replace(
                    m,
                    op=op,
                    ceiling=ceiling or (behind[0] if behind else None),
                    cue_start=cue,
                    full_end=full_end if m is last else m.end,
                    op_rule=rule,
                    penalties=penalties,
                )
            )
    return sorted(out, key=lambda m: (m.start, m.value))


def _cap_behind(text: str, at: int, lexicon: Lexicon) -> re.Match[str] | None:
    """35万元封顶, 35万元（封顶）: a bracket with more in it (（封顶35万元）) bounds what is named there."""
    within = text.startswith("（", at)
    match = lexicon.ceilings_after.match(text, at + within)
    return match if match and text.startswith("）", match.end()) >= within else None


def _compared(mention: Mention, after: Comparator | None, before: Found | None, behind: str | None) -> Compared:
    """What compares a number: its place in a range, a cap behind it, the word behind it, the word in front of it."""
    if mention.op:
        return mention.op, mention.op_rule, mention.penalties
    if behind:
        return "<=", f"ceilings_after:{behind}", mention.penalties
    if after:
        penalties = ("override_of_comparator",) if before and before.op[0] != after.op[0] else ()
        return after.op, f"comparators_after:{after.form}", (*mention.penalties, *penalties)
    if before:
        return before.op, before.rule, mention.penalties
    return None, "", mention.penalties


def _inclusive(text: str, mention: Mention) -> bool:
    return text.startswith("（含", mention.end)


def _after(text: str, mention: Mention, lexicon: Lexicon) -> tuple[Comparator | None, int]:
    """The comparator behind a number, past （含） and past a bracket that belongs to it."""
    match = re.match(
        r"(?:（(?:不?含[^（）]{0,8}|(?:或|约)?(?:折合|合|等值|人民币)[^（）]{2,16})）|）)?", text[mention.end :]
    )
    at = mention.end + (match.end() if match else 0)
    noun = _counted_noun(text, mention, lexicon)  # 80个航班以上
    for form, comparator in lexicon.comparators_after.items():
        if noun and len(form) < _WORD:
            continue
        if text.startswith(form, at + len(noun)) and _fits(comparator, mention):
            end = at + len(noun) + len(form)
            tail = re.match(r"（不?含[^（）]{0,8}）", text[end:])
            if text.startswith("（不含", mention.end) or (tail and "不含" in tail[0]):
                comparator = replace(comparator, op=comparator.op.rstrip("="))
            return comparator, end + (tail.end() if tail else 0)
    return None, at


def _counted_noun(text: str, mention: Mention, lexicon: Lexicon) -> str:
    """The noun right behind a classifier, which is what it counts; else nothing."""
    form = mention.unit_row.removeprefix("counted:")
    if form in lexicon.counted and text.startswith(form, mention.end):
        return form
    counted = _COUNTED_NOUN.match(text, mention.end) if mention.unit in ("enterprise", "person") else None
    return counted[0] if counted else ""


def _before(text: str, mention: Mention, lexicon: Lexicon) -> tuple[Found | None, str | None, int]:
    """Comparator and ceiling word in front. A ceiling may stand before the noun it bounds (不高于租金30%)."""
    left = text[max(0, mention.start - 30) : mention.start]
    ceiling = _ceiling(left, lexicon, mention)
    if ceiling:
        return Found("<=", f"ceilings:{ceiling[0]}"), ceiling[0], mention.start - len(left) + ceiling[1]
    for form, comparator in lexicon.comparators_before.items():
        if left.endswith(form) and _fits(comparator, mention):
            negation = lexicon.negations.search(left[: -len(form)])
            start = mention.start - len(form)
            if negation:
                return Found(_NEGATED[comparator.op], "quantities.negated_comparator"), None, start - len(negation[0])
            return Found(comparator.op, f"comparators_before:{form}"), None, start
    return _over_noun(left, lexicon, mention) if mention.kind == "ratio" else (None, None, mention.start)


def _over_noun(left: str, lexicon: Lexicon, mention: Mention) -> tuple[Found | None, None, int]:
    """A negated comparator in front of the base of a rate: 不低于最低工资标准的80%."""
    clause = re.split(r"[，；。、：\n]", left)[-1]
    for form, comparator in lexicon.comparators_before.items():
        at = clause.rfind(form)
        negation = lexicon.negations.search(clause[:at]) if at > 0 else None
        if negation and _fits(comparator, mention) and re.fullmatch(_GAP, clause[at + len(form) :]):
            start = mention.start - len(clause) + at - len(negation[0])
            return Found(_NEGATED[comparator.op], "quantities.comparator_over_noun"), None, start
    return None, None, mention.start


def _fits(comparator: Comparator, mention: Mention) -> bool:
    return not comparator.units or mention.unit in comparator.units


def _ceiling(left: str, lexicon: Lexicon, mention: Mention) -> tuple[str, int] | None:
    """The ceiling word nearest to the number; words of giving, scope or amount may stand between, or a rate's base."""
    found = None
    for match in lexicon.ceilings.finditer(left):
        between = left[match.end() :]
        adjacent_only = len(match[0]) == 1  # 限 alone is a word only right before the number (上限, 期限)
        if adjacent_only and (between or _METRIC_ENDS.search(left, 0, match.end())):
            continue
        bridged = len(between) <= _REACH and lexicon.between_ceiling_and_sum.fullmatch(between)
        reaches = bridged or (mention.kind == "ratio" and re.fullmatch(_GAP, between))
        if reaches and (found is None or match.start() >= found[1] + len(found[0])):
            found = (match[0], match.start())
    return found
