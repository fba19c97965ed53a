"""Web pages: what is the document and what is the site, and how the document becomes lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from zhengtu.errors import UnreadableSource

from .reading import text_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

SENTENCE = "第一条　对企业给予奖励。"


def read(body: str) -> str:
    return text_in(f"<!doctype html><body>{body}".encode(), "a.html")


def test_nothing_of_the_site_is_in_the_text(
    make: dict[str, Callable[[Sequence[str]], bytes]], documents: dict[str, Path]
) -> None:
    text = documents["yuncheng-2024"].read_text("utf-8-sig")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert text_in(make["html"](lines), "a.html").splitlines() == [re.sub(" +", " ", line) for line in lines]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "gb18030", "big5"])
def test_page_is_decoded_as_it_declares(charset: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><p>市商局。</p>'
    assert text_in(page.encode(charset), "a.html") == "市商局。\n"


def test_page_is_utf8_where_it_is_although_it_declares_gb2312() -> None:
    assert text_in('<html><meta charset="gb2312"><p>市商务局。</p>'.encode(), "a.html") == "市商务局。\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_page_without_declaration_is_decoded_as_a_text_is(encoding: str) -> None:
    assert text_in("<html><p>市商务局。</p>".encode(encoding), "a.html") == "市商务局。\n"


def test_blocks_end_lines_and_spans_do_not() -> None:
    body = "<div>一、<b>加大</b>支持<br>（一）<span>奖</span>励。<p>1.补贴。</p>二、其他</div><ul><li>甲。<li>乙。</ul>"
    assert read(body) == "一、加大支持\n（一）奖励。\n1.补贴。\n二、其他\n甲。\n乙。\n"


def test_entities_are_decoded_and_blanks_folded() -> None:
    assert read("<p>&#31532;一条 &nbsp;A&amp;B\n   &lt;50&gt;万元&mdash;&#8220;奖&#x52b1;&rdquo;。</p>") == (
        "第一条 \xa0A&B <50>万元—“奖励”。\n"
    )


def test_preformatted_text_keeps_its_lines() -> None:
    assert read("<pre>第一条\n第二条。\n</pre><p style='white-space: pre-wrap'>第三条\n第四条。</p>") == (
        "第一条\n第二条。\n第三条\n第四条。\n"
    )


def test_row_of_a_table_is_a_line_with_cells_separated_by_tabs() -> None:
    rows = "<tr><th>项目<th>标准（万元）<th>单位</tr><tr><td>海外<br>仓</td><td><p>50</p></td><td></td></tr>"
    assert read(f"<p>{SENTENCE}</p><table><tbody>{rows}</tbody></table>") == (
        f"{SENTENCE}\n项目\t标准（万元）\t单位\n海外 仓\t50\n"
    )


def test_cell_with_several_sentences_keeps_its_lines() -> None:
    cells = "<td>支持标准</td><td><p>1.补贴租金。</p><p>2.补贴运费。</p></td>"
    assert read(f"<table><tr>{cells}</tr></table>") == "支持标准\n1.补贴租金。\n2.补贴运费。\n"


def test_table_that_only_lays_out_the_page_leaves_the_paragraphs_as_they_are() -> None:
    inner = f"<table><tr><td><p>某市若干措施</p><p>{SENTENCE}</p></td></tr></table>"
    assert read(f"<table><tr><td>{inner}</td></tr></table>") == f"某市若干措施\n{SENTENCE}\n"


def test_items_of_an_ordered_list_have_the_numbers_that_a_browser_shows() -> None:
    assert read("<ol start=3><li>奖励。</li><li>补贴。</li></ol>") == "3. 奖励。\n4. 补贴。\n"


@pytest.mark.parametrize("style", ["list-style: none", "list-style-type:none outside"])
def test_items_without_list_style_have_no_number(style: str) -> None:
    assert read(f"<ol style='{style}'><li>奖励。</li></ol>") == "奖励。\n"


def test_items_that_print_their_own_numbers_are_not_numbered_twice() -> None:
    assert read("<ol><li>（一）奖励。</li><li>（二）补贴。</li></ol>") == "（一）奖励。\n（二）补贴。\n"


def test_title_outside_of_the_body_of_the_article_is_kept() -> None:
    site = "<div id=header>某市政府<a>首页</a></div>"
    assert (
        read(f"{site}<div class=wrap><h1>某市若干措施</h1><div class=con><p>{SENTENCE}</div>")
        == f"某市若干措施\n{SENTENCE}\n"
    )


def test_title_that_only_the_metadata_tell_is_put_first() -> None:
    page = f'<html><head><meta name="ArticleTitle" content="某市若干措施"></head><body><p>{SENTENCE}</p>'
    assert text_in(page.encode(), "a.html") == f"某市若干措施\n{SENTENCE}\n"


def test_title_that_the_metadata_repeat_is_not_doubled() -> None:
    head = '<html><head><meta name="ArticleTitle" content="某市若干措施"></head>'
    page = f"{head}<div class=bt><span>某市</span>若干措施</div><div class=con><p>{SENTENCE}</p></div>"
    assert text_in(page.encode(), "a.html") == f"某市若干措施\n{SENTENCE}\n"


@pytest.mark.parametrize(
    "attributes", ['class="nav-wrapper"', 'class="header"', 'id="footer"', 'role="navigation"', 'class="top"']
)
def test_document_within_an_element_named_like_a_part_of_the_site_is_kept(attributes: str) -> None:
    assert read(f"<div {attributes}><p>{SENTENCE}</p></div>") == f"{SENTENCE}\n"


def test_list_of_attachments_is_kept() -> None:
    body = f"<div><p>{SENTENCE}</p><p>附件：<a>1.申报表</a> <a>2.承诺书</a></p></div>"
    assert read(body) == f"{SENTENCE}\n附件：1.申报表 2.承诺书\n"


def test_cells_that_speak_of_what_sites_speak_of_are_kept() -> None:
    cells = ["版权所有人", "支持“扫一扫”支付", "打印设备", "浏览量", "登记位置"]
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    assert read(f"<p>{SENTENCE}</p><table><tr>{row}</tr></table>") == f"{SENTENCE}\n" + "\t".join(cells) + "\n"


def test_links_within_a_sentence_are_kept() -> None:
    body = "<p>依据<a>《某办法》</a>、<a>《某条例》</a>执行。</p>"
    assert read(body) == "依据《某办法》、《某条例》执行。\n"


def test_signature_and_date_at_the_right_are_kept() -> None:
    body = f"<div><p>{SENTENCE}</p><p class=right>某市人民政府</p><p class=right>2024年4月10日</p></div>"
    assert read(body) == f"{SENTENCE}\n某市人民政府\n2024年4月10日\n"


def test_page_with_hundreds_of_unclosed_elements_is_read() -> None:
    assert read("<p><font>" * 500 + SENTENCE) == f"{SENTENCE}\n"


@pytest.mark.parametrize("body", ["<div>" * 20_000 + SENTENCE, f"<p>{SENTENCE}" + "<i>甲" * 250_000])
def test_page_that_the_parser_would_cut_off_is_refused(body: str) -> None:
    with pytest.raises(UnreadableSource, match="larger or nested deeper than web pages of policies are"):
        read(body)


def test_page_of_an_old_site_laid_out_with_tables_gives_the_document_alone(documents: dict[str, Path]) -> None:
    lines = [line.strip() for line in documents["zhengzhou-draft"].read_text("utf-8-sig").splitlines() if line.strip()]
    menu = "<td width=180><a href=a>政务公开</a><br><a href=b>办事服务</a><br><a href=c>互动交流</a></td>"
    article = f"<td>{'<br>　　'.join(lines)}<br><br><a href=javascript:close()>【关闭】</a>【打印】</td>"
    imprint = "<tr><td colspan=2 align=center>主办单位：某市商务局　豫ICP备05000001号</td></tr>"
    text = read(
        f"<center><table><tr><td colspan=2><img src=top.jpg></td></tr><tr>{menu}{article}</tr>{imprint}</table>"
    )
    assert [line.strip() for line in text.splitlines()] == [*lines, "【打印】"]


@pytest.mark.parametrize("body", ["", "<script>var a;</script>", "<p hidden>第一条</p>", "<div><img src=a></div>"])
def test_page_without_text_is_refused(body: str) -> None:
    with pytest.raises(UnreadableSource, match=r"a\.html is an HTML page without text"):
        read(body)


@pytest.mark.parametrize("shown", ["&lt;p&gt;第一条", "&lt;!doctype html&gt;", "%PDF-1.7", "{\\rtf1"])
def test_page_whose_text_would_not_read_back_as_text_is_refused(shown: str) -> None:
    with pytest.raises(UnreadableSource, match=r"^a\.html (shows the source of|is an RTF)"):
        read(f"<p>{shown}</p>")


def test_markup_within_plain_text_is_text() -> None:
    assert text_in("一、<b>奖励</b>\n".encode(), "a.txt") == "一、<b>奖励</b>\n"


def test_table_with_the_number_of_the_document_is_no_choice_of_the_size_of_its_characters() -> None:
    index = "<table><tr><td>索引号：</td><td>SX-25</td><td>发文字号：</td><td>松商发3号</td></tr></table>"
    tools = "<div>【字号：<a>大</a> <a>小</a>】</div>"
    assert read(f"{index}{tools}<p>{SENTENCE}</p>") == f"索引号：\tSX-25\t发文字号：\t松商发3号\n{SENTENCE}\n"


def test_table_within_a_cell_does_not_divide_the_row() -> None:
    inner = "每年<table><tr><td>面积</td><td>1000平方米</td></tr></table>"
    rows = ["<td>支持项目<td>支持标准<td>责任单位", f"<td>仓储<td>{inner}<td>市商务局"]
    table = "<table>" + "".join(f"<tr>{row}" for row in rows) + "</table>"
    assert read(f"{table}<p>{SENTENCE}</p>").splitlines()[1] == "仓储\t每年 面积，1000平方米\t市商务局"
