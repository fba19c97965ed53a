"""What is said of a file that could not be read whole; a whole file is not talked about."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import docx
import pytest

from zhengtu.text.read import read_text

Make = dict[str, Callable[[Sequence[str]], bytes]]
PARAGRAPHS = ["某市若干措施", "第一条　对企业给予最高不超过50万元奖励。", "第二条　本措施自发布之日起施行。"]
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e3660000"
    "000049454e44ae426082"
)


def remarks(data: bytes) -> tuple[str, ...]:
    return read_text(data, "a")[1]


@pytest.mark.parametrize("name", ["html", "docx", "pdf"])
def test_whole_documents_have_none(name: str, make: Make) -> None:
    assert remarks(make[name](PARAGRAPHS)) == ()


def test_pages_of_a_pdf_that_are_only_pictures(pdf_of: Callable[..., bytes]) -> None:
    text = b"BT /F 14 Tf 60 790 Td <%b>Tj ET" % "第一条　奖励50万元。".encode("utf-16-be").hex().encode()
    picture = (b"/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\xff")
    data = pdf_of([text, b"/X0 Do", b"/X0 Do", text, b"/X0 Do"], [picture])
    (remark,) = remarks(data)
    assert "not read: 2-3, 5;" in remark and "第2-3, 5页" in remark


def test_empty_page_of_a_pdf_is_not_missed(pdf: Callable[[Sequence[Sequence[str]]], bytes]) -> None:
    assert remarks(pdf([["第一条"], [], ["第二条"]])) == ()


def test_pictures_in_a_word_document() -> None:
    document = docx.Document()
    document.add_paragraph("第一条　奖励50万元。")
    document.add_picture(io.BytesIO(PIXEL))
    stream = io.BytesIO()
    document.save(stream)
    (remark,) = remarks(stream.getvalue())
    assert remark.startswith("Pictures that were not read: 1;") and "有1张图片" in remark


def test_page_with_much_text_in_parts_of_the_site() -> None:
    body = "".join(f"<p>{line}</p>" for line in PARAGRAPHS * 3)
    page = f"<!doctype html><body>{body}<div class='sidebar'><p>对园区给予奖励。</p></div></body>"
    text, found = read_text(page.encode(), "a")
    assert "园区" not in text
    assert ["left out: 1;" in remark for remark in found] == [True]


def test_page_with_a_sentence_in_its_footer_among_many() -> None:
    body = "".join(f"<p>{line}</p>" for line in PARAGRAPHS * 10)
    page = f"<!doctype html><body>{body}<footer>欢迎访问。</footer></body>"
    assert remarks(page.encode()) == ()


def test_every_remark_speaks_both_languages() -> None:
    (remark,) = remarks("第一条\n奖励\ufffd万元。\n".encode())
    english, chinese = remark.split(" / ")
    assert english.isascii() and "无法解码" in chinese
