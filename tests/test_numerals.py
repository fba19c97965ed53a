"""Chinese, circled and decimal numerals as integers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtu.numerals import to_int


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("三十八", 38),
        ("一百", 100),
        ("一百零二", 102),
        ("一百一十", 110),
        ("三千", 3000),
        ("二〇二四", 2024),
        ("〇", 0),
    ],
)
def test_chinese_numeral(numeral: str, value: int) -> None:
    assert to_int(numeral) == value


@pytest.mark.parametrize(("numeral", "value"), [("7", 7), ("012", 12), ("①", 1), ("⑳", 20)])
def test_decimal_and_circled_numeral(numeral: str, value: int) -> None:
    assert to_int(numeral) == value


@pytest.mark.parametrize("words", ["", "甲", "三A", "第三", "1.5", "-1", "一 二", "廿三"])
def test_what_is_no_numeral_has_no_value(words: str) -> None:
    assert to_int(words) is None


@given(st.integers(1, 9999))
def test_written_out_numbers_read_back(value: int) -> None:
    assert to_int(_written(value)) == value


@given(st.text(max_size=12))
def test_no_text_raises(words: str) -> None:
    assert to_int(words) is None or to_int(words) >= 0


def _written(value: int) -> str:
    """As documents print it: 一百零二, 十一, 二十."""
    digits = "零一二三四五六七八九"
    out = ""
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // scale % 10
        if digit:
            out += digits[digit] + name
        elif out and not out.endswith("零") and value % scale:
            out += "零"
    return out.removeprefix("一") if 10 <= value < 20 else out
