"""For which areas a share holds, which are excepted, and which pay for themselves."""

from __future__ import annotations

import pytest

from .conftest import Read
from .funding import FOUR_SIX, HALF, SIX_FOUR, funding, shares, whole


@pytest.mark.parametrize(
    "clause",
    [
        "所需资金由市与区县按5:5分担，其中甲子区、乙丑区为3:7。",
        "所需资金由市与各区按照1:1分担（甲子区、乙丑区按照3:7）。",
        "所需资金由市级财政与区县财政各承担50%，其中甲子区、乙丑区由市级财政承担30%，区财政承担70%。",
        "所需资金由市级财政与区县财政按5:5分担；甲子区、乙丑区按3:7分担。",
        "所需资金由市级财政与区县财政按5:5分担，其中甲子区、乙丑区为重点帮扶区，按3:7分担。",
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


def test_counties_that_are_left_stay_within_the_provision_of_the_sentence(read: Read) -> None:
    found = funding(
        read, "第二条所需资金，甲子区由市、区财政按6:4负担，其余县（市）（乙丑市除外）由市、县财政按4:6负担。"
    )
    assert [(rule.scope, rule.areas, rule.except_areas, shares(rule)) for rule in found] == [
        (((2,),), ("甲子区",), (), SIX_FOUR),
        (((2,),), ("其余县（市）",), ("乙丑市",), FOUR_SIX),
    ]
