"""Precision by rule: what is counted, and the table that it is kept in."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengtu.errors import InputError
from zhengtu.evaluate.judgement import Verdict
from zhengtu.evaluate.precision import count, to_yaml
from zhengtu.lexicon.precision import TABLE, MeasuredSet, add, read_sets
from zhengtu.lexicon.tables import read_tables


def verdict(rule: str, confirmed: bool) -> Verdict:
    return Verdict("support.value", rule, (), confirmed)


def test_readings_are_counted_by_rule_over_all_slots() -> None:
    verdicts = [verdict("b", True), verdict("a", False), verdict("a", True), Verdict("target.op", "a", (), True)]
    assert list(count(verdicts).items()) == [("a", (2, 3)), ("b", (1, 1))]


def test_counts_add_up_over_sets() -> None:
    assert add({"a": (1, 2)}, {}, {"a": (3, 3), "b": (0, 1)}) == {"a": (4, 5), "b": (0, 1)}


def test_table_reads_back_what_was_written(tmp_path: Path) -> None:
    sets = {
        "tests/gold": MeasuredSet(2, {"units:元": (3, 4), 'scopes:"境外: 站"#1': (0, 1)}),
        "empty": MeasuredSet(0, {}),
    }
    path = tmp_path / "precision.yaml"
    path.write_text(to_yaml(sets), encoding="utf-8")
    assert read_sets(path) == sets


def test_table_is_the_same_bytes_in_whatever_order_it_was_counted() -> None:
    one, other = MeasuredSet(1, {"b": (1, 1), "a": (1, 2)}), MeasuredSet(1, {"a": (1, 2), "b": (1, 1)})
    assert to_yaml({"y": one, "x": one}) == to_yaml({"x": other, "y": other})


def test_shipped_table_is_as_it_is_written() -> None:
    assert to_yaml(read_sets()) == TABLE.read_text("utf-8")


def test_lexicon_holds_the_sum_of_all_sets() -> None:
    total = add(*(one.rules for one in read_sets().values()))
    assert read_tables().rows["precision"] == {rule: list(counts) for rule, counts in total.items()}


@pytest.mark.parametrize(
    "written", ["", "sets: 3", "sets: {a: {rules: {}}}", "sets: {a: {documents: 1, rules: {b: [1]}}}"]
)
def test_table_of_another_shape_is_refused_by_name(written: str, tmp_path: Path) -> None:
    path = tmp_path / "precision.yaml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(InputError, match=r"precision\.yaml: a set holds documents, a number, and rules"):
        read_sets(path)
