"""A number of the text with its unit and what bounds it. How it is read out of the text: quantities."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

# （含）, （含本数）, （不含300万元）; （含税） and （不含物业费） say what is counted.
_ITSELF = r"(?:[本此该]数?|等于|\d[^（）]{0,12}|[一二三四五六七八九十百两]+[^（）]{0,6}|及?以[上下内])?）"
_INCLUSIVE = re.compile(f"（含{_ITSELF}")
EXCLUSIVE = re.compile(f"（不含{_ITSELF}")


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


def end_of_range(mention: Mention, op: str) -> Mention:
    """The mention as an end of a range; op says which end."""
    return replace(mention, op=op, ranged=True, op_rule="quantities.range")


def is_inclusive(text: str, mention: Mention) -> bool:
    """Whether （含） stands right behind the number."""
    return _INCLUSIVE.match(text, mention.end) is not None
