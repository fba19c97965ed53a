"""Who pays, what the government aims at, how supports combine, what terms mean."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhengtu.model.record import FundingRule, Rule, Target

from .conftest import Read

ARTICLES = "第一条 园区\n对园区奖励。\n第二条 平台\n对平台奖励。\n第三条 企业\n对企业奖励。\n第四条 附则\n"
CITY_AND_COUNTY = [("city", Decimal("0.6")), ("county", Decimal("0.4"))]


def funding(read: Read, clause: str) -> tuple[FundingRule, ...]:
    return read(ARTICLES + clause).funding


@pytest.mark.parametrize(
    "clause",
    [
        "所需资金由市级财政承担60%，区县财政承担40%。",
        "所需资金由市财政和当地财政按6:4的比例分担。",
        "所需资金由市、区两级财政按照6：4的比例承担。",
        "所需资金由市级与项目（企业）所在地共同分担，比例为6:4。",
    ],
)
def test_share_of_two_levels(clause: str, read: Read) -> None:
    (rule,) = funding(read, clause)
    assert [(s.payer, s.share) for s in rule.shares] == CITY_AND_COUNTY


def test_order_of_the_payers_is_that_of_the_ratio(read: Read) -> None:
    (rule,) = funding(read, "所需资金由区县财政与市级财政按6:4的比例分担。")
    assert [(s.payer, s.share) for s in rule.shares] == [("county", Decimal("0.6")), ("city", Decimal("0.4"))]


def test_equal_shares(read: Read) -> None:
    (rule,) = funding(read, "所需资金由市级财政和当地财政各承担50%。")
    assert [(s.payer, s.share) for s in rule.shares] == [("city", Decimal("0.5")), ("county", Decimal("0.5"))]


def test_share_names_its_articles(read: Read) -> None:
    (rule,) = funding(read, "第一条、第三条所需资金由市级财政承担60%，区县财政承担40%。")
    assert rule.scope == ((1,), (3,))


def test_exception_is_paid_by_the_one_named_for_it(read: Read) -> None:
    (rule,) = funding(read, "除第二条由市级财政承担外，其余资金由市级财政和区县财政共同承担。")
    assert (rule.scope, [(s.payer, s.share) for s in rule.shares]) == (((2,),), [("city", Decimal(1))])


def test_excepted_article_is_not_the_scope(read: Read) -> None:
    (rule,) = funding(read, "除第二条外，其余条款所需资金由区县财政承担。")
    assert (rule.scope, [(s.payer, s.share) for s in rule.shares]) == ("others", [("county", Decimal(1))])


def test_sentence_without_a_share_gives_none(read: Read) -> None:
    assert funding(read, "所需资金由市级财政及区县财政共同承担。") == ()


def test_clock_time_and_ratio_of_other_things_are_no_shares(read: Read) -> None:
    assert funding(read, "申报时间为9:30，师生比例为1:8。") == ()


def targets(read: Read, sentence: str) -> list[Target]:
    return list(read(f"一、发展目标\n{sentence}\n二、附则\n另行通知。").targets)


@pytest.mark.parametrize(
    ("sentence", "by", "value", "unit", "op", "per"),
    [
        ("到2027年，培育跨境电商企业400家以上。", "2027", "400", "enterprise", ">=", None),
        ("到2025年底，全市跨境电商进出口额突破100亿元。", "2025", "10000000000", "CNY", ">", None),
        ("力争到2027年，培育特色产业带10个以上。", "2027", "10", "industry_belt", ">=", None),
        ("力争每年新增服务企业超100家。", None, "100", "enterprise", ">", "year"),
        ("每年组织培训4000人次以上。", None, "4000", "person_time", ">=", "year"),
        ("到2027年，建成海外仓10个。", "2027", "10", "overseas_warehouse", "=", None),
    ],
)
def test_target(sentence: str, by: str | None, value: str, unit: str, op: str, per: str | None, read: Read) -> None:
    found = [(t.by, t.value, t.unit, t.op, t.per) for t in targets(read, sentence)]
    assert found == [(by, Decimal(value), unit, op, per)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "到2028年底，建成海外仓20个以上，面积达到10万平方米。",
            [("2028", "20", ">=", None), ("2028", "100000", ">=", None)],
        ),
        ("力争到2026年末，全市外贸进出口总额突破1000亿元。", [("2026", "100000000000", ">", None)]),
        ("每年引进高层次人才100名。", [(None, "100", "=", "year")]),
        ("每年新增规上企业不少于30家。", [(None, "30", ">=", "year")]),
        ("力争3年内培育上市公司5家。", [(None, "5", "=", None)]),
        ("2025年至2027年，每年新增外贸企业200家以上。", [("2027", "200", ">=", "year")]),
        ("到“十五五”末，集装箱吞吐量达到200万标箱。", [("2030", "2000000", ">=", None)]),
        ("到2030年，数字经济核心产业增加值占GDP比重达到12%。", [("2030", "0.12", ">=", None)]),
        ("跨境电商进出口额年均增长20%以上。", [(None, "0.2", ">=", "year")]),
        ("2027年，全市会展业展览面积超过100万平方米。", [("2027", "1000000", ">", None)]),
        ("2026年底前，建成综合服务平台3个。", [("2026", "3", "=", None)]),
        ("到2027年，各县（市、区）至少建成1个产业园。", [("2027", "1", ">=", "county")]),
        ("确保五年内引进领军人才团队50个。", [(None, "50", "=", None)]),
        ("通过三年努力，培育年交易额超亿元的平台10个。", [(None, "10", "=", None)]),
        ("自2025年起，用3年时间培育专精特新企业100家。", [(None, "100", "=", None)]),
        ("到2027年，研发投入强度不低于3.5%。", [("2027", "0.035", ">=", None)]),
        (
            "到2029年，外贸额突破500亿元，其中2027年、2028年分别达到300亿元、400亿元。",
            [
                ("2029", "50000000000", ">", None),
                ("2027", "30000000000", ">=", None),
                ("2028", "40000000000", ">=", None),
            ],
        ),
        ("到2026年达到20家，到2027年达到30家以上。", [("2026", "20", ">=", None), ("2027", "30", ">=", None)]),
        ("到2028年底，培育骨干企业60家，其中2026年新增15家。", [("2028", "60", "=", None), ("2026", "15", "=", None)]),
        (
            "2026年、2027年货运量分别达到20万吨、30万吨。",
            [("2026", "200000", ">=", None), ("2027", "300000", ">=", None)],
        ),
        (
            "2026年、2027年，全市新引进人才分别不少于500人、700人。",
            [("2026", "500", ">=", None), ("2027", "700", ">=", None)],
        ),
        ("2026年全市进出口额突破800亿元。2024年全市进出口额突破300亿元。", [("2026", "80000000000", ">", None)]),
        ("到2027年，企业申请补助不超过100万元。", []),
        ("评审专家组由5名专家组成。", []),
        ("市财政每年安排专项资金1亿元。", []),
        ("对用3年时间实缴资本达到1000万元的企业，给予10万元奖励。", []),
    ],
)
def test_targets_of_many_places(sentence: str, expected: list[tuple[str | None, ...]], read: Read) -> None:
    record = read(
        f"铜陵市支持外贸发展若干措施\n一、发展目标\n{sentence}\n二、附则\n另行通知。\n铜陵市人民政府\n2025年3月1日\n"
    )
    assert [(t.by, f"{t.value.normalize():f}", t.op, t.per) for t in record.targets] == expected


def test_each_target_counts_its_own_noun(read: Read) -> None:
    found = targets(read, "到2028年底，建成海外仓15个、产业园6个，打造2个省级、3个市级园区。")
    assert [t.unit for t in found] == ["overseas_warehouse", "park", "park", "park"]


def test_what_stands_under_aims_is_asked_of_nobody(read: Read) -> None:
    record = read("一、发展目标\n2026年货运量超过20万吨。\n二、附则\n另行通知。")
    assert record.eligibility == ()


def test_horizon_holds_for_the_sentences_that_follow(read: Read) -> None:
    found = targets(read, "到2027年，规模取得新突破。培育企业400家以上。建成海外仓10个。")
    assert [t.by for t in found] == ["2027", "2027"]


def test_horizon_does_not_reach_another_provision(read: Read) -> None:
    record = read("一、目标\n到2027年，培育企业400家以上。\n二、活动\n每年举办活动40场以上。")
    assert [t.by for t in record.targets] == ["2027", None]


def test_threshold_on_a_beneficiary_is_no_target(read: Read) -> None:
    assert targets(read, "对年进出口额1000万元以上的企业，每年给予10万元奖励。") == []


def test_words_of_a_target_end_in_no_mark_and_no_line_break(read: Read) -> None:
    assert [t.text for t in targets(read, "到2027年，培育企业400家以上。")] == ["培育企业400家以上"]


def test_size_of_enterprises_and_number_said_again_are_no_targets(read: Read) -> None:
    found = targets(read, "到2027年，年出口额千万美元级企业达到40家（含40家）。")
    assert [(t.value, t.op) for t in found] == [(Decimal(40), ">=")]


@pytest.mark.parametrize(
    "sentence",
    [
        "2010年，全市完成进出口70亿美元，增长20%。",
        "截至2010年底，全市外贸企业达到800家。",
        "每年安排专项资金2000万元。",
        "设立规模5亿元的产业基金，每年投放1亿元。",
        "每家企业每年申报不超过3个品牌。",
        "每年对10家企业补助参展费用。",
    ],
)
def test_statistics_budgets_and_limits_are_no_targets(sentence: str, read: Read) -> None:
    record = read(
        f"甲市人民政府关于支持外贸发展的意见\n一、发展\n{sentence}\n二、附则\n另行通知。\n甲市人民政府\n2011年3月1日\n"
    )
    assert record.policy.issued_on is not None
    assert record.targets == ()


def test_year_that_is_past_is_no_horizon(read: Read) -> None:
    record = read(
        "甲市人民政府关于支持外贸发展的意见\n一、发展\n2010年，外贸稳步增长。力争培育企业400家以上。\n二、附则\n另行通知。\n"
        "甲市人民政府\n2011年3月1日\n"
    )
    assert [(t.by, t.value) for t in record.targets] == [(None, Decimal(400))]


def test_what_is_asked_of_applicants_is_no_target(read: Read) -> None:
    record = read("一、申报单位应当具备下列条件：\n（一）每年接收见习人员20人以上。\n二、附则\n另行通知。")
    assert record.targets == ()


def test_an_aim_of_the_government_under_requirements_is_a_target(read: Read) -> None:
    record = read(
        "一、资金管理和工作要求\n（一）工作目标。到2029年底，全区新增外贸企业75户以上。\n（二）申报对象。企业须有员工20人以上。\n"
    )
    assert [(target.by, str(target.value)) for target in record.targets] == [("2029", "75")]


def test_target_says_how_it_was_read(read: Read) -> None:
    (first, second) = targets(read, "到2027年，每年培育企业400家以上。建成海外仓10个。")
    assert {r.slot: r.rule for r in first.readings} == {
        "value": "quantities.digits",
        "unit": "target_units:企业",
        "op": "comparators_after:以上",
        "by": "targets.horizon",
        "per": "target_periods:每年",
    }
    assert {r.slot: (r.rule, r.penalties) for r in second.readings} == {
        "value": ("quantities.digits", ()),
        "unit": ("target_units:海外仓", ()),
        "op": ("targets.plain_number", ()),
        "by": ("targets.horizon", ("inherited_value",)),
    }


def rules(read: Read, sentence: str) -> set[str]:
    return {rule.kind for rule in read(ARTICLES + sentence).rules}


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("同一项目不重复享受。", {"no_duplication"}),
        ("已享受国家、省资金支持的，不再重复奖补。", {"no_duplication"}),
        ("同一展会省市只能享受一次。", {"no_duplication"}),
        ("按照就高不重复原则执行。", {"no_duplication", "highest_applies"}),
        ("按照从高不重复的原则给予支持。", {"no_duplication", "highest_applies"}),
        ("资金实行预算管理和总量控制。", {"budget_limited"}),
        ("在年度专项预算资金范围内按优先顺序安排。", {"budget_limited"}),
        ("省市可同步享受政策。", {"stackable"}),
        ("按省、市现行政策支持。", {"follows_higher_policy"}),
        ("上级另有规定的，按上级规定执行。", {"follows_higher_policy"}),
        ("不得同时申领其他补贴。", {"exclusive"}),
        ("原办法同时废止。", {"repeals"}),
        ("由市商务局负责解释。", set()),
    ],
)
def test_rule(sentence: str, kinds: set[str], read: Read) -> None:
    assert rules(read, sentence) == kinds


def test_rule_names_the_articles_that_it_holds_for(read: Read) -> None:
    rule: Rule = read(ARTICLES + "第一条、第三条按省、市现行政策支持。").rules[0]
    assert rule.scope == ((1,), (3,))


def test_term_that_holds_from_there_on(read: Read) -> None:
    (definition,) = read(
        "一、企业\n对年跨境电商进出口（海关监管代码为9610、9710，下同）100万元以上的企业奖励1万元。"
    ).definitions
    assert (definition.term, definition.customs_modes, definition.scope) == (
        "跨境电商进出口",
        ("9610", "9710"),
        "following",
    )


def test_collective_name(read: Read) -> None:
    (definition,) = read("一、主体\n各区县（含功能区，以下统称“各区县”）要加强招商。").definitions
    assert (definition.term, definition.scope) == ("各区县", "document")


def test_term_that_is_said_to_mean_something(read: Read) -> None:
    (definition,) = read("一、范围\n本措施所称跨境电商业务，是指以监管方式代码9610、9710申报的进出口。").definitions
    assert (definition.term, definition.customs_modes, definition.scope) == (
        "跨境电商业务",
        ("9610", "9710"),
        "document",
    )
    assert definition.meaning == "以监管方式代码9610、9710申报的进出口"


def test_definition_says_how_it_was_read(read: Read) -> None:
    (definition,) = read("一、主体\n各区县（含功能区，以下统称“各区县”）要加强招商。").definitions
    assert {(r.slot, r.rule) for r in definition.readings} == {
        (slot, "definitions.called") for slot in ("term", "meaning", "scope")
    }
