"""Annexes behind the end of a document that grant something: each is a further part. Others are forms and papers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhengtu.structure.markers import Marker
from zhengtu.structure.rows import grants_by_row
from zhengtu.text.heads import grants
from zhengtu.text.normalise import Table, Text

# 附件1, 附表二, 附1; 附： too.
LABEL = r"附(?:[件表录]|(?=[\d：]))[\d一二三四五六七八九十]{0,3}"
_LINE = re.compile(rf"^{LABEL}(?:[：:.、 ]|$)", re.MULTILINE)
# What a form to be filled in has in none of its cells, nor a list of offices with their telephones.
_GIVEN = re.compile(r"\d(?:[万亿千百]*美?元|[%‰])|[奖补贴减免]")
_FIGURE = re.compile(r"\d")
_FEWEST = 2
_PROMISED = re.compile(r"奖[励补金]|补[助贴]|资助|津贴|扶持|支持")
# What an item grants; a definition, a paper to hand in or a promise names no sum beside such a word.
_GIVING, _SUM = r"(?:给予|奖[励补]|补[助贴]|资助)", r"\d(?:[万亿千百]*美?元|%)"
_GRANT = re.compile(rf"{_GIVING}[^。；\n]{{0,40}}?{_SUM}|{_SUM}[^。；\n]{{0,40}}?{_GIVING}")


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex in the normal text: its label at start, its title, what stands below from body to end."""

    label: str
    heading: str | None
    start: int
    body: int
    end: int


def granting_annexes(text: Text, start: int, signature: re.Pattern[str], markers: Sequence[Marker]) -> list[Annex]:
    """The annexes behind a place that hold a table of supports or numbered grants, each up to a signature."""
    lines = [match.start() for match in _LINE.finditer(text.normal) if match.start() >= start]
    stretches = pairwise([*lines, len(text.normal)])
    found = (
        (at, end, _table_of_supports(text, at, end) or _grants_in(text.normal, at, end, markers))
        for at, end in stretches
    )
    return [
        _annex(text.normal, at, given.start, _end(text.normal, given.last, end, signature))
        for at, end, given in found
        if given
    ]


@dataclass(frozen=True, slots=True)
class _Grants:
    """Where the grants of an annex begin, and a place within the last one, behind which it may be signed."""

    start: int
    last: int


def _end(normal: str, last: int, end: int, signature: re.Pattern[str]) -> int:
    signed = signature.search(normal, last, end)
    return signed.start() if signed else end


def _grants_in(normal: str, start: int, end: int, markers: Sequence[Marker]) -> _Grants | None:
    """The numbered items of an annex, where at least half of the outermost ones grant something."""
    inside = [marker for marker in markers if start < marker.start < end and marker.opens_line]
    items = [marker for marker in inside if marker.family is inside[0].family]
    if len(items) < _FEWEST or [item.number for item in items] != list(range(1, len(items) + 1)):
        return None
    stretches = pairwise([*(item.start for item in items), end])
    granting = [at for at, stop in stretches if _GRANT.search(normal, at, stop)]
    return _Grants(items[0].start, inside[-1].end) if 2 * len(granting) >= len(items) else None


def _table_of_supports(text: Text, start: int, end: int) -> _Grants | None:
    above = text.normal[start:end]
    tables = (
        table
        for table in text.tables
        if start <= table.start < end
        and (_grants(text, table) or _has_steps(text, table, above[: table.start - start]))
    )
    return next((_Grants(table.start, table.rows[-1].end) for table in tables), None)


def _grants(text: Text, table: Table) -> bool:
    given = _FIGURE if any(map(grants, table.headings)) else _GIVEN
    filled = [row for row in table.rows if given.search(text.normal, row.body, row.end)]
    return grants_by_row(table) and 2 * len(filled) > len(table.rows)


def _has_steps(text: Text, table: Table, above: str) -> bool:
    """Whether the rows of a table are steps of a grant (人才层次, 补贴标准), as its title or its columns say."""
    said = _PROMISED.search(above) or any(_PROMISED.search(name) for name in table.headings)
    given = [
        any(c.gives and _FIGURE.search(text.normal, c.start, c.end) for c in text.cells_of(row)) for row in table.rows
    ]
    return bool(said) and len(given) >= _FEWEST and 2 * sum(given) > len(given)


def _annex(normal: str, start: int, first: int, end: int) -> Annex:
    above = normal[start:first]
    label, *titles = [line for line in above.splitlines() if line.strip()]
    heading = titles[0] if titles else label.partition("：")[2]
    below = start + above.index(heading) + len(heading) if heading else start + len(label)
    return Annex(label.partition("：")[0].strip(), heading.strip() or None, start, below, end)
