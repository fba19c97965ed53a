"""A web page as the lines that it shows, without what belongs to the site. Which part that is, html_body.py decides."""

from __future__ import annotations

import re

from lxml import etree

from zhengtu.errors import UnreadableSource
from zhengtu.text.formats.html_body import Page
from zhengtu.text.formats.lines import Element, Lines, walk

_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table "
    "tbody td tfoot th thead tr ul".split()
)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_NO_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)
_PRINTED_NUMBER = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,4}[）)、.．]|第[一二三四五六七八九十百\d]{1,5}[章节条]|[①-⑳])")


def html_text(markup: str, shown: str) -> str:
    """Read the body of a page: blocks end lines, cells are separated by tabs, items of ordered lists have their number.

    Raises UnreadableSource where nothing is left, or the page is nested deeper than pages are.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(markup.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableSource(f"{shown} is no HTML page that can be read ({error.msg}); give its text instead") from None
    page = Page(root) if root is not None else None
    text = _read(page) if page else ""
    if not text:
        raise UnreadableSource(f"{shown} is an HTML page without text; open it, and save the text that it shows")
    return text


def _read(page: Page) -> str:
    lines = Lines()
    if page.lost_title:
        lines.write(page.lost_title)
        lines.end_line()
    preformatted = 0
    for event, element in walk(page.content, page.is_skipped):
        if event == "start":
            _begin(element, lines)
            preformatted += _is_preformatted(element)
            _write(element.text, lines, preformatted > 0)
            continue
        if event == "end":
            preformatted -= _is_preformatted(element)
            _finish(element, lines)
        if element is not page.content:
            _write(element.tail, lines, preformatted > 0)
    return lines.text()


def _begin(element: Element, lines: Lines) -> None:
    if element.tag in _BLOCKS:
        lines.end_line()
    if element.tag == "tr":
        lines.open_row()
    elif _is_cell(element):
        lines.open_cell()
    elif element.tag == "li":
        lines.write(_item_number(element))


def _finish(element: Element, lines: Lines) -> None:
    if element.tag == "tr":
        lines.close_row()
    elif _is_cell(element):
        lines.close_cell()
    elif element.tag in _BLOCKS:
        lines.end_line()


def _is_cell(element: Element) -> bool:
    parent = element.getparent()
    return element.tag in ("td", "th") and parent is not None and parent.tag == "tr"


def _is_preformatted(element: Element) -> bool:
    return element.tag == "pre" or bool(_PREFORMATTED.search(element.get("style", "")))


def _write(text: str | None, lines: Lines, preformatted: bool) -> None:
    if not text:
        return
    if not preformatted:
        lines.write(_BLANKS.sub(" ", text))
        return
    first, *others = text.splitlines() or [""]
    lines.write(first)
    for line in others:
        lines.end_line()
        lines.write(line)
    if text.endswith("\n"):
        lines.end_line()


def _item_number(item: Element) -> str:
    """The number that a browser would print, where the text has none of its own."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or _NO_LIST_STYLE.search(parent.get("style", "")):
        return ""
    if any(_PRINTED_NUMBER.match("".join(other.itertext())[:20]) for other in parent.iterchildren("li")):
        return ""
    before = sum(1 for _ in item.itersiblings("li", preceding=True))
    start = parent.get("start", "")
    return f"{before + (int(start) if re.fullmatch('[0-9]{1,4}', start) else 1)}. "
