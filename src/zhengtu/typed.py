"""Numbers as people type them: 500000, 1,000,000元, 100 万元, 一百万, 30%. How policies write them, extract knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from zhengtu.numerals import to_int

LARGEST = Decimal(10**15)  # what is larger is no sum of a policy, and no engine counts with it
_VARIANTS = str.maketrans("萬億圓壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "万亿元一二二三三四五六六七八九十百千")
_SCALES = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    **{f"{times}万": size * 10**4 for times, size in (("", 1), ("十", 10), ("百", 100), ("千", 1000))},
    **{f"{times}亿": size * 10**8 for times, size in (("", 1), ("十", 10), ("百", 100), ("千", 1000), ("万", 10**4))},
}
_UNITS = {
    **dict.fromkeys(("元", "元人民币", "人民币", "人民币元", "rmb", "cny", "yuan"), ("CNY", 1)),
    **dict.fromkeys(("美元", "usd"), ("USD", 1)),
    **dict.fromkeys(("欧元", "eur"), ("EUR", 1)),
    "%": ("ratio", 100),
    "‰": ("ratio", 1000),
}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(filter(None, words), key=len, reverse=True))


_DIGITS = r"(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,15})(?P<rest>\.\d{1,6})?"
_IN_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))", re.ASCII)  # 1 000 000
_BEHIND = rf"\s*(?P<scale>{_any_of(_SCALES)})?\s*(?P<unit>{_any_of(_UNITS)})?"
_IN_DIGITS = re.compile(_DIGITS + _BEHIND, re.ASCII)
_IN_CHINESE = re.compile(
    rf"(?P<numeral>[零〇一二两三四五六七八九十百千]{{1,9}}?)(?P<large>[万亿])?\s*(?P<unit>{_any_of(_UNITS)})?"
)
_WITH_BLANKS = re.compile(rf"(?<!\S)(?:{_DIGITS}){_BEHIND}(?!\S)", re.ASCII)


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number of 0 or more. unit is the notation of its code, None where none was typed; 30% is 0.3, a ratio."""

    value: Decimal
    unit: str | None = None


def read_number(text: str) -> TypedNumber | None:
    """Read a number that a person typed; None where the whole is none.

    Numerals count where 万, 亿 or a unit says that they are a number: 一百万, 五百元, but not 一.

    >>> read_number("１００ 万元"), read_number("一百万元") == read_number("1,000,000元")
    (TypedNumber(value=Decimal('1000000'), unit='CNY'), True)
    >>> read_number("海外仓"), read_number("1,5"), read_number("一")
    (None, None, None)
    """
    plain = _plainly(text).strip().translate(_VARIANTS)
    found = _IN_DIGITS.fullmatch(_IN_GROUPS.sub("", plain))
    if found:
        value = Decimal(found["digits"].replace(",", "") + (found["rest"] or "")) * _SCALES[found["scale"] or ""]
    else:
        found = _IN_CHINESE.fullmatch(plain)
        numeral = to_int(found["numeral"]) if found and (found["large"] or found["unit"]) else None
        if found is None or numeral is None:
            return None
        value = Decimal(numeral) * _SCALES[found["large"] or ""]
    unit, parts = _UNITS[found["unit"]] if found["unit"] else (None, 1)
    return TypedNumber(value / parts, unit) if value <= LARGEST else None


def join_numbers(text: str) -> str:
    """Take the blanks out of the numbers among words: 海外仓 100 万元 is a word and a number.

    >>> join_numbers("海外仓 100 万元 30 %"), join_numbers("第 3 条")
    ('海外仓 100万元 30%', '第 3 条')
    """
    plain = _plainly(text)
    numbers = _WITH_BLANKS.finditer(plain.translate(_VARIANTS))
    blanks = {at for number in numbers for at in range(*number.span()) if plain[at].isspace()}
    return "".join(character for at, character in enumerate(plain) if at not in blanks)


def _plainly(text: str) -> str:
    """Letters and digits half-width and small."""
    return unicodedata.normalize("NFKC", text).lower()
