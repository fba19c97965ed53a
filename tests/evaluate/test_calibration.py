"""Calibration: each document has the confidence that the others give it, and gold says whether that is kept."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhengtu.evaluate.calibration import Bin, Calibration, calibrate
from zhengtu.evaluate.judgement import Verdict


def verdicts(right: int, wrong: int, rule: str = "rules:one", *penalties: str) -> list[Verdict]:
    return [Verdict("rule.kind", rule, penalties, True)] * right + [
        Verdict("rule.kind", rule, penalties, False)
    ] * wrong


def test_document_does_not_judge_itself() -> None:
    found = calibrate([verdicts(0, 4)], {}, {})
    assert found.bins == (Bin(Decimal("0.5"), Decimal("0.6"), 4, 0, 0.5),)


def test_other_documents_and_other_sets_give_the_confidence() -> None:
    # The first document has 5 of 6 elsewhere: p = 6/8, (5 + 2p) / 8 = 0.8125. The second has 8 of 8: p = 9/10, 0.98.
    found = calibrate([verdicts(3, 0), verdicts(0, 1)], {"rules:one": (5, 5)}, {})
    assert [(one.readings, one.confirmed, one.mean) for one in found.bins] == [(3, 3, 0.812), (1, 0, 0.98)]


def test_penalties_lower_the_confidence() -> None:
    found = calibrate([verdicts(1, 0, "rules:one", "unresolved")], {}, {"unresolved": Decimal("0.8")})
    assert [one.mean for one in found.bins] == [0.4]


def test_certainty_is_in_the_last_bin() -> None:
    found = calibrate([verdicts(1, 0)], {"rules:one": (9999, 9999)}, {})
    assert [(one.low, one.high, one.mean) for one in found.bins] == [(Decimal("0.95"), Decimal(1), 1.0)]


def test_error_weighs_each_bin_by_its_readings() -> None:
    bins = (Bin(Decimal("0.5"), Decimal("0.6"), 1, 1, 0.5), Bin(Decimal("0.9"), Decimal("0.95"), 3, 3, 0.9))
    assert Calibration(bins).error == pytest.approx((1 * 0.5 + 3 * 0.1) / 4)


def test_nothing_to_judge_has_no_error() -> None:
    assert (calibrate([[]], {}, {}).bins, calibrate([], {}, {}).error) == ((), 0)
