"""What the readers of facts report where they could not settle something, and that they say it in both languages."""

from __future__ import annotations

import pytest

from zhengtu.model.record import Diagnostic

from .conftest import Read

ARTICLES = "第一条 园区\n对园区奖励10万元。\n第二条 平台\n对平台奖励20万元。\n第三条 附则\n"


def found(read: Read, text: str, code: str) -> list[Diagnostic]:
    return [diagnostic for diagnostic in read(text).diagnostics if diagnostic.code == code]


def words(read: Read, text: str, code: str) -> list[tuple[str, str]]:
    """Severity and the words of the place."""
    return [(one.severity, text[one.start : one.end]) for one in found(read, text, code)]


def test_name_with_an_unknown_ending_in_a_role(read: Read) -> None:
    text = "一、支持园区。（责任单位：市商务局、市跨境服务联盟体）\n二、附则。"
    assert words(read, text, "unknown_agency") == [("warning", "市跨境服务联盟体")]


def test_known_bodies_and_groups_are_not_reported(read: Read) -> None:
    text = "一、支持园区。（责任单位：市商务局、市口岸办、各县（市、区）、泉城海关、各成员单位）\n二、附则。"
    assert found(read, text, "unknown_agency") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "第九条所需资金由市、区两级财政按5:5分担。",
        "第九条按就高原则执行，不重复享受。",
        "事项九所需资金由市级财政承担。",
    ],
)
def test_reference_to_a_provision_that_is_not_there(sentence: str, read: Read) -> None:
    (one,) = found(read, ARTICLES + sentence, "unresolved_reference")
    assert (one.severity, sentence[:3]) == ("warning", (ARTICLES + sentence)[one.start : one.end])


def test_reference_to_another_document_is_not_reported(read: Read) -> None:
    text = ARTICLES + "与《甲市奖励办法》第九条不重复享受。"
    assert found(read, text, "unresolved_reference") == []


def test_funding_clause_whose_provisions_are_not_there_gives_no_rule(read: Read) -> None:
    text = ARTICLES + "第九条所需资金由市、区两级财政按5:5分担。"
    assert read(text).funding == ()
    ((severity, place),) = words(read, text, "funding_scope_unresolved")
    assert severity == "warning"
    assert place.startswith("第九条所需资金由市、区两级财政按5:5")


def test_development_zone_is_noted_and_unknown_district_is_a_warning(read: Read) -> None:
    text = ARTICLES + "所需资金市与区按比例分担，东郊开发区、甲子区5:5，各县（市）2:8。"
    assert words(read, text, "unresolved_area") == [("info", "东郊开发区"), ("warning", "甲子区")]


def test_area_is_reported_once(read: Read) -> None:
    text = ARTICLES + "所需资金由市与区按5:5分担，其中甲子区3:7。甲子区企业由市级承担90%、区级承担10%。"
    assert words(read, text, "unresolved_area") == [("warning", "甲子区")]


def test_district_below_the_issuing_city_has_its_code(read: Read) -> None:
    text = (
        "运城市人民政府关于支持发展的意见\n"
        + ARTICLES
        + "所需资金市与区按比例分担，比例为盐湖区、永济5:5，其余各县（市）（河津市除外）2:8。"
    )
    (first, second) = read(text).funding
    assert (first.areas, first.area_codes) == (("盐湖区", "永济"), ("140802", "140881"))
    assert (second.areas, second.area_codes, second.except_area_codes) == (("其余各县（市）",), (None,), ("140882",))
    assert found(read, text, "unresolved_area") == []


def test_shares_that_do_not_make_a_whole(read: Read) -> None:
    text = ARTICLES + "所需资金由市级财政承担60%，区级财政承担50%。"
    ((severity, place),) = words(read, text, "shares_do_not_sum")
    assert (severity, place) == ("warning", "所需资金由市级财政承担60%，区级财政承担50%。")


@pytest.mark.parametrize(
    "sentence",
    [
        "所需资金由市级财政承担不超过60%，区级财政承担50%。",
        "市级按实际兑付额50%承担，所需资金先由区县垫付。",
        "所需资金由省、市、县按1:1:1分担。",
    ],
)
def test_bounds_single_shares_and_thirds_are_no_error(sentence: str, read: Read) -> None:
    assert found(read, ARTICLES + sentence, "shares_do_not_sum") == []


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("对海关监管代码为9610、9999的业务给予支持。", ["9999"]),
        ("对以8888监管方式开展的业务给予支持。", ["8888"]),
        ("对监管方式代码“9710”“7777”的业务给予支持。", ["7777"]),
        ("海关监管代码为1210、1239的业务。", []),
        ("加强海关监管，2024年新增企业。", []),
    ],
)
def test_customs_mode_that_the_list_does_not_have(sentence: str, codes: list[str], read: Read) -> None:
    text = f"一、支持业务\n{sentence}\n二、附则"
    assert words(read, text, "unknown_customs_mode") == [("warning", code) for code in codes]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("第一条 目的。\n第二条 范围。\n第四条 附则。", ["第四条"]),
        ("一、园区\n（一）甲。\n（三）乙。\n二、附则", ["（三）"]),
        ("第一条 目的。\n第二条 范围。\n第三条 附则。", []),
    ],
)
def test_gap_in_the_numbering(text: str, missing: list[str], read: Read) -> None:
    assert words(read, text, "numbering_gap") == [("warning", label) for label in missing]


def test_message_is_said_in_english_and_in_chinese(read: Read) -> None:
    text = ARTICLES + "第九条所需资金由市、区两级财政按5:5分担。"
    one = found(read, text, "unresolved_reference")[0]
    assert one.message_en.startswith("“第九条” names no provision")
    assert one.message_zh.startswith("“第九条”在本文件中没有对应条款")


def test_message_that_quotes_a_stroke_is_cut_in_the_middle() -> None:
    one = Diagnostic("code", "info", 0, 0, "“a / b” is odd. / “a / b”有误。")
    assert (one.message_en, one.message_zh) == ("“a / b” is odd.", "“a / b”有误。")


def test_every_place_reads_back(read: Read) -> None:
    text = ARTICLES + "第九条所需资金由市、区两级财政按5:5分担，其中甲子区3:7。"
    for one in read(text).diagnostics:
        assert 0 <= one.start <= one.end <= len(text)


RUN_TOGETHER = (
    "松溪市惠企政策清单一、支持事项{}政策名称支持对象及条件支持标准责任部门新增规上首次升规的企业每户奖励3万元市工信局"
    "技改补助完成技改的企业按投资额的5%补助市工信局二、附则本清单自2025年1月1日起施行。"
)


@pytest.mark.parametrize("first", ["序号", ""], ids=["numbers", "names"])
def test_table_run_together_is_a_warning_that_names_its_columns(first: str, read: Read) -> None:
    text = RUN_TOGETHER.format(first)
    (found,) = [d for d in read(text).diagnostics if d.code == "table_run_together"]
    assert (found.severity, text[found.start : found.end]) == (
        "warning",
        f"{first}政策名称支持对象及条件支持标准责任部门",
    )
    assert "政策名称、支持对象及条件、支持标准、责任部门" in found.message


def test_table_with_lines_is_no_table_run_together(read: Read) -> None:
    lines = "一、支持事项\n序号\t政策名称\t支持对象\t支持标准\n1\t升规奖励\t首次升规的企业\t每户奖励3万元\n"
    prose = "一、申报\n申报单位应当写明支持项目、支持对象和支持标准。\n"
    assert [d for text in (lines, prose) for d in read(text).diagnostics if d.code == "table_run_together"] == []
