"""PDF: the text layer in order, without what a printer adds; scans and protected or hostile files in one line."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest

from .reading import refusal_of, text_in

PICTURE = (b"/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x00")


def refusal(data: bytes) -> str:
    return refusal_of(data, "a.pdf")


def test_lines_are_read_page_by_page(pdf: Callable[..., bytes]) -> None:
    assert text_in(pdf([["第一条　奖励", "50万元。"], ["第二条"]]), "a.pdf") == "第一条　奖励\n50万元。\n第二条\n"


def test_page_numbers_are_left_out_and_numbers_of_the_text_are_not(pdf: Callable[..., bytes]) -> None:
    pages = [["第一条", "50", "7"], ["2024", "8"], ["第二条", "50", "9"], ["30", "第三条", "共10家", "10"]]
    assert text_in(pdf(pages), "a.pdf") == "第一条\n50\n2024\n第二条\n50\n30\n第三条\n共10家\n"


@pytest.mark.parametrize("line", ["— 3 —", "-3-", "第3页", "第 3 页 共 9 页", "3/9", "第3页/共9页"])
def test_page_number_that_looks_like_one_is_left_out_of_a_single_page(pdf: Callable[..., bytes], line: str) -> None:
    assert text_in(pdf([["第一条", "3", line]]), "a.pdf") == "第一条\n3\n"


def test_running_head_stands_once_and_running_foot_never(pdf: Callable[..., bytes]) -> None:
    pages = [["某市公报", "第一条", "甲。", "第1期"], ["某市公报", "第二条", "乙。", "第1期"]]
    pages += [["某市公报", "第三条", "丙。", "第1期"], ["某市公报", "第四条", "丁。", "第1期"]]
    assert text_in(pdf(pages), "a.pdf") == "某市公报\n第一条\n甲。\n第二条\n乙。\n第三条\n丙。\n第四条\n丁。\n"


def test_lines_of_two_pages_are_no_running_heads(pdf: Callable[..., bytes]) -> None:
    assert text_in(pdf([["合计", "一"], ["合计", "二"]]), "a.pdf") == "合计\n一\n合计\n二\n"


def ruled(rows: list[list[str]], top: int) -> bytes:
    """Draw a table of columns 100 wide and rows 40 high; what a cell has behind / stands on a line below."""
    width, bottom = len(rows[0]), top - 40 * len(rows)
    drawn = [b"%d %d m %d %d l S" % (50 + 100 * at, bottom, 50 + 100 * at, top) for at in range(width + 1)]
    drawn += [b"50 %d %d .5 re f" % (top - 40 * at, 100 * width) for at in range(len(rows) + 1)]
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            for below, line in enumerate(cell.split("/")):
                place = (55 + 100 * across, top - 15 - 40 * down - 16 * below)
                drawn.append(b"BT /F 12 Tf %d %d Td <%b> Tj ET" % (*place, line.encode("utf-16-be").hex().encode()))
    return b"\n".join(drawn)


def test_row_of_a_ruled_table_is_one_line_also_over_two_pages(pdf_of: Callable[..., bytes]) -> None:
    heading = ["序号", "支持对象", "支持标准"]
    above = b"BT /F 12 Tf 60 800 Td <%b> Tj ET\n" % "附件".encode("utf-16-be").hex().encode()
    first = above + ruled([heading, ["1", "平台/企业", "奖励50万元。"], ["2", "园区", "每年最高奖/励不超过"]], 780)
    second = ruled([heading, ["", "", "80万元。"], ["3", "服务/机构", "补贴10%。"]], 820)
    lines = ["附件", "序号\t支持对象\t支持标准", "1\t平台企业\t奖励50万元。", "2\t园区\t每年最高奖励不超过80万元。"]
    assert text_in(pdf_of([first, second]), "a.pdf").splitlines() == [*lines, "3\t服务机构\t补贴10%。"]


def test_line_round_running_text_is_no_table(pdf_of: Callable[..., bytes]) -> None:
    assert text_in(pdf_of([ruled([["第一条 奖励/50万元。"]], 780)]), "a.pdf") == "第一条 奖励\n50万元。\n"


def test_radicals_that_fonts_name_for_characters_are_characters(pdf: Callable[..., bytes]) -> None:
    assert text_in(pdf([["⼈⺠政府⽀持跨境电⼦商务⻓⾜发展"]]), "a.pdf") == "人民政府支持跨境电子商务长足发展\n"


def test_pdf_without_text_layer_says_so_and_what_to_do(pdf_of: Callable[..., bytes]) -> None:
    message = refusal(pdf_of([b"/X0 Do", b"/X0 Do"], [PICTURE]))
    assert message.startswith("a.pdf is a PDF file without a text layer (2 pages of pictures); run text recognition")


def test_pdf_with_empty_pages_says_that_it_has_no_text(pdf_of: Callable[..., bytes]) -> None:
    assert "without a text layer (1 pages)" in refusal(pdf_of([b""]))


def test_text_layer_of_unnamed_glyphs_is_refused(pdf: Callable[..., bytes]) -> None:
    assert "does not say which characters" in refusal(pdf([["\ue001\ue002\ue003\ue004第一"]]))


def test_protected_pdf_is_refused_with_advice(pdf: Callable[..., bytes]) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([["第一条"]])))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    assert "protected PDF file; save a copy without password" in refusal(stream.getvalue())


def test_pdf_that_only_restricts_copying_is_read(pdf: Callable[..., bytes]) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([["第一条"]])))
    writer.encrypt("", "owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    assert text_in(stream.getvalue(), "a.pdf") == "第一条\n"


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n" + b"\xff" * 5000])
def test_pdf_that_breaks_off_is_damaged(data: bytes) -> None:
    assert "is a damaged PDF file" in refusal(data)


def test_pdf_that_unpacks_without_end_is_refused(pdf_of: Callable[..., bytes]) -> None:
    bomb = pdf_of([b"0 " * 20_000_000])
    assert len(bomb) < 100_000
    assert "PDF file" in refusal(bomb)


def test_forms_within_forms_are_drawn_within_a_budget(pdf_of: Callable[..., bytes]) -> None:
    levels = 12
    forms = [(b"/Subtype/Form/BBox[0 0 1 1]", b"/X%d Do " % (at + 1) * 50) for at in range(levels)]
    forms.append((b"/Subtype/Form/BBox[0 0 1 1]", b"q Q " * 1000))
    assert "is too large for a policy document" in refusal(pdf_of([b"/X0 Do "] * 50, forms))


def test_remarks_of_the_library_do_not_reach_the_terminal(
    pdf: Callable[..., bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    text_in(pdf([["第一条"]]).replace(b"/Supplement 2", b"/Supplement/"), "a.pdf")
    assert capfd.readouterr().err == ""
