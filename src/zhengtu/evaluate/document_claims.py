"""What a record says of a document and its provisions, as claims. Measures: measure_claims."""

from __future__ import annotations

from collections.abc import Iterator

from zhengtu.evaluate.claims import Claims, claim, reach
from zhengtu.evaluate.folding import number, place, title, words
from zhengtu.evaluate.gold import Plain


def metadata(record: Plain) -> Claims:
    """What is said of the document: the values of gold; of an extracted record those that have evidence."""
    policy = record["policy"]
    issuers = policy.get("issuer") or ()
    for one in policy.get("evidence") or _values(policy):
        value = title(one["value"], issuers) if one["field"] == "title" else words(one["value"])
        yield claim({"field": one["field"], "value": value}, one)


def modes(record: Plain) -> Claims:
    """Customs supervision modes of provisions; an extracted record has one for each mention."""
    mentions = record.get("mode_mentions") or [
        {"provision": path, "code": code} for path, codes in record.get("mode_provisions", ()) for code in codes
    ]
    for one in mentions:
        yield claim({"place": place(one["provision"]), "code": str(one["code"])}, one)


def responsibilities(record: Plain) -> Claims:
    """Who leads and who answers for a provision."""
    for one in record.get("responsibilities", ()):
        yield claim({"place": place(one["provision"]), "agency": words(one["agency"]), "role": one["role"]}, one)


def funding(record: Plain) -> Claims:
    """Which level pays which share of what."""
    for rule in record.get("funding", ()):
        areas = frozenset(map(words, rule.get("areas") or ()))
        slots = {
            "scope": reach(rule["scope"]),
            "areas": (areas, frozenset(map(words, rule.get("except_areas") or ()))),
            "shares": frozenset((share["payer"], number(share["share"])) for share in rule["shares"]),
        }
        yield claim(slots, rule)


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
        yield claim(slots, target)


def rules(record: Plain) -> Claims:
    """How supports combine and what limits them."""
    for rule in record.get("rules", ()):
        yield claim({"place": place(rule["provision"]), "kind": rule["kind"], "scope": reach(rule.get("scope"))}, rule)


def definitions(record: Plain) -> Claims:
    """Terms that the document defines for itself. How far a definition reaches is left out: gold names provisions."""
    for one in record.get("definitions", ()):
        slots = {"place": place(one["provision"]), "term": words(one["term"]), "meaning": words(one["meaning"])}
        yield claim(slots, one)


def _values(policy: Plain) -> Iterator[Plain]:
    for field, value in policy.items():
        for one in value if isinstance(value, list) else [value]:
            if one is not None and not isinstance(one, dict):
                yield {"field": field, "value": str(one)}
