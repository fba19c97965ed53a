"""The numbering styles: what each looks like and how deep it stands. A new numbering style is a new row of FAMILIES.

Whether a marker counts as one is decided by the sequence it stands in, in outline.py, not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zhengtu.numerals import to_int
from zhengtu.text.characters import BRACKETED, BRACKETED_CHINESE, CIRCLED, MATTERS, POINTED

_CHINESE = r"[一二三四五六七八九十百零〇]{1,5}"


@dataclass(frozen=True, slots=True)
class Family:
    """A numbering style. kind names it in records and IRIs; rank orders the styles from the outermost inwards.

    pattern holds the numeral in a group; cited is what follows, anywhere but at the start of a line, where the
    characters refer to a provision and do not begin one (第三条规定).
    """

    kind: str
    rank: int
    pattern: re.Pattern[str]
    cited: re.Pattern[str] | None = None


# 第一条由市级财政承担，第二条由… opens a line and speaks of articles; 第十五条 第十三条所需资金… is one.
_PAID_BY = r"(?!第)[^，。；：\n]{0,8}[由按][^，。；\n]{2,40}"
_ARTICLES = rf"第(?P<cited>{_CHINESE})(?:条(?:、第{_CHINESE}条){{0,6}}|(?:、第?{_CHINESE}){{1,6}}条)"
_SHARED_OUT = re.compile(rf"{_PAID_BY}(?:，[^，。；\n]{{2,30}})?[，；。]{_ARTICLES}{_PAID_BY}")

# 第一部分（一）（二）两类项目由市级财政承担 opens a line and speaks of items of a part.
_ITEMS_OF = rf"第?（{_CHINESE}）(?:[、和及至]?第?（|[两三四五六七八九]?类|[条项])"

# 一、二、三等奖 counts prizes, 一、二级 grades.
_LISTED = r"[一二三四五六七八九](?:[、和至及或][一二三四五六七八九]){0,3}(?:等|级|类|档|线城|星|产业|季度|期|批次|层次)"

_MATTER = re.compile(rf"(?<=\n)(?:{MATTERS})({_CHINESE}|\d{{1,2}})[：、]")
# Matters that have parts of their own (专题一：… 一、…) stand outside of these.
OUTER_MATTER = Family("matter", 1, _MATTER)

# （一）、… has a mark too many; （一）、（二）项 are two items that are spoken of.
_EXTRA_MARK = r"(?:[、.：](?!（))?"
_AT_LINE = r"(?<![^\n])"
_CHARACTER = r"(?=[\u4e00-\u9fff“《])"
# What follows a decimal that is a quantity, and no 1.1 of an outline.
_QUANTITY = r"(?=平方|[十百千万亿元倍个公吨米折级版分以至]|美元|年以|月|日)"
_DECIMAL = rf"(?:、|(?!{_QUANTITY})){_CHARACTER}"
# A heading with a bare number is one where the next line goes on with its decimals: 1 总则 above 1.1 目的.
_BARE = rf"{_AT_LINE}(?P<bare>\d{{1,2}})(?=[\u4e00-\u9fff][^\n，。；]{{0,24}}\n(?P=bare)\.1(?!\d))"
_PADDED = rf"{_AT_LINE}(0[1-9])(?:(?![年月日]){_CHARACTER}|\n{_CHARACTER})|{_AT_LINE}([1-9]\d)\n{_CHARACTER}"

# Two styles of one rank may stand in either order (一、 above 第一条 or below it).
FAMILIES = (
    Family("chapter", -1, re.compile(rf"{_AT_LINE}第({_CHINESE})[编篇](?!论文|文章|报道)")),
    Family(
        "chapter", 0, re.compile(rf"第({_CHINESE}|\d{{1,3}})章|{_AT_LINE}第({_CHINESE})部分(?!的|中|所|{_ITEMS_OF})")
    ),
    Family("section", 1, re.compile(rf"第({_CHINESE}|\d{{1,3}})节")),
    Family("part", 1, re.compile(rf"{_AT_LINE}(?:([壹贰叁肆伍陆柒捌玖拾]{{1,2}})[、.]|([Ⅰ-Ⅻ])[、.]?)")),
    Family(
        "part",
        2,
        re.compile(rf"(?<![一二三四五六七八九十百零〇第条款项年月两几数])({_CHINESE})(?:、|\.(?!\d))(?!{_LISTED})"),
    ),
    Family(
        "article",
        2,
        re.compile(
            rf"{_AT_LINE}第({_CHINESE}|\d{{1,3}})条(?!第（?[一二三四五六七八九十\d]+）?[款项]|[、和及至]第)"
            rf"|(?<=[^\n])(?<![，、和与及对按除])(?<!本办法|本措施|本政策|本意见|本细则|本规定)第({_CHINESE}|\d{{1,3}})条"
            r"(?!第[一二三四五六七八九十\d]+[款项]|[、和及至]第)"
        ),
        re.compile(r"第[^，。；第条章]{1,4}[款项]|规定|、|和|至|所|款|的|中|（|”"),
    ),
    Family("item", 3, re.compile(rf"{_AT_LINE}[【〔]({_CHINESE})[】〕]")),
    Family(
        "item",
        3,
        re.compile(
            rf"(?<![第款之])(?<!第[一二三四五六七八九十]部分)（({_CHINESE})）{_EXTRA_MARK}|([{BRACKETED_CHINESE}]){_EXTRA_MARK}"
        ),
        re.compile(r"款|项|、|至|条"),
    ),
    Family("matter", 3, _MATTER),
    Family(
        "point",
        4,
        re.compile(
            rf"(?<![\d.第A-Za-z/-])(\d{{1,2}})(?:、(?!\d)|\.(?!\d)|\.(?=\d{{4}}年))|([{POINTED}])|{_BARE}|{_PADDED}"
        ),
    ),
    Family("point", 4, re.compile(rf"{_AT_LINE}\d{{1,2}}\.(\d{{1,2}}){_DECIMAL}")),
    Family("point", 4, re.compile(rf"{_AT_LINE}\d{{1,2}}\.\d{{1,2}}\.(\d{{1,2}}){_DECIMAL}")),
    Family(
        "subpoint",
        5,
        re.compile(
            rf"(?<![第条款项])（(\d{{1,2}})）(?!款|项){_EXTRA_MARK}|(?<![\d（.])(\d{{1,2}})）{_EXTRA_MARK}"
            rf"|([{BRACKETED}]){_EXTRA_MARK}"
        ),
    ),
    Family("subpoint", 5, re.compile(rf"{_AT_LINE}(?:（([A-Ha-h])）|([A-Ha-h])[、.）]){_CHARACTER}")),
    Family("circled", 6, re.compile(rf"([{CIRCLED}])|{_AT_LINE}（?([ⅰ-ⅻ])[）、.]")),
)
_TITLE = re.compile(rf"[\u4e00-\u9fff]{{2,16}}（{_CHINESE}）")
# 第五条（一） opens a line, or refers to an item of another article.
_ARTICLE_IN_MARGIN = re.compile(rf"(?:^|\n)第(?:{_CHINESE}|\d{{1,3}})条$")


@dataclass(frozen=True, slots=True)
class Marker:
    """A place in the normal text that looks like a number of a provision."""

    family: Family
    number: int
    start: int
    end: int
    opens_line: bool
    is_title: bool = False  # a short title follows within the line, and the number of its first item


def find_markers(text: str) -> list[Marker]:
    """All candidates in order of their place; of two at one place the outer style wins."""
    masked = _mask_quotes(text)
    found = sorted(_candidates(masked), key=lambda m: (m.start, m.family.rank))
    out: list[Marker] = []
    for marker in found:
        if out and _stands_behind(text, out[-1], marker):
            marker = replace(marker, opens_line=True)  # 第五条 （一）…: the item stands in the article's margin
        if not out or marker.start >= out[-1].end:
            out.append(marker)
    return out


def _stands_behind(text: str, outer: Marker, inner: Marker) -> bool:
    """第五条 （一）…: both numbers in the margin of one line."""
    blank = text[outer.end : inner.start].strip(" \u3000") == ""
    return outer.opens_line and outer.end <= inner.start and blank and inner.family.rank > outer.family.rank


def _candidates(text: str) -> Iterator[Marker]:
    for family in FAMILIES:
        for match in family.pattern.finditer(text):
            number = _ordinal(next(g for g in match.groups() if g))
            before = text[match.start() - 1] if match.start() else "\n"
            cited = before != "\n" and family.cited is not None and family.cited.match(text, match.end())
            in_margin = _ARTICLE_IN_MARGIN.search(text, max(0, match.start() - 14), match.start())
            in_reference = before == "条" and not in_margin
            if number and not cited and not in_reference and not _is_shared_out(text, family, match, number):
                is_title = before in "。）" and _TITLE.match(text, match.end()) is not None
                yield Marker(family, number, match.start(), match.end(), before == "\n", is_title)


def _is_shared_out(text: str, family: Family, match: re.Match[str], number: int) -> bool:
    """Whether a line says who pays for this article and then for a later one; articles on funding cite earlier ones."""
    if family.kind != "article" or (match.start() and text[match.start() - 1] != "\n"):
        return False
    shared = _SHARED_OUT.match(text, match.end())
    return shared is not None and (_ordinal(shared["cited"]) or 0) > number


def _ordinal(numeral: str) -> int | None:
    """The number that a numeral says, or a letter by its place in the alphabet."""
    return ord(numeral.upper()) - ord("A") + 1 if numeral.isascii() and numeral.isalpha() else to_int(numeral)


def _mask_quotes(text: str) -> str:
    """Blank out what stands in “…” and 《…》: numbers in there are quoted, not printed in the margin."""
    return re.sub(r"“[^“”\n]{0,60}”|《[^《》\n]{0,120}》", lambda m: "\x00" * len(m[0]), text)
