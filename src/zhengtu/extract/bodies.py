"""Names of bodies that stand side by side, as in signatures, letterheads and titles. What they do is read elsewhere.

Blanks between names are gone in the normal text; where the source has some, a name may end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhengtu.text.normalise import Text

_ENDING = (
    r"(?:人民政府|政府|办公室|办公厅|委员会|管委会|党委|党工委|[省市区县州]委|发展改革委|卫生健康委|国资委|局|厅|部|院|中心"
    r"|海关|分行|支行|总工会|联合会)"
)
_NAME = re.compile(rf"[\u4e00-\u9fff]{{2,30}}{_ENDING}|[\u4e00-\u9fff]{{1,16}}(?:政府|党委|市委|省委|海关|[区县州]委)")
_PLACE = re.compile(r"(?:(?![部局厅])[\u4e00-\u9fff]){0,6}?(?:省|市|区|县|州|盟|旗)[\u4e00-\u9fff]|中共|中国|国家")
# Their departments are printed behind them with a blank as well: 市委 宣传部.
_HAS_DEPARTMENTS = re.compile(r"(?:委|政府|管委会)$")
# These stand in front of a name and belong to it: 国家税务总局某市税务局.
_PREFIX = re.compile(r"(?:国家税务总局|中国人民银行)$")
_WIDE = 2
_LABELLED = ("：", "】")


@dataclass(frozen=True, slots=True)
class Body:
    """A name as it reads, and where in the normal text."""

    name: str
    start: int
    end: int


# 国家外汇管理局岳阳市分局 is one body.
_BRANCH = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:[分支][局行])")


def bodies_before(text: Text, start: int, end: int) -> list[Body]:
    """The names that reach up to end, in the order of the text; none where the words right in front are no name.

    What stands behind a label (责任单位：市商务局) belongs to that, up to the end of its line or the one below it (】).
    """
    label = text.normal[start - 1 : start]
    if label in _LABELLED:
        line = start + (label == "】" and text.normal.startswith("\n", start))
        start = text.normal.find("\n", line, end) + 1 or end
    found: list[Body] = []
    for body in reversed([body for piece in _pieces(text.normal, start, end) for body in _split(text, *piece)]):
        if not _NAME.fullmatch(body.name):
            break
        found.append(body)
    return found[::-1]


def _pieces(normal: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands between marks and line breaks."""
    for piece in re.finditer(r"[^、，\n]+", normal[start:end]):
        yield start + piece.start(), start + piece.end()


def _split(text: Text, start: int, end: int) -> Iterator[Body]:
    """Cut where a name ends and another begins; what is left over is no name, and stays with the one in front."""
    cuts = [start]
    for at in range(start + 2, end - 1):
        if _ends_name(text, cuts[-1], at, end):
            cuts.append(at)
    while len(cuts) > 1 and not _NAME.fullmatch(text.normal, cuts[-1], end):
        cuts.pop()
    for begin, stop in zip(cuts, [*cuts[1:], end], strict=True):
        yield Body(text.normal[begin:stop], begin, stop)


def _ends_name(text: Text, start: int, at: int, end: int) -> bool:
    if not _NAME.fullmatch(text.normal, start, at) or _PREFIX.search(text.normal, start, at):
        return False
    gap = text.starts[at] - text.ends[at - 1]
    begins_with_place = _PLACE.match(text.normal, at, end) is not None
    if not gap:
        return begins_with_place and not (
            text.normal.startswith(("国家", "中国"), start) and _BRANCH.match(text.normal, at, end)
        )
    return gap >= _WIDE or begins_with_place or not _HAS_DEPARTMENTS.search(text.normal, start, at)
