"""Annexes that grant something are parts of the document; forms to be filled in are not."""

from __future__ import annotations

import pytest

from zhengtu.structure.outline import Outline, outline
from zhengtu.text.normalise import normalise

MAIN = (
    "一、支持方向\n支持企业开拓市场。\n二、申报要求\n材料真实。\n\n附件：支持标准表\n\n滨海市商务局\n2025年3月1日\n\n"
)
ROWS = ("1\n境外展会\n展位费按50%补助\n市商务局\n", "2\n商标注册\n每件奖励2万元\n市市场监管局\n")
HEADINGS = "序号\n支持方向\n支持标准\n责任单位\n"


def read(text: str) -> Outline:
    return outline(normalise(text))


def found(text: str) -> list[tuple[tuple[int, ...], str, str | None]]:
    return [(node.path, node.kind, node.heading) for node in read(text).nodes]


@pytest.mark.parametrize("label", ["附件", "附件1", "附表："])
def test_a_table_of_supports_behind_the_signature_is_the_next_part(label: str) -> None:
    text = f"{MAIN}{label}\n支持标准表\n\n{HEADINGS}{''.join(ROWS)}"
    assert [(path, kind) for path, kind, _ in found(text)] == [
        ((1,), "part"),
        ((2,), "part"),
        ((3,), "annex"),
        ((3, 1), "row"),
        ((3, 2), "row"),
    ]
    assert found(text)[2][2] == "支持标准表"


def test_rows_that_the_text_does_not_number_are_no_provisions() -> None:
    rows = [row.split("\n", 1)[1] for row in (*ROWS, "3\n仓储\n每平方米补助5元\n市商务局\n")]
    text = f"{MAIN}附件\n支持标准表\n\n支持方向\n支持标准\n责任单位\n{''.join(rows)}"
    assert [path for path, _, _ in found(text)] == [(1,), (2,), (3,)]


def test_two_annexes_follow_one_another() -> None:
    text = f"{MAIN}附件1\n展会标准\n{HEADINGS}{''.join(ROWS)}\n附件2\n其他标准\n{HEADINGS}{''.join(ROWS)}"
    assert [path for path, _, _ in found(text)][2:] == [(3,), (3, 1), (3, 2), (4,), (4, 1), (4, 2)]


def test_the_signature_stays_outside_of_the_provisions() -> None:
    text = f"{MAIN}附件\n支持标准表\n{HEADINGS}{''.join(ROWS)}"
    read_ = read(text)
    assert "2025年3月1日" in read_.text.normal[read_.tail.start : read_.tail.end]
    assert not any("滨海市商务局" in read_.text.normal[node.start : node.end] for node in read_.nodes)


def test_a_signature_behind_the_annex_closes_the_document() -> None:
    body = MAIN.partition("滨海市商务局")[0]
    text = f"{body}附表\n支持标准表\n{HEADINGS}{''.join(ROWS)}\n滨海市商务局\n2025年3月1日\n"
    read_ = read(text)
    assert [node.path for node in read_.nodes] == [(1,), (2,), (3,), (3, 1), (3, 2)]
    assert read_.text.normal[read_.tail.start : read_.tail.end].split() == ["滨海市商务局", "2025年3月1日"]


@pytest.mark.parametrize(
    "annex",
    [
        "附件\n申报表\n序号\n企业名称\n申报金额\n联系人\n1\n \n \n \n2\n \n \n \n",
        "附件\n材料清单\n序号\n材料名称\n要求\n1\n营业执照\n复印件\n2\n承诺书\n原件\n",
        "附件\n办公电话\n序号\n支持事项\n受理科室\n联系电话\n1\n境外参展\n贸易科\n5390112\n2\n人才培训\n人事科\n5390125\n",
        "附件\n申报承诺书\n我单位承诺材料真实。\n",
    ],
)
def test_forms_and_lists_of_papers_are_no_provisions(annex: str) -> None:
    assert [path for path, _, _ in found(MAIN + annex)] == [(1,), (2,)]


GRANTS = (
    "{0}招商奖励。对引进企业的机构，每家奖励3万元。\n{1}参展补贴。按展位费的50%给予补贴。\n{2}年度总额不超过20万元。\n"
)


@pytest.mark.parametrize(
    "label", ["附件\n奖励标准", "附件1\n奖励标准", "附件：\n奖励标准", "附1\n奖励标准", "附：奖励标准"]
)
@pytest.mark.parametrize("marks", [("1.", "2.", "3."), ("（一）", "（二）", "（三）")])
def test_numbered_grants_of_an_annex_are_items_of_the_next_part(label: str, marks: tuple[str, str, str]) -> None:
    read_ = read(f"{MAIN}{label}\n{GRANTS.format(*marks)}")
    assert [node.path for node in read_.nodes] == [(1,), (2,), (3,), (3, 1), (3, 2), (3, 3)]
    assert (read_.nodes[2].kind, read_.nodes[2].heading) == ("annex", "奖励标准")


@pytest.mark.parametrize(
    "items",
    [
        "1.申请表。\n2.营业执照复印件。\n3.奖励资金承诺书。\n",
        "1.小微企业，指年营业收入2000万元以下的企业。\n2.总部，指统一管理的机构。\n",
    ],
)
def test_numbered_papers_and_definitions_of_an_annex_are_no_provisions(items: str) -> None:
    assert [path for path, _, _ in found(f"{MAIN}附件\n说明\n{items}")] == [(1,), (2,)]
