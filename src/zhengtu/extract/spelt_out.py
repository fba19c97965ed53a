"""Rates that are spelt out without a figure: 两免三减半, 三年免租, 首年租金全免, 展位费全额补助."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from zhengtu.extract.context import Context
from zhengtu.extract.readings import Read, with_slot
from zhengtu.extract.supports import read_payer
from zhengtu.model.record import Reading, Support
from zhengtu.numerals import to_int

_NUMBER = r"([一二两三四五六七八九十]|\d{1,2})"
_RENT = r"(?:房租|租金|场租|租)"
_NTH = r"第[一二三四五1-5](?:年?度?[、和与及至到-]第?[一二三四五1-5])*年(?:度|内)?"
_FIRST = rf"(?:首年|头一年|{_NTH})(?:度|内)?"
_THEN_HALF = re.compile(rf"{_NUMBER}免{_NUMBER}减半")
_FREE = re.compile(
    rf"{_NUMBER}年(?:内|之内)?的?免(?:收|除|交)?(?:费|{_RENT})|免(?:收|除|交)?{_RENT}{_NUMBER}年"
    rf"|前{_NUMBER}年(?:内|度)?(?:给予|实行)?(?:免(?:收|除|交|缴|付)?(?:全部)?{_RENT}|{_RENT}(?:全免|全额免除|免收|免除)|全额免{_RENT})"
    rf"|{_FIRST}(?:给予|实行)?(?:{_RENT}(?:全免|全额免除|免收|免除)|免(?:收|除|交|缴|付)?(?:全部)?{_RENT})|{_RENT}{_FIRST}全免"
)
_HALVED = re.compile(
    rf"{_NTH}(?!起)[^，。；\d]{{0,6}}(?:减半|折半)"
    rf"|(?<!先)(?:后|随后|其后|此后|之后){_NUMBER}年[^，。；\d]{{0,6}}(?:减半|折半)|次年(?:起的?{_NUMBER}年)?[^，。；\d]{{0,6}}(?:减半|折半)"
)


# 第三年按40%收取租金: what is not charged is let off.
_CHARGED = re.compile(
    rf"(?:{_NTH}|次年|[前后]{_NUMBER}年)(?:度|内)?[^，。；\d]{{0,4}}按[^，。；\d]{{0,8}}(?P<rate>\d{{1,2}})%(?:的标准|标准|比例)?(?:收取?|计收|缴纳)(?:{_RENT})?"
)
_YEARS = re.compile(rf"{_NTH}|首年|次年")
# A类人才免收租金，B类人才减免70%租金: the whole for some beside a part for others.
_FREE_FOR = re.compile(
    rf"(?<=[，；：])(?P<who>[^，。；、\d的]{{2,10}}?)(?:免收|免除|免交|免缴)(?:全部)?{_RENT}(?=[，；])"
)
_SPAN_AHEAD = re.compile(rf"(?:[前后]{_NUMBER}年|{_NTH}|首年|次年)$")
_AHEAD = 8  # characters in front of a grant in which its years stand
_NUMERAL = re.compile("[一二三四五1-5]")


def read_spelt_out(context: Context, start: int, end: int) -> Iterator[Support]:
    """The rates of one grant that no figure says, in order of the text."""
    text = context.text
    relief = _THEN_HALF.search(text, start, end)
    if relief:
        for part, years in zip("12", relief.groups(), strict=True):
            yield _part_of(context, relief, "租金", part, to_int(years))
        return
    whole = context.phrases.in_full.search(text, start, end) if "全" in text[start:end] else None
    year = _year_of(context, whole) if whole else None
    based = whole and (whole["base"] or whole["cost"] or whole["named"])  # 100万元以下的全额贴息 names no base
    if whole and ((base := _base(context, whole) if based else None) or year or not based):
        payer = read_payer(context, whole.start(), whole.end())
        named = base if whole["named"] or not year else None
        years = _how_many_of(year[0]) if year and whole["named"] else None
        full = with_slot(_part_of(context, whole, named, "1", years), "payer", payer)
        yield with_slot(full, "when", _when(year))
    free = _FREE.search(text, start, end)
    if free:
        years = next((to_int(n) for n in free.groups() if n), None) or _how_many(free[0])
        yield with_slot(_part_of(context, free, "租金", "1", years), "when", _when(_YEARS.search(free[0])))
    elif (some := _FREE_FOR.search(text, start, end)) and "%" in text[some.end() : end]:
        yield with_slot(_part_of(context, some, "租金", "1", None), "when", Read(some["who"], "spelt_out.for_some"))
    halved = _HALVED.search(text, start, end)
    if halved:
        years = to_int(halved[1] or halved[2]) if halved[1] or halved[2] else _how_many(halved[0])
        yield with_slot(_part_of(context, halved, "租金", "2", years), "when", _when(_YEARS.search(halved[0])))
    yield from _charged(context, start, end)


def of_same_base(rate: Support, before: Sequence[Support]) -> Support:
    """保费按50%补助，其中出口额300万美元以下的全额补助: the whole of what the rate in front is of."""
    bases = [s.of for s in before if s.role == "rate" and s.of]
    if rate.of or rate.when or not bases:
        return rate
    return with_slot(rate, "of", Read(bases[-1], "bases.rate_before", ("elided_base",)))


def _year_of(context: Context, whole: re.Match[str]) -> re.Match[str] | None:
    """第一年全额补贴, 前两年给予全额租金补贴: the years that the whole is for."""
    ahead = max(0, whole.start() - _AHEAD)
    return (
        _SPAN_AHEAD.search(context.text, ahead, whole.start()) if whole["named"] else _YEARS.match(whole["base"] or "")
    )


def _how_many_of(span: str) -> int | None:
    """前两年 are two, 第三年 is one."""
    numbered = re.match(rf"[前后]{_NUMBER}年", span)
    return to_int(numbered[1]) if numbered else _how_many(span)


def _charged(context: Context, start: int, end: int) -> Iterator[Support]:
    """What is let off of a rent that is charged in part in a year."""
    for part in _CHARGED.finditer(context.text, start, end):
        if not re.search(_RENT, context.text[start : part.end()]):
            continue
        years = to_int(part[1]) if part[1] else _how_many(part[0])
        relief = _part_of(context, part, "租金", "1", years)
        value = 1 - Decimal(part["rate"]) / 100
        evidence = context.evidence(part.start("rate"), part.end())
        yield with_slot(replace(relief, value=value, evidence=evidence), "when", _when(_YEARS.search(part[0])))


def _how_many(words: str) -> int:
    """第二、三年 are two, 第二年至第四年 three, 首年 is one."""
    years = _YEARS.search(words)
    named = [to_int(numeral) or 0 for numeral in _NUMERAL.findall(years[0])] if years else []
    spanned = years is not None and re.search("[至到-]", years[0])
    return named[-1] - named[0] + 1 if spanned else max(len(named), 1)


def _when(years: re.Match[str] | None) -> Read | None:
    """第一年租金全免，第二年和第三年减半: the years that a part is for."""
    return Read(years[0], "spelt_out.years") if years else None


def _base(context: Context, whole: re.Match[str]) -> str | None:
    """What is paid in full; behind a comma it stands in the clause before: 检测费用由企业垫付的，给予全额补助."""
    base = re.sub(r"^(?:对|其)|(?:给予|予以)$", "", whole["base"] or whole["cost"] or whole["named"] or "")
    if base and base not in ("给予", "予以"):
        return base
    ahead = re.search(
        r"([^，。；、的\d]{0,8}(?:费用?|租金|利息))[^，。；]{0,16}的?，$", context.text[: whole.start()][-40:]
    )
    return ahead[1] if ahead else None


def _part_of(context: Context, match: re.Match[str], base: str | None, part: str, years: int | None) -> Support:
    """The whole (1) or one of so many parts of a base, for so many years."""
    slots = ("value", "unit", "role", *(("of",) if base else ()), *(("duration_years",) if years else ()))
    readings = tuple(Reading(slot, "spelt_out.words") for slot in slots)
    evidence = context.evidence(match.start(), match.end())
    return Support("rate", 1 / Decimal(part), "ratio", evidence, of=base, duration_years=years, readings=readings)
