"""What turns a text round is named with its sentence, and nothing else is."""

from __future__ import annotations

import pytest

from zhengtu.evaluate.pairing import pair_measures
from zhengtu.evaluate.polarity import PolarityError, polarity_errors

from .records import Plain, condition, measure, support


def errors(gold: Plain, extracted: Plain) -> list[PolarityError]:
    return polarity_errors(pair_measures([gold], [extracted]))


def faults(gold: Plain, extracted: Plain) -> list[str]:
    return [error.fault for error in errors(gold, extracted)]


def on(found: Plain) -> Plain:
    return measure(support(1), conditions=(found,))


def test_ceiling_read_as_amount_is_named_with_its_sentence() -> None:
    gold = measure(support(500000, "ceiling"), evidence={"start": 0, "end": 10, "quote": "奖励不超过50万元。"})
    assert errors(gold, measure(support(500000, "amount"))) == [
        PolarityError((1,), "500000 CNY: ceiling read as amount", "奖励不超过50万元。")
    ]


@pytest.mark.parametrize(
    ("gold", "read", "fault"),
    [
        ("max", None, "0.1 ratio: rate bound max read as rate"),
        (None, "max", "0.1 ratio: rate read as rate bound max"),
    ],
)
def test_bound_of_a_rate_lost_or_invented(gold: str | None, read: str | None, fault: str) -> None:
    expected, extracted = (measure(support(0.1, "rate", "ratio", bound=bound)) for bound in (gold, read))
    assert faults(expected, extracted) == [fault]


def test_reversed_comparator() -> None:
    assert faults(on(condition(15, ">=")), on(condition(15, "<="))) == ["15 CNY: >= read as <="]


def test_strict_for_inclusive_is_wrong_but_turns_nothing_round() -> None:
    assert faults(on(condition(15, ">=")), on(condition(15, ">"))) == []


def test_bound_on_a_ceiling_says_nothing_new() -> None:
    assert faults(measure(support(5, "ceiling", bound="max")), measure(support(5, "ceiling"))) == []


def test_figure_that_stands_in_both_senses_is_no_error() -> None:
    gold = measure(support(5, "ceiling"), support(5, "amount"))
    assert faults(gold, measure(support(5, "amount"), support(5, "ceiling"))) == []


@pytest.mark.parametrize("other", [support(6), support(5, unit="USD")])
def test_figure_that_is_missing_is_no_polarity_error(other: Plain) -> None:
    assert faults(measure(support(5, "ceiling")), measure(other)) == []


def test_measures_that_are_not_paired_are_not_looked_at() -> None:
    assert errors(measure(support(5, "ceiling")), measure(support(5), provision=[2])) == []
