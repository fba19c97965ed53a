"""What the names of columns say of a table. Where its heading ends and its rows begin: tables and ruled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Flag, auto
from operator import itemgetter

_GIVEN = "支持|奖励|补助|奖补|补贴|扶持|资助|激励|津贴|资金|奖金|贴息|减免"
UNIT_BEHIND = re.compile(r"（[^（）]{1,8}）$")
_NAME = re.compile(r"[^\W\d][^，。；：！？\t]{0,13}")
_FEWEST = 3
_USUAL_NAME, _LONGEST_NAME = 4, 16  # characters
_SHORT_NAMES = ("项目", "事项", "类别", "对象", "条件", "标准", "金额", "部门", "备注")
# Enough to know a table by, whatever the steps in the column beside it are called.
_SUM = re.compile(r"[\u4e00-\u9fff]{2,6}(?:标准|金额|额度)")


# Between the name of a column and that of the columns which it is one of: 国家级：奖励标准.
OF = "："
# Words of the lexicon for a ceiling (ceilings) as heads have them; what reads characters is not given the lexicon.
CAP = re.compile("上限|限额|封顶|最高|最多|最大|不超过")


class Head(Flag):
    """What a column is about."""

    MATTER = auto()  # what is granted: 支持项目
    GRANT = auto()  # how much of it: 支持标准
    WHOM = auto()  # to whom, on which conditions: 支持对象
    TIER = auto()  # the steps of a grant: 人才层次
    BODY = auto()  # who answers for it: 责任单位
    BESIDE = auto()  # 备注


@dataclass(frozen=True, slots=True)
class _Form:
    head: Head
    pattern: re.Pattern[str]


_FORMS = tuple(
    _Form(head, re.compile(pattern))
    for head, pattern in (
        (
            Head.MATTER,
            r"[\u4e00-\u9fff]{0,6}(?:项目|事项|政策|措施|内容|(?<=[支扶]持)方向|条款|领域|环节|任务)(?:名称|内容|类[别型])?"
            rf"|(?:{_GIVEN})类[别型](?:名称|内容)?",
        ),
        (
            Head.GRANT,
            r"(?!(?:评定|认定|评选|评价|考核|申报|准入|分级|划分|收费|缴费|评分|计分|考评|处罚|裁量|验收|检测|技术|质量)标准|(?:注册|自有|自筹|到位|配套)资金|[^比]*(?:分担|承担|负担|增长|自筹|配套|占)比例)"
            r"(?:[\u4e00-\u9fff]{0,6}(?:标准|金额|额度|力度|办法|方式|比例|上限|限额)(?:及[\u4e00-\u9fff]{2,6})?"
            rf"|[\u4e00-\u9fff]{{0,10}}(?:{CAP.pattern})(?:[\u4e00-\u9fff]{{0,4}}(?:额度?|线|数|标准|限额|补助|奖励|补贴|支持|资助|扶持|面积))?"
            rf"|[\u4e00-\u9fff]{{0,6}}(?:{_GIVEN})(?:内容|措施|政策|额)?)",
        ),
        (
            Head.WHOM,
            r"[\u4e00-\u9fff]{0,8}(?:对象|主体|条件|范围|门槛|资格)(?:[和及与][\u4e00-\u9fff]{2,6})?"
            r"|(?:申报|认定|具体)要求|(?:评定|认定|评选|评价|考核|申报|准入|分级|划分)标准|(?:企业|单位|人才)类[别型]",
        ),
        (
            Head.TIER,
            r"[\u4e00-\u9fff]{0,8}(?:层次|等级|级别|档次|档位|档级|类别|类型|分类|种类|名次|排名|梯次|规模|区间|年限|学历|学位|职称|星级|等次|奖项|方向|线路|航线)"
            r"|[\u4e00-\u9fff]{0,8}(?:额|量|数|率|面积|容积|收入|产值|投资|增幅|增速)(?:要求|下限)?"
            r"|[\u4e00-\u9fff]{2,8}(?:不低于|不少于)",
        ),
        (
            Head.BODY,
            r"[\u4e00-\u9fff]{0,4}(?:部门|单位|科室|处室)(?:（[^（）]+）)?(?:及[\u4e00-\u9fff]{2,4})?",
        ),
        (
            Head.BESIDE,
            r"备\s?注|说\s?明|[\u4e00-\u9fff]{0,4}(?:依据|期限|时限|时间|流程|程序|材料|渠道|电话|联系人|联系方式|出处|来源|说明)",
        ),
    )
)


def kinds_of(name: str) -> Head:
    """What a column may be about by its name; nothing for a name that no table of supports has.

    >>> kinds_of("奖补标准（万元）")
    <Head.GRANT: 2>
    >>> bool(kinds_of("市商务局"))
    False
    """
    bare = UNIT_BEHIND.sub("", name.rpartition(OF)[2])
    found = Head(0)
    for form in _FORMS:
        if form.pattern.fullmatch(bare):
            found |= form.head
    return found


def names_columns(cells: Sequence[str]) -> bool:
    """Whether cells are the names of the columns of a table of supports: 支持项目, 支持标准 and others."""
    kinds = _kinds(cells)
    if len(kinds) >= _FEWEST:
        return _has(kinds, Head.GRANT, Head.MATTER | Head.WHOM | Head.TIER) or _has(
            kinds, Head.MATTER, Head.WHOM | Head.BODY
        )
    if len(kinds) > 1 and kinds[0] is Head.MATTER and kinds[1] is Head.BODY:
        return True
    return len(kinds) > 1 and any(_SUM.fullmatch(UNIT_BEHIND.sub("", cell)) for cell in cells[1:])


def names_matters(cells: Sequence[str]) -> bool:
    """Whether a table has a matter of its own in each row, and not the steps of one grant (人才层次, 奖励标准)."""
    return names_columns(cells) and _has(_kinds(cells), Head.MATTER, Head.GRANT | Head.WHOM | Head.BODY)


def names_duties(cells: Sequence[str]) -> bool:
    """Whether a table has a matter in each row, and who answers for it: 重点任务, 责任单位."""
    return _has(_kinds(cells), Head.MATTER, Head.BODY)


def names_run_together(words: str) -> list[str]:
    """The names of columns that follow one another with nothing between them; none where that is not all they are.

    >>> names_run_together("支持项目支持对象和条件支持标准责任单位")
    ['支持项目', '支持对象和条件', '支持标准', '责任单位']
    """
    best: list[tuple[int, list[str]] | None] = [(0, [])] + [None] * len(words)
    for end in range(2, len(words) + 1):
        for start in range(max(0, end - _LONGEST_NAME), end - 1):
            before, name = best[start], words[start:end]
            if before is None or name[0] in "及和与（" or not kinds_of(name):
                continue
            cost = before[0] + _oddity(name) - 1
            best[end] = min(best[end] or (cost, [*before[1], name]), (cost, [*before[1], name]), key=itemgetter(0))
    found = best[-1]
    return found[1] if found and names_columns(found[1]) else []


def _oddity(name: str) -> int:
    """How far a name is from what columns are called; a short one is odder than a long one."""
    length = len(UNIT_BEHIND.sub("", name))
    return 1 if name in _SHORT_NAMES else max(length - _USUAL_NAME, 3 * (_USUAL_NAME - length))


def names_matter(name: str) -> bool:
    """Whether a column says what its rows are about."""
    return Head.MATTER in kinds_of(name)


def grants(name: str) -> bool:
    """Whether a column says what is given."""
    return Head.GRANT in kinds_of(name)


def _kinds(cells: Sequence[str]) -> list[Head]:
    """What each column is about; nothing where a cell is no name."""
    return [kinds_of(cell) for cell in cells] if all(_NAME.fullmatch(UNIT_BEHIND.sub("", c)) for c in cells) else []


def _has(kinds: Sequence[Head], one: Head, other: Head) -> bool:
    """Whether two different columns are of the one kind and of the other."""
    ones = [at for at, kind in enumerate(kinds) if kind & one]
    others = [at for at, kind in enumerate(kinds) if kind & other]
    return any(first != second for first in ones for second in others)
