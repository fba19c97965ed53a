"""One spelling for one thing: widths, blanks and broken lines, with a map back into the untouched source.

No knowledge of provisions or facts lives here; what begins a numbered line is the only structural hint it uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhengtu.model.record import Evidence

_DROPPED = "\ufeff\u200b\u200c\u200d\u2060\u00ad"
_FOLDED = {
    **{c: chr(ord(c) - 0xFEE0) for c in map(chr, range(0xFF01, 0xFF5F))},
    **dict.fromkeys("\u3000\u00a0\u2002\u2003\u2009\t\x0b\x0c", " "),
    **dict.fromkeys("–—―−~～﹣－", "-"),
    "｡": "。",
    "､": "、",
    "．": ".",
    "﹝": "〔",
    "﹞": "〕",
    **dict.fromkeys("∶︰﹕", "："),
    "″": "”",
    "＂": '"',
}
_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}

_NUMERAL = "一二三四五六七八九十百零〇"
# A line that opens with one of these begins something of its own; the outline decides later whether it counts.
MARKED_LINE = re.compile(
    rf"第[{_NUMERAL}\d]{{1,5}}[章节条]|[{_NUMERAL}]{{1,4}}[、.]|（[{_NUMERAL}]{{1,4}}）"
    r"|\d{1,3}(?:[、]|\.(?!\d))|（\d{1,3}）|\d{1,2}）|[①-⑳]|【"
)
# How far back an opened mark can force a join; keeps hostile text linear.
_LOOK_BACK = 2000
_TERMINAL = re.compile(r"[。；：！？…](?:[”’）」])?$")
_ALONE = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日(?:印发)?$|^（[^（）]{2,12}）$|>$")
_ALONE_IF_SHORT = re.compile(
    r"(?:通知|意见|措施|办法|规定|细则|方案|政策|指南|清单)(?:（[^（）]+）)?$|[府室局委会部厅]$|文件$"
)
# Lines that begin something of their own whatever stands before them: addressees and signatures.
_OPENING = re.compile(
    r"^各.*：$|^[\u4e00-\u9fff]{1,12}[〔\[（]\d{4}[〕\]）]第?\d+号$|^[\u4e00-\u9fff]{2,26}(?:人民政府|办公室|办公厅|委员会|管委会|局|厅)$"
)
_TITLE_CONTINUED = re.compile(r"^(?:的|》|》?的?(?:通知|意见|措施|办法|规定|细则|方案)$)")


@dataclass(frozen=True, slots=True)
class Text:
    """A source and its normal form. normal[i] was read from raw[starts[i]:ends[i]]; both grow with i."""

    raw: str
    normal: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where normal[start:end] stands in the source, blanks at both ends left out."""
        while start < end and self.normal[start].isspace():
            start += 1
        while end > start and self.normal[end - 1].isspace():
            end -= 1
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.raw)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def evidence(self, start: int, end: int) -> Evidence:
        """The verbatim words of the source behind normal[start:end]."""
        first, last = self.raw_span(start, end)
        return Evidence(first, last, self.raw[first:last])


@dataclass(slots=True)
class _Char:
    """One character on its way: what it reads as and where it stood."""

    text: str
    start: int
    end: int


def normalise(raw: str) -> Text:
    """Fold a source into its normal form.

    Full-width letters and digits become half-width, clause punctuation and brackets full-width, blanks inside
    Chinese text go, lines that were only wrapped are joined. A newline in the result is a paragraph break.

    >>> normalise("补助最高 2.5 万元,单家企\\n\\n业限６个").normal
    '补助最高2.5万元，单家企业限6个'
    """
    lines = [line for line in (_fold_line(raw, a, b) for a, b in _line_spans(raw)) if line]
    texts = ["".join(c.text for c in line) for line in lines]
    lengths = [line[-1].end - (raw.rfind("\n", 0, line[0].start) + 1) for line in lines]  # as printed, with blanks
    width = _wrap_width(texts, lengths)
    out: list[_Char] = []
    for index, line in enumerate(lines):
        if index:
            before, after = texts[index - 1], texts[index]
            at = lines[index - 1][-1].end
            if not _is_wrapped(before, after, lengths[index - 1], width, _open_marks(out)):
                out.append(_Char("\n", at, at + 1))
            elif before[-1].isascii() and before[-1].isalnum() and after[0].isascii() and after[0].isalpha():
                out.append(_Char(" ", at, at + 1))
        out.extend(line)
    return Text(raw, "".join(c.text for c in out), tuple(c.start for c in out), tuple(c.end for c in out))


