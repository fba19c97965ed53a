"""Under which heading each cell of a row stands, and what that says for the cell: a unit (支持标准（万元）), a metric.

Which tables there are is found in tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from zhengtu.text.characters import Line
from zhengtu.text.heads import CAP, OF, UNIT_BEHIND, Head, kinds_of, names_matters
from zhengtu.text.sums import giving_columns

_SHARED_CELLS = 2  # in front of a row, shared with the one above
_COUNTED = (
    "平方米|立方米|㎡|亩|公里|吨|标箱|TEU|[家个户人名件项台辆班列场次天年间张床]|人次|班次|架次|航次|趟|个月|学时|课时"
)
_UNIT = rf"(?:(?:人民币)?[十百千]?[万亿]?(?:美?元|{_COUNTED})|[万亿]|%)(?:人民币)?(?:/[\u4e00-\u9fff·]{{1,6}}){{0,2}}"
_UNIT_OF_COLUMN = re.compile(rf"（(?:单位：|[^（），、]{{2,6}}[，、])?({_UNIT})）$")
_UNIT_OF_TABLE = re.compile(rf"（?(?:金额)?单位：({_UNIT})）?")
_SUM = re.compile(r"标准|额度|金额|上限|限额")
# A number that has no unit, nor the next one of a range: 100以上, 50（含）-100, 20-50（不含）.
_NO_UNIT = r"\d+(?:\.\d+)?(?:（不?含）|及?以[上下内]|含)*"
_BARE = re.compile(rf"[^，。；：、\d]{{0,8}}{_NO_UNIT}(?:[-~至到]{_NO_UNIT})?")
_LACKS_UNIT = re.compile(r"\d(?![\d.]|[-~至到]\d)")
# A figure that only the name of its column explains: 5年以上 under 合同年限.
_FIGURE = r"\d+(?:\.\d+)?(?:[十百千]?[万亿]?[\u4e00-\u9fff%‰]{0,4}?)"
_BOUND = r"(?:（?(?:及|\(?含\)?|不含|含)）?)?(?:以上|以下|以内|及以上|（含）)"
_STEP = re.compile(
    rf"(?:[≥＞>≤<]|不低于|不少于|达到?|超过|满)?{_FIGURE}(?:{_BOUND})?(?:[，、]?(?:-|至|到|不足|不满|低于|（含）)*{_FIGURE}{_BOUND}?)?"
)
_NUMBER = re.compile(r"(?<![\d.,，第])\d[\d.]*(?![\d.]*[、至-])")
_CAPPED = re.compile(f"{CAP.pattern}|不得?(?:超|高|多|突)|以[内下]|为限|至多")
_MEASURED = re.compile(r"[\u4e00-\u9fff]{2,10}")
_METRIC_AND_FIGURE = re.compile(r"[\u4e00-\u9fff]{2,8}\d[\d.]*[百千]?[万亿]?[\u4e00-\u9fff%㎡]{0,3}")
_COMPARED = re.compile(r"[≥＞>≤<]|不[低少高超]|达到|超过|满|以[上下内]|至|-")
# A name that says no more than that something is given: 奖补标准, 资助金额.
_PLAIN = re.compile(
    r"(?:政策|一次性|资金|支持|奖励|补助|奖补|补贴|扶持|资助|激励|津贴)*(?:标准|金额|额度|比例|内容|措施|政策|额|力度|办法|方式)*"
)
# The least that is asked; of an age or of waste it is the most.
_TERM = re.compile("(?:补贴|补助|支持|奖励|资助|贴息|免租|发放|享受|兑现|扶持)(?:期限|年限)")
_FLOOR = re.compile("最低|下限|起点|(?<=[额量入值资模积数])要求")
_AT_MOST = re.compile("年龄|能耗|排放|成本|负债")
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
    names = _by_column(heading)
    last = row.columns[-1] if row.columns else 0
    shift = 0 if row.width == heading.width else len(names) - last - 1
    if len(row.cells) < 2 or not 0 <= shift <= _SHARED_CELLS:
        return
    for column, (words, begin) in zip(row.columns, parts(row), strict=True):
        if name := names.get(column + shift):
            yield name, words, begin


def names_of(heading: Line) -> list[str]:
    """The names of the columns of a table."""
    return list(_by_column(heading).values())


def _by_column(heading: Line) -> dict[int, str]:
    names = (words for words, _ in parts(heading))
    return dict(enumerate(heading.names)) if heading.names else dict(zip(heading.columns, names, strict=True))


def with_whole_heading(table: Sequence[Line]) -> Sequence[Line]:
    """A table whose heading has two lines, 奖励标准 above 国家级 and 省级, the names that both give; or as it is."""
    heading, *rows = table
    if len(rows) < 2 or not (rows[0].is_row and rows[0].cells):
        return table
    width = max(heading.width, rows[0].width)
    upper, lower = _over_columns(heading, width), _over_columns(rows[0], width)
    below = [words for words, _ in parts(rows[1])]
    figures = any(char.isdigit() for words in (*upper, *lower) for char in UNIT_BEHIND.sub("", words))
    if figures or not any(char.isdigit() for words in below for char in words) or rows[1].width < width:
        return table
    over = upper[:1]
    for name in upper[1:]:
        over.append(name or over[-1])
    names = tuple(map(_name_of_both, over, lower))
    if len(set(over)) == width or len(set(names)) < width:
        return table
    return [replace(heading, names=names, width=width), replace(rows[0], cells=(), columns=()), *rows[1:]]


def _name_of_both(upper: str, lower: str) -> str:
    """国家级：奖励标准（万元）; what says itself what is given (补贴比例 below 展位费) is a name by itself."""
    if not lower or lower == upper:
        return upper
    if Head.GRANT in kinds_of(lower):
        return lower
    unit = UNIT_BEHIND.search(lower)
    return f"{UNIT_BEHIND.sub('', lower)}{OF}{upper}{unit[0] if unit else ''}"


def _over_columns(line: Line, width: int) -> list[str]:
    """The words of a line of a heading, one for each column."""
    words = dict(zip(line.columns, (words for words, _ in parts(line)), strict=True))
    return [words.get(column, "") for column in range(width)]


def cells_of(heading: Line, row: Line) -> list[str]:
    """The words of a row below each name of a column, an empty one where it has no cell."""
    words = {name: cell for name, cell, _ in headed(heading, row)}
    return [words.get(name, "") for name in names_of(heading)]


def with_names(table: Sequence[Line]) -> Iterator[Line]:
    """The lines of a table, names of columns in front of figures that they explain: 合同年限5年以上, 购房补贴8万元."""
    heading = table[0]
    names = names_of(heading)
    several = sum(Head.GRANT in kinds_of(name) for name in names) > 1
    yield heading
    for row in table[1:]:
        written = row
        for name, words, begin in reversed(list(headed(heading, row))):
            for at, said in reversed(list(_explained(name, words, several))):
                written = _written(written, begin + at, said, stands_at=begin + at)
        yield written


def _explained(name: str, words: str, several: bool) -> Iterator[tuple[int, str]]:
    """What the name of its column says of a cell, and where it is wanted: in front of a bare figure, or of each cap."""
    bare = UNIT_BEHIND.sub("", name.rpartition(OF)[2])
    bracketed = CAP.search(name[len(bare) :]) if not CAP.search(bare) else None  # 补助比例（不超过）
    bare += bracketed[0] if bracketed else ""
    gives = Head.GRANT in kinds_of(name)
    if CAP.search(bare) and gives:  # 每家企业每年10万元 below 最高限额
        found = () if _CAPPED.search(words) else _NUMBER.finditer(words)
        yield from ((number.start(), bare) for number in found)
    elif "门槛" in bare and _METRIC_AND_FIGURE.fullmatch(words) and not _COMPARED.search(words):
        yield next(number.start() for number in _NUMBER.finditer(words)), "不低于"
    elif _STEP.fullmatch(words) and gives:
        if _MEASURED.fullmatch(bare) and (several or not _PLAIN.fullmatch(bare)):
            yield 0, bare
    elif _STEP.fullmatch(words) and _explains(bare, kinds_of(name)):
        if not _FLOOR.search(bare):
            yield 0, bare
        elif not _AT_MOST.search(bare):
            yield 0, _FLOOR.sub("", bare) + ("" if _COMPARED.search(words) else "不低于")


def _explains(bare: str, kinds: Head) -> bool:
    """Whether the name of a column that gives nothing says what is measured in it."""
    if _TERM.fullmatch(bare):
        return True
    named = _MEASURED.fullmatch(bare) and not _UNEXPLAINING.search(bare)
    return bool(named) and not kinds & (Head.BODY | Head.BESIDE | Head.MATTER)


def as_steps(table: Sequence[Line]) -> Sequence[Line]:
    """The rows of a table of the steps of one grant (人才层次, 奖励标准) as one sentence; any other as it is."""
    heading, *rows = table
    names = names_of(heading)
    given = any(True for _ in giving_columns(names, [cells_of(heading, row) for row in rows]))
    short = all(len(row.text) <= _LONGEST_STEP and "。" not in row.text and row.is_row for row in rows)
    if len(rows) < 2 or not short or any(row.is_row_number for row in rows) or names_matters(names) or not given:
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
            if not found or not _BARE.fullmatch(words):
                continue
            for number in reversed(list(_LACKS_UNIT.finditer(words))):
                written = _written(written, begin + number.end(), found[1], stands_at=begin + number.start())
        yield written


def _written(row: Line, at: int, words: str, stands_at: int) -> Line:
    """Write words into a row. They stand where the character of the row does that they belong to."""
    places = (*row.places[:at], *[row.places[stands_at]] * len(words), *row.places[at:])
    cells = tuple(begin + len(words) if begin > stands_at else begin for begin in row.cells)
    return replace(row, text=row.text[:at] + words + row.text[at:], places=places, cells=cells)
