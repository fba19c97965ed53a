"""Columns of a table that say the most that is given: their sums are ceilings, whatever the column is called."""

from __future__ import annotations

import pytest

from .conftest import Read

TEXT = """咸宁市促进会展业发展若干措施

一、支持展览
（一）培育展览项目。对在咸宁市举办的展览，按以下标准给予举办单位补助：

展览类型\t展览面积\t{given}\t{cap}
国际性展览\t2万平方米以上\t{first}
全国性展览\t1.5万平方米以上\t{second}

（二）支持会议。对会期2天以上的会议，给予举办单位5万元补助。
"""


def supports(read: Read, given: str, cap: str, *rows: str) -> list[str]:
    record = read(TEXT.format(given=given, cap=cap, first=rows[0], second=rows[1]))
    return [
        f"{one.role} {one.value} {one.per or ''} {one.period or ''} {one.tier}".replace("  ", " ")
        for measure in record.measures
        if measure.provision == (1, 1)
        for one in measure.supports
    ]


@pytest.mark.parametrize(
    ("cap", "of_what"),
    [
        ("单个项目最高补助", "project"),
        ("单家企业年度上限", "enterprise year"),
        ("年度限额", "year"),
        ("最高限额", ""),
        ("最高奖励金额", ""),
        ("补助上限", ""),
        ("最高额度", ""),
        ("最高不超过", ""),
        ("封顶线", ""),
        ("封顶", ""),
    ],
)
def test_a_column_of_caps_holds_ceilings(cap: str, of_what: str, read: Read) -> None:
    found = supports(read, "补助标准", cap, "每平方米40元\t200万元", "每平方米30元\t120万元")
    of = f" {of_what}" if of_what else ""
    assert [" ".join(one.split()) for one in found] == [
        "amount 40 m2 1",
        f"ceiling 2000000{of} 1",
        "amount 30 m2 2",
        f"ceiling 1200000{of} 2",
    ]


@pytest.mark.parametrize("cap", ["单个项目最高补助（万元）", "上限（万元）", "最高补助金额（万元）"])
def test_the_units_of_the_columns_go_to_their_cells(cap: str, read: Read) -> None:
    found = supports(read, "补助标准（元/平方米）", cap, "40\t200", "30\t120")
    assert [one.split()[:2] for one in found] == [
        ["amount", "40"],
        ["ceiling", "2000000"],
        ["amount", "30"],
        ["ceiling", "1200000"],
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("每家企业每年10万元", "ceiling 100000 enterprise year 1"),
        ("单个项目不超过10万元", "ceiling 100000 project 1"),
        ("单个项目10万元", "ceiling 100000 project 1"),
    ],
)
def test_a_cell_with_more_than_its_sum_is_a_ceiling_below_a_cap(cell: str, expected: str, read: Read) -> None:
    found = supports(read, "补助标准", "最高限额", f"每平方米40元\t{cell}", "每平方米30元\t120万元")
    assert " ".join(found[1].split()) == expected
