"""Findings as text, JSON and a SHACL validation report. Where they are printed lives in cli."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

from zhengtu.check.findings import Finding, Report
from zhengtu.check.rules import SEVERITIES, SHAPES, Rule, RuleBook

_WORDS = {"violation": "违反", "warning": "警告", "info": "提示"}


def to_text(report: Report, book: RuleBook) -> str:
    """One block a finding: the rule, the resource, what is wrong and what to do in both languages; then the counts."""
    blocks = [_block(finding, book.rules[finding.rule]) for finding in report.findings]
    return "\n".join([*blocks, _summary(report)])


def to_json(report: Report, book: RuleBook) -> str:
    """Everything as JSON, with what to do about each finding."""
    findings = [
        {**asdict(finding), "remedy": dict(sorted(book.rules[finding.rule].remedies.items()))}
        for finding in report.findings
    ]
    whole = {
        "conforms": report.conforms,
        "counts": {name: report.count(name) for name in SEVERITIES.values()},
        "graphs": list(report.graphs),
        "findings": findings,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def to_turtle(report: Report, book: RuleBook) -> str:
    """The report as SHACL words it; a check is the source of its findings as a shape is.

    Source: SHACL, https://www.w3.org/TR/shacl/#validation-report.
    """
    graph = Graph()
    graph.bind("zts", SHAPES)
    whole = BNode("report")
    graph.add((whole, RDF.type, SH.ValidationReport))
    graph.add((whole, SH.conforms, Literal(not report.findings)))
    for number, finding in enumerate(report.findings):
        result = BNode(f"result{number:06d}")
        graph.add((whole, SH.result, result))
        _add_result(graph, result, finding, book.rules[finding.rule])
    return graph.serialize(format="turtle")


def _add_result(graph: Graph, result: BNode, finding: Finding, rule: Rule) -> None:
    severity = next(iri for iri, name in SEVERITIES.items() if name == finding.severity)
    component = SH.SPARQLConstraintComponent if rule.module == "checks" else URIRef(finding.component)
    for predicate, value in (
        (RDF.type, SH.ValidationResult),
        (SH.focusNode, URIRef(finding.focus)),
        (SH.sourceShape, SHAPES[finding.rule]),
        (SH.sourceConstraintComponent, component),
        (SH.resultSeverity, severity),
        (SH.resultMessage, Literal(finding.zh, lang="zh")),
        (SH.resultMessage, Literal(finding.en, lang="en")),
    ):
        graph.add((result, predicate, value))
    if finding.value:
        graph.add((result, SH.value, Literal(finding.value)))


def _block(finding: Finding, rule: Rule) -> str:
    return "\n".join(_lines(finding, rule)) + "\n"


def _lines(finding: Finding, rule: Rule) -> Iterator[str]:
    yield f"{_WORDS[finding.severity]} {finding.severity}  {rule.name}  {rule.titles['zh']} / {rule.titles['en']}"
    yield f"  {finding.label}"
    yield from _unless_same(finding.focus, finding.label)
    yield f"  {finding.zh}"
    yield f"  {finding.en}"
    yield from (f"  → {rule.remedies[language]}" for language in ("zh", "en"))


def _unless_same(focus: str, label: str) -> Iterable[str]:
    return () if focus == label else (f"  {focus}",)


def _summary(report: Report) -> str:
    violations, warned, graphs = report.count("violation"), report.count("warning"), len(report.graphs)
    return (
        f"检查图谱{graphs}个：违反{violations}处，警告{warned}处。\n"
        f"graphs checked: {graphs}; violations: {violations}; warnings: {warned}\n"
    )
