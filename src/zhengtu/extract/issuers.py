"""Which bodies issue a document: those that sign it, stand in its letterhead or begin its title. Titles: header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengtu.extract.bodies import Body, bodies_before
from zhengtu.extract.signature import Signature
from zhengtu.text.normalise import Text

# How far in front of 关于 or 文件 names are looked for.
_REACH = 160
_NAMES = re.compile(r"[\u4e00-\u9fff、，\n]+$")
_ISSUED = re.compile(r"关于\n?(?:印发|转发|发布|公布|下发|出台)")
# 发文单位：甲市人民政府办公室 in the sheet of data above a document, the next label behind it.
_LABELLED = re.compile(
    r"(?:发文|发布|制定|印发)(?:机关|单位|机构)：([\u4e00-\u9fff]{2,30}?(?:政府|办公室|办公厅|委员会|管委会|局|厅|部|委))"
    r"(?=[\u4e00-\u9fff]{2,6}：|[^\u4e00-\u9fff]|$)"
)
_LETTERHEAD = re.compile(r"文件(?=\n?[\u4e00-\u9fff]{1,12}[〔\[（]\d{4}[〕\]）]|\n)")


def find_issuers(
    text: Text, signature: Signature | None, title: tuple[int, int] | None, head_end: int
) -> tuple[tuple[Body, ...], str]:
    """The bodies that issue a document, and the rule that found them.

    A signature counts most, but for one that names fewer bodies than the title does. title is where that stands.
    """
    signed = signature.names if signature else ()
    titled = _in_front_of_title(text, title) if title else ()
    if signed and not _are_more(titled, signed):
        return signed, "signature.names"
    if titled:
        return titled, "issuers.title"
    if labelled := _LABELLED.search(text.normal, 0, head_end):
        return (Body(labelled[1], *labelled.span(1)),), "issuers.labelled"
    return _letterhead(text, head_end), "issuers.letterhead"


def _are_more(titled: Sequence[Body], signed: Sequence[Body]) -> bool:
    return {body.name for body in signed} < {body.name for body in titled}


def _in_front_of_title(text: Text, title: tuple[int, int]) -> tuple[Body, ...]:
    """甲局、乙局关于…: names up to the first 关于 of the title, or of the line that it is carried in."""
    line = text.normal.rfind("\n", 0, title[0]) + 1
    about = text.normal.find("关于", line, title[1])
    issued = _ISSUED.search(text.normal, 0, title[1])
    places = (about, issued.start() if issued else -1)
    return next((names for place in places if place >= 0 and (names := _names(text, place))), ())


def _letterhead(text: Text, head_end: int) -> tuple[Body, ...]:
    """甲局 乙局文件."""
    found = _LETTERHEAD.search(text.normal, 0, head_end)
    return _names(text, found.start()) if found else ()


def _names(text: Text, end: int) -> tuple[Body, ...]:
    run = _NAMES.search(text.normal, max(0, end - _REACH), end)
    return tuple(bodies_before(text, *run.span())) if run else ()
