"""Confidence: what measured precision and penalties make of it, and that every reading of a record gets one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from zhengtu.extract.confidence import trust_in, with_confidence
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import Condition, Evidence, Measure, MetadataEvidence, Policy, Reading, Record, Support
from zhengtu.model.serialisation import to_plain

HERE = Evidence(0, 1, "5")
PENALTIES = {"default_value": Decimal("0.9"), "repaired_wrap": Decimal("0.5")}


def test_rule_that_was_often_right_is_trusted() -> None:
    # The table: (98 + 1) / (98 + 2) = 0.99; the row: (98 + 2 × 0.99) / (98 + 2) = 0.9998.
    assert trust_in({"units:元": (98, 98)}, {})("units:元", ()) == Decimal("1.000")


def test_rule_that_was_once_wrong_leans_on_its_table() -> None:
    # The table: (97 + 1) / (99 + 2) = 0.9703; the row: (0 + 2 × 0.9703) / (1 + 2) = 0.647.
    assert trust_in({"units:元": (97, 98), "units:件": (0, 1)}, {})("units:件", ()) == Decimal("0.647")


def test_rule_that_was_never_measured_starts_where_its_module_stands() -> None:
    # (7 + 1) / (8 + 2) = 0.8
    assert trust_in({"slots.lower_bound": (7, 8)}, {})("slots.budget", ()) == Decimal("0.800")


def test_rule_of_a_module_that_was_never_measured_may_be_right_or_wrong() -> None:
    assert trust_in({}, {})("slots.budget", ()) == Decimal("0.500")


def test_a_single_confirmation_never_lowers_a_rule() -> None:
    measured = {"slots.lower_bound": (19, 20)}
    unknown = trust_in(measured, {})("slots.budget", ())
    assert trust_in({**measured, "slots.budget": (1, 1)}, {})("slots.budget", ()) > unknown


def test_each_penalty_lowers_once() -> None:
    trust = trust_in({}, PENALTIES)
    assert trust("slots.budget", ("default_value", "repaired_wrap")) == Decimal("0.225")


def test_penalty_that_is_not_listed_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match="unheard_of"):
        trust_in({}, PENALTIES)("slots.budget", ("unheard_of",))


@pytest.fixture
def measured(lexicon: Lexicon) -> Lexicon:
    return replace(lexicon, precision={"units:元": (3, 4)}, penalties=PENALTIES)


def test_readings_of_facts_inside_facts_are_filled(measured: Lexicon) -> None:
    reading = Reading("unit", "units:元", ("default_value",))
    support = Support("amount", Decimal(5), "CNY", HERE, readings=(reading,))
    condition = Condition("trade_volume", ">=", Decimal(5), "CNY", "", HERE, readings=(reading,))
    measure = Measure("m1", None, "reward", (), None, (support,), (condition,), HERE, readings=(reading,))
    policy = Policy(evidence=(MetadataEvidence("area", "运城市", HERE, (reading,)),))

    found = with_confidence(Record("a.txt", policy, measures=(measure,), eligibility=(condition,)), measured)

    # p = 4/6; (3 + 2 × 4/6) / 6 × 0.9 = 0.65
    assert readings_of(to_plain(found)) == [0.65] * 5


def test_what_a_person_set_right_is_not_measured(measured: Lexicon) -> None:
    evidence = (MetadataEvidence("area", "运城市", HERE, (Reading("value", "correction:area-1"),)),)
    assert with_confidence(Record("a.txt", Policy(evidence=evidence)), measured).policy.evidence == evidence


def test_nothing_but_confidence_changes(lexicon: Lexicon, plain: dict[str, Any], records: dict[str, Record]) -> None:
    again = {slug: to_plain(with_confidence(record, lexicon)) for slug, record in records.items()}
    assert without_confidence(again) == without_confidence(plain)


def test_every_reading_of_the_documents_has_a_confidence(lexicon: Lexicon, records: dict[str, Record]) -> None:
    found = [value for record in records.values() for value in readings_of(to_plain(with_confidence(record, lexicon)))]
    assert found
    assert all(0 < value <= 1 for value in found)


def readings_of(value: Any) -> list[Any]:
    """The confidence of every reading of a record."""
    if isinstance(value, list):
        return [found for item in value for found in readings_of(item)]
    if isinstance(value, dict):
        own = [value["confidence"]] if "confidence" in value else []
        return own + [found for item in value.values() for found in readings_of(item)]
    return []


def without_confidence(value: Any) -> Any:
    if isinstance(value, list):
        return [without_confidence(item) for item in value]
    if isinstance(value, dict):
        return {key: without_confidence(item) for key, item in value.items() if key != "confidence"}
    return value
