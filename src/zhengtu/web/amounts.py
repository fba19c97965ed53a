"""Numbers as people read them: 50万元, 1.5亿元, 30%. The exact value stands beside them on every page."""

from __future__ import annotations

from decimal import Decimal

from zhengtu.errors import BadParameter
from zhengtu.plurals import behind
from zhengtu.typed import read_number

_CURRENCIES = {"CNY": ("元", "CNY"), "USD": ("美元", "USD")}


def display(value: Decimal, unit: str, unit_label: str, language: str) -> str:
    """Write a quantity for a reader. unit is the notation of its code, unit_label its label in the reader's language.

    >>> display(Decimal(500000), "CNY", "元", "zh")
    '50万元'
    >>> display(Decimal(6), "booth", "booth", "en")
    '6 booths'
    >>> display(Decimal("0.0005"), "ratio", "", "zh")
    '0.5‰'
    >>> display(Decimal(150000000), "CNY", "yuan", "en")
    'CNY 150 million'
    >>> display(Decimal(10000000000), "CNY", "yuan", "en")
    'CNY 10 billion'
    """
    if unit == "ratio":
        return f"{_plain(value * 100)}%" if value >= Decimal("0.01") else f"{_plain(value * 1000)}‰"
    if unit in _CURRENCIES:
        chinese, english = _CURRENCIES[unit]
        return _chinese(value) + chinese if language == "zh" else f"{english} {_english(value)}"
    return f"{_grouped(value)}{unit_label}" if language == "zh" else f"{_grouped(value)} {behind(value, unit_label)}"


def exact(value: Decimal, unit: str, language: str) -> str:
    """Write a sum in full where `display` shortens it; empty where it does not.

    >>> exact(Decimal(500000), "CNY", "zh")
    '500,000 元'
    >>> exact(Decimal(5000), "CNY", "zh")
    ''
    """
    if unit not in _CURRENCIES:
        return ""
    chinese, english = _CURRENCIES[unit]
    if language == "zh":
        return f"{_grouped(value)} {chinese}" if abs(value) >= 10**4 else ""
    return f"{english} {_grouped(value)}" if abs(value) >= 10**6 else ""


def read_amount(text: str) -> Decimal | None:
    """Read a sum in yuan that a person typed; None where nothing is. Raises BadParameter for what is no sum.

    >>> read_amount("50万元"), read_amount("一百万"), read_amount(" ")
    (Decimal('500000'), Decimal('1000000'), None)
    """
    if not text.strip():
        return None
    number = read_number(text)
    if number is None or number.unit not in (None, "CNY"):
        raise BadParameter(f"amount is {text!r}; give a sum in yuan of 0 or more, such as 500000 or 50万")
    return number.value


def _chinese(value: Decimal) -> str:
    for size, word in ((10**8, "亿"), (10**4, "万")):
        if abs(value) >= size:
            return _plain(value / size) + word
    return _plain(value)


def _english(value: Decimal) -> str:
    for size, word in ((10**9, "billion"), (10**6, "million")):
        if abs(value) >= size:
            return f"{_plain(value / size)} {word}"
    return _grouped(value)


def _grouped(value: Decimal) -> str:
    whole, point, rest = _plain(value).partition(".")
    return f"{Decimal(whole):,f}{point}{rest}"


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
