"""Measures, what they grant and on which conditions, as statements. Reading them out of text does not live here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from zhengtu.graph.classing import themes_of_measure
from zhengtu.graph.metrics import map_metric
from zhengtu.graph.policy_graph import PolicyGraph, shorten
from zhengtu.graph.provisions import printed_path
from zhengtu.graph.readings import map_readings
from zhengtu.model.record import Condition, Evidence, Measure, Requirement, Support

_SUPPORT_CLASSES = {"amount": "zt:GrantedAmount", "ceiling": "zt:Ceiling", "rate": "zt:Rate"}
_SUPPORT_WORDS = {"amount": "金额", "ceiling": "上限", "rate": "比例"}
_ENGLISH_WORDS = {"amount": "sum of", "ceiling": "up to", "rate": "rate of"}
_TIES = {"condition": "zt:hasCondition", "requirement": "zt:hasRequirement"}
_SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "=", "per": "每"}


def map_measures(graph: PolicyGraph, measures: Iterable[Measure]) -> None:
    """State the measures. Raises ValueError where two in one provision have the same id."""
    seen: set[str] = set()
    for measure in measures:
        node = graph.minter.under(graph.outline.iri(measure.provision), measure.id)
        if node in seen:
            raise ValueError(f"{node} stands for two measures of the record; each measure needs its own id")
        seen.add(node)
        _map_measure(graph, measure, node)


def _map_measure(graph: PolicyGraph, measure: Measure, node: str) -> None:
    out = graph.out
    out.kind(node, "zt:Measure")
    chinese = f"{graph.code_label('instrument', measure.instrument)}：{shorten(measure.evidence.quote)}"
    graph.name(node, chinese, _measure_in_english(graph, measure))
    out.link(node, "zt:statedIn", graph.outline.iri(measure.provision))
    out.link(node, "zt:inPolicy", graph.policy)
    out.link(node, "zt:instrument", graph.code("instrument", measure.instrument))
    for beneficiary in measure.beneficiary:
        out.link(node, "zt:beneficiaryType", graph.code("beneficiary-type", beneficiary))
    out.text(node, "zt:beneficiaryText", measure.beneficiary_text)
    out.link(node, "zt:frequency", graph.code("frequency", measure.frequency))
    out.text(node, "zt:instalments", measure.instalments)
    out.value(node, "zt:isQuantified", bool(measure.supports))
    graph.themes(node, _themes(graph, measure))
    graph.customs_modes(node, measure.customs_modes)
    graph.evidence(node, measure.evidence)
    map_readings(graph, node, measure.readings)
    _map_supports(graph, measure, node)
    conditions: tuple[Condition | Requirement, ...] = (*measure.conditions, *measure.requirements)
    for property_name, thing in map_conditions(graph, conditions, node, measure.evidence):
        out.link(node, property_name, thing)


def _themes(graph: PolicyGraph, measure: Measure) -> Iterable[str]:
    path = measure.provision or ()
    above = (graph.outline.provisions[path[:depth]].heading for depth in range(len(path), 0, -1))
    headings = [heading for heading in above if heading]
    codes = (*measure.beneficiary, measure.instrument, *(condition.metric for condition in measure.conditions))
    return themes_of_measure(graph.classes, headings, measure.beneficiary_text or "", codes)


def _map_supports(graph: PolicyGraph, measure: Measure, node: str) -> None:
    numbers: Counter[str] = Counter()
    for support in measure.supports:
        numbers[support.role] += 1
        name = graph.minter.under(node, f"{support.role}_{numbers[support.role]}")
        _map_support(graph, support, name, node)
        graph.evidence(name, support.evidence, measure.evidence)
        map_readings(graph, name, support.readings)


def _map_support(graph: PolicyGraph, support: Support, node: str, measure: str) -> None:
    out = graph.out
    out.kind(node, "zt:Support", _SUPPORT_CLASSES[support.role])
    graph.name(node, _support_label(graph, support), _support_in_english(graph, support))
    out.link(measure, "zt:hasSupport", node)
    out.link(node, "zt:supportOf", measure)
    out.link(node, "zt:inPolicy", graph.policy)
    out.value(node, "zt:value", support.value)
    out.link(node, "zt:unit", graph.code("unit", support.unit))
    out.link(node, "zt:bound", graph.code("bound", _bound(support)))
    out.text(node, "zt:printedText", support.evidence.quote)
    out.text(node, "zt:rateBase", support.of)
    out.link(node, "zt:per", graph.code("per", support.per))
    out.link(node, "zt:period", graph.code("period", support.period))
    out.value(node, "zt:tier", support.tier)
    out.text(node, "zt:appliesWhen", support.when)
    out.value(node, "zt:durationYears", support.duration_years)
    out.link(node, "zt:payerLevel", graph.code("payer-level", support.payer))


def _bound(support: Support) -> str:
    if support.role == "ceiling" or support.bound == "max":
        return "upper-bound"
    return "lower-bound" if support.bound == "min" else "fixed"


def _support_label(graph: PolicyGraph, support: Support) -> str:
    word = "比例上限" if support.role == "rate" and support.bound == "max" else _SUPPORT_WORDS[support.role]
    per = f"，每{graph.code_label('per', support.per)}" if support.per else ""
    period = f"，每{graph.code_label('period', support.period)}" if support.period else ""
    when = f"（{support.when}）" if support.when else ""
    return f"{word} {graph.display(support.value, support.unit)}{per}{period}{when}"


def _measure_in_english(graph: PolicyGraph, measure: Measure) -> str:
    to = ", ".join(graph.code_in_english("beneficiary-type", one) for one in measure.beneficiary)
    place = "" if measure.provision is None else f", provision {printed_path(measure.provision)}"
    return f"{graph.code_in_english('instrument', measure.instrument)}{f' for {to}' if to else ''}{place}"


def _support_in_english(graph: PolicyGraph, support: Support) -> str:
    word = "rate of up to" if support.role == "rate" and support.bound == "max" else _ENGLISH_WORDS[support.role]
    per = f" per {graph.code_in_english('per', support.per)}" if support.per else ""
    period = f" per {graph.code_in_english('period', support.period)}" if support.period else ""
    when = f" ({support.when})" if support.when else ""
    return f"{word} {graph.display_in_english(support.value, support.unit)}{per}{period}{when}"


def map_conditions(
    graph: PolicyGraph, conditions: Iterable[Condition | Requirement], owner: str, sentence: Evidence | None = None
) -> list[tuple[str, str]]:
    """State conditions and requirements under their measure or policy; give back how and to what it is to be tied."""
    ties: list[tuple[str, str]] = []
    numbers: Counter[str] = Counter()
    for condition in conditions:
        name = "condition" if isinstance(condition, Condition) else "requirement"
        numbers[name] += 1
        node = graph.minter.under(owner, f"{name}_{numbers[name]}")
        graph.out.link(node, "zt:inPolicy", graph.policy)
        graph.out.link(node, "zt:appliesTo", owner)
        graph.evidence(node, condition.evidence, sentence)
        map_readings(graph, node, condition.readings)
        if isinstance(condition, Condition):
            _map_condition(graph, condition, node)
        else:
            _map_requirement(graph, condition, node)
        ties.append((_TIES[name], node))
    return ties


def _map_condition(graph: PolicyGraph, condition: Condition, node: str) -> None:
    out = graph.out
    out.kind(node, "zt:Condition")
    own = shorten(condition.text) if condition.metric == "other" else ""
    metric, in_english = (own or read("metric", condition.metric) for read in (graph.code_label, graph.code_in_english))
    sign, english_sign = _SIGNS.get(condition.op, condition.op), "per" if condition.op == "per" else ""
    english = graph.display_in_english(condition.value, condition.unit)
    chinese = f"{metric} {sign} {graph.display(condition.value, condition.unit)}"
    graph.name(node, chinese, f"{in_english} {english_sign or sign} {english}")
    out.link(node, "zt:metric", graph.code("metric", condition.metric))
    out.link(node, "zt:policyMetric", map_metric(graph, condition))
    out.link(node, "zt:comparator", graph.comparator(condition.op))
    out.value(node, "zt:value", condition.value)
    out.link(node, "zt:unit", graph.code("unit", condition.unit))
    out.link(node, "zt:period", graph.code("period", condition.period))
    out.value(node, "zt:tier", condition.tier)
    out.value(node, "zt:alternative", condition.alt)
    out.text(node, "zt:conditionText", condition.text)
    graph.customs_modes(node, condition.customs_modes)


def _map_requirement(graph: PolicyGraph, requirement: Requirement, node: str) -> None:
    out = graph.out
    out.kind(node, "zt:Requirement")
    kinds = (read("requirement-kind", requirement.kind) for read in (graph.code_label, graph.code_in_english))
    chinese, english = kinds
    graph.name(node, f"{chinese}：{shorten(requirement.text)}", f"{english}: {shorten(requirement.text)}")
    out.link(node, "zt:requirementKind", graph.code("requirement-kind", requirement.kind))
    out.text(node, "zt:requirementText", requirement.text)
    if requirement.by is not None:
        out.link(node, "zt:requiredBy", graph.agency(requirement.by))
        out.text(node, "zt:printedName", requirement.by)
