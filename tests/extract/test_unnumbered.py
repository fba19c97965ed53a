"""Documents without any numbering, plain or under headings such as 【申报条件】: facts stand at document level."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhengtu.model.record import Condition, Record

from .conftest import Read

HEADED = """岱阳市2024年跨境电商专项资金申报指南
【支持对象】{0}在岱阳市登记注册、年进出口额500万元以上的跨境电商企业。
【支持标准】{0}按物流费用的30%给予补贴，单家企业最高不超过50万元。
【责任单位】{0}市商务局、市财政局
岱阳市商务局
2024年2月20日
"""
PLAIN = """支持跨境电商发展若干政策
为支持跨境电商发展，现提出以下政策。
支持企业做大规模。对年进出口额首次突破1亿元的企业，给予一次性奖励20万元。
支持海外仓建设。对面积3000平方米以上的海外仓，按建设费用的20%给予补助，最高100万元。
本政策自2024年1月1日起施行，有效期至2026年12月31日。
"""
ON_ONE_LINE = HEADED.format("").replace("。\n【", "。【")
LAYOUTS = [HEADED.format(""), HEADED.format("\n"), ON_ONE_LINE]


@pytest.fixture(params=LAYOUTS, ids=["heading in the line", "heading on its line", "all on one line"])
def headed(request: pytest.FixtureRequest, read: Read) -> Record:
    return read(request.param)


def test_grant_stands_at_document_level_without_its_heading(headed: Record) -> None:
    (measure,) = headed.measures
    assert measure.provision is None
    assert measure.evidence.quote == "按物流费用的30%给予补贴，单家企业最高不超过50万元。"
    supports = [(s.role, s.value, s.of, s.per) for s in measure.supports]
    assert supports == [("rate", Decimal("0.3"), "物流费用", None), ("ceiling", Decimal(500_000), None, "enterprise")]


def test_threshold_under_a_heading_for_applicants_holds_for_the_document(headed: Record) -> None:
    (condition,) = [fact for fact in headed.eligibility if isinstance(fact, Condition)]
    assert (condition.metric, condition.op, condition.value) == ("trade_volume", ">=", Decimal(5_000_000))
    assert condition.provision is None
    assert "【" not in condition.text


def test_bodies_under_a_heading_are_responsible_and_do_not_sign(headed: Record) -> None:
    assert [(r.provision, r.agency, r.role) for r in headed.responsibilities] == [
        (None, "市商务局", "responsible"),
        (None, "市财政局", "responsible"),
    ]
    assert headed.policy.issuer == ("岱阳市商务局",)


def test_paragraphs_without_numbers_or_headings(read: Read) -> None:
    record = read(PLAIN)
    assert record.provisions == ()
    assert [(m.instrument, m.beneficiary_text) for m in record.measures] == [
        ("reward", "年进出口额首次突破1亿元的企业"),
        ("subsidy", "面积3000平方米以上的海外仓"),
    ]
    assert [(c.metric, c.op, c.value) for m in record.measures for c in m.conditions] == [
        ("trade_volume", ">", Decimal(100_000_000)),
        ("floor_area", ">=", Decimal(3000)),
    ]


@pytest.mark.parametrize("text", [*LAYOUTS, PLAIN])
def test_missing_numbering_is_a_finding(text: str, read: Read) -> None:
    assert "no_provisions" in {d.code for d in read(text).diagnostics}
    assert "no_title" not in {d.code for d in read(text).diagnostics}
