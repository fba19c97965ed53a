"""Which agency a printed name means, by the area of the document. Finding names in text does not live here.

市商务局 is a different body in every document. A level word in front (省, 市, 县, 区) stands for the area of that level
that the document belongs to; the name of an area, in full, stands for that area. Nothing else is taken apart: 泉城海关
and 人民银行济南分行营管部 are no departments of the city and keep their printed names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from zhengtu.iri import Minter
from zhengtu.model.area import Area

_LEVEL_WORDS = ("自治区", "省", "市", "县", "区")
# What follows 市, 县, 区 where they are part of a word and no level word in front: 市场监管局, 区域中心.
_OTHER_WORD = re.compile(r"[场域块间]")
# What follows where the level word stays with the name: 市委组织部, 市直机关工委, 市级机关事务局.
_FIXED_PHRASE = re.compile(r"[委直属级]")
_GROUP = re.compile(r"^各|各(镇|乡|街道|县|区|市|部门|单位|成员)|有关|相关|成员单位|等(部门|单位)$")


@dataclass(frozen=True, slots=True)
class ResolvedAgency:
    """An agency with its IRI and the name that tells it from its namesakes; area is None where it is unknown."""

    iri: str
    label: str
    area: Area | None
    is_group: bool


@dataclass(frozen=True, slots=True)
class AgencyResolver:
    """Resolves the names printed in one document. areas_upward runs from the issuing area to its province.

    is_located tells whether the issuing area has a code; without one its agencies stay under unknown-{slug}.
    """

    minter: Minter
    is_located: bool
    areas_upward: tuple[Area, ...]

    @classmethod
    def of_document(
        cls, minter: Minter, areas: Mapping[str, Area], *, slug: str, area_code: str | None, area_name: str | None
    ) -> AgencyResolver:
        """Set up for a document, with what its metadata says of its area."""
        if area_code is None:
            return cls(minter, False, (Area(f"unknown-{slug}", area_name or "", "", None),))
        return cls(minter, True, tuple(_upward(area_code, area_name, areas)))

    @property
    def issuing_area(self) -> Area | None:
        return self.areas_upward[0] if self.is_located else None

    def resolve(self, printed: str) -> ResolvedAgency:
        """Find the agency that a printed name means; a name that follows no rule stays as it is printed."""
        name = plain_name(printed)
        is_group = bool(_GROUP.search(name))
        area, local = self._by_area_name(name) or self._by_level_word(name) or (self.areas_upward[0], name)
        if local != name or name[0] == area.name[-1:]:
            label = _join(area.name, local)
        else:
            label = area.name + name if name.startswith("各") else name
        return ResolvedAgency(self.minter.agency(area.code, local), label, area if self.is_located else None, is_group)

    def _by_area_name(self, name: str) -> tuple[Area, str] | None:
        for area in self.areas_upward:
            rest = name.removeprefix(area.name)
            if area.name and rest and rest != name and not _OTHER_WORD.match(rest):
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
