"""Sums that some get instead of another: raised for them, or the one that is left of two."""

from __future__ import annotations

import pytest

from .conftest import Read
from .sayings import granted


@pytest.mark.parametrize(
    ("sentence", "supports"),
    [
        (
            "对首次入库的企业给予12万元奖励，其中当年营业收入1亿元以上的提高至20万元。",
            ["amount 120000 CNY tier=1", "amount 200000 CNY tier=2"],
        ),
        (
            "对参展展位费给予不超过60%的支持，其中参加境外展会的，支持比例不超过75%；每个展位最高2万元。",
            [
                "rate 0.6 ratio bound=max of=参展展位费",
                "rate 0.75 ratio bound=max of=参展展位费 when=境外展会",
                "ceiling 20000 CNY per=booth",
            ],
        ),
        (
            "首次被评为国家级示范的，给予一次性奖励80万元，同时获得多项认定的，只享受一次80万元的奖励。",
            ["amount 800000 CNY"],
        ),
    ],
)
def test_a_sum_instead_of_another_belongs_to_the_same_entitlement(
    sentence: str, supports: list[str], read: Read
) -> None:
    assert granted(read, sentence) == [supports]
