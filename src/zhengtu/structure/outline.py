"""The tree of provisions, found by the sequence of their numbers. Never fails; knows no facts.

A marker counts when it continues a level that is open, opens a new level with 1, or carries on a numbering that runs
through the whole document (（四） after 二、). Line starts only decide how strict to be, so that a text that has lost
its line breaks is read the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhengtu.model.record import Path
from zhengtu.structure.annexes import Annex, granting_annexes
from zhengtu.structure.markers import Family, Marker, find_markers
from zhengtu.structure.rows import grants_by_row, numbers_of
from zhengtu.structure.unnumbered import headed_lists, with_outer_matters, with_supplement, without_annexes
from zhengtu.text.normalise import Row, Text

_CLOSING = re.compile(
    r"本(?:实施)?(?:意见|措施|政策措施|政策|办法|规定|细则|实施细则|方案|通知|若干措施|扶持办法)(?:自|从|由|有效期|执行期|实施期)"
)
_SHELL = re.compile(
    r"(?:抄送[：:]|（此件|附件|附[表录]|附[：:]|信息公开|联系人|联系电话|分享到|打印本页|关闭窗口|主办单位|版权所有|相关链接"
    r"|\d{4}年\d{1,2}月\d{1,2}日(?:印发)?\s*$|[\u4e00-\u9fff（）、]{2,40}(?:人民政府|办公室|办公厅|委员会|管委会|局)$)"
)
# Names of bodies, on one line or several, up to a day that ends the line.
_NAMES = (
    r"[\u4e00-\u9fff（）、，]{2,80}(?:政府|党委|办公[室厅]|委员会|管委会|工会|联合会|[省市区县州革康]委|局|厅|部|院"
    r"|中心|海关|分行|支行)"
)
_COUNT = r"[\d一二三四五六七八九十]{1,3}"
_SIGNATURE = re.compile(
    rf"{_NAMES}(?:\n{_NAMES})*\n?(?:\d{{4}}|[〇零一二三四五六七八九]{{4}})年{_COUNT}月{_COUNT}日(?=\n|$)"
)
# Without lines only the clause on commencement and the signature tell the closing from the provision before it.
_COMMENCING = re.compile(_CLOSING.pattern.rsplit("(?:自", 1)[0] + r"自[^。，]{2,14}起(?:施行|实施|执行)")
_SIGNED = re.compile(r"[\u4e00-\u9fff]{2,24}(?:人民政府|办公室|办公厅|委员会|管委会|局)\d{4}年\d{1,2}月\d{1,2}日")
_DEEPEST_IN_MARGIN = 3  # rank of （一）; deeper numbers often run on within a line
_LONGEST_SECTION = 600  # characters
_LISTING = re.compile(r"【[^】\n]{0,8}(?:材料|条件|要求|流程|程序|时间)】")
_ANNOUNCED = re.compile(r"(?<=[\u4e00-\u9fff]：)(?:1[、.]|（1）|1）|①)")
_OUTER = re.compile(r"(?<=[。；])(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、)")
_STOP = re.compile(r"[。！？](?:[”’）」])?")


@dataclass(frozen=True, slots=True)
class Node:
    """A provision in the normal text: marker at start, own text up to end, children after it."""

    kind: str
    path: Path
    label: str
    heading: str | None
    start: int
    body: int  # where the operative text begins, behind label and heading
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of normal text that belongs to no provision."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A document in parts: what stands before the first provision, the provisions, what follows the last one.

    has_lines tells whether provisions begin lines; else the text has lost its lines.
    """

    text: Text
    nodes: tuple[Node, ...]
    head: Stretch
    tail: Stretch
    has_lines: bool = True

    def innermost(self, at: int) -> Node | None:
        """The provision whose own text holds a place of the normal text."""
        return next((node for node in self.nodes if node.start <= at < node.end), None)


def outline(text: Text) -> Outline:
    """Find the provisions of a document. A document without numbering has none: everything is head."""
    markers = with_outer_matters([m for m in find_markers(text.normal) if not text.is_in_table(m.start)])
    accepted = _accept(text.normal, markers)
    if not accepted:
        return _of_rows(text)
    paths = _paths(accepted)
    ends = [m.start for m in accepted[1:]] + [len(text.normal)]
    lines_kept = sum(m.opens_line for m in accepted) * 2 > len(accepted)
    ends[-1] = _close(text.normal, accepted[-1], lines_kept)
    nodes = [
        Node(m.family.kind, path, text.normal[m.start : m.end].strip(), None, m.start, m.end, end)
        for m, path, end in zip(accepted, paths, ends, strict=True)
    ]
    annexes = granting_annexes(text, ends[-1], _SIGNATURE, markers)
    tail = _tail(text, ends[-1], annexes)
    numbered = max(path[0] for path in paths)
    nodes = [*_with_headings(text.normal, nodes), *_of_annexes(text, numbered, annexes, markers)]
    return Outline(text, tuple(_with_rows(text, nodes)), Stretch(0, accepted[0].start), tail, lines_kept)


