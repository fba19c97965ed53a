"""Lists of areas as clauses print them: 甲区、乙区和丙开发区. Which area a name means is looked up in places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zhengtu.extract.places import CLASSED
from zhengtu.numerals import to_int

_LEAD = re.compile(
    r"(?:（\d{1,2}）|\d{1,2}[.、]|比例(?:分别)?为?|涉及到?|位于|注册地?[在于]|地处|落户[在于到]?|对于?|其中|但是?|即|除|由|从|为|(?<![市县区州旗直])属于?|(?<!所)在|所需资金|所需经费|直管[县市](?=[\u4e00-\u9fff]{2,3}[县市])"
    # 财政困难县甲县: what the areas behind are.
    r"|(?:山区|老区|财[政力]困难|经济薄弱|欠发达|重点帮扶|脱贫|贫困|生态功能)(?:地区|县区|[县区市])?(?=[\u4e00-\u9fff]{2,4}[县市区]))"
)
_COUNT = r"(?:[一二两三四五六七八九十]+|\d+)"
_ENDS = (
    r"[区县市旗州镇乡]|街道|新城|(?<!半)岛|科[学技创]城|大学城|(?:产业|工业|科技|物流|软件|高科|创新|创业|数字|生态)园"
    r"|空港|保税港|(?<=其[他它余]|剩余)区域|（[区县市旗镇乡街道开发园、]+）县?"
)
# 医药高新区（高港区）: what it is called besides.
# 四县一市: so many of each rank.
_COUNTED = rf"(?:{_COUNT}[区县市]){{2,3}}"
_ALIAS = r"(?:（[\u4e00-\u9fff]{2,6}(?<!除)[区县市]）)?"
_RANKED = rf"{_COUNTED}|{CLASSED}|[\u4e00-\u9fff（、）]{{1,14}}?(?:{_ENDS})(?:管委会)?{_ALIAS}"
# What may follow a name: the list ends there.
_BEHIND = (
    r"(?=$|，|的|第[一二三四五六七八九十\d（]|财政|级|(?<![市县]区)(?<!市县)(?<!区县)(?<!县市)[两三四]级|所?涉及?|企业|项目|单位|所需|资金|支持|按|以|为|由|各|分|承|负|比例|实行|执行|兑现|兑付|补[助贴]|奖[补励]|给予|配套|继续|仍|除外|属|自|全|财政|辖区"
    r"|则|均|等|统一|参照|比照|政府|[市省州][级本财、与和]|范围|辖|境内|内|是|：|\d|\s|（(?![区县市旗镇乡街道开发园、]+）)"
    rf"|{_COUNT}个?[\u4e00-\u9fff]{{0,3}}[区县市])"
)
_SHARED_RANK = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{1,4}}?)(?P<count>{_COUNT})个?(?P<rank>[区县市])")
_NO_AREA = re.compile(
    r"(?<![永万])年|^即|^[列纳]入|奖[补励]|补[助贴]|^[一二三四五六七八九十\d]+[条项款]|^(?:涉及|位于|注册|落户)|(?:^|[小乡特])镇$|^(?:各|新型|重点|中心|农村)?[城集村]镇$|^(?:各|所在|属地|当地)?(?:区镇|镇街|[镇乡]|街道)$|^(?:所在|属地|当地)|[家本同]乡$|^(?:[我该此由为对在除按地]|本(?!溪)|全(?![椒州南])|从(?![化江])|其中|受益|同级)|^(?!市区$)[省市区县]{1,3}$|^市县（|^[上超都夜门城]市$|(?:^|[商流范术新点色级贸家在关享各入类境]|同级)园区$|^(?:各|相关)?(?:功能|园)区$|(?:地|社|校|小|库|厂|(?<!风)景)区$|城市$|资金|经费|费用|财政|企业|项目|级|由|第|条款|所在"
)
# Groups that are named like what is no area: 省财政直管县 and 国家级经开区 are no level of finance, 其他乡镇 are areas.
_GROUPED = re.compile(
    rf"^(?:省(?:财政)?直管县(?:（市）)?|(?:国家|省|市)级(?:(?:经济技术|高新技术产业)?(?:开发区|高新区|经开区)|(?:贫困|脱贫|(?:乡村振兴)?重点帮扶)县)|(?:其[他它余]|剩余)(?:区域|地区)|{CLASSED}|(?:其[他它余]|剩余)的?各?(?:[乡镇]{{1,2}}|镇街|街镇|街道)(?:（[乡镇街道园区、]+）)?)$"
)
# 各街道、云田镇: townships in general, beside some by name. 高新区、市属企业: whose enterprises, beside areas.
_EACH_TOWNSHIP = re.compile("各(?:街道|镇街|乡镇|[镇乡])$")
_OWNED = re.compile("[省市州盟区县旗](?:本级|直管|[级属直])(?:国有)?(?:企业|单位|项目|高校)")
_CUT = re.compile(r"[、，；：与]|(?<![涉以])及|(?<=[区县市旗州城）级政会])和")


@dataclass(frozen=True, slots=True)
class AreaName:
    """The name of an area as printed, and where."""

    name: str
    start: int
    end: int


# A name by its ending: at the end of some words, what may follow it behind it, and as a member of a list.
_LAST = re.compile(f"(?P<name>{_RANKED}){_BEHIND}")
_MEMBER = re.compile(f"(?P<name>{_RANKED})")
_FOLLOWED = re.compile(f"(?P<alias>{_ALIAS})(?:管委会)?{_BEHIND}")
_FINANCE = re.compile("(?:本级)?财政")
# What tells that a name of a place is that of its finance: 徐州市、邳州市两级财政, 邳州市本级, 徐州市承担30%.
_AS_PAYER = (
    "本?级(?:财政)?|财政|(?=[两三四]级|与?各?(?:按|共同|承担|负担|分担|出资)"
    "|[、和与及](?:[^，。；的]{1,8}[两三四]级|[^，。；的]{1,16}(?:按|财政|共同|各?[承分负]担)))"
)


@dataclass(frozen=True, slots=True)
class AreaLists:
    """Finds lists of areas: names that end like one, and those that are known, in full or short (永济)."""

    known: frozenset[str]
    in_full: re.Pattern[str]  # 政和县: what 和 is there is no joining word
    in_short: re.Pattern[str]
    levels: Mapping[str, str]  # the level of finance of the issuing area and of those it lies in: 邳州市 county
    paying: re.Pattern[str]

    @classmethod
    def knowing(
        cls, short_names: Iterable[str] = (), full_names: Iterable[str] = (), levels: Mapping[str, str] | None = None
    ) -> AreaLists:
        known = frozenset(full_names)
        ranked = levels or {}
        paying = re.compile(f"({_any_of(ranked).pattern})(?:{_AS_PAYER})")
        return cls(known, _any_of(known), _any_of(short_names), ranked, paying)

    @property
    def own_level(self) -> str | None:
        """The level of finance of the issuing area: the lowest of those that it lies in."""
        return next((level for level in ("county", "city", "province") if level in self.levels.values()), None)

    def names_in(self, words: str) -> list[tuple[int, int]]:
        """Where areas that are known stand in some words."""
        return [match.span() for match in self.in_full.finditer(words)]

    def is_within_name(self, words: str, at: int) -> bool:
        """Whether a place is inside of the name of an area that is known."""
        return _within(at, self.names_in(words))

    def finances_in(self, words: str) -> list[tuple[int, int]]:
        """Where the finance of one does: 韩城市财政."""
        behind = ((start, _FINANCE.match(words, end)) for start, end in self.names_in(words))
        return [(start, finance.end()) for start, finance in behind if finance]

    def own_finances_in(self, words: str) -> list[tuple[int, int, str]]:
        """Where the issuing area or one it lies in pays by its name, and at which level: 徐州市、邳州市两级财政.

        A name alone (甲区承担30%) is that of an area unless another of them pays beside it.
        """
        found = list(self.paying.finditer(words))
        several = len({match[1] for match in found}) > 1
        return [(*m.span(), self.levels[m[1]]) for m in found if several or m.end() > m.end(1)]

    def at_end(self, words: str) -> tuple[AreaName, ...]:
        """The list that stands at the end of some words; empty where none does.

        >>> [area.name for area in AreaLists.knowing().at_end("其中甲区、乙县和丙开发区按")]
        ['甲区', '乙县', '丙开发区']
        >>> AreaLists.knowing().at_end("所需资金由市级财政")
        ()
        """
        found: list[AreaName] = []
        pieces = [piece for piece in _pieces(words, self.names_in(words)) if piece[0].strip()]
        if len(pieces) > 1 and _OWNED.match(pieces[-1][0]):
            pieces = pieces[:-1]
        if shared := _sharing_a_rank(pieces):
            return shared
        for index, (piece, start) in enumerate(reversed(pieces)):
            inside = self.names_in(piece)
            begins = [*(lead.end() for lead in _LEAD.finditer(piece) if not _within(lead.end(), inside)), 0]
            begin, area = next(
                ((at, m) for at in sorted(begins, reverse=True) if (m := self._name_at(piece, at, last=not index))),
                (0, None),
            )
            beside = found and area and _EACH_TOWNSHIP.match(area)
            if area is None or (_NO_AREA.search(area) and not beside and not self._is_area(area)):
                break
            found.append(AreaName(area, start + begin, start + begin + len(area)))
            if begin:
                break
        return tuple(reversed(found))

    def _name_at(self, piece: str, at: int, *, last: bool) -> str | None:
        """The name that a piece goes on with, and ends with unless it is the last of its list."""
        ranked = _LAST.match(piece, at) if last else _MEMBER.fullmatch(piece, at)
        return (
            _known_at(self.in_full, piece, at, last=last)
            or (ranked["name"].removesuffix("管委会") if ranked else None)
            or _known_at(self.in_short, piece, at, last=last)
        )

    def _is_area(self, name: str) -> bool:
        """韩城市 is no 城市 in general."""
        return name in self.known or bool(_GROUPED.match(name))


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """One of some names, the longest at each place."""
    return re.compile("|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))) or "(?!)")


def _known_at(names: re.Pattern[str], piece: str, at: int, *, last: bool) -> str | None:
    name = names.match(piece, at)
    behind = _FOLLOWED.match(piece, name.end()) if name else None
    if name is None or behind is None or not (last or behind.end() == len(piece)):
        return None
    return name[0] + behind["alias"]


def _sharing_a_rank(pieces: Sequence[tuple[str, int]]) -> tuple[AreaName, ...]:
    """甲、乙两县: so many names before a count, which have their rank in common."""
    last = _SHARED_RANK.match(pieces[-1][0]) if pieces else None
    count = (to_int(last["count"]) or 0) if last else 0
    if last is None or not 1 < count <= len(pieces):
        return ()
    *before, (_, start) = pieces[-count:]
    leads = [lead.end() for lead in _LEAD.finditer(before[0][0])] if before else []
    begin = max(leads, default=0)
    names = [
        (words[begin:] if not index else words, at + (begin if not index else 0))
        for index, (words, at) in enumerate(before)
    ]
    found = [*names, (last["name"], start)]
    if any(not 1 <= len(name) <= 4 or name.endswith(last["rank"]) for name, _ in found):
        return ()
    return tuple(AreaName(name + last["rank"], at, at + len(name)) for name, at in found)


def _within(at: int, names: Iterable[tuple[int, int]]) -> bool:
    """Whether a place is inside of a name: 从 ends within 从江县."""
    return any(start < at < end for start, end in names)


def _pieces(words: str, names: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    """Cut at marks and joining words outside of brackets and names."""
    depth, begin = 0, 0
    cuts = {match.start(): match.end() for match in _CUT.finditer(words) if not _within(match.end(), names)}
    cuts |= {end: end + 1 for _, end in names if words.startswith("和", end)}
    for at, char in enumerate(words):
        depth += {"（": 1, "“": 1, "）": -1, "”": -1}.get(char, 0)
        if depth == 0 and at in cuts:
            yield words[begin:at], begin
            begin = cuts[at]
    yield words[begin:], begin
