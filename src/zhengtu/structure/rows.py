"""Which tables have a provision a row, and the ordinals of these. What stands in a row is read in extract."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from zhengtu.numerals import to_int
from zhengtu.text.heads import grants, names_duties, names_matters
from zhengtu.text.normalise import Row, Table, Text

_FEWEST = 2
_NUMBERING = re.compile(r"序号")


def grants_by_row(table: Table) -> bool:
    """Whether each row of a table grants something of its own.

    The rows of one that names no project are the tiers of what stands above it (人才层次, 奖励标准).
    """
    names = [name for name in table.headings if not _NUMBERING.match(name)]
    is_numbered = len(names) < len(table.headings)
    is_own = names_matters(names) or (is_numbered and (any(map(grants, names)) or names_duties(names)))
    return is_own and (len(table.rows) >= _FEWEST or (table.resumes and len(table.rows) > 0))


def numbers_of(text: Text, rows: Sequence[Row]) -> list[int]:
    """The ordinals of rows as printed, each higher than the one before; none where the text does not number them."""
    printed = [to_int(re.sub(r"[（）.、，\s]", "", text.normal[row.start : row.body])) or 0 for row in rows]
    if printed and printed[0] > 0 and all(before < after for before, after in pairwise(printed)):
        return printed
    return []
