"""Which extracted measure is taken for which of gold, and the figures on pairs."""

from __future__ import annotations

import pytest

from zhengtu.evaluate.figures import Tally
from zhengtu.evaluate.pairing import Pairing, pair_measures

from .records import Plain, measure, support


def at(start: int, end: int) -> Plain:
    return {"start": start, "end": end, "quote": "字" * (end - start)}


def one_pair(gold: Plain, extracted: Plain) -> Pairing:
    return pair_measures([measure(support(1), **gold)], [measure(support(1), **extracted)])


def test_measures_on_the_same_words_are_one() -> None:
    assert one_pair({}, {}).tally == Tally(1, 1, 1)


@pytest.mark.parametrize(
    "elsewhere", [{"provision": [2]}, {"provision": None}, {"evidence": at(10, 20)}, {"evidence": at(0, 81)}]
)
def test_other_provision_other_words_or_half_the_document_is_another_measure(elsewhere: Plain) -> None:
    assert one_pair({}, elsewhere).tally == Tally(0, 1, 1)


def test_measure_is_paired_with_the_one_that_agrees_in_figures() -> None:
    gold = [measure(support(1)), measure(support(2))]
    pairing = pair_measures(gold, [measure(support(2)), measure(support(1))])
    assert [(g["supports"], read["supports"]) for g, read in pairing.pairs] == [
        ([support(2)], [support(2)]),
        ([support(1)], [support(1)]),
    ]


def test_measure_is_paired_once() -> None:
    pairing = pair_measures([measure(support(1))], [measure(support(1)), measure(support(1))])
    assert (pairing.tally, len(pairing.extra)) == (Tally(1, 1, 2), 1)


def test_measure_without_a_figure_is_none_unless_its_instrument_needs_none() -> None:
    pairing = pair_measures([], [measure(instrument="reward"), measure(instrument="rent_relief")])
    assert [found["instrument"] for found in pairing.extra] == ["rent_relief"]


@pytest.mark.parametrize(("instrument", "expected"), [("reward", 1.0), ("subsidy", 1.0), ("voucher", 0.0)])
def test_instrument_is_one_that_gold_allows(instrument: str, expected: float) -> None:
    pairing = one_pair({"instrument_also": ["subsidy"]}, {"instrument": instrument})
    assert pairing.instrument.value == expected


@pytest.mark.parametrize(
    ("named", "expected"),
    [(["carrier"], 1.0), (["carrier", "university"], 0.5), (["university"], 0.0), ([], 0.0)],
)
def test_beneficiary_names_a_type_of_gold_and_piles_up_none(named: list[str], expected: float) -> None:
    pairing = one_pair({"beneficiary": ["enterprise", "carrier"]}, {"beneficiary": named})
    assert pairing.beneficiary.value == expected


def test_nothing_paired_is_0_and_nothing_to_pair_is_no_figure() -> None:
    assert pair_measures([measure(support(1))], []).instrument.value == 0.0
    assert pair_measures([], []).instrument.value is None


def test_slots_take_types_of_gold_as_alternatives() -> None:
    pairing = one_pair(
        {"beneficiary": ["enterprise", "carrier"]}, {"beneficiary": ["carrier"], "instrument": "voucher"}
    )
    assert pairing.slots() == {
        "instrument: reward": Tally(0, 1, 0),
        "instrument: voucher": Tally(0, 0, 1),
        "beneficiary: carrier": Tally(1, 1, 1),
    }
