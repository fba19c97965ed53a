"""Under which heading each cell of a row stands, and what that says for the cell: a unit (支持标准（万元）), a metric.

Which tables there are is found in tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from zhengtu.text.characters import Line
from zhengtu.text.heads import CAP, Head, kinds_of, names_steps

_SHARED_CELLS = 2  # in front of a row, shared with the one above
_UNIT = r"(?:[十百千]?[万亿]?(?:元|美元)|[万亿]|%)(?:/[\u4e00-\u9fff·]{1,4}){0,2}"
_UNIT_OF_COLUMN = re.compile(rf"（(?:单位：)?({_UNIT})）$")
_UNIT_OF_TABLE = re.compile(rf"（?(?:金额)?单位：({_UNIT})）?")
_SUM = re.compile(r"标准|额度|金额|上限|限额")
_BARE = re.compile(r"[^，。；：、\d]{0,8}\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?")
# A figure that only the name of its column explains: 5年以上 under 合同年限.
_FIGURE = r"\d+(?:\.\d+)?(?:[十百千]?[万亿]?[\u4e00-\u9fff%‰]{0,4}?)"
_BOUND = r"(?:（?(?:及|\(?含\)?|不含|含)）?)?(?:以上|以下|以内|及以上|（含）)"
_STEP = re.compile(
    rf"(?:[≥＞>≤<]|不低于|不少于|达到?|超过|满)?{_FIGURE}(?:{_BOUND})?(?:[，、]?(?:-|至|到|不足|不满|低于|（含）)*{_FIGURE}{_BOUND}?)?"
)
_NUMBER = re.compile(r"(?<![\d.,，第])\d[\d.]*(?![\d.]*[、至-])")
_CAPPED = re.compile(f"{CAP.pattern}|不得?(?:超|高|多|突)|以[内下]|为限|至多")
_MEASURED = re.compile(r"[\u4e00-\u9fff]{2,8}")
_UNEXPLAINING = re.compile(r"(?:档|级|类|层|序|名|对象|条件|范围|标准|项目|内容)")
_LONGEST_STEP = 60  # characters


def parts(row: Line) -> list[tuple[str, int]]:
    """The words of each cell, without the mark behind them, and where they begin."""
    bounds = pairwise([*row.cells, len(row.text)])
    return [(row.text[begin:end].rstrip("，："), begin) for begin, end in bounds]


def headed(heading: Line, row: Line) -> Iterator[tuple[str, str, int]]:
    """The cells of a row: heading, words, where they begin; none of a row with far fewer cells than headings.

    A row with fewer cells than there are headings leaves out the first ones, which it shares with the row above.
    """
    names = dict(zip(heading.columns, (words for words, _ in parts(heading)), strict=True))
    last = row.columns[-1] if row.columns else 0
    shift = 0 if row.width == heading.width else len(heading.columns) - last - 1
    if len(row.cells) < 2 or not 0 <= shift <= _SHARED_CELLS:
        return
    for column, (words, begin) in zip(row.columns, parts(row), strict=True):
        if name := names.get(column + shift):
            yield name, words, begin


def with_names(table: Sequence[Line]) -> Iterator[Line]:
    """The lines of a table, names of columns in front of figures that they explain: 合同年限5年以上, 购房补贴8万元."""
    heading = table[0]
    names = [name for name, _ in parts(heading)]
    several = sum(Head.GRANT in kinds_of(name) for name in names) > 1
    yield heading
    for row in table[1:]:
        written = row
        for name, words, begin in reversed(list(headed(heading, row))):
            for at in reversed(list(_explained(name, words, several))):
                written = _written(written, begin + at, _bare(name), stands_at=begin + at)
        yield written


def _explained(name: str, words: str, several: bool) -> Iterator[int]:
    """Where in a cell the name of its column is wanted: in front of a bare figure; a cap, of each sum that has none."""
    if CAP.search(_bare(name)) and Head.GRANT in kinds_of(name):  # 每家企业每年10万元 below 最高限额
        yield from () if _CAPPED.search(words) else (number.start() for number in _NUMBER.finditer(words))
    elif _STEP.fullmatch(words) and _explains(name, several):
        yield 0


def _bare(name: str) -> str:
    return re.sub(r"（[^（）]*）$", "", name)


def _explains(name: str, several_grants: bool) -> bool:
    """Whether the name of a column says what its figures are: a metric, or which of several grants."""
    bare = _bare(name)
    if not _MEASURED.fullmatch(bare) or _UNEXPLAINING.search(bare):
        return False
    kinds = kinds_of(name)
    return several_grants if Head.GRANT in kinds else not kinds & (Head.BODY | Head.BESIDE | Head.MATTER)


def as_steps(table: Sequence[Line]) -> Sequence[Line]:
    """The rows of a table of the steps of one grant (人才层次, 奖励标准) as one sentence; any other as it is."""
    heading, *rows = table
    names = [name for name, _ in parts(heading)]
    short = all(len(row.text) <= _LONGEST_STEP and "。" not in row.text and row.is_row for row in rows)
    if len(rows) < 2 or not short or any(row.is_row_number for row in rows) or not names_steps(names):
        return table
    marks = [*"；" * (len(rows) - 1), "。"]
    steps = (replace(_ended(row, mark), runs_on=at > 0) for at, (row, mark) in enumerate(zip(rows, marks, strict=True)))
    return [heading, *steps]


def _ended(row: Line, mark: str) -> Line:
    text = row.text.rstrip("；，")
    places = row.places[: len(text)]
    return replace(row, text=text + mark, places=(*places, places[-1]))


def with_units(table: Sequence[Line], above: Line | None) -> Iterator[Line]:
    """The lines of a table, the unit that its headings or the line above it say behind numbers that have none."""
    of_table = _UNIT_OF_TABLE.fullmatch(above.text) if above else None
    heading = table[0]
    yield heading
    for row in table[1:]:
        written = row
        for name, words, begin in reversed(list(headed(heading, row))):
            found = _UNIT_OF_COLUMN.search(name) or (of_table if _SUM.search(name) else None)
            if found and _BARE.fullmatch(words):
                written = _written(written, begin + len(words), found[1], stands_at=begin + len(words) - 1)
        yield written


def _written(row: Line, at: int, words: str, stands_at: int) -> Line:
    """Write words into a row. They stand where the character of the row does that they belong to."""
    places = (*row.places[:at], *[row.places[stands_at]] * len(words), *row.places[at:])
    cells = tuple(begin + len(words) if begin > stands_at else begin for begin in row.cells)
    return replace(row, text=row.text[:at] + words + row.text[at:], places=places, cells=cells)
