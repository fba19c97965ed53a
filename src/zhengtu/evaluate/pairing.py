"""Which extracted measure is which measure of gold, and what both say of instrument and beneficiary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhengtu.evaluate.figures import Share, Tally
from zhengtu.evaluate.folding import number, place
from zhengtu.evaluate.gold import Plain

# The instruments that make a measure without any figure.
_UNPRICED = frozenset({"rent_relief", "case_by_case", "performance_credit"})
# Evidence may be longer than gold's (a sentence, not a clause), but not stand for half the document.
_MAX_LENGTH_FACTOR = 2
_MAX_LENGTH_SURPLUS = 60


@dataclass(frozen=True, slots=True)
class Pairing:
    """Measures of gold with their extracted ones, one to one, and what is left on each side."""

    pairs: tuple[tuple[Plain, Plain], ...]
    missing: tuple[Plain, ...]
    extra: tuple[Plain, ...]

    @property
    def tally(self) -> Tally:
        """The measures themselves, counted."""
        hit = len(self.pairs)
        return Tally(hit, hit + len(self.missing), hit + len(self.extra))

    @property
    def instrument(self) -> Share:
        """The pairs whose instrument is one that gold allows."""
        return self._share([Fraction(_same_instrument(gold, read)) for gold, read in self.pairs])

    @property
    def beneficiary(self) -> Share:
        """The pairs that name a type of gold; a pair that piles up types counts by the part that is right."""
        return self._share([_overlap(gold, read) for gold, read in self.pairs])

    def slots(self) -> dict[str, Tally]:
        """Instruments and beneficiary types of pairs. Gold's types are alternatives: one that is named will do."""
        found: dict[str, Tally] = {}
        for name, tally in (slot for pair in self.pairs for slot in (*_instrument_slots(*pair), *_type_slots(*pair))):
            found[name] = found.get(name, Tally()) + tally
        return found

    def _share(self, right: Sequence[Fraction]) -> Share:
        tally = self.tally
        return Share(sum(right, Fraction(0)), len(self.pairs), tally.gold + tally.extracted)


def is_stated(measure: Plain) -> bool:
    """Whether a measure grants something that can be compared: a figure, or what needs none."""
    return bool(measure["supports"]) or measure["instrument"] in _UNPRICED


def pair_measures(gold: Sequence[Plain], extracted: Sequence[Plain], *, anywhere: bool = False) -> Pairing:
    """Pair measures of one provision whose evidence overlaps; what agrees in instrument and figures goes first.

    anywhere: the provisions that both were put under may differ.
    """
    stated = [measure for measure in extracted if is_stated(measure)]
    taken: dict[int, int] = {}
    for *_, i, j in sorted(_candidates(gold, stated, anywhere), reverse=True):
        if i not in taken and j not in taken.values():
            taken[i] = j
    return Pairing(
        tuple((gold[i], stated[j]) for i, j in taken.items()),
        tuple(measure for i, measure in enumerate(gold) if i not in taken),
        tuple(measure for j, measure in enumerate(stated) if j not in taken.values()),
    )


def _candidates(
    gold: Sequence[Plain], extracted: Sequence[Plain], anywhere: bool
) -> Iterator[tuple[bool, int, int, int, int]]:
    for i, expected in enumerate(gold):
        for j, read in enumerate(extracted):
            overlap = _evidence_overlap(expected["evidence"], read["evidence"])
            if (anywhere or place(expected["provision"]) == place(read["provision"])) and overlap > 0:
                shared = len(_values(expected) & _values(read))
                yield _same_instrument(expected, read), shared, overlap, i, j


def _evidence_overlap(gold: Plain, extracted: Plain) -> int:
    allowed = _MAX_LENGTH_FACTOR * (gold["end"] - gold["start"]) + _MAX_LENGTH_SURPLUS
    if extracted["end"] - extracted["start"] > allowed:
        return 0
    return int(min(gold["end"], extracted["end"]) - max(gold["start"], extracted["start"]))


def _values(measure: Plain) -> set[object]:
    return {number(support["value"]) for support in measure["supports"]}


def _same_instrument(gold: Plain, extracted: Plain) -> bool:
    return extracted["instrument"] in (gold["instrument"], *gold.get("instrument_also", ()))


def _overlap(gold: Plain, extracted: Plain) -> Fraction:
    named = set(extracted["beneficiary"])
    return Fraction(len(named & set(gold["beneficiary"])), len(named)) if named else Fraction(0)


def _instrument_slots(gold: Plain, extracted: Plain) -> Iterator[tuple[str, Tally]]:
    if _same_instrument(gold, extracted):
        yield f"instrument: {extracted['instrument']}", Tally(1, 1, 1)
    else:
        yield f"instrument: {gold['instrument']}", Tally(gold=1)
        yield f"instrument: {extracted['instrument']}", Tally(extracted=1)


def _type_slots(gold: Plain, extracted: Plain) -> Iterator[tuple[str, Tally]]:
    expected, named = set(gold["beneficiary"]), set(extracted["beneficiary"])
    for one in sorted(named):
        yield f"beneficiary: {one}", Tally(1, 1, 1) if one in expected else Tally(extracted=1)
    if not expected & named:
        for one in sorted(expected):
            yield f"beneficiary: {one}", Tally(gold=1)
