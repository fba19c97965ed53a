"""References of a document to its own provisions: 第三条、第五条, 第“四、十三、十四”条. Others live in header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhengtu.model.record import Path
from zhengtu.numerals import to_int
from zhengtu.structure.outline import Node
from zhengtu.text.characters import MATTERS

_NUMERAL = r"[一二三四五六七八九十百零\d]{1,5}"
_ONE = rf"[“（]?{_NUMERAL}[）”]?"
_KIND = r"(?:部分|[章节条款项])"
_SORTS = "(?:[两三四五六七八九]?类|[两三四五六七八九]个)(?:项目|事项|政策|条款|奖励|补贴|补助|资金)"
# 第五条第（三）项和第（五）项: the second item is of the same article.
_WITHIN = rf"第?（{_NUMERAL}）(?:[项款]?[、和及至-]?第?（{_NUMERAL}）)*(?:[项款]|{_SORTS})?"
_WITHIN += rf"|第{_NUMERAL}[款项](?:[、和及至-]第{_NUMERAL}[款项])*"
REFERENCE = re.compile(
    rf"(?:事项{_NUMERAL}|(?:{MATTERS}){_NUMERAL}(?=[、和及至所的由按]|资金))(?:[、和及至](?:{MATTERS})?{_NUMERAL}(?![\d.%项个]))*"
    rf"|第{_ONE}(?:[、和及至-]第?{_ONE})*”?{_KIND}(?:(?:{_WITHIN})|(?:(?:（含）)?[、和及至-]第{_ONE}{_KIND}(?!第?（{_NUMERAL}）))*)"
    r"|(?:序号|项目)\d{1,3}(?![\d.%万亿元个家户年])(?:[、，和及至-](?:序号|项目)?\d{1,3}(?![\d.%万亿元个家户年]))*(?:的?项目)?"
    rf"|第（{_NUMERAL}）(?:[、和及至-]?第?（{_NUMERAL}）)*项?"
    r"|(?<![\d第.])\d{1,2}(?:[、和及至-]\d{1,2})+[项条](?!目)"
    r"|(?<![第一二三四五六七八九十])[一二三四五六七八九十]{1,2}(?:[、和及至][一二三四五六七八九十]{1,2})+(?:部分|条(?!件|例))"
    rf"|（{_NUMERAL}）(?:[、和及至-]?（{_NUMERAL}）)*(?:[条项]|{_SORTS})"  # 第（一）条由市…，（三）（五）类项目由区…
    rf"|(?<=[，；])（{_NUMERAL}）(?=所需(?:资金|经费))"
)
# What stands in front of a provision of another document: 《…办法》（…号）第三条, 原第三条.
_ELSEWHERE = re.compile(r"》(?:（[^（）]{0,40}）)?的?$|[原旧]$")
# The numbering families that a word of the reference can mean; any, where it names none of them.
_KINDS = {
    "章": ("chapter",),
    "节": ("section",),
    "部分": ("part", "chapter"),
    **dict.fromkeys(MATTERS.replace("(?:支持)?", "").split("|"), ("matter",)),
    "序号": ("row",),
    "项目": ("row",),
}
_LOOK_BACK = 60


def find_references(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The references in text[start:end] to provisions of the document itself."""
    for match in REFERENCE.finditer(text, start, end):
        if not _ELSEWHERE.search(text[max(0, match.start() - _LOOK_BACK) : match.start()]):
            yield match


def resolve(reference: str, nodes: Sequence[Node], at: Path | None = None) -> tuple[Path, ...]:
    """The provisions that a reference names: those of the numbering in which all of its numbers exist.

    Articles win where the document has them; 事项, 章 and 节 name their own numbering, and 第三条第（二）项 an item
    (or 第一项) within. at is the item in which the reference stands: where several numberings fit, it speaks of none of
    the items that stand beside it. Nothing is returned where no numbering, or more than one, fits, and for a paragraph
    (第三条第二款), which has no number in the margin.
    """
    if reference.startswith("（"):
        reference = "第" + reference
    outer, inner = _split(reference)
    if inner:
        above = () if inner.endswith("款") and "（" not in inner else resolve(outer, nodes, at)
        return _below(above[0], _numbers(inner), nodes) if len(above) == 1 else ()
    if reference.startswith("第（") and "条" not in reference and at is not None and len(at) > 1:
        beside = _below(at[:-1], _numbers(reference), nodes)
        if beside:  # 第（一）项, said in another item of the same provision
            return beside
    articles = "条" in reference and any(node.kind == "article" for node in nodes)
    if reference.startswith("第（") and not articles:  # 第（一）项 is no 一、 and no 第一条
        nodes = [node for node in nodes if "（" in node.label] or nodes
    fitting = _fitting(reference, nodes)
    if len(fitting) > 1 and at is not None and len(at) > 1:
        nodes = [node for node in nodes if node.path[:-1] != at[:-1]]
        fitting = _fitting(reference, nodes)
    if len(fitting) > 1 and reference.endswith(("项", "条")):  # 第一项 is rather 一、 than 1., as 第1条 is no part 一、
        alike = _fitting(reference, [node for node in nodes if _in_digits(node.label) == _in_digits(reference)])
        fitting = alike if len(alike) == 1 else fitting
    if len(fitting) > 1 and re.search(r"\d项|[一二三四五六七八九十]项", reference):
        fitting = _fitting(reference, [node for node in nodes if len(node.path) > 1])
    return fitting[0] if len(fitting) == 1 else ()


def _fitting(reference: str, nodes: Sequence[Node]) -> list[tuple[Path, ...]]:
    """What a reference names in each of the numberings that have all of its numbers."""
    numbers = _numbers(reference)
    wanted = next((kinds for word, kinds in _KINDS.items() if word in reference), None)
    kinds = [kind for kind in dict.fromkeys(node.kind for node in nodes) if wanted is None or kind in wanted]
    fitting = []
    for kind in sorted(kinds, key=lambda k: k != "article"):
        named = {n: [node.path for node in nodes if node.kind == kind and node.path[-1] == n] for n in numbers}
        if numbers and all(len(paths) == 1 for paths in named.values()):
            fitting.append(tuple(named[n][0] for n in numbers))
            if kind == "article":
                break
    return fitting


def _in_digits(numbering: str) -> bool:
    return re.search(r"\d", numbering) is not None


def _split(reference: str) -> tuple[str, str]:
    """第三条 | 第（二）项; the second is empty where nothing within is named."""
    match = re.fullmatch(rf"(第{_NUMERAL}{_KIND})({_WITHIN})", reference)
    return (match[1], match[2]) if match else (reference, "")


def _below(parent: Path, numbers: Sequence[int], nodes: Sequence[Node]) -> tuple[Path, ...]:
    paths = [node.path for node in nodes]
    wanted = [(*parent, number) for number in numbers]
    return tuple(wanted) if wanted and all(path in paths for path in wanted) else ()


def _numbers(reference: str) -> list[int]:
    """All numbers that a reference names; 至 names those between as well."""
    found: list[int] = []
    for match in re.finditer(rf"((?:至|-)(?:第|{MATTERS}|序号|项目)?[“（]?)?({_NUMERAL})(?![个类])", reference):
        number = to_int(match[2])
        if number:
            found += range(found[-1] + 1, number) if match[1] and found else ()
            found.append(number)
    return found
