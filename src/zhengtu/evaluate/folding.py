"""Values made comparable: what two careful writers may put differently becomes the same. No facet lives here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from zhengtu.evaluate.gold import Plain

Place = tuple[int, ...]
_STATUS = re.compile(r"\((试行|征求意见稿|暂行|修订)\)$")
# The last characters of the name of a rate's base say what is counted; a bracket behind them explains.
_BASE_ENDING = 4
_BRACKET = re.compile(r"\([^()]*\)$")
# Texts seldom tell 低于 from 不高于; > and >= (超过, 以上) they do.
_OPERATORS = {"<": "<="}


def place(path: Sequence[int] | None) -> Place:
    """A path that can be a key; () for the preamble and the closing."""
    return tuple(path or ())


def number(value: float) -> Decimal:
    """A value to six places: 1.0 is 1, and thirds are equal however many digits they were given."""
    return Decimal(str(round(value, 6))).normalize()


def words(text: str | None) -> str:
    """Half-width, without blanks, one kind of bracket round years.

    >>> words("国发〔２０１７〕 5号")
    '国发[2017]5号'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or "")).replace("〔", "[").replace("〕", "]")


def title(text: str, issuers: Sequence[str]) -> str:
    """A title without the issuer in front and the status in brackets behind, which are facts of their own.

    >>> title("青州市人民政府关于加快发展的意见（试行）", ["青州市人民政府"])
    '加快发展的意见'
    """
    bare = _STATUS.sub("", words(text))
    for issuer in issuers:
        bare = bare.removeprefix(words(issuer))
    return bare.removeprefix("关于")


def base_of_rate(text: str) -> str:
    """The end of the name of what a rate is a share of.

    >>> base_of_rate("年度物流费用（不含税）")
    '物流费用'
    """
    return _BRACKET.sub("", words(text))[-_BASE_ENDING:]


def operator(condition: Plain) -> str:
    """The comparator, with < and <= as one."""
    op = str(condition.get("op"))
    return _OPERATORS.get(op, op)


def with_conditions(record: Plain) -> Iterator[tuple[Place, Plain]]:
    """Every measure that may have conditions, quantified or not, with its place."""
    for measure in [*record.get("measures", ()), *record.get("qualitative_measures", ())]:
        yield place(measure["provision"]), measure


def conditions_of(record: Plain) -> Iterator[tuple[Place, Plain]]:
    """Every condition of a measure, with its place."""
    for where, measure in with_conditions(record):
        for condition in measure.get("conditions", ()):
            yield where, condition


def supports_of(record: Plain) -> Iterator[tuple[Place, Plain]]:
    """Every support, with its place."""
    for measure in record.get("measures", ()):
        for support in measure["supports"]:
            yield place(measure["provision"]), support


def shown(value: Any) -> str:
    """A fact on one line: places as 3/2, numbers without exponent.

    >>> shown(((3, 2), "ceiling", Decimal("5E+5"), "CNY"))
    '3/2 ceiling 500000 CNY'
    """
    if isinstance(value, Decimal):
        return f"{value:f}"
    if not isinstance(value, tuple):
        return str(value)
    if all(isinstance(item, int) for item in value):
        return "/".join(map(str, value)) or "-"
    return " ".join(filter(None, map(shown, value)))
