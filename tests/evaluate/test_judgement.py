"""What gold confirms of an extracted fact, slot by slot, and where gold says nothing either way."""

from __future__ import annotations

from typing import Any

import pytest

from zhengtu.evaluate.judgement import Verdict, judge

from .records import Plain, condition, gold, measure, read, reads, record, support

ELSEWHERE = {"start": 50, "end": 60, "quote": "给予企业一次性奖励。"}


def judged(expected: Plain, extracted: Plain, skip: tuple[str, ...] = ()) -> dict[str, bool]:
    """Slot → whether gold confirms it; what gold does not speak to is left out."""
    return {one.slot: one.confirmed for one in judge(gold(skip, **expected), record(**extracted))}


def of_support(expected: Plain, extracted: Plain, skip: tuple[str, ...] = ()) -> dict[str, bool]:
    return judged({"measures": [measure(expected)]}, {"measures": [measure(extracted)]}, skip)


def of_condition(expected: Plain, extracted: Plain) -> dict[str, bool]:
    return judged(
        {"measures": [measure(conditions=(expected,), instrument="rent_relief")]},
        {"measures": [measure(conditions=(extracted,), instrument="rent_relief")]},
    )


def test_verdict_names_rule_and_penalties() -> None:
    extracted = measure(support(5, readings=[read("value", "quantities.digits", "repaired_wrap")]))
    (verdict,) = judge(gold(measures=[measure(support(5))]), record(measures=[extracted]))
    assert verdict == Verdict("support.value", "quantities.digits", ("repaired_wrap",), True)


def test_slot_without_a_reading_is_not_judged() -> None:
    assert of_support(support(5), support(5)) == {}


def test_support_of_gold_is_confirmed_slot_by_slot() -> None:
    extracted = support(5, "ceiling", per="event", **reads("value", "role", "unit", "per"))
    assert of_support(support(5, per="event"), extracted) == {
        "support.value": True,
        "support.role": False,
        "support.unit": True,
        "support.per": True,
    }


def test_support_that_gold_does_not_hold_is_wrong_in_value_and_role_and_no_more() -> None:
    assert of_support(support(5), support(7, per="event", **reads("value", "role", "unit", "per"))) == {
        "support.value": False,
        "support.role": False,
    }


def test_supports_of_like_value_are_told_by_what_else_they_say() -> None:
    expected = measure(support(5, "rate", "ratio", when="境内"), support(5, "rate", "ratio", when="境外"))
    extracted = measure(support(5, "rate", "ratio", when="境外展位", **reads("when")))
    assert judged({"measures": [expected]}, {"measures": [extracted]}) == {"support.when": True}


def test_support_of_a_measure_that_was_split_is_found_in_its_provision() -> None:
    expected = measure(support(5), support(7))
    split = [measure(support(5)), measure(support(7, **reads("value", "role")), evidence=ELSEWHERE)]
    assert judged({"measures": [expected]}, {"measures": split}) == {"support.value": True, "support.role": True}


def test_slot_that_gold_leaves_empty_is_wrong_where_the_document_has_it_elsewhere() -> None:
    expected = [measure(support(5)), measure(support(7, per="event"), evidence=ELSEWHERE)]
    extracted = measure(support(5, per="event", **reads("per")))
    assert judged({"measures": expected}, {"measures": [extracted]}) == {"support.per": False}


def test_slot_that_gold_never_fills_in_a_document_counts_neither_way() -> None:
    assert of_support(support(5), support(5, per="event", **reads("per"))) == {}


def test_words_that_gold_saw_no_need_for_count_neither_way() -> None:
    expected = [measure(support(5)), measure(support(7, when="境外"), evidence=ELSEWHERE)]
    extracted = measure(support(5, when="境内", **reads("when")))
    assert judged({"measures": expected}, {"measures": [extracted]}) == {}


def test_invented_bound_is_wrong_even_where_gold_never_fills_one() -> None:
    extracted = support(0.5, "rate", "ratio", bound="max", **reads("bound"))
    assert of_support(support(0.5, "rate", "ratio"), extracted) == {"support.bound": False}


def test_scope_that_gold_keeps_as_printed_counts_neither_way() -> None:
    expected = measure(support(5, per_text="每件"), support(7, per="event"))
    extracted = measure(support(5, per="item", **reads("per")))
    assert judged({"measures": [expected]}, {"measures": [extracted]}) == {}


