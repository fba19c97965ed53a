"""What people type: words, words that belong together, and sums as numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhengtu.errors import BadParameter
from zhengtu.search.terms import Term, read_terms


@pytest.mark.parametrize(
    ("asked", "number", "unit"),
    [
        ("100万元", "1000000", "CNY"),
        ("1,000,000元", "1000000", "CNY"),
        ("１００万", "1000000", None),
        ("2.5亿美元", "250000000", "USD"),
        ("5千万元", "50000000", "CNY"),
        ("30%", "0.3", "ratio"),
        ("5‰", "0.005", "ratio"),
        ("9610", "9610", None),
        ("100 万元", "1000000", "CNY"),
        ("１００ 万", "1000000", None),
        ("一百万元", "1000000", "CNY"),
        ("一百萬圓", "1000000", "CNY"),
        ("壹佰万元", "1000000", "CNY"),
        ("贰拾伍万元", "250000", "CNY"),
        ("两亿", "200000000", None),
        ("1.5 亿 美元", "150000000", "USD"),
        ("5000人民币", "5000", "CNY"),
    ],
)
def test_a_sum_is_a_number(asked: str, number: str, unit: str | None) -> None:
    (term,) = read_terms(asked)
    assert (term.number, term.unit) == (Decimal(number), unit)


def test_blanks_divide_and_quotes_keep_together() -> None:
    assert read_terms(' 海外仓  “展位 费” "B2B" ') == (Term("海外仓"), Term("展位费"), Term("b2b"))
    assert read_terms("海外仓 海外仓") == (Term("海外仓"),)
    assert read_terms(" \u3000") == ()


@pytest.mark.parametrize("asked", ["1,5", "一", "2024年", "1234567890123456"])
def test_what_is_no_number_is_a_word(asked: str) -> None:
    assert read_terms(asked) == (Term(asked),)


@pytest.mark.parametrize("asked", ["海" * 201, "一 二 三 四 五 六 七 八 九"])
def test_too_much_is_refused(asked: str) -> None:
    with pytest.raises(BadParameter, match="at most"):
        read_terms(asked)
