"""Facts that are removed: what becomes of their numbers and of the measure that held them."""

from __future__ import annotations

from dataclasses import replace

from zhengtu.model.correction import SlotChange

from .conftest import Curate
from .record import RECORD, codes, says


def test_wrong_measure_is_removed_and_its_numbers_belong_to_nothing(curate: Curate) -> None:
    placed = replace(
        RECORD,
        quantities=(replace(RECORD.quantities[0], start=says("20万元").start, end=says("20万元").end, role="support"),),
    )
    record = curate(
        "remove: {fact: {kind: measure, provision: （一）, measure: m1}, was: {instrument: subsidy}}", record=placed
    )
    assert [measure.provision for measure in record.measures] == [(1,)]
    assert record.quantities[0].role == "noise"
    assert SlotChange("supports", ("20万元",), None) in record.corrections[0].changes
    assert codes(record) == []


def test_measure_that_loses_its_last_figure_is_a_promise(curate: Curate) -> None:
    record = curate("remove: {fact: {kind: support, provision: （一）, quote: 给予20万元补助；}}")
    assert [measure.provision for measure in record.qualitative_measures] == [(2, 1)]


def test_removing_what_is_not_read_any_more_is_reported(curate: Curate) -> None:
    record = curate("remove: {fact: {kind: definition, provision: （二）, quote: 同一事项}}")
    assert (record.corrections, codes(record)) == ((), [("correction_no_longer_needed", "info")])


def test_removing_something_else_than_was_is_stale(curate: Curate) -> None:
    record = curate("remove: {fact: {kind: rule, provision: （二）, quote: 不重复享受}, was: {kind: exclusive}}")
    assert (record.rules, codes(record)) == ((), [("stale_correction", "warning")])
