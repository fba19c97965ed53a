"""Facts that are added: where they come to stand, and what is left out as it is read by now."""

from __future__ import annotations

from decimal import Decimal

from zhengtu.model.correction import SlotChange
from zhengtu.model.record import FundingShare, Reading, Support

from .conftest import Curate
from .record import RECORD, codes, says


def test_missing_measure_is_added_with_its_parts(curate: Curate) -> None:
    record = curate(
        "id: more, add: {fact: {kind: measure, provision: （一）, quote: 本市另有300万元。},"
        " values: {instrument: subsidy, beneficiary: [enterprise], frequency: once,"
        " supports: [{role: amount, value: 3000000, unit: CNY, quote: 300万元}]}}"
    )

    measure = record.measures[2]
    assert (measure.id, measure.provision, measure.frequency) == ("m2", (2, 1), "once")
    assert measure.evidence == says("本市另有300万元。")
    assert measure.supports == (
        Support(
            "amount",
            Decimal(3000000),
            "CNY",
            says("300万元"),
            readings=tuple(Reading(slot, "correction:more", (), Decimal(1)) for slot in ("role", "value", "unit")),
        ),
    )
    assert record.quantities[0].role == "support"
    assert record.diagnostics == ()
    assert SlotChange("supports", None, ("300万元",)) in record.corrections[0].changes


def test_second_grant_of_a_sentence_gets_a_letter(curate: Curate) -> None:
    record = curate(
        "add: {fact: {kind: measure, provision: （一）, quote: 对企业给予20万元补助。}, values: {instrument: subsidy,"
        " beneficiary: [enterprise], supports: [{role: amount, value: 200000, unit: CNY, quote: 20万元}]}}"
    )
    assert [(m.provision, m.id) for m in record.measures] == [((1,), "m1"), ((2, 1), "m1"), ((2, 1), "m1b")]


def test_measure_without_a_figure_is_a_promise(curate: Curate) -> None:
    record = curate(
        "add: {fact: {kind: measure, provision: （二）, quote: 资金由市财政承担。},"
        " values: {instrument: other, beneficiary: [enterprise]}}"
    )
    assert [measure.provision for measure in record.qualitative_measures] == [(2, 2)]


def test_part_goes_to_the_measure_whose_words_hold_it(curate: Curate) -> None:
    record = curate(
        "add: {fact: {kind: condition, provision: 第一条, quote: 企业},"
        " values: {metric: other, op: '>=', value: 1, unit: enterprise}}"
    )
    assert [c.metric for c in record.measures[0].conditions] == ["trade_volume", "other"]
    assert record.measures[0].conditions[1].text == "企业"


def test_added_support_is_numbered_as_the_text_has_it(curate: Curate) -> None:
    record = curate(
        "add: {fact: {kind: support, provision: 第一条, measure: m1, quote: 1亿元},"
        " values: {role: amount, value: 1, unit: CNY}}"
    )
    assert [support.value for support in record.measures[0].supports] == [1, 500000, 1000000]


def test_other_kinds_are_added_to_their_lists(curate: Curate) -> None:
    record = curate(
        "add: {fact: {kind: funding, provision: （二）, quote: 资金由市财政承担。},"
        " values: {scope: [第一条, （一）], areas: [明州区], shares: [{payer: city, share: 0.5, bound: max}]}}",
        "add: {fact: {kind: responsibility, provision: （二）, quote: 市财政},"
        " values: {agency: 市财政局, role: responsible}}",
        "add: {fact: {kind: eligibility_requirement, quote: 同一事项}, values: {kind: first_time}}",
    )
    (funding,) = record.funding
    assert (funding.scope, funding.areas, funding.area_codes) == (((1,), (2, 1)), ("明州区",), (None,))
    assert funding.shares == (FundingShare("city", Decimal("0.5"), "max"),)
    assert record.responsibilities[1].sentence.quote == "资金由市财政承担。"
    assert [requirement.provision for requirement in record.eligibility] == [None]


def test_added_fact_that_is_read_by_now_is_left_out(curate: Curate) -> None:
    record = curate("add: {fact: {kind: rule, provision: （二）, quote: 不重复享受}, values: {kind: no_duplication}}")
    assert (record.rules, codes(record)) == (RECORD.rules, [("correction_no_longer_needed", "info")])


def test_added_fact_takes_the_place_of_what_is_read_from_its_words_by_now(curate: Curate) -> None:
    record = curate(
        "add: {fact: {kind: measure, provision: （一）, quote: 对园区给予20万元补助；}, values: {instrument: subsidy,"
        " beneficiary: [park_operator], supports: [{role: ceiling, value: 200000, unit: CNY, quote: 20万元}]}}"
    )
    assert [(m.id, [s.role for s in m.supports]) for m in record.measures] == [
        ("m1", ["amount", "ceiling"]),
        ("m1", ["ceiling"]),
    ]
    assert codes(record) == [("stale_correction", "warning")]
