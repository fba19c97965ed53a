"""Word documents: paragraphs, the numbers that Word shows and does not store, tables, and what is not body text."""

from __future__ import annotations

import io
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from zhengtu.errors import UnreadableSource
from zhengtu.text.formats.numerals import FORMATS

from .reading import refusal_of, text_in

Read: TypeAlias = Callable[[Document], str]


@pytest.fixture
def document() -> Document:
    return docx.Document()


@pytest.fixture
def read() -> Read:
    def read(document: Document) -> str:
        stream = io.BytesIO()
        document.save(stream)
        return text_in(stream.getvalue(), "a.docx")

    return read


def refusal(data: bytes) -> str:
    return refusal_of(data, "a.docx")


def define(document: Document, number: int, *levels: str, more: str = "", key: int | None = None) -> None:
    """Define list `number` by its levels, each "format pattern" with what else stands in w:lvl after a bar."""
    root = document.part.numbering_part.element
    if key is None:
        body = "".join(_level(at, level) for at, level in enumerate(levels))
        definition = f"<w:abstractNum {nsdecls('w')} w:abstractNumId='{number}'>{more}{body}</w:abstractNum>"
        root.insert(0, parse_xml(definition))
    overrides = "".join(levels) if key is not None else ""
    chosen = number if key is None else key
    root.append(
        parse_xml(f"<w:num {nsdecls('w')} w:numId='{number}'><w:abstractNumId w:val='{chosen}'/>{overrides}</w:num>")
    )


def _level(at: int, level: str) -> str:
    stated, _, more = level.partition("|")
    written, _, pattern = stated.partition(" ")
    pattern = f"<w:lvlText w:val='{pattern}'/>"
    return f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{written}'/>{more}{pattern}</w:lvl>"


def add(document: Document, text: str, number: int, level: int = 0) -> Paragraph:
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = number
    properties.get_or_add_ilvl().val = level
    return paragraph


NOTHING = "|<w:suff w:val='nothing'/>"


def test_numbers_of_a_policy_are_printed_as_word_shows_them(document: Document, read: Read) -> None:
    define(
        document,
        71,
        "chineseCountingThousand 第%1章",
        f"chineseCountingThousand 第%2条{NOTHING}<w:lvlRestart w:val='0'/>",
        f"chineseCounting （%3）{NOTHING}",
        "decimal %4.",
    )
    for text, level in [
        *[
            ("总则", 0),
            ("　目的。", 1),
            ("　范围。", 1),
            ("支持", 0),
            ("　奖励：", 1),
            ("甲。", 2),
            ("乙：", 2),
            ("丙。", 3),
        ],
        *[("丁。", 3), ("　补贴：", 1), ("戊。", 2)],
    ]:
        add(document, text, 71, level)

    assert read(document).splitlines() == [
        *[
            "第一章 总则",
            "第一条　目的。",
            "第二条　范围。",
            "第二章 支持",
            "第三条　奖励：",
            "（一）甲。",
            "（二）乙：",
        ],
        *["1. 丙。", "2. 丁。", "第四条　补贴：", "（一）戊。"],
    ]


def test_text_between_items_does_not_stop_the_count(document: Document, read: Read) -> None:
    define(document, 71, f"chineseCounting %1、{NOTHING}")
    add(document, "总体要求", 71)
    document.add_paragraph("以下为正文。")
    add(document, "主要任务", 71)
    assert read(document) == "一、总体要求\n以下为正文。\n二、主要任务\n"


def test_levels_are_written_into_one_another(document: Document, read: Read) -> None:
    define(document, 71, "chineseCounting %1、", "decimal %1.%2|<w:isLgl/>")
    add(document, "甲", 71)
    add(document, "乙", 71, 1)
    add(document, "丙", 71, 1)
    assert read(document) == "一、 甲\n1.1 乙\n1.2 丙\n"


def test_lists_of_one_definition_count_on_unless_restarted(document: Document, read: Read) -> None:
    define(document, 71, "decimal %1.")
    define(document, 72, key=71)
    define(document, 73, "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride>", key=71)
    for number in (71, 72, 73, 73):
        add(document, "甲", number)
    assert read(document) == "1. 甲\n2. 甲\n5. 甲\n6. 甲\n"


