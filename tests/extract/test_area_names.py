"""Every division of the table is found whole in a clause on funding, whatever characters it is written with."""

from __future__ import annotations

from collections import defaultdict

import pytest

from zhengtu.extract.districts import AreaLists
from zhengtu.extract.funding_areas import areas_of, find_levels
from zhengtu.extract.places import Places
from zhengtu.model.lexicon import Lexicon


@pytest.mark.parametrize(
    "clause",
    [
        "其中{name}、{next}和{third}按7:3比例分担，",
        "{name}、{next}自行承担；",
        "与{name}、{next}财政按4:6比例分担，",
        "注册在{name}的企业由市级财政全额承担。",
        "涉及{name}和{next}的，",
    ],
)
def test_names_with_joining_words_in_them_are_found_whole(clause: str, lexicon: Lexicon) -> None:
    below: dict[str, list[str]] = defaultdict(list)
    for area in lexicon.areas.values():
        if area.level == "county":
            below[area.parent or ""].append(area.name)
    cut = []
    for code, names in below.items():
        places = Places.below(code, lexicon.areas, ())
        lists = AreaLists.knowing(places.short_names, places.below_names)
        for at, name in enumerate(names):
            beside = {"name": name, "next": names[(at + 1) % len(names)], "third": names[(at + 2) % len(names)]}
            words = clause.format_map(beside)
            found = {area.name for area in areas_of(words, find_levels(lexicon, words, lists), lists)}
            cut += [words] if found != {beside[slot] for slot in beside if f"{{{slot}}}" in clause} else []
    assert cut == []
