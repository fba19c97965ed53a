"""Tables of supports as annexes print them (tables.yaml), in every layout: what each column says is read as that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from zhengtu.model.record import Condition, Support
from zhengtu.text.read import read_text

from .conftest import Read

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "tables.yaml").read_text("utf-8"))
HEAD = "沙溪市支持产业发展若干措施\n第一条 为支持产业发展，制定本措施。\n第二条 {lead}\n"
TAIL = "第三条 本措施自2024年5月1日起施行。\n"


def rows_of(case: dict[str, Any]) -> list[list[str]]:
    return [row.split("|") for row in case["rows"].splitlines()]


def printed(case: dict[str, Any], cell: str, edge: str = "") -> str:
    table = "".join(f"{edge}{cell.join(row)}{edge}\n" for row in rows_of(case))
    return HEAD.format(lead=case["lead"]) + table + TAIL


def as_page(case: dict[str, Any]) -> str:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows_of(case))
    above, below = (
        "".join(f"<p>{line}</p>" for line in text.splitlines()) for text in (HEAD.format(lead=case["lead"]), TAIL)
    )
    return read_text(f"<!doctype html><body>{above}<table>{rows}</table>{below}".encode(), "a")[0]


LAYOUTS = {
    "tabs": lambda case: printed(case, "\t"),
    "a line a cell": lambda case: printed(case, "\n"),
    "blanks": lambda case: printed(case, "  "),
    "bars": lambda case: printed(case, " | ", "|"),
    "web page": as_page,
}


def said(fact: Support) -> str:
    tier = f"t{fact.tier}" if fact.tier else ""
    words = (fact.role, fact.bound, f"{fact.value.normalize():f}", fact.per, fact.period, tier, fact.when)
    return " ".join(word for word in words if word)


def asked(fact: Condition) -> str:
    tier = f"t{fact.tier}" if fact.tier else ""
    words = (fact.metric, fact.op, f"{fact.value.normalize():f}", fact.unit, tier)
    return " ".join(word for word in words if word)


PRINTED = [
    pytest.param(LAYOUTS[layout](case), case, id=f"{case['name']}, {layout}")
    for case in CASES
    for layout in case.get("layouts", LAYOUTS)
]


@pytest.mark.parametrize(("text", "case"), PRINTED)
def test_columns_say_what_their_cells_are(text: str, case: dict[str, Any], read: Read) -> None:
    measures = read(text).measures
    assert [said(s) for m in measures for s in m.supports] == case["supports"]
    assert [asked(c) for m in measures for c in m.conditions] == case.get("conditions", [])


DUTIES = """沙溪市支持外贸发展若干措施
第一条 为支持外贸发展，制定本措施。
第二条 任务分工见附件。
第三条 本措施自2024年5月1日起施行。

附件
重点任务分工表
{rows}"""
NUMBERS = {"1": ("1", "2"), "（一）": ("（一）", "（二）")}


@pytest.mark.parametrize("numbers", NUMBERS.values(), ids=NUMBERS.keys())
@pytest.mark.parametrize("cell", ["\t", "  "], ids=["tabs", "blanks"])
def test_rows_of_duties_are_provisions_with_their_bodies(cell: str, numbers: tuple[str, str], read: Read) -> None:
    first, second = numbers
    rows = (
        ("序号", "重点任务", "责任单位"),
        (first, "对新增的跨境电商企业给予6万元奖励", "市商务局牵头，市财政局、市税务局配合"),
        (second, "对海外仓给予40万元补助", "市发改委（牵头）、市财政局"),
    )
    record = read(DUTIES.format(rows="".join(cell.join(row) + "\n" for row in rows)))
    assert [p.path for p in record.provisions] == [(1,), (2,), (3,), (4,), (4, 1), (4, 2)]
    assert [(m.provision, said(m.supports[0])) for m in record.measures] == [
        ((4, 1), "amount 60000"),
        ((4, 2), "amount 400000"),
    ]
    assert [(r.provision, r.agency, r.role) for r in record.responsibilities] == [
        ((4, 1), "市商务局", "lead"),
        ((4, 1), "市财政局", "responsible"),
        ((4, 1), "市税务局", "responsible"),
        ((4, 2), "市发改委", "lead"),
        ((4, 2), "市财政局", "responsible"),
    ]


ANNEX = """沙溪市支持人才发展若干措施
第一条 对高层次人才按附件标准给予补贴。
第二条 企业引进人才的，每人奖励3万元。
第三条 本措施自2024年5月1日起施行。

附件
{title}
{rows}"""


def annex(title: str, *rows: str) -> str:
    return ANNEX.format(title=title, rows="".join(row.replace("|", "\t") + "\n" for row in rows))


def test_an_annex_with_the_steps_of_a_grant_is_a_part(read: Read) -> None:
    record = read(annex("人才补贴标准表", "人才类别|购房补贴", "A类人才|90万元", "B类人才|40万元"))
    assert [p.path for p in record.provisions] == [(1,), (2,), (3,), (4,)]
    assert [said(s) for m in record.measures if m.provision == (4,) for s in m.supports] == [
        "amount 900000 t1 A类人才",
        "amount 400000 t2 B类人才",
    ]


def test_an_annex_with_prices_is_no_part(read: Read) -> None:
    record = read(annex("收费标准", "收费项目|收费标准", "场地费|每天500元", "水电费|每度1元"))
    assert [p.path for p in record.provisions] == [(1,), (2,), (3,)]
    assert {m.provision for m in record.measures} <= {(1,), (2,)}


def test_rows_that_name_provisions_say_who_answers_for_these(read: Read) -> None:
    rows = ("序号|政策条款|牵头单位|配合单位", "1|第一条|市人社局|市财政局", "2|第二条|市科技局|市教育局、市财政局")
    assert [(r.provision, r.agency, r.role) for r in read(annex("责任分工表", *rows)).responsibilities] == [
        ((1,), "市人社局", "lead"),
        ((1,), "市财政局", "responsible"),
        ((2,), "市科技局", "lead"),
        ((2,), "市教育局", "responsible"),
        ((2,), "市财政局", "responsible"),
    ]
