"""For which provision a body answers: where its list stands, and what the list says of that."""

from __future__ import annotations

from .conftest import Read


def test_heading_with_a_bracket_says_who_leads_its_part(read: Read) -> None:
    record = read(
        "一、强化创新（区科技局牵头，区财政局配合）\n（一）建平台。对平台给予10万元奖励。\n二、附则\n另行通知。"
    )
    assert [(r.provision, r.agency, r.role) for r in record.responsibilities] == [
        ((1,), "区科技局", "lead"),
        ((1,), "区财政局", "responsible"),
    ]


def test_heading_below_a_division_of_duties_is_a_body(read: Read) -> None:
    text = (
        "第一条 奖励\n对企业给予1万元奖励。\n第二条 职责分工\n（一）区商务局\n受理申请，编制预算。\n"
        "（二）区财政局\n安排资金。\n第三条 附则\n本办法自印发之日起施行。"
    )
    assert [(r.provision, r.agency) for r in read(text).responsibilities] == [
        ((2, 1), "区商务局"),
        ((2, 2), "区财政局"),
    ]


def test_list_below_the_last_article_is_that_of_the_document(read: Read) -> None:
    text = "一、奖励\n对企业给予1万元奖励。\n二、补助\n对园区给予2万元补助。\n责任单位：市商务局、市财政局"
    assert [(r.provision, r.agency) for r in read(text).responsibilities] == [(None, "市商务局"), (None, "市财政局")]


def test_list_below_a_table_stays_with_its_item_where_others_have_lists_inside(read: Read) -> None:
    text = (
        "一、人才\n（一）购房\n1.补贴10万元。（责任单位：区人社局）\n2.补贴5万元。（责任单位：区住建局）\n"
        "（二）引才\n按下表给予奖励。\n层次　　奖励\n博士　　每人5万元\n硕士　　每人2万元\n（责任单位：区财政局）\n"
        "二、附则\n另行通知。"
    )
    assert [(r.provision, r.agency) for r in read(text).responsibilities][-1] == ((1, 2), "区财政局")


def test_each_row_of_a_table_in_an_annex_says_who_answers(read: Read) -> None:
    text = (
        "关于组织申报外贸奖补项目的通知\n一、申报条件\n企业应在本市注册。\n二、申报时间\n8月底前申报。\n"
        "某市商务局\n2025年8月6日\n\n附件\n\n外贸奖补项目表\n\n序号\n项目名称\n奖补标准\n责任单位\n"
        "1\n展会\n参展的企业，补助60%。\n市商务局\n2\n保险\n投保的企业，补助40%。\n市商务局\n"
    )
    found = read(text).responsibilities
    assert [(r.provision, r.agency) for r in found] == [((3, 1), "市商务局"), ((3, 2), "市商务局")]
    assert found[0].evidence != found[1].evidence


def test_list_below_the_last_item_of_a_part_without_others_is_that_of_the_part(read: Read) -> None:
    text = (
        "一、外贸\n（一）规模\n1.奖励企业。\n2.奖励平台。\n（二）市场\n1.补助参展。\n2.补助保险。\n"
        "（责任单位：市商务局）\n二、物流\n（一）奖励班列。（责任单位：市交通局）\n（二）补助仓储。\n（责任单位：市财政局）\n"
    )
    found = [(r.provision, r.agency) for r in read(text).responsibilities]
    assert found == [((1,), "市商务局"), ((2, 1), "市交通局"), ((2, 2), "市财政局")]


def test_units_in_front_of_the_first_provision_of_a_text_without_lines_belong_to_none(read: Read) -> None:
    found = read("有关政策通知如下。责任单位：市商务局。一、对企业奖励2万元。二、对机构奖励3万元。")
    assert [(r.provision, r.agency) for r in found.responsibilities] == [(None, "市商务局")]


def test_a_list_that_names_its_chapter_or_article_is_of_that(read: Read) -> None:
    text = (
        "湖滨区扶持办法\n第一章 人才\n第一条 引才育才。\n（一）对企业奖励3万元。\n"
        "（二）对机构补助2万元。（本条责任单位：区人社局）\n"
        "第二章 商贸\n第二条 对商贸企业奖励2万元。\n"
        "第三条 对参展企业补助1万元。\n（本章牵头单位：区商务局）\n第三章 附则\n"
    )
    found = [(duty.provision, duty.role, duty.agency) for duty in read(text).responsibilities]
    assert found == [((1, 1), "responsible", "区人社局"), ((2,), "lead", "区商务局")]


def test_list_that_names_provisions_belongs_to_them(read: Read) -> None:
    text = (
        "湖滨区扶持办法\n一、引才\n（一）对企业奖励3万元。\n（二）对机构补助2万元。\n（第一部分责任单位：区人社局）\n"
        "二、商贸\n（三）对商贸企业奖励2万元。\n（四）对参展企业补助1万元。\n（五）对商会补助1万元。\n"
        "第（三）项至第（四）项责任单位：区商务局\n"
    )
    found = [(duty.provision, duty.agency) for duty in read(text).responsibilities]
    assert found == [((1,), "区人社局"), ((2, 3), "区商务局"), ((2, 4), "区商务局")]


def test_list_that_says_whose_it_is_belongs_to_that(read: Read) -> None:
    text = (
        "第一章 人才\n第一条 引才\n（一）奖励企业。（责任单位：区人社局）\n（二）奖励机构。\n本条责任单位：区教育局\n"
        "第二条 留才\n补助企业。\n（本章责任单位：区财政局、区税务局）\n第二章 附则\n第三条 另行通知。"
    )
    assert [(r.provision, r.agency) for r in read(text).responsibilities] == [
        ((1, 1, 1), "区人社局"),
        ((1, 1), "区教育局"),
        ((1,), "区财政局"),
        ((1,), "区税务局"),
    ]