def test_number_can_come_with_the_style(document: Document, read: Read) -> None:
    second = "chineseCounting （%2）|<w:pStyle w:val='Heading2'/><w:suff w:val='nothing'/>"
    define(document, 71, f"chineseCounting %1、{NOTHING}", second)
    for style in ("Heading 1", "Heading 2"):
        properties = document.styles[style].element.get_or_add_pPr()
        properties.append(parse_xml(f"<w:numPr {nsdecls('w')}><w:numId w:val='71'/></w:numPr>"))
    document.add_paragraph("总体要求", "Heading 1")
    document.add_paragraph("目标", "Heading 2")
    assert read(document) == "一、总体要求\n（一）目标\n"


def test_paragraph_can_turn_the_number_of_its_style_off(document: Document, read: Read) -> None:
    define(document, 71, "decimal %1.")
    style = document.styles["Heading 1"].element.get_or_add_pPr()
    style.append(parse_xml(f"<w:numPr {nsdecls('w')}><w:numId w:val='71'/></w:numPr>"))
    add(document, "附件", 0).style = "Heading 1"
    assert read(document) == "附件\n"


@pytest.mark.parametrize("level", ["bullet ●", "none "])
def test_bullets_are_no_numbers(document: Document, read: Read, level: str) -> None:
    define(document, 71, level)
    add(document, "奖励。", 71)
    assert read(document) == "奖励。\n"


def test_empty_paragraph_of_a_list_leaves_no_number_alone(document: Document, read: Read) -> None:
    define(document, 71, "decimal %1.")
    add(document, "", 71)
    add(document, "奖励。", 71)
    assert read(document) == "2. 奖励。\n"


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {7: "07"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {3: "③", 20: "⑳", 21: "21"}),
        ("decimalEnclosedFullstop", {2: "⒉"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 21: "二十一"}),
        ("chineseCountingThousand", {20: "二十", 100: "一百", 101: "一百零一", 110: "一百一十", 111: "一百一十一"}),
        ("japaneseCounting", {5: "五", 15: "十五"}),
        ("ideographDigital", {10: "一〇"}),
        ("chineseLegalSimplified", {1: "壹", 3: "叁", 12: "壹拾贰"}),
        ("ideographTraditional", {1: "甲", 10: "癸"}),
        ("upperRoman", {4: "IV", 9: "IX", 14: "XIV"}),
        ("lowerRoman", {3: "iii"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA"}),
        ("lowerLetter", {2: "b"}),
    ],
)
def test_number_formats_write_as_word_does(written: str, numbers: dict[int, str]) -> None:
    assert {number: FORMATS[written](number) for number in numbers} == numbers


@pytest.mark.parametrize("number", [0, 10_000, 999_999_999])
def test_numbers_that_no_list_reaches_stay_short(number: int) -> None:
    assert max(len(write(number)) for write in FORMATS.values()) < 12


def test_row_of_a_table_is_a_line_with_cells_separated_by_tabs(document: Document, read: Read) -> None:
    document.add_paragraph("附件")
    table = document.add_table(2, 3)
    for cell, text in zip(table._cells, ["项目", "标准（万元）", "单位", "海外仓", "50", ""], strict=True):
        cell.text = text
    document.add_paragraph("完")
    assert read(document) == "附件\n项目\t标准（万元）\t单位\n海外仓\t50\n完\n"


def test_merged_cells_are_read_once(document: Document, read: Read) -> None:
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "海外仓"
    table.cell(0, 1).text, table.cell(1, 1).text = "50万元", "30万元"
    assert read(document) == "海外仓\t50万元\n30万元\n"


def test_header_footer_and_table_of_contents_are_left_out(document: Document, read: Read) -> None:
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("一、总则…………1", "toc 1")
    document.add_paragraph("一、总则")
    assert read(document) == "一、总则\n"


