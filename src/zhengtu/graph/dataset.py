"""The areas of the code lists, and the dump of all graphs. How facts become statements does not live here.

Same input, same bytes: no blank nodes, sorted lines, nothing about time or place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from zhengtu import iri
from zhengtu.graph.statements import GraphWriter
from zhengtu.iri import Minter
from zhengtu.model.area import Area


def area_quads(codes: Iterable[str], areas: Mapping[str, Area], minter: Minter) -> list[str]:
    """The entries of the areas named, of those above them and, of a prefecture, of its counties: 各县（市） means them.

    A code that the table does not hold is passed over: the graph of the policy that uses it describes it.
    """
    out = GraphWriter(minter.graph("codes"))
    named = [areas[code] for code in codes if code in areas]
    prefectures = {area.code for area in named if area.level == "prefecture"}
    counties = [area for area in areas.values() if area.parent in prefectures and area.level == "county"]
    for area in (*named, *counties):
        _map_upward(out, area, areas)
    return out.lines()


def areas_around(codes: Iterable[str], areas: Mapping[str, Area]) -> list[str]:
    """The codes of the areas named and of the divisions directly below them; zones of the statistical list are none."""
    named = set(codes)
    below = {area.code for area in areas.values() if area.parent in named and area.level != "zone"}
    return sorted(named | below)


def write_dump(path: Path, lines: Iterable[str]) -> int:
    """Write N-Quads lines sorted and each once; give back how many there are."""
    unique = sorted(set(lines))
    path.write_bytes("".join(f"{line}\n" for line in unique).encode("utf-8"))
    return len(unique)


def _map_upward(out: GraphWriter, area: Area, areas: Mapping[str, Area]) -> None:
    found: Area | None = area
    while found is not None:
        _map_area(out, found)
        found = areas.get(found.parent) if found.parent else None


def _map_area(out: GraphWriter, area: Area) -> None:
    entry = iri.code("area", area.code)
    out.kind(entry, "skos:Concept", "zt:Area")
    out.link(entry, "skos:inScheme", f"{iri.CODE}area")
    out.value(entry, "skos:notation", area.code)
    out.label(entry, area.name)
    out.text(entry, "skos:prefLabel", area.name)
    out.text(entry, "rdfs:label", area.name_en, "en")
    out.text(entry, "skos:prefLabel", area.name_en, "en")
    out.value(entry, "zt:areaLevel", area.level)
    out.link(entry, "skos:broader", iri.code("area", area.parent) if area.parent else None)
