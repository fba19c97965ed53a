"""A table of supports gives the same facts whether it is a table, rows of tabs or of blanks, or a line a cell."""

from __future__ import annotations

import io
from decimal import Decimal

import docx
import pytest

from zhengtu.model.record import Record
from zhengtu.text.read import read_text

from .conftest import Read

HEAD = "岱阳市支持跨境电商发展若干措施\n为支持企业，制定本措施。\n一、支持事项\n支持事项如下。\n"
TAIL = "二、附则\n本措施自2024年1月1日起施行。\n"
ROWS = [
    ["序号", "支持项目", "支持对象", "支持标准", "责任单位"],
    ["1", "研发补助", "年营业收入2000万元以上的高新技术企业", "最高50万元", "市科技局"],
    ["2", "境外参展", "参加境外展会的企业", "按展位费的50%补助，每家企业每年最高10万元。", "市商务局、市财政局"],
]


def as_lines(cell: str) -> str:
    return HEAD + "\n".join(cell.join(row) for row in ROWS) + "\n" + TAIL


def ruled() -> str:
    heading, *rows = ("|" + "|".join(row) + "|\n" for row in ROWS)
    return HEAD + heading + "|---" * len(ROWS[0]) + "|\n" + "".join(rows) + TAIL


def as_page() -> str:
    rows = "".join("<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in ROWS)
    above, below = ("".join(f"<p>{line}</p>" for line in text.splitlines()) for text in (HEAD, TAIL))
    return read_text(f"<!doctype html><body>{above}<table>{rows}</table>{below}".encode(), "a")[0]


def as_word() -> str:
    document = docx.Document()
    for line in HEAD.splitlines():
        document.add_paragraph(line)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for row, cells in zip(table.rows, ROWS, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    for line in TAIL.splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return read_text(stream.getvalue(), "a")[0]


LAYOUTS = {
    "tabs": as_lines("\t"),
    "blanks": as_lines("　"),
    "bars": as_lines(" | "),
    "bars at the edges": ruled(),
    "a line a cell": as_lines("\n"),
    "web page": as_page(),
    "word document": as_word(),
}


@pytest.fixture(params=list(LAYOUTS), scope="module")
def record(request: pytest.FixtureRequest, read: Read) -> Record:
    return read(LAYOUTS[request.param])


def test_each_row_is_a_measure_with_its_recipient(record: Record) -> None:
    found = [(m.provision, m.beneficiary_text, [(s.role, s.value) for s in m.supports]) for m in record.measures]
    assert found == [
        ((1, 1), "年营业收入2000万元以上的高新技术企业", [("ceiling", Decimal(500_000))]),
        ((1, 2), "参加境外展会的企业", [("rate", Decimal("0.5")), ("ceiling", Decimal(100_000))]),
    ]


def test_threshold_in_a_cell_is_one_of_its_row(record: Record) -> None:
    conditions = [[(c.metric, c.op, c.value) for c in m.conditions] for m in record.measures]
    assert conditions == [[("revenue", ">=", Decimal(20_000_000))], []]


def test_column_of_bodies_says_who_is_responsible(record: Record) -> None:
    assert [(r.provision, r.agency, r.role) for r in record.responsibilities] == [
        ((1, 1), "市科技局", "responsible"),
        ((1, 2), "市商务局", "responsible"),
        ((1, 2), "市财政局", "responsible"),
    ]


def test_rows_are_provisions_below_the_part_that_the_table_stands_in(record: Record) -> None:
    assert [p.path for p in record.provisions] == [(1,), (1, 1), (1, 2), (2,)]
    assert [q.text for q in record.quantities if q.role == "unassigned"] == []


MERGED = """<!doctype html><body><p>云汀市商务扶持政策</p><p>一、支持事项</p><p>支持标准如下：</p>
<table><tr><th>类别</th><th>项目</th><th>扶持标准</th><th>部门</th></tr>
<tr><td rowspan="2">外贸</td><td>境外参展</td><td><p>1.展位费补助40%。</p><p>2.每个展位最高2万元。</p></td>
<td rowspan="2">市商务局</td></tr><tr><td>信用保险</td><td>按保费的35%补助，最高25万元</td></tr>
<tr><td>内贸</td><td>限上企业</td><td>首次入库的企业奖励4万元</td><td>市商务局、市统计局</td></tr></table>
<p>二、其他</p><p>所需资金由市财政承担。</p></body>"""


def merged_in_word() -> str:
    document = docx.Document()
    for line in ("云汀市商务扶持政策", "一、支持事项", "支持标准如下："):
        document.add_paragraph(line)
    table = document.add_table(4, 4)
    rows = [
        ["类别", "项目", "扶持标准", "部门"],
        ["外贸", "境外参展", "1.展位费补助40%。\n2.每个展位最高2万元。", "市商务局"],
        ["", "信用保险", "按保费的35%补助，最高25万元", ""],
        ["内贸", "限上企业", "首次入库的企业奖励4万元", "市商务局、市统计局"],
    ]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    for column in (0, 3):
        table.cell(1, column).merge(table.cell(2, column))
    for line in ("二、其他", "所需资金由市财政承担。"):
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return read_text(stream.getvalue(), "a")[0]


@pytest.mark.parametrize("text", [read_text(MERGED.encode(), "a")[0], merged_in_word()], ids=["web page", "word"])
class TestCellsOverSeveralRows:
    def test_each_row_has_its_own_grant(self, text: str, read: Read) -> None:
        found = [(m.provision, [(s.role, s.value) for s in m.supports]) for m in read(text).measures]
        assert found == [
            ((1,), [("rate", Decimal("0.4")), ("ceiling", Decimal(20_000))]),
            ((1,), [("rate", Decimal("0.35")), ("ceiling", Decimal(250_000))]),
            ((1,), [("amount", Decimal(40_000))]),
        ]

    def test_bodies_of_a_cell_answer_for_all_rows_that_it_covers(self, text: str, read: Read) -> None:
        found = read(text).responsibilities
        assert [(r.provision, r.agency) for r in found] == [((1,), "市商务局"), ((1,), "市统计局")]

    def test_numbers_of_paragraphs_in_a_cell_are_labels(self, text: str, read: Read) -> None:
        assert [q.text for q in read(text).quantities if q.role == "unassigned"] == []
