"""Makes documents of the other formats out of lines of text, as sites, Word and printers make them."""

from __future__ import annotations

import html
import io
import zlib
from collections.abc import Callable, Sequence

import docx
import pytest
from docx.document import Document

# What a page of a municipal site has around its document.
SITE_TOP = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="{charset}"><title>关于印发若干措施的通知-某市人民政府</title>
<meta name="SiteName" content="某市人民政府"><script>var a = "<p>第九十条 不是正文。</p>";</script>
<style>.nav {{ color: red }}</style></head>
<body class="home-header"><!-- 第九十一条 不是正文。 -->
<div class="top"><a href="/">无障碍浏览</a><a href="/en">English</a>您好，欢迎访问某市人民政府门户网站。</div>
<header><h2>某市人民政府</h2><form><input value="搜索"><button>搜 索</button></form></header>
<div id="mainNav"><ul><li><a href="/a">首页</a></li><li><a href="/b">政务公开</a></li>
<li><a href="/c">一、机构职能</a></li></ul></div>
<div class="wrap"><div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/zc">政策</a> &gt; 正文</div>
<div class="article-header"><div class="tools">字号：<a>大</a> <a>中</a> <a>小</a>　【打印】 浏览次数：318</div></div>
<div class="TRS_Editor" id="zoom">
"""
SITE_BOTTOM = """</div>
<div class="xgwz"><ul><li><a href="/1">关于支持外贸稳定增长的措施（2021年，最高不超过90万元）</a></li>
<li><a href="/2">第九十二条政策解读</a></li></ul></div>
<div style="display:none">第九十三条　每家企业奖励90万元。</div></div>
<div class="gzw-bottom"><p>主办：某市人民政府办公室　网站标识码：3700000001　鲁ICP备05000001号</p>
<p>地址：某路1号　邮编：250000</p></div>
<footer>联系我们。第九十四条</footer></body></html>
"""


def web_page(paragraphs: Sequence[str], charset: str = "utf-8") -> bytes:
    """Wrap paragraphs in a page of a municipal site."""
    body = "\n".join(f'<p style="text-indent:2em"><span>{html.escape(line)}</span></p>' for line in paragraphs)
    return (SITE_TOP.format(charset=charset) + body + SITE_BOTTOM).encode(charset)


def word_document(paragraphs: Sequence[str]) -> bytes:
    """Write paragraphs as a DOCX with a header and a footer."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "第九十五条 页眉"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    for line in paragraphs:
        document.add_paragraph(line)
    return saved(document)


def saved(document: Document) -> bytes:
    """The bytes of a python-docx document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_with(pages: Sequence[Sequence[str]]) -> bytes:
    """Write pages of lines as a PDF whose text layer uses a font of every reader (Adobe-GB1), nothing embedded."""
    return pdf_from([_drawing(lines) for lines in pages])


def pdf_from(contents: Sequence[bytes], xobjects: Sequence[tuple[bytes, bytes]] = ()) -> bytes:
    """Write page contents and XObjects /X0, /X1, … (dictionary, data), which may all draw one another, as a PDF."""
    first_page = 5
    first_object = first_page + 2 * len(contents)
    resources = b"<</Font<</F 3 0 R>>/XObject<<%b>>>>" % b"".join(
        b"/X%d %d 0 R" % (at, first_object + at) for at in range(len(xobjects))
    )
    kids = b" ".join(b"%d 0 R" % (first_page + 2 * at) for at in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%b]/MediaBox[0 0 595 842]>>" % (len(contents), kids),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>",
    ]
    for at, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/Resources %b/Contents %d 0 R>>" % (resources, first_page + 2 * at + 1)
        )
        objects.append(_stream(b"", content))
    objects += [_stream(keys + b"/Type/XObject/Resources " + resources, data) for keys, data in xobjects]
    return _assembled(objects)


def _drawing(lines: Sequence[str]) -> bytes:
    shown = b"".join(b"<%b>Tj T*\n" % line.encode("utf-16-be").hex().encode() for line in lines)
    return b"BT /F 14 Tf 60 790 Td 24 TL\n%bET" % shown


def _stream(keys: bytes, data: bytes) -> bytes:
    packed = zlib.compress(data)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (keys, len(packed), packed)


def _assembled(objects: Sequence[bytes]) -> bytes:
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, rows, size, len(out))
    )


def printed(paragraphs: Sequence[str], width: int = 34, height: int = 28) -> list[list[str]]:
    """Break paragraphs into pages as a printer does: wrapped lines, a running head, page numbers."""
    lines = [line[at : at + width] for line in paragraphs for at in range(0, len(line), width)]
    pages = [lines[at : at + height] for at in range(0, len(lines), height)]
    return [["某市人民政府公报", *page, f"— {number} —"] for number, page in enumerate(pages, start=1)]


@pytest.fixture(scope="session")
def make() -> dict[str, Callable[[Sequence[str]], bytes]]:
    """Format → what writes paragraphs in it."""
    return {"html": web_page, "docx": word_document, "pdf": lambda paragraphs: pdf_with(printed(paragraphs))}


@pytest.fixture(scope="session")
def pdf() -> Callable[[Sequence[Sequence[str]]], bytes]:
    """Writes pages of lines as a PDF."""
    return pdf_with


@pytest.fixture(scope="session")
def pdf_of() -> Callable[..., bytes]:
    """Writes page contents and XObjects as a PDF."""
    return pdf_from
