"""Homes that are given: how large, to whom, and that they are no subsidy."""

from __future__ import annotations

import pytest

from .conftest import Read
from .sayings import granted


@pytest.mark.parametrize(
    ("sentence", "supports"),
    [
        (
            "入住人才公寓的，特聘专家最高180平方米，优秀专家约110平方米。",
            ["ceiling 180 m2 when=特聘专家", "amount 110 m2 when=优秀专家"],
        ),
        ("高层次人才可申请租住不超过90平方米的人才公寓。", ["ceiling 90 m2"]),
    ],
)
def test_the_area_of_a_home_is_what_is_given(sentence: str, supports: list[str], read: Read) -> None:
    assert granted(read, sentence) == [supports]


def test_a_home_is_no_subsidy_because_the_heading_gives_one(read: Read) -> None:
    record = read("枣阳市人才政策\n一、住房补贴\n为人才提供人才公寓。特聘专家最高180平方米，优秀专家约110平方米。\n")
    assert [measure.instrument for measure in record.measures] == ["other"]
