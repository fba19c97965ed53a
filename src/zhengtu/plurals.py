"""English words behind a number: 1 booth, 6 booths. Which words there are does not live here: code lists label them."""

from __future__ import annotations

import re
from decimal import Decimal

# What stays as it is, or goes its own way.
_SEVERAL = {"person": "people", "mu": "mu", "yuan": "yuan", "yen": "yen", "times": "times", "TEU": "TEU"}
_HISSING = re.compile(r"(?:s|x|z|ch|sh)$")
_Y_BEHIND_CONSONANT = re.compile(r"(?<=[^aeiou])y$")


def behind(number: Decimal, unit: str) -> str:
    """The label of a unit as it stands behind a number; one in another script stays as it is.

    >>> behind(Decimal(6), "booth"), behind(Decimal(1), "booth"), behind(Decimal("1.5"), "square metre")
    ('booths', 'booth', 'square metres')
    >>> [behind(Decimal(3), unit) for unit in ("country", "day", "batch", "person")]
    ['countries', 'days', 'batches', 'people']
    >>> behind(Decimal(6), "个展位")
    '个展位'
    """
    if number == 1 or not unit.isascii():
        return unit
    if unit in _SEVERAL:
        return _SEVERAL[unit]
    if _Y_BEHIND_CONSONANT.search(unit):
        return _Y_BEHIND_CONSONANT.sub("ies", unit)
    return f"{unit}es" if _HISSING.search(unit) else f"{unit}s"
