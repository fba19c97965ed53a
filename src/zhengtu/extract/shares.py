"""Which level of finance bears which part, in one clause. Which provisions and areas that is for: funding.

A clause is read on its typed words: levels of finance, ratios, percentages. Words between them do not matter.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from zhengtu.extract.payers import LEVEL_CODES, Payer, distinct
from zhengtu.model.record import FundingShare
from zhengtu.numerals import to_int

BEARS = re.compile(
    r"(?:承担|分担|负担|共担|分摊|均摊|均担)"
    r"(?![^，。；\d]{0,6}(?:责任|风险|义务|任务|后果|工作|职[能责]|项目(?!资金|经费|费用)|课题))"
)
_LEVEL = r"[省市州盟区县旗镇乡]级?(?:财政)?"
_LEVELS = r"[省市州盟区县旗镇乡]{1,3}级?(?:财政)?"
_OF_RATIO = rf"\d{{1,3}}(?:\.\d{{1,2}})?%?(?:（{_LEVEL}）)?"
# Parts of ten in words: 六四分担, 按三三四的比例.
_TENTHS = {numeral: part for part, numeral in enumerate("一二三四五六七八九", 1)}
_IN_TENTHS = "|".join(
    "".join(parts)
    for count in (2, 3, 4)
    for parts in itertools.product(_TENTHS, repeat=count)
    if sum(map(_TENTHS.__getitem__, parts)) == 10
)
# 6：4, 6（市）：4（区）, and the same in words.
RATIO = re.compile(
    rf"(?<![\d：.])({_OF_RATIO}(?:[：比/]{_OF_RATIO}){{1,3}})(?![\d：%]|\.\d)"
    rf"|(?P<tens>{_IN_TENTHS})(?=分|开|比例|的比例|承担|负担|共担)|(?P<words>[一二三四五六七八九](?:比[一二三四五六七八九]){{1,3}})"
)
# 60%, 六成, 百分之六十, 三分之二.
PART = re.compile(
    r"(?<![\d.])(?P<percent>\d{1,3}(?:\.\d+)?)%|(?P<tenths>[一二三四五六七八九]|(?<!\d)[1-9])成(?![立员果功本效])"
    r"|百分之(?P<hundredths>[一二三四五六七八九十百]{1,4})|(?P<of>[二三四五六七八九十])分之(?P<parts>[一二两三四五六七八九])"
    r"|(?P<half>一半)"
    # 按市8、区县2的比例, 省4市3县3分担: parts of ten behind their levels.
    rf"|(?<=[省市州盟区县旗镇乡级政])(?P<bare>[1-9])(?=[、，和]?{_LEVELS}[1-9](?!\d)|(?:开|的?比例|[分承负共]担|分摊)|[、，；。]?$)"
)
# 按市级60%、县级40%比例兑现: no verb of bearing, but a part for each level.
_OF_A_LEVEL = r"[省市州盟区县旗镇](?:（[县市区旗、]+）)?级?(?:财政)?\d[\d.]*%"
SHARED_OUT = re.compile(
    rf"{_OF_A_LEVEL}(?:[、和与，]{_OF_A_LEVEL})+的?(?:比例)?(?=兑现|拨付|安排|分|承|共|执行|落实|配套|予以|保障)"
)
_EACH = re.compile(
    rf"各(?:自)?(?:按照?)?(?:承担|负担|分担|出资|占|分摊|配套)?(?:{PART.pattern})"
    r"|分别(?:按照?)?(?:承担|负担|分担)?50%(?![、和])|各半|(?:平均|对半|等额|均等|平等)(?:分担|承担|负担|分摊|配套|出资)|均摊|均担|均分"
)
_MATCHES = re.compile(r"(?:的?比例)?[^，。；、\d]{0,8}配套")
_AREA_WITH = re.compile("[区县市旗]与$")
_AS_MUCH = re.compile("(?:按照?|依|以|随)$")
_CELL = re.compile(r"(?<=[\s|，])(?:(?P<part>\d{1,3}(?:\.\d+)?)%|0|[—–/-]+)(?=[\s|，]|$)")
_JOINED = re.compile(r"[、和与及，\s]?")
_UPPER = re.compile(r"(?:不超过|不高于|最高|至多|不多于)[^\d，。；]{0,6}$")
_LOWER = re.compile(r"(?:不低于|不少于|至少|最低)[^\d，。；]{0,6}$")
_GIVEN_TO = re.compile(r"(?:的?(?:资金|部分|费用|经费|比例))?(?P<by>由|归)(?:项目|企业)?")
FUND = re.compile(
    r"(?:在|从|由|使用|纳入)(?:现有|本级|年度)?各?(中央|国家|省|自治区|市|州|盟|区|县|旗|镇)(?!级?[、与和及]|[区县旗两三])(?:(?![局厅委办门][从在])[^，。；]){0,30}?(?:资金|经费|预算)(?:中|内)?(?:统筹)?(?:全额|全部|予以)?(?:安排|列支|支出|解决|支付|保障|承担|统筹)"
)
# 市级承担部分在市级专项资金中列支.
OF_A_PART = re.compile(
    "(?:承担|分担|负担|配套)的?(?:部分|份额|[^，。；的由]{0,4}资金|比例)|(?:承担|负担)的(?=由)"
    "|[省市县区]级(?:财政)?所需(?:资金|经费)"
)
_BEARS_ALL = re.compile(
    r"\s*(?:财政|(?:人民)?政府)?(?:年度)?(?:预算|专项)?(?:资金|经费)?(?:内|中)?(?:原则上)?(?:全部|全额|足额|统一|统筹|负责|予以|自行|各自|单独|据实|安排|中)*"
    r"(?:承担|负担|列支|保障|解决|出资|(?<=[全足]额)落实|安排(?!为限|额度|规模)|支付|兑现|兜底|补足|统筹(?!使用|管理|协调|调度|推进)|补齐|配套(?!资金))(?!的|部分|份额|比例)"
)


# 县财政全额。
IN_FULL = re.compile("(?:财政|[省市州县区]级)(?:全额|全部)(?=[，。；、）\n]|$)")
WHOLE = frozenset(("shares.whole", "shares.fund"))  # the rules by which one level pays all
_OWN_ACCOUNT = re.compile(
    r"(?:自行|各自|由(?:其|本级|同级)(?:财政)?)(?:自行|全额|全部|负责|统筹)*(?:承担|负担|解决|安排|列支|保障|筹措|配套|兑付|兑现)|自筹(?:解决)?"
    r"|(?:全额|全部)(?:自行)?(?:承担|负担)|(?:全额|全部|自行)自[担理]"
)


@dataclass(frozen=True, slots=True)
class Split:
    """Shares as one clause gives them, and where; rule tells how they were read."""

    shares: tuple[FundingShare, ...]
    rule: str
    start: int
    end: int
    payers: tuple[Payer, ...] = ()
    penalties: tuple[str, ...] = ()
    matches: bool = False  # what one level adds to what another gives: 按1:1配套


def read_ratios(
    words: str,
    named: Sequence[Payer],
    known: Sequence[Payer],
    local: str | None,
    earlier: Sequence[Payer] = (),
) -> list[Split]:
    """5：5 in the order of the levels in front of it, else behind it, else of those known from before.

    local is the level of areas that stand in the place of the second one: 由市级与甲区、乙区按5:5承担; earlier are
    those of the clauses in front: 市级先行拨付，年终与各区按5:5结算.
    """
    out: list[Split] = []
    begin = 0
    for match in RATIO.finditer(words):
        parts = read_parts(match)
        front = distinct(p for p in named if begin <= p.start < match.start())
        behind = distinct(p for p in named if p.start >= match.end())
        inside = distinct(p for p in named if begin <= p.start < match.end())
        in_front = (*earlier, *(p for p in named if p.start < begin))
        handed = distinct(p for p in front if p.start >= words.rfind("由", begin, match.start()))
        chosen, penalties = _fitting(
            len(parts),
            (front, handed, inside, behind),
            known,
            None if out else local,
            in_front,
            local_leads=bool(front) and _AREA_WITH.search(words[: max(front[0].start, 0)]) is not None,
        )
        if _LOWER.search(words[: match.start()]) or _UPPER.search(words[: match.start()]):  # 按不低于1:1的比例配套
            continue
        matches = _MATCHES.match(words, match.end()) is not None
        if matches and chosen and _AS_MUCH.search(words[: max(chosen[-1].start, 0)]):
            chosen = chosen[::-1]  # 区财政按市级1:0.5配套: the first part is what the city gives
        total = sum(parts, Decimal(0))
        if chosen and total:
            shares = tuple(FundingShare(p.code, part / total) for p, part in zip(chosen, parts, strict=True))
            out.append(Split(shares, "shares.ratio", match.start(), match.end(), chosen, penalties, matches))
        begin = match.end()
    return out


def read_parts(ratio: re.Match[str]) -> list[Decimal]:
    """The parts of a ratio in figures or in words."""
    numbers = re.findall(r"[\d.]+", ratio[1]) if ratio[1] else re.findall("[^比]", ratio["tens"] or ratio["words"])
    return [
        Decimal(number) if number[0].isdigit() and number.isascii() else Decimal(_TENTHS[number]) for number in numbers
    ]


def _fitting(
    count: int,
    near: tuple[tuple[Payer, ...], ...],
    known: Sequence[Payer],
    local: str | None,
    earlier: Sequence[Payer],
    *,
    local_leads: bool = False,
) -> tuple[tuple[Payer, ...], tuple[str, ...]]:
    """As many levels as the ratio has parts. near are those in front of it, behind 由, up to its end, and behind it.

    local_leads tells that the areas of the level local stand in front of the others: 甲区与市财政按4:6承担.
    """
    front, handed, inside, behind = near
    for payers in (front, _without_zones(front), handed, inside):
        if len(payers) == count:
            return payers, ()
    if local and len(front) == count - 1 and local not in {p.code for p in front}:
        place = Payer(-1, -1, local)
        return ((place, *front) if local_leads else (*front, place)), ("default_value",)
    if len(behind) == count:
        return behind, ()
    if local and not front and len(earlier) == count - 1 and local not in {p.code for p in earlier}:
        return (*earlier, Payer(-1, -1, local)), ("inherited_value",)  # 由市与甲区按6:4分担，与乙县按5:5分担
    if front and len(front) + len(behind) == count:  # 市级按6:4与区级分担
        return (*front, *behind), ()
    others = distinct(payer for payer in earlier if payer.code not in {p.code for p in front})
    together = (*others, *front) if front else ()
    for payers in (together, tuple(known), _without_zones(tuple(known))):
        if len(payers) == count:
            return payers, ("inherited_value",)
    return (), ()


def _without_zones(payers: tuple[Payer, ...]) -> tuple[Payer, ...]:
    """市级和县（市、区）、功能区按5：5: zones that stand beside the counties pay what those pay."""
    local = any(payer.code in ("county", "other") for payer in payers)
    return tuple(payer for payer in payers if payer.code != "zone") if local else payers


def read_row(words: str, known: Sequence[Payer]) -> Split | None:
    """The last cells of a row, one for each level of the head: 100% and 0, 60% and —."""
    cells = list(_CELL.finditer(words))[-len(known) :] if known else []
    parts = [Decimal(cell["part"]) / 100 if cell["part"] else Decimal(0) for cell in cells]
    if len(cells) != len(known) or sum(parts, Decimal(0)) != 1:
        return None
    given = [(payer, part) for payer, part in zip(known, parts, strict=True) if part]
    shares = tuple(FundingShare(payer.code, part) for payer, part in given)
    payers = tuple(payer for payer, _ in given)
    return Split(shares, "shares.percentage", cells[0].start(), cells[-1].end(), payers, ("inherited_value",))


def read_percentages(
    words: str, named: Sequence[Payer], known: Sequence[Payer], local: str | None = None
) -> Split | None:
    """承担60%: each percentage goes to the level nearest in front of it, a list of them to a list of levels.

    local is the level of areas that stand in the place of the second one: 由市级、甲区各承担50%.
    """
    each = _EACH.search(words)
    if each:
        return _equal(each, named, known, local)
    runs = _runs(words)
    taken: list[tuple[Payer, FundingShare]] = []
    penalties: tuple[str, ...] = ()
    begin = 0
    for run in runs:
        payers = _payers_of(words, run, named, begin)
        if len(run) == 1 and _zones_beside(words, named, run[0].start()):
            payers = [p for p in named if p.code == "county" and p.start < run[0].start()][-1:]
        elif len(run) == 1 and _jointly(words, named, begin, run[0].start()):
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


def _equal(each: re.Match[str], named: Sequence[Payer], known: Sequence[Payer], local: str | None) -> Split | None:
    front = distinct(p for p in named if p.start < each.start())
    payers, penalties = (front, ()) if front else (tuple(known), ("inherited_value",))
    if len(front) == 1 and local and local != front[0].code:
        payers, penalties = (*front, Payer(-1, -1, local)), ("default_value",)
    if not payers:
        return None
    payers = _without_zones(payers) if len(payers) > 2 else payers
    half = "50%" in each[0]
    part = Decimal("0.5") if half else _part(each) if PART.search(each[0]) else Decimal(1) / len(payers)
    shares = tuple(FundingShare(p.code, part) for p in payers)
    return Split(shares, "shares.equal", each.start(), each.end(), payers, penalties)


def _runs(words: str) -> list[list[re.Match[str]]]:
    """Percentages, those of one list (60%、40%) together."""
    runs: list[list[re.Match[str]]] = []
    for match in PART.finditer(words):
        if runs and _JOINED.fullmatch(words[runs[-1][-1].end() : match.start()]):
            runs[-1].append(match)
        else:
            runs.append([match])
    return runs


def _payers_of(words: str, run: Sequence[re.Match[str]], named: Sequence[Payer], begin: int) -> Sequence[Payer]:
    """60%由市级承担 hands a percentage on; else the levels in front of it, else as many behind it."""
    behind = [p for p in named if p.start >= run[-1].end()]
    handed = _GIVEN_TO.match(words, run[-1].end())
    if handed and behind and behind[0].start in (handed.end("by"), handed.end()):
        return behind[: len(run)]
    front = [p for p in named if begin <= p.start < run[0].start()]
    if len(front) >= len(run):
        return front[-len(run) :]
    return behind if len(run) > 1 and len(behind) == len(run) else ()


def _jointly(words: str, named: Sequence[Payer], begin: int, end: int) -> bool:
    """市、县财政承担50%: one part for two levels together."""
    front = [payer for payer in named if begin <= payer.start < end][-2:]
    return len(front) == 2 and bool(_JOINED.fullmatch(re.sub("财政$", "", words[front[0].end : front[1].start])))


def _zones_beside(words: str, named: Sequence[Payer], end: int) -> bool:
    """县（市、区）、园区承担40%: zones pay with the counties that they stand beside."""
    front = [payer for payer in named if payer.start < end][-2:]
    joined = len(front) == 2 and _JOINED.fullmatch(words[front[0].end : front[1].start])
    return bool(joined) and [payer.code for payer in front] == ["county", "zone"]


def _share(words: str, payer: Payer, number: re.Match[str]) -> FundingShare:
    between = words[payer.end : number.start()] if payer.end <= number.start() else ""
    bound: Literal["max", "min"] | None = "max" if _UPPER.search(between) else "min" if _LOWER.search(between) else None
    return FundingShare(payer.code, _part(number), bound)


def _part(number: re.Match[str]) -> Decimal:
    if number["percent"]:
        return Decimal(number["percent"]) / 100
    if tenths := number["tenths"] or number["bare"]:
        return Decimal(to_int(tenths) or 0) / 10
    if number["of"]:
        return Decimal(to_int(number["parts"]) or 0) / (to_int(number["of"]) or 1)
    return Decimal("0.5") if number["half"] else Decimal(to_int(number["hundredths"]) or 0) / 100


def read_own_account(words: str) -> re.Match[str] | None:
    """自行承担, 由其全额承担: the areas named in front pay for themselves."""
    return _OWN_ACCOUNT.search(words)


def read_whole(words: str, named: Sequence[Payer]) -> Split | None:
    """由市级财政承担, or from a fund of one level: the one named pays all of it."""
    levels = _without_zones(distinct(named))
    one = replace(named[-1], code=levels[0].code) if len(levels) == 1 else None  # 由县（市、区）、园区承担
    if one and not (RATIO.search(words) or PART.search(words) or OF_A_PART.search(words[: one.start])):
        verb = _BEARS_ALL.match(words, one.end) or IN_FULL.search(words, one.start)
        if verb:
            return Split((FundingShare(one.code, Decimal(1)),), "shares.whole", one.start, verb.end(), (one,))
    fund = FUND.search(words)
    if not fund or OF_A_PART.search(words[: fund.start()]):
        return None
    code = LEVEL_CODES.get(fund[1], "county")
    rule = "shares.whole" if words[fund.start(1) - 1] == "各" else "shares.fund"
    return Split((FundingShare(code, Decimal(1)),), rule, *fund.span(), (Payer(*fund.span(1), code),))
