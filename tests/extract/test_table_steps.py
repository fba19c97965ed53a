"""A table of steps (人才层次, 奖励标准) is one grant, a tier a row; the name of a column says what its figures are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhengtu.model.record import Record

from .conftest import Read

DIVIDERS = {"tabs": "\t", "bars": " | ", "wide blanks": "　　"}
HEAD = "沙溪市产业人才激励办法\n第一条 为吸引人才，制定本办法。\n"
TAIL = "第三条 本办法自2024年5月1日起施行。\n"


def laid_out(lead: str, rows: list[list[str]], cell: str) -> str:
    return HEAD + f"第二条 {lead}\n" + "".join(cell.join(row) + "\n" for row in rows) + TAIL


def tiers(record: Record) -> list[list[tuple[str, Decimal, int | None]]]:
    return [[(s.role, s.value, s.tier) for s in m.supports] for m in record.measures]


def asked(record: Record) -> list[list[tuple[str, str | None, Decimal, int | None]]]:
    return [[(c.metric, c.op, c.value, c.tier) for c in m.conditions] for m in record.measures]


TALENT = [
    ["人才层次", "合同年限", "奖励标准"],
    ["顶尖人才", "6年以上", "每人12万元"],
    ["骨干人才", "4年以上", "每人7万元"],
    ["青年人才", "2年以上", "每人3万元"],
]
SALES = [["年开票销售", "奖励金额（万元）"], ["4亿元以上", "15"], ["9亿元以上", "40"]]
KINDS = [["园区类别", "补助标准"], ["国家级", "60万元"], ["省级", "25万元"]]


@pytest.mark.parametrize("cell", DIVIDERS.values(), ids=DIVIDERS.keys())
class TestSteps:
    def test_sentence_above_and_rows_are_one_grant(self, cell: str, read: Read) -> None:
        lead = "猎头机构为本市企业引进人才的，按下表标准给予奖励，每家机构每年最高80万元。"
        record = read(laid_out(lead, TALENT, cell))
        amounts = [("amount", Decimal(value), tier) for tier, value in enumerate((120_000, 70_000, 30_000), start=1)]
        assert tiers(record) == [[("ceiling", Decimal(800_000), None), *amounts]]
        assert [m.provision for m in record.measures] == [(2,)]

    def test_name_of_a_column_says_what_is_asked(self, cell: str, read: Read) -> None:
        record = read(laid_out("对引进人才的企业，按下表标准给予奖励。", TALENT, cell))
        assert asked(record) == [
            [("contract_years", ">=", Decimal(years), tier) for tier, years in enumerate((6, 4, 2), start=1)]
        ]

    def test_two_columns_are_enough(self, cell: str, read: Read) -> None:
        record = read(laid_out("对首次上台阶的企业，奖励标准如下：", SALES, cell))
        assert tiers(record) == [[("amount", Decimal(150_000), 1), ("amount", Decimal(400_000), 2)]]
        assert asked(record) == [
            [("revenue", ">=", Decimal(400_000_000), 1), ("revenue", ">=", Decimal(900_000_000), 2)]
        ]

    def test_steps_without_figures_are_tiers_too(self, cell: str, read: Read) -> None:
        record = read(laid_out("对新获评的园区，按照以下标准给予一次性补助：", KINDS, cell))
        assert tiers(record) == [[("amount", Decimal(600_000), 1), ("amount", Decimal(250_000), 2)]]

    def test_rows_of_steps_are_no_provisions(self, cell: str, read: Read) -> None:
        record = read(laid_out("对引进人才的企业，按下表标准给予奖励。", TALENT, cell))
        assert [p.path for p in record.provisions] == [(1,), (2,), (3,)]

    def test_quotes_are_the_words_of_the_table(self, cell: str, read: Read) -> None:
        text = laid_out("对引进人才的企业，按下表标准给予奖励。", TALENT, cell)
        supports = [s for m in read(text).measures for s in m.supports]
        assert [text[s.evidence.start : s.evidence.end] for s in supports] == [s.evidence.quote for s in supports]


def test_time_that_a_metric_is_about_is_no_ceiling(read: Read) -> None:
    record = read("第一条 服务年限5年以上的机构，给予4万元奖励。\n第二条 本办法自2024年5月1日起施行。\n")
    assert [[(c.op, c.value) for c in m.conditions] for m in record.measures] == [[(">=", Decimal(5))]]


UNNUMBERED = """岚山市促消费政策事项清单

| 政策事项 | 政策内容 | 申报条件 | 责任单位 |
|---|---|---|---|
| 首店引进 | 对新开设的城市首店给予18万元一次性奖励 | 营业面积不低于120平方米 | 市商务局 |
| 餐饮升规 | 首次纳入限额以上统计的餐饮企业，奖励4万元 | 无 | 市商务局、市统计局 |
"""


class TestTableThatIsTheDocument:
    def test_each_row_is_a_provision(self, read: Read) -> None:
        record = read(UNNUMBERED)
        assert [p.path for p in record.provisions] == [(1,), (2,)]
        assert [(m.provision, m.supports[0].value) for m in record.measures] == [
            ((1,), Decimal(180_000)),
            ((2,), Decimal(40_000)),
        ]

    def test_each_row_has_its_bodies(self, read: Read) -> None:
        assert [(r.provision, r.agency) for r in read(UNNUMBERED).responsibilities] == [
            ((1,), "市商务局"),
            ((2,), "市商务局"),
            ((2,), "市统计局"),
        ]


def test_steps_may_have_a_standard_to_meet_and_a_cap_of_their_own(read: Read) -> None:
    rows = [
        ["等级", "评定标准", "补助比例", "年度补助上限"],
        ["甲等", "面积9000平方米以上，年服务企业40家以上", "35%", "150万元"],
        ["乙等", "面积4000平方米以上，年服务企业20家以上", "25%", "90万元"],
    ]
    record = read(laid_out("对公共海外仓，按年度运营费用的一定比例给予补助，具体标准如下：", rows, "\t"))
    (measure,) = record.measures
    assert [(s.role, s.value, s.tier) for s in measure.supports] == [
        ("rate", Decimal("0.35"), 1),
        ("ceiling", Decimal(1_500_000), 1),
        ("rate", Decimal("0.25"), 2),
        ("ceiling", Decimal(900_000), 2),
    ]
    assert [(c.value, c.tier) for c in measure.conditions] == [(9000, 1), (40, 1), (4000, 2), (20, 2)]
