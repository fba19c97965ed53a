"""Which fact of gold an extracted fact is, told by some of its slots. Whether its other slots are right: judgement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhengtu.evaluate.claims import Claim, Key


def agrees(slot: str, gold: Any, read: Any) -> bool:
    """Whether an extracted value is one that gold allows.

    >>> agrees("instrument", {"subsidy", "reward"}, {"reward"}), agrees("when", "境外", "境外展位")
    (True, True)
    """
    if slot in ("instrument", "beneficiary"):
        return bool(read) and read <= gold
    if slot in ("when", "meaning") and gold and read:
        return gold in read or read in gold
    return bool(gold == read)


def match(
    read: Sequence[Claim], gold: Sequence[Claim], keys: Sequence[Key], *, repeated: bool = False
) -> list[Claim | None]:
    """Find for each extracted claim its claim of gold; what agrees in an earlier key goes first.

    Of several that a key fits alike, the one that agrees in most slots is taken, then the nearest in the text. A claim
    of gold is found once, unless repeated.
    """
    found: list[Claim | None] = [None] * len(read)
    free = list(gold)
    for key in keys:
        for index, claim in enumerate(read):
            fitting = [one for one in free if _fits(one, claim, key)] if found[index] is None else []
            if fitting:
                found[index] = best = max(fitting, key=lambda one: (_agreement(one, claim), -_distance(one, claim)))
                free = free if repeated else [one for one in free if one is not best]
    return found


def _fits(gold: Claim, read: Claim, key: Key) -> bool:
    return all(agrees(slot, gold.slots[slot], read.slots[slot]) for slot in key)


def _agreement(gold: Claim, read: Claim) -> int:
    return sum(agrees(slot, gold.slots[slot], value) for slot, value in read.slots.items())


def _distance(gold: Claim, read: Claim) -> int:
    return abs(gold.at - read.at) if gold.at is not None and read.at is not None else 0
