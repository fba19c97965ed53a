"""Which provisions a clause on funding is about, in the forms that governments print: scope|areas|exceptions|shares."""

from __future__ import annotations

import pytest

from .conftest import Read
from .funding import EIGHT_ARTICLES, printed, rules

SIX_FOUR = "others|||city 0.6 county 0.4"
HALF = "others|||city 0.5 county 0.5"
COUNTY = "others|||county 1"


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("第三至七条所需资金由市、区按6:4分担。", "3,4,5,6,7|||city 0.6 county 0.4"),
        ("第三条至第五条、第七条所需资金由市、区按6:4分担。", "3,4,5,7|||city 0.6 county 0.4"),
        ("第一、二条资金由市、区按6:4分担。", "1,2|||city 0.6 county 0.4"),
        ("第三条第（一）项奖励资金由市级承担。", "3.1|||city 1"),
        ("第三条第一项所需资金由市财政承担。", "3.1|||city 1"),
        ("人才类奖励资金由市财政全额承担。", "4|||city 1"),
        ("会展类政策所需资金由市、区各承担50%。", "5|||city 0.5 county 0.5"),
        ("涉及物流的奖补资金由市、区按6:4分担。", "6|||city 0.6 county 0.4"),
        ("人才引育方面的资金由市级承担。", "4|||city 1"),
        ("本措施（第五条除外）所需资金由市、区按6:4分担。", SIX_FOUR),
        ("本措施除第五条外，所需资金由市、区按6:4分担。", SIX_FOUR),
        ("除第五条、第六条外，本政策所需资金由市、区按6:4分担。", SIX_FOUR),
        ("除另有规定外，所需资金由市、区按6:4分担。", SIX_FOUR),
        ("本政策所涉资金，除上级资金外，由市、区按6:4分担。", SIX_FOUR),
    ],
)
def test_scope(clause: str, expected: str, read: Read) -> None:
    assert rules(read, EIGHT_ARTICLES + clause) == [expected]


def test_articles_that_a_clause_on_money_names_at_the_start_of_its_line_are_no_provisions(read: Read) -> None:
    text = (
        "一、园区\n对园区奖励10万元。\n二、平台\n对平台奖励20万元。\n三、保障\n第一条由市财政承担，第二条由区财政承担。"
    )
    record = read(text)
    assert [provision.path for provision in record.provisions] == [(1,), (2,), (3,)]
    assert sorted(map(printed, record.funding)) == ["1|||city 1", "2|||county 1"]


def test_article_that_begins_with_the_name_of_another_is_a_provision(read: Read) -> None:
    text = (
        "第一条 对园区奖励10万元。\n第二条 对平台奖励20万元。\n"
        "第三条 第一条所需资金由市级财政全额承担。其余条款由市、区按4:6承担。"
    )
    record = read(text)
    assert [provision.path for provision in record.provisions] == [(1,), (2,), (3,)]
    assert sorted(map(printed, record.funding)) == ["1|||city 1", "others|||city 0.4 county 0.6"]


def test_a_clause_on_money_at_the_end_of_a_part_is_about_the_grants_of_that_part(read: Read) -> None:
    text = (
        "一、培育主体\n1.新设企业。给予新设企业10万元奖励。\n2.总部企业。给予总部企业20万元奖励。\n"
        "3.资金来源。上述奖励所需资金由市、区按6:4分担。\n二、引进人才\n4.博士。给予博士5万元补贴。\n"
    )
    assert rules(read, text) == ["1.1,1.2|||city 0.6 county 0.4"]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("第一项奖励资金由市本级全额承担；其余各项由市、区按5:5承担。", ["1|||city 1", HALF]),
        ("第一、三项资金由区财政承担，第二项由市财政承担。", ["1,3|||county 1", "2|||city 1"]),
        ("第1项资金由市财政承担，其他各项由区财政承担。", ["2.1|||city 1", COUNTY]),
    ],
)
def test_an_item_of_a_guide_is_in_the_numbering_that_prints_its_number_alike(
    clause: str, expected: list[str], read: Read
) -> None:
    guide = (
        "一、企业奖励\n对企业奖励10万元。\n二、平台奖励\n申报条件：\n1.对平台奖励20万元。\n2.对基地奖励6万元。\n"
        "三、人才奖励\n对人才奖励1万元。\n四、其他事项\n（一）资金承担。"
    )
    assert rules(read, f"{guide}{clause}\n（二）解释。本指南由市商务局解释。\n") == sorted(expected)


def test_cost_that_a_provision_names_is_shared_there_only(read: Read) -> None:
    text = "一、政策\n（一）对小微企业统一投保所需保费，由市级财政承担70%、区市财政承担30%。\n（二）对展会奖励2万元。\n"
    assert rules(read, text) == ["1.1|||city 0.7 county 0.3"]


def test_items_share_out_what_the_sentence_above_them_names(read: Read) -> None:
    clause = "第五条 资金。第三条资金由市财政承担。第一条、第二条所需资金，按以下方式分担：\n"
    clause += "（一）甲湖区由市与区按6:4分担；\n（二）其余县由市、县按3:7分担。\n"
    assert rules(read, EIGHT_ARTICLES + clause) == [
        "1,2|其余县||city 0.3 county 0.7",
        "1,2|甲湖区||city 0.6 county 0.4",
        "3|||city 1",
    ]


def test_item_in_brackets_is_no_part(read: Read) -> None:
    text = (
        "一、园区\n（一）对园区奖励9万元。\n（二）奖励8万元。\n二、附则\n（三）第（一）条、第（二）条由区级财政承担。\n"
    )
    assert rules(read, text) == ["1.1,1.2|||county 1"]


def test_article_in_digits_is_an_item_in_digits(read: Read) -> None:
    text = "一、人才\n1.对人才奖励1万元。\n2.对专家奖励2万元。\n二、附则\n3.第1条、第2条所需资金由区级财政承担。\n"
    assert rules(read, text) == ["1.1,1.2|||county 1"]


@pytest.mark.parametrize("word", ["措施", "政策", "支持事项"])
def test_matters_that_a_word_numbers_are_provisions_and_can_be_named(word: str, read: Read) -> None:
    text = (
        f"湖滨区稳外贸政策包\n\n{word}一：支持参展。对参展企业补助3万元。（责任单位：区商务局）\n{word}二：支持投保。对投保企业补助2万元。\n"
        f"{word}三：支持建仓。对海外仓奖励9万元。\n{word}一、{word}二所需资金由区财政全额承担。\n"
    )
    record = read(text)
    assert [(p.path, p.heading) for p in record.provisions] == [
        ((1,), "支持参展"),
        ((2,), "支持投保"),
        ((3,), "支持建仓"),
    ]
    assert rules(read, text) == ["1,2|||county 1"]
