"""Tables whose rows a text gives without lines between them. What such a text still says is read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from zhengtu.extract.context import Context
from zhengtu.extract.findings import finding
from zhengtu.model.record import Diagnostic
from zhengtu.text.heads import kinds_of, names_columns

_FIRST = re.compile(
    r"序号(?=\|?[\u4e00-\u9fff（）]{4})|(?:政策|项目|事项|条款)名称(?=[\u4e00-\u9fff（）]{4})"
    r"|(?:支持|扶持|奖[励补]|补[助贴])(?:项目|事项|类别)(?=(?:支持|扶持|奖[励补]|补[助贴]|申[报请]|适用)[\u4e00-\u9fff])"
)
_SHORTEST_NAME, _LONGEST_NAME = 4, 10  # characters
_MOST_NAMES = 8
_MOST = 50  # places looked at in a document


def find_lost_tables(context: Context) -> Iterator[Diagnostic]:
    """Report the names of columns that stand in a row of characters: 序号政策名称支持对象支持标准."""
    text, end = context.outline.text, 0
    for found in islice(_FIRST.finditer(text.normal), _MOST):
        if found.start() < end or text.is_in_table(found.start()):
            continue
        spans = list(_names(text.normal, found.end() if found[0] == "序号" else found.start()))
        names = [text.normal[first:last] for first, last in spans]
        if not names_columns(names):
            continue
        end = spans[-1][1]
        listed = "、".join(names)
        yield finding(
            "table_run_together",
            "warning",
            context.evidence(found.start(), end),
            f"The rows of a table ({listed}) stand here without lines between them, so they cannot be told apart; "
            "give the document as it was published (HTML, DOCX, PDF), or put each row on a line, tabs between cells.",
            f"此处表格（{listed}）的各行之间没有换行，无法区分；请提供原始格式的文件（HTML、DOCX、PDF），"
            "或将每行单独成行、单元格之间以制表符分隔。",
        )


def _names(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where names of columns stand that follow one another from a place on."""
    for _ in range(_MOST_NAMES):
        start += text[start : start + 1] == "|"
        lengths = [n for n in range(_SHORTEST_NAME, _LONGEST_NAME) if kinds_of(text[start : start + n])]
        if not lengths:
            return
        length = next((n for n in lengths if _is_whole(text, start + n)), lengths[0])
        yield start, start + length
        start += length


def _is_whole(text: str, end: int) -> bool:
    """Whether a name ends in front of what another one, a row or a line begins with."""
    names = (text[end : end + n] for n in range(_SHORTEST_NAME, _LONGEST_NAME))
    behind = text[end : end + 1]
    return not behind.isalpha() or (behind not in "和及与" and any(map(kinds_of, names)))
