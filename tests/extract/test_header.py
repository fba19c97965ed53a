"""The shell of a document in the forms that cities print: title, issuer, number, day, status, legal basis, area."""

from __future__ import annotations

from datetime import date

import pytest

from zhengtu.model.record import Policy

from .conftest import Read

BODY = "为支持企业发展，制定本措施。\n一、支持园区\n对园区给予奖励。\n二、附则\n另行通知。\n"
TITLE = "青岛市支持跨境电商发展若干措施"


def policy(read: Read, head: str, tail: str = "") -> Policy:
    return read(head + BODY + tail).policy


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE}\n\n",
        f"关于印发《{TITLE}》的通知\n各区、市人民政府：\n",
        f"青岛市人民政府关于印发《{TITLE}》的通知\n各区、市人民政府：\n",
        f"青岛市人民政府关于印发{TITLE}的通知\n各区、市人民政府：\n",
        f"各区、市人民政府：\n《{TITLE}》已经市政府同意，现印发给你们。\n{TITLE}\n",
        f"{TITLE}\n（征求意见稿）\n",
        f"首页 > 政策文件 >\n{TITLE}\n",
        f"{TITLE}\n青政发〔2024〕5号\n",
        f"关于公开征求《{TITLE}（征求意见稿）》意见的公告\n",
    ],
)
def test_title(head: str, read: Read) -> None:
    assert policy(read, head).title == TITLE


def test_notice_of_several_bodies_that_carries_nothing_is_called_by_its_line(read: Read) -> None:
    title = "青岛市商务局等四部门关于推动外贸稳规模有关事项的通知"
    assert policy(read, f"{title}\n\n青商联〔2025〕9号\n\n各区、市商务局：\n").title == title


@pytest.mark.parametrize(
    "head",
    [
        f"青政发〔2024〕5号\n关于印发《{TITLE}》的通知\n各区、市人民政府：\n",
        f"青岛市人民政府文件\n青政发〔2024〕5号\n{TITLE}\n",
        f"青政发[2024]5号\n{TITLE}\n",
        f"青政发 〔 2024 〕 5 号\n{TITLE}\n",
        f"{TITLE}\n青政发〔2024〕5号\n各区、市人民政府：\n",
    ],
)
def test_document_number(head: str, read: Read) -> None:
    assert policy(read, head).document_number == "青政发〔2024〕5号"


def test_number_of_a_cited_document_is_not_its_own(read: Read) -> None:
    assert policy(read, f"{TITLE}\n根据《山东省办法》（鲁政发〔2023〕2号），").document_number is None


@pytest.mark.parametrize(
    ("signature", "issuers"),
    [
        ("青岛市人民政府\n2024年5月6日", ("青岛市人民政府",)),
        ("青岛市人民政府办公室\n                2024年5月6日", ("青岛市人民政府办公室",)),
        ("青岛市商务局\n青岛市财政局\n2024年5月6日", ("青岛市商务局", "青岛市财政局")),
        ("青岛市商务局 青岛市财政局\n2024年5月6日", ("青岛市商务局", "青岛市财政局")),
        ("青岛海关　　国家外汇管理局青岛市分局\n2024年5月6日", ("青岛海关", "国家外汇管理局青岛市分局")),
    ],
)
def test_signature(signature: str, issuers: tuple[str, ...], read: Read) -> None:
    found = policy(read, f"{TITLE}\n\n", signature)
    assert (found.issuer, found.issued_on) == (issuers, date(2024, 5, 6))


def test_day_in_chinese_numerals(read: Read) -> None:
    assert policy(read, f"{TITLE}\n\n", "青岛市人民政府\n二〇二四年五月六日").issued_on == date(2024, 5, 6)


def test_day_of_printing_is_no_day_of_issue(read: Read) -> None:
    assert policy(read, f"{TITLE}\n\n", "青岛市人民政府办公室\n2024年5月7日印发").issued_on is None


def test_issuer_without_signature_is_read_from_the_title(read: Read) -> None:
    assert policy(read, "青岛市人民政府关于支持跨境电商发展的意见\n\n").issuer == ("青岛市人民政府",)


@pytest.mark.parametrize("mark", ["（征求意见稿）", "(征求意见稿)", "（草案）", "（送审稿）"])
def test_draft(mark: str, read: Read) -> None:
    found = policy(read, f"{TITLE}\n{mark}\n", "青岛市人民政府\n2024年5月6日")
    assert (found.status, found.issued_on) == ("draft", None)


def test_document_without_a_mark_is_issued(read: Read) -> None:
    assert policy(read, f"{TITLE}\n\n").status == "issued"


def test_basis_and_citations_are_told_apart(read: Read) -> None:
    head = "根据《国务院办公厅意见》（国办发〔2021〕24号）、《山东省办法》(鲁政办字[2021]3号)精神，制定本措施。\n"
    found = read(f"{TITLE}\n\n{head}一、园区\n执行《某办法》（鲁商字〔2020〕9号）。\n二、附则\n另行通知。").policy
    assert found.basis == ("国办发〔2021〕24号", "鲁政办字〔2021〕3号")
    assert found.cites == ("鲁商字〔2020〕9号",)


@pytest.mark.parametrize(
    ("issuer", "code"),
    [
        ("青岛市人民政府", "370200"),
        ("青州市人民政府办公室", "370781"),
        ("广州市南沙区人民政府", "440115"),
        ("浙江省人民政府办公厅", "330000"),
        ("上海市浦东新区人民政府", "310115"),
    ],
)
def test_area_is_that_of_the_issuer(issuer: str, code: str, read: Read) -> None:
    assert policy(read, f"{issuer}关于支持跨境电商发展的意见\n\n", f"{issuer}\n2024年5月6日").area_code == code


def test_place_that_is_only_named_is_not_the_area(read: Read) -> None:
    record = read("若干措施\n\n一、园区\n瞄准上海、深圳、杭州招商，支持合作项目和资源对接。\n二、附则\n另行通知。")
    assert record.policy.area_code is None


def test_area_that_is_not_known_is_a_finding(read: Read) -> None:
    assert "no_area" in {d.code for d in read("一、园区\n对园区奖励。").diagnostics}


SHEET = (
    "索引号：0123/2025-9　　主题分类：商务\n发文单位：青岛市人民政府办公室　　效力状态：有效\n"
    "成文日期：2025年3月8日　　发布日期：2025年3月12日\n\n"
)


def test_a_sheet_of_data_names_who_issued_and_when(read: Read) -> None:
    found = policy(read, f"{SHEET}{TITLE}\n")
    assert (found.title, found.issuer, found.issued_on) == (TITLE, ("青岛市人民政府办公室",), date(2025, 3, 8))


def test_a_day_in_a_line_of_its_own_is_that_of_issue(read: Read) -> None:
    notice = f"青岛市人民政府办公室关于印发\n《{TITLE}》的通知\n"
    found = policy(read, f"{notice}《{TITLE}》已经2025年2月3日市政府会议通过，现印发。\n　　2025年3月8日\n")
    assert (found.issuer, found.issued_on) == (("青岛市人民政府办公室",), date(2025, 3, 8))
