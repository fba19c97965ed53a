"""Each facet: which facts of two records are the same, and which are not compared at all."""

from __future__ import annotations

import pytest

from zhengtu.evaluate.comparison import Comparison, compare
from zhengtu.evaluate.facets import FACETS
from zhengtu.evaluate.figures import Tally

from .records import Plain, condition, measure, record, support

BY_NAME = {facet.name: facet for facet in FACETS}
SAME = Tally(1, 1, 1)
DIFFERENT = Tally(0, 1, 1)


def compared(facet: str, gold: Plain, extracted: Plain) -> Comparison:
    return compare(BY_NAME[facet], gold, extracted)


def tally(facet: str, gold: Plain, extracted: Plain) -> Tally:
    return compared(facet, gold, extracted).tally


def granted(*supports: Plain, **changed: object) -> Plain:
    return record(measures=[measure(*supports, **changed)])


def on(*conditions: Plain) -> Plain:
    return record(measures=[measure(conditions=conditions)])


@pytest.mark.parametrize("facet", BY_NAME)
def test_records_that_say_nothing_have_no_figure(facet: str) -> None:
    assert tally(facet, record(), record()).value is None


def test_metadata_compares_title_without_issuer_and_status() -> None:
    full = {"title": "青州市人民政府关于加快发展的意见（试行）", "issuer": ["青州市人民政府"]}
    short = {"title": "关于加快发展的意见", "issuer": ["青州市人民政府"]}
    assert tally("metadata", record(policy=short), record(policy=full)) == Tally(2, 2, 2)


def test_metadata_with_another_date_is_missing_and_extra() -> None:
    found = compared(
        "metadata", record(policy={"valid_until": "2025-12-31"}), record(policy={"valid_until": "2025-12-30"})
    )
    assert (found.missing, found.extra) == ([("valid_until", "2025-12-31")], [("valid_until", "2025-12-30")])


def test_metadata_that_is_not_said_is_no_fact() -> None:
    assert tally("metadata", record(policy={"area": None, "basis": []}), record(policy={"area": "运城市"})) == Tally(
        0, 0, 1
    )


def test_provisions_may_be_bare_paths_in_gold() -> None:
    read = [{"path": [1], "text": "", "start": 0, "end": 0}, {"path": [2], "text": "", "start": 0, "end": 0}]
    assert tally("provisions", record(provisions=[[1], [1, 1]]), record(provisions=read)) == Tally(1, 2, 2)


def test_supports_of_another_role_are_other_facts() -> None:
    gold, read = granted(support(500000, "ceiling")), granted(support(500000, "amount"))
    assert tally("supports", gold, read) == DIFFERENT


def test_supports_said_twice_count_twice() -> None:
    assert tally("supports", granted(support(1), support(1)), granted(support(1.0))) == Tally(1, 2, 1)


def test_supports_of_another_provision_are_other_facts() -> None:
    assert tally("supports", granted(support(1)), granted(support(1), provision=None)) == DIFFERENT


@pytest.mark.parametrize(("gold", "read", "expected"), [("<=", "<", SAME), (">=", ">", DIFFERENT), (">=", ">=", SAME)])
def test_conditions_tell_strict_from_inclusive_above_but_not_below(gold: str, read: str, expected: Tally) -> None:
    assert tally("conditions", on(condition(15, gold)), on(condition(15, read))) == expected


def test_conditions_count_in_qualitative_measures_too() -> None:
    gold = record(qualitative_measures=[{"provision": [1], "conditions": [condition(3)]}])
    assert tally("conditions", gold, on(condition(3))) == SAME


@pytest.mark.parametrize("facet", ["conditions", "metrics", "alternatives"])
def test_thresholds_where_gold_has_no_measure_are_not_compared(facet: str) -> None:
    assert tally(facet, record(), on(condition(3, alt=1))) == Tally()


def test_metrics_compare_what_is_measured_and_over_which_period() -> None:
    gold = on(condition(3, metric="rank", period="year"), condition(4, metric="rank"))
    read = on(condition(3, metric="rank"), condition(4, metric="rank", period=None))
    assert tally("metrics", gold, read) == Tally(1, 2, 2)


def test_alternatives_are_the_groups_and_not_their_numbers() -> None:
    gold = on(condition(1, alt=1), condition(2, alt=2), condition(3, alt=2), condition(4))
    read = on(condition(3, alt=1), condition(2, alt=1), condition(1, alt=2), condition(4))
    assert tally("alternatives", gold, read) == Tally(2, 2, 2)


def test_alternatives_joined_are_neither_of_them() -> None:
    found = compared("alternatives", on(condition(1, alt=1), condition(2, alt=2)), on(condition(1), condition(2)))
    assert found.tally == Tally(0, 2, 0)


