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
