"""Which agency a printed name means, by the area of the document. Finding names in text does not live here.

市商务局 is a different body in every document. A level word in front (省, 市, 县, 区) stands for the area of that level
that the document belongs to; the name of an area, in full, stands for that area. A national body is one everywhere; its
branches (海关, 分行) belong to the place in their name. Short names are those of the table of names, never guessed:
泉城海关 is no department of the city and keeps its printed name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from zhengtu.iri import Minter
from zhengtu.model.agency import AgencyName
from zhengtu.model.area import Area

NATIONAL = "national"  # where the bodies of the whole country stand in IRIs
_LEVEL_WORDS = ("自治区", "省", "市", "县", "区")
# What follows 市, 县, 区 where they are part of a word and no level word in front: 市场监管局, 区域中心.
_OTHER_WORD = re.compile(r"[场域块间]")
# What follows where the level word stays with the name: 市委组织部, 市直机关工委, 市级机关事务局.
_FIXED_PHRASE = re.compile(r"[委直属级]")
_GROUP = re.compile(
    r"^各|各(镇|乡|街道|县|区|市|部门|单位|成员)|有关|相关|成员单位|等(部门|单位)$|^(县|区)\((市|区|县|、)+\)|^(区县|县区|区市县|县市区)"
)
_BODY_END = r"(?:局|委|办|厅|部|中心|委员会|办公室|政府|馆|院)"
_TWO_PLATES = re.compile(rf"(.+{_BODY_END})\(([^()]+{_BODY_END})\)")
_BRANCH = re.compile(r"(?:海关|海事局|分行|支行|营管部|营业管理部|分局|分公司|中心支局)$")
_TAX_OFFICE = re.compile(r"^国家税务总局(?=.)")
_PEOPLES_BANK = re.compile(r"^(?:人民银行|人行)(?=.+(?:行|部)$)")
_RANK = re.compile(r"(?:特别行政区|自治[州县区]|省|市|区|县|盟|旗)$")


@dataclass(frozen=True, slots=True)
class ResolvedAgency:
    """An agency with its IRI and the name that tells it from its namesakes; area is None where it is unknown.

    other_labels are other names of it that the text uses, with their place.
    """

    iri: str
    label: str
    area: Area | None
    is_group: bool
    other_labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyResolver:
    """Resolves the names printed in one document. areas_upward runs from the issuing area to its province.

    is_located tells whether the issuing area has a code; without one its agencies stay under unknown-{slug}.
    areas_below are those inside the issuing area by name, seats the places that branches of national bodies bear the
    names of.
    """

    minter: Minter
    is_located: bool
    areas_upward: tuple[Area, ...]
    areas_below: Mapping[str, Area] = field(default_factory=dict)
    seats: Mapping[str, Area] = field(default_factory=dict)
    names: Mapping[str, AgencyName] = field(default_factory=dict)

    @classmethod
    def of_document(
        cls,
        minter: Minter,
        areas: Mapping[str, Area],
        names: Mapping[str, AgencyName],
        *,
        slug: str,
        area_code: str | None,
        area_name: str | None,
    ) -> AgencyResolver:
        """Set up for a document, with what its metadata says of its area; names is the table of short names."""
        if area_code is None:
            unknown = Area(f"unknown-{slug}", area_name or "", "", None)
            return cls(minter, False, (unknown,), seats=_seats(_high(areas.values())), names=names)
        upward = tuple(_upward(area_code, area_name, areas))
        below = {area.name: area for area in areas.values() if area.parent == area_code and area.level != "zone"}
        seats = {**_seats(_high(areas.values())), **_seats(upward)}
        return cls(minter, True, upward, below, seats, names)

    @property
    def issuing_area(self) -> Area | None:
        return self.areas_upward[0] if self.is_located else None

    def resolve(self, printed: str) -> ResolvedAgency:
        """Find the agency that a printed name means; a name that follows no rule stays as it is printed."""
        name = plain_name(printed)
        plates = _TWO_PLATES.fullmatch(name)
        if plates:  # 市商务局（市口岸办）: one body with two nameplates
            main, second = self.resolve(plates[1]), self.resolve(plates[2])
            return replace(
                main, other_labels=_others(main.label, (*main.other_labels, second.label, *second.other_labels))
            )
        known = self.names.get(name)
        if known and known.is_national:
            return self._national(known.full, name)
        if name not in self.names and re.match(r"国家.+(?:局|委|委员会|部|署)$", name) and not self._placed(name):
            return self._national(name, name)
        return self._local(_PEOPLES_BANK.sub("中国人民银行", _TAX_OFFICE.sub("", name)), name)

    def _national(self, full: str, printed: str) -> ResolvedAgency:
        return ResolvedAgency(self.minter.agency(NATIONAL, full), full, None, False, _others(full, [printed]))

    def _local(self, name: str, printed: str) -> ResolvedAgency:
        is_group = bool(_GROUP.search(name)) or self._is_below(name)
        found = self._by_branch(name) or self._by_area_name(name) or self._by_level_word(name)
        area, local = found or (self.areas_upward[0], name)
        known = self.names.get(local)
        full = known.full if known and not known.is_national else local
        label, short = self._label(area, full, name), self._label(area, local, name)
        others = _others(label, [short, *([printed] if printed != name else [])])
        iri = self.minter.agency(area.code, full)
        return ResolvedAgency(iri, label, area if self._has_code(area) else None, is_group, others)

    def _label(self, area: Area, local: str, name: str) -> str:
        if local == name and name[0] != area.name[-1:]:
            return area.name + name if name.startswith("各") else name
        return local if local == name and _BRANCH.search(name) else _join(area.name, local)

    def _has_code(self, area: Area) -> bool:
        return self.is_located or area is not self.areas_upward[0]

    def _placed(self, name: str) -> bool:
        """Whether the name of a national body goes on to name a place: 国家外汇管理局青州市支局."""
        places = (*self.areas_upward, *self.areas_below.values(), *self.seats.values())
        return bool(_BRANCH.search(name)) or any(area.name and area.name in name for area in places)

    def _is_below(self, name: str) -> bool:
        """区商务局 in the document of a city is not one body: each district has its own."""
        word = next((word for word in _LEVEL_WORDS if name.startswith(word)), "")
        ranks = [word for word in _LEVEL_WORDS if any(_has_level(area, word) for area in self.areas_upward)]
        rest = name[len(word) :]
        lower = word in ("县", "区", "市") and bool(rest) and not _OTHER_WORD.match(rest)
        return self.is_located and lower and word not in ranks

    def _by_branch(self, name: str) -> tuple[Area, str] | None:
        """潍坊海关 belongs to 潍坊市 in every document; one that is named after no such place, to none that we know."""
        if not _BRANCH.search(name):
            return None
        own = re.sub(r"^(?:中国人民银行|国家外汇管理局|中国海事局)", "", name)
        seats = [(place, area) for place, area in self.seats.items() if own.startswith(place)]
        return (max(seats, key=lambda seat: len(seat[0]))[1], name) if seats else None

    def _by_area_name(self, name: str) -> tuple[Area, str] | None:
        for area in (*self.areas_upward, *self.areas_below.values()):
            rest = name.removeprefix(area.name)
            if area.name and rest and rest != name and not _OTHER_WORD.match(rest):
                below = next((inner for inner in self.areas_below.values() if rest.startswith(inner.name)), None)
                if below and len(rest) > len(below.name):  # 济南市历下区商务局
                    return below, rest.removeprefix(below.name)
                return area, area.name[-1] + rest if _FIXED_PHRASE.match(rest) else rest
        return None

    def _by_level_word(self, name: str) -> tuple[Area, str] | None:
        word = next((word for word in _LEVEL_WORDS if name.startswith(word)), "")
        rest = name[len(word) :]
        if not word or not rest or _OTHER_WORD.match(rest):
            return None
        area = next((area for area in self.areas_upward if _has_level(area, word)), None)
        if area is None:
            return None
        return area, name if _FIXED_PHRASE.match(rest) else rest


def plain_name(printed: str) -> str:
    """The printed name without what a re-wrapped or half-width copy of the text would change.

    >>> plain_name("中国（济南）综试区 成员单位")
    '中国(济南)综试区成员单位'
    """
    return "".join(unicodedata.normalize("NFKC", printed).split())


def _others(label: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name != label))


def _high(areas: Iterable[Area]) -> list[Area]:
    """Provinces and prefectures; their names are their own, but for that of 吉林."""
    return [area for area in areas if area.level in ("province", "prefecture")]


def _seats(areas: Iterable[Area]) -> dict[str, Area]:
    """Areas by their names, with and without rank."""
    return {name: area for area in areas for name in (area.name, _RANK.sub("", area.name)) if len(name) > 1}


def _upward(code: str, name: str | None, areas: Mapping[str, Area]) -> list[Area]:
    found = [areas.get(code) or Area(code, name or "", "", None)]
    while (parent := found[-1].parent) is not None and parent in areas:
        found.append(areas[parent])
    province = f"{code[:2]}0000"
    if found[-1].code != province:
        found.append(areas.get(province) or Area(province, "省", "province", None))
    return found


def _has_level(area: Area, word: str) -> bool:
    return area.name.endswith(word) and (word != "区" or not area.name.endswith("自治区"))


def _join(area_name: str, local: str) -> str:
    """青州市 + 商务局, and 青州市 + 市委组织部 without saying 市 twice (but 济南市 + 市场监管局 with it)."""
    overlaps = area_name and local[0] == area_name[-1] and _FIXED_PHRASE.match(local[1:])
    return area_name[:-1] + local if overlaps else area_name + local
