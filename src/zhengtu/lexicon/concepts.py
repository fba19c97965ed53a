"""The concepts of the code lists as rows: how texts say them, out of SKOS Turtle. What rows become: compilation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.exceptions import ParserError
from rdflib.namespace import RDF, SKOS
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from zhengtu.errors import InputError
from zhengtu.iri import DEF
from zhengtu.vocab import expand

# The code lists that are read, and the table that each becomes.
SCHEMES = {
    "metric": "metrics",
    "beneficiary-type": "beneficiaries",
    "instrument": "instruments",
    "requirement-kind": "requirements",
    "rule-kind": "rules",
    "payer-level": "payers",
    "per": "scopes",
    "customs-mode": "customs_modes",
    "unit": "unit_codes",
    "agency-kind": "agency_kinds",
    "theme": "themes",
    "duty-kind": "duties",
    "participation": "participation",
    "target-kind": "target_kinds",
}
# Property, what it is called in a row, and whether it has several values.
_PROPERTIES = (
    ("skos:notation", "notation", False),
    ("skos:prefLabel", "label", False),
    ("skos:altLabel", "forms", True),
    ("skos:hiddenLabel", "forms", True),
    ("skos:example", "examples", True),
    ("skos:related", "related", True),
    ("dct:creator", "author", False),
    ("dct:created", "date", False),
    ("zt:labelsAreForms", "labels_are_forms", False),
    ("zt:surfacePattern", "patterns", True),
    ("zt:patternBehind", "pattern_behind", False),
    ("zt:patternWithoutFigure", "pattern_without_figure", False),
    ("zt:formBeforePaying", "paying", True),
    ("zt:formInCostSharing", "sharing", True),
    ("zt:measuredIn", "units", True),
    ("zt:isGeneric", "generic", False),
    ("zt:isVertical", "vertical", False),
    ("zt:matchOrder", "order", False),
)
_KEYS = {expand(name): (key, several) for name, key, several in _PROPERTIES}
# What readers of the code lists are told, and no reader of a text needs.
_TOLD = tuple(expand(name) for name in ("zt:tradeDirection", "zt:customerType", "zt:announcedBy", "zt:inForceFrom"))
_LAST = 10**6

Row = Mapping[str, Any]


def read_concepts(file: Path, content: str) -> list[Row]:
    """The concepts of a code list, one row each, in the order in which they are tried.

    Raises InputError for what is no Turtle.
    """
    graph = Graph(bind_namespaces="none")
    try:
        graph.parse(data=content, format="turtle")
    except BadSyntax as error:
        # The line number that rdflib prints counts what it has tried twice; its position is right.
        line = error._str[: error._i].count(b"\n") + 1
        raise InputError(f"{file}: line {line} is no Turtle ({error._why}); compare it with the lines above") from error
    except ParserError as error:
        raise InputError(f"{file}: {error}; write it as Turtle") from error
    rows = [_row(graph, concept) for concept in graph.subjects(RDF.type, SKOS.Concept)]
    return sorted(rows, key=lambda row: (_order(row), str(row.get("notation"))))


def property_names(key: str) -> str:
    """How what a row calls by a key is written in Turtle.

    >>> property_names("forms")
    'skos:altLabel or skos:hiddenLabel'
    """
    return " or ".join(name for name, own, _ in _PROPERTIES if own == key) or f"zt:{key}"


def _order(row: Row) -> int:
    order = row.get("order", _LAST)
    return order if isinstance(order, int) else _LAST


def _row(graph: Graph, concept: Node) -> Row:
    """A property of ours that is not known is kept under its name, for the schema to refuse."""
    said: dict[str, list[Any]] = {}
    for predicate, node in graph.predicate_objects(concept):
        name = str(predicate)
        if (name in _KEYS or (name not in _TOLD and name.startswith(DEF))) and not _is_foreign(node):
            said.setdefault(name, []).append(node)
    row: dict[str, Any] = {}
    for name, nodes in sorted(said.items()):
        key, several = _KEYS.get(name, (name.removeprefix(DEF), False))
        values = [_value(node) for node in sorted(nodes)]
        row[key] = [*row.get(key, ()), *values] if several else values[-1]
    return row


def _is_foreign(node: Node) -> bool:
    return isinstance(node, Literal) and node.language not in (None, "zh")


def _value(node: Node) -> Any:
    """What a literal says; of an entry of a code list its notation."""
    if isinstance(node, Literal):
        value = node.toPython()
        return value if isinstance(value, bool | int) else str(node)
    return str(node).rpartition("/")[2] if isinstance(node, URIRef) else str(node)
