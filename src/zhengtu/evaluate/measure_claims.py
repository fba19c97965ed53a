"""What a record says of measures, and of who is eligible, as claims. The document itself: document_claims."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from zhengtu.evaluate.claims import UNCODED, Claim, Claims, claim
from zhengtu.evaluate.folding import Place, base_of_rate, number, operator, place, with_conditions, words
from zhengtu.evaluate.gold import Plain
from zhengtu.evaluate.pairing import is_stated


def measures(record: Plain) -> Claims:
    """What kind of grant it is, who gets it and how often."""
    for measure in filter(is_stated, record["measures"]):
        slots = {
            "measure": measure["number"],
            "instrument": {measure["instrument"], *measure.get("instrument_also", ())},
            "beneficiary": set(measure["beneficiary"]),
            "frequency": measure.get("frequency"),
        }
        yield claim(slots, measure)


def supports(record: Plain) -> Claims:
    """What is granted."""
    for measure in record["measures"]:
        for support in measure["supports"]:
            slots = {
                **{key: support.get(key) for key in ("role", "unit", "bound", "period", "payer", "duration_years")},
                "measure": measure["number"],
                "place": place(measure["provision"]),
                "value": number(support["value"]),
                "of": support.get("of") and base_of_rate(support["of"]),
                "per": support.get("per") or (UNCODED if support.get("per_text") else None),
                "when": support.get("when") and words(support["when"]),
                "tier": _rung(support, measure["conditions"]),
            }
            yield claim(slots, support)


def conditions(record: Plain) -> Claims:
    """Thresholds of measures."""
    for where, measure in with_conditions(record):
        for condition in measure.get("conditions", ()):
            yield _condition(condition, where, measure["number"], measure["conditions"])


def requirements(record: Plain) -> Claims:
    """Conditions of measures that are no numbers."""
    for where, measure in with_conditions(record):
        for requirement in measure.get("requirements", ()):
            yield _requirement(requirement, where, measure["number"])


def eligible_conditions(record: Plain) -> Claims:
    """Thresholds for the whole document."""
    for where, facts in _eligibility(record, "conditions").items():
        yield from (_condition(fact, where, 0, facts) for fact in facts)


def eligible_requirements(record: Plain) -> Claims:
    """Conditions for the whole document that are no numbers."""
    for where, facts in _eligibility(record, "requirements").items():
        yield from (_requirement(fact, where, 0) for fact in facts)


def _condition(condition: Plain, where: Place, measure: int, beside: list[Plain]) -> Claim:
    slots = {
        **{key: condition.get(key) for key in ("metric", "unit", "period", "tier")},
        "measure": measure,
        "place": where,
        "value": number(condition["value"]),
        "op": operator(condition),
        "alt": _group(condition, beside),
        "customs_modes": frozenset(condition.get("customs_modes") or ()) or None,
    }
    return claim(slots, condition)


def _requirement(requirement: Plain, where: Place, measure: int) -> Claim:
    by = requirement.get("by") and words(requirement["by"])
    return claim({"place": where, "measure": measure, "kind": requirement["kind"], "by": by}, requirement)


def _rung(support: Plain, thresholds: list[Plain]) -> Any:
    """The thresholds that a support of a ladder answers to; where the rungs have none, which rung it is."""
    tier = support.get("tier")
    same = [one for one in thresholds if tier is not None and one.get("tier") == tier]
    return frozenset((operator(one), number(one["value"])) for one in same) or tier


def _group(condition: Plain, beside: list[Plain]) -> tuple[Decimal, ...] | None:
    """The thresholds that stand together in a group of alternatives; how the groups are numbered says nothing."""
    if condition.get("alt") is None:
        return None
    key = condition.get("tier"), condition["alt"]
    return tuple(sorted(number(one["value"]) for one in beside if (one.get("tier"), one.get("alt")) == key))


def _eligibility(record: Plain, kind: str) -> Mapping[Place, list[Plain]]:
    """The conditions or requirements of each provision; entries are facts, or in gold provisions with lists of them."""
    found: dict[Place, list[Plain]] = {}
    for entry in record.get("eligibility", ()):
        alone = {"conditions" if "value" in entry else "requirements": [entry]}
        listed = alone if entry.keys().isdisjoint(("conditions", "requirements")) else entry
        found.setdefault(place(entry["provision"]), []).extend(listed.get(kind, ()))
    return found
