"""The facts of a record as claims: slots whose values compare, gold's and extracted alike. None is judged here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from zhengtu.evaluate.folding import Place, base_of_rate, number, operator, place, title, with_conditions, words
from zhengtu.evaluate.gold import Plain
from zhengtu.evaluate.pairing import is_stated

# Said by gold in words that no code stands for (per_text), so that a code is neither right nor wrong.
UNCODED = object()


@dataclass(frozen=True, slots=True)
class Claim:
    """What a record says in one fact. slots also holds where it says it: `place`, `measure`, `field`.

    instrument and beneficiary are sets; gold's hold all that is right. at is the offset of the evidence, if it has one.
    """

    slots: Mapping[str, Any]
    readings: tuple[Plain, ...]
    at: int | None


Claims = Iterator[Claim]
# Slots that together tell one fact from another.
Key = tuple[str, ...]


def eligibility(record: Plain, kind: str) -> Mapping[Place, list[Plain]]:
    """The conditions or requirements of each provision; entries are facts, or in gold provisions with lists of them."""
    found: dict[Place, list[Plain]] = {}
    for entry in record.get("eligibility", ()):
        alone = {"conditions" if "value" in entry else "requirements": [entry]}
        listed = alone if entry.keys().isdisjoint(("conditions", "requirements")) else entry
        found.setdefault(place(entry["provision"]), []).extend(listed.get(kind, ()))
    return found


def measures(record: Plain) -> Claims:
    """What kind of grant it is, who gets it and how often."""
    for measure in filter(is_stated, record["measures"]):
        slots = {
            "measure": measure["number"],
            "instrument": {measure["instrument"], *measure.get("instrument_also", ())},
            "beneficiary": set(measure["beneficiary"]),
            "frequency": measure.get("frequency"),
        }
        yield _claim(slots, measure)


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
            yield _claim(slots, support)


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
    for where, facts in eligibility(record, "conditions").items():
        yield from (_condition(fact, where, 0, facts) for fact in facts)


def eligible_requirements(record: Plain) -> Claims:
    """Conditions for the whole document that are no numbers."""
    for where, facts in eligibility(record, "requirements").items():
        yield from (_requirement(fact, where, 0) for fact in facts)


def metadata(record: Plain) -> Claims:
    """What is said of the document: the values of gold; of an extracted record those that have evidence."""
    policy = record["policy"]
    issuers = policy.get("issuer") or ()
    for one in policy.get("evidence") or _values(policy):
        value = title(one["value"], issuers) if one["field"] == "title" else words(one["value"])
        yield _claim({"field": one["field"], "value": value}, one)


def modes(record: Plain) -> Claims:
    """Customs supervision modes of provisions; an extracted record has one for each mention."""
    mentions = record.get("mode_mentions") or [
        {"provision": path, "code": code} for path, codes in record.get("mode_provisions", ()) for code in codes
    ]
    for one in mentions:
        yield _claim({"place": place(one["provision"]), "code": str(one["code"])}, one)


def responsibilities(record: Plain) -> Claims:
    """Who leads and who answers for a provision."""
    for one in record.get("responsibilities", ()):
        yield _claim({"place": place(one["provision"]), "agency": words(one["agency"]), "role": one["role"]}, one)


def funding(record: Plain) -> Claims:
    """Which level pays which share of what."""
    for rule in record.get("funding", ()):
        areas = frozenset(map(words, rule.get("areas") or ()))
        slots = {
            "scope": _reach(rule["scope"]),
            "areas": (areas, frozenset(map(words, rule.get("except_areas") or ()))),
            "shares": frozenset((share["payer"], number(share["share"])) for share in rule["shares"]),
        }
        yield _claim(slots, rule)


def targets(record: Plain) -> Claims:
    """Numbers that the government sets itself."""
    for target in record.get("targets", ()):
        slots = {
            "place": place(target["provision"]),
            "value": number(target["value"]),
            "unit": target.get("unit"),
            "op": target["op"],
            "by": target.get("by") and str(target["by"]),
            "per": target.get("per"),
        }
        yield _claim(slots, target)


def rules(record: Plain) -> Claims:
    """How supports combine and what limits them."""
    for rule in record.get("rules", ()):
        yield _claim(
            {"place": place(rule["provision"]), "kind": rule["kind"], "scope": _reach(rule.get("scope"))}, rule
        )


def definitions(record: Plain) -> Claims:
    """Terms that the document defines for itself."""
    for one in record.get("definitions", ()):
        said = {"term": words(one["term"]), "meaning": words(one["meaning"]), "scope": _reach(one.get("scope"))}
        yield _claim({"place": place(one["provision"]), **said}, one)


def _claim(slots: Mapping[str, Any], fact: Plain) -> Claim:
    evidence = fact.get("evidence") or {}
    return Claim(slots, tuple(fact.get("readings", ())), evidence.get("start"))


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
    return _claim(slots, condition)


def _reach(scope: str | list[list[int]] | None) -> Any:
    """The provisions that a fact speaks of, in any order."""
    return frozenset(map(place, scope)) if isinstance(scope, list) else scope


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


def _requirement(requirement: Plain, where: Place, measure: int) -> Claim:
    by = requirement.get("by") and words(requirement["by"])
    return _claim({"place": where, "measure": measure, "kind": requirement["kind"], "by": by}, requirement)


def _values(policy: Plain) -> Iterator[Plain]:
    for field, value in policy.items():
        for one in value if isinstance(value, list) else [value]:
            if one is not None and not isinstance(one, dict):
                yield {"field": field, "value": str(one)}
