"""Whether gold confirms what a reading filled in, slot by slot. Counting by rule lives in precision."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from zhengtu.evaluate.alignment import align
from zhengtu.evaluate.claims import UNCODED, Claim
from zhengtu.evaluate.gold import Gold, Plain
from zhengtu.evaluate.kinds import KINDS, Kind
from zhengtu.evaluate.matching import agrees, match


@dataclass(frozen=True, slots=True)
class Verdict:
    """One reading of one slot, as `support.value`, and whether gold confirms what it filled in."""

    slot: str
    rule: str
    penalties: tuple[str, ...]
    confirmed: bool


def judge(gold: Gold, extracted: Plain) -> tuple[Verdict, ...]:
    """Judge every reading of an extracted record that gold can speak to.

    A slot that gold leaves empty is wrong where it was filled, unless gold never fills it in this document or skips
    its facet. Where gold does not hold the fact at all, the slots that tell it are wrong; the others are not judged.
    """
    right, read = align(gold.record, extracted)
    found: list[Verdict] = []
    for kind in KINDS:
        expected = list(kind.said(right))
        given = [claim for claim in kind.said(read) if kind.known is None or kind.known(right, claim)]
        judged = _judged_slots(kind, gold.skip, expected)
        for claim, partner in zip(given, match(given, expected, kind.keys, repeated=kind.repeated), strict=True):
            found.extend(_verdicts(kind, judged, claim, partner))
    return tuple(found)


def _judged_slots(kind: Kind, skip: Set[str], expected: list[Claim]) -> Set[str]:
    """The slots that the writer of gold filled in wherever this document fills them."""
    filled = {slot for claim in expected for slot, value in claim.slots.items() if value is not None}
    return {slot for slot in (*kind.identity, *kind.told, *filled) if kind.facets.get(slot, kind.facet) not in skip}


def _verdicts(kind: Kind, judged: Set[str], claim: Claim, gold: Claim | None) -> Iterator[Verdict]:
    for reading in claim.readings:
        slot = reading["slot"]
        confirmed = _confirmed(kind, slot, claim, gold) if slot in judged and slot in claim.slots else None
        if confirmed is not None:
            yield Verdict(f"{kind.name}.{slot}", reading["rule"], tuple(reading["penalties"]), confirmed)


def _confirmed(kind: Kind, slot: str, claim: Claim, gold: Claim | None) -> bool | None:
    """None where gold does not say."""
    if gold is None:
        return False if slot in kind.identity else None
    expected = gold.slots[slot]
    if expected is UNCODED or (expected is None and slot in kind.worded):
        return None
    return agrees(slot, expected, claim.slots[slot])
