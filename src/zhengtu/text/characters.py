"""One spelling for every character of a line: widths, blanks, marks, cells. Which lines are one: wrapping.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

NUMERAL = "一二三四五六七八九十百零〇"
# Numbers that are one character each, by the style that they stand for: ①, （1）, 1., （一）.
CIRCLED, BRACKETED, POINTED, BRACKETED_CHINESE = "①-⑳❶-❿⓵-⓾➀-➓", "⑴-⒇", "⒈-⒛", "㈠-㈩"
ENCLOSED = f"{CIRCLED}{BRACKETED}{POINTED}{BRACKETED_CHINESE}"
# Words that number what is granted: 事项一：, 措施二：.
MATTERS = "(?:支持)?事项|专题|方向|类别|措施|政策|举措"
# 第三章所需资金, 第十条、第十三条政策 at the start of a line are spoken of in a sentence.
_NO_REFERENCE = r"(?![、和及至]第|(?<=章)所需)"
# A line that opens with one of these begins something of its own; the outline decides later whether it counts.
MARKED_LINE = re.compile(
    rf"第[{NUMERAL}\d]{{1,5}}[章节条]{_NO_REFERENCE}|[{NUMERAL}]{{1,4}}[、.]|（[{NUMERAL}]{{1,4}}）"
    rf"|\d{{1,3}}(?:[、]|\.(?!\d))|（\d{{1,3}}）|\d{{1,2}}）|[{ENCLOSED}]|【|〔[{NUMERAL}]{{1,3}}〕"
    rf"|(?:{MATTERS})(?:[{NUMERAL}]{{1,3}}|\d{{1,2}})[：、]"
)
# A line within a table that names what the rows below it are about.
SECTION_LINE = re.compile(rf"(?:[{NUMERAL}]{{1,3}}、|（[{NUMERAL}]{{1,3}}）)[^，。；：\d\t|]{{2,20}}")
_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
_HALF = {c: chr(ord(c) - 0xFEE0) for c in map(chr, range(0xFF01, 0xFF5F))}
# Every character reads as one character, so that places stay what they are.
_FOLDED = str.maketrans(
    {
        **_WIDE,
        **{c: _WIDE.get(half, half) for c, half in _HALF.items()},
        **dict.fromkeys("–—―−~～﹣－", "-"),
        **dict.fromkeys("∶︰﹕", "："),
        **dict(zip("｡､．﹝﹞″「」『』〝〞", "。、.〔〕”“”‘’“”", strict=True)),
        **dict.fromkeys("●■◆▲►▶•▪◇△", " "),
    }
)
# What marks headings, lists and bold words in text that was set with Markdown.
_MARKUP = re.compile(r"\*\*|^[ \t]*(?:#{1,6}|[-*+>]) +(?=[\u4e00-\u9fff（“《*①-⑳\d])", re.MULTILINE)
# Between two runs stands layout. Marks of direction and joining print nothing at all.
_RUN = re.compile(r"[^\s\ufeff\u200b-\u200d\u2060\u00ad]+")
_BLANK = re.compile(r"\s")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:，\d{3})+(?!\d)")
_POINT = re.compile(r"(?<=[\u4e00-\u9fff）)”》%‰】])\.(?![\d.])")
_ROW_NUMBER = re.compile(rf"\d+[.、]*|（[{NUMERAL}]{{1,3}}）|[{NUMERAL}]{{1,3}}、")
CELL = "\t"
_WIDE_BLANK = "\u3000"
ENDED = "，；：。！？、（“《"
_LABEL_RUNS = 5  # 第 一 条, set apart by blanks
# Of two cells the first, where it says what the second is: 责任单位, 市商务局.
_LABEL = re.compile(rf"(?!{MARKED_LINE.pattern})[\u4e00-\u9fff]{{1,7}}[^\W局厅委府办室院]{CELL}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: how it reads, where each of its characters stands, and its length as printed."""

    text: str
    places: tuple[int, ...]
    length: int  # up to the last character that prints
    room: int  # with the blanks behind it
    is_row: bool  # of cells, or the number of one
    cells: tuple[int, ...] = ()  # of a row: where in its text each cell that is not empty begins
    columns: tuple[int, ...] = ()  # the columns that these cells stand in
    width: int = 0  # how many cells the row has, the empty ones too
    in_table: bool = False
    runs_on: bool = False  # from the line in front: a row that goes on with its sentence
    joints: tuple[int, ...] = ()  # where in its text the lines begin that were put together as one
    names: tuple[str, ...] = ()  # of all columns, where two lines make a heading
    resumes: bool = False  # the table above a line that names a section of it: 一、人才类

    @property
    def is_row_number(self) -> bool:
        """Whether it only numbers a row."""
        return self.is_row and _ROW_NUMBER.fullmatch(self.text) is not None


