"""Chinese, Roman and enclosed numerals to integers. No quantities with units live here."""

from __future__ import annotations

import unicodedata

_DIGITS = (
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", start=1)}
    | {"〇": 0, "○": 0, "两": 2}
)
_SCALES = {"十": 10, "拾": 10, "百": 100, "千": 1000}


def to_int(numeral: str) -> int | None:
    """Read 三, 十一, 二十, 一百零二, 二〇二四, 叁, 12, ③, ⑶, ㈢ or Ⅲ; None where it is no numeral.

    >>> [to_int(n) for n in ("三", "十一", "二十", "一百零二", "二〇二四", "12", "③", "㈢", "甲", "½")]
    [3, 11, 20, 102, 2024, 12, 3, 3, None, None]
    """
    if not numeral:
        return None
    if numeral.isdecimal():
        return int(numeral)
    if any(c not in _DIGITS and c not in _SCALES for c in numeral):
        value = unicodedata.numeric(numeral, 0) if len(numeral) == 1 else 0
        return int(value) if value and value == int(value) else None
    if not any(c in _SCALES for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total, digit = 0, 0
    for c in numeral:
        if c in _SCALES:
            total += (digit or 1) * _SCALES[c]
            digit = 0
        else:
            digit = _DIGITS[c]
    return total + digit
