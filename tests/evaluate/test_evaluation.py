"""Documents together: figures are over all facts, not means of documents, and what gold skips is left out."""

from __future__ import annotations

from zhengtu.evaluate.evaluation import Evaluation, Miss, compare_records
from zhengtu.evaluate.figures import Tally

from .records import gold, measure, record, support

RULE = {"provision": [1], "kind": "exclusive"}
OTHER = {"provision": [1], "kind": "stackable"}


def test_figures_are_over_all_facts_of_all_documents() -> None:
    good = compare_records(gold(rules=[RULE] * 3), record(rules=[RULE] * 3), "")
    bad = compare_records(gold(slug="b", rules=[RULE]), record(), "")

    both = Evaluation((good, bad))

    assert (good.figures["rules"].value, bad.figures["rules"].value) == (1.0, 0.0)
    assert both.figures["rules"] == both.facts == both.slots["rules: exclusive"] == Tally(3, 4, 3)


def test_mean_is_that_of_the_figures_that_say_something() -> None:
    found = compare_records(gold(rules=[RULE], provisions=[[1]]), record(rules=[RULE]), "")
    assert (Evaluation((found,)).values, Evaluation((found,)).mean) == ({"provisions": 0.0, "rules": 1.0}, 0.5)


def test_facet_that_gold_skips_has_no_figure_and_no_misses() -> None:
    found = compare_records(gold(skip=("rules",), rules=[]), record(rules=[RULE]), "")
    assert ("rules" in Evaluation((found,)).figures, found.misses, found.facts) == (False, (), Tally())


def test_facet_that_one_document_skips_counts_in_the_others() -> None:
    skipping = compare_records(gold(skip=("rules",)), record(rules=[RULE]), "")
    other = compare_records(gold(slug="b", rules=[RULE]), record(rules=[RULE]), "")
    assert Evaluation((skipping, other)).figures["rules"] == Tally(1, 1, 1)


def test_misses_name_facts_and_measures_of_both_sides() -> None:
    expected = gold(rules=[RULE], measures=[measure(instrument="rent_relief")])
    found = compare_records(expected, record(rules=[OTHER]), "")
    assert found.misses == (
        Miss("rules", "missing", ((1,), "exclusive")),
        Miss("rules", "extra", ((1,), "stackable")),
        Miss("measures", "missing", ((1,), "给予企业一次性奖励。")),
    )


def test_polarity_errors_are_counted_by_document() -> None:
    turned = compare_records(
        gold(slug="turned", measures=[measure(support(5, "ceiling"))]), record(measures=[measure(support(5))]), ""
    )
    kept = compare_records(gold(measures=[measure(support(5))]), record(measures=[measure(support(5))]), "")
    assert [slug for slug, _ in Evaluation((kept, turned)).polarity] == ["turned"]


def test_slots_stand_in_the_order_of_the_facets() -> None:
    found = compare_records(
        gold(policy={"area": "运城市"}, rules=[RULE], measures=[measure(support(5, "rate"), support(5))]), record(), ""
    )
    assert list(Evaluation((found,)).slots) == [
        "metadata: area",
        "supports: amount",
        "supports: rate",
        "rules: exclusive",
    ]
