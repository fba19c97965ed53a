"""Which area a printed name means, looked up below the issuing area only. The issuing area itself is found in areas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from zhengtu.model.area import Area

PlaceKind = Literal["division", "zone", "township", "group", "unknown"]

_ENDING = re.compile(r"(?:特别行政区|自治[州县区旗]|地区|林区|[省市区县盟旗州])$")
_PEOPLES = (
    "回|满|蒙古|朝鲜|壮|苗|瑶|侗|土家|彝|藏|白|傣|哈尼|拉祜|佤|畲|黎|布依|水|仡佬|羌|土|东乡|保安|撒拉|裕固|哈萨克|塔吉克"
    "|锡伯|达斡尔|鄂温克|毛南|仫佬|纳西|傈僳|怒|独龙|景颇|普米|布朗|柯尔克孜|各"
)
# 管城回族区 is called 管城区, 长阳土家族自治县 长阳县.
_OF_PEOPLES = re.compile(rf"^(.{{2,}}?)(?:(?:{_PEOPLES})族?)+(?:自治)?([区县州旗])$")
_ZONE = re.compile(
    r"(?:开发区|新区|高新区|经开区|示范区|试验区|实验区|保税区|综保区|保税港区|航空港区?|临空区|园区|集聚区|合作区|度假区|功能区|管理区"
    r"|先行区|自贸区|片区|新城|起步区|先导区|风景名胜区|风景区|旅游区|投资区|开放区|港区|经济区|保税港|空港"
    r"|产业园|工业园|科技园|物流园|科学城)(?:管委会)?$"
)
# 一类地区, B档县（市）: what a document itself has put in one class.
CLASSED = (
    r"(?:第?[一二三四五六七八九十\d]|[A-E甲乙丙丁])(?:类别?|档)(?:地区|区域|[区县市旗]{1,3}(?:（[区县市旗、]+）)?)"
)
_GROUP = re.compile(
    rf"^(?:{CLASSED}$|各|其[他它余]|全[省市县区]|所有|有关|相关|上述|以上|外[省市]|[一二两三四五六七八九十\d]+个?(?:区|县|市|城区))"
    r"|直管县|^(?:[县区市旗]{1,3}|[县区市旗]{1,2}（[县区市旗、]+）[县区]?|市区|城区|主城区|中心城区|市辖区|(?:.{0,4})?所在地|当地|属地|乡镇|街道)$"
)

GroupKind = Literal["district", "county", "city", "prefecture", "banner", "zone", "any", "unresolved"]
_RANKS: Mapping[str, GroupKind] = {
    "区": "district",
    "县": "county",
    "市": "city",
    "州": "prefecture",
    "盟": "prefecture",
    "旗": "banner",
}
_EACH = r"(?:其[他它余]|剩余|各|所有|全部)的?"
_ANYWHERE = re.compile(rf"^(?:(?:{_EACH})+(?:地区?|地方|区域|行政区域?)|全[省市县区]|.{{0,4}}所在地|当地|属地)$")
_BY_RANK = re.compile(rf"^(?:{_EACH})*([区县市州盟旗（）、和及与/]+?)(?:（含[^（）]*区）)?$")
_ZONES = re.compile(rf"^(?:{_EACH})+(?:功能|开发|园|新)区$|（含[^（）]*区）$")


# Which level of finance that of a division is; 重庆市 ranks with provinces and is called 市级.
_LEVELS = {"province": "province", "prefecture": "city", "county": "county"}
_ALIAS = re.compile(r"（[\u4e00-\u9fff]{2,6}[区县市]）$")
_TOWNSHIP = re.compile(r"(?:镇|乡|街道)$")


@dataclass(frozen=True, slots=True)
class Place:
    """What a name stands for; area is given for a division that was found."""

    kind: PlaceKind
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """The names of the issuing area and of all areas below it. A name that two of them share is not in it."""

    names: Mapping[str, Area]
    prefixes: tuple[str, ...]
    levels: Mapping[str, str] = field(default_factory=dict)  # of finance, of the issuing area and those it lies in

    @classmethod
    def below(cls, code: str | None, areas: Mapping[str, Area], former: Iterable[Area] = ()) -> Places:
        """Collect the names below an area. former are areas that were renamed or dissolved; today's names win."""
        if code is None or code not in areas:
            return cls({}, ())
        issuing = areas[code]
        prefix = re.sub("(?:00)+$", "", code)  # the codes below begin with it
        today = [issuing, *(a for a in areas.values() if a.code.startswith(prefix) and _is_below(a, code, areas))]
        past = [a for a in former if a.code.startswith(prefix) and _is_below(a, code, areas)]
        names = _unambiguous((name, area) for area in today for name in _called(area.name))
        old = _unambiguous((name, areas.get(area.code, area)) for area in past for name in _called(area.name))
        levels = {area.name: _level_of_finance(area) for area in (issuing, *_above(issuing, areas))}
        return cls({**old, **names}, (issuing.name, _stem(issuing.name)), levels)

    @property
    def below_names(self) -> list[str]:
        """The names of the areas below the issuing one, in full."""
        return [area.name for name, area in self.names.items() if name == area.name and name not in self.prefixes]

    @property
    def short_names(self) -> list[str]:
        """The names of areas below without a word for their rank: 永济, but not 永济市."""
        return [name for name in self.names if not _ENDING.search(name) and name not in self.prefixes]

    def find(self, printed: str) -> Place:
        """Tell what a name means. A development zone has no code of GB/T 2260, and a group of areas is none."""
        called = (printed, _ALIAS.sub("", printed))
        for name in (*called, *(printed.removeprefix(prefix) for prefix in self.prefixes)):
            if name in self.names:
                return Place("division", self.names[name])
        if names_group(printed):
            return Place("group")
        return Place("zone" if names_zone(printed) else "township" if names_township(printed) else "unknown")


