"""A line that names a section of a table is a part of the document; the rows below it stand under the same heading."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhengtu.model.record import Record

from .conftest import Read

TITLE = "松溪市惠企政策一览表\n\n"
NAMES = ["政策名称", "支持对象", "支持标准", "责任单位"]
PEOPLE = [
    ["安家补助", "新引进的硕士", "每人补助3万元", "市人社局"],
    ["见习补助", "培训机构", "每人每月900元", "市人社局"],
]
FIRMS = [["技改补助", "设备投资600万元以上的企业", "按设备投资的9%补助，最高70万元", "市工信局、市财政局"]]


def table(cell: str, row: str = "\n", edge: str = "", *, numbered: bool = True) -> str:
    """The sections with their rows: numbers run on through the whole table."""
    lines = [*([] if not numbered else ["序号"]), *NAMES]
    out = [edge + cell.join(lines) + edge]
    number = 0
    for section, rows in (("一、人才政策", PEOPLE), ("二、产业政策", FIRMS)):
        out.append(f"{edge}{section}{edge}")
        for cells in rows:
            number += 1
            out.append(edge + cell.join([*([str(number)] if numbered else []), *cells]) + edge)
    return TITLE + row.join(out) + "\n"


FORMS = {
    "tabs": table("\t"),
    "bars": table(" | ", edge="|"),
    "a cell a line": table("\n"),
    "a cell a line without numbers": table("\n", numbered=False),
    "tabs without numbers": table("\t", numbered=False),
}


@pytest.fixture(params=FORMS.items(), ids=FORMS.keys(), scope="module")
def case(request: pytest.FixtureRequest, read: Read) -> tuple[str, Record]:
    name, text = request.param
    return name, read(text)


def test_sections_are_parts_and_rows_stand_below_them(case: tuple[str, Record]) -> None:
    name, record = case
    rows = [] if "without" in name else [(1, 1), (1, 2), (2, 3)]  # a row is a provision where the text numbers it
    assert [p.path for p in record.provisions] == sorted([(1,), (2,), *rows])
    assert [p.heading for p in record.provisions if len(p.path) == 1] == ["人才政策", "产业政策"]


def test_cells_stand_under_the_heading_of_the_whole_table(case: tuple[str, Record]) -> None:
    _, record = case
    assert [(m.beneficiary_text, m.supports[0].value) for m in record.measures] == [
        ("新引进的硕士", Decimal(30_000)),
        ("培训机构", Decimal(900)),
        ("设备投资600万元以上的企业", Decimal("0.09")),
    ]
    assert [[c.value for c in m.conditions] for m in record.measures] == [[], [], [Decimal(6_000_000)]]
    duties = {(r.provision[:1], r.agency) for r in record.responsibilities if r.provision}
    assert duties == {((1,), "市人社局"), ((2,), "市工信局"), ((2,), "市财政局")}


def test_part_behind_a_table_ends_it(read: Read) -> None:
    record = read(f"{FORMS['tabs']}三、附则\n本表自2025年3月1日起施行。\n")
    assert [p.path for p in record.provisions][-2:] == [(2, 3), (3,)]


def test_table_is_a_title(read: Read) -> None:
    assert read(FORMS["tabs"]).policy.title == "松溪市惠企政策一览表"


def test_rows_may_begin_with_1_and_have_a_line_for_each_cell(read: Read) -> None:
    rows = "".join("\n".join([f"{n}.{row[0]}", *row[1:]]) + "\n" for n, row in enumerate([*PEOPLE, *FIRMS], start=1))
    record = read("松溪市惠企政策清单\n" + "\n".join(NAMES) + "\n" + rows)
    assert [p.path for p in record.provisions] == [(1,), (2,), (3,)]
    assert [r.agency for r in record.responsibilities] == ["市人社局", "市人社局", "市工信局", "市财政局"]
    assert record.measures[2].beneficiary_text == "设备投资600万元以上的企业"
