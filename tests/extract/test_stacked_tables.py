"""A table with a cell a line and no column 序号: as many lines a row as its heading has names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhengtu.model.record import Path, Record

from .conftest import Read
from .test_robustness import wrapped

HEAD = "溪口市支持工商业发展政策\n一、政策清单\n\n"
TAIL = "二、其他\n同一项目不重复享受。\n"
NAMES = "政策名称\n支持对象\n支持标准\n责任部门\n"
ROWS = (
    "企业升规\n首次升规的工业企业\n一次性奖励9万元\n市经信局\n"
    "技术改造\n设备投入250万元以上的工业企业\n按设备投入的7%补助，最高80万元\n市经信局、市财政局\n"
    "品牌建设\n新获评省级名牌的企业\n奖励4万元\n市市场监管局\n"
)
NUMBERED = (
    ROWS.replace("企业升规", "（一）企业升规").replace("技术改造", "（二）技术改造").replace("品牌", "（三）品牌")
)


@pytest.fixture(params=[ROWS, NUMBERED], ids=["without numbers", "with numbers"], scope="module")
def record(request: pytest.FixtureRequest, read: Read) -> Record:
    return read(HEAD + NAMES + request.param + TAIL)


def paths(record: Record) -> list[Path]:
    """Where the rows stand: below the part where they have numbers, else in it."""
    return [(1, 1), (1, 2), (1, 3)] if len(record.provisions) > 2 else [(1,)] * 3


def test_each_row_with_a_number_is_a_provision(read: Read) -> None:
    assert [p.path for p in read(HEAD + NAMES + NUMBERED + TAIL).provisions] == [(1,), (1, 1), (1, 2), (1, 3), (2,)]


def test_rows_without_numbers_are_no_provisions(read: Read) -> None:
    assert [p.path for p in read(HEAD + NAMES + ROWS + TAIL).provisions] == [(1,), (2,)]


def test_each_row_grants_what_its_cells_say(record: Record) -> None:
    found = [(m.provision, m.beneficiary_text, [(s.role, s.value) for s in m.supports]) for m in record.measures]
    assert found == [
        (paths(record)[0], "首次升规的工业企业", [("amount", Decimal(90_000))]),
        (paths(record)[1], "设备投入250万元以上的工业企业", [("rate", Decimal("0.07")), ("ceiling", Decimal(800_000))]),
        (paths(record)[2], "新获评省级名牌的企业", [("amount", Decimal(40_000))]),
    ]


def test_each_row_has_its_bodies(record: Record) -> None:
    first, second, third = paths(record)
    found = {(first, "市经信局"), (second, "市经信局"), (second, "市财政局"), (third, "市市场监管局")}
    assert {(r.provision, r.agency) for r in record.responsibilities} == found


@pytest.mark.parametrize(
    "below",
    [
        "（一）支持对象。在本市注册的工业企业。\n（二）支持标准。对升规企业奖励9万元。\n（三）责任部门。由市经信局负责。\n",
        "企业升规\n首次升规的工业企业\n由市政府研究决定\n市经信局\n技术改造\n完成技术改造的工业企业\n另行规定\n市财政局\n",
    ],
    ids=["a list of contents", "no sums"],
)
def test_lines_that_do_not_fit_the_names_are_no_rows(below: str, read: Read) -> None:
    kinds = {p.kind for p in read(HEAD + NAMES + below + TAIL).provisions}
    assert "row" not in kinds


LONG = (
    "企业升规\n首次纳入规模以上统计范围的工业企业和服务业企业\n一次性奖励9万元；连续两年保持增长的再奖励3万元\n市经信局\n"
    "技术改造\n设备投入250万元以上且完成备案的工业企业\n按设备投入的7%补助，单个项目最高80万元\n市经信局、市财政局\n"
    "品牌建设\n新获评省级以上名牌产品的制造业企业及行业协会\n省级奖励4万元，国家级奖励12万元，同一企业不重复奖励\n市市场监管局\n"
)


@pytest.mark.parametrize("names", [NAMES, "序号\n" + NAMES], ids=["without 序号", "with 序号"])
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["broken lines", "blank lines between"])
def test_cells_go_on_behind_lines_that_fill_the_measure(names: str, between: str, read: Read) -> None:
    rows = [LONG.splitlines()[at : at + 4] for at in range(0, 12, 4)]
    cells = [cell for n, row in enumerate(rows, start=1) for cell in ([str(n)] if "序号" in names else []) + row]
    text = HEAD + names + "\n".join(cells) + "\n" + TAIL
    plain, broken = read(text), read(wrapped(text, 18, between))
    found = [
        [(m.beneficiary_text, [s.value for s in m.supports], [c.value for c in m.conditions]) for m in record.measures]
        for record in (plain, broken)
    ]
    assert len(found[0]) >= 3
    assert found[1] == found[0]
    assert {r.agency for r in broken.responsibilities} == {"市经信局", "市财政局", "市市场监管局"}
