"""Filling a slot of a fact together with the rule that read it. Which rule reads what is decided by the readers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from zhengtu.model.record import Condition, Measure, Reading, Readings, Support

Fact = TypeVar("Fact", Support, Condition, Measure)


class Read(NamedTuple):
    """A value with the rule or lexicon row that gave it, and what speaks against it."""

    value: Any
    rule: str
    penalties: tuple[str, ...] = ()


def with_slot(fact: Fact, slot: str, read: Read | None) -> Fact:
    """Fill a slot; how it was filled before is forgotten. None leaves the fact as it is.

    >>> from decimal import Decimal
    >>> from zhengtu.model.record import Evidence
    >>> once = with_slot(Support("amount", Decimal(1), "CNY", Evidence(0, 1, "1")), "per", Read("event", "scopes:场"))
    >>> once.per, once.readings
    ('event', (Reading(slot='per', rule='scopes:场', penalties=(), confidence=None),))
    """
    if read is None:
        return fact
    kept: Readings = tuple(reading for reading in fact.readings if reading.slot != slot)
    changes: dict[str, Any] = {slot: read.value, "readings": (*kept, Reading(slot, read.rule, read.penalties))}
    return replace(fact, **changes)


def without_slot(fact: Fact, slot: str) -> Fact:
    """Empty a slot that was filled by what turned out to hold for something else."""
    changes: dict[str, Any] = {slot: None, "readings": tuple(r for r in fact.readings if r.slot != slot)}
    return replace(fact, **changes)


def wrapped(quote: str) -> tuple[str, ...]:
    """The penalty of a value whose words stand on two lines."""
    return ("repaired_wrap",) if "\n" in quote.strip() else ()
