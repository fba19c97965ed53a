"""What 支持对象： and 支持条件： say at the start of a line or item holds for the grant, as under 【支持对象】."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhengtu.model.record import Record

from .conftest import Read

TITLE = "2025年松溪市外贸专项资金申报指南\n\n"
FORMS = {
    "lines": """一、保单补助
支持对象：在本市登记的外贸企业
支持条件：上年度出口额400万美元以上，且同比增长8%以上。
支持标准：按保费的45%给予补助，最高28万元。
申报材料：申请表、保单。
""",
    "brackets": """一、保单补助
【支持对象】在本市登记的外贸企业
【支持条件】上年度出口额400万美元以上，且同比增长8%以上。
【支持标准】按保费的45%给予补助，最高28万元。
【申报材料】申请表、保单。
""",
    "items": """一、保单补助
（一）支持对象：在本市登记的外贸企业
（二）支持条件：上年度出口额400万美元以上，且同比增长8%以上。
（三）支持标准：按保费的45%给予补助，最高28万元。
（四）申报材料：申请表、保单。
""",
    "headings": """一、保单补助
（一）支持对象
在本市登记的外贸企业
（二）申报条件
1.上年度出口额400万美元以上；
2.同比增长8%以上。
（三）支持标准
按保费的45%给予补助，最高28万元。
""",
    "points": """一、保单补助
1.支持对象。在本市登记的外贸企业。
2.申报条件。上年度出口额400万美元以上，且同比增长8%以上。
3.补助标准。按保费的45%给予补助，最高28万元。
""",
}
NEXT = """二、品牌奖励
支持对象：获得省级出口品牌的企业
奖励标准：每个品牌奖励6万元。
"""


@pytest.fixture(params=FORMS.values(), ids=FORMS.keys(), scope="module")
def record(request: pytest.FixtureRequest, read: Read) -> Record:
    return read(TITLE + request.param + NEXT)


def test_thresholds_are_those_of_the_grant_beside_them(record: Record) -> None:
    asked = [[(c.metric, c.value, c.unit) for c in m.conditions] for m in record.measures]
    assert asked == [[("trade_volume", Decimal(4_000_000), "USD"), ("growth_rate", Decimal("0.08"), "ratio")], []]


def test_recipient_is_the_one_named(record: Record) -> None:
    assert [m.beneficiary_text for m in record.measures] == ["在本市登记的外贸企业", "获得省级出口品牌的企业"]


def test_labels_of_points_are_theirs(read: Read) -> None:
    points = "一、支持内容\n" + "\n".join(
        f"{n}.{name}\n支持条件：出口额{n}00万美元以上\n支持标准：一次性奖励{n}万元"
        for n, name in ((1, "开拓市场"), (2, "建设渠道"))
    )
    record = read(f"{TITLE}{points}\n")
    found = [(m.provision, m.supports[0].value, [c.value for c in m.conditions]) for m in record.measures]
    assert found == [
        ((1, 1), Decimal(10_000), [Decimal(1_000_000)]),
        ((1, 2), Decimal(20_000), [Decimal(2_000_000)]),
    ]


def test_label_behind_a_list_is_that_of_the_provision(read: Read) -> None:
    listed = "支持标准：\n1.新建的，一次性奖励9万元；\n2.改建的，一次性奖励4万元。\n申报条件：面积不少于300平方米。\n"
    record = read(f"{TITLE}一、场馆奖励\n支持对象：会展场馆运营企业\n{listed}")
    assert {tuple(c.value for c in m.conditions) for m in record.measures} == {(Decimal(300),)}


def test_label_opens_a_line_that_the_one_above_filled(read: Read) -> None:
    wide = "一、展会补助\n支持对象：" + "在本市依法登记注册并纳入统计的外贸综合服务企业和跨境电子商务企业" * 2
    record = read(f"{TITLE}{wide}\n支持标准：每个展位补助1.5万元。\n")
    assert [s.value for m in record.measures for s in m.supports] == [Decimal(15_000)]
    assert record.measures[0].evidence.quote.startswith("每个展位")


def test_either_of_several_thresholds_of_a_section(read: Read) -> None:
    text = (
        "一、海外仓\n（一）自建海外仓\n"
        "【申报条件】面积不低于800平方米，并符合下列条件之一：年出口额达到100万美元；服务企业不少于5家。\n"
        "【支持标准】按建设投入的20%给予补助，最高80万元。\n"
    )
    asked = [(c.value, c.alt) for m in read(text).measures for c in m.conditions]
    assert asked == [(Decimal(800), None), (Decimal(1000000), 1), (Decimal(5), 2)]


def test_half_of_the_interest_is_a_rate(read: Read) -> None:
    (measure,) = read("一、贴息\n（一）按实际支付利息的一半给予贴息，单个项目每年不超过80万元。\n").measures
    assert [(s.role, s.value) for s in measure.supports] == [("rate", Decimal("0.5")), ("ceiling", Decimal(800000))]
