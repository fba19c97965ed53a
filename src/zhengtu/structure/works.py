"""Where one file holds several complete documents. What they say is nobody's business here.

A document begins anew only where three things come together: what stands before has a title and a numbering of its own
and has come to an end, a second title follows, and below it a numbering begins with its first number. A notice with
the policy that it carries is one document, and so is a policy with its annexes.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from zhengtu.structure.markers import Marker, find_markers
from zhengtu.text.normalise import Text

_NOTICES = "通知|公告|通告|函|批复|决定"
_KIND = rf"(?:意见|措施|办法|规定|规程|细则|方案|政策|规划|计划|指南|条例|说明|解读|{_NOTICES})"
_STATUS = r"(?:（[^（）\n]{2,12}）)?"
_TITLE_END = re.compile(rf"{_KIND}{_STATUS}(?=\n|$)")
_TITLE = re.compile(rf"(?!附[件表]|[上下]一[篇条]|【|\d)[^。，；：！？]{{6,120}}{_KIND}{_STATUS}")
# A preamble that names the policy: 《某意见》已经某会议审议通过.
_ADOPTED = re.compile(r"^《(?P<title>[^《》\n]{6,100})》(?:已经?|业经)", re.MULTILINE)
_NOTICE = re.compile(rf"(?:{_NOTICES}){_STATUS}$")
_NAMED = re.compile(r"《([^《》]{6,100})》")
_ANNEX = re.compile(r"附件[一二三四五六七八九十\d]{0,3}：?")
_ANNEXED = re.compile(r"附件?[一二三四五六七八九十\d]{0,3}：|见附件|附后")
_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[（]\d{4}[〕\]）]第?\d+号")
# Lines that stand above a title and belong to it.
_ABOVE = re.compile(
    rf"{_ANNEX.pattern}|各.{{2,60}}：|{_DOCUMENT_NUMBER.pattern}|[\u4e00-\u9fff、，]{{4,60}}文件"
    r"|[\u4e00-\u9fff]{2,26}(?:人民政府|办公室|办公厅|委员会|管委会|局|厅)"
)
_FIRST_NUMBER = re.compile(r"^(?:[一1][、.]|第[一1][章节条]|（[一1]）)", re.MULTILINE)
_FIRST_HALF = re.compile(r"[\u4e00-\u9fff、（）“”《]{4,40}")
_DAY = r"(?:\d{4}|[〇零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日(?:印发)?"
_CLOSING = re.compile(
    rf"^(?:{_DAY}$|抄送：|（此件|（联系人|信息公开|[-=*_#·]{{2,}}$)|起(?:正式)?(?:施行|试行|实施|执行|生效)|负责解释"
)
_COMMENCES = re.compile(r"起(?:正式)?(?:施行|试行|实施|执行|生效)")
_CLOSING_LINES = 6
_REACH = 500  # numbers, within which the second one follows the first
_SHORT = 10  # characters; a title as short is the end of one
_OUTERMOST = frozenset(("chapter", "section", "part", "article", "item", "point"))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the normal text."""

    start: int
    words: str


@dataclass(frozen=True, slots=True)
class _Title:
    """A title, the number of its last line, that of the first line of what stands above it, and those lines."""

    header: int
    last: int
    words: str
    above: tuple[str, ...]

    @property
    def is_of_annex(self) -> bool:
        """Whether 附件 stands above it."""
        return any(map(_ANNEX.fullmatch, self.above))


def split(text: Text) -> tuple[tuple[int, int], ...]:
    """The stretches of the source that are a document each; one, the whole source, in nearly every case."""
    places = [found.start() for pattern in (_TITLE_END, _ADOPTED) for found in pattern.finditer(text.normal)]
    begins = list(_begins(text, sorted(places))) if len(places) > 1 else []
    starts = [0, *(_line_start(text, begin) for begin in begins)]
    return tuple(zip(starts, [*starts[1:], len(text.raw)], strict=True))


def _line_start(text: Text, at: int) -> int:
    """Where in the source the line begins that holds a place of the normal text."""
    return 1 + max(text.raw.rfind(mark, 0, text.starts[at]) for mark in "\n\r")


