"""Shares in words: 三分之二, 百分之三十, 千分之五, 六成, 2/3. What they are shares of is nobody's business here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from zhengtu.numerals import to_int

_TENTHS = re.compile(
    r"(?<![一二两三四五六七八九十第])([一二两三四五六七八九])成(?=以上|以下|以内|的|（|，|投|给|奖|补)"
    r"|(?<=不[低少高多][于过])([一二两三四五六七八九])成(?=[，。；、])"
    r"|(?<=[助贴励按予])([一二两三四五六七八九])成(?=[；。、])"
)
# 按利息的一半贴息. 市、区各承担一半 says who pays.
_HALF = re.compile("(?<=的)一半(?=给予|予以|补|奖|贴|资助|支持)")
# 按1:0.5配套: what is added to one part that somebody else gives. 市、区按1:1配套 says who pays.
_MATCHED = re.compile(r"(?<![\d.：∶])1[：∶](\d{1,2}(?:\.\d{1,2})?)(?![\d：∶])(?=(?:的?比例)?[^，。；、\d]{0,8}配套)")
_PAYERS = re.compile(r"财政|[省市]、|两级|分担|承担")
_REACH = 24  # characters in front of a share
_FRACTION = re.compile(
    r"([二三四五六七八九十百千万])分之([一二三四五六七八九十百]{1,5}|\d{1,3}(?:\.\d+)?)|(?<![\d/])([1-9])/([1-9])(?![\d/])"
)
_PLACES = Decimal("1.000000")


class Fraction(NamedTuple):
    """A share, a fraction of 1 to six places, and where in the normal text it stands."""

    start: int
    end: int
    value: Decimal


def find_fractions(text: str) -> Iterator[Fraction]:
    """All shares in words.

    >>> [(f.start, str(f.value)) for f in find_fractions("不超过三分之二，或百分之三十")]
    [(3, '0.666667'), (9, '0.3')]
    """
    for match in _FRACTION.finditer(text):
        whole, part = (match[1], match[2]) if match[1] else (match[4], match[3])
        below, above = _amount(whole), _amount(part)
        if below and above:
            yield Fraction(*match.span(), (above / below).quantize(_PLACES).normalize())
    for match in _MATCHED.finditer(text):
        added = Decimal(match[1])
        if added and not _PAYERS.search(text, max(0, match.start() - _REACH), match.start()):
            yield Fraction(*match.span(), added)
    for match in _HALF.finditer(text):
        yield Fraction(*match.span(), Decimal("0.5"))
    for match in _TENTHS.finditer(text):
        tenths = _amount(match[1] or match[2] or match[3])
        if tenths:
            yield Fraction(*match.span(), (tenths / 10).quantize(_PLACES).normalize())


def _amount(numeral: str) -> Decimal | None:
    if numeral[0].isascii():
        return Decimal(numeral)
    value = {"千": 1000, "万": 10000}.get(numeral) or to_int(numeral)
    return Decimal(value) if value is not None else None
