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
    "blanks": lambda case: printed(case, "  "),
    "bars": lambda case: printed(case, " | ", "|"),
    "web page": as_page,
}


def said(fact: Support) -> str:
    tier = f"t{fact.tier}" if fact.tier else ""
    words = (fact.role, f"{fact.value.normalize():f}", fact.per, fact.period, tier, fact.when)
    return " ".join(word for word in words if word)


def asked(fact: Condition) -> str:
    tier = f"t{fact.tier}" if fact.tier else ""
    words = (fact.metric, fact.op, f"{fact.value.normalize():f}", fact.unit, tier)
    return " ".join(word for word in words if word)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_columns_say_what_their_cells_are(case: dict[str, Any], layout: Any, read: Read) -> None:
    measures = read(layout(case)).measures
    assert [said(s) for m in measures for s in m.supports] == case["supports"]
    assert [asked(c) for m in measures for c in m.conditions] == case.get("conditions", [])