def fold(raw: str) -> str:
    """Give every character its one spelling; the text stays as long as it was.

    >>> fold("奖励６％,")
    '奖励6%，'
    """
    return _MARKUP.sub(lambda found: " " * len(found[0]), raw).translate(_FOLDED)


def read_line(folded: str, start: int, end: int, *, divider: int = 0) -> Line | None:
    """Read folded[start:end]; None for a blank line. divider: how many blanks divide two cells, 0 where none do.

    Cells are divided by ，, a label from its value by ：.
    """
    pieces: list[str] = []
    places: list[int] = []
    last = start
    for run in _RUN.finditer(folded, start, end):
        if pieces and (gap := _gap(folded, last, run.start(), pieces, divider)):
            pieces.append(gap[0])
            places += [gap[1]] * len(gap[0])
        last = run.end()
        pieces.append(run[0])
        places.extend(range(run.start(), last))
    if not pieces:
        return None
    text = "".join(pieces)
    if "，" in text or "." in text or '"' in text:
        text, places = _marked(text, places)
    line = Line(text, tuple(places), last - start, end - start, is_row=False)
    if CELL not in text:
        return line
    return _divided(line, folded.count(CELL, start, line.places[0]), folded.count(CELL, last, end))


def _gap(folded: str, start: int, end: int, before: list[str], divider: int) -> tuple[str, int] | None:
    """What layout between two runs reads as: the ends of cells, a blank between two ASCII words, or nothing."""
    tab = folded.find(CELL, start, end)
    is_wide = end - start >= divider or _WIDE_BLANK in folded[start:end]
    blank = tab if tab >= 0 else start if divider and is_wide else -1
    if blank >= 0 and not _is_number(before):
        return CELL * max(1, folded.count(CELL, start, end)), blank
    if _is_word(folded[start - 1]) and _is_word(folded[end]) and (found := _BLANK.search(folded, start, end)):
        return " ", found.start()
    return None


def _is_number(pieces: list[str]) -> bool:
    """Whether a line so far is the number of an item, which a tab sets apart from its text."""
    return len(pieces) <= _LABEL_RUNS and MARKED_LINE.fullmatch("".join(pieces)) is not None


def _divided(line: Line, before: int, behind: int) -> Line:
    """Put a mark behind each cell that has none, and tell where the cells begin; so many empty ones stand outside."""
    found = line.text.split(CELL)
    mark = "：" if len(found) == 2 and _LABEL.match(line.text) else "，"
    pieces: list[str] = []
    kept: list[int] = []
    cells: list[tuple[int, int]] = []
    at = 0
    for column, cell in enumerate(found, start=before):
        if pieces and cell and pieces[-1][-1] not in ENDED:
            pieces.append(mark)
            kept.append(line.places[at - 1])
        if cell:
            cells.append((len(kept), column))
            pieces.append(cell)
        kept += line.places[at : at + len(cell)]
        at += len(cell) + len(CELL)
    begins, columns = zip(*cells, strict=True)
    width = before + len(found) + behind
    return replace(
        line, text="".join(pieces), places=tuple(kept), is_row=True, cells=begins, columns=columns, width=width
    )


def _is_word(c: str) -> bool:
    return c.isascii() and c.isalnum()


def _marked(text: str, places: list[int]) -> tuple[str, list[int]]:
    """Take commas out of 1,000,000, pair straight quotes, and let a full stop after Chinese be one."""
    if '"' in text:
        pieces = text.split('"')
        text = "".join(piece + ("" if at == len(pieces) - 1 else "“”"[at % 2]) for at, piece in enumerate(pieces))
    if "." in text:
        text = _POINT.sub(lambda found: "." if _is_label(text, found.start()) else "。", text)
    dropped = set(_separators(text)) if "，" in text else set()
    if not dropped:
        return text, places
    kept = [at for at in range(len(text)) if at not in dropped]
    return "".join(text[at] for at in kept), [places[at] for at in kept]


def _is_label(text: str, at: int) -> bool:
    """Whether a point stands behind the number of an item: 一.总则."""
    return at < 4 and text[at - 1] in NUMERAL


def _separators(text: str) -> Iterator[int]:
    for group in _GROUPED.finditer(text):
        yield from (at for at in range(*group.span()) if text[at] == "，")
