"""What an evaluation says of the rules: precision, calibration, penalties. How that is printed: report and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhengtu.evaluate.calibration import Calibration, calibrate
from zhengtu.evaluate.evaluation import Evaluation
from zhengtu.evaluate.judgement import Verdict
from zhengtu.evaluate.precision import count
from zhengtu.lexicon.precision import Counts, MeasuredSet, add


@dataclass(frozen=True, slots=True)
class Penalty:
    """What lowers confidence by a factor, and why, in both languages."""

    name: str
    factor: Decimal
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Measurement:
    """rules are counted over all sets of gold; calibration and lowered (by penalty) over the documents evaluated."""

    rules: Counts
    calibration: Calibration
    penalties: tuple[Penalty, ...]
    lowered: Counts


def measure(evaluation: Evaluation, elsewhere: Counts, penalties: Sequence[Penalty]) -> Measurement:
    """Measure the rules on the documents evaluated, and on what was counted elsewhere."""
    documents = [document.verdicts for document in evaluation.documents]
    factors = {penalty.name: penalty.factor for penalty in penalties}
    verdicts = [verdict for document in documents for verdict in document]
    return Measurement(
        add(elsewhere, count(verdicts)),
        calibrate(documents, elsewhere, factors),
        tuple(penalties),
        {penalty.name: _lowered(verdicts, penalty.name) for penalty in penalties},
    )


def counted_elsewhere(sets: Mapping[str, MeasuredSet], evaluated: Iterable[str]) -> Counts:
    """What the other sets say of the rules."""
    here = frozenset(evaluated)
    return add(*(one.rules for name, one in sets.items() if name not in here))


def measured_set(evaluation: Evaluation) -> MeasuredSet:
    """The documents evaluated as a set of the table of precision."""
    verdicts = [verdict for document in evaluation.documents for verdict in document.verdicts]
    return MeasuredSet(len(evaluation.documents), count(verdicts))


def _lowered(verdicts: Iterable[Verdict], penalty: str) -> tuple[int, int]:
    confirmed = [verdict.confirmed for verdict in verdicts if penalty in verdict.penalties]
    return sum(confirmed), len(confirmed)
