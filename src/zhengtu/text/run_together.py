"""Tables in a text that has lost its lines: where their rows began. What the cells of a row are: row_cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from zhengtu.text.heads import Head, kinds_of, names_run_together
from zhengtu.text.row_cells import bodies_at_end, cells_of

_HEADING = re.compile(r"序[ \u3000]?号(?=[ \u3000]*[\u4e00-\u9fff|\t])")
_NAMES = re.compile(r"([^\d\s，。；：|]{4,60}?)(\d{1,3})(?=[\u4e00-\u9fff“])")
# What divides cells: tabs and bars, or else blanks.
_DIVIDERS = (r"[|\t]", r"(?<=[^\s|])(?: *\u3000[ \u3000]*| {2,})(?=[^\s|])")
_DIVIDED = tuple(
    (
        re.compile(rf"(?P<names>[ \u3000]*{mark}[^\n。；]{{4,120}}?)(?<!\d)(?P<number>\d{{1,3}})(?=[ \u3000]*{mark})"),
        re.compile(mark),
    )
    for mark in _DIVIDERS
)
_LABEL_OF_ANNEX = re.compile(
    r"(?<![见及和与的本按该、（“])附[件表](?:[1-9](?!\d)|[一二三四五])?(?P<colon>：?)(?=(?:(?!附[件表])[^。；：\n]){4,60}$)"
)
# What a row ends with that no body closes; what only counts something: 奖励2个, 第2年.
_END_OF_ROW = re.compile(r"(?:元|%|‰|[。）”]|\d[\u4e00-\u9fff]{1,3}|支持|保障|奖励|补[助贴差])$")
_COUNTED = re.compile(
    r"[个家年月日万亿千百十元次名户件套辆吨倍天岁级等至课场期批](?!度|才|外|贸|展|际|位|业)|人次|平方|立方|标[箱准展]|以[上下内]|%"
)
_BEHIND = re.compile(
    r"备?注：|打印本页|关闭窗口|扫一扫|主办：|（?联系人|附[件表][\d一二三四五]?|(?<!第)[一二三四五六七八九十]、(?![二三四])"
    r"|(?<=[元%。；）])[\u4e00-\u9fff、]{4,30}?[局委府室]\d{4}年\d{1,2}月\d{1,2}日"
)
_SHORTEST_ROW, _LONGEST_ROW = 6, 800  # characters
_BODY_ENDS, _BODY_GOES_ON = "局委办府部厅院会行处社关队室心司", "、，局委办府部厅院会行处社关队室"
_WORKDAYS = re.compile(r"个工作日|日内|[年月]")
_MOST = 50  # tables of a text
_FEWEST = 2  # rows

Marks = list[tuple[int, str]]


def with_lost_marks(folded: str) -> tuple[str, tuple[int, ...]]:
    """A text with the line breaks and tabs that its tables with a column 序号 have lost, and where these stand in it.

    >>> marked, _ = with_lost_marks("序号支持项目支持标准责任单位1参展最高3万元市商务局2仓储补助9万元市商务局")
    >>> marked.splitlines()
    ['序号\\t支持项目\\t支持标准\\t责任单位', '1\\t参展最高3万元\\t市商务局', '2\\t仓储补助9万元\\t市商务局']
    """
    pieces: list[str] = []
    inserted: list[int] = []
    kept = length = 0
    for at, mark in _lost(folded):
        pieces += [folded[kept:at], mark]
        length += at - kept + len(mark)
        inserted += range(length - len(mark), length)
        kept = at
    return "".join([*pieces, folded[kept:]]), tuple(inserted)


def _lost(folded: str) -> Marks:
    """The marks that a text lacks, and where."""
    marks: dict[int, str] = {}
    done = 0
    for heading in islice(_HEADING.finditer(folded), _MOST):
        if heading.start() < done:
            continue
        found = _divided(folded, heading) or _bare(folded, heading)
        if found:
            marks.update((*_above(folded, heading.start()), *found))
            done = found[-1][0]
    return sorted((at, mark) for at, mark in marks.items() if 0 < at < len(folded))


def _above(folded: str, at: int) -> Marks:
    """The breaks in front of a heading, and round the label of the annex that it stands in."""
    label = _LABEL_OF_ANNEX.search(folded, max(0, at - 80), at)
    if label is None:
        return [(at, "\n")]
    return [(label.start(), "\n"), *([] if label["colon"] else [(label.end(), "\n")]), (at, "\n")]


def _bare(folded: str, heading: re.Match[str]) -> Marks:
    """A table whose cells nothing divides."""
    found = _NAMES.match(folded, heading.end())
    names = names_run_together(found[1]) if found else []
    if not found or not names:
        return []
    rows = list(_numbers(folded, found.start(2), int(found[2]), names))
    if len(rows) < _FEWEST:
        return []
    marks: Marks = []
    at = heading.end()
    for name in names:
        marks.append((at, "\t"))
        at += len(name)
    last = _end(folded, rows[-1][1], names)
    for (start, body), end in zip(rows, [*(start for start, _ in rows[1:]), last], strict=True):
        marks.append((start, "\n"))
        marks += [(body + place, mark) for place, mark in cells_of(folded[body:end], names)]
    return [*marks, (last, "\n")]


def _numbers(folded: str, start: int, number: int, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the numbers of rows begin and end, each the one that follows the last."""
    by_body = kinds_of(names[-1]) is Head.BODY
    while True:
        body = start + len(str(number))
        yield start, body
        number += 1
        places = re.compile(rf"(?<!\d){number}(?=[\u4e00-\u9fff“])").finditer(folded, body, body + _LONGEST_ROW)
        whole = (
            m.start() for m in places if _ends_row(folded[body : m.start()], folded[m.end() : m.end() + 4], by_body)
        )
        found = next(whole, None)
        if found is None:
            return
        start = found


