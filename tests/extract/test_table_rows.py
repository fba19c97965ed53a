"""A table within a numbered part has a provision a row, whatever divides its cells and whichever columns it has."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhengtu.model.record import Path, Record

from .conftest import Read
from .test_robustness import (
    blanks_round_digits,
    carriage_returns,
    full_width_digits,
    half_width,
    on_a_page,
    wrapped,
)

# No numbers; the first column is shared by rows; sums without a unit under a heading that has it.
SHARED = """云溪市外贸提质若干措施
一、总体要求
本措施支持企业开拓市场。
二、支持政策
（一）支持事项如下。
类别 | 支持项目 | 申报条件 | 支持标准（万元） | 责任单位
市场开拓 | 境外参展 | 参加境外展会的外贸企业 | 最高8 | 市商务局
 | 海外仓建设 | 自建海外仓面积1,500平方米以上的企业 | 30 | 市商务局、市财政局
主体培育 | 首次出口 | 年出口额超过100万美元的企业 | 5.5 | 市商务局
（二）同一项目不重复支持。
三、附则
本措施自2024年3月1日起施行。
"""
# Numbers that could be those of a list, bodies in front, modes and kinds in one cell, what they get in another.
BODIES_FIRST = """青浦湾区数字贸易申报指南
一、申报条件
1.依法登记注册。
2.信用状况良好。
二、支持标准
序号\t责任部门\t政策条款\t支持对象\t奖补标准
1.\t区商务局\t跨境物流\t以9610、9710代码报关的企业\t按物流费用的20%给予补助，每家企业每年最高30万元
2.\t区科技局、区财政局\t研发平台\t国家级、省级公共服务平台\t分别给予100万元、50万元一次性奖励
3.\t区商务局\t展会\t展期不少于4天的展会主办单位\t每届补助15万元
三、资金安排
1.序号1、序号3项目由区级财政全额承担。
2.其余项目由市、区财政按3:7承担。
"""
# Wide blanks, the sum in the middle, text behind the table.
BLANKS = """石岭县冷链物流扶持办法
第一条 为支持冷链物流发展，制定本办法。
第二条 扶持事项如下。
扶持项目  补贴金额  补贴对象
冷库建设  每立方米补贴50元，最高40万元  新建冷库容积2000立方米以上的企业
冷藏车购置  3万元/辆  购置冷藏车的物流企业
注：以上项目不得重复申报。
第三条 本办法由县商务局负责解释。
"""

Facts = list[tuple[Path | None, str, Decimal, str]]


def supports(record: Record) -> Facts:
    return [(m.provision, s.role, s.value, s.unit) for m in record.measures for s in m.supports]


def conditions(record: Record) -> Facts:
    return [(m.provision, c.op, c.value, c.unit) for m in record.measures for c in m.conditions]


def duties(record: Record) -> list[tuple[Path | None, str]]:
    return [(r.provision, r.agency) for r in record.responsibilities]


@pytest.fixture(scope="module")
def shared(read: Read) -> Record:
    return read(SHARED)


@pytest.fixture(scope="module")
def bodies_first(read: Read) -> Record:
    return read(BODIES_FIRST)


@pytest.fixture(scope="module")
def blanks(read: Read) -> Record:
    return read(BLANKS)


class TestRowsWithASharedCell:
    def test_rows_without_numbers_are_no_provisions(self, shared: Record) -> None:
        assert [p.path for p in shared.provisions] == [(1,), (2,), (2, 1), (2, 2), (3,)]

    def test_heading_says_the_unit_of_its_column(self, shared: Record) -> None:
        assert supports(shared) == [
            ((2, 1), "ceiling", Decimal(80_000), "CNY"),
            ((2, 1), "amount", Decimal(300_000), "CNY"),
            ((2, 1), "amount", Decimal(55_000), "CNY"),
        ]
        assert [s.evidence.quote in SHARED for m in shared.measures for s in m.supports] == [True] * 3

    def test_thresholds_are_those_of_their_rows(self, shared: Record) -> None:
        assert conditions(shared) == [
            ((2, 1), ">=", Decimal(1500), "m2"),
            ((2, 1), ">", Decimal(1_000_000), "USD"),
        ]

    def test_last_cell_says_who_is_responsible(self, shared: Record) -> None:
        assert duties(shared) == [((2, 1), "市商务局"), ((2, 1), "市财政局")]

    def test_recipient_is_that_of_the_row(self, shared: Record) -> None:
        assert [m.beneficiary_text for m in shared.measures] == [
            "参加境外展会的外贸企业",
            "自建海外仓面积1500平方米以上的企业",
            "年出口额超过100万美元的企业",
        ]


class TestRowsWithBodiesFirst:
    def test_rows_are_provisions_once_and_the_numbering_goes_on(self, bodies_first: Record) -> None:
        assert [p.path for p in bodies_first.provisions] == [
            (1,),
            (1, 1),
            (1, 2),
            (2,),
            (2, 1),
            (2, 2),
            (2, 3),
            (3,),
            (3, 1),
            (3, 2),
        ]

    def test_kinds_in_one_cell_get_the_sums_of_another(self, bodies_first: Record) -> None:
        found = [(s.tier, s.when, s.value) for m in bodies_first.measures if m.provision == (2, 2) for s in m.supports]
        assert found == [(1, "国家级", Decimal(1_000_000)), (2, "省级", Decimal(500_000))]

    def test_modes_in_a_cell_are_those_of_the_measure(self, bodies_first: Record) -> None:
        assert [(m.provision, m.customs_modes) for m in bodies_first.measures if m.customs_modes] == [
            ((2, 1), ("9610", "9710"))
        ]

    def test_days_of_an_exhibition_are_asked(self, bodies_first: Record) -> None:
        assert conditions(bodies_first) == [((2, 3), ">=", Decimal(4), "day")]

    def test_each_row_has_its_bodies(self, bodies_first: Record) -> None:
        assert duties(bodies_first) == [
            ((2, 1), "区商务局"),
            ((2, 2), "区科技局"),
            ((2, 2), "区财政局"),
            ((2, 3), "区商务局"),
        ]

    def test_rows_are_named_by_their_numbers(self, bodies_first: Record) -> None:
        assert [f.scope for f in bodies_first.funding] == [((2, 1), (2, 3)), "others"]


class TestRowsOfBlanks:
    def test_rows_without_numbers_are_part_of_their_article(self, blanks: Record) -> None:
        assert [p.path for p in blanks.provisions] == [(1,), (2,), (3,)]

    def test_sums_and_recipients(self, blanks: Record) -> None:
        assert supports(blanks) == [
            ((2,), "amount", Decimal(50), "CNY"),
            ((2,), "ceiling", Decimal(400_000), "CNY"),
            ((2,), "amount", Decimal(30_000), "CNY"),
        ]
        assert [m.beneficiary_text for m in blanks.measures] == [
            "新建冷库容积2000立方米以上的企业",
            "购置冷藏车的物流企业",
        ]

    def test_note_behind_the_table_is_that_of_the_article(self, blanks: Record) -> None:
        assert [(r.provision, r.kind) for r in blanks.rules] == [((2,), "no_duplication")]


LAYOUTS = {
    "half-width punctuation": half_width,
    "blanks round digits": blanks_round_digits,
    "full-width digits": full_width_digits,
    "CRLF": carriage_returns,
    "on a page": on_a_page,
    "wrapped at 38": lambda text: wrapped(text, 38),
    "wrapped at 30 with blank lines": lambda text: wrapped(text, 30, "\n\n"),
    "wrapped at 22": lambda text: wrapped(text, 22),
}
BARS = BODIES_FIRST.replace("\t", " | ")
# A broken row is told from the next one only by bars and numbers.
BREAKABLE = {"bars": BARS}
UNBROKEN = {"shared": SHARED, "tabs": BODIES_FIRST, "blanks": BLANKS}
CASES = [
    pytest.param(text, layout, id=f"{name} {layout}")
    for layout in LAYOUTS
    for name, text in (BREAKABLE if "wrapped" in layout else BREAKABLE | UNBROKEN).items()
]


@pytest.mark.parametrize(("text", "layout"), CASES)
def test_layout_changes_nothing(text: str, layout: str, read: Read) -> None:
    plain, laid_out = read(text), read(LAYOUTS[layout](text))
    assert [p.path for p in laid_out.provisions] == [p.path for p in plain.provisions]
    assert (supports(laid_out), conditions(laid_out)) == (supports(plain), conditions(plain))
    assert [(f.scope, f.shares) for f in laid_out.funding] == [(f.scope, f.shares) for f in plain.funding]


@pytest.mark.parametrize(
    "table",
    [
        "人才层次 | 合同年限 | 奖励标准\n领军人才 | 5年以上 | 每人10万元\n拔尖人才 | 3年以上 | 每人5万元\n",
        "序号 | 联系单位 | 联系电话\n1 | 市商务局 | 8123456\n2 | 市财政局 | 8123457\n",
    ],
    ids=["tiers of one grant", "no grants"],
)
def test_other_tables_have_no_provisions(table: str, read: Read) -> None:
    record = read(f"一、人才奖励\n对引进人才的机构给予奖励。\n{table}二、附则\n本办法自2024年3月1日起施行。\n")
    assert [p.path for p in record.provisions] == [(1,), (2,)]


CONTINUED = """澜溪市工贸企业奖补项目表
一、工业类
序号 | 项目名称 | 支持对象 | 奖补标准 | 责任单位
1 | 升规奖励 | 首次升规的工业企业 | 每户奖励12万元 | 市工信局
2 | 技术改造 | 完成技术改造的工业企业 | 按投资额的7%补助，最高90万元 | 市工信局
二、商贸类
序号
项目名称
支持对象
奖补标准
责任单位
3
升限奖励
首次升限的商贸企业
每户奖励4万元
市商务局
4
展会补助
举办展会的企业
每场补助6万元
市商务局
三、资金安排
项目1至2所需资金由市财政全额承担，项目3至4所需资金由市、县（区）按6:4分担。
"""


def test_numbers_go_on_from_the_table_of_another_part(read: Read) -> None:
    record = read(CONTINUED)
    assert [measure.provision for measure in record.measures] == [(1, 1), (1, 2), (2, 3), (2, 4)]
    assert [rule.scope for rule in record.funding] == [((1, 1), (1, 2)), ((2, 3), (2, 4))]
