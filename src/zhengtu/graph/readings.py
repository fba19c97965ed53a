"""How the slots of facts were read, and what a person set right, as statements. The facts themselves live elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import unquote

from zhengtu import iri
from zhengtu.graph.policy_graph import PolicyGraph, shorten
from zhengtu.graph.statements import GraphWriter
from zhengtu.iri import Minter
from zhengtu.model.correction import Correction, SlotChange, correction_of, written
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import Reading, Readings, Record

_RULES = "reading-rule"
_PENALTIES = "penalty"
_CODE_USED = re.compile(f"<{re.escape(iri.CODE)}({_RULES}|{_PENALTIES})/([^>]+)>")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PLACES = Decimal("0.001")
# The code list of a slot, where it has another name; the words for values that are in none.
_SCHEMES = {
    "beneficiary": "beneficiary-type",
    "customs_modes": "customs-mode",
    "code": "customs-mode",
    "payer": "payer-level",
}
_WORDS = {
    "max": "上限",
    "min": "下限",
    "amount": "金额",
    "ceiling": "上限",
    "rate": "比例",
    "lead": "牵头",
    "responsible": "责任",
    "draft": "征求意见稿",
    "issued": "已印发",
    "others": "其余条款",
}


@dataclass(frozen=True, slots=True)
class Extraction:
    """What read a document: the lexicon by its SHA-256, the package by its version."""

    lexicon_sha256: str
    version: str


def map_extraction(graph: PolicyGraph, extraction: Extraction) -> None:
    """State what read the text."""
    node = _extraction(graph)
    graph.out.kind(node, "zt:Extraction", "prov:Activity")
    version, lexicon = extraction.version, extraction.lexicon_sha256[:12]
    graph.name(node, f"机器读取：政图 {version}，词表 {lexicon}", f"read by Zhengtu {version}, lexicon {lexicon}")
    graph.out.link(node, "zt:inPolicy", graph.policy)
    graph.out.link(node, "prov:used", graph.minter.under(graph.policy, "text"))
    graph.out.value(node, "zt:lexiconSha256", extraction.lexicon_sha256)
    graph.out.value(node, "zt:softwareVersion", extraction.version)


def map_readings(graph: PolicyGraph, fact: str, readings: Readings) -> None:
    """State by which rule each slot of a fact was read, how far that is to be trusted, and what made the fact."""
    numbers: Counter[str] = Counter()
    for reading in readings:
        numbers[reading.slot] += 1
        suffix = "" if numbers[reading.slot] == 1 else f"_{numbers[reading.slot]}"
        _map_reading(graph, reading, fact, graph.minter.under(fact, "reading", f"{reading.slot}{suffix}"))
    known = [reading.confidence for reading in readings if reading.confidence is not None]
    graph.out.value(fact, "zt:confidence", min(known).quantize(_PLACES) if known else None)
    corrections = [correction_of(reading.rule) for reading in readings]
    for name in {name for name in corrections if name is not None}:
        graph.out.link(fact, "zt:curatedBy", _correction(graph, name))
        graph.out.link(fact, "prov:wasAttributedTo", graph.minter.curator(graph.curators[name]))
    added_by = corrections[0] if corrections and None not in corrections else None
    graph.out.link(fact, "prov:wasGeneratedBy", _correction(graph, added_by) if added_by else _extraction(graph))


def map_corrections(graph: PolicyGraph, record: Record) -> None:
    """State who set what right, when and why. Facts say themselves that they were curated, but for lost parts."""
    measures = {(measure.provision, measure.id) for measure in (*record.measures, *record.qualitative_measures)}
    for correction in record.corrections:
        _map_correction(graph, correction, _correction(graph, correction.id))
        name = correction.measure
        if correction.operation == "remove" and name and (correction.provision, name) in measures:
            measure = graph.minter.under(graph.outline.iri(correction.provision), name)
            graph.out.link(measure, "zt:curatedBy", _correction(graph, correction.id))


def reading_quads(lines: Iterable[str], lexicon: Lexicon, minter: Minter) -> list[str]:
    """The entries of the rules and penalties that some N-Quads lines name, for the graph of the code lists.

    Of a rule they tell how many of its readings annotated documents confirm, and how many there are in them.
    """
    out = GraphWriter(minter.graph("codes"))
    used = {(scheme, unquote(name)) for line in lines for scheme, name in _CODE_USED.findall(line)}
    for scheme, name in sorted(used):
        entry = iri.code(scheme, name)
        out.kind(entry, "skos:Concept")
        out.link(entry, "skos:inScheme", f"{iri.CODE}{scheme}")
        out.value(entry, "skos:notation", name)
        words = lexicon.penalty_words.get(name, (name, name)) if scheme == _PENALTIES else _rule_words(name)
        for language, label in zip(("zh", "en"), words, strict=True):
            out.label(entry, label, language)
            out.text(entry, "skos:prefLabel", label, language)
        confirmed, measured = lexicon.precision.get(name, (None, None)) if scheme == _RULES else (None, None)
        out.value(entry, "zt:confirmedReadings", confirmed)
        out.value(entry, "zt:measuredReadings", measured)
    return out.lines()


def _map_reading(graph: PolicyGraph, reading: Reading, fact: str, node: str) -> None:
    out = graph.out
    correction = correction_of(reading.rule)
    out.kind(node, "zt:Reading")
    chinese = f"{graph.code_label('slot', reading.slot)}：{f'校订 {correction}' if correction else reading.rule}"
    english = (
        f"{graph.code_in_english('slot', reading.slot)}: {f'correction {correction}' if correction else reading.rule}"
    )
    graph.name(node, chinese, english)
    out.link(fact, "zt:hasReading", node)
    out.link(node, "zt:slot", graph.code("slot", reading.slot))
    out.link(node, "zt:readBy", _correction(graph, correction) if correction else iri.code(_RULES, reading.rule))
    for penalty in reading.penalties:
        out.link(node, "zt:penalty", iri.code(_PENALTIES, penalty))
    out.value(node, "zt:confidence", None if reading.confidence is None else reading.confidence.quantize(_PLACES))


def _map_correction(graph: PolicyGraph, correction: Correction, node: str) -> None:
    out = graph.out
    out.kind(node, "zt:Correction", "prov:Activity")
    why = shorten(correction.why)
    graph.name(node, f"校订 {correction.id}：{why}", f"correction {correction.id}: {why}")
    graph.place(node, correction.provision)
    out.link(node, "zt:operation", graph.code("correction-operation", correction.operation))
    out.value(node, "zt:factKind", correction.kind)
    out.value(node, "dct:date", correction.on)
    out.text(node, "zt:reason", correction.why, "zh" if _HAN.search(correction.why) else "en")
    out.link(node, "prov:used", graph.minter.under(graph.policy, "text"))
    person = graph.minter.curator(correction.by)
    out.kind(person, "prov:Agent")
    out.label(person, correction.by)
    out.link(node, "prov:wasAssociatedWith", person)
    if correction.evidence is not None:
        graph.evidence(node, correction.evidence)
    for change in correction.changes:
        changed = graph.minter.under(node, change.slot)
        out.link(node, "zt:hasChange", changed)
        _map_change(graph, change, correction, changed)


def _map_change(graph: PolicyGraph, change: SlotChange, correction: Correction, node: str) -> None:
    """State a change; a value that is a code also in the words of its list."""
    slot = graph.code_label("slot", change.slot)
    words = [_in_words(graph, correction.kind, change.slot, value) for value in (change.before, change.after)]
    graph.out.kind(node, "zt:SlotChange")
    plain = (written(value) or "none" for value in (change.before, change.after))
    english = f"{graph.code_in_english('slot', change.slot)}: {' → '.join(plain)}"
    graph.name(node, f"{slot}：{' → '.join(word or '无' for word in words)}", english)
    graph.out.link(node, "zt:slot", graph.code("slot", change.slot))
    stated = (("zt:formerValue", change.before, words[0]), ("zt:newValue", change.after, words[1]))
    for predicate, value, word in stated:
        graph.out.value(node, predicate, written(value))
        graph.out.text(node, predicate, word if word != written(value) else None)


def _in_words(graph: PolicyGraph, kind: str, slot: str, value: object) -> str | None:
    if isinstance(value, tuple):
        return "、".join(_in_words(graph, kind, slot, item) or "" for item in value) or None
    text = written(value)
    if text is None or not isinstance(value, str):
        return text
    scheme = f"{kind.removeprefix('eligibility_')}-kind" if slot == "kind" else _SCHEMES.get(slot, slot)
    return graph.codes.get(iri.code(scheme, text), _WORDS.get(text, text))


def _rule_words(name: str) -> tuple[str, str]:
    table, is_row, row = name.partition(":")
    if is_row:
        return f"词表 {table}：{row}", f"lexicon row {table}: {row}"
    return f"规则 {name}", f"rule {name}"


def _extraction(graph: PolicyGraph) -> str:
    return graph.minter.under(graph.policy, "extraction")


def _correction(graph: PolicyGraph, name: str) -> str:
    return graph.minter.under(graph.policy, "correction", name)
