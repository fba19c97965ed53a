"""The members of a list of bodies: 甲局牵头，乙局、丙局等部门配合. Where such lists stand is found in agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengtu.extract.clauses import depths
from zhengtu.text.normalise import Text

_DOES = r"牵头|主责|主办|会办|协办|负责|配合|参与|参加|落实|实施|组织|协助|协同|推进|抓好|做好|承担|指导|统筹"
_HOW = (
    r"等[^、，；（）]{0,8}?(?:部门|单位|地区|机构)|等"
    r"|[按依]照?(?:各自|部门)?(?:职责|分工)(?:分工)?|分别|共同|具体|积极|结合实际"
)
_IS = r"(?<![的者位])[为是](?:牵头|责任|配合|协办|主办)(?:单位|部门)"
_TAIL = re.compile(rf"(?:{_DOES}|{_HOW}|{_IS})+$")
_LEADS = re.compile(r"牵头|主责|主办")
_OPENING = re.compile(r"^(?:[^、，；（）]{0,12}(?<!自)由|并?会同|联合|和|及|以及|商(?!务|业|贸|事))(?=.{2})")
_AND = re.compile(
    r"会同|联合|以及|[和及与]|商(?!务|业|贸|事)"
    r"|(?:(?:受理|初审|初核|审核|核实|汇总|推荐)[、并]?)+后?(?:统一)?(?:报送?|转送?|提交)至?"  # 甲局初审后报乙局
)
# 各县、区人民政府 is one name.
_RANK = re.compile(r"各?(?:[市区县旗]|[市区县]（[市区县]）)")
_RANK_GOES_ON = re.compile(r"[市区县旗](?:（[市区县旗、]+）)?(?=[人管政]|[（、，；]|$)")
_CONTACT = re.compile(r"(?:(?:联系|咨询|监督|服务|办公)(?:电话|人|方式)|电话)(?=[：（\d]|$).*")
_NUMBER = re.compile(r"(?:\d{1,2}[.、．]|[（(]\d{1,2}[）)]|[①-⑳])\s*")
_REMARK = re.compile(r"（[^（）]*(?:牵头|下同|联系|电话|负责|完成|配合|审核|拨付|落实)[^（）]*）?$|（$")
# What a name begins with: behind a blank, 组织部 may go on with 市委, and 市财政局 does not.
_BEGINS = re.compile(r"[市区县州省旗各]|国家|中国|人民银行")
_SAYS = re.compile(r"(?:单位|部门)[为是]|牵头|下同|邀请|：|不含|除外|^(?:不含|含|除|包括|如|原|即|以下|详见|见)|\d{3}")


@dataclass(frozen=True, slots=True)
class Member:
    """A name in a list: where in the normal text it stands, whether it leads, and what is said of its part."""

    name: str
    start: int
    leads: bool
    does: str


def level(depth: list[int], start: int) -> int:
    """How deep in brackets a list stands; a bracket that closes right in front of it (【责任单位】) counts no more."""
    return min(depth[max(start - 1, 0) : start + 1], default=0)


def members(text: Text, start: int, end: int, endings: re.Pattern[str]) -> Iterator[Member]:
    """The names of a list one by one. endings are those of bodies: 和 and a blank part names only where one ends."""
    depth = depths(text.normal[start:end])
    for begin, stop in _pieces(text.normal, start, end, depth, "，；"):
        words = text.normal[begin:stop]
        opening = _OPENING.match(words)
        begin += opening.end() if opening else 0
        tail = _TAIL.search(text.normal, begin, stop)
        stop = tail.start() if tail else stop
        leads = tail is not None and _LEADS.search(tail[0]) is not None
        listed = list(_pieces(text.normal, begin, stop, depth[begin - start :], "、"))
        for low, high in _ranks_joined(text.normal, listed):
            for name, at in _parted(text, low, high, endings):
                yield from _member(name, at, leads, tail[0] if tail else "")


def _ranks_joined(normal: str, pieces: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Leave 各县、区人民政府 in one piece."""
    begin = None
    for index, (low, high) in enumerate(pieces):
        begin = low if begin is None else begin
        behind = pieces[index + 1][0] if index + 1 < len(pieces) else None
        if behind and _RANK.fullmatch(normal, low, high) and _RANK_GOES_ON.match(normal, behind):
            continue
        yield begin, high
        begin = None


def _member(name: str, at: int, leads: bool, does: str) -> Iterator[Member]:
    marked = re.search(r"（牵头(?:单位|部门)?）$", name)
    number = _NUMBER.match(name)
    at += number.end() if number else 0
    bare = _REMARK.sub("", _CONTACT.sub("", name[number.end() if number else 0 :])).rstrip()
    inner = _TAIL.search(bare)  # 甲局牵头、乙局配合
    leads = leads or marked is not None or (inner is not None and _LEADS.search(inner[0]) is not None)
    bare = bare[: inner.start()] if inner else bare
    if bare and not _SAYS.search(bare):
        yield Member(bare, at, leads, does or (inner[0] if inner else ""))


def _parted(text: Text, start: int, end: int, endings: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """Cut where a name ends and a joining word or a blank of the source stands."""
    while start < end and text.normal[start].isspace():
        start += 1
    begin = start
    for at in range(start + 2, end - 1):
        joint = _AND.match(text.normal, at, end)
        blank = _BEGINS.match(text.normal, at) and not text.raw[text.ends[at - 1] : text.starts[at]].strip(" \u3000\t")
        blank = blank and text.starts[at] > text.ends[at - 1]
        width = len(joint[0]) if joint else 0
        if at > begin and (joint or blank) and _both_end(text.normal, begin, at, at + width, end, endings):
            yield text.normal[begin:at].strip(), begin
            begin = at + width
    if text.normal[begin:end].strip():
        yield text.normal[begin:end].strip(), begin


def _both_end(normal: str, begin: int, at: int, behind: int, end: int, endings: re.Pattern[str]) -> bool:
    return all(
        endings.search(normal[low:high].strip().removesuffix("牵头")) for low, high in ((begin, at), (behind, end))
    )


def _pieces(normal: str, start: int, end: int, depth: list[int], marks: str) -> Iterator[tuple[int, int]]:
    """What stands between marks outside of inner brackets."""
    base = depth[0] - (normal[start : start + 1] in ("（", "【", "〔", "[")) if depth else 0
    begin = start
    for at in range(start, end):
        if normal[at] in marks and depth[at - start] <= base:
            yield begin, at
            begin = at + 1
    yield begin, end
