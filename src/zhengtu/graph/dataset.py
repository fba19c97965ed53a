"""The graphs that belong to no single policy, and the dump of all. How facts become statements does not live here.

The only module that reads Turtle. Same input, same bytes: no blank nodes, sorted lines, nothing about time or place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS, SKOS
from rdflib.term import Node

from zhengtu import iri
from zhengtu.graph.statements import GraphWriter, literal, resource
from zhengtu.iri import Minter
from zhengtu.model.area import Area


def vocabulary_quads(ontology_dir: Path, minter: Minter) -> list[str]:
    """The ontology as N-Quads lines of its named graph: header, modules, and what the alignments say of our terms."""
    graph = _read([ontology_dir / "zhengtu.ttl", *_turtle(ontology_dir / "modules")])
    for triple in _read(_turtle(ontology_dir / "alignments")):
        if str(triple[0]).startswith((iri.DEF, iri.CODE)):
            graph.add(triple)
    return _quads(graph, minter.graph("vocabulary"))


def code_quads(ontology_dir: Path, minter: Minter) -> list[str]:
    """The code lists as N-Quads lines of their named graph; each preferred label is an rdfs:label too."""
    graph = _codes(ontology_dir)
    for entry, label in list(graph.subject_objects(SKOS.prefLabel)):
        graph.add((entry, RDFS.label, label))
    return _quads(graph, minter.graph("codes"))


def code_labels(ontology_dir: Path) -> dict[str, str]:
    """The Chinese label of every entry of the code lists by its IRI, as `mapping.policy_quads` wants them."""
    return {
        str(entry): str(label)
        for entry, label in _codes(ontology_dir).subject_objects(SKOS.prefLabel)
        if isinstance(label, Literal) and label.language == "zh"
    }


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
    out.value(entry, "zt:areaLevel", area.level)
    out.link(entry, "skos:broader", iri.code("area", area.parent) if area.parent else None)


def _codes(ontology_dir: Path) -> Graph:
    return _read(_turtle(ontology_dir / "codes"))


def _turtle(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.ttl"))


def _read(files: Iterable[Path]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for file in files:
        graph.parse(data=file.read_text(encoding="utf-8"), format="turtle")
    return graph


def _quads(graph: Graph, name: str) -> list[str]:
    return sorted(f"{_term(s)} {_term(p)} {_term(o)} {resource(name)} ." for s, p, o in graph)


def _term(node: Node) -> str:
    if isinstance(node, URIRef):
        return resource(str(node))
    if isinstance(node, Literal):
        datatype = None if node.language or node.datatype is None else str(node.datatype)
        return literal(str(node), language=node.language, datatype=datatype)
    raise ValueError(f"{node!r} has no IRI; name it in ontology/, the graphs hold no blank nodes")
