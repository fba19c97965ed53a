"""What a sentence grants: amount, ceiling or rate, with base, scope, period, step and payer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhengtu.model.record import Measure, Record, Support

from .conftest import Read


def only(record: Record) -> Measure:
    (measure,) = record.measures
    return measure


def granted(record: Record) -> list[tuple[str, Decimal, str, str | None]]:
    return [(s.role, s.value, s.unit, s.bound) for m in record.measures for s in m.supports]


AMOUNT, CEILING, RATE = "amount", "ceiling", "rate"


@pytest.mark.parametrize(
    ("benefit", "role", "value"),
    [
        ("给予50万元奖励", AMOUNT, "500000"),
        ("给予一次性50万元奖励", AMOUNT, "500000"),
        ("给予一次性奖励50万元", AMOUNT, "500000"),
        ("一次性奖励50万元", AMOUNT, "500000"),
        ("奖励50万元人民币", AMOUNT, "500000"),
        ("予以50万元资金扶持", AMOUNT, "500000"),
        ("给予最高50万元奖励", CEILING, "500000"),
        ("最高给予50万元奖励", CEILING, "500000"),
        ("给予最高可达50万元奖励", CEILING, "500000"),
        ("给予不超过50万元奖励", CEILING, "500000"),
        ("给予最高不超过50万元的奖励", CEILING, "500000"),
        ("给予50万元以内的奖励", CEILING, "500000"),
    ],
)
def test_sum_granted_or_bounded(benefit: str, role: str, value: str, read: Read) -> None:
    assert granted(read(f"一、对首次认定的企业，{benefit}。")) == [(role, Decimal(value), "CNY", None)]


def test_sum_with_a_lower_bound_keeps_it(read: Read) -> None:
    assert granted(read("一、对首次认定的企业，给予不低于50万元奖励。")) == [(AMOUNT, Decimal(500000), "CNY", "min")]


@pytest.mark.parametrize("negation", ["未", "没有", "不能", "不得", "尚未", "不应", "不"])
@pytest.mark.parametrize("excess", ["超过", "突破", "高于"])
def test_negated_excess_is_never_excess(negation: str, excess: str, read: Read) -> None:
    text = f"一、对年进出口额{negation}{excess}500万美元的企业，给予10万元奖励。"
    assert [c.op for c in only(read(text)).conditions] == ["<="]


@pytest.mark.parametrize(
    "bound",
    [
        "最高可一次性给予",
        "最高资助金额",
        "最高不超过每人每月",
        "不超过（含）",
        "奖励金额不能超过",
        "总额不得突破",
        "最高予以",
    ],
)
def test_ceiling_word_reaches_across_words_of_giving_and_scope(bound: str, read: Read) -> None:
    assert [s.role for s in only(read(f"一、对首次认定的企业给予奖励，{bound}10万元。")).supports] == [CEILING]


@pytest.mark.parametrize(
    ("benefit", "bound", "base"),
    [
        ("按实际投资额的10%给予补助", None, "实际投资额"),
        ("给予实际投资额10%的补助", None, "实际投资额"),
        ("按照不高于实际投资额10%的标准给予补助", "max", "实际投资额"),
        ("按照实际投资额不超过10%的标准给予补助", "max", "实际投资额"),
        ("给予不超过实际投资额10%的补助", "max", "实际投资额"),
        ("给予实际投资额最高10%的补助", "max", "实际投资额"),
    ],
)
def test_rate_keeps_its_bound_and_base(benefit: str, bound: str | None, base: str, read: Read) -> None:
    (support,) = only(read(f"一、对建设海外仓的企业，{benefit}。")).supports
    assert (support.role, support.value, support.bound, support.of) == (RATE, Decimal("0.1"), bound, base)


@pytest.mark.parametrize(
    "benefit",
    [
        "按实际投资额的10%给予补助，最高50万元",
        "按实际投资额的10%给予最高50万元补助",
        "按实际投资额的10%给予不超过50万元补助",
        "按实际投资额的10%、最高不超过50万元给予补助",
        "给予实际投资额10%、最高50万元的补助",
        "按实际投资额的10%给予补助，单个项目补助不超过50万元",
    ],
)
def test_rate_with_a_cap(benefit: str, read: Read) -> None:
    assert granted(read(f"一、对建设海外仓的企业，{benefit}。")) == [
        (RATE, Decimal("0.1"), "ratio", None),
        (CEILING, Decimal(500000), "CNY", None),
    ]


@pytest.mark.parametrize(
    ("cap", "per", "period"),
    [
        ("单家企业最高10万元", "enterprise", None),
        ("每家企业每年补贴不超过10万元", "enterprise", "year"),
        ("同一企业补助金额最高10万元", "enterprise", None),
        ("单个平台每年奖励不超过10万元", "platform", "year"),
        ("单个机构每年累计补助不超过10万元", "institution", "year"),
        ("每个展位最高10万元", "booth", None),
        ("单个企业单一海外仓补助金额不超过10万元", "warehouse", None),
        ("每年最高不超过10万元", None, "year"),
        ("最高不超过10万元", None, None),
    ],
)
def test_cap_says_per_what_and_when(cap: str, per: str | None, period: str | None, read: Read) -> None:
    support = only(read(f"一、对参展企业，按展位费的50%给予补贴，{cap}。")).supports[-1]
    assert (support.role, support.value, support.per, support.period) == (CEILING, Decimal(100000), per, period)


def test_narrower_of_two_scopes_is_taken(read: Read) -> None:
    supports = only(read("一、对参展企业，按展位费的50%给予补贴，每家企业每个项目不超过10万元。")).supports
    assert supports[-1].per == "project"


def test_word_that_only_contains_a_scope_word_is_no_scope(read: Read) -> None:
    (support,) = only(read("一、对首次进入名单的跨境电商企业给予最高10万元奖励。")).supports
    assert support.per is None


@pytest.mark.parametrize(
    ("unit", "per"),
    [
        ("每平方米300元", "m2"),
        ("每人300元", "person"),
        ("每班300元", "flight"),
        ("每件300元", "item"),
        ("每架次300元", "flight"),
        ("每列300元", "train"),
        ("每辆300元", "vehicle"),
        ("每标箱300元", "TEU"),
        ("每柜300元", "container"),
        ("300元/千瓦时", "kWh"),
        ("每公斤300元", "kg"),
        ("每张证书300元", "certificate"),
        ("每个产品300元", "product"),
        ("每条航线300元", "route"),
    ],
)
def test_unit_rate_is_an_amount_per_unit(unit: str, per: str, read: Read) -> None:
    (support,) = only(read(f"一、对企业按{unit}的标准给予补助。")).supports
    assert (support.role, support.value, support.per) == (AMOUNT, Decimal(300), per)


def test_bare_classifier_counts_what_it_stood_in_front_of_before(read: Read) -> None:
    supports = only(read("一、对取得境外认证的企业，每张证书补助2万元，每年不超过6张。")).supports
    assert [(s.role, s.value, s.unit) for s in supports][1] == (CEILING, Decimal(6), "certificate")


def test_day_of_orders_is_their_period(read: Read) -> None:
    (condition,) = only(read("一、对日均处理快件60件以上的网点，给予2万元补助。")).conditions
    assert condition.period == "day"


@pytest.mark.parametrize("step", ["每增加100万美元", "每新增100万美元", "每超过100万美元"])
def test_step_benefit(step: str, read: Read) -> None:
    measure = only(read(f"一、对企业，其进出口额比上年度{step}，给予2万元奖励，最高不超过50万元。"))
    assert [(s.role, s.value, s.per) for s in measure.supports] == [
        (AMOUNT, Decimal(20000), "increment"),
        (CEILING, Decimal(500000), None),
    ]
    assert [(c.op, c.value, c.unit) for c in measure.conditions] == [("per", Decimal(1000000), "USD")]


def test_ladder_of_levels_says_for_which_level(read: Read) -> None:
    measure = only(read("一、对获得国家级、省级、市级称号的园区，分别给予100万元、50万元、20万元奖励。"))
    assert [(s.tier, s.when, s.value) for s in measure.supports] == [
        (1, "国家级", Decimal(1000000)),
        (2, "省级", Decimal(500000)),
        (3, "市级", Decimal(200000)),
    ]


def test_ladder_of_thresholds_is_zipped(read: Read) -> None:
    measure = only(read("一、对年进出口额超过5亿元、10亿元的企业，分别给予20万元、50万元奖励。"))
    assert [(s.tier, s.value) for s in measure.supports] == [(1, Decimal(200000)), (2, Decimal(500000))]
    assert [(c.tier, c.op, c.value) for c in measure.conditions] == [
        (1, ">", Decimal(500000000)),
        (2, ">", Decimal(1000000000)),
    ]


def test_ladder_of_parts_is_one_measure(read: Read) -> None:
    measure = only(read("一、年进出口额达到5亿元的，给予20万元奖励；达到10亿元的，给予50万元奖励。"))
    assert [(s.tier, s.value) for s in measure.supports] == [(1, Decimal(200000)), (2, Decimal(500000))]
    assert [(c.tier, c.value) for c in measure.conditions] == [(1, Decimal(500000000)), (2, Decimal(1000000000))]


def test_two_recipients_are_two_measures(read: Read) -> None:
    record = read("一、对园区给予100万元奖励；对入园企业给予10万元奖励。")
    assert [m.beneficiary for m in record.measures] == [("park_operator",), ("enterprise",)]


def test_caps_do_not_leak_into_the_next_measure(read: Read) -> None:
    record = read("一、对园区给予100万元奖励，单个园区不超过200万元。对入园企业给予10万元奖励。")
    assert [[s.value for s in m.supports] for m in record.measures] == [[1000000, 2000000], [100000]]


@pytest.mark.parametrize(
    ("payer", "level"),
    [("市级财政", "city"), ("省级财政", "province"), ("中央财政", "central"), ("县级财政", "county")],
)
def test_payer_is_the_level_of_finance_named(payer: str, level: str, read: Read) -> None:
    (support,) = only(read(f"一、对企业，{payer}给予20万元奖励。")).supports
    assert support.payer == level


@pytest.mark.parametrize(
    ("benefit", "instrument"),
    [
        ("给予10万元奖励", "reward"),
        ("给予10万元补贴", "subsidy"),
        ("给予10万元补助", "subsidy"),
        ("给予10万元资金扶持", "subsidy"),
        ("给予贷款利息50%的贴息", "loan_support"),
        ("发放10万元的“运力券”", "voucher"),
        ("按“一事一议”方式予以支持", "case_by_case"),
        ("提供“三免两减半”政策", "rent_relief"),
    ],
)
def test_instrument(benefit: str, instrument: str, read: Read) -> None:
    assert only(read(f"一、对新引进的企业，{benefit}。")).instrument == instrument


@pytest.mark.parametrize(
    ("benefit", "frequency"),
    [
        ("给予一次性10万元奖励", "once"),
        ("一次性给予10万元奖励", "once"),
        ("每年给予10万元奖励", "yearly"),
        ("连续三年给予10万元奖励", "yearly"),
        ("给予10万元奖励", None),
        ("给予10万元奖励，每年最高不超过30万元", None),
        ("给予每年10万元的运营补助", "yearly"),
        ("按利息的50%给予贴息，每年贴息总额不超过20万元", None),
        ("按每千瓦时0.1元给予补助，连续补助2年", "yearly"),
    ],
)
def test_frequency(benefit: str, frequency: str | None, read: Read) -> None:
    assert only(read(f"一、对新引进的企业，{benefit}。")).frequency == frequency


@pytest.mark.parametrize(
    "sentence",
    [
        "鼓励企业开拓市场。",
        "对符合条件的企业不再重复奖补。",
        "对企业年进出口额1000万元以上的部分加强监测。",
        "全市进出口额达到50亿元。",
        "企业应在30日内提交材料。",
        "联系电话：0531-51702706。",
    ],
)
def test_sentence_without_a_grant_gives_no_support(sentence: str, read: Read) -> None:
    assert granted(read(f"一、{sentence}")) == []


def test_promise_without_a_figure_is_qualitative(read: Read) -> None:
    record = read("一、对交易额超过1000万美元的企业给予重点支持。")
    assert record.measures == ()
    (promise,) = record.qualitative_measures
    assert [(c.op, c.value, c.unit) for c in promise.conditions] == [(">", Decimal(10000000), "USD")]


@pytest.mark.parametrize(
    ("sentences", "kept"),
    [
        ("对首次认定的企业给予50万元奖励，分三年按40%、30%、30%拨付。", "40%、30%、30%"),
        ("对首次认定的企业给予50万元奖励。奖励资金按5:3:2分三年兑现。", "分三年兑现"),
        ("对首次认定的企业给予50万元奖励，奖励资金分两年发放，每年发放50%。", "每年发放50%"),
        ("对首次认定的企业给予50万元奖励，首期拨付70%，验收后拨付剩余30%。", "拨付剩余30%"),
    ],
)
def test_payment_in_instalments_is_kept_and_is_no_support(sentences: str, kept: str, read: Read) -> None:
    measure = only(read(f"一、{sentences}"))
    assert [s.value for s in measure.supports] == [Decimal(500000)]
    assert kept in (measure.instalments or "")


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("第一年免收租金，第二、三年租金减半", [1, 2]),
        ("第一、二年租金全免，第三年租金减半", [2, 1]),
        ("第一年至第三年免租金，第四、五年减半收取租金", [3, 2]),
        ("首年免租，次年起两年租金减半", [1, 2]),
    ],
)
def test_relief_lasts_as_many_years_as_are_numbered(words: str, years: list[int], read: Read) -> None:
    measure = only(read(f"一、对入驻企业，{words}。"))
    assert [s.duration_years for s in measure.supports] == years


def test_years_of_a_condition_are_no_years_of_the_grant(read: Read) -> None:
    (support,) = only(read("一、对连续两年增长超过20%的企业，给予10万元奖励。")).supports
    assert support.duration_years is None


def test_relief_of_rent_is_no_relief_of_tax(read: Read) -> None:
    record = read("一、对入驻园区的企业免征房租6个月。")
    assert {m.instrument for m in (*record.measures, *record.qualitative_measures)} <= {"rent_relief"}


def test_evidence_of_a_support_begins_with_its_bound(read: Read) -> None:
    support: Support = only(read("一、对企业，按照不高于实际投资额10%的标准给予补贴。")).supports[0]
    assert support.evidence.quote == "不高于实际投资额10%"


def test_evidence_of_a_measure_is_its_sentence(read: Read) -> None:
    record = read("一、支持企业发展。对首次认定的企业，给予50万元奖励。上述奖励按年兑现。")
    assert only(record).evidence.quote == "对首次认定的企业，给予50万元奖励。"


@pytest.mark.parametrize(
    "sentence", ["对企业通过9610模式出口的，每单补贴0.5元。", "对企业按实际出口额给予每美元不超过0.02元人民币的奖励。"]
)
def test_small_sum_per_unit_is_not_the_whole_grant(sentence: str, read: Read) -> None:
    (support,) = only(read(f"一、{sentence}")).supports
    assert support.per is not None


def test_budget_of_the_policy_is_no_ceiling_of_a_benefit(read: Read) -> None:
    assert granted(read("一、年度资金总额不超过1000万元，对首次认定的企业给予10万元补贴。")) == [
        (AMOUNT, Decimal(100000), "CNY", None)
    ]


def test_levels_in_parts_of_a_sentence_say_for_which_level(read: Read) -> None:
    record = read("一、对获得国家级认定的企业，给予200万元奖励；获得省级认定的，给予100万元奖励。")
    assert [s.when for m in record.measures for s in m.supports] == ["国家级", "省级"]


def test_scope_of_a_cap_is_not_what_it_is_for(read: Read) -> None:
    cap = "每家企业每年最高不超过30万元，同一企业累计不超过100万元"
    supports = only(read(f"一、对企业按实际费用的50%给予补助，{cap}。")).supports
    assert [(s.per, s.when) for s in supports[1:]] == [("enterprise", None), ("enterprise", None)]


def test_who_paid_before_is_not_who_pays_on_top(read: Read) -> None:
    (support,) = only(read("一、对投保企业，在省级补助基础上，市级再按保费的25%给予补助。")).supports
    assert support.payer == "city"
