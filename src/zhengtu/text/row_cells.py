"""Where the cells of a row end whose text runs together. Where the rows begin is run_together's business."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from zhengtu.text.heads import Head, kinds_of

# Words in the name of a body: none that says what is granted, and no area but in front.
_INNER = r"[^\W\d市县区州奖补给予助元额按每]"
_ENDS = r"(?:[局委办府部厅院会行处社关队室]|中心|公司)"
_PLACES = r"(?:各县（[市区、]+）|各[县市区、]{1,5}|[省市州旗县区](?:市(?=场))?)"
_BODY = (
    rf"(?:{_PLACES}{_INNER}{{1,14}}?{_ENDS}|[\u4e00-\u9fff]{{2}}海关"
    r"|(?:国家|中国|人民银行)[\u4e00-\u9fff]{2,16}?[局行司])(?:牵头|配合|负责|（牵头）)?"
)
_LAST_BODY = re.compile(rf"{_BODY}$")
# Behind another body, any name is one: 市商务局、湖西新城管委会.
_LAST_LISTED = re.compile(rf"[、，；][\u4e00-\u9fff]{{2,14}}{_ENDS}(?:配合|牵头)?$")
_MARKS = "、，；"
_JOINT = re.compile(
    rf"(?<=[局委办府部厅院会行处社关队室心司头合责])(?={_PLACES}{_INNER}{{1,14}}?{_ENDS}|[\u4e00-\u9fff]{{2}}海关)"
)
_LONGEST_BODY = 24  # characters
# How a cell ends that says to whom, and how one begins that says how much.
_WHOM = re.compile(
    r"(?<!单[家个户位])(?<!每[家个户位])(?<!同一)(?<!单)(?<!每)"
    r"(?:[企农商客]业|企业|单位|机构|主体|组织|团队|个人|人才|[方商户社]|(?<!或)者|公司|选手|中心|园区|平台|基地|项目|景区|民宿|以[上内下]|认证)"
    r"(?:（[^（）]+）)?"
    r"(?=按|给予|分别|一次性|最高|奖励|每|补[助贴]|对|资助|采取|实行|基础奖励|年[^，。；]{2,16}的|国家级|省级)"
)
_SHORTEST = 4  # characters of a cell


def bodies_at_end(words: str) -> int | None:
    """Where the names of bodies begin that a row ends with; None where it ends with none.

    >>> bodies_at_end("最高80万元市商务局、市财政局")
    6
    """
    begin: int | None = None
    end = len(words)
    while body := _last(_LAST_BODY, words, end) or _listed(words, end):
        begin = body.start()
        end = begin - (begin > 0 and words[begin - 1] in _MARKS)
    return begin


def _last(body: re.Pattern[str], words: str, end: int) -> re.Match[str] | None:
    return body.search(words, max(0, end - _LONGEST_BODY), end)


def _listed(words: str, end: int) -> re.Match[str] | None:
    """The last body of a list, its mark in front."""
    listed = _last(_LAST_LISTED, words, end)
    return listed if listed and _last(_LAST_BODY, words, listed.start()) else None


def cells_of(words: str, names: Sequence[str]) -> list[tuple[int, str]]:
    """The marks that belong into the words of a row, and where: tabs between cells as far as these can be told apart.

    Cells that cannot be are one, in the last column of theirs.
    """
    kinds = [kinds_of(name) for name in names]
    bodies = _bodies(kinds)
    end = bodies_at_end(words) if bodies else None
    marks: list[tuple[int, str]] = []
    columns = len(names)
    if end is not None:
        marks += _bodies_apart(words, end, bodies)
        columns -= bodies
    if columns > 1 and kinds[columns - 1] & Head.GRANT and (sum_at := _sum(words[:end], kinds[columns - 2])):
        marks.append((sum_at, "\t"))
        columns -= 1
    return [(0, "\t" * (columns - 1)), *sorted(marks)]


def _bodies(kinds: Sequence[Head]) -> int:
    """How many columns at the end are for bodies."""
    return next((n for n, kind in enumerate(reversed(kinds)) if kind is not Head.BODY), len(kinds))


def _bodies_apart(words: str, begin: int, columns: int) -> list[tuple[int, str]]:
    """The mark in front of the bodies; in one column 、 between two that a line divided, else a tab."""
    joints = [found.start() for found in _JOINT.finditer(words, begin + 1)]
    inside = [(at, "、") for at in joints] if columns == 1 else [(at, "\t") for at in islice(joints, columns - 1)]
    return [(begin, "\t"), *inside]


def _sum(words: str, before: Head) -> int | None:
    """Where the cell on the sum begins behind one on whom or on which condition."""
    found = _WHOM.search(words, _SHORTEST) if before & Head.WHOM else None
    return found.end() if found else None
