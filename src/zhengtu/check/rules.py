"""The shapes and checks of the ontology folder, with what each says of a finding. Running them lives elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import RDF, SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from zhengtu.iri import VOCABULARY

SHAPES = Namespace(f"{VOCABULARY}shape#")
SEVERITIES = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A property shape or a check. titles, messages and remedies are by language; module is the file it stands in.

    targets are the IRIs of the classes that a shape is for, none for a check. In the messages of a check {?name} stands
    for a value of the row found.
    """

    name: str
    module: str
    severity: str
    titles: Mapping[str, str]
    messages: Mapping[str, str]
    remedies: Mapping[str, str]
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules by name: the shapes as one graph, the checks as SPARQL by name; sha256 tells whether any changed."""

    rules: Mapping[str, Rule]
    shapes: Graph = field(repr=False)
    queries: Mapping[str, str] = field(repr=False)
    sha256: str


def load_rules(ontology_dir: Path) -> RuleBook:
    """Load shapes/*.ttl and checks/. Raises ValueError for a check without a row in severities.ttl, or the reverse."""
    rules: dict[str, Rule] = {}
    shapes = Graph()
    files = sorted((ontology_dir / "shapes").glob("*.ttl"))
    for file in files:
        module = Graph().parse(file, format="turtle")
        rules |= {rule.name: rule for rule in _shape_rules(module, file.stem)}
        shapes += module
    table = ontology_dir / "checks" / "severities.ttl"
    paths = {path.stem: path for path in sorted(table.parent.glob("*.rq"))}
    checks = {rule.name: rule for rule in _check_rules(Graph().parse(table, format="turtle"))}
    if astray := sorted(set(paths) ^ set(checks)):
        raise ValueError(f"{table.parent}: {astray[0]} has a query or a row in severities.ttl, not both; add the other")
    queries = {name: path.read_text(encoding="utf-8") for name, path in paths.items()}
    return RuleBook({**rules, **checks}, _aimed(shapes), queries, _digest([*files, table, *paths.values()]))


def _aimed(shapes: Graph) -> Graph:
    """The shapes with the property shapes aimed at the classes themselves.

    They say the same, and each is then run once over all resources and not once for each, which takes most of the time.
    """
    aimed = Graph() + shapes
    for owner, shape in shapes.subject_objects(SH.property):
        for target in shapes.objects(owner, SH.targetClass):
            aimed.add((shape, SH.targetClass, target))
        aimed.remove((owner, None, None))
    return aimed


def _shape_rules(graph: Graph, module: str) -> Iterator[Rule]:
    for shape in sorted(graph.subjects(RDF.type, SH.PropertyShape), key=str):
        owners = graph.subjects(SH.property, shape)
        targets = {str(target) for owner in owners for target in graph.objects(owner, SH.targetClass)}
        yield _rule(graph, shape, module, tuple(sorted(targets)))


def _check_rules(graph: Graph) -> Iterator[Rule]:
    for check in sorted(graph.subjects(RDF.type, SHAPES.Check), key=str):
        yield _rule(graph, check, "checks")


def _rule(graph: Graph, node: Node, module: str, targets: tuple[str, ...] = ()) -> Rule:
    name = str(node).removeprefix(str(SHAPES))
    severity = graph.value(node, SH.severity)
    if not isinstance(severity, URIRef) or severity not in SEVERITIES:
        raise ValueError(f"{name} ({module}) has no sh:severity; give sh:Violation, sh:Warning or sh:Info")
    titles, messages, remedies = (_texts(graph, node, p) for p in (SH.name, SH.message, SHAPES.remedy))
    if not set(titles) == set(messages) == set(remedies) == {"zh", "en"}:
        raise ValueError(f"{name} ({module}) lacks sh:name, sh:message or zts:remedy in zh or en; add what is missing")
    return Rule(name, module, SEVERITIES[severity], titles, messages, remedies, targets)


def _texts(graph: Graph, node: Node, predicate: URIRef) -> dict[str, str]:
    found = graph.objects(node, predicate)
    return {text.language: str(text) for text in found if isinstance(text, Literal) and text.language}


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()
