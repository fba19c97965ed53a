"""RDF files of other people as N-Quads lines. Checking them does not live here."""

from __future__ import annotations

import warnings
from pathlib import Path

from rdflib import Dataset, Literal
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import BNode, Node

from zhengtu.check.units import NO_GRAPH
from zhengtu.errors import InputError
from zhengtu.graph.statements import literal, resource

_FORMATS = {".ttl": "turtle", ".nt": "nt", ".trig": "trig", ".nq": "nquads", ".jsonld": "json-ld", ".rdf": "xml"}


def read_lines(path: Path) -> list[str]:
    """Read a file as N-Quads lines. A blank node gets an IRI, and what is in no graph one that says so.

    Raises InputError for a file that cannot be read, is malformed or empty.
    """
    syntax = _FORMATS.get(path.suffix.lower())
    if syntax is None:
        raise InputError(f"{path}: the suffix names no RDF syntax; use one of {', '.join(_FORMATS)}")
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"{path}: the file cannot be read ({reason}); check the path") from None
    lines = _lines(_parsed(path, content, syntax))
    if not lines:
        raise InputError(f"{path} holds no statement; give a file with a graph")
    return lines


def _parsed(path: Path, content: str, syntax: str) -> Dataset:
    dataset = Dataset()
    try:
        with warnings.catch_warnings(action="ignore"):  # rdflib's own deprecations
            dataset.parse(data=content, format=syntax, publicID=path.absolute().as_uri())
    except Exception as error:  # each parser of rdflib raises errors of its own
        raise InputError(f"{path} is no well-formed {syntax}: {_first_line(error)}; mend the file") from None
    return dataset


def _lines(dataset: Dataset) -> list[str]:
    found = set()
    for subject, predicate, value, graph in dataset.quads():
        name = resource(NO_GRAPH) if graph in (None, DATASET_DEFAULT_GRAPH_ID) else _term(graph)
        found.add(f"{_term(subject)} {_term(predicate)} {_term(value)} {name} .")
    return sorted(found)


def _term(node: Node | None) -> str:
    if isinstance(node, Literal):
        datatype = None if node.language or node.datatype is None else str(node.datatype)
        return literal(str(node), language=node.language, datatype=datatype)
    return resource(f"urn:blank:{node}" if isinstance(node, BNode) else str(node))


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
