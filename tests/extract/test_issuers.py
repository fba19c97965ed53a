"""Which bodies issue a document, all of them, as signatures, letterheads and titles of several bodies print them."""

from __future__ import annotations

import pytest

from .conftest import Read

TITLE = "岱阳市支持跨境电商发展若干措施"
BODY = (
    "为支持企业发展，根据有关规定，结合我市实际，制定本措施。\n一、支持园区\n对园区给予奖励。\n二、附则\n另行通知。\n"
)
TWO = ("岱阳市商务局", "岱阳市财政局")
THREE = (*TWO, "国家税务总局岱阳市税务局")


def issuers(read: Read, head: str, tail: str = "") -> tuple[str, ...]:
    return read(head + BODY + tail).policy.issuer


@pytest.mark.parametrize(
    ("signature", "names"),
    [
        ("岱阳市商务局　　岱阳市财政局\n2024年5月6日\n", TWO),
        ("岱阳市商务局\t岱阳市财政局\n2024年5月6日\n", TWO),
        ("　　　　　　岱阳市商务局          岱阳市财政局\n　　　　　　2024年5月6日\n", TWO),
        ("岱阳市商务局、岱阳市财政局\n2024年5月6日\n", TWO),
        ("岱阳市商务局 岱阳市财政局 国家税务总局岱阳市税务局\n2024年5月6日\n", THREE),
        ("岱阳市商务局　　岱阳市财政局\n国家税务总局岱阳市税务局\n2024年5月6日\n", THREE),
        ("岱阳市商务局岱阳市财政局国家税务总局岱阳市税务局2024年5月6日\n", THREE),
        ("岱 阳 市 商 务 局　　岱阳市财政局\n2024年5月6日\n", TWO),
        ("市商务局　市财政局\n2024年5月6日\n", ("市商务局", "市财政局")),
        ("岱阳海关\n中国人民银行岱阳市分行\n2024年5月6日\n", ("岱阳海关", "中国人民银行岱阳市分行")),
        ("中共岱阳市委　岱阳市人民政府\n2024年5月6日\n", ("中共岱阳市委", "岱阳市人民政府")),
        ("岱阳市发展改革委　岱阳市卫生健康委\n2024年5月6日\n", ("岱阳市发展改革委", "岱阳市卫生健康委")),
        ("岱阳市跨境电商综合试验区建设领导小组办公室\n2024年5月6日\n", ("岱阳市跨境电商综合试验区建设领导小组办公室",)),
        ("中共岱阳市委 宣传部\n2024年5月6日\n", ("中共岱阳市委宣传部",)),
        (
            "中共岱阳市河东区委组织部　岱阳市河东区商务局\n2024年5月6日\n",
            ("中共岱阳市河东区委组织部", "岱阳市河东区商务局"),
        ),
        ("岱阳市人民政府 办公室\n2024年5月6日\n", ("岱阳市人民政府办公室",)),
    ],
)
def test_signature(signature: str, names: tuple[str, ...], read: Read) -> None:
    assert issuers(read, f"{TITLE}\n\n", signature) == names


@pytest.mark.parametrize(
    ("title", "names"),
    [
        (f"岱阳市商务局、岱阳市财政局关于印发《{TITLE}》的通知\n", TWO),
        (f"岱阳市商务局 岱阳市财政局关于印发《{TITLE}》的通知\n", TWO),
        (f"岱阳市商务局\n岱阳市财政局\n关于印发《{TITLE}》的通知\n", TWO),
        (f"岱阳市商务局 岱阳市财政局 国家税务总局岱阳市税务局关于印发《{TITLE}》的通知\n", THREE),
        (f"岱阳市商务局　财政局　税务局关于印发《{TITLE}》的通知\n", ("岱阳市商务局", "财政局", "税务局")),
        ("中共岱阳市委 岱阳市人民政府关于支持跨境电商发展的意见\n", ("中共岱阳市委", "岱阳市人民政府")),
        ("岱阳市人民政府关于支持跨境电商发展的意见\n", ("岱阳市人民政府",)),
        (f"关于印发《{TITLE}》的通知\n", ()),
    ],
)
def test_title_of_a_document_without_signature(title: str, names: tuple[str, ...], read: Read) -> None:
    assert issuers(read, title) == names


@pytest.mark.parametrize(
    "letterhead",
    [
        "岱阳市商务局　岱阳市财政局文件\n岱商发〔2024〕5号\n",
        "岱阳市商务局\n岱阳市财政局文件\n岱商发〔2024〕5号\n",
        "岱阳市商务局 岱阳市财政局 文件\n",
    ],
)
def test_letterhead_of_a_document_without_signature(letterhead: str, read: Read) -> None:
    assert issuers(read, f"{letterhead}{TITLE}\n") == TWO


def test_title_that_names_more_bodies_than_the_signature_counts(read: Read) -> None:
    title = f"岱阳市商务局、岱阳市财政局关于印发《{TITLE}》的通知\n各区县：\n"
    assert issuers(read, title, "岱阳市商务局\n2024年5月6日\n") == TWO


def test_body_named_in_running_text_in_front_of_a_day_signs_nothing(read: Read) -> None:
    assert issuers(read, f"{TITLE}\n根据工作安排，现将有关事项通知如下，请遵照执行。\n2024年5月6日\n") == ()


def test_evidence_is_each_name_in_its_place(read: Read) -> None:
    text = f"{TITLE}\n\n{BODY}岱 阳 市 商 务 局　　岱阳市财政局\n2024年5月6日\n"
    shown = [e.evidence.quote for e in read(text).policy.evidence if e.field == "issuer"]
    assert shown == ["岱 阳 市 商 务 局", "岱阳市财政局"]
