"""Which line breaks are only layout. What a line says is nobody's business here, beyond how it begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhengtu.text.characters import MARKED_LINE, Line
from zhengtu.text.labels import LABELLED

_TERMINAL = re.compile(r"[。；：！？…](?:[”’）」])?$")
_ALONE = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日(?:印发)?$|^（[^（）]{2,12}）$|>$")
_ALONE_IF_SHORT = re.compile(
    r"(?:通知|意见|措施|办法|规定|细则|方案|政策|指南|清单|一览表)(?:（[^（）]+）)?$|[府室局委会部厅]$|文件$"
)
# Lines that begin something of their own whatever stands before them: addressees, annexes and signatures.
_OPENING = re.compile(
    r"^各.*：$|^附[件表录][\d一二三四五]{0,2}(?:：|$)|^[\u4e00-\u9fff]{1,12}[〔\[（]\d{4}[〕\]）]第?\d+号$|^[\u4e00-\u9fff]{2,26}(?:人民政府|办公室|办公厅|委员会|管委会|局|厅)$"
)
_TITLE_CONTINUED = re.compile(r"^(?:的|》|》?的?(?:通知|意见|措施|办法|规定|细则|方案)$)")
_BROKEN_NUMBER = re.compile(r"\d：?\n\d")  # 按6：|4比例 too
# 不超过|200万元, 不超|过200万元: no paragraph ends in front of the number that it bounds.
_UNFINISHED = re.compile(
    r"[^\t\n]{4}(?:(?:不(?:超过|低于|高于|少于|大于|小于|足|满)|至[多少]|超过|达到|低于|高于)\n(?=\d)|不超\n过\d"
    r"|(?:不[低高少])\n于\d|不(?:得|能|应)?\n(?:超过|低于|高于|少于|足|满)\d|至\n[多少]\d|最\n[高多]\d"
    r"|[条项款][、和及至]\n(?=第))"  # 第四条至|第十条
)
_FIRST_WORD = re.compile(r"[A-Za-z0-9.%]+|.", re.DOTALL)

# A line as long as the widest page is broken wherever it does not end; where shorter ones are, several are.
_WIDEST, _FEW = 40, 3
_LONGEST_BOUND = 10  # characters of a word that bounds, and of those beside it
_FULL_SHARE = 0.8
# What it takes to say that a text was set to one measure: that many broken lines, nearly all of them full.
_MANY, _SET_SHARE = 10, 0.9


@dataclass(frozen=True, slots=True)
class Measure:
    """How long the lines of a text are where they were broken; exact where nearly all broken lines are that long."""

    width: int
    is_exact: bool = False

    def is_full(self, line: Line, after: Line) -> bool:
        """Whether a line was as long as lines get: with an exact measure, the next word had no room on it."""
        if self.is_exact:
            return _filled(line, after) >= self.width
        return line.length >= _FULL_SHARE * self.width


def measure(lines: Sequence[Line]) -> Measure:
    """Find how long lines of a text are where they were broken."""
    broken = [(line, after) for line, after in pairwise(lines) if _may_be_broken(line, after)]
    longest = max((line.room for line, _ in broken), default=0)
    full = [pair for pair in broken if pair[0].room >= _FULL_SHARE * longest]
    exact = sum(_filled(*pair) >= longest for pair in full)
    if len(full) >= _MANY and exact >= _SET_SHARE * len(full):
        return Measure(longest, is_exact=True)
    width = min(_WIDEST, max((line.length for line in lines if not line.is_row), default=_WIDEST))
    is_wrapped_there = sum(line.length >= _FULL_SHARE * width for line, _ in broken) >= _FEW
    return Measure(width if is_wrapped_there else _WIDEST)


def _may_be_broken(line: Line, after: Line) -> bool:
    in_table = line.in_table or line.is_row or after.is_row
    return not (in_table or _TERMINAL.search(line.text) or MARKED_LINE.match(after.text))


def _filled(line: Line, after: Line) -> int:
    """How long a line would have been with the first word of the next one."""
    word = _FIRST_WORD.match(after.text)
    return line.room + (len(word[0]) if word else 0)


def is_wrapped(before: Line, after: Line, measured: Measure, open_marks: bool) -> bool:
    """Whether the break between two lines is only layout; open_marks: the paragraph so far leaves 《, “ or （ open."""
    if before.is_row or after.is_row:
        return False
    full = (Measure(_WIDEST) if before.in_table else measured).is_full(before, after)
    if full and (_BROKEN_NUMBER.search(f"{before.text[-2:]}\n{after.text[:1]}") or before.text[-1] == "第"):
        return True
    if not before.in_table and _UNFINISHED.search(f"{before.text[-_LONGEST_BOUND:]}\n{after.text[:_LONGEST_BOUND]}"):
        return True
    if MARKED_LINE.match(after.text):
        return False
    if open_marks or (before.text.endswith("；") and measured.is_exact and full):
        return True  # what a list divides by ； begins with a number
    if _stands_alone(before.text, after.text):
        return False
    if _TITLE_CONTINUED.match(after.text):
        return True
    if _ALONE_IF_SHORT.search(before.text) and before.length < measured.width:
        return False
    return full


def _stands_alone(before: str, after: str) -> bool:
    opens = _OPENING.match(after) or LABELLED.match(after)
    return bool(_TERMINAL.search(before) or _ALONE.search(before) or _ALONE.search(after) or opens)