def _line_spans(raw: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in raw.splitlines(keepends=True):
        yield at, at + len(line)
        at += len(line)


def _fold_line(raw: str, start: int, end: int) -> list[_Char]:
    chars = [_Char(_FOLDED.get(raw[i], raw[i]), i, i + 1) for i in range(start, end) if raw[i] not in _DROPPED]
    chars = [c for c in chars if c.text == " " or not c.text.isspace()]
    return _widen(_drop_blanks(chars))


def _drop_blanks(chars: list[_Char]) -> list[_Char]:
    """Keep one blank between two ASCII words; elsewhere blanks are layout."""
    out: list[_Char] = []
    waiting: _Char | None = None
    for char in chars:
        if char.text == " ":
            waiting = waiting or char
            continue
        if waiting and out and _is_word(out[-1].text) and _is_word(char.text):
            out.append(waiting)
        waiting = None
        out.append(char)
    return out


def _is_word(c: str) -> bool:
    return c.isascii() and c.isalnum()


def _widen(chars: list[_Char]) -> list[_Char]:
    """Give clause punctuation its full-width form; commas inside 1,000,000 go, a full stop after Chinese is 。"""
    text = "".join(c.text for c in chars)
    grouped = {
        m.start() + i
        for m in re.finditer(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)", text)
        for i, c in enumerate(m[0])
        if c == ","
    }
    quotes = 0
    out = []
    for i, char in enumerate(chars):
        if i in grouped:
            continue
        if char.text == '"':
            char.text = "“”"[quotes % 2]
            quotes += 1
        elif char.text == "." and _ends_sentence(text, i):
            char.text = "。"
        else:
            char.text = _WIDE.get(char.text, char.text)
        out.append(char)
    return out


def _ends_sentence(text: str, at: int) -> bool:
    before = text[at - 1] if at else ""
    after = text[at + 1] if at + 1 < len(text) else ""
    if not before or (before in "." + _NUMERAL and at < 4):
        return False
    chinese_before = "\u4e00" <= before <= "\u9fff" or before in "）)”》%‰】"
    return chinese_before and not after.isdigit() and after != "."


def _wrap_width(lines: Sequence[str], lengths: Sequence[int]) -> int:
    """The length at which lines of this text seem to have been wrapped; at most 40."""
    broken = [
        length
        for length, (line, after) in zip(lengths, pairwise(lines), strict=False)
        if not _TERMINAL.search(line) and not MARKED_LINE.match(after)
    ]
    return min(40, max([15, *broken]))


def _is_wrapped(before: str, after: str, length: int, width: int, open_marks: bool) -> bool:
    """Whether the break between two lines is only layout; length is that of the first line as printed."""
    full = length >= 0.8 * width
    if before[-1].isdigit() and after[0].isdigit() and full:
        return True
    if MARKED_LINE.match(after):
        return False
    if open_marks:
        return True
    if _TERMINAL.search(before) or _ALONE.search(before) or _ALONE.search(after) or _OPENING.match(after):
        return False
    if _TITLE_CONTINUED.match(after):
        return True
    if _ALONE_IF_SHORT.search(before) and length < width:
        return False
    return full


def _open_marks(chars: list[_Char]) -> bool:
    """Whether the paragraph so far leaves a 《, “ or （ open."""
    depth = {"《": 0, "“": 0, "（": 0}
    closing = {"》": "《", "”": "“", "）": "（"}
    for char in reversed(chars[-_LOOK_BACK:]):
        if char.text == "\n":
            break
        if char.text in depth:
            depth[char.text] += 1
        elif char.text in closing:
            depth[closing[char.text]] -= 1
    return any(count > 0 for count in depth.values())