def _above(area: Area, areas: Mapping[str, Area]) -> Iterator[Area]:
    while (parent := areas.get(area.parent or "")) is not None:
        yield (area := parent)


def _level_of_finance(area: Area) -> str:
    return "city" if area.level == "province" and area.name.endswith("市") else _LEVELS.get(area.level, "zone")


def names_group(name: str) -> bool:
    """Whether a name that no area has stands for several: 其余各县（市）, 所在地.

    >>> names_group("其余各县（市）"), names_group("高新区")
    (True, False)
    """
    return bool(_GROUP.search(name))


def group_kinds(name: str) -> tuple[GroupKind, ...]:
    """The kinds of area that a group is of; "unresolved" where its name does not tell which areas are in it.

    >>> group_kinds("其余各县（市）"), group_kinds("各区县（含功能区）"), group_kinds("主城区")
    (('city', 'county'), ('county', 'district', 'zone'), ('unresolved',))
    """
    if name in ("市区", "市辖区"):
        return ("district",)
    if _ANYWHERE.search(name):
        return ("any",)
    ranks = _BY_RANK.search(name)
    kinds = {_RANKS[c] for c in ranks[1] if c in _RANKS} if ranks else set()
    zones: set[GroupKind] = {"zone"} if _ZONES.search(name) else set()
    return tuple(sorted(kinds | zones)) or ("unresolved",)


def names_zone(name: str) -> bool:
    """Whether a name is that of a development zone, by its ending."""
    return bool(_ZONE.search(_ALIAS.sub("", name)))


def names_township(name: str) -> bool:
    """Whether a name is that of a township or subdistrict: 沙溪镇, 白云街道. The table of divisions ends above them."""
    return bool(_TOWNSHIP.search(name))


def _is_below(area: Area, code: str, areas: Mapping[str, Area]) -> bool:
    """Zones of the statistical list are no divisions, though they are in the table."""
    if area.level == "zone":
        return False
    parent = areas.get(area.parent or "")
    return parent is not None and (parent.code == code or _is_below(parent, code, areas))


def _called(name: str) -> Iterator[str]:
    """The names of an area: in full, without its rank, and without the people that it is named for."""
    yield name
    if len(_stem(name)) > 1:
        yield _stem(name)
    match = _OF_PEOPLES.match(name)
    if match:
        yield from (match[1], match[1] + match[2])


def _stem(name: str) -> str:
    return _ENDING.sub("", name) if len(name) > 2 else name


def _unambiguous(called: Iterable[tuple[str, Area]]) -> dict[str, Area]:
    """Names that one area only has; a name in full counts for more than a short one."""
    found: dict[str, set[Area]] = {}
    for name, area in called:
        found.setdefault(name, set()).add(area)
    full = {name: {area for area in areas if area.name == name} or areas for name, areas in found.items()}
    return {name: next(iter(areas)) for name, areas in full.items() if len(areas) == 1}
