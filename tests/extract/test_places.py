"""Which area a printed name means: below the issuing area only, under short and former names, never by guess."""

from __future__ import annotations

import pytest

from zhengtu.extract.places import Places, group_kinds
from zhengtu.model.lexicon import Lexicon


@pytest.fixture(scope="module")
def below(lexicon: Lexicon) -> dict[str, Places]:
    codes = ("140800", "320000", "370100", "370781", "410100", "310000")
    return {code: Places.below(code, lexicon.areas, lexicon.former_areas) for code in codes}


@pytest.mark.parametrize(
    ("issuing", "name", "code"),
    [
        ("410100", "上街区", "410106"),
        ("410100", "上街", "410106"),
        ("410100", "郑州市上街区", "410106"),
        ("410100", "管城区", "410104"),
        ("410100", "管城回族区", "410104"),
        ("410100", "二七区", "410103"),
        ("410100", "郑州市", "410100"),
        ("140800", "绛县", "140826"),
        ("140800", "盐湖", "140802"),
        ("370781", "青州市", "370781"),
        ("370100", "章丘区", "370114"),
        ("370100", "章丘市", "370181"),
        ("370100", "济阳县", "370125"),
        ("310000", "浦东新区", "310115"),
        ("320000", "苏州市", "320500"),
        ("320000", "昆山市", "320583"),
    ],
)
def test_division_is_found_by_its_names(issuing: str, name: str, code: str, below: dict[str, Places]) -> None:
    place = below[issuing].find(name)
    assert (place.kind, place.area and place.area.code) == ("division", code)


@pytest.mark.parametrize(
    ("issuing", "name", "kind"),
    [
        ("410100", "郑东新区", "zone"),
        ("410100", "郑州航空港区", "zone"),
        ("410100", "郑州经济技术开发区", "zone"),
        ("410100", "航空港经济综合实验区", "zone"),
        ("140800", "运城开发区", "zone"),
        ("410100", "各县（市）", "group"),
        ("140800", "其余各县（市）", "group"),
        ("410100", "区县（市）", "group"),
        ("410100", "所在地", "group"),
        ("410100", "八个区", "group"),
        ("370781", "临朐县", "unknown"),
        ("370100", "上街区", "unknown"),
        ("320000", "鼓楼区", "unknown"),
        ("410100", "某某区", "unknown"),
    ],
)
def test_other_names_have_no_code(issuing: str, name: str, kind: str, below: dict[str, Places]) -> None:
    place = below[issuing].find(name)
    assert (place.kind, place.area) == (kind, None)


def test_nothing_is_below_an_unknown_area(lexicon: Lexicon) -> None:
    assert Places.below(None, lexicon.areas).find("盐湖区").kind == "unknown"


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("各县（市）", {"county", "city"}),
        ("其余各县（市）", {"county", "city"}),
        ("其他区县", {"district", "county"}),
        ("各县（市、区）", {"district", "county", "city"}),
        ("县（市、区）", {"district", "county", "city"}),
        ("各区县（含功能区）", {"district", "county", "zone"}),
        ("各开发区", {"zone"}),
        ("各市州", {"city", "prefecture"}),
        ("各旗县区", {"banner", "county", "district"}),
        ("市辖区", {"district"}),
        ("其余地区", {"any"}),
        ("全市", {"any"}),
        ("项目所在地", {"any"}),
        ("主城区", {"unresolved"}),
        ("有关县区", {"unresolved"}),
        ("六县", {"unresolved"}),
    ],
)
def test_group_is_of_the_kinds_that_its_name_tells(name: str, kinds: set[str]) -> None:
    assert set(group_kinds(name)) == kinds
