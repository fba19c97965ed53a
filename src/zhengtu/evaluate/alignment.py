"""Two records brought together measure by measure, so that their slots can be compared. No slot is compared here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from zhengtu.evaluate.gold import Plain
from zhengtu.evaluate.pairing import pair_measures

_LISTS = ("measures", "qualitative_measures")


def align(gold: Plain, extracted: Plain) -> tuple[Plain, Plain]:
    """Number the measures of both records (`number`): two that are one entitlement have one number, no others do.

    A measure in the words of gold stands where gold puts it: which provision it belongs to is a matter of the numbering
    of the document, and of no slot.
    """
    partners = {id(read): expected for expected, read in _pairs(gold["measures"], extracted["measures"])}
    every = [one for key in _LISTS for record in (gold, extracted) for one in record.get(key, ())]
    numbers = {id(one): number for number, one in enumerate(every)}

    def numbered(one: Plain) -> Plain:
        partner = partners.get(id(one), one)
        return {**one, "number": numbers[id(partner)], "provision": partner["provision"]}

    def renumbered(record: Plain) -> Plain:
        return {**record, **{key: [numbered(one) for one in record.get(key, ())] for key in _LISTS}}

    return renumbered(gold), renumbered(extracted)


def _pairs(gold: Sequence[Plain], extracted: Sequence[Plain]) -> Iterator[tuple[Plain, Plain]]:
    """Measures of one provision first, then those whose words are the same."""
    placed = pair_measures(gold, extracted)
    return chain(placed.pairs, pair_measures(placed.missing, placed.extra, anywhere=True).pairs)
