"""Facts that are changed: how a correction points at them, what becomes of their slots, and what is stale."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zhengtu.model.correction import SlotChange
from zhengtu.model.record import Reading

from .conftest import Curate
from .record import codes, says


def test_set_gives_slots_other_values_and_says_who_read_them(curate: Curate) -> None:
    record = curate(
        "id: cap, set: {fact: {kind: support, provision: 第一条, quote: 50万元},"
        " values: {role: ceiling, period: year}, was: {role: amount}}"
    )

    support = record.measures[0].supports[0]
    assert (support.role, support.period, support.value) == ("ceiling", "year", Decimal(500000))
    assert support.readings == (
        Reading("role", "correction:cap", (), Decimal(1)),
        Reading("period", "correction:cap", (), Decimal(1)),
    )
    (correction,) = record.corrections
    assert (correction.id, correction.by, correction.on, correction.why) == (
        "cap",
        "李华",
        date(2026, 3, 2),
        "对照原文",
    )
    assert (correction.kind, correction.provision, correction.measure) == ("support", (1,), "m1")
    assert correction.changes == (SlotChange("role", "amount", "ceiling"), SlotChange("period", None, "year"))
    assert codes(record) == []


def test_readings_of_other_slots_stay(curate: Curate) -> None:
    record = curate("id: c, set: {fact: {kind: support, provision: 第一条, quote: 50万元}, values: {per: store}}")
    assert [reading.rule for reading in record.measures[0].supports[0].readings] == [
        "slots.giving_behind",
        "correction:c",
    ]


def test_null_empties_a_slot(curate: Curate) -> None:
    record = curate(
        "set: {fact: {kind: requirement, provision: （一）, quote: 园区}, values: {by: 市商务局}}",
        "set: {fact: {kind: requirement, provision: （一）, quote: 园区}, values: {by: null}}",
    )
    assert record.measures[1].requirements[0].by is None


@pytest.mark.parametrize("named", ["第二条（二）", "（二）", "第二条(二)", "[2, 2]", "2/2"])
def test_provision_is_named_by_labels_or_path(curate: Curate, named: str) -> None:
    record = curate(
        f"set: {{fact: {{kind: responsibility, provision: {named}, quote: 市商务局}}, values: {{role: responsible}}}}"
    )
    assert record.responsibilities[0].role == "responsible"


def test_quote_may_be_longer_than_the_evidence_and_run_over_lines(curate: Curate) -> None:
    record = curate(
        "set: {fact: {kind: support, provision: 第一条, role: amount, quote: 给予50万元奖励}, values: {bound: max}}"
    )
    assert record.measures[0].supports[0].bound == "max"


def test_measure_id_and_role_point_at_a_part(curate: Curate) -> None:
    record = curate("set: {fact: {kind: support, provision: 第一条, measure: m1, role: ceiling}, values: {per: store}}")
    assert [support.per for support in record.measures[0].supports] == [None, "store"]


def test_a_role_that_is_right_by_now_still_points_at_its_support(curate: Curate) -> None:
    record = curate(
        "set: {fact: {kind: support, provision: （一）, measure: m1, role: rate},"
        " values: {role: amount}, was: {role: rate}}"
    )
    assert codes(record) == [("correction_no_longer_needed", "info")]
    assert record.corrections == ()


def test_stale_correction_is_applied_and_reported(curate: Curate) -> None:
    record = curate(
        "set: {fact: {kind: support, provision: 第一条, quote: 50万元}, values: {value: 600000}, was: {value: 5000000}}"
    )
    assert record.measures[0].supports[0].value == Decimal(600000)
    assert codes(record) == [("stale_correction", "warning")]
    found = record.diagnostics[-1]
    assert (found.start, found.end) == (says("50万元").start, says("50万元").end)
    assert "value 5000000" in found.message_en
    assert "value 500000" in found.message_zh


def test_customs_modes_and_years_may_be_written_without_quotation_marks(curate: Curate) -> None:
    record = curate(
        "set: {fact: {kind: measure, provision: 第一条, measure: m1}, values: {customs_modes: [0110, 9710]}}",
        "add: {fact: {kind: target, quote: 300万元}, values: {by: 2027, value: 3000000, unit: CNY, op: '>='}}",
    )
    assert record.measures[0].customs_modes == ("0110", "9710")
    assert record.targets[0].by == "2027"


def test_corrections_follow_each_other(curate: Curate) -> None:
    record = curate(
        "add: {fact: {kind: support, provision: （一）, measure: m1, quote: 300万元},"
        " values: {role: ceiling, value: 3, unit: CNY}}",
        "set: {fact: {kind: support, provision: （一）, quote: 300万元}, values: {value: 3000000}}",
    )
    assert [support.value for support in record.measures[1].supports] == [Decimal(200000), Decimal(3000000)]
    assert len(record.corrections) == 2
