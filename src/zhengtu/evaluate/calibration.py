"""Whether confidence keeps its word: of readings with 0.9, nine in ten are right. Counting by rule is precision's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from zhengtu.evaluate.judgement import Verdict
from zhengtu.evaluate.precision import count
from zhengtu.extract.confidence import trust_in
from zhengtu.lexicon.precision import Counts, add

# Narrower towards 1, where most readings are; the last one includes 1.
_EDGES = tuple(map(Decimal, ("0", "0.5", "0.6", "0.7", "0.8", "0.9", "0.95", "1")))


@dataclass(frozen=True, slots=True)
class Bin:
    """Readings of like confidence, from low to below high: how many, those that gold confirms, mean confidence."""

    low: Decimal
    high: Decimal
    readings: int
    confirmed: int
    mean: float

    @property
    def share(self) -> float:
        """The share of them that gold confirms."""
        return self.confirmed / self.readings


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins that hold a reading, low confidence first."""

    bins: tuple[Bin, ...]

    @property
    def error(self) -> float:
        """The expected calibration error: how far share and mean confidence are apart, over all readings."""
        total = sum(one.readings for one in self.bins)
        return sum(one.readings * abs(one.share - one.mean) for one in self.bins) / max(1, total)


def calibrate(
    documents: Sequence[Sequence[Verdict]], elsewhere: Counts, penalties: Mapping[str, Decimal]
) -> Calibration:
    """Compare the confidence of each reading with what gold says of it.

    The confidence of a document is that which the others give it (leave one out): the other documents, and what was
    counted elsewhere.
    """
    counts = [count(verdicts) for verdicts in documents]
    judged: list[tuple[Decimal, bool]] = []
    for index, verdicts in enumerate(documents):
        trust = trust_in(add(elsewhere, *counts[:index], *counts[index + 1 :]), penalties)
        judged += [(trust(one.rule, one.penalties), one.confirmed) for one in verdicts]
    return Calibration(tuple(found for low, high in pairwise(_EDGES) if (found := _bin(judged, low, high)).readings))


def _bin(judged: Sequence[tuple[Decimal, bool]], low: Decimal, high: Decimal) -> Bin:
    inside = [(trust, right) for trust, right in judged if low <= trust < high or trust == high == _EDGES[-1]]
    mean = float(sum((trust for trust, _ in inside), Decimal(0)) / max(1, len(inside)))
    return Bin(low, high, len(inside), sum(right for _, right in inside), mean)
