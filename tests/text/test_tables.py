"""Tables that were flattened to text: where a cell ends, what is a row, and what numbers one."""

from __future__ import annotations

import pytest

from zhengtu.text.normalise import Text, normalise

HEADINGS = ["序号", "支持项目", "支持标准", "责任单位"]
ROWS = [["1", "研发补助", "最高50万元", "区科技局"], ["2", "境外参展", "展位费补助50%。", "区商务局、区财政局"]]
READ = """序号，支持项目，支持标准，责任单位
1
研发补助，最高50万元，区科技局
2
境外参展，展位费补助50%。区商务局、区财政局"""


def laid_out(cell: str, row: str = "\n") -> str:
    """The table, its cells and rows each ended in one way."""
    return row.join(cell.join(cells) for cells in [HEADINGS, *ROWS]) + "\n"


def tables(text: Text) -> list[str]:
    return [text.normal[table.start : table.end] for table in text.tables]


def cells(text: Text) -> list[tuple[str, str]]:
    return [(cell.heading, text.normal[cell.start : cell.end]) for cell in text.cells]


class TestRows:
    def test_cells_set_apart_by_tabs_do_not_run_together(self) -> None:
        assert normalise("研发补助\t高新技术企业\t最高50万元").normal == "研发补助，高新技术企业，最高50万元"

    def test_empty_cells_leave_nothing(self) -> None:
        assert normalise("\t研发补助\t\t\t最高50万元\t500万元\t\n").normal == "研发补助，最高50万元，500万元"

    def test_figures_of_two_cells_are_not_one_number(self) -> None:
        assert normalise("甲类\t1\t500\t000").normal == "甲类，1，500，000"

    def test_label_and_value_read_as_such(self) -> None:
        assert normalise("责任单位\t市商务局、市财政局").normal == "责任单位：市商务局、市财政局"

    @pytest.mark.parametrize("label", ["第一条", "一、", "（一）", "1.", "①", "第 一 条"])
    def test_tab_behind_the_number_of_a_provision_ends_no_cell(self, label: str) -> None:
        assert normalise(f"{label}\t对企业给予奖励。").normal == f"{label.replace(' ', '')}对企业给予奖励。"

    def test_tab_behind_a_mark_ends_no_cell(self) -> None:
        assert normalise("责任单位：\t市商务局，\t市财政局").normal == "责任单位：市商务局，市财政局"

    def test_rows_are_not_joined_however_long(self) -> None:
        row = "参加境外展会的跨境电子商务企业\t按展位费的50%给予补贴，每家企业每年最高不超过10万元"
        assert normalise(f"{row}\n{row}\n").normal.count("\n") == 1

    def test_quotes_lead_back_to_the_cells(self) -> None:
        text = normalise("研发补助\t\t最高50万元")
        assert text.evidence(0, len(text.normal)).quote == "研发补助\t\t最高50万元"


class TestTables:
    @pytest.mark.parametrize("cell", ["\t", "\n", "　", "  "])
    def test_every_layout_reads_the_same(self, cell: str) -> None:
        assert normalise(laid_out(cell)).normal == READ

    @pytest.mark.parametrize("cell", ["\t", "\n", "　"])
    def test_stretch_rows_and_cells_are_known(self, cell: str) -> None:
        text = normalise("附件\n支持事项表\n" + laid_out(cell) + "注：以上项目不重复支持。\n")
        (table,) = tables(text)
        assert table.startswith("序号") and table.rstrip().endswith("区商务局、区财政局")
        assert [text.normal[start:end] for start, end in text.row_numbers] == ["1", "2"]
        assert cells(text) == [
            *zip(HEADINGS[1:], ROWS[0][1:], strict=True),
            *zip(HEADINGS[1:], ROWS[1][1:], strict=True),
        ]

    def test_numbered_lists_within_a_cell_stay_lines(self) -> None:
        raw = "序号\n项目\n标准\n1\n研发\n1.设备补助10万元。\n2.材料补助5万元。\n2\n参展\n补助50%。\n"
        assert (
            normalise(raw).normal
            == "序号，项目，标准\n1\n研发\n1.设备补助10万元。\n2.材料补助5万元。\n2\n参展，补助50%。"
        )

    def test_text_behind_the_last_row_is_no_table(self) -> None:
        text = normalise(laid_out("\n") + "本表自印发之日起施行。\n三、附则\n另行通知。\n")
        assert text.normal.endswith("\n本表自印发之日起施行。\n三、附则\n另行通知。")
        assert tables(text)[0].rstrip().endswith("区商务局、区财政局")

    def test_cell_that_is_a_number_is_no_row(self) -> None:
        raw = "序号\n项目\n名额\n1\n园区\n2\n2\n平台\n3\n"
        assert normalise(raw).normal == "序号，项目，名额\n1\n园区，2\n2\n平台，3"

    @pytest.mark.parametrize(
        "raw", ["序号\n姓名\n毕业院校\n公开方式：主动公开\n", "序号：3\n1\n2\n", "序号为1的企业\n1\n"]
    )
    def test_heading_without_numbered_rows_is_no_table(self, raw: str) -> None:
        text = normalise(raw)
        assert (text.tables, text.normal) == ((), raw.rstrip())

    def test_many_tables_are_read_in_time(self) -> None:
        assert len(normalise(laid_out("\n") * 500).tables) == 1
        assert len(normalise((laid_out("\n") + "一、园区\n") * 500).tables) == 500

    def test_heading_that_no_row_follows_is_no_table(self) -> None:
        assert normalise("支持项目\t支持标准\t责任单位\n1.对展会补助2万元。\n2.对培训补助1万元。\n").tables == ()


def test_number_that_stands_where_the_names_of_columns_do_is_read() -> None:
    read = normalise("四、\t奖励标准\n年度入统奖励申请表\n一、\t政策依据\n注册资本\t万元\n")
    assert "奖励标准" in read.normal


class TestCellsDividedByMarks:
    @pytest.mark.parametrize("mark", ["、", "，", ","])
    def test_rows_with_the_cells_of_their_heading_are_a_table(self, mark: str) -> None:
        text = normalise(laid_out(mark).replace("区商务局、区财政局", "区商务局").replace("。", ""))
        assert [cell for cell in cells(text) if cell[0] == "支持标准"] == [
            ("支持标准", "最高50万元"),
            ("支持标准", "展位费补助50%"),
        ]

    def test_more_bodies_in_the_last_cell_are_one_cell(self) -> None:
        text = normalise(laid_out("、").replace("。", ""))
        assert cells(text)[-1] == ("责任单位", "区商务局、区财政局")

    def test_a_sentence_with_such_marks_is_no_table(self) -> None:
        raw = "支持项目、支持标准、责任单位\n另行公布、统一发布、及时更新。\n咨询、申报、兑现请联系市商务局。\n"
        assert normalise(raw).tables == ()
