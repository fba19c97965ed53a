"""Thresholds on the beneficiary: metric, comparator, period, alternatives, customs modes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhengtu.model.record import Condition

from .conftest import Read
from .sayings import asked


def test_the_one_that_counting_begins_with_is_no_threshold(read: Read) -> None:
    (measure,) = read("一、对引进人才的机构，引进90人以上的，从第91人起每人补助200元。").measures
    assert [condition.value for condition in measure.conditions] == [90]


def conditions(read: Read, phrase: str) -> tuple[Condition, ...]:
    (measure,) = read(f"一、对{phrase}，给予1万元奖励。").measures
    return measure.conditions


@pytest.mark.parametrize(
    ("phrase", "metric", "op", "value", "unit"),
    [
        ("年进出口额1000万元以上的企业", "trade_volume", ">=", "10000000", "CNY"),
        ("年进出口额超过1000万美元的企业", "trade_volume", ">", "10000000", "USD"),
        ("年进出口额500万元以下的企业", "trade_volume", "<=", "5000000", "CNY"),
        ("年交易额达到1亿元的平台", "trade_volume", ">=", "100000000", "CNY"),
        ("年结算额不低于10亿元的支付机构", "settlement_volume", ">=", "1000000000", "CNY"),
        ("年营业收入不低于2000万元的企业", "revenue", ">=", "20000000", "CNY"),
        ("新增进出口额100万美元以上的企业", "trade_volume_increase", ">=", "1000000", "USD"),
        ("实际投资额5000万元以上的企业", "investment", ">=", "50000000", "CNY"),
        ("年纳税额100万元以上的企业", "tax_paid", ">=", "1000000", "CNY"),
        ("年物流费用达200万元以上的企业", "logistics_cost", ">=", "2000000", "CNY"),
        ("年增幅不低于10%的企业", "growth_rate", ">=", "0.1", "ratio"),
        ("面积1000平方米以上的海外仓", "floor_area", ">=", "1000", "m2"),
        ("入驻企业不少于20家的园区", "enterprises_hosted", ">=", "20", "enterprise"),
        ("服务企业30家（含）以上的平台", "enterprises_served", ">=", "30", "enterprise"),
        ("列全市前三位的企业", "rank", "<=", "3", "rank"),
        ("年招生人数不低于50人的高校", "students", ">=", "50", "person"),
        ("培训学员50人以上的培训机构", "trainees", ">=", "50", "person"),
        ("每期参训学员45人起的培训机构", "trainees", ">=", "45", "person"),
        ("固定资产投资1200万元起的项目", "investment", ">=", "12000000", "CNY"),
        ("年度增幅在两成以上的企业", "growth_rate", ">=", "0.2", "ratio"),
        ("培训30课时以上的培训机构", "training_hours", ">=", "30", "class_hour"),
        ("员工人数不超过50人的企业", "employees", "<=", "50", "person"),
        ("经营满1年的企业", "operating_years", ">=", "1", "year"),
        ("签订1年以上劳动合同的企业", "contract_years", ">=", "1", "year"),
        ("全年不少于15班的航空公司", "flights", ">=", "15", "flight"),
        ("年通关单量5000万单以上的平台", "order_count", ">=", "50000000", "order"),
        ("年吞吐量超过300TEU的企业", "other", ">", "300", "TEU"),
        ("年用电量超过600万千瓦时的企业", "other", ">", "6000000", "kWh"),
        ("年发货量达到8000公斤的企业", "other", ">=", "8000", "kg"),
        ("年发运集装箱700个以上的企业", "other", ">=", "700", "container"),
        ("出口到6个以上国家的企业", "other", ">=", "6", "country"),
        ("注册境外商标4件以上的农产品企业", "other", ">=", "4", "trademark"),
        ("日均处理快件60件以上的网点", "order_count", ">=", "60", "order"),
        ("年度设备投入400万元以上的企业", "investment", ">=", "4000000", "CNY"),
        ("年实际到账外资600万美元以上的企业", "investment", ">=", "6000000", "USD"),
        ("募集资金投入本地的金额不低于2亿港元的企业", "investment", ">=", "200000000", "HKD"),
        ("年度地方财政贡献达到90万元的企业", "tax_paid", ">=", "900000", "CNY"),
        ("年完成营业额达到3000万美元的对外承包工程企业", "revenue", ">=", "30000000", "USD"),
        ("年运费收入达到3亿元的企业", "revenue", ">=", "300000000", "CNY"),
        ("年综合效益不低于3000万元的企业", "other", ">=", "30000000", "CNY"),
        ("年产值首次达到6亿元的企业", "other", ">=", "600000000", "CNY"),
        ("年度应纳税工资薪金25万元以上的人才", "other", ">=", "250000", "CNY"),
        ("年网络零售额达到3亿元的基地", "trade_volume", ">=", "300000000", "CNY"),
        ("参训人员不少于45人的培训机构", "trainees", ">=", "45", "person"),
        ("开展技能培训，每班不少于35人的机构", "trainees", ">=", "35", "person"),
        ("连续缴纳8个月以上社会保险的企业", "other", ">=", "8", "month"),
        ("年化担保费率不超过1.5%的担保机构", "other", "<=", "0.015", "ratio"),
        ("年龄不超过38周岁的博士", "other", "<=", "38", "year"),
        ("增幅位居全省前三的县市区", "rank", "<=", "3", "rank"),
    ],
)
def test_threshold(phrase: str, metric: str, op: str, value: str, unit: str, read: Read) -> None:
    assert [(c.metric, c.op, c.value, c.unit) for c in conditions(read, phrase)] == [(metric, op, Decimal(value), unit)]


@pytest.mark.parametrize(
    ("phrase", "period"),
    [
        ("年进出口额1000万元以上的企业", "year"),
        ("累计进出口额1000万元以上的企业", None),
        ("面积1000平方米以上的仓库", None),
        ("上一年度发明专利申请40件以上的单位", "year"),
        ("全年开行60列以上的班列企业", "year"),
        ("2025年出口额900万元以上的企业", "year"),
        ("年化费率不超过2%的机构", None),
        ("从业人员年均35人以上的企业", None),
        ("营业收入同比增长12%以上的企业", "year"),
    ],
)
def test_flow_over_a_year_has_that_period(phrase: str, period: str | None, read: Read) -> None:
    assert [c.period for c in conditions(read, phrase)] == [period]


def test_range_gives_two_conditions(read: Read) -> None:
    found = conditions(read, "年进出口额100-500万美元的企业")
    assert [(c.op, c.value) for c in found] == [(">=", Decimal(1000000)), ("<=", Decimal(5000000))]


def test_upper_bound_of_a_threshold_is_no_ceiling_of_the_benefit(read: Read) -> None:
    (measure,) = read("一、对年出口额超过1000万元、不超过5000万元的企业，给予10万元奖励。").measures
    assert [(s.role, s.value) for s in measure.supports] == [("amount", Decimal(100000))]
    assert [(c.op, c.value) for c in measure.conditions] == [(">", Decimal(10000000)), ("<=", Decimal(50000000))]


def test_and_gives_no_alternatives(read: Read) -> None:
    found = conditions(read, "年进出口额超过5亿元且入驻企业20家以上的园区")
    assert [c.alt for c in found] == [None, None]


def test_or_gives_alternatives(read: Read) -> None:
    found = conditions(read, "年进出口额超过5亿元或年营业收入超过1亿元的企业")
    assert [(c.metric, c.alt) for c in found] == [("trade_volume", 1), ("revenue", 2)]


def test_trailing_comparator_governs_the_coordinated_number(read: Read) -> None:
    found = conditions(read, "年通关单量5000万单、进出口额50亿元以上的平台")
    assert [(c.metric, c.op) for c in found] == [("order_count", ">="), ("trade_volume", ">=")]


def test_modes_of_a_threshold(read: Read) -> None:
    (found,) = conditions(read, "年跨境电商1210、9710、9810进出口额超过1.5亿元的企业")
    assert (found.value, found.customs_modes) == (Decimal(150000000), ("1210", "9710", "9810"))


def test_elided_metric_is_that_of_the_step_before(read: Read) -> None:
    (measure,) = read("一、年进出口额达到5亿元的，给予20万元奖励；超过10亿元的，给予50万元奖励。").measures
    assert [c.metric for c in measure.conditions] == ["trade_volume", "trade_volume"]


def test_evidence_of_a_threshold_has_its_comparator(read: Read) -> None:
    (found,) = conditions(read, "服务企业30家（含）以上的平台")
    assert found.evidence.quote == "30家（含）以上"


def test_who_gets_nothing_is_no_condition_of_who_gets_it(read: Read) -> None:
    (measure,) = read("一、对进出口额低于100万元的企业不予奖励，对200万元以上的企业给予2万元奖励。").measures
    assert "<" not in [c.op for c in measure.conditions]


def test_who_is_left_out_tells_who_is_not(read: Read) -> None:
    (condition,) = read("一、条件\n（一）年纳税不足10万元的企业除外。\n").eligibility
    assert isinstance(condition, Condition)
    assert (condition.op, condition.value) == (">=", Decimal(100000))


def test_step_of_trade_counts_its_growth(read: Read) -> None:
    (measure,) = read("一、对年出口额超过800万美元的企业，奖励9万元；每再增长300万美元，加奖2万元。").measures
    assert [(c.metric, c.op, c.period) for c in measure.conditions] == [
        ("trade_volume", ">", "year"),
        ("trade_volume_increase", "per", "year"),
    ]


def test_increment_after_a_rate_of_growth_is_one_of_trade(read: Read) -> None:
    found = conditions(read, "年出口额较上年增长12%以上，且增量不少于300万美元的企业")
    assert [(c.metric, c.period) for c in found] == [("growth_rate", "year"), ("trade_volume_increase", "year")]


def test_rungs_in_a_list_measure_what_their_lead_says(read: Read) -> None:
    rungs = "（一）20万元以上40万元以下的部分，按3%奖励；\n（二）40万元以上的部分，按6%奖励。"
    text = f"一、按其年度工资性收入分段给予奖励：\n{rungs}"
    (measure,) = read(text).measures
    assert {(c.metric, c.period) for c in measure.conditions} == {("other", "year")}


def test_who_falls_short_gets_nothing_that_year(read: Read) -> None:
    text = "一、对公共冷库每年给予20万元补贴；年度业务量未达到预测量60%的，当年不予补贴。"
    (measure,) = read(text).measures
    assert [(c.op, c.value) for c in measure.conditions] == [(">=", Decimal("0.6"))]


def alternatives(read: Read, text: str) -> list[tuple[str, int | None]]:
    (measure,) = read(text).measures
    return [(c.metric, c.alt) for c in measure.conditions]


def test_either_of_a_list_within_the_sentence(read: Read) -> None:
    text = (
        "一、年营业收入不低于2亿元，并具备下列情形之一的企业，奖励30万元：一是研发投入占比达到5%；"
        "二是专职研发人员25人以上，且年研发投入不少于900万元。"
    )
    assert alternatives(read, text) == [("revenue", None), ("other", 1), ("employees", 2), ("investment", 2)]


def test_all_of_a_list_within_the_sentence(read: Read) -> None:
    text = "一、对符合以下条件的企业给予30万元奖励：（1）年出口额4000万元以上；（2）年纳税90万元以上。"
    assert alternatives(read, text) == [("trade_volume", None), ("tax_paid", None)]


def test_processing_orders_takes_nothing_away(read: Read) -> None:
    text = "一、仓储面积1200平方米以上或者年处理订单6万单以上的海外仓，按租金的20%补助。"
    assert alternatives(read, text) == [("floor_area", 1), ("order_count", 2)]


def test_grant_takes_the_conditions_in_front_of_it_that_it_refers_to(read: Read) -> None:
    text = "一、申报企业应同时满足以下条件：年出口额4000万元以上，年纳税90万元以上。对符合条件的企业给予30万元奖励。"
    record = read(text)
    assert [c.metric for c in record.measures[0].conditions] == ["trade_volume", "tax_paid"]
    assert record.eligibility == ()


def test_condition_of_a_section_holds_for_the_grant_that_names_its_subject(read: Read) -> None:
    text = (
        "一、企业培训补助\n【申报条件】企业组织的培训每班人数不少于25人；设计机构应有专职人员12人以上。\n"
        "【支持标准】企业开展培训的，按结业人数每人补助600元。设计机构服务本市企业的，一次性补助20万元。"
    )
    assert [[c.value for c in m.conditions] for m in read(text).measures] == [[25], [12]]


GUIDE = """一、支持方向
（一）出口奖励
【申报条件】企业在本市注册，并满足下列条件之一：
1. 年出口额不低于400万美元；
2. 年出口额不低于200万美元，且同比增长15%以上。
【支持标准】按年出口额的1%给予奖励。对首次获评省级品牌的，再给予20万元奖励。
"""


def test_items_of_a_guide_below_one_of_the_following_are_alternatives(read: Read) -> None:
    measure, *_ = read(GUIDE).measures
    assert [(str(c.value), c.alt) for c in measure.conditions] == [("4000000", 1), ("2000000", 2), ("0.15", 2)]


def test_second_grant_of_a_section_does_not_ask_again(read: Read) -> None:
    _, further = read(GUIDE).measures
    assert further.conditions == ()


def test_points_of_a_permit_are_no_threshold(read: Read) -> None:
    assert read("一、对在本市工作的居住证持证人，每满1年积3分，满6年后计入总积分。\n").eligibility == ()
    assert read("一、在我区医院、学校工作满8年的职工申办居转户，参保年限可放宽至4年。\n").eligibility == ()


def test_a_class_of_enterprises_is_no_cap(read: Read) -> None:
    record = read("枣阳市商贸政策\n第一条 对增速高于15%的限额以上零售企业，按销售额增量的0.4%给予奖励。\n")
    assert [asked(condition) for condition in record.measures[0].conditions] == ["growth_rate > 0.15 ratio"]
