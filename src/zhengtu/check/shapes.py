"""The SHACL shapes, run over one graph. The only module that knows pyshacl; what the shapes say is in ontology/."""

from __future__ import annotations

from collections.abc import Iterator

import pyshacl
from rdflib import RDF, SH, Graph

from zhengtu.check.findings import Finding
from zhengtu.check.rules import SHAPES, RuleBook
from zhengtu.check.units import Unit


def run_shapes(unit: Unit, book: RuleBook) -> Iterator[Finding]:
    """Find what the shapes object to. No inference: a graph states the classes that shapes are for."""
    data = Graph(bind_namespaces="none").parse(data="\n".join(map(_triple, unit.lines)), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=book.shapes, inplace=True, do_owl_imports=False)
    if not isinstance(report, Graph):
        raise ValueError(f"the shapes cannot be run over {unit.graph}: {report!r}")
    labels = unit.labels()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, value = str(report.value(result, SH.focusNode)), report.value(result, SH.value)
        rule = book.rules[str(report.value(result, SH.sourceShape)).removeprefix(str(SHAPES))]
        yield Finding(
            graph=unit.graph,
            focus=focus,
            rule=rule.name,
            severity=rule.severity,
            label=labels.get(focus, focus),
            zh=rule.messages["zh"],
            en=rule.messages["en"],
            value="" if value is None else str(value),
            component=str(report.value(result, SH.sourceConstraintComponent)),
        )


def _triple(line: str) -> str:
    """A line without its graph."""
    return f"{line[: line.rindex(' <')]} ."
