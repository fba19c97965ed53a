"""A fact as a claim: slots whose values compare, gold's and extracted alike. Which facts there are is not said here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zhengtu.evaluate.folding import place
from zhengtu.evaluate.gold import Plain

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


def claim(slots: Mapping[str, Any], fact: Plain) -> Claim:
    """Make the claim of a fact, with the readings and the evidence that it has."""
    evidence = fact.get("evidence") or {}
    return Claim(slots, tuple(fact.get("readings", ())), evidence.get("start"))


def reach(scope: str | list[list[int]] | None) -> Any:
    """The provisions that a fact speaks of, in any order."""
    return frozenset(map(place, scope)) if isinstance(scope, list) else scope
