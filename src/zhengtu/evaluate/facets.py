"""The facets of a record: for each the facts that gold and extracted record are compared by. No counting lives here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from zhengtu.evaluate.folding import (
    base_of_rate,
    conditions_of,
    number,
    operator,
    place,
    supports_of,
    title,
    with_conditions,
    words,
)
from zhengtu.evaluate.gold import Plain

Fact = tuple[Any, ...]

_SINGLE_METADATA = ("area", "area_code", "status", "document_number")
_DATED_METADATA = ("issued_on", "effective_from", "valid_until", "valid_for_years", "applies_from")
_SEVERAL_METADATA = ("issuer", "basis", "interpreted_by")


def metadata(record: Plain) -> Iterator[Fact]:
    """What is said of the document as a whole."""
    policy = record.get("policy", {})
    if policy.get("title"):
        yield "title", title(policy["title"], policy.get("issuer") or ())
    for key in (*_SINGLE_METADATA, *_DATED_METADATA):
        if policy.get(key) is not None:
            yield key, words(str(policy[key]))
    for key in _SEVERAL_METADATA:
        for value in policy.get(key) or ():
            yield key, words(value)


def provisions(record: Plain) -> Iterator[Fact]:
    """Their paths; gold may list bare paths."""
    for provision in record.get("provisions", ()):
        yield (place(provision if isinstance(provision, list) else provision["path"]),)


def supports(record: Plain) -> Iterator[Fact]:
    """What is granted."""
    for where, support in supports_of(record):
        yield where, support["role"], number(support["value"]), support["unit"]


def conditions(record: Plain) -> Iterator[Fact]:
    """Thresholds by comparator and value."""
    for where, condition in conditions_of(record):
        yield where, operator(condition), number(condition["value"]), condition["unit"]


def metrics(record: Plain) -> Iterator[Fact]:
    """What thresholds measure, and over which period."""
    for where, condition in conditions_of(record):
        yield where, number(condition["value"]), condition.get("metric"), condition.get("period") or ""


def alternatives(record: Plain) -> Iterator[Fact]:
    """Which thresholds stand together in a group that is one of several alternatives."""
    for where, measure in with_conditions(record):
        groups: defaultdict[tuple[int | None, int], list[Decimal]] = defaultdict(list)
        for condition in measure.get("conditions", ()):
            if condition.get("alt") is not None:
                groups[condition.get("tier"), condition["alt"]].append(number(condition["value"]))
        for (tier, _), values in groups.items():
            yield where, tier or 0, tuple(sorted(values))


def tiers(record: Plain) -> Iterator[Fact]:
    """Which support answers to which threshold on a ladder."""
    for measure in record.get("measures", ()):
        for support in measure["supports"]:
            for condition in measure["conditions"]:
                if support.get("tier") is not None and support["tier"] == condition.get("tier"):
                    step = operator(condition), number(condition["value"])
                    yield place(measure["provision"]), number(support["value"]), *step


def qualifiers(record: Plain) -> Iterator[Fact]:
    """What a support is for, in words."""
    for where, support in supports_of(record):
        if support.get("when"):
            yield where, number(support["value"]), words(support["when"])


def details(record: Plain) -> list[Fact]:
    """What qualifies a support (bound, per, period, duration, payer, base) and how often it is paid; each said once."""
    return list(dict.fromkeys([*_support_details(record), *_frequencies(record)]))


def modes(record: Plain) -> Iterator[Fact]:
    """Customs supervision modes of provisions."""
    for path, codes in record.get("mode_provisions", ()):
        for code in codes:
            yield place(path), str(code)


def responsibilities(record: Plain) -> Iterator[Fact]:
    """Who leads and who answers for a provision."""
    for one in record.get("responsibilities", ()):
        yield place(one["provision"]), one["role"], words(one["agency"])


def funding(record: Plain) -> Iterator[Fact]:
    """Which level pays which share of what, one fact for each area."""
    for rule in record.get("funding", ()):
        scope = rule["scope"] if isinstance(rule["scope"], str) else tuple(sorted(map(place, rule["scope"])))
        excepted = tuple(sorted(map(words, rule.get("except_areas") or ())))
        for area in rule.get("areas") or (None,):
            for share in rule["shares"]:
                yield scope, words(area), excepted, share["payer"], number(share["share"])


def targets(record: Plain) -> Iterator[Fact]:
    """Numbers that the government sets itself."""
    for target in record.get("targets", ()):
        due = str(target.get("by") or ""), target.get("per") or ""
        yield place(target["provision"]), number(target["value"]), target["op"], *due


def rules(record: Plain) -> Iterator[Fact]:
    """How supports combine and what limits them."""
    for rule in record.get("rules", ()):
        yield place(rule["provision"]), rule["kind"]


def _support_details(record: Plain) -> Iterator[Fact]:
    for where, support in supports_of(record):
        value = number(support["value"])
        for key in ("bound", "per", "period", "duration_years", "payer"):
            if support.get(key):
                yield where, value, key, support[key]
        if support.get("of"):
            yield where, value, "of", base_of_rate(support["of"])


def _frequencies(record: Plain) -> Iterator[Fact]:
    for measure in record.get("measures", ()):
        if measure.get("frequency"):
            values = tuple(sorted(number(support["value"]) for support in measure["supports"]))
            yield place(measure["provision"]), values, "frequency", measure["frequency"]


def _supports_qualified(record: Plain) -> Set[Fact]:
    return {fact[:2] for fact in qualifiers(record)}


def _supports_detailed(record: Plain) -> Set[Fact]:
    return {fact[:2] for fact in details(record)}


def _places_with_measures(record: Plain) -> Set[Fact]:
    return {(where,) for where, _ in with_conditions(record)}


@dataclass(frozen=True, slots=True)
class Facet:
    """A kind of fact. slot is the place in a fact of the word that names its slot (None: all facts fill one slot).

    known gives, from the gold record, the beginnings of the facts that its writer looked for; an extracted fact that
    begins otherwise is neither right nor wrong. loose facts are also equal where the last word of one holds that of the
    other.
    """

    name: str
    facts: Callable[[Plain], Iterable[Fact]]
    slot: int | None = None
    known: Callable[[Plain], Set[Fact]] | None = None
    loose: bool = False


FACETS = (
    Facet("metadata", metadata, slot=0),
    Facet("provisions", provisions),
    Facet("supports", supports, slot=1),
    Facet("conditions", conditions, slot=1, known=_places_with_measures),
    Facet("metrics", metrics, slot=2, known=_places_with_measures),
    Facet("alternatives", alternatives, known=_places_with_measures),
    Facet("tiers", tiers),
    Facet("qualifiers", qualifiers, known=_supports_qualified, loose=True),
    Facet("details", details, slot=2, known=_supports_detailed),
    Facet("modes", modes),
    Facet("responsibilities", responsibilities, slot=1),
    Facet("funding", funding, slot=3),
    Facet("targets", targets),
    Facet("rules", rules, slot=1),
)
