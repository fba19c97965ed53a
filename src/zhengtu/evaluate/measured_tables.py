"""What is measured of the rules, as rows of text for a terminal and for a page. How a table is drawn: report."""

from __future__ import annotations

from zhengtu.evaluate.measurement import Measurement
from zhengtu.evaluate.tables import NONE, Rows
from zhengtu.extract.confidence import trust_in


def rule_rows(measured: Measurement, *, at_fault: bool = False) -> Rows:
    """Each rule, the worst first; at_fault: those that were wrong at least once."""
    trust = trust_in(measured.rules, {})
    worst_first = sorted(
        measured.rules.items(), key=lambda one: (one[1][0] / one[1][1], one[1][0] - one[1][1], -one[1][1], one[0])
    )
    return Rows(
        ("rule", "precision", "confirmed", "used", "confidence"),
        tuple(
            (rule, f"{confirmed / used:.3f}", str(confirmed), str(used), str(trust(rule, ())))
            for rule, (confirmed, used) in worst_first
            if confirmed < used or not at_fault
        ),
    )


def calibration_rows(measured: Measurement) -> Rows:
    """Each bin of confidence, and what gold says of it."""
    return Rows(
        ("confidence", "readings", "confirmed", "share confirmed", "mean confidence"),
        tuple(
            (f"{one.low}–{one.high}", str(one.readings), str(one.confirmed), f"{one.share:.3f}", f"{one.mean:.3f}")
            for one in measured.calibration.bins
        ),
    )


def penalty_rows(measured: Measurement) -> Rows:
    """Each penalty with its reason, and what gold says of the readings that it lowers."""
    return Rows(
        ("penalty", "factor", "confirmed", "readings", "reason", "原因"),
        tuple(
            (one.name, str(one.factor), *_counts(measured.lowered[one.name]), one.en, one.zh)
            for one in measured.penalties
        ),
    )


def _counts(counts: tuple[int, int]) -> tuple[str, str]:
    confirmed, used = counts
    return (str(confirmed), str(used)) if used else (NONE, NONE)
