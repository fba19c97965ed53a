"""Agencies, duties and themes are classed by the words of the code lists, and only where these tell."""

from __future__ import annotations

import pytest

from zhengtu.graph.classing import (
    duties_of,
    kinds_of_agency,
    kinds_of_target,
    participation_of,
    themes_of_codes,
    themes_of_measure,
    themes_of_words,
)
from zhengtu.lexicon import load
from zhengtu.model.lexicon import Classes


@pytest.fixture(scope="module")
def classes() -> Classes:
    return load().classes


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("湖州市商务局", {"commerce"}),
        ("吴兴区商务和投资促进局", {"commerce", "investment_promotion"}),
        ("湖州市经信局", {"industry"}),
        ("湖州市工业和信息化局", {"industry"}),
        ("吴兴区科技和经济信息化局", {"science", "industry"}),
        ("湖州经济技术开发区经济发展局", {"economic_development"}),
        ("湖州中央商务区管委会", {"management_committee"}),
        ("湖州皮革城管委会", {"management_committee"}),
        ("湖州市地方金融监管局", {"local_finance_affairs"}),
        ("国家金融监督管理总局湖州监管分局", {"financial_supervision"}),
        ("湖州市人民政府", {"government"}),
        ("湖州市人民政府办公室", {"government_office"}),
        ("湖州市民政局", {"civil_affairs"}),
        ("湖州市各区县", {"local_authorities"}),
        ("湖州市物流协会", set()),
        ("湖州市文旅投资集团", set()),
        ("三委两局", set()),
    ],
)
def test_kind_of_an_agency_is_told_by_its_name_or_not_at_all(classes: Classes, name: str, kinds: set[str]) -> None:
    assert {kind.code for kind in kinds_of_agency(classes, [name])} == kinds


def test_second_nameplate_tells_a_second_kind(classes: Classes) -> None:
    kinds = kinds_of_agency(classes, ["湖州市市场监督管理局", "湖州市知识产权局"])
    assert [kind.code for kind in kinds] == ["intellectual_property", "market_regulation"]


@pytest.mark.parametrize(
    "name", ["湖州海关", "湖州市税务局", "国家外汇管理局湖州市分局", "湖州市邮政管理局", "湖州海事局"]
)
def test_bodies_run_from_the_centre_are_vertical(classes: Classes, name: str) -> None:
    assert [kind.is_vertical for kind in kinds_of_agency(classes, [name])] == [True]


def test_department_of_a_city_is_not_vertical(classes: Classes) -> None:
    assert not any(kind.is_vertical for kind in kinds_of_agency(classes, ["湖州市财政局", "湖州市地方金融监管局"]))


DUTY = "申请由甲区人社局受理，乙市财政局审核并拨付；丙市商务局另行监督。"


@pytest.mark.parametrize(
    ("name", "duties"),
    [("甲区人社局", {"accept"}), ("乙市财政局", {"review", "pay"}), ("丙市商务局", {"supervise"})],
)
def test_each_agency_has_the_duties_of_its_own_clause(classes: Classes, name: str, duties: set[str]) -> None:
    others = {"甲区人社局", "乙市财政局", "丙市商务局"} - {name}
    assert set(duties_of(classes, DUTY, DUTY.index(name), others)) == duties


def test_duty_of_a_later_clause_without_another_agency_belongs_to_the_one_before(classes: Classes) -> None:
    sentence = "甲市商务局进行资金分配，并组织申报工作。"
    assert set(duties_of(classes, sentence, 0, ())) == {"allocate_funds", "organise_applications"}


def test_bracket_that_only_names_agencies_tells_no_duty(classes: Classes) -> None:
    assert duties_of(classes, "（责任单位：市商务局、市财政局）", 6, ()) == ()


@pytest.mark.parametrize(
    ("before", "manner"),
    [
        ("操作细则由", "in_charge"),
        ("由甲局会同", "jointly"),
        ("由甲局会同乙局、", "jointly"),
        ("（牵头单位：", "in_charge"),
        ("（牵头单位：甲局；配合单位：乙局、", "assisting"),
        ("（责任单位：甲局、", None),
    ],
)
def test_manner_of_taking_part_is_told_by_the_words_in_front(classes: Classes, before: str, manner: str | None) -> None:
    assert participation_of(classes, before) == manner


@pytest.mark.parametrize(
    ("words", "themes"),
    [
        ("支持海外仓建设", {"overseas_warehouses"}),
        ("打造跨境电商标杆", {"cross_border_ecommerce", "market_entities"}),
        ("境外商标注册", {"brands"}),
        ("其他事项", set()),
    ],
)
def test_heading_tells_the_themes_that_it_names(classes: Classes, words: str, themes: set[str]) -> None:
    assert themes_of_words(classes, words) == themes


def test_beneficiary_and_metric_tell_a_theme(classes: Classes) -> None:
    assert themes_of_codes(classes, ["park_operator", "trainees", "rank"]) == {"parks", "talent"}


def test_nearest_heading_tells_the_theme_of_a_measure(classes: Classes) -> None:
    headings = ["支持海外仓建设", "加强人才培养"]
    assert themes_of_measure(classes, headings, "提供报关、物流服务的平台", ["enterprise"]) == {"overseas_warehouses"}


def test_recipient_tells_it_where_the_nearest_heading_does_not(classes: Classes) -> None:
    headings = ["推动跨境电商应用", "加强人才培养"]
    assert themes_of_measure(classes, headings, "参加展会的企业", []) == {
        "cross_border_ecommerce",
        "exhibitions_events",
    }


def test_heading_farther_up_tells_it_last(classes: Classes) -> None:
    assert themes_of_measure(classes, ["其他", "加强人才培养"], "企业", []) == {"talent"}
    assert themes_of_measure(classes, [], "企业", []) == frozenset()


@pytest.mark.parametrize(
    ("words", "kinds"),
    [("集聚企业90家", ("stock",)), ("建设产业园（集聚区）9个", ()), ("新增企业90家", ("flow",)), ("建成海外仓9个", ())],
)
def test_target_is_a_stock_or_a_flow_only_where_its_words_say_so(
    classes: Classes, words: str, kinds: tuple[str, ...]
) -> None:
    assert kinds_of_target(classes, words) == kinds
