"""Annexes behind the end of a document that grant something: each is a further part. Others are forms and papers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from zhengtu.structure.rows import grants_by_row
from zhengtu.text.heads import grants
from zhengtu.text.normalise import Table, Text

_LINE = re.compile(r"^(?:附件|附表|附录)[\d一二三四五六七八九十]{0,3}(?:[：:.、 ]|$)", re.MULTILINE)
# What a form to be filled in has in none of its cells, nor a list of offices with their telephones.
_GIVEN = re.compile(r"\d(?:[万亿千百]*美?元|[%‰])|[奖补贴减免]")
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex in the normal text: its label at start, its title, what stands below from body to end."""

    label: str
    heading: str | None
    start: int
    body: int
    end: int


def granting_annexes(text: Text, start: int, signature: re.Pattern[str]) -> list[Annex]:
    """The annexes behind a place of the normal text that hold a table of supports, each up to a signature."""
    lines = [match.start() for match in _LINE.finditer(text.normal) if match.start() >= start]
    stretches = pairwise([*lines, len(text.normal)])
    found = [(at, end, _table_of_supports(text, at, end)) for at, end in stretches]
    return [
        _annex(text.normal, at, table, _end(text.normal, table, end, signature)) for at, end, table in found if table
    ]


def _end(normal: str, table: Table, end: int, signature: re.Pattern[str]) -> int:
    signed = signature.search(normal, table.rows[-1].end, end)
    return signed.start() if signed else end


def _table_of_supports(text: Text, start: int, end: int) -> Table | None:
    return next((table for table in text.tables if start <= table.start < end and _grants(text, table)), None)


def _grants(text: Text, table: Table) -> bool:
    given = _FIGURE if any(map(grants, table.headings)) else _GIVEN
    filled = [row for row in table.rows if given.search(text.normal, row.body, row.end)]
    return grants_by_row(table) and 2 * len(filled) > len(table.rows)


def _annex(normal: str, start: int, table: Table, end: int) -> Annex:
    above = normal[start : table.start]
    label, *titles = [line for line in above.splitlines() if line.strip()]
    heading = titles[0] if titles else label.partition("：")[2]
    below = start + above.index(heading) + len(heading) if heading else start + len(label)
    return Annex(label.partition("：")[0].strip(), heading.strip() or None, start, below, end)
