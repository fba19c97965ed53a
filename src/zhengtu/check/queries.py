"""The checks that are SPARQL queries, run over one graph with its context. What they look for is in ontology/checks."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from zhengtu.check.findings import Finding
from zhengtu.check.rules import Rule, RuleBook
from zhengtu.check.units import Unit
from zhengtu.store import formats
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.vocab import PREFIXES

_PLACE = re.compile(r"\{\?(\w+)\}")


def run_queries(unit: Unit, book: RuleBook) -> Iterator[Finding]:
    """Find what the checks object to in the unit itself; what they find in its context is not its fault.

    Raises StoreUnavailable where the lines are no N-Quads for the engine.
    """
    store, subjects, labels = _load(unit), unit.subjects, unit.labels()
    for name, query in book.queries.items():
        answer = json.loads(store.query(query, formats.JSON.media_type).body)
        for row in answer["results"]["bindings"]:
            if "focus" in row and row["focus"]["value"] in subjects:
                yield _finding(unit.graph, book.rules[name], row, labels)


def _load(unit: Unit) -> OxigraphStore:
    with tempfile.TemporaryDirectory(prefix="zhengtu-check-") as folder:
        dump = Path(folder) / "unit.nq"
        dump.write_text("\n".join((*unit.lines, *unit.context, "")), encoding="utf-8", newline="\n")
        return OxigraphStore(dump)


def _finding(graph: str, rule: Rule, row: Mapping[str, Any], labels: Mapping[str, str]) -> Finding:
    focus = row["focus"]["value"]
    return Finding(
        graph=graph,
        focus=focus,
        rule=rule.name,
        severity=rule.severity,
        label=labels.get(focus, focus),
        zh=_PLACE.sub(lambda place: _in_words(row, place[1], labels), rule.messages["zh"]),
        en=_PLACE.sub(lambda place: _in_words(row, place[1], {}), rule.messages["en"]),
        value="; ".join(row[name]["value"] for name in row if name != "focus"),
    )


def _in_words(row: Mapping[str, Any], name: str, labels: Mapping[str, str]) -> str:
    if name not in row:
        return "?"
    value = str(row[name]["value"])
    return value if row[name]["type"] != "uri" else labels.get(value) or _short(value)


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
