"""Which level pays which share, in the wordings of funding clauses, and what is no share at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .conftest import Read
from .funding import FOUR_SIX, HALF, SIX_FOUR, Shares, funding, shares, whole


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
