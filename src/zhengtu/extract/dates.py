"""Days as documents print them. Which day is which is decided by the readers of the shell."""

from __future__ import annotations

import re
from datetime import date

from zhengtu.numerals import to_int

_YEAR = r"(?:\d{4}|[〇○零一二三四五六七八九]{4})"
_COUNT = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DAY = rf"(?:{_YEAR}年{_COUNT}月{_COUNT}日|\d{{4}}[-.]\d{{1,2}}[-.]\d{{1,2}}(?!\d))"


def parse_date(text: str) -> date | None:
    """Read 2024年4月10日 or 二〇二四年四月十日; None where there is no such day.

    >>> parse_date("二〇二四年四月十日")
    datetime.date(2024, 4, 10)
    >>> parse_date("2022-04-12")
    datetime.date(2022, 4, 12)
    >>> parse_date("2024年13月1日") is None
    True
    """
    numbers = [to_int(n) for n in re.split("[年月日.-]", text)[:3]]
    if len(numbers) < 3 or None in numbers:
        return None
    try:
        return date(*(n for n in numbers if n is not None))
    except ValueError:
        return None
