"""Every filled slot of a fact says by which rule or lexicon row it was read."""

from __future__ import annotations

import pytest

from zhengtu.extract.extraction import extract
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import Condition, Measure, Record, Requirement, Support
from zhengtu.model.source import Source

# The slots that a reading explains, by type of fact. What is not in here is a place or the words themselves.
EXPLAINED = {
    Support: ("value", "unit", "role", "bound", "of", "per", "period", "tier", "when", "duration_years", "payer"),
    Condition: ("metric", "op", "value", "unit", "period", "tier", "alt", "customs_modes"),
    Requirement: ("kind", "by"),
    Measure: ("instrument", "beneficiary", "frequency", "instalments"),
}
LADDER = (
    "一、奖励\n（一）对年进出口额达到1000万元、不低于5000万元以上的企业，分别给予10万元、20万元一次性奖励，单个企业每年最高20万元。\n"
    "（二）对经市商务局认定的培训机构，每培训1人按培训费的30%给予补贴，由市级财政承担。\n"
)


def facts(record: Record) -> list[Support | Condition | Requirement | Measure]:
    measures = [*record.measures, *record.qualitative_measures]
    inner = [fact for m in measures for fact in (*m.supports, *m.conditions, *m.requirements)]
    return [*measures, *inner, *record.eligibility]


def unexplained(record: Record) -> list[tuple[str, str]]:
    out = []
    for fact in facts(record):
        read = {reading.slot for reading in fact.readings}
        filled = {slot for slot in EXPLAINED[type(fact)] if getattr(fact, slot) not in (None, ())}
        out += [(type(fact).__name__, slot) for slot in filled ^ read]
    return out


SLUGS = ("jinan-2021", "lianyungang-2024", "qingzhou-2022", "yuncheng-2024", "zhengzhou-draft")


@pytest.mark.parametrize("slug", SLUGS)
def test_every_filled_slot_has_a_reading_and_no_other_has(slug: str, records: dict[str, Record]) -> None:
    assert unexplained(records[slug]) == []


def test_readings_name_the_row_that_fired(lexicon: Lexicon) -> None:
    record = extract(Source("a.txt", LADDER, ""), lexicon)
    first = record.measures[0].supports[0]
    rules = {reading.slot: reading.rule for reading in first.readings}
    assert rules["unit"] == "units:元"
    assert rules["role"].startswith("slots.")


def test_penalties_name_what_was_supplied(lexicon: Lexicon) -> None:
    text = "一、对年进出口额达到20亿、50亿以上的企业，分别给予10万元、20万元奖励。\n"
    record = extract(Source("a.txt", text, ""), lexicon)
    unit = next(r for r in record.measures[0].conditions[0].readings if r.slot == "unit")
    assert unit.penalties == ("inferred_unit",)
