"""Where the facts come from: the source text, the words behind the metadata, what was not understood."""

from __future__ import annotations

from urllib.parse import urlsplit

from zhengtu import iri
from zhengtu.graph.classing import duties_of
from zhengtu.graph.policy_graph import PolicyGraph
from zhengtu.graph.readings import map_readings
from zhengtu.model.record import Diagnostic, MetadataEvidence, Record

FIELD_NAMES = {
    "title": "标题",
    "issuer": "发文机关",
    "area": "地区",
    "area_code": "行政区划代码",
    "status": "状态",
    "document_number": "发文字号",
    "issued_on": "成文日期",
    "effective_from": "施行日期",
    "valid_until": "有效期截止日期",
    "valid_for_years": "有效年限",
    "applies_from": "适用起始日期",
    "interpreted_by": "解释机关",
    "basis": "制定依据",
    "cites": "引用文件",
}
_SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
_AGENCIES = ("issuer", "interpreted_by")
_MANY = ("issuer", "interpreted_by", "basis", "cites")
_NOT_IN_IRIS = set(' <>"{}|\\^`')


def map_source_text(graph: PolicyGraph, title: str, sha256: str, origin: str | None) -> None:
    """State the text that offsets count in; origin is an address or a remark, None where nothing is known."""
    text = graph.minter.under(graph.policy, "text")
    graph.out.kind(text, "zt:SourceText", "eli:LegalExpression")
    graph.name(text, f"{title}（原文）", f"{title} (text)")
    graph.out.link(text, "zt:inPolicy", graph.policy)
    graph.out.link(text, "eli:realizes", graph.policy)
    graph.out.link(text, "eli:language", iri.code("language", "zh"))
    graph.out.value(text, "zt:sha256", sha256)
    if origin is not None and _is_address(origin):
        graph.out.link(text, "dct:source", origin)
    else:
        graph.out.value(text, "dct:source", origin)


def map_metadata_evidence(graph: PolicyGraph, statements: tuple[MetadataEvidence, ...]) -> None:
    """State which words each value of the metadata was read from."""
    values: dict[str, list[str]] = {}
    for statement in statements:
        seen = values.setdefault(statement.field, [])
        if statement.value not in seen:
            seen.append(statement.value)
        number = [seen.index(statement.value) + 1] if statement.field in _MANY else []
        _map_metadata_statement(
            graph, statement, graph.minter.under(graph.policy, "metadata", statement.field, *number)
        )


def _map_metadata_statement(graph: PolicyGraph, statement: MetadataEvidence, node: str) -> None:
    graph.out.kind(node, "zt:MetadataStatement")
    field, english = FIELD_NAMES.get(statement.field, statement.field), statement.field.replace("_", " ")
    graph.name(node, f"{field}：{statement.value}", f"{english}: {statement.value}")
    graph.out.link(node, "zt:statementOf", graph.policy)
    graph.out.link(node, "zt:inPolicy", graph.policy)
    graph.out.value(node, "zt:field", statement.field)
    graph.out.value(node, "zt:statedValue", statement.value)
    graph.out.text(node, "zt:printedText", statement.evidence.quote)
    sentence = graph.outline.sentence_around(statement.evidence)
    if statement.field in _AGENCIES:
        graph.out.link(node, "zt:namesAgency", graph.agency(statement.value))
    if statement.field == "interpreted_by":
        for duty in duties_of(graph.classes, sentence.quote, statement.evidence.start - sentence.start, ()):
            graph.out.link(node, "zt:dutyKind", graph.code("duty-kind", duty))
    graph.evidence(node, statement.evidence, sentence)
    map_readings(graph, node, statement.readings)


def map_diagnostics(graph: PolicyGraph, record: Record) -> None:
    """State what was not understood, and how many numbers the text holds (each number is in the record only)."""
    graph.out.value(graph.policy, "zt:numberCount", len(record.quantities))
    unplaced = sum(quantity.role == "unassigned" for quantity in record.quantities)
    graph.out.value(graph.policy, "zt:unassignedNumberCount", unplaced)
    for diagnostic in record.diagnostics:
        _map_diagnostic(graph, diagnostic)


def _map_diagnostic(graph: PolicyGraph, diagnostic: Diagnostic) -> None:
    place = f"{diagnostic.start}-{diagnostic.end}"
    node = graph.minter.under(graph.policy, "diagnostic", diagnostic.code, place)
    graph.out.kind(node, "zt:Diagnostic")
    kind = graph.code_label("diagnostic", diagnostic.code)
    english = graph.code_in_english("diagnostic", diagnostic.code)
    graph.name(
        node,
        f"{_SEVERITIES[diagnostic.severity]}：{kind}（第{place.replace('-', '至')}字）",
        f"{diagnostic.severity}: {english} (characters {place.replace('-', '–')})",
    )
    graph.out.link(node, "zt:inPolicy", graph.policy)
    graph.out.link(node, "zt:inProvision", graph.outline.innermost(diagnostic.start, diagnostic.end))
    graph.out.value(node, "zt:diagnosticCode", diagnostic.code)
    graph.out.link(node, "zt:diagnosticKind", graph.code("diagnostic", diagnostic.code))
    graph.out.value(node, "zt:severity", diagnostic.severity)
    graph.out.text(node, "zt:message", diagnostic.message_en, "en")
    graph.out.text(node, "zt:message", diagnostic.message_zh or None)
    graph.out.value(node, "zt:start", diagnostic.start)
    graph.out.value(node, "zt:end", diagnostic.end)


def _is_address(origin: str) -> bool:
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not set(origin) & _NOT_IN_IRIS
