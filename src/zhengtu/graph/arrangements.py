"""How a policy is carried out: responsibilities, customs modes, funding, rules, targets, definitions, as statements.

Measures do not live here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from zhengtu.extract.places import group_kinds, names_group
from zhengtu.graph.agencies import plain_name
from zhengtu.graph.classing import duties_of, kinds_of_target, participation_of
from zhengtu.graph.policy_graph import PolicyGraph, shorten
from zhengtu.graph.readings import map_readings
from zhengtu.model.area import Area
from zhengtu.model.record import (
    Definition,
    FundingRule,
    FundingShare,
    ModeMention,
    Path,
    Responsibility,
    Rule,
    Target,
)

_BOUNDS: Mapping[str | None, str] = {"max": "upper-bound", "min": "lower-bound", None: "fixed"}
_BOUND_WORDS: Mapping[str | None, str] = {"max": "至多", "min": "至少", None: ""}
_ENGLISH_BOUNDS: Mapping[str | None, str] = {"max": "at most ", "min": "at least ", None: ""}
_ROLE_WORDS = {"lead": "牵头单位", "responsible": "责任单位"}


def map_responsibilities(graph: PolicyGraph, facts: Iterable[Responsibility]) -> None:
    """State who leads or answers for a provision or, without one, for the policy."""
    first: dict[object, Responsibility] = {}
    for fact in facts:  # rows of an annex may say the same
        first.setdefault((fact.provision, fact.agency, fact.role), fact)
    names = {fact.agency for fact in first.values()}
    for fact in first.values():
        _map_responsibility(graph, fact, names - {fact.agency})


def _map_responsibility(graph: PolicyGraph, fact: Responsibility, others: Iterable[str]) -> None:
    node = graph.minter.under(graph.outline.iri(fact.provision), fact.role, plain_name(fact.agency))
    agency, role = graph.agency(fact.agency), graph.code("role", fact.role)
    graph.out.kind(node, "zt:Responsibility", "cv:Participation")
    where, english = _where(graph, fact.provision), graph.code_in_english("role", fact.role)
    graph.name(node, f"{where}{_ROLE_WORDS[fact.role]}：{fact.agency}", f"{where}{english}: {fact.agency}")
    graph.place(node, fact.provision)
    for predicate in ("zt:role", "cv:role"):
        graph.out.link(node, predicate, role)
    for predicate in ("zt:agency", "cv:hasParticipant"):
        graph.out.link(node, predicate, agency)
    graph.out.text(node, "zt:printedName", fact.agency)
    _map_duties(graph, fact, node, others)
    graph.evidence(node, fact.evidence, fact.sentence)
    map_readings(graph, node, fact.readings)


def _map_duties(graph: PolicyGraph, fact: Responsibility, node: str, others: Iterable[str]) -> None:
    """What the agency is to do, and whether jointly, where the words around its name say so."""
    sentence, at = fact.sentence.quote, fact.evidence.start - fact.sentence.start
    for duty in duties_of(graph.classes, sentence, at, others):
        graph.out.link(node, "zt:dutyKind", graph.code("duty-kind", duty))
    manner = participation_of(graph.classes, sentence[: max(at, 0)])
    graph.out.link(node, "zt:participation", graph.code("participation", manner))


def map_mode_mention(graph: PolicyGraph, fact: ModeMention) -> None:
    """State that a provision names a customs supervision mode, also as a shortcut from the provision to the mode."""
    place = graph.outline.iri(fact.provision)
    node = graph.minter.under(place, "mode", fact.code)
    mode = graph.code("customs-mode", fact.code)
    graph.out.kind(node, "zt:ModeMention")
    where = _where(graph, fact.provision)
    graph.name(node, f"{where}提到海关监管方式{fact.code}", f"{where}names customs mode {fact.code}")
    graph.place(node, fact.provision)
    graph.out.link(node, "zt:customsMode", mode)
    graph.out.link(place, "zt:namesCustomsMode", mode)
    graph.evidence(node, fact.evidence, fact.sentence)
    map_readings(graph, node, fact.readings)


def map_funding(graph: PolicyGraph, rules: Iterable[FundingRule]) -> None:
    """State who pays which share, for which provisions and areas."""
    numbers: Counter[Path | None] = Counter()
    for rule in rules:
        numbers[rule.provision] += 1
        name = f"funding_{numbers[rule.provision]}"
        _map_funding_rule(graph, rule, graph.minter.under(graph.outline.iri(rule.provision), name))


def _map_funding_rule(graph: PolicyGraph, rule: FundingRule, node: str) -> None:
    out = graph.out
    out.kind(node, "zt:FundingRule")
    words = shorten(rule.evidence.quote)
    graph.name(node, f"资金分担：{words}", f"sharing of costs: {words}")
    graph.place(node, rule.provision)
    if rule.scope == "others":
        out.value(node, "zt:scopeRemainder", True)
    else:
        graph.scope(node, rule.scope)
    for path in rule.except_scope:
        out.link(node, "zt:exceptProvision", graph.outline.iri(path))
    for name, code in zip(rule.areas or (), rule.area_codes or (), strict=False):
        out.link(node, "zt:area", _area(graph, name, code))
        for kind in group_kinds(name) if code is None and names_group(name) else ():
            out.link(node, "zt:areaGroup", graph.code("area-group", kind))
    for name, code in zip(rule.except_areas, rule.except_area_codes, strict=False):
        out.link(node, "zt:exceptArea", _area(graph, name, code))
    for name in rule.areas or ():
        out.text(node, "zt:areaName", name)
    for name in rule.except_areas:
        out.text(node, "zt:exceptAreaName", name)
    graph.evidence(node, rule.evidence)
    map_readings(graph, node, rule.readings)
    numbers: Counter[str] = Counter()
    for share in rule.shares:
        numbers[share.payer] += 1
        suffix = "" if numbers[share.payer] == 1 else f"_{numbers[share.payer]}"
        _map_share(graph, share, node, f"share_{share.payer}{suffix}")


def _area(graph: PolicyGraph, name: str, code: str | None) -> str | None:
    """The entry of an area with a code; a zone or an unknown name as a thing of the issuing area; none for a group."""
    if code is not None:
        return graph.area(graph.areas.get(code) or Area(code, name, "", None))
    if names_group(name):
        return None
    issuing = graph.agencies.areas_upward[0]
    node = graph.minter.local_area(issuing.code, plain_name(name))
    graph.out.kind(node, "zt:LocalArea")
    graph.out.label(node, name)
    graph.out.link(node, "zt:withinArea", graph.area(graph.agencies.issuing_area))
    return node


def _map_share(graph: PolicyGraph, share: FundingShare, rule: str, name: str) -> None:
    node = graph.minter.under(rule, name)
    payer = graph.code_label("payer-level", share.payer)
    graph.out.kind(node, "zt:FundingShare")
    ratio = graph.display(share.share, "ratio")
    english = f"{graph.code_in_english('payer-level', share.payer)} bears {_ENGLISH_BOUNDS[share.bound]}{ratio}"
    graph.name(node, f"{payer}{_BOUND_WORDS[share.bound]}承担{ratio}", english)
    graph.out.link(rule, "zt:hasShare", node)
    graph.out.link(node, "zt:shareOf", rule)
    graph.out.link(node, "zt:inPolicy", graph.policy)
    graph.out.link(node, "zt:payerLevel", graph.code("payer-level", share.payer))
    graph.out.value(node, "zt:ratio", share.share)
    graph.out.link(node, "zt:bound", graph.code("bound", _BOUNDS[share.bound]))


def map_rule(graph: PolicyGraph, rule: Rule) -> None:
    """State how supports combine or what limits them; scope provisions only where the text names them."""
    node = graph.minter.under(graph.outline.iri(rule.provision), f"rule_{rule.kind}")
    graph.out.kind(node, "zt:CombinationRule")
    words = shorten(rule.evidence.quote)
    english = f"{graph.code_in_english('rule-kind', rule.kind)}: {words}"
    graph.name(node, f"{graph.code_label('rule-kind', rule.kind)}：{words}", english)
    graph.place(node, rule.provision)
    graph.out.link(node, "zt:ruleKind", graph.code("rule-kind", rule.kind))
    graph.scope(node, rule.scope or ())
    graph.evidence(node, rule.evidence)
    map_readings(graph, node, rule.readings)


def map_targets(graph: PolicyGraph, targets: Iterable[Target]) -> None:
    """State the numbers that the government sets itself."""
    numbers: Counter[Path | None] = Counter()
    for target in targets:
        numbers[target.provision] += 1
        name = f"target_{numbers[target.provision]}"
        _map_target(graph, target, graph.minter.under(graph.outline.iri(target.provision), name))


def _map_target(graph: PolicyGraph, target: Target, node: str) -> None:
    out = graph.out
    out.kind(node, "zt:Target")
    graph.name(node, f"目标：{shorten(target.text)}", f"target: {shorten(target.text)}")
    graph.place(node, target.provision)
    out.value(node, "zt:byYear", target.by)
    out.value(node, "zt:value", target.value)
    out.link(node, "zt:unit", graph.code("unit", target.unit))
    out.link(node, "zt:comparator", graph.comparator(target.op))
    out.link(node, "zt:per", graph.code("per", target.per))
    out.text(node, "zt:targetText", target.text)
    for kind in kinds_of_target(graph.classes, target.text):
        out.link(node, "zt:targetKind", graph.code("target-kind", kind))
    graph.evidence(node, target.evidence)
    map_readings(graph, node, target.readings)


def map_definitions(graph: PolicyGraph) -> None:
    """State the terms that the document defines for itself."""
    for definition in graph.definitions:
        _map_definition(graph, definition, graph.definition(definition))


def _map_definition(graph: PolicyGraph, definition: Definition, node: str) -> None:
    graph.out.kind(node, "zt:Definition")
    graph.name(node, f"定义：{definition.term}", f"definition: {definition.term}")
    graph.place(node, definition.provision)
    graph.out.text(node, "zt:definedTerm", definition.term)
    graph.out.text(node, "zt:meaning", definition.meaning)
    graph.out.link(node, "zt:definitionScope", graph.code("definition-scope", definition.scope))
    graph.customs_modes(node, definition.customs_modes)
    graph.evidence(node, definition.evidence)
    map_readings(graph, node, definition.readings)


def _where(graph: PolicyGraph, provision: Path | None) -> str:
    return "" if provision is None else f"{graph.outline.label_chain(provision)} "