def test_text_is_that_with_all_changes_accepted(document: Document, read: Read) -> None:
    change = "w:id='1' w:author='a'"
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:p {nsdecls('w')}><w:r><w:t>最高</w:t></w:r>"
            f"<w:del {change}><w:r><w:delText>30</w:delText></w:r></w:del>"
            f"<w:ins {change}><w:r><w:t>50</w:t></w:r></w:ins><w:hyperlink><w:r><w:t>万元</w:t></w:r></w:hyperlink>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
            "<w:sdt><w:sdtContent><w:r><w:t>。</w:t><w:br/><w:t>次行</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        ),
    )
    assert read(document) == "最高50万元。\n次行\n"


def test_text_box_is_read_once(document: Document, read: Read) -> None:
    namespace = "xmlns:m='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    box = "<w:txbxContent><w:p><w:r><w:t>某市文件</w:t></w:r></w:p></w:txbxContent>"
    twice = f"<m:Choice Requires='wps'>{box}</m:Choice><m:Fallback>{box}</m:Fallback>"
    boxes = f"<w:r><m:AlternateContent {namespace}>{twice}</m:AlternateContent></w:r>"
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{boxes}<w:r><w:t>正文</w:t></w:r></w:p>"))
    assert read(document) == "某市文件\n正文\n"


def archive(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return stream.getvalue()


def with_body(body: bytes) -> bytes:
    """A DOCX whose main part is exactly this."""
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    namespace = b"http://schemas.openxmlformats.org/package/2006/content-types"
    types = b"<Types xmlns='%b'><Override PartName='/word/document.xml' ContentType='%b'/></Types>" % (namespace, main)
    return archive({"[Content_Types].xml": types, "word/document.xml": body})


def test_strict_documents_are_read() -> None:
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = "<w:document xmlns:w='%s'><w:body><w:p><w:r><w:t>第一条</w:t></w:r></w:p></w:body></w:document>"
    assert text_in(with_body((body % strict.decode()).encode()), "a.docx") == "第一条\n"


def test_other_archives_are_named() -> None:
    assert "a ZIP archive or an office document other than DOCX" in refusal(archive({"a.txt": b"x"}))


def test_document_that_unpacks_without_end_is_refused() -> None:
    bomb = with_body(b"<w/>" + b" " * 40_000_000)
    assert len(bomb) < 100_000
    assert "unpacks to more than 32 MB" in refusal(bomb)


def test_entities_that_multiply_are_not_expanded() -> None:
    levels = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    bomb = f"<!DOCTYPE d [<!ENTITY a0 '奖励'>{levels}]><d>&a11;</d>"
    assert "DOCX document" in refusal(with_body(bomb.encode()))


@pytest.mark.parametrize("kind", ["SYSTEM", "PUBLIC 'x'"])
def test_entities_that_name_files_or_addresses_are_not_fetched(tmp_path: Path, kind: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    main = f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>第一条&e;</w:t></w:r></w:p></w:body></w:document>"
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        for address in (secret.as_uri(), f"http://127.0.0.1:{listener.getsockname()[1]}/e"):
            beginning = f"<!DOCTYPE d {kind} '{address}' [<!ENTITY e SYSTEM '{address}'>]>"
            assert "secret" not in _text_or_refusal(with_body((beginning + main).encode()))
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.mark.parametrize("levels", [200, 5_000, 100_000])
def test_elements_within_elements_without_end_are_read_or_refused(levels: int) -> None:
    body = f"<w:document {nsdecls('w')}><w:body>{'<w:sdt>' * levels}{'</w:sdt>' * levels}</w:body></w:document>"
    assert _text_or_refusal(with_body(body.encode())).startswith("a.docx")


def _text_or_refusal(data: bytes) -> str:
    try:
        return text_in(data, "a.docx")
    except UnreadableSource as refused:
        return str(refused)


def test_document_without_text_is_refused(document: Document) -> None:
    stream = io.BytesIO()
    document.save(stream)
    assert "is a DOCX document without text" in refusal(stream.getvalue())


def test_document_that_breaks_off_is_damaged(document: Document) -> None:
    document.add_paragraph("第一条")
    stream = io.BytesIO()
    document.save(stream)
    assert "is a damaged DOCX document" in refusal(stream.getvalue()[:-500])
