"""A sentence read by itself: its numbers with their types, its facts with their rules, and what was left over."""

from __future__ import annotations

import pytest

from zhengtu.lexicon import load
from zhengtu.lexicon.trial import Trial, read_sentence
from zhengtu.model.lexicon import Lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


@pytest.fixture(scope="module")
def trial(lexicon: Lexicon) -> Trial:
    return read_sentence("对年出口额达到2000万元的企业，给予不超过7万元奖励，共惠及40箱。", lexicon)


def test_numbers_have_value_unit_comparator_and_role(trial: Trial) -> None:
    typed = [(n.text, n.value, n.unit, n.op, n.ceiling, n.role) for n in trial.numbers]
    assert typed == [
        ("2000万元", "20000000", "CNY", ">=", None, "condition"),
        ("7万元", "70000", "CNY", "<=", "不超过", "support"),
    ]


def test_facts_come_with_their_slots(trial: Trial) -> None:
    slots = {fact.kind: fact.slots for fact in trial.facts}
    assert {"role": "ceiling", "value": 70000, "unit": "CNY"}.items() <= slots["support"].items()
    assert {"metric": "trade_volume", "op": ">=", "value": 20000000}.items() <= slots["condition"].items()


def test_rows_that_fired_are_named(trial: Trial) -> None:
    fired = {"units:元", "ceilings:不超过", "comparators_before:达到", "metrics:trade_volume", "instruments:奖励"}
    assert fired <= set(trial.rules)


def test_number_that_nothing_placed_is_left_over(trial: Trial) -> None:
    assert [quantity.text for quantity in trial.left_over] == ["40"]
    assert [diagnostic.code for diagnostic in trial.diagnostics] == ["unplaced_quantity"]


def test_lack_of_title_and_numbering_is_no_finding(lexicon: Lexicon) -> None:
    assert read_sentence("鼓励企业开拓市场。", lexicon).diagnostics == ()


def test_json_holds_the_same(trial: Trial) -> None:
    plain = trial.to_plain()
    assert plain["rules"] == trial.rules
    assert plain["left_over"] == [{"text": "40", "unit": None}]
    assert [fact["kind"] for fact in plain["facts"]] == [fact.kind for fact in trial.facts]
