"""For which areas the shares of a funding clause hold, and which it leaves out. What the shares are: shares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from zhengtu.extract.districts import AreaLists, AreaName
from zhengtu.extract.payers import Payer, find_payers
from zhengtu.extract.places import CLASSED, names_township, names_zone
from zhengtu.extract.shares import BEARS, PART, RATIO, read_own_account
from zhengtu.model.lexicon import Lexicon
from zhengtu.structure.references import REFERENCE

_BRACKET = re.compile(r"（(?:[^（）]|（[^（）]*）)*）")
_LISTED = re.compile(r"^(?:其中)?(?:凡|对于?|涉及|位于|注册|地处|落户|除|[^，。；]{2,60}(?:的|，)$)")
_FOLLOW = re.compile("[参比]照[^，。；]{0,8}执行，$")  # 甲县、乙县参照执行，资金由当地财政承担
_WHERE = re.compile(
    r"(?:(?:的?(?:企业|项目|单位))?(?:范围|境)?内?(?:的，)?(?:所需(?:奖[补励]|补[助贴]|扶持)?(?:资金|经费))?"
    r"|的?(?:企业|项目|单位)的(?:奖[补励]|补[助贴]|扶持)(?:资金|经费)?)由"
)
_OF_OWN = re.compile("的?由(?:其|本级|同级)财政")  # 县（市）由同级财政承担
_OF_WHERE = re.compile("的，?由")
_INSIDE = re.compile(
    r"(?:范围|辖区|境)?内(?![\u4e00-\u9fff]{1,2}[县市旗])|的?(?:企业|项目|单位|机构|人才|主体)|(?=享受)"
)
_ANY_ZONE = re.compile("各?(?:开发区|高新区|经开区|新区|园区|功能区|管理区)")
_EXCEPTED = re.compile(r"(?:不含|不包[括含])(?P<without>.+)|除?(?P<but>.+?)(?:除外|[以之]?外)")
# 甲县、乙县为脱贫县: what areas are.
_IS_A = re.compile(
    r"(?:作为|为|属于?)(?:国家级?|省级|市级)?(?:乡村振兴)?(?:[脱贫困欠发达重点帮扶革命老山库苏]{2,8}|省(?:财政)?直管)[县区市]"
)
_LEFT_OUT = re.compile(r"(.+?)除外[，。；]?\s*")


# 由甲经开区全额承担, 甲经开区承担70%: an area by its name where a level would stand.
_BEARS_WHOLE = re.compile(
    "(?:财政|管委会|管理委员会|政府)?(?:原则上|自行|全额|全部|足额|统筹|单独|负责|各自|予以|据实|统一)*"
    "(?:承担|负担|保障|解决|兜底|列支|(?<=[全足]额)落实)(?!的|部分|份额|比例)"
)
_BEARS_PART = re.compile(r"(?:财政|管委会)?(?:承担|负担|分担|出资|占|配套)?(?=\d[\d.]*%)")
_ZONE_FINANCE = re.compile(
    r"(?<=由)(?:(?![财和与及])[\u4e00-\u9fff]){2,6}(?:新区|开发区|高新区|经开区|示范区|保税区)(?:本级)?财政"
)
_FIGURE = re.compile(r"(?<![第\d])(?!(?<=（)\d{1,2}）)\d(?![\d、至和]*[项条])")  # 第1项、第6项 are no shares
_SUCH_AS = re.compile(
    "等(?:区县|县区|[区县市])级?(?:财政)?(?=承担|负担|分担|按|各)"
)  # 甲区等区级财政 are the districts
# What a bracket with areas explains: 市本级（甲区、乙区）, 二类地区（丙县）.
_PAID_IN_FULL = re.compile("(?:全额|足额|全部)(?:保障|落实|解决|兜底|安排|兑现|列支)")
_OF_KIND = re.compile("(?:边境|边远|山区|老区|沿海|重点|贫困|脱贫|欠发达|民族|牧区|平原|库区)[旗县区市]{1,2}$")
_OF_GROUP = re.compile(rf"(?:市本级|(?:中心|主)?城区|市辖区|市直园区|{CLASSED})$")
_EACH = re.compile("各[县区市旗]{1,2}(?:（[县区市旗、]+）)?(?=自行|项目|企业|为| +[为按由])")  # 甲市及各县自行承担
_RECEIVES = re.compile("(?:给予|对|向|补助)各?$")


@dataclass(frozen=True, slots=True)
class Opened:
    """The words of a clause with blanks for the brackets that speak of areas, and what those brackets say.

    inserted are brackets with shares of their own, each with its place in the clause; members are the areas that a
    bracket names for the group in front of it: 一类地区（甲区、乙区）.
    """

    words: str
    excepted: tuple[AreaName, ...] = ()
    inserted: tuple[tuple[int, str], ...] = ()
    members: tuple[AreaName, ...] = ()


def open_brackets(words: str, lists: AreaLists) -> Opened:
    """Take out （甲区除外） and （甲区按4：6）."""
    excepted: list[AreaName] = []
    inserted: list[tuple[int, str]] = []
    members: tuple[AreaName, ...] = ()
    plain = words
    for match in _BRACKET.finditer(words):
        inner, start, begin = match[0][1:-1], match.start() + 1, match.start()
        if left := _EXCEPTED.fullmatch(inner):
            name = "without" if left["without"] else "but"
            excepted += moved(lists.at_end(left[name]), start + left.start(name))
        elif PART.fullmatch(inner):  # 市级（60%）: a part behind its level
            continue
        elif RATIO.search(inner) or PART.search(inner) or _pays_there(inner, lists):
            inserted += [(start + part.start(), part[0]) for part in _rules_in(inner, lists)]
        elif (
            not members
            and (named := _nothing_but(inner, lists))
            and (group := _group_of(words[: match.start()], named, lists))
        ):
            members, begin = moved(named, start), match.start() if group[0] == "市本级" else group.start()
        else:
            continue
        plain = plain[:begin] + " " * (match.end() - begin) + plain[match.end() :]
    return Opened(plain, tuple(excepted), tuple(inserted), members)


def _group_of(words: str, named: Sequence[AreaName], lists: AreaLists) -> re.Match[str] | None:
    """The word that a bracket with areas explains: 城区, or any kind of county in front of nothing but known ones."""
    known = all(area.name in lists.known for area in named)
    return _OF_GROUP.search(words) or (_OF_KIND.search(words) if known else None)


def _nothing_but(words: str, lists: AreaLists) -> tuple[AreaName, ...]:
    """The areas of a list with nothing in front of it."""
    lead = re.match("含?指?", words)
    named = lists.at_end(words)
    return named if named and lead and named[0].start == lead.end() else ()


def _rules_in(words: str, lists: AreaLists) -> list[re.Match[str]]:
    """The parts of a bracket between ；, or between ， where each says who pays: 甲县按8:2，乙区由本级承担."""
    parts = list(re.finditer("[^；，]+", words))
    each = all(RATIO.search(part[0]) or PART.search(part[0]) or read_own_account(part[0]) for part in parts)
    own = all(areas_of(part[0], (), lists) for part in parts)  # not 甲县市级承担80%，县级承担20%
    return parts if each and own else list(re.finditer("[^；]+", words))


def _pays_there(words: str, lists: AreaLists) -> bool:
    """甲区自行承担, or 第六条由市级承担: who pays for some areas or provisions."""
    provisions = REFERENCE.search(words) is not None and BEARS.search(words) is not None
    return provisions or bool(read_own_account(words) and areas_of(words, (), lists))


def left_out(words: str, lists: AreaLists) -> tuple[AreaName, ...]:
    """甲区、乙区除外, as a clause behind the shares that do not hold there."""
    match = _LEFT_OUT.fullmatch(words)
    return lists.at_end(match[1]) if match else ()


def moved(areas: Iterable[AreaName], by: int) -> tuple[AreaName, ...]:
    return tuple(replace(area, start=area.start + by, end=area.end + by) for area in areas)


def areas_of(words: str, named: Sequence[Payer], lists: AreaLists) -> tuple[AreaName, ...]:
    """The areas a clause is about: a list in front of its first level or number, or the clause itself."""
    number = _FIGURE.search(words) or PART.search(words)
    kind = _IS_A.search(words)
    if kind and number and kind.end() <= number.start():
        words = words[: kind.start()] + " " * len(kind[0]) + words[kind.end() :]
    elif kind and not number:
        words = words[: kind.start()] + "，"
    if not (number or BEARS.search(words) or _PAID_IN_FULL.search(words) or read_own_account(words)):
        listed = _LISTED.match(words) or _FOLLOW.search(words) or words.rstrip().endswith("：")
        return _of_whom(words, named, lists) if listed else ()
    own = read_own_account(words)
    marks = [mark for mark in (number, own, own and re.search("由", words)) if mark]
    stops = sorted({*(payer.start for payer in named), *(mark.start() for mark in marks)})
    found: tuple[AreaName, ...] = ()
    for areas in (printed_areas(words[:stop], named, lists) for stop in stops):
        if not found or (areas and areas[0].start == found[0].start):  # 甲区管委会、乙区管委会: payers within the list
            found = areas or found
    if found and _SUCH_AS.match(words, found[-1].end):
        return ()
    return _with_last(words, found, named, lists)


def _with_last(
    words: str, areas: tuple[AreaName, ...], named: Sequence[Payer], lists: AreaLists
) -> tuple[AreaName, ...]:
    """由市财政与甲区、乙区财政按4:6: the last of the areas whose finance stands beside a level."""
    for payer in named[1:] if not areas else named:
        at = max(payer.start, 0)
        name = lists.in_full.match(words, at) or (_EACH.match(words, at) if areas else None)
        behind = areas[-1].end + 1 == payer.start if areas else payer is named[1]
        if name and behind and words[payer.start - 1] in "、和与及":
            return (*areas, AreaName(name[0], *name.span()))
    return areas


def _of_whom(words: str, named: Sequence[Payer], lists: AreaLists) -> tuple[AreaName, ...]:
    """The areas in front of 内企业享受本政策的, else at the end of the clause; not levels (由市、县按规定安排，)."""
    inside = [match.start() for match in _INSIDE.finditer(words)]
    listed = (lists.at_end(words[:stop]) for stop in (*inside, len(words.rstrip("，；。：\n"))))
    found = next((areas for areas in listed if areas), ())
    return _but_levels(found, named) if re.search("由|[列纳]入", words) else found


def printed_areas(words: str, used: Sequence[Payer], lists: AreaLists) -> tuple[AreaName, ...]:
    """A list of areas at the end of some words, but for names that stand for a level (各区县 in 由市级与各区县).

    Zones in general beside the counties (县（市、区）、开发区承担70%) pay with them.
    """
    found = _but_levels(lists.at_end(words), used)
    if _committees(words, found, used):
        return ()
    local = [payer.end for payer in used if payer.code in ("county", "other")]
    beside = any(words[end : found[0].start] in ("、", "和", "与", "及") for end in local) if found else False
    return () if beside and all(_ANY_ZONE.fullmatch(area.name) for area in found) else found


def _committees(words: str, areas: Sequence[AreaName], used: Sequence[Payer]) -> bool:
    """Whether areas pay through their committees beside another level: 区财政与甲经开区管委会."""
    through = bool(areas) and all(words.startswith("管委会", area.end) for area in areas)
    return through and any(words[p.end : areas[0].start] in ("、", "和", "与", "及") for p in used)


def _but_levels(areas: Sequence[AreaName], used: Sequence[Payer]) -> tuple[AreaName, ...]:
    """Names that no level stands for, nor two in a run: 市区按4:6分担."""
    ends = {payer.end for payer in used}
    return tuple(a for a in areas if not any(p.start == a.start and (p.end >= a.end or a.end in ends) for p in used))


def paying(words: str, named: Sequence[Payer], areas: Sequence[AreaName] = ()) -> list[Payer]:
    """The levels that pay. In 各县（市）由县级财政承担 the first says where, not who; so may a part of a name."""
    last = named[-1].start if named else 0
    within = [payer for payer in named if any(a.start <= payer.start and payer.end <= a.end for a in areas)]
    codes = {payer.code for payer in named if payer.start != last}
    places = [
        p
        for p in named
        if p.start != last
        and p.end - p.start > 1
        and (
            _WHERE.match(words, p.end)
            or (len(codes) > 1 and _OF_WHERE.match(words, p.end))
            or (
                len(codes) > 1
                and words.startswith("按", p.end)
                and any(q.code == p.code for q in named if q.start > p.end)
            )
        )
    ]
    given = [payer for payer in named[1:] if _RECEIVES.search(words[: payer.start])]  # 市级财政给予县（市、区）50%补助
    return [payer for payer in named if payer not in (*within, *places, *given) and not _OF_OWN.match(words, payer.end)]


def find_levels(lexicon: Lexicon, words: str, lists: AreaLists) -> list[Payer]:
    """The levels of finance that a clause names, counties by their name among them: 韩城市财政."""
    counties = [Payer(*span, "county") for span in lists.finances_in(words)]
    zones = [Payer(*match.span(), "zone") for match in _ZONE_FINANCE.finditer(words)]
    own = [Payer(*found) for found in lists.own_finances_in(words)]
    unnamed = lists.in_full.sub(lambda name: " " * len(name[0]), words)  # 太白县市财政 is no 县市财政
    return with_areas(find_payers(lexicon, unnamed), [*counties, *zones, *own])


def areas_that_pay(words: str, named: Sequence[Payer], areas: Sequence[AreaName], lists: AreaLists) -> list[Payer]:
    """Areas in the place of a level: 由临江经开区全额承担, and where areas were named before, 开发区承担70%."""
    whole = [lists.at_end(words[: match.start()]) for match in _BEARS_WHOLE.finditer(words)]
    handed = [found for found in whole if found and words[: found[0].start].endswith("由")]
    part = [lists.at_end(words[: match.start()]) for match in _BEARS_PART.finditer(words)]
    again = [found for found in part if found and areas and shortened(found, areas)]
    behind = min((area.start for area in areas), default=-1)
    payers = {
        Payer(found[0].start, found[-1].end, payer_of(found) or "county")
        for found in (*handed, *again)
        if found[0].start > behind
    }
    return [payer for payer in payers if not any(p.start < payer.end and payer.start < p.end for p in named)]


def with_areas(named: Sequence[Payer], areas: Sequence[Payer]) -> list[Payer]:
    """Levels, and areas that pay as one of them, in order of mention."""
    levels = [p for p in named if not any(p.start < area.end and area.start < p.end for area in areas)]
    return sorted((*levels, *areas), key=lambda payer: payer.start)


def shortened(again: Sequence[AreaName], areas: Sequence[AreaName]) -> bool:
    """Whether areas are those named before, in short: 甲综合保税区…由综合保税区管委会."""
    zones = bool(areas) and all(names_zone(area.name) for area in areas)  # 甲经开区、乙高新区…开发区承担70%
    return all(
        any(area.name.endswith(short.name) for area in areas) or (zones and _ANY_ZONE.fullmatch(short.name) is not None)
        for short in again
    )


def payer_of(areas: Sequence[AreaName]) -> str | None:
    """Who pays for areas that stand where a level would: zones for themselves, else the counties."""
    if not areas:
        return None
    if all(names_township(area.name) for area in areas):
        return "other"
    return "zone" if all(names_zone(area.name) for area in areas) else "county"