def _tail(text: Text, end: int, annexes: Sequence[Annex]) -> Stretch:
    """What closes the document: before its annexes, or behind them where the signature stands there."""
    whole = len(text.normal)
    if not annexes or (annexes[-1].end < whole and not _SIGNATURE.search(text.normal, end, annexes[0].start)):
        return Stretch(annexes[-1].end if annexes else end, whole)
    return Stretch(end, annexes[0].start)


def _of_annexes(text: Text, numbered: int, annexes: Sequence[Annex], markers: Sequence[Marker]) -> Iterator[Node]:
    """Annexes as the parts behind the last one, each with what it numbers."""
    for number, annex in enumerate(annexes, start=numbered + 1):
        items = _sequence([m for m in markers if m.opens_line and annex.body <= m.start < annex.end])
        ends = [*(m.start for m in items), annex.end]
        yield Node("annex", (number,), annex.label, annex.heading, annex.start, annex.body, ends[0])
        nodes = [
            Node(m.family.kind, (number, *path), text.normal[m.start : m.end].strip(), None, m.start, m.end, end)
            for m, path, end in zip(items, _paths(items), ends[1:], strict=True)
        ]
        yield from _with_headings(text.normal, nodes)


def _of_rows(text: Text) -> Outline:
    """A document without numbering but for tables whose rows grant something: each row is a provision."""
    whole = len(text.normal)
    rows = [row for table in text.tables if grants_by_row(table) for row in table.rows]
    nodes = [_row(text, (number,), row, row.end) for number, row in enumerate(rows, start=1)]
    by_place = list(range(1, len(rows) + 1))
    if len(rows) < 2 or (numbers_of(text, rows) or by_place) != by_place:
        return Outline(text, (), Stretch(0, whole), Stretch(whole, whole))
    return Outline(text, tuple(nodes), Stretch(0, rows[0].start), Stretch(rows[-1].end, whole))


def _with_rows(text: Text, nodes: Sequence[Node]) -> list[Node]:
    """Put numbered rows of tables of supports below the provision they stand in; the last has what follows."""
    taken = {node.path for node in nodes}
    out: list[Node] = []
    for node in nodes:
        out.append(node)
        for table in text.tables:
            if not (node.body <= table.start < node.end and grants_by_row(table)):
                continue
            paths = [(*node.path, number) for number in numbers_of(text, table.rows)]
            if paths and taken.isdisjoint(paths):
                taken.update(paths)
                rows = [_row(text, path, row, row.end) for path, row in zip(paths, table.rows, strict=True)]
                end = out[-1].end
                out[-1] = replace(out[-1], end=rows[0].start)
                out += [*rows[:-1], replace(rows[-1], end=end)]
    return out


def _row(text: Text, path: Path, row: Row, end: int) -> Node:
    return Node("row", path, text.normal[row.start : row.body].strip(), None, row.start, row.body, end)


def _accept(normal: str, markers: Sequence[Marker]) -> list[Marker]:
    """Trust line starts where they give nearly everything; else the text has lost its lines and any place will do."""
    loose = _sequence([m for m in markers if m.opens_line or not _is_in_section(normal, m)])
    margin = [m for m in markers if m.opens_line]
    strict = _sequence(sorted([*headed_lists(normal, margin), *margin], key=lambda m: m.start))
    # Lists within a line (①…②…) say nothing about whether the lines of the text are lost.
    inner = min((m.family.rank for m in loose), default=0) + 1
    outer = [m for m in loose if m.family.rank <= max(inner, _DEEPEST_IN_MARGIN)]
    in_margin = [m for m in strict if m.family.rank <= max(inner, _DEEPEST_IN_MARGIN)]
    kept = strict if len(in_margin) >= 0.85 * len(outer) else loose
    return list(without_annexes(normal, with_supplement(normal, kept)))


def _is_in_section(normal: str, marker: Marker) -> bool:
    """Whether a number that opens no line counts what 【申报材料】 or 【申报条件】 in front of it lists.

    A list that a sentence announces (具备下列情形之一：1.) is one of provisions.
    """
    if marker.family.rank <= _DEEPEST_IN_MARGIN:
        return False
    opened = normal.rfind("【", max(0, marker.start - _LONGEST_SECTION), marker.start)
    section = _LISTING.match(normal, opened) if opened >= 0 else None
    if section is None or _ANNOUNCED.search(normal, section.end(), marker.end):
        return False
    return not _OUTER.search(normal, section.end(), marker.start)


def _sequence(markers: Sequence[Marker]) -> list[Marker]:
    """Keep the markers that stand in sequence."""
    open_levels: list[Marker] = []
    last: dict[Family, int] = {}
    out: list[Marker] = []
    for marker in markers:
        depth = _depth(marker, open_levels, last)
        if depth is None:
            continue
        del open_levels[depth:]
        open_levels.append(marker)
        last[marker.family] = marker.number
        out.append(marker)
    return out


