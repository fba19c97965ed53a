"""Columns of sums: what the cells of a table say of it where the names of its columns do not. Names alone: heads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from zhengtu.text.heads import CAP, Head, kinds_of

_FEWEST_ROWS = 2
_MOST_ROWS, _TELLING_ROWS = 60, 8
_SUM = re.compile(r"[^\d。；：]{0,12}\d[\d.]*(?:[十百千]?[万亿]?(?:美?元)|%)(?:/[\u4e00-\u9fff·]{1,5})*[。；]?")
_NAME = re.compile(r"[^，。；：！？]{1,16}")
_BARE = re.compile(r"\d[\d.]*")
_NOTHING = re.compile(r"[-—－/无]?")
_MONEY = re.compile(r"元(?:人民币)?(?:/[\u4e00-\u9fff·]{1,8})?）$")
# How much is given; 事后奖补 under 支持方式, 公路 under 运输方式 are not.
_SAID = re.compile("\\d|全额|免|一事一议").search
# What a lead or the title of an annex says in front of a table of what is given.
_GIVEN = re.compile(r"给予|奖[励补]|补[助贴]|资助|津贴|扶持|贴息")
_SHARED_OUT = re.compile(r"(?:承担|分担|负担|共担|配套)[^。；]{0,30}$")  # 由市、县按以下比例承担：
# Whoever applies has or brings these; they are not given.
_OWN = re.compile(
    "资本|资产|收入|产值|销售|投资|营收|租金|保费|费用|价|贡献|税|预算|安排|任务|目标|得分|分值|收费|缴费|罚|承担|分担|负担|配套|出资"
)
# 省级 40%, 市级 30%: who pays which share.
_PAYS = re.compile("承担|分担|负担|分摊|配套|[省市州盟县区旗镇]级?(?:财政)?$")
_PART = re.compile(r"\d[\d.]*%?|[-—－/无]?")


def heads_sums(names: Sequence[str], rows: Iterable[Sequence[str]], above: str) -> bool:
    """Whether cells are the names of columns below words that promise something, and rows of sums stand below them.

    >>> heads_sums(["认定类别", "国家级", "省级"], [["绿色工厂", "50万元", "20万元"]] * 2, "按以下标准给予奖励：")
    True
    >>> heads_sums(["县区", "目标"], [["甲县", "50万元"], ["乙县", "20万元"]], "任务分解如下：")
    False
    """
    named = len(names) > 1 and all(_NAME.fullmatch(name) and not _SUM.fullmatch(name) for name in names)
    if not named or not _GIVEN.search(above) or _SHARED_OUT.search(above):
        return False
    alike = [row for row in islice(rows, _TELLING_ROWS) if len(row) == len(names)]
    alike = alike[1:] if alike and not _SAID("".join(alike[0])) else alike  # a second line of the heading
    if len(alike) < _FEWEST_ROWS or any(is_sum(row[0], "") for row in alike):
        return False
    return any(True for _ in giving_columns(names, alike))


def giving_columns(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[int]:
    """The columns of what is given: by their names, or where no name says so by the sums that are all they hold."""
    named = [at for at, name in enumerate(names) if Head.GRANT in kinds_of(name) and any(map(_SAID, _column(rows, at)))]
    yield from named
    if any(not CAP.search(names[at]) for at in named):
        return
    for at, name in enumerate(names):
        shared = _PAYS.search(name) and all(map(_PART.fullmatch, _column(rows, at)))
        if at and not (kinds_of(name) or _OWN.search(name) or shared) and _holds_sums(name, _column(rows, at)):
            yield at


def _column(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    return [row[at] for row in rows[:_MOST_ROWS] if at < len(row)]


def _holds_sums(name: str, cells: Sequence[str]) -> bool:
    """Whether the cells of a column are sums, as far as they are not empty."""
    filled = [cell for cell in cells if not _NOTHING.fullmatch(cell)]
    return 2 * len(filled) > len(cells) > 0 and all(is_sum(cell, name) for cell in filled)


def is_sum(cell: str, name: str) -> bool:
    """Whether a cell is one sum or rate, or a bare number under a name with the unit."""
    return bool(_SUM.fullmatch(cell) or (_MONEY.search(name) and _BARE.fullmatch(cell)))
