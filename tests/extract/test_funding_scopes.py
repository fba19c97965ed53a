"""Which provisions a funding clause speaks of, and which it leaves out."""

from __future__ import annotations

import pytest

from zhengtu.model.record import Path

from .conftest import Read
from .funding import ARTICLES, FOUR_SIX, HALF, SIX_FOUR, Shares, funding, rules, shares


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
    "table",
    [
        "资金分担比例如下：\n条款\t市级\t区级\n第一条\t60%\t40%\n第二条\t50%\t50%\n",
        "资金分担比例如下：\n政策条款 市级财政 区级财政\n第一条 6:4\n第二条 5:5\n",
    ],
)
def test_rows_of_a_table_take_the_payers_of_its_head(table: str, read: Read) -> None:
    assert [(rule.scope, shares(rule)) for rule in funding(read, table)] == [(((1,),), SIX_FOUR), (((2,),), HALF)]


def test_article_of_another_document_is_no_scope(read: Read) -> None:
    assert funding(read, "《甲市奖励办法》第二条所需资金由市、区两级财政按5:5分担。") == ()


def test_scope_that_is_not_printed_is_marked_as_a_default(read: Read) -> None:
    (rule,) = funding(read, "所需资金由市、区两级财政按6:4比例分担。")
    assert ("scope", "scopes.default", ("default_value",)) in [(r.slot, r.rule, r.penalties) for r in rule.readings]


def test_other_spending_is_what_no_rule_before_names(read: Read) -> None:
    rules = funding(read, "第一条所需资金由市、县按6:4分担。其他支出由市级财政全额负担。")
    assert [(rule.scope, shares(rule)) for rule in rules] == [(((1,),), SIX_FOUR), ("others", [("city", "1")])]


@pytest.mark.parametrize(
    ("clause", "scope"),
    [
        ("第三条和附件所列资金由市、区两级财政按5:5分担。", ((3,), (5,))),
        ("附件所列奖励资金由市、区两级财政按5:5分担。", ((5,),)),
    ],
)
def test_an_annex_that_grants_something_is_paid_for_as_a_part(clause: str, scope: object, read: Read) -> None:
    annex = "附件\n招商奖励标准\n1.对引进企业的机构，每家奖励3万元。\n2.参加展会的，给予2万元补贴。\n"
    found = [rule for rule in read(f"{ARTICLES}{clause}\n{annex}").funding if rule.shares]
    assert [(rule.scope, shares(rule)) for rule in found] == [(scope, HALF)]


def test_item_taken_out_of_its_part_behind_the_special_cases_of_that(read: Read) -> None:
    text = (
        "一、主体\n（一）对企业奖励10万元。\n二、物流\n（一）对专线补助20万元。\n（二）对仓库补助30万元。\n三、资金分担\n"
        "（一）第一部分、第二部分所需资金由市、县按6:4分担，其中甲子县、乙丑县按8:2分担。"
        "第二部分第（二）项所需资金由市财政全额承担，不按上述比例分担。\n"
    )
    assert rules(read, text) == [
        "1,2||甲子县、乙丑县|city 0.6 county 0.4",
        "1,2|甲子县、乙丑县||city 0.8 county 0.2",
        "2.2|||city 1",
    ]


def test_shares_behind_a_grant_in_a_part_on_support_are_those_of_the_grant(read: Read) -> None:
    text = (
        "一、强化要素保障\n（一）加大金融支持\n"
        "1.信用保险。按实缴保费的50%补助，每户企业每年最高30万元。所需资金由省、市、县三级财政按4:3:3比例分担。\n"
        "2.贷款贴息。按实际支付利息的30%给予贴息。\n"
    )
    assert rules(read, text) == ["1.1.1|||province 0.4 city 0.3 county 0.3"]
