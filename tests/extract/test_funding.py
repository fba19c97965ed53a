"""Who pays which share, in the wordings of funding clauses: levels, ratios, areas, exceptions, scopes, tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhengtu.model.record import FundingRule, Path

from .conftest import Read

ARTICLES = """第一条 园区
对园区奖励10万元。
第二条 平台
对平台奖励20万元。
第三条 企业
（一）对企业奖励30万元。
（二）对人才奖励1万元。
第四条 附则
"""
Shares = list[tuple[str, str]]
HALF: Shares = [("city", "0.5"), ("county", "0.5")]
SIX_FOUR: Shares = [("city", "0.6"), ("county", "0.4")]
FOUR_SIX: Shares = [("city", "0.4"), ("county", "0.6")]


def funding(read: Read, clause: str) -> tuple[FundingRule, ...]:
    return read(ARTICLES + clause).funding


def shares(rule: FundingRule) -> Shares:
    return [(s.payer, str(s.share)) for s in rule.shares]


def whole(rule: FundingRule) -> tuple[object, ...]:
    return rule.scope, rule.areas, rule.except_areas, shares(rule)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("所需资金由市、区两级财政按6:4比例分担。", SIX_FOUR),
        ("所需资金由市区两级财政按6:4比例分担。", SIX_FOUR),
        ("所需资金市、区按4:6。", FOUR_SIX),
        ("所需资金由市与区按6比4的比例分担。", SIX_FOUR),
        ("市级财政承担60%、区级财政承担40%，所需资金列入预算。", SIX_FOUR),
        ("所需资金按市级60%、区级40%的比例分担。", SIX_FOUR),
        ("所需资金由市、区财政分别承担60%、40%。", SIX_FOUR),
        ("所需资金由市级和区县分别承担60%和40%。", SIX_FOUR),
        ("所需资金按60%、40%的比例由市、县（市、区）财政分担。", SIX_FOUR),
        ("所需资金60%由市级财政承担，40%由区级财政承担。", SIX_FOUR),
        ("所需资金由市级财政和区县财政共同承担，其中市级财政承担60%，区县财政承担40%。", SIX_FOUR),
        ("所需资金由市级财政承担60%，其余部分由区县财政承担。", SIX_FOUR),
        ("所需资金由市级财政与县（市、区）级财政按6∶4分担。", SIX_FOUR),
        ("奖补资金由市财政和县（市、区）财政按照6:4比例共同负担。", SIX_FOUR),
        ("奖补资金由市级与企业注册地财政按6:4比例承担。", SIX_FOUR),
        ("所需资金由市、区各承担一半。", HALF),
        ("所需资金由市级财政和各区财政各承担50%。", HALF),
        ("所需资金由市级财政与属地财政按1:1比例分担。", HALF),
        ("所需资金由省、市、县按4:3:3分担。", [("province", "0.4"), ("city", "0.3"), ("county", "0.3")]),
        ("所需资金由省市县三级按4:3:3分担。", [("province", "0.4"), ("city", "0.3"), ("county", "0.3")]),
        (
            "所需资金由省级财政承担40%，市级财政承担30%，县级财政承担30%。",
            [("province", "0.4"), ("city", "0.3"), ("county", "0.3")],
        ),
        (
            "所需资金由中央、省、市、县按5:2:1:2分担。",
            [("central", "0.5"), ("province", "0.2"), ("city", "0.1"), ("county", "0.2")],
        ),
        ("市级按实际兑付额50%承担，所需资金先由区县垫付。", [("city", "0.5")]),
        ("由园区所在地县（区）财政先行兑付，市级财政次年按兑付额的50%给予奖补。", [("city", "0.5")]),
        ("所需资金市县按6:4分担。", SIX_FOUR),
        ("所需资金由市与县市区财政按60:40分担。", SIX_FOUR),
        ("所需资金市级承担六成，区县承担四成。", SIX_FOUR),
        ("所需资金由市级财政承担百分之六十、区级财政承担百分之四十。", SIX_FOUR),
        ("所需资金由市与地方按6:4比例分担。", SIX_FOUR),
        ("奖补资金由市、县（市、区）两级财政共担，分担比例分别为60%和40%。", SIX_FOUR),
        ("奖补资金市级负担60%，县级配套40%。", SIX_FOUR),
        ("奖补资金由市级和县级按6∶4的比例安排。", SIX_FOUR),
        ("奖补资金市、县两级各负担二分之一。", HALF),
        (
            "所需资金由省、市、项目所在地财政按4∶3∶3比例分担。",
            [("province", "0.4"), ("city", "0.3"), ("county", "0.3")],
        ),
        ("所需资金省市县分别承担40%、30%、30%。", [("province", "0.4"), ("city", "0.3"), ("county", "0.3")]),
        ("所需资金由省、市、地按4∶3∶3分担。", [("province", "0.4"), ("city", "0.3"), ("county", "0.3")]),
        ("所需资金由省市地三级按4∶3∶3承担。", [("province", "0.4"), ("city", "0.3"), ("county", "0.3")]),
        ("所需资金由市财政与受益财政按6∶4分担。", SIX_FOUR),
        ("市级财政按60%、县级财政按40%的比例承担。", SIX_FOUR),
        ("所需资金按6∶4（市∶县）分担。", SIX_FOUR),
        ("所需资金由市级财政全额承担。", [("city", "1")]),
        ("所需资金全部由市级财政承担。", [("city", "1")]),
        ("所需资金由市级财政足额保障。", [("city", "1")]),
        ("所需资金由区财政负担。", [("county", "1")]),
        ("所需资金在省级外经贸发展专项资金中列支，不需市、县配套。", [("province", "1")]),
        ("所需经费从市商务发展专项资金中列支。", [("city", "1")]),
    ],
)
def test_shares_of_the_whole_document(clause: str, expected: Shares, read: Read) -> None:
    (rule,) = funding(read, clause)
    assert whole(rule) == ("others", None, (), expected)


def test_upper_and_lower_bounds_of_a_share_are_kept(read: Read) -> None:
    (rule,) = funding(read, "所需资金由市级财政承担不超过30%，区县财政承担不低于70%。")
    assert [(s.payer, s.share, s.bound) for s in rule.shares] == [
        ("city", Decimal("0.3"), "max"),
        ("county", Decimal("0.7"), "min"),
    ]


@pytest.mark.parametrize(
    ("clause", "scope", "expected"),
    [
        ("第一条、第三条所需资金由市、区两级财政按6:4分担。", ((1,), (3,)), SIX_FOUR),
        ("第一至三条所需资金由市、区两级财政按6:4分担。", ((1,), (2,), (3,)), SIX_FOUR),
        ("第一条至第三条所需资金由市、区两级财政按6:4分担。", ((1,), (2,), (3,)), SIX_FOUR),
        ("第三条第（二）项所需资金由市、区两级财政按6:4分担。", ((3, 2),), SIX_FOUR),
        ("上述政策所需资金由市、区两级财政按6:4分担。", "others", SIX_FOUR),
        ("本措施所需资金由市、区两级财政按6:4分担。", "others", SIX_FOUR),
        ("其他奖补所需资金由市、区两级财政按6:4分担。", "others", SIX_FOUR),
        ("其余各项补助资金由市、区两级财政按6:4分担。", "others", SIX_FOUR),
    ],
)
def test_scope(clause: str, scope: tuple[Path, ...] | str, expected: Shares, read: Read) -> None:
    (rule,) = funding(read, clause)
    assert (rule.scope, shares(rule)) == (scope, expected)


def test_clause_behind_a_grant_is_about_that_grant(read: Read) -> None:
    (rule,) = read(
        "第一条 园区\n对园区奖励10万元。所需资金由市、区两级财政按6:4分担。\n第二条 平台\n对平台奖励。"
    ).funding
    assert (rule.scope, shares(rule)) == (((1,),), SIX_FOUR)


@pytest.mark.parametrize(
    "article",
    [
        "第二条 资金保障\n对平台给予20万元奖励。所需资金由市、区两级财政按6:4分担。",
        "第二条 市级财政对承担项目的区给予60%补助，由区财政承担40%。扶持资金由市、区两级财政按6:4分担。",
    ],
)
def test_funding_article_speaks_of_the_whole_document(article: str, read: Read) -> None:
    found = read(f"第一条 园区\n对园区奖励10万元。\n{article}\n第三条 附则\n另行通知。").funding
    assert [(rule.scope, shares(rule)) for rule in found][-1] == ("others", SIX_FOUR)


def test_chapter_is_a_scope(read: Read) -> None:
    record = read(
        "第一章 园区\n第一条 对园区奖励10万元。\n第二章 资金\n第二条 第一章所需资金由市、区两级财政按6:4分担。"
    )
    assert [rule.scope for rule in record.funding] == [((1,),)]


def test_clauses_with_a_scope_each_are_rules_of_their_own(read: Read) -> None:
    found = funding(
        read,
        "第一条所需资金由市级财政承担，第二条由区级财政承担，第三条由市、区按5:5分担。",
    )
    assert [(rule.scope, shares(rule)) for rule in found] == [
        (((1,),), [("city", "1")]),
        (((2,),), [("county", "1")]),
        (((3,),), HALF),
    ]


def test_payers_named_once_hold_for_the_clauses_that_follow(read: Read) -> None:
    found = funding(read, "第一条所需资金由市、区两级财政共同承担，比例为6:4。第二条按5:5。其余条款按4:6。")
    assert [(rule.scope, shares(rule)) for rule in found] == [
        (((1,),), SIX_FOUR),
        (((2,),), HALF),
        ("others", FOUR_SIX),
    ]


def test_payers_of_a_heading_hold_for_its_items(read: Read) -> None:
    found = read(
        "一、支持园区。对园区奖励10万元。\n二、支持平台。对平台奖励20万元。\n"
        "三、资金分担。所需资金由市、区两级财政分担：\n（一）第一条按6:4；\n（二）第二条按5:5。"
    ).funding
    assert [(rule.provision, rule.scope, shares(rule)) for rule in found] == [
        ((3, 1), ((1,),), SIX_FOUR),
        ((3, 2), ((2,),), HALF),
    ]


def test_excepted_articles_are_paid_for_by_the_one_named(read: Read) -> None:
    found = funding(read, "除第二条由市级财政全额承担外，其余条款由市、区两级财政按5:5分担。")
    assert [(rule.scope, shares(rule)) for rule in found] == [(((2,),), [("city", "1")]), ("others", HALF)]


def test_article_left_out_is_named_with_the_rest(read: Read) -> None:
    (rule,) = funding(read, "除第二条外，其余条款所需资金由市、区两级财政按5:5分担。")
    assert (rule.scope, rule.except_scope) == ("others", ((2,),))


@pytest.mark.parametrize(
    "clause",
    [
        "所需资金由市与区县按5:5分担，其中甲子区、乙丑区为3:7。",
        "所需资金由市与各区按照1:1分担（甲子区、乙丑区按照3:7）。",
        "所需资金由市级财政与区县财政各承担50%，其中甲子区、乙丑区由市级财政承担30%，区财政承担70%。",
        "所需资金由市级财政与区县财政按5:5分担；甲子区、乙丑区按3:7分担。",
    ],
)
def test_districts_with_a_ratio_of_their_own_are_excepted_from_the_rule(clause: str, read: Read) -> None:
    assert [whole(rule) for rule in funding(read, clause)] == [
        ("others", None, ("甲子区", "乙丑区"), HALF),
        ("others", ("甲子区", "乙丑区"), (), [("city", "0.3"), ("county", "0.7")]),
    ]


@pytest.mark.parametrize(
    "clause",
    [
        "所需资金由市、县按6:4分担。第一条、第二条由省、市、县按4:3:3分担。甲子县、乙丑县由市级承担80%、县级承担20%。",
        "第一条、第二条所需资金由省、市、县按4:3:3分担，其余条款由市、县按6:4分担。甲子县、乙丑县市级承担80%，县级承担20%。",
        "所需资金由市、县按6:4分担；第一条、第二条由省、市、县按4:3:3分担；甲子县、乙丑县由市级承担80%、县级承担20%。",
        "所需资金由市、县按6:4分担，第一条、第二条由省、市、县按4:3:3分担，甲子县、乙丑县由市级承担80%、县级承担20%。",
    ],
)
def test_districts_without_a_scope_are_excepted_from_the_rule_between_the_same_levels(clause: str, read: Read) -> None:
    rules = {tuple(p for p, _ in shares(rule)): rule for rule in funding(read, clause) if rule.areas is None}
    (special,) = [rule for rule in funding(read, clause) if rule.areas]
    assert whole(rules["city", "county"]) == ("others", None, ("甲子县", "乙丑县"), SIX_FOUR)
    assert rules["province", "city", "county"].except_areas == ()
    assert whole(special) == ("others", ("甲子县", "乙丑县"), (), [("city", "0.8"), ("county", "0.2")])


def test_districts_behind_the_provisions_that_they_are_for(read: Read) -> None:
    (_, special) = funding(read, "所需资金由市、县按6:4分担。第一条所需资金，甲子县由市级承担80%、县级承担20%。")
    assert whole(special)[:2] == (((1,),), ("甲子县",))


def test_districts_of_a_later_item_are_excepted_too(read: Read) -> None:
    (general, special) = read(
        "一、园区。对园区奖励10万元。\n二、资金分担\n（一）所需资金由市、县按6:4分担。\n（二）甲子县、乙丑县由市级承担80%、县级承担20%。"
    ).funding
    assert whole(general) == ("others", None, ("甲子县", "乙丑县"), SIX_FOUR)
    assert whole(special)[:2] == ("others", ("甲子县", "乙丑县"))


@pytest.mark.parametrize(
    ("clause", "payer"),
    [
        ("所需资金由市、区按6:4分担，甲经开区、乙高新区自行承担。", "zone"),
        ("所需资金由市、区按6:4分担，甲经开区、乙高新区所需资金由其全额承担。", "zone"),
        ("所需资金由市、区按6:4分担；甲子区、乙丑县自行解决。", "county"),
        ("所需资金由市、区按6:4分担，甲经开区、乙高新区由其财政全额负担。", "zone"),
        ("所需资金由市、区按6:4分担。甲经开区、乙自贸片区由本级财政自行承担。", "zone"),
    ],
)
def test_areas_that_pay_for_themselves(clause: str, payer: str, read: Read) -> None:
    (general, special) = funding(read, clause)
    assert general.except_areas == special.areas
    assert shares(special) == [(payer, "1")]


@pytest.mark.parametrize(
    "clause",
    [
        "所需资金由市级与所在地共同分担，比例为甲子区、东郊开发区5:5，其余各县（市）（乙丑市除外）2:8。",
        "涉及甲子区、东郊开发区的，由市级财政和当地财政各承担50%；涉及其余各县（市）（乙丑市除外）的，由市级财政承担20%，当地财政承担80%。",
        "甲子区、东郊开发区所需资金由市、区两级财政按5:5分担，其余各县（市）（乙丑市除外）按2:8分担。",
        "对甲子区、东郊开发区，所需资金市级财政承担50%、区级财政承担50%；对其余各县（市）（乙丑市除外），市级财政承担20%、县级财政承担80%。",
    ],
)
def test_each_group_of_areas_has_its_shares(clause: str, read: Read) -> None:
    assert [whole(rule) for rule in funding(read, clause)] == [
        ("others", ("甲子区", "东郊开发区"), (), HALF),
        ("others", ("其余各县（市）",), ("乙丑市",), [("city", "0.2"), ("county", "0.8")]),
    ]


def test_districts_may_stand_for_their_finance(read: Read) -> None:
    found = funding(read, "所需资金由市级与甲子区、乙丑区、东郊经开区按5:5比例承担；其他县（市）由当地财政承担。")
    assert [whole(rule) for rule in found] == [
        ("others", ("甲子区", "乙丑区", "东郊经开区"), (), HALF),
        ("others", ("其他县（市）",), (), [("county", "1")]),
    ]


def test_area_left_out_with_除_is_excepted(read: Read) -> None:  # noqa: N802
    (rule,) = funding(read, "除甲子区外，其余区县所需资金由市、区两级财政按5:5分担。")
    assert whole(rule) == ("others", ("其余区县",), ("甲子区",), HALF)


@pytest.mark.parametrize(
    "table",
    [
        "资金分担比例如下：\n条款\t市级\t区级\n第一条\t60%\t40%\n第二条\t50%\t50%\n",
        "资金分担比例如下：\n政策条款 市级财政 区级财政\n第一条 6:4\n第二条 5:5\n",
    ],
)
def test_rows_of_a_table_take_the_payers_of_its_head(table: str, read: Read) -> None:
    assert [(rule.scope, shares(rule)) for rule in funding(read, table)] == [(((1,),), SIX_FOUR), (((2,),), HALF)]


def test_areas_left_out_may_pay_for_themselves(read: Read) -> None:
    (zones, general) = funding(read, "除甲高新区、乙自贸片区全额自行负担外，所需资金由市、县按6:4分担。")
    assert whole(zones) == ("others", ("甲高新区", "乙自贸片区"), (), [("zone", "1")])
    assert whole(general) == ("others", None, ("甲高新区", "乙自贸片区"), SIX_FOUR)


@pytest.mark.parametrize(
    "names", ["甲子县、乙丑县", "甲子县、乙丑县两个山区县", "甲子县和乙丑县2个县", "甲子、乙丑两县", "甲子、乙丑2县"]
)
def test_count_behind_a_list_of_areas_is_no_part_of_it(names: str, read: Read) -> None:
    (_, special) = funding(read, f"所需资金由市、县按6:4分担，其中{names}按8:2分担。")
    assert special.areas == ("甲子县", "乙丑县")


def test_bracket_may_hold_several_exceptions(read: Read) -> None:
    found = funding(read, "所需资金由市、县按6:4分担（甲子县按8:2；乙高新区、丙新区自行承担）。")
    assert [(rule.areas, rule.except_areas, shares(rule)) for rule in found] == [
        (None, ("甲子县", "乙高新区", "丙新区"), SIX_FOUR),
        (("甲子县",), (), [("city", "0.8"), ("county", "0.2")]),
        (("乙高新区", "丙新区"), (), [("zone", "1")]),
    ]


def test_part_of_one_level_alone_belongs_to_the_rule_stated_last(read: Read) -> None:
    found = funding(
        read, "第一条由市级财政承担，其余条款由市、县按6:4分担。甲子县、乙丑县由市级承担80%，其余部分由县级承担。"
    )
    assert whole(found[-1]) == ("others", ("甲子县", "乙丑县"), (), [("city", "0.8"), ("county", "0.2")])


def test_areas_may_be_left_out_behind_the_ratio(read: Read) -> None:
    (general, special) = funding(
        read,
        "所需资金由市与区（县、市）财政按6:4的比例分担，甲经开区、乙经开区除外。丙子区、丁丑区继续执行7:3的分担比例。",
    )
    assert whole(general) == ("others", None, ("甲经开区", "乙经开区", "丙子区", "丁丑区"), SIX_FOUR)
    assert whole(special) == ("others", ("丙子区", "丁丑区"), (), [("city", "0.7"), ("county", "0.3")])


@pytest.mark.parametrize(
    "clause",
    [
        "由甲高新区管委会、乙自贸片区管委会全额承担。",
        "甲高新区管委会和乙自贸片区管委会自行承担。",
        "甲高新区、乙自贸片区由其管委会承担。",
        "甲高新区、乙自贸片区由所在功能区承担。",
        "甲高新区、乙自贸片区全额承担。",
        "甲高新区、乙自贸片区由本级财政承担100%。",
        "甲高新区、乙自贸片区的资金由管委会全额负担。",
        "甲高新区、乙自贸片区兑现所需资金由甲高新区管委会、乙自贸片区管委会各自承担。",
    ],
)
def test_two_zones_that_pay_all(clause: str, read: Read) -> None:
    (general, zones) = funding(read, f"所需资金由市、区按6:4分担。{clause}")
    assert whole(general) == ("others", None, ("甲高新区", "乙自贸片区"), SIX_FOUR)
    assert whole(zones) == ("others", ("甲高新区", "乙自贸片区"), (), [("zone", "1")])


@pytest.mark.parametrize(
    "name", ["甲工业园", "甲科学城", "甲物流园", "甲综合保税区", "甲临空港", "甲度假区", "甲经济区"]
)
def test_names_of_zones(name: str, read: Read) -> None:
    (_, zone) = funding(read, f"所需资金由市、区按6:4分担，{name}、乙新区自行承担。")
    assert whole(zone) == ("others", (name, "乙新区"), (), [("zone", "1")])


def test_share_handed_on_to_another_level_is_added_to_its_own(read: Read) -> None:
    (general, special) = funding(
        read, "第一条所需资金由省、市、县按4:3:3分担。甲子市、乙丑县属省直管县，市级应承担部分改由当地财政承担。"
    )
    assert whole(general)[2] == ("甲子市", "乙丑县")
    assert whole(special) == (((1,),), ("甲子市", "乙丑县"), (), [("province", "0.4"), ("county", "0.6")])


def test_counties_run_by_the_province_are_areas_and_no_level(read: Read) -> None:
    (_, special) = funding(read, "所需资金由市、县两级财政各负担50%，省财政直管县由县级全额负担。")
    assert whole(special) == ("others", ("省财政直管县",), (), [("county", "1")])


def test_zone_is_paid_for_by_its_committee(read: Read) -> None:
    (zone,) = funding(read, "甲经开区、乙高新区兑现上述政策所需资金，由开发区管委会自行承担。")
    assert whole(zone) == ("others", ("甲经开区", "乙高新区"), (), [("zone", "1")])


def test_whole_city_and_counties(read: Read) -> None:
    found = funding(read, "所需资金列入年度预算，市区范围内由市级财政承担，各县（市）由县级财政承担。")
    assert [(rule.areas, shares(rule)) for rule in found] == [
        (("市区",), [("city", "1")]),
        (("各县（市）",), [("county", "1")]),
    ]


def test_each_clause_has_its_areas_and_levels(read: Read) -> None:
    found = funding(read, "所需资金由甲子区、乙新区按市与区7:3，丙丑县、丁寅县按市与县8:2比例分担。")
    assert [(rule.areas, shares(rule)) for rule in found] == [
        (("甲子区", "乙新区"), [("city", "0.7"), ("county", "0.3")]),
        (("丙丑县", "丁寅县"), [("city", "0.8"), ("county", "0.2")]),
    ]


def test_part_for_two_levels_together_is_the_part_of_neither(read: Read) -> None:
    (rule,) = funding(read, "所需资金由省级财政承担50%，市、县（市、区）财政承担50%。")
    assert shares(rule) == [("province", "0.5"), ("other", "0.5")]


def test_share_by_owner_of_the_enterprise_is_not_one_for_all(read: Read) -> None:
    assert funding(read, "市属企业所需资金由市财政承担，区属企业由区财政承担。") == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "所需资金由市级财政及区县财政共同承担。",
        "所需资金由市财政局负责审核。",
        "按照属地原则落实补贴资金。",
        "本措施奖补资金按现行财政体制分担。",
        "申报时间为9:30，师生比例为1:8。",
        "市级财政部门承担资金审核责任。",
        "项目由市、区两级负责，完成率达到60%。",
        "风险补偿由银行承担20%，担保公司承担80%。",
        "由此产生的费用由申报单位承担。",
        "对承担国家级项目的企业，给予市级资金50%配套。",
    ],
)
def test_sentence_without_a_share_of_finance_gives_no_rule(sentence: str, read: Read) -> None:
    assert funding(read, sentence) == ()


def test_article_of_another_document_is_no_scope(read: Read) -> None:
    assert funding(read, "《甲市奖励办法》第二条所需资金由市、区两级财政按5:5分担。") == ()


def test_slots_say_how_they_were_read(read: Read) -> None:
    (general, special) = funding(read, "第一条所需资金由市与区县按5:5分担，其中甲子区为3:7。")
    assert [(r.slot, r.rule, r.penalties) for r in general.readings] == [
        ("scope", "references.resolve", ()),
        ("shares", "shares.ratio", ()),
        ("except_areas", "funding_areas.excepted", ("unresolved",)),
    ]
    assert [(r.slot, r.rule, r.penalties) for r in special.readings] == [
        ("scope", "references.resolve", ()),
        ("areas", "funding_areas.listed", ("unresolved",)),
        ("shares", "shares.ratio", ("inherited_value",)),
    ]


def test_scope_that_is_not_printed_is_marked_as_a_default(read: Read) -> None:
    (rule,) = funding(read, "所需资金由市、区两级财政按6:4比例分担。")
    assert ("scope", "scopes.default", ("default_value",)) in [(r.slot, r.rule, r.penalties) for r in rule.readings]
