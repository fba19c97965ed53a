"""For how long and how often a sum is given, where its words stand apart from it."""

from __future__ import annotations

import pytest

from .conftest import Read
from .sayings import granted


@pytest.mark.parametrize(
    ("sentence", "supports"),
    [
        (
            "对引进的博士给予每月2500元租房补贴、25万元安家补贴及最高40万元科研经费补助。",
            [
                "amount 2500 CNY period=month when=引进的博士",
                "amount 250000 CNY",
                "ceiling 400000 CNY",
            ],
        ),
        (
            "对新认定的工程师，自认定当年起连续3年（在管理期内），给予每年6万元奖励。",
            ["amount 60000 CNY period=year duration_years=3"],
        ),
        (
            "单户贷款额度最高300万元，按实际支付利息的40%给予贴息，贴息期限3年。",
            ["ceiling 3000000 CNY per=enterprise", "rate 0.4 ratio of=实际支付利息 duration_years=3"],
        ),
        ("在站期间每年给予9万元生活补助，不超过2年。", ["amount 90000 CNY period=year duration_years=2"]),
    ],
)
def test_each_sum_has_its_own_time(sentence: str, supports: list[str], read: Read) -> None:
    assert granted(read, sentence) == [supports]
