"""How far a reading is to be trusted: how often its rule was right, lowered by penalties. Nothing is measured here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TypeVar

from zhengtu.model.correction import correction_of
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import (
    Condition,
    Definition,
    FundingRule,
    Measure,
    MetadataEvidence,
    ModeMention,
    Reading,
    Readings,
    Record,
    Requirement,
    Responsibility,
    Rule,
    Support,
    Target,
)

Fact = TypeVar(
    "Fact",
    bound=MetadataEvidence
    | Support
    | Condition
    | Requirement
    | ModeMention
    | Responsibility
    | FundingRule
    | Target
    | Rule
    | Definition,
)
Counts = Mapping[str, tuple[int, int]]  # rule → readings that gold confirms, readings in all
Trust = Callable[[str, tuple[str, ...]], Decimal]

# A rule's readings are joined by so many imagined ones, which are right as often as those of its table or module are.
_IMAGINED = 2
_PLACES = Decimal("0.001")


def with_confidence(record: Record, lexicon: Lexicon) -> Record:
    """Say of every reading how far it is to be trusted; what a person set right is not measured and keeps None."""
    trust = trust_in(lexicon.precision, lexicon.penalties)

    @cache
    def valued(reading: Reading) -> Reading:
        if correction_of(reading.rule) is not None:
            return reading
        return replace(reading, confidence=trust(reading.rule, reading.penalties))

    def read(readings: Readings) -> Readings:
        return tuple(map(valued, readings))

    def filled(fact: Fact) -> Fact:
        return replace(fact, readings=read(fact.readings)) if fact.readings else fact

    def measure(one: Measure) -> Measure:
        return replace(
            one,
            supports=tuple(map(filled, one.supports)),
            conditions=tuple(map(filled, one.conditions)),
            requirements=tuple(map(filled, one.requirements)),
            readings=read(one.readings),
        )

    return replace(
        record,
        policy=replace(record.policy, evidence=tuple(map(filled, record.policy.evidence))),
        measures=tuple(map(measure, record.measures)),
        qualitative_measures=tuple(map(measure, record.qualitative_measures)),
        mode_mentions=tuple(map(filled, record.mode_mentions)),
        responsibilities=tuple(map(filled, record.responsibilities)),
        funding=tuple(map(filled, record.funding)),
        targets=tuple(map(filled, record.targets)),
        rules=tuple(map(filled, record.rules)),
        definitions=tuple(map(filled, record.definitions)),
        eligibility=tuple(map(filled, record.eligibility)),
    )


def trust_in(precision: Counts, penalties: Mapping[str, Decimal]) -> Trust:
    """Make the function from rule and penalties to a confidence of three places; an unlisted penalty raises KeyError.

    The precision of a rule is (confirmed + 2p) / (used + 2), p being (confirmed + 1) / (used + 2) over all rules of its
    table or module: a rule that was never measured starts there, and a few readings do not say much yet.

    >>> trust = trust_in({"units:元": (98, 98), "units:万元": (0, 0)}, {"repaired_wrap": Decimal("0.5")})
    >>> trust("units:万元", ()), trust("units:万元", ("repaired_wrap",)), trust("slots.budget", ())
    (Decimal('0.990'), Decimal('0.495'), Decimal('0.500'))
    """
    modules: dict[str, tuple[int, int]] = {}
    for rule, (confirmed, used) in precision.items():
        right, total = modules.get(module_of(rule), (0, 0))
        modules[module_of(rule)] = right + confirmed, total + used

    @cache
    def trust(rule: str, lowered_by: tuple[str, ...]) -> Decimal:
        right, total = modules.get(module_of(rule), (0, 0))
        confirmed, used = precision.get(rule, (0, 0))
        start = Decimal(right + 1) / (total + 2)
        found = (confirmed + _IMAGINED * start) / (used + _IMAGINED)
        for name in lowered_by:
            found *= penalties[name]
        return found.quantize(_PLACES)

    return trust


def module_of(rule: str) -> str:
    """The table of a lexicon row, or the module of the extractor that a rule stands in.

    >>> module_of("ceilings:不超过"), module_of("slots.lower_bound")
    ('ceilings', 'slots')
    """
    table, colon, _ = rule.partition(":")
    return table if colon else rule.partition(".")[0]