@pytest.mark.parametrize(("facet", "slot"), [("supports", "value"), ("details", "per"), ("qualifiers", "when")])
def test_slots_of_a_facet_that_gold_skips_count_neither_way(facet: str, slot: str) -> None:
    expected = support(5, per="event", when="境外")
    found = of_support(expected, {**expected, **reads("value", "per", "when")}, (facet,))
    assert {"support.value", "support.per", "support.when"} - found.keys() == {f"support.{slot}"}


@pytest.mark.parametrize(("op", "confirmed"), [(">=", True), (">", False), ("<=", False)])
def test_comparator_is_confirmed_as_conditions_are_compared(op: str, confirmed: bool) -> None:
    assert of_condition(condition(15, ">="), condition(15, op, **reads("op"))) == {"condition.op": confirmed}


def test_strict_and_inclusive_upper_bounds_are_one() -> None:
    assert of_condition(condition(15, "<="), condition(15, "<", **reads("op"))) == {"condition.op": True}


def test_threshold_that_gold_does_not_hold_is_wrong_in_value_and_comparator() -> None:
    found = of_condition(condition(15), condition(16, **reads("value", "op", "metric", "period")))
    assert found == {"condition.value": False, "condition.op": False}


def test_group_of_alternatives_is_confirmed_by_its_members() -> None:
    expected = measure(support(1), conditions=(condition(1, alt=1), condition(2, alt=2), condition(3, alt=2)))
    extracted = measure(
        support(1),
        conditions=(condition(1, alt=2, **reads("alt")), condition(2, alt=1), condition(3, alt=3, **reads("alt"))),
    )
    verdicts = judge(gold(measures=[expected]), record(measures=[extracted]))
    assert [one.confirmed for one in verdicts] == [True, False]


def test_rung_of_a_ladder_is_confirmed_by_its_threshold() -> None:
    steps = (condition(10, tier=1), condition(20, tier=2))
    expected = measure(support(1, tier=1), support(2, tier=2), conditions=steps)
    swapped = (condition(10, tier=2), condition(20, tier=1))
    renumbered = measure(support(1, tier=2, **reads("tier")), support(2, tier=1), conditions=swapped)
    assert judged({"measures": [expected]}, {"measures": [renumbered]}) == {"support.tier": True}


def test_thresholds_where_gold_has_no_measure_are_not_judged() -> None:
    extracted = {"qualitative_measures": [measure(conditions=(condition(3, **reads("value")),), provision=[4])]}
    assert judged({"measures": [measure(support(1))]}, extracted) == {}


def test_instrument_may_be_any_that_gold_allows() -> None:
    expected = measure(support(1), instrument="reward", instrument_also=["subsidy"])
    extracted = measure(support(1), instrument="subsidy", **reads("instrument"))
    assert judged({"measures": [expected]}, {"measures": [extracted]}) == {"measure.instrument": True}


@pytest.mark.parametrize(
    ("types", "confirmed"), [(["enterprise"], True), (["enterprise", "carrier"], False), (["carrier"], False)]
)
def test_recipients_must_all_be_named_by_gold(types: list[str], confirmed: bool) -> None:
    expected = measure(support(1), beneficiary=["enterprise", "park_operator"])
    extracted = measure(support(1), beneficiary=types, **reads("beneficiary"))
    assert judged({"measures": [expected]}, {"measures": [extracted]}) == {"measure.beneficiary": confirmed}


def test_measure_that_gold_does_not_hold_has_a_wrong_instrument_and_wrong_sums() -> None:
    extra = measure(support(1, **reads("value")), evidence=ELSEWHERE, **reads("instrument", "beneficiary"))
    assert judged({"measures": [measure(support(3))]}, {"measures": [extra]}) == {
        "measure.instrument": False,
        "support.value": False,
    }


def test_measure_in_the_words_of_gold_is_judged_whatever_provision_it_was_put_under() -> None:
    extracted = measure(support(5, **reads("value")), provision=[7, 2], **reads("instrument"))
    assert judged({"measures": [measure(support(5))]}, {"measures": [extracted]}) == {
        "measure.instrument": True,
        "support.value": True,
    }