def _depth(marker: Marker, open_levels: Sequence[Marker], last: dict[Family, int]) -> int | None:
    """At which depth a marker continues the document; None where it is out of sequence."""
    for depth, level in enumerate(open_levels):
        if level.family is marker.family:
            skipped = (marker.opens_line or marker.is_title) and marker.number == level.number + 2
            return depth if marker.number == level.number + 1 or skipped else None
    rank = marker.family.rank
    deepest = len(open_levels)
    while deepest and open_levels[deepest - 1].family.rank > rank:
        deepest -= 1
    runs_on = marker.number == last.get(marker.family, 0) + 1
    if marker.number != 1 and not runs_on:
        return None
    # An outer style may not begin below an inner one that is still open.
    return deepest if deepest == len(open_levels) else None


def _paths(markers: Sequence[Marker]) -> list[Path]:
    stack: list[Marker] = []
    out: list[Path] = []
    for marker in markers:
        while stack and not _contains(stack[-1], marker, stack):
            stack.pop()
        stack.append(marker)
        out.append(tuple(m.number for m in stack))
    return out


def _contains(outer: Marker, inner: Marker, stack: Sequence[Marker]) -> bool:
    if any(m.family is inner.family for m in stack):
        return False
    return outer.family.rank <= inner.family.rank


def _close(normal: str, last: Marker, lines_kept: bool) -> int:
    """Where the last provision ends: before a closing paragraph, the signature or the copy list."""
    for match in re.finditer(r"\n", normal[last.end :]):
        at = last.end + match.end()
        line = normal[at:].split("\n", 1)[0]
        own = _STOP.search(normal, last.end, at)  # without a sentence of its own, 附则 is about its commencement
        if _SHELL.match(line) or _SIGNATURE.match(normal, at) or (own and _CLOSING.match(line)):
            return at - 1
    if lines_kept:
        return len(normal)
    signed = _SIGNED.search(normal, last.end)
    end = signed.start() if signed else len(normal)
    stops = [last.end + m.end() for m in _STOP.finditer(normal[last.end : end])]
    for at in stops[1:]:  # the first sentence may be the provision's own heading
        if _COMMENCING.match(normal, at, end) or _SHELL.match(normal[at : min(at + 60, end)]):
            return at
    return end


_ODD_ONE = 4  # one of so many siblings is no heading


def _with_headings(normal: str, nodes: Sequence[Node]) -> list[Node]:
    """Tell heading from text. On one line with the text, a heading is a short first sentence that siblings have too.

    Most of the same numbering have one, and more than the odd one of those right beside it: articles of a last chapter
    on money may have none, where those with grants do.
    """
    shapes = [
        _heading_end(normal, node, index + 1 < len(nodes) and len(nodes[index + 1].path) > len(node.path))
        for index, node in enumerate(nodes)
    ]
    groups: dict[tuple[str, Path | None], list[bool]] = {}
    for node, shape in zip(nodes, shapes, strict=True):
        for beside in (None, node.path[:-1]):
            groups.setdefault((node.kind, beside), []).append(shape is not None)
    out = []
    for node, shape in zip(nodes, shapes, strict=True):
        alike, siblings = groups[node.kind, None], groups[node.kind, node.path[:-1]]
        usual = sum(alike) * 2 >= len(alike) and sum(siblings) * _ODD_ONE > len(siblings)
        if shape is not None and (not shape.inline or usual):
            out.append(replace(node, heading=shape.text, body=shape.end))
        else:
            out.append(node)
    return out


@dataclass(frozen=True, slots=True)
class _Heading:
    text: str
    end: int
    inline: bool


_OPERATIVE = re.compile(
    r"给予|按照|不超过|不低于|不得|应当|第[“一二三四五六七八九十、]+”?(?:[章节条项款]|部分)|\d|^对|^本(?!地|土)|由.*(?:负责|承担|负担|分担)|，"
)


# 第三条【支持平台】 or 第三条（支持平台）: a heading; after other numbers （…） is an aside.
_BRACKETED = re.compile(
    r"\s*(?:【(?P<title>[^【】\n]{1,40})】|[（〔](?P<aside>(?![一二三四五六七八九十]+[）〕])[\u4e00-\u9fff、]{2,24})[）〕](?=\s*\S))"
)


def _heading_end(normal: str, node: Node, has_children: bool) -> _Heading | None:
    own = normal[node.body : node.end]
    bracketed = _BRACKETED.match(own)
    if bracketed and (bracketed["title"] or node.kind == "article"):
        words = bracketed["title"] or bracketed["aside"]
        return _Heading(words, node.body + bracketed.end(), inline=bracketed["title"] is None)
    line = own.split("\n", 1)[0]
    if not _STOP.search(line) and not re.search(r"[；：]$", line) and len(line) <= 60:
        if line.strip() and (has_children or "\n" in own.strip()):
            return _Heading(line.strip().lstrip("：、"), node.body + len(line), False)
        return None
    first = _STOP.search(line)
    if first and first.start() <= 40 and not _OPERATIVE.search(line[: first.start()]):
        rest = own[first.end() :].strip()
        if rest or has_children:
            return _Heading(line[: first.start()].strip(), node.body + first.end(), True)
    return None
