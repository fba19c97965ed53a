"""Which level of finance bears which part, in one clause. Which provisions and areas that is for: funding.

A clause is read on its typed words: levels of finance, ratios, percentages. Words between them do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import FundingShare

BEARS = re.compile(
    r"(?:承担|分担|负担|共担)(?![^，。；\d]{0,6}(?:责任|风险|义务|任务|后果|工作|职[能责]|项目(?!资金|经费|费用)|课题))"
)
RATIO = re.compile(r"(?<![\d：])(\d{1,3}(?:[：比/]\d{1,3}){1,3})(?![\d：%])")
_PERCENT = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)%")
_EACH = re.compile(r"各(?:自)?(?:按)?(?:承担|负担|分担|出资|占)?(?:(\d{1,3}(?:\.\d+)?)%|(一半|二分之一)|三分之一)|各半")
_JOINED = re.compile(r"[、和与及，\s]?")
_UPPER = re.compile(r"(?:不超过|不高于|最高|至多|不多于)[^\d，。；]{0,6}$")
_LOWER = re.compile(r"(?:不低于|不少于|至少|最低)[^\d，。；]{0,6}$")
_GIVEN_TO = re.compile(r"(?:的?(?:资金|部分|费用|经费|比例))?(?:由|归)")
# A level of one character is a payer only where such words stand round it: 省、市, 市与, 区按; not 市场, 盐湖区按.
_BARE_LEFT = re.compile(
    r"(?:^|[、，；：。（\s与和及由按对从在以省市县]|中央|其余|全部|资金|经费|费用|条款|政策|项目|部分)$"
)
_BARE_RIGHT = re.compile(
    r"[、与和及：\s]|各|[两三四]级|级|财政|按|以|共|分|承担|负担|出资|比例|[县区](?=[、按以共分各承负比：\d]|[两三四]?级|财政)|$|\d"
)
_PRINCIPLE = re.compile(r"原则|管理|化|部门|[局厅所]")  # 按属地原则 and 市财政局 name no level
# 省市县三级, 市区两级: the levels run together.
_RUN = re.compile(r"(?:中央|国家)?省?市?(?:县区|区县|县|区)?(?=[两三四]级|财政)")
_RUN_LEVELS = re.compile(r"中央|国家|省|市|县区|区县|县|区")
_RUN_CODES = {"中央": "central", "国家": "central", "省": "province", "市": "city"}
FUND = re.compile(
    r"(?:在|从|由)(?:现有)?(中央|国家|省|市|区|县)[^，。；]{0,30}?(?:资金|经费|预算)(?:中|内)?(?:统筹)?(?:全额)?(?:安排|列支|支出|解决)"
)
_BEARS_ALL = re.compile(
    r"(?:财政)?(?:专项)?(?:资金|经费)?(?:原则上)?(?:全部|全额|统一|统筹|负责|予以|自行|单独|安排|中)*(?:承担|负担|列支|保障|解决|出资|安排)(?!的)"
)


@dataclass(frozen=True, slots=True)
class Payer:
    """A level of finance and where a clause names it."""

    start: int
    end: int
    code: str


@dataclass(frozen=True, slots=True)
class Split:
    """Shares as one clause gives them, and where; rule tells how they were read."""

    shares: tuple[FundingShare, ...]
    rule: str
    start: int
    end: int
    payers: tuple[Payer, ...] = ()
    penalties: tuple[str, ...] = ()


def find_payers(lexicon: Lexicon, words: str) -> list[Payer]:
    """Levels of finance in order of mention, the longest name at each place."""
    found = [
        Payer(*match.span(), row.code)
        for row in lexicon.payer_levels
        for match in row.pattern.finditer(words)
        if (_stands_alone(words, match) if len(match[0]) == 1 else not _PRINCIPLE.match(words, match.end()))
    ]
    found += [payer for run in _RUN.finditer(words) if len(run[0]) > 1 for payer in _levels(run)]
    found.sort(key=lambda payer: (payer.start, -payer.end))
    out: list[Payer] = []
    for payer in found:
        if not out or payer.start >= out[-1].end:
            out.append(payer)
    return out


def _stands_alone(words: str, match: re.Match[str]) -> bool:
    return bool(_BARE_LEFT.search(words[: match.start()]) and _BARE_RIGHT.match(words, match.end()))


def _levels(run: re.Match[str]) -> Iterator[Payer]:
    if len(_RUN_LEVELS.findall(run[0])) < 2:
        return
    for level in _RUN_LEVELS.finditer(run[0]):
        yield Payer(run.start() + level.start(), run.start() + level.end(), _RUN_CODES.get(level[0], "county"))


def distinct(payers: Iterable[Payer]) -> tuple[Payer, ...]:
    """Each level once, at its first mention."""
    first: dict[str, Payer] = {}
    for payer in payers:
        first.setdefault(payer.code, payer)
    return tuple(first.values())


def read_ratios(words: str, named: Sequence[Payer], known: Sequence[Payer], local: bool) -> list[Split]:
    """5：5 in the order of the levels in front of it, else behind it, else of those known from before.

    local tells that areas stand in the place of the second level: 由市级与甲区、乙区按5:5承担.
    """
    out: list[Split] = []
    begin = 0
    for match in RATIO.finditer(words):
        parts: list[Decimal] = [Decimal(number) for number in re.split("[：比/]", match[1])]
        front = distinct(p for p in named if begin <= p.start < match.start())
        behind = distinct(p for p in named if p.start >= match.end())
        chosen, penalties = _fitting(len(parts), front, behind, known, local and not out)
        total = sum(parts, Decimal(0))
        if chosen and total:
            shares = tuple(FundingShare(p.code, part / total) for p, part in zip(chosen, parts, strict=True))
            out.append(Split(shares, "shares.ratio", match.start(), match.end(), chosen, penalties))
        begin = match.end()
    return out


def _fitting(
    count: int, front: tuple[Payer, ...], behind: tuple[Payer, ...], known: Sequence[Payer], local: bool
) -> tuple[tuple[Payer, ...], tuple[str, ...]]:
    for payers in (front, behind):
        if len(payers) == count:
            return payers, ()
    if local and len(front) == count - 1:
        return (*front, Payer(-1, -1, "county")), ("default_value",)
    return (tuple(known), ("inherited_value",)) if len(known) == count else ((), ())


def read_percentages(words: str, named: Sequence[Payer], known: Sequence[Payer]) -> Split | None:
    """承担60%: each percentage goes to the level nearest in front of it, a list of them to a list of levels."""
    each = _EACH.search(words)
    if each:
        return _equal(each, named, known)
    runs = _runs(words)
    taken: list[tuple[Payer, FundingShare]] = []
    penalties: tuple[str, ...] = ()
    begin = 0
    for run in runs:
        payers = _payers_of(words, run, named, begin)
        if len(run) == 1 and _jointly(words, named, begin, run[0].start()):
            payers, penalties = (replace(payers[0], code="other"),), ("arity_mismatch",)
        if not (payers or named) and len(run) == len(known):
            payers, penalties = known, ("inherited_value",)
        taken += [(p, _share(words, p, number)) for p, number in zip(payers, run, strict=False)]
        begin = run[-1].end()
    if not taken:
        return None
    return Split(
        tuple(share for _, share in taken),
        "shares.percentage",
        runs[0][0].start(),
        runs[-1][-1].end(),
        tuple(payer for payer, _ in taken),
        penalties,
    )


def _equal(each: re.Match[str], named: Sequence[Payer], known: Sequence[Payer]) -> Split | None:
    front = distinct(p for p in named if p.start < each.start())
    payers, penalties = (front, ()) if front else (tuple(known), ("inherited_value",))
    if not payers:
        return None
    part = Decimal(each[1]) / 100 if each[1] else Decimal(1) / len(payers)
    shares = tuple(FundingShare(p.code, part) for p in payers)
    return Split(shares, "shares.equal", each.start(), each.end(), payers, penalties)


def _runs(words: str) -> list[list[re.Match[str]]]:
    """Percentages, those of one list (60%、40%) together."""
    runs: list[list[re.Match[str]]] = []
    for match in _PERCENT.finditer(words):
        if runs and _JOINED.fullmatch(words[runs[-1][-1].end() : match.start()]):
            runs[-1].append(match)
        else:
            runs.append([match])
    return runs


def _payers_of(words: str, run: Sequence[re.Match[str]], named: Sequence[Payer], begin: int) -> Sequence[Payer]:
    """60%由市级承担 hands a percentage on; else the levels in front of it, else as many behind it."""
    behind = [p for p in named if p.start >= run[-1].end()]
    handed = _GIVEN_TO.match(words, run[-1].end())
    if handed and behind and behind[0].start == handed.end():
        return behind[: len(run)]
    front = [p for p in named if begin <= p.start < run[0].start()]
    if len(front) >= len(run):
        return front[-len(run) :]
    return behind if len(run) > 1 and len(behind) == len(run) else ()


def _jointly(words: str, named: Sequence[Payer], begin: int, end: int) -> bool:
    """市、县财政承担50%: one part for two levels together."""
    front = [payer for payer in named if begin <= payer.start < end][-2:]
    return len(front) == 2 and bool(_JOINED.fullmatch(re.sub("财政$", "", words[front[0].end : front[1].start])))


def _share(words: str, payer: Payer, number: re.Match[str]) -> FundingShare:
    between = words[payer.end : number.start()] if payer.end <= number.start() else ""
    bound: Literal["max", "min"] | None = "max" if _UPPER.search(between) else "min" if _LOWER.search(between) else None
    return FundingShare(payer.code, Decimal(number[1]) / 100, bound)


def read_whole(words: str, named: Sequence[Payer]) -> Split | None:
    """由市级财政承担, or from a fund of one level: the one named pays all of it."""
    fund = FUND.search(words)
    if fund:
        code = _RUN_CODES.get(fund[1], "county")
        payer = Payer(*fund.span(1), code)
        return Split((FundingShare(code, Decimal(1)),), "shares.whole", *fund.span(), (payer,))
    if len(distinct(named)) != 1 or RATIO.search(words) or _PERCENT.search(words):
        return None
    payer = named[-1]
    verb = _BEARS_ALL.match(words, payer.end)
    if not verb:
        return None
    return Split((FundingShare(payer.code, Decimal(1)),), "shares.whole", payer.start, verb.end(), (payer,))