def test_requirements_are_judged_in_measures_for_which_gold_lists_some() -> None:
    listed = measure(support(1), requirements=[{"kind": "filed", "by": "潍坊海关", "text": "备案"}])
    silent = measure(support(2), provision=[2], evidence=ELSEWHERE)
    said: dict[str, Any] = {"kind": "filed", "by": "海关", "text": "备案", **reads("kind", "by")}
    extracted = [
        measure(support(1), requirements=[said]),
        measure(support(2), requirements=[said], provision=[2], evidence=ELSEWHERE),
    ]
    assert judged({"measures": [listed, silent]}, {"measures": extracted}) == {
        "requirement.kind": True,
        "requirement.by": False,
    }


def test_eligibility_is_judged_at_places_that_gold_lists_by_provision() -> None:
    expected = [{"provision": [2], "conditions": [condition(3)], "requirements": []}]
    extracted = [
        condition(3, provision=[2], **reads("value", "metric")),
        condition(9, provision=[5], **reads("value")),
    ]
    assert judged({"eligibility": expected}, {"eligibility": extracted}) == {
        "eligible condition.value": True,
        "eligible condition.metric": True,
    }


def test_agency_in_another_role_is_confirmed_and_its_role_is_not() -> None:
    lead = {"provision": [3], "agency": "市商务局", "role": "lead"}
    extracted = {**lead, "agency": "市 商务局", "role": "responsible", **reads("agency", "role")}
    assert judged({"responsibilities": [lead]}, {"responsibilities": [extracted]}) == {
        "responsibility.agency": True,
        "responsibility.role": False,
    }


def test_agency_that_gold_does_not_name_in_a_provision_is_wrong() -> None:
    lead = {"provision": [3], "agency": "市商务局", "role": "lead"}
    extracted = {**lead, "provision": [4], **reads("agency", "role")}
    assert judged({"responsibilities": [lead]}, {"responsibilities": [extracted]}) == {"responsibility.agency": False}


def test_funding_is_confirmed_in_shares_scope_and_areas_whatever_their_order() -> None:
    shares = [{"payer": "city", "share": 0.2}, {"payer": "county", "share": 0.8}]
    rule = {"scope": [[3], [4]], "areas": ["盐湖区"], "shares": shares}
    extracted = {"scope": [[4], [3]], "areas": ["永济市"], "shares": shares[::-1], **reads("scope", "areas", "shares")}
    assert judged({"funding": [rule]}, {"funding": [extracted]}) == {
        "funding.scope": True,
        "funding.areas": False,
        "funding.shares": True,
    }


def test_target_of_another_year_is_wrong_in_its_year_only() -> None:
    target = {"provision": [2], "by": "2027", "value": 400, "op": ">=", "unit": "enterprise"}
    extracted = {**target, "by": "2025", **reads("value", "unit", "op", "by")}
    assert judged({"targets": [target]}, {"targets": [extracted]}) == {
        "target.value": True,
        "target.unit": True,
        "target.op": True,
        "target.by": False,
    }


def test_rule_of_another_kind_is_wrong() -> None:
    expected, extracted = {"provision": [9], "kind": "no_duplication"}, {"provision": [9], "kind": "highest_applies"}
    assert judged({"rules": [expected]}, {"rules": [{**extracted, **reads("kind")}]}) == {"rule.kind": False}


def test_mode_named_twice_is_confirmed_twice() -> None:
    mention = {"provision": [4], "code": "9610", **reads("code")}
    verdicts = judge(gold(mode_provisions=[[[4], ["9610"]]]), record(mode_mentions=[mention, mention]))
    assert [one.confirmed for one in verdicts] == [True, True]


def test_metadata_is_confirmed_value_by_value() -> None:
    policy = {"title": "运城市关于支持企业的措施（试行）", "issuer": ["运城市"], "issued_on": "2024-04-10"}
    evidence = [
        {"field": "title", "value": "关于支持企业的措施", **reads("value")},
        {"field": "issued_on", "value": "2024-04-11", **reads("value")},
        {"field": "cites", "value": "国函〔2022〕1号", **reads("value")},
    ]
    verdicts = judge(gold(policy=policy), record(policy={"issuer": ["运城市"], "evidence": evidence}))
    assert [one.confirmed for one in verdicts] == [True, False]


@pytest.mark.parametrize("key", [{}, {"definitions": []}])
def test_definitions_are_judged_where_gold_lists_definitions(key: Plain) -> None:
    extracted = {"provision": [2], "term": "平台", "meaning": "交易平台", **reads("term")}
    found = judged(key, {"definitions": [extracted]})
    assert found == dict.fromkeys(["definition.term"] * len(key), False)
