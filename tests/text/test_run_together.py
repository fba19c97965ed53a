"""Tables with a column 序号 in a text that has lost its lines: rows, cells and bodies are found again."""

from __future__ import annotations

import pytest

from zhengtu.text.normalise import normalise
from zhengtu.text.row_cells import bodies_at_end
from zhengtu.text.run_together import with_lost_marks

HEADING = ["序号", "支持项目", "支持对象", "支持标准", "责任单位"]
ROWS = [
    ["1", "升规奖励", "首次升规的工业企业", "一次性奖励6万元", "市工信局"],
    ["2", "境外参展", "参加境外展会的企业", "按展位费的45%补助，最多2个展位", "市商务局、市贸促会"],
    ["3", "人才培训", "经备案的培训机构", "每人补助700元，不超过3期", "市人社局"],
]
BEHIND = "二、附则本清单自2025年3月1日起施行。"


def run_together(cell: str) -> str:
    return "松溪市惠企政策清单一、支持事项" + "".join(cell.join(row) for row in [HEADING, *ROWS]) + BEHIND


@pytest.mark.parametrize("cell", ["", "\t", " | ", "  "], ids=["nothing", "tabs", "bars", "blanks"])
def test_each_row_begins_with_its_number_and_ends_with_its_bodies(cell: str) -> None:
    text = normalise(run_together(cell))
    (table,) = text.tables
    assert (table.headings, len(table.rows)) == (tuple(HEADING), 3)
    bodies = [text.normal[c.start : c.end] for c in text.cells if c.heading == "责任单位"]
    assert bodies == ["市工信局", "市商务局、市贸促会", "市人社局"]
    assert text.normal[table.end :].strip() == BEHIND


def test_cells_on_the_sum_are_told_from_those_on_whom() -> None:
    text = normalise(run_together(""))
    assert [text.normal[c.start : c.end] for c in text.cells if c.heading == "支持标准"] == [row[3] for row in ROWS]


def test_every_character_leads_back_to_the_source() -> None:
    source = run_together("")
    text = normalise(source)
    (table,) = text.tables
    assert text.evidence(table.rows[1].start, table.rows[1].end).quote == "".join(ROWS[1])


def test_annex_begins_a_line_and_so_does_what_stands_in_it() -> None:
    source = (
        "支持事项见附件。溪口市财政局2025年1月8日附件1溪口市支持事项表" + run_together("").partition("一、支持事项")[2]
    )
    lines = normalise(source).normal.splitlines()
    assert lines[1:3] == ["附件1", "溪口市支持事项表"]


@pytest.mark.parametrize(
    "text",
    [
        "一、申报单位应在序号支持项目支持标准责任单位1栏内填写名称。",  # one number, no rows
        "序号支持项目支持标准责任单位1参展补助2个展位市商务局",  # 2 counts
        "序号\t支持项目\t支持标准\n1\t参展\t3万元\n2\t仓储\t5万元\n",  # has its lines
        "按序号1、序号2所列标准执行。",
    ],
)
def test_what_is_no_table_or_has_its_lines_stays_as_it_is(text: str) -> None:
    assert with_lost_marks(text) == (text, ())


@pytest.mark.parametrize(
    ("words", "bodies"),
    [
        ("最高80万元市商务局、市财政局", "市商务局、市财政局"),
        ("每家补助3万元。市商务局、湖西新城管委会", "市商务局、湖西新城管委会"),
        ("每年最高9万元市文旅局牵头，市公安局配合", "市文旅局牵头，市公安局配合"),
        ("奖励住宿、餐饮企业2万元市市场监管局", "市市场监管局"),
        ("按费用的50%补助松溪海关", "松溪海关"),
    ],
)
def test_bodies_at_the_end_of_a_row(words: str, bodies: str) -> None:
    assert words[bodies_at_end(words) :] == bodies


def test_no_bodies_at_the_end_of_a_row() -> None:
    assert bodies_at_end("单家企业每年最高20万元") is None


def test_two_bodies_with_a_line_each_are_one_cell() -> None:
    rows = [[*ROWS[0][:4], "市工信局\n市科技局"], ROWS[1], [*ROWS[2][:4], "市人社局\n松溪海关"]]
    text = normalise("支持事项\n" + "\n".join("\n".join(row) for row in [HEADING, *rows]) + "\n")
    bodies = [text.normal[c.start : c.end] for c in text.cells if c.heading == "责任单位"]
    assert bodies == ["市工信局、市科技局", "市商务局、市贸促会", "市人社局、松溪海关"]