def test_tiers_compare_which_support_answers_to_which_threshold() -> None:
    steps = condition(10, tier=1), condition(20, tier=2)
    gold = granted(support(1, tier=1), support(2, tier=2), conditions=steps)
    swapped = granted(support(2, tier=1), support(1, tier=2), conditions=steps)
    assert (tally("tiers", gold, gold), tally("tiers", gold, swapped)) == (Tally(2, 2, 2), Tally(0, 2, 2))


def test_qualifiers_may_say_more_than_gold() -> None:
    assert tally("qualifiers", granted(support(1, when="境外")), granted(support(1, when="境外展位"))) == SAME


def test_qualifiers_that_say_something_else_are_wrong() -> None:
    assert tally("qualifiers", granted(support(1, when="境外")), granted(support(1, when="境内"))) == DIFFERENT


def test_qualifiers_of_supports_that_gold_leaves_unqualified_are_not_compared() -> None:
    assert tally("qualifiers", granted(support(1)), granted(support(1, when="境外"))) == Tally()


def test_each_qualifier_of_gold_is_met_once() -> None:
    gold = granted(support(1, when="境外展位"))
    read = granted(support(1, when="境外"), support(1, when="展位"))
    assert tally("qualifiers", gold, read) == Tally(1, 1, 2)


@pytest.mark.parametrize(
    "detail", [{"bound": "max"}, {"per": "m2"}, {"period": "year"}, {"duration_years": 3}, {"payer": "city"}]
)
def test_details_that_are_lost_are_missing(detail: dict[str, object]) -> None:
    gold = granted(support(0.1, "rate", "ratio", **detail))
    assert tally("details", gold, granted(support(0.1, "rate", "ratio"))) == Tally(0, 1, 0)


def test_details_take_bases_that_end_alike_for_one() -> None:
    gold, read = granted(support(0.1, of="实际物流费用")), granted(support(0.1, of="年度物流费用（不含税）"))
    assert tally("details", gold, read) == SAME


def test_details_said_twice_count_once() -> None:
    gold = granted(support(1, per="m2"), support(1, per="m2"))
    assert tally("details", gold, granted(support(1, per="m2"))) == SAME


def test_details_of_supports_that_gold_gives_none_are_not_compared() -> None:
    assert tally("details", granted(support(1)), granted(support(1, per="m2"), frequency="once")) == Tally()


def test_details_hold_how_often_a_measure_pays() -> None:
    gold, read = granted(support(1), frequency="once"), granted(support(1), frequency="yearly")
    assert compared("details", gold, read).missing == [((1,), (1,), "frequency", "once")]


def test_modes_compare_code_by_code() -> None:
    gold, read = record(mode_provisions=[[[4], ["9610", "9710"]]]), record(mode_provisions=[[[4], ["9610", "9810"]]])
    assert tally("modes", gold, read) == Tally(1, 2, 2)


def test_responsibilities_of_another_role_are_other_facts() -> None:
    lead = {"provision": None, "agency": "市商务局", "role": "lead"}
    gold = record(responsibilities=[lead, {**lead, "agency": "市财政局"}])
    read = record(
        responsibilities=[{**lead, "agency": " 市商务局"}, {**lead, "agency": "市财政局", "role": "responsible"}]
    )
    assert tally("responsibilities", gold, read) == Tally(1, 2, 2)


def test_funding_counts_each_share_in_each_area() -> None:
    shares = [{"payer": "city", "share": 0.5}, {"payer": "county", "share": 0.5}]
    rule = {"scope": [[4], [3]], "areas": ["盐湖区", "运城开发区"], "shares": shares}
    read = {**rule, "scope": [[3], [4]], "areas": ["盐湖区"]}
    assert tally("funding", record(funding=[rule]), record(funding=[read])) == Tally(2, 4, 2)


def test_funding_with_another_exception_is_another_fact() -> None:
    rule = {"scope": "others", "areas": None, "shares": [{"payer": "city", "share": 1}]}
    gold, read = record(funding=[{**rule, "except_areas": ["盐湖区"]}]), record(funding=[{**rule, "except_areas": []}])
    assert tally("funding", gold, read) == DIFFERENT


def test_targets_compare_value_comparator_and_year() -> None:
    target = {"provision": [2], "by": "2027", "value": 400, "op": ">=", "unit": "enterprise"}
    gold, read = record(targets=[target, {**target, "value": 5}]), record(targets=[target, {**target, "by": None}])
    assert tally("targets", gold, read) == Tally(1, 2, 2)


def test_rules_compare_kinds() -> None:
    gold = record(rules=[{"provision": [9], "kind": "no_duplication"}])
    assert tally("rules", gold, record(rules=[{"provision": [9], "kind": "highest_applies"}])) == DIFFERENT


def test_slots_are_counted_apart() -> None:
    gold, read = granted(support(1, "ceiling"), support(2)), granted(support(1, "amount"), support(2))
    assert compared("supports", gold, read).slots() == {
        "supports: ceiling": Tally(0, 1, 0),
        "supports: amount": Tally(1, 1, 2),
    }