def _ends_row(row: str, behind: str, by_body: bool) -> bool:
    """Whether words are a whole row, so that a number behind them is that of the next one and counts nothing."""
    if len(row) < _SHORTEST_ROW:
        return False
    if by_body and bodies_at_end(row) is not None:
        return not _WORKDAYS.match(behind)
    return _END_OF_ROW.search(row) is not None and not _COUNTED.match(behind)


def _end(folded: str, body: int, names: Sequence[str]) -> int:
    """Where the last row ends."""
    line = folded.find("\n", body)
    stop = min(len(folded) if line < 0 else line, body + _LONGEST_ROW)
    behind = _BEHIND.search(folded, body, stop)
    stop = behind.start() if behind else stop
    if kinds_of(names[-1]) is Head.BODY and bodies_at_end(folded[body:stop].rstrip()) is None:
        ends = (at for at in range(body + _SHORTEST_ROW, stop) if folded[at - 1] in _BODY_ENDS)
        stop = next(
            (at for at in ends if bodies_at_end(folded[body:at]) is not None and folded[at] not in _BODY_GOES_ON), stop
        )
    return stop


def _divided(folded: str, heading: re.Match[str]) -> Marks:
    """A table whose cells tabs, bars or blanks divide, so that the last one runs into the number of the next row."""
    matches = ((table.match(folded, heading.end()), divider) for table, divider in _DIVIDED)
    found, divider = next(((found, divider) for found, divider in matches if found), (None, None))
    if not found or not divider:
        return []
    names = [name.strip() for name in divider.split(found["names"]) if name.strip(" \u3000")]
    columns = len(divider.findall(folded, heading.end(), found.start("number")))
    rows = list(_divided_rows(folded, found.start("number"), int(found["number"]), columns, divider))
    cells = _places(divider, folded, rows[-1], len(names))
    if len(rows) < _FEWEST or len(cells) < len(names):
        return []
    return [*((start, "\n") for start in rows), (_end(folded, cells[-1] + 1, names), "\n")]


def _divided_rows(folded: str, start: int, number: int, columns: int, divider: re.Pattern[str]) -> Iterator[int]:
    """Where rows begin; the next number ends the cell behind so many marks as stand between the headings."""
    while True:
        yield start
        places = _places(divider, folded, start, columns + 1)
        number += 1
        begin, end = places[-2:] if len(places) > columns else (start, start)
        found = re.compile(rf"(?<!\d){number}(?=[ \u3000]*$)").search(folded[begin:end])
        if found is None or "\n" in folded[begin:end]:
            return
        start = begin + found.start()


def _places(divider: re.Pattern[str], folded: str, start: int, count: int) -> list[int]:
    """The first marks between cells behind a place."""
    return [found.start() for found in islice(divider.finditer(folded, start, start + _LONGEST_ROW), count)]
