"""Quotes read back at their offsets and inside their provision; numbers are listed and placed."""

from __future__ import annotations

from typing import Any

from zhengtu.evaluate.grounding import ground

from .records import measure, record, support

TEXT = "一、给予50万元。二、给予６０万元。"
PROVISIONS = [
    {"path": [1], "text": "一、给予50万元。", "start": 0, "end": 9},
    {"path": [2], "text": "二、给予６０万元。", "start": 9, "end": 18},
]


def quoted(start: int, end: int, quote: str, provision: list[int] | None) -> dict[str, Any]:
    return measure(support(1), provision=provision, evidence={"start": start, "end": end, "quote": quote})


def figure(name: str, text: str = TEXT, **facts: Any) -> float | None:
    return ground(record(**facts), text)[name].value


def test_evidence_that_reads_back_inside_its_provision_is_good() -> None:
    found = quoted(2, 8, "给予50万元", [1])
    assert figure("evidence_verbatim", provisions=PROVISIONS, measures=[found]) == 1.0


def test_evidence_with_other_words_is_not() -> None:
    found = quoted(2, 8, "给予60万元", [1])
    assert figure("evidence_verbatim", provisions=PROVISIONS, measures=[found]) == 3 / 4


def test_evidence_outside_its_provision_is_not() -> None:
    found = quoted(2, 8, "给予50万元", [2])
    assert figure("evidence_verbatim", provisions=PROVISIONS, measures=[found]) == 3 / 4


def test_evidence_inside_a_child_of_its_provision_is_good() -> None:
    child = [{**PROVISIONS[0], "path": [3]}, {**PROVISIONS[1], "path": [3, 1]}]
    assert figure("evidence_verbatim", provisions=child, measures=[quoted(11, 17, "给予６０万元", [3])]) == 1.0


def test_numbers_are_covered_where_listed_and_placed_where_they_have_a_role() -> None:
    quantities = [
        {"start": 4, "end": 8, "text": "50万元", "role": "unassigned"},
        {"start": 13, "end": 17, "text": "６０万元", "role": "support"},
    ]
    assert figure("number_coverage", quantities=quantities) == 1.0
    assert figure("number_coverage", quantities=quantities[:1]) == 0.5
    assert figure("number_placed", quantities=quantities) == 0.5


def test_text_without_a_number_asks_for_nothing() -> None:
    assert {share.value for share in ground(record(), "鼓励发展。").values()} == {None}
