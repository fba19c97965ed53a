"""Homes that somebody gets, told by their area. What other numbers are is told in slots."""

from __future__ import annotations

import re

from zhengtu.extract.clauses import Clause

# 提供150平方米人才公寓; 杰出专家最高200平方米，优秀专家约120平方米 behind 入住人才公寓: a home is what is given.
_HOME = re.compile(r"(?:公寓|人才住房|专家楼|安居房|周转房|套房|别墅)")
_HOME_BEHIND = re.compile(rf"(?:左右)?(?:以内)?的?[^，。；、\d]{{0,8}}{_HOME.pattern}")
_HOME_GIVEN = re.compile(r"给予|提供|安排|申请|享受|配[给租置]|赠[送予]|租住|入住|入驻")
_FOR_WHOM = re.compile(
    r"^[^，。；、\d]*(?:人才|专家|团队|学者|[A-Z]类|博士|硕士)[^，。；、\d面]*?(?:，?(?:可|约|各|为|最高))*$"
)
_HOME_NEAR = 80  # characters in front of a list of areas in which the home is named


def is_home(text: str, clause: Clause, left: str, right: str) -> bool:
    """Whether an area is that of the home that somebody gets; left and right are the words of its clause round it."""
    if _HOME_BEHIND.match(right):
        return bool(_HOME_GIVEN.search(left))
    named = _HOME.search(text, max(0, clause.start - _HOME_NEAR), clause.start)
    # A类人才150平方米、B类人才120平方米: members of a list in one clause
    ends = right.startswith("、") or right.strip("，。；、 \n") in ("", "左右", "以内")
    return bool(named and ends and _FOR_WHOM.search(left.rpartition("、")[2]))
