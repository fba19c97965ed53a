"""A web page as the lines that it shows, without what belongs to the site. Which part that is, html_body.py decides."""

from __future__ import annotations

import re

from lxml import etree

from zhengtu.errors import UnreadableSource
from zhengtu.text.formats.html_body import Page, text_of
from zhengtu.text.formats.lines import Element, Lines, walk
from zhengtu.text.remarks import left_out

_BLOCK = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|"
    "footer|form|h[1-6]|header|hgroup|hr|html|legend|li|main|menu|nav|ol|p|pre|search|section|summary|table|tbody|td|"
    "tfoot|th|thead|tr|ul"
)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_NO_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)
_PRINTED_NUMBER = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,4}[）)、.．]|第[一二三四五六七八九十百\d]{1,5}[章节条]|[①-⑳])"
)
_MAX_ELEMENTS = 200_000
_LEFT_OUT_SHARE = 0.1
_SPAN = re.compile("[1-9][0-9]?")
_LIST_START = re.compile("[0-9]{1,4}")


def html_text(markup: str, shown: str) -> tuple[str, tuple[str, ...]]:
    """Read the body of a page: blocks end lines, cells are separated by tabs, items of ordered lists have their number.

    A remark says where much of what reads as text was left out.

    Raises UnreadableSource where nothing is left, or the page is larger or nested deeper than pages are.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(markup.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableSource(f"{shown} is a damaged HTML page ({error.msg}); save the text that it shows") from None
    # Past a limit the parser leaves the rest of the page out.
    is_cut = any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    if is_cut or (root is not None and sum(1 for _ in root.iter()) > _MAX_ELEMENTS):
        raise UnreadableSource(
            f"{shown} is larger or nested deeper than web pages of policies are (limit {_MAX_ELEMENTS} elements); "
            "save the text that it shows"
        )
    page = Page(root) if root is not None else None
    text = _Reader(page).read() if page else ""
    if not page or not text:
        raise UnreadableSource(f"{shown} is an HTML page without text; open it, and save the text that it shows")
    missing = page.sentences - text.count("。")
    return text, left_out(missing if missing > _LEFT_OUT_SHARE * page.sentences else 0)


class _Reader:
    """Walks over the part of a page that is the document and writes its lines."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._lines = Lines()
        self._preformatted = 0
        self._numbers: list[int | None] = []  # of each list that is open: the last number, None where none is shown

    def read(self) -> str:
        self._lines.write(self._page.lost_title)
        self._lines.end_line()
        for event, element in walk(self._page.content, self._page.is_skipped):
            if event == "start":
                self._begin(element)
                self._write(element.text)
                continue
            if event == "end":
                self._finish(element)
            if element is not self._page.content:
                self._write(element.tail)
        return self._lines.text()

    def _begin(self, element: Element) -> None:
        self._preformatted += _is_preformatted(element)
        if _BLOCK.fullmatch(element.tag):
            self._lines.end_line()
        if element.tag == "tr":
            self._lines.open_row()
        elif _is_cell(element):
            self._lines.open_cell(_span(element, "colspan"), _span(element, "rowspan"))
        elif element.tag in ("ol", "ul"):
            self._numbers.append(_before_first_item(element))
        elif element.tag == "li" and self._numbers and (number := self._numbers[-1]) is not None:
            self._numbers[-1] = number + 1
            self._lines.write(f"{number + 1}. ")

    def _finish(self, element: Element) -> None:
        self._preformatted -= _is_preformatted(element)
        if element.tag == "tr":
            self._lines.close_row()
        elif _is_cell(element):
            self._lines.close_cell()
        elif _BLOCK.fullmatch(element.tag):
            self._lines.end_line()
        if element.tag in ("ol", "ul"):
            self._numbers.pop()

    def _write(self, text: str | None) -> None:
        if not self._preformatted:
            self._lines.write(_BLANKS.sub(" ", text or ""))
            return
        for line in (text or "").splitlines(keepends=True):
            self._lines.write(line)
            if line.endswith(("\n", "\r")):
                self._lines.end_line()


def _is_cell(element: Element) -> bool:
    parent = element.getparent()
    return element.tag in ("td", "th") and parent is not None and parent.tag == "tr"


def _span(cell: Element, name: str) -> int:
    """Over how many columns or rows a cell reaches."""
    words = cell.get(name, "").strip()
    return int(words) if _SPAN.fullmatch(words) else 1


def _is_preformatted(element: Element) -> bool:
    return element.tag == "pre" or bool(_PREFORMATTED.search(element.get("style", "")))


def _before_first_item(element: Element) -> int | None:
    """One less than the number that a browser prints first; None where it prints none, or the text has its own."""
    if element.tag == "ul" or _NO_LIST_STYLE.search(element.get("style", "")):
        return None
    if any(_PRINTED_NUMBER.match(text_of(item)) for item in element.iterchildren("li")):
        return None
    start = element.get("start", "")
    return int(start) - 1 if _LIST_START.fullmatch(start) else 0
