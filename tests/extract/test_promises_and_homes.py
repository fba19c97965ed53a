"""Sums whose words stand apart: a promise and its standard, a home by its area, a cap on the same project."""

from __future__ import annotations

import pytest

from .conftest import Read
from .sayings import asked, said


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
            "入住人才公寓的，特聘专家最高180平方米，优秀专家约110平方米。",
            ["ceiling 180 m2 when=特聘专家", "amount 110 m2 when=优秀专家"],
        ),
        ("高层次人才可申请租住不超过90平方米的人才公寓。", ["ceiling 90 m2"]),
        (
            "对取得银行贷款的科技企业，按其贷款基准利率的80%，对该企业给予贴息补助，每家企业每年贴息金额不超过30万元。",
            ["rate 0.8 ratio of=贷款基准利率", "ceiling 300000 CNY per=enterprise period=year"],
        ),
        (
            "对投资初创企业的基金，按实际投资额的4%给予奖励，对同一项目给予的奖励最高90万元。",
            ["rate 0.04 ratio of=实际投资额", "ceiling 900000 CNY per=project"],
        ),
        ("毕业生登记注册满12个月的，可申请2万元的一次性创业补贴。", ["amount 20000 CNY"]),
        (
            "按海关放行清单每单2元给予补助，单个企业年度最高10万元。",
            ["amount 2 CNY per=order", "ceiling 100000 CNY per=enterprise period=year"],
        ),
        (
            "按企业服务合同金额的20%抵扣，每户最高2万元。",
            ["rate 0.2 ratio of=服务合同金额", "ceiling 20000 CNY per=enterprise"],
        ),
        (
            "单户贷款额度最高300万元，按实际支付利息的40%给予贴息，贴息期限3年。",
            ["ceiling 3000000 CNY per=enterprise", "rate 0.4 ratio of=实际支付利息 duration_years=3"],
        ),
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
            "博士研究生、硕士研究生毕业3年内首次来我市就业的，分别按每人每月2000元、1000元发放生活补贴。",
            [
                "amount 2000 CNY per=person period=month tier=1 when=博士研究生",
                "amount 1000 CNY per=person period=month tier=2 when=硕士研究生",
            ],
        ),
        ("在站期间每年给予9万元生活补助，不超过2年。", ["amount 90000 CNY period=year duration_years=2"]),
        (
            "参展人员费用按欧美、非洲每人7000元，亚洲每人4000元的标准补助。",
            ["amount 7000 CNY per=person when=欧美、非洲", "amount 4000 CNY per=person when=亚洲"],
        ),
        (
            "首次被评为国家级示范的，给予一次性奖励80万元，同时获得多项认定的，只享受一次80万元的奖励。",
            ["amount 800000 CNY"],
        ),
    ],
)
def test_what_one_entitlement_gives(sentence: str, supports: list[str], read: Read) -> None:
    record = read(f"枣阳市人才政策\n第一条 {sentence}\n")
    assert [[said(support) for support in measure.supports] for measure in record.measures] == [supports]


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


def test_a_home_is_no_subsidy_because_the_heading_gives_one(read: Read) -> None:
    record = read("枣阳市人才政策\n一、住房补贴\n为人才提供人才公寓。特聘专家最高180平方米，优秀专家约110平方米。\n")
    assert [measure.instrument for measure in record.measures] == ["other"]


@pytest.mark.parametrize(
    "sentence",
    [
        "博士每人每月2000元租房补贴；首次购房的，给予9万元购房补贴。",
        "企业租赁厂房的，按租金的40%给予补贴；购置厂房的，按每平方米300元补助。",
    ],
)
def test_grants_by_other_names_are_two_entitlements(sentence: str, read: Read) -> None:
    assert len(read(f"枣阳市人才政策\n第一条 {sentence}\n").measures) == 2


def test_a_class_of_enterprises_is_no_cap(read: Read) -> None:
    record = read("枣阳市商贸政策\n第一条 对增速高于15%的限额以上零售企业，按销售额增量的0.4%给予奖励。\n")
    assert [asked(condition) for condition in record.measures[0].conditions] == ["growth_rate > 0.15 ratio"]
