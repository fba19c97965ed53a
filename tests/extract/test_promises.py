"""A promise without a sum, and the standard behind it that says how much."""

from __future__ import annotations

from .conftest import Read
from .sayings import asked, said


def test_a_standard_carries_the_conditions_of_the_promise_in_front(read: Read) -> None:
    record = read(
        "枣阳市创业补贴指南\n"
        "第一条 毕业5年内的高校毕业生，所办企业登记注册满12个月且吸纳就业不少于2人的，可申请租金补贴。\n"
        "补贴标准为：城区每年最高8000元，乡镇每年最高5000元。\n"
    )
    (measure,) = record.measures
    assert [said(support) for support in measure.supports] == [
        "ceiling 8000 CNY period=year when=城区",
        "ceiling 5000 CNY period=year when=乡镇",
    ]
    assert [asked(condition) for condition in measure.conditions] == [
        "other <= 5 year",
        "other >= 12 month",
        "employees >= 2 person",
    ]
    assert not record.qualitative_measures