def _begins(text: Text, places: Sequence[int]) -> Iterator[int]:
    """Where in the normal text further documents begin."""
    lines = [_Line(found.start(), found[0]) for found in re.finditer(r"[^\n]+", text.normal)]
    titles = list(_titles(lines, places))
    numbered = _FIRST_NUMBER.search(text.normal)
    if not titles or (numbered and lines[titles[-1].header].start < numbered.start()):
        return
    begun = partial(_begun, _numbers(text)) if numbered else partial(_told, text.normal)
    first = 0  # line of the document that is open
    carries = False
    for title in titles:
        begin, end = lines[first].start, lines[title.header].start
        own = begun(begin, end) if _is_ended(lines, first, title) else None
        if own is None or begun(end, len(text.normal)) is None:
            continue
        heads = [head for head in titles if first <= head.header and lines[head.last].start < own]
        if not heads:
            continue
        if _belongs(text.normal[begin:end], [h.words for h in heads], title, lines[first].words, carries):
            carries = True
            continue
        yield end
        first, carries = title.header, False


def _titles(lines: Sequence[_Line], places: Sequence[int]) -> Iterator[_Title]:
    """The lines that read as titles, joined with the line above where a title runs over two."""
    starts = [line.start for line in lines]
    for last in dict.fromkeys(bisect.bisect_right(starts, place) - 1 for place in places):
        begin = last
        half = lines[last - 1].words if last else ""
        if len(lines[last].words) < _SHORT and _FIRST_HALF.fullmatch(half) and not _ABOVE.fullmatch(half):
            begin = last - 1
        adopted = _ADOPTED.match(lines[last].words)
        words = adopted["title"] if adopted else "".join(line.words for line in lines[begin : last + 1])
        if adopted or _TITLE.fullmatch(words):
            above = tuple(takewhile(_ABOVE.fullmatch, (lines[at].words for at in range(begin - 1, -1, -1))))
            yield _Title(begin - len(above), last, words, above)


def _begun(numbers: Sequence[Marker], start: int, end: int) -> int | None:
    """Where the numbering of a stretch begins; None where it does not begin with a first number and go on to 2."""
    low = bisect.bisect_left(numbers, start, key=lambda number: number.start)
    high = bisect.bisect_left(numbers, end, key=lambda number: number.start)
    if low == high or numbers[low].number != 1 or numbers[low].family.kind not in _OUTERMOST:
        return None
    near = numbers[low : min(high, low + _REACH)]
    goes_on = any(n.number == 2 and n.family is numbers[low].family for n in near)
    return numbers[low].start if goes_on else None


def _numbers(text: Text) -> list[Marker]:
    return [m for m in find_markers(text.normal) if m.opens_line and not text.is_in_table(m.start)]


def _told(normal: str, start: int, end: int) -> int | None:
    """Where the sentences of a stretch without numbers begin; None where it does not say when it commences."""
    stop = normal.find("。", start, end)
    return stop if stop >= 0 and _COMMENCES.search(normal, stop, end) else None


def _is_ended(lines: Sequence[_Line], first: int, title: _Title) -> bool:
    """Whether a document closes in front of a title, or the title is that of an annex or of a numbered document."""
    if title.is_of_annex or any(map(_DOCUMENT_NUMBER.fullmatch, title.above)):
        return True
    return any(_CLOSING.search(line.words) for line in lines[max(first, title.header - _CLOSING_LINES) : title.header])


def _belongs(before: str, heads: Sequence[str], title: _Title, opening: str, carries: bool) -> bool:
    """Whether what a title begins is part of the document before: the policy that a notice carries, or an annex.

    A notice carries the first policy that it announces; what it announces beyond that are documents of their own.
    """
    policies = [head for head in heads if not _NOTICE.search(head)]
    if len(policies) < len(heads) and (not policies or _announces(before.split(policies[-1])[0], title.words)):
        return not policies and not carries and _announces(before, title.words)
    return title.is_of_annex and _ANNEXED.search(before) is not None and not _ANNEX.fullmatch(opening)


def _announces(before: str, title: str) -> bool:
    bare = re.sub(rf"{_STATUS}$", "", title)
    return bare in before or any(re.sub(rf"{_STATUS}$", "", name) in bare for name in _NAMED.findall(before))
