"""The metrics of one policy: what its conditions measure, the customs modes counted, the definition that says so.

Conditions themselves do not live here.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhengtu.graph.policy_graph import PolicyGraph
from zhengtu.model.record import Condition, Definition


def map_metric(graph: PolicyGraph, condition: Condition) -> str:
    """State the metric that a condition measures, and give it back. Conditions on the same thing share it."""
    out, modes = graph.out, condition.customs_modes
    node = graph.minter.under(graph.policy, "metric", "_".join((condition.metric, *modes)))
    label, english = graph.code_label("metric", condition.metric), graph.code_in_english("metric", condition.metric)
    out.kind(node, "zt:PolicyMetric")
    named = (f"{label}（监管方式{'、'.join(modes)}）", f"{english} (customs modes {', '.join(modes)})")
    graph.name(node, *(named if modes else (label, english)))
    out.link(node, "zt:inPolicy", graph.policy)
    out.link(node, "zt:metricKind", graph.code("metric", condition.metric))
    graph.customs_modes(node, modes)
    for definition in _reaching(graph, condition):
        out.link(node, "zt:definedBy", graph.definition(definition))
    return node


def _reaching(graph: PolicyGraph, condition: Condition) -> Iterator[Definition]:
    """The definitions of the term that a condition uses, or of the modes that it took over from one (下同)."""
    for definition in graph.definitions:
        starts_later = definition.scope == "following" and definition.evidence.start > condition.evidence.start
        is_same = bool(condition.customs_modes) and definition.customs_modes == condition.customs_modes
        if not starts_later and (is_same or definition.term in condition.text):
            yield definition
