"""What corrections.yaml may say, what it does to a record, and what is said where it cannot be used.

The record is written by hand over a made-up text: what the extractor would read of it does not matter here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from zhengtu.build.corrections import CorrectionsFile
from zhengtu.build.curation import Curator
from zhengtu.config import resource_dir
from zhengtu.errors import InvalidCorrections
from zhengtu.graph.dataset import code_labels
from zhengtu.lexicon.load import load
from zhengtu.model.correction import SlotChange
from zhengtu.model.record import (
    Condition,
    Diagnostic,
    Evidence,
    FundingShare,
    Measure,
    MetadataEvidence,
    Policy,
    Provision,
    Quantity,
    Reading,
    Record,
    Requirement,
    Responsibility,
    Rule,
    Support,
    Work,
)
from zhengtu.model.source import Source

TEXT = """明州市支持海外仓建设的若干措施
第一条　对年进出口额超过1亿元的企业，给予50万元
奖励，最高100万元。
第二条　其他
（一）对园区给予20万元补助；对企业给予20万元补助。本市另有300万元。
（二）由市商务局牵头，同一事项不重复享受。资金由市财政承担。
"""
SOURCE = Source("source.txt", TEXT, hashlib.sha256(TEXT.encode()).hexdigest())
FILE = "policies/mingzhou-2026/corrections.yaml"
HEAD = f"source_sha256: {SOURCE.sha256}\ncorrections:\n"
REFUSED = yaml.safe_load(Path(__file__).with_name("refused_corrections.yaml").read_text("utf-8"))
Curate = Callable[..., Record]


def says(words: str, nth: int = 0) -> Evidence:
    """A place of the text, by its words."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Evidence(start, start + len(words), words)


def provision(path: tuple[int, ...], kind: str, label: str, first: str, last: str) -> Provision:
    start, end = says(first).start, says(last).end
    return Provision(path, kind, label, None, TEXT[start:end], start, end)


GRANT = Evidence(says("对年").start, says("最高100万元。").end, TEXT[says("对年").start : says("最高100万元。").end])
AMOUNT = Support("amount", Decimal(500000), "CNY", says("50万元"), readings=(Reading("role", "slots.giving_behind"),))
RECORD = Record(
    source="source.txt",
    policy=Policy(
        title="明州市支持海外仓建设的若干措施",
        issuer=("明州市",),
        evidence=(MetadataEvidence("title", "明州市支持海外仓建设的若干措施", says("明州市支持海外仓建设的若干措施")),),
    ),
    provisions=(
        provision((1,), "article", "第一条", "第一条", "最高100万元。\n"),
        provision((2,), "article", "第二条", "第二条", "其他\n"),
        provision((2, 1), "item", "（一）", "（一）", "本市另有300万元。\n"),
        provision((2, 2), "item", "（二）", "（二）", "承担。\n"),
    ),
    measures=(
        Measure(
            "m1",
            (1,),
            "reward",
            ("enterprise",),
            None,
            (AMOUNT, Support("ceiling", Decimal(1000000), "CNY", says("最高100万元"))),
            (Condition("trade_volume", ">", Decimal(100000000), "CNY", "超过1亿元", says("超过1亿元")),),
            GRANT,
        ),
        Measure(
            "m1",
            (2, 1),
            "subsidy",
            ("park_operator",),
            None,
            (Support("amount", Decimal(200000), "CNY", says("20万元")),),
            (),
            says("对园区给予20万元补助；"),
            requirements=(Requirement("located", None, "园区", says("园区")),),
        ),
    ),
    responsibilities=(Responsibility((2, 2), "市商务局", "lead", says("市商务局"), says("由市商务局牵头")),),
    rules=(Rule((2, 2), "no_duplication", says("同一事项不重复享受。")),),
    quantities=(
        Quantity(says("300万元").start, says("300万元").end, "300万元", Decimal(3000000), "CNY", "unassigned"),
    ),
    diagnostics=(Diagnostic("unplaced_quantity", "warning", says("300万元").start, says("300万元").end, "? / ？"),),
)


@pytest.fixture(scope="module")
def curate() -> Curate:
    """Apply corrections, written as the lines under `corrections:`, to the record."""
    curator = Curator(load(), code_labels(resource_dir("ontology")))

    def apply(*entries: str, record: Record = RECORD, head: str = HEAD) -> Record:
        content = head + "".join(entry(text) for text in entries)
        return curator.curate(record, SOURCE, CorrectionsFile(FILE, content.encode()))

    numbers = iter(range(1000))

    def entry(text: str) -> str:
        name = "" if text.lstrip().startswith("id:") else f"id: c{next(numbers)}, "
        return f"  - {{{name}by: 李华, on: 2026-03-02, why: 对照原文, {text}}}\n"

    return apply


def refusal(curate: Curate, *entries: str, **options: str) -> str:
    with pytest.raises(InvalidCorrections) as refused:
        curate(*entries, **options)
    message = str(refused.value)
    assert message.startswith(FILE)
    return message.removeprefix(f"{FILE}: ")


def codes(record: Record) -> list[tuple[str, str]]:
    return [(d.code, d.severity) for d in record.diagnostics if "correction" in d.code]


# set


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


# add


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


# remove


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


# metadata


def test_title_is_corrected_with_its_words(curate: Curate) -> None:
    record = curate(
        "id: t, set: {fact: policy.title, quote: 支持海外仓建设的若干措施, value: 支持海外仓建设若干措施,"
        " was: 明州市支持海外仓建设的若干措施}"
    )
    assert record.policy.title == "支持海外仓建设若干措施"
    assert record.policy.evidence == (
        MetadataEvidence(
            "title",
            "支持海外仓建设若干措施",
            says("支持海外仓建设的若干措施"),
            (Reading("value", "correction:t", (), Decimal(1)),),
        ),
    )
    assert record.corrections[0].kind == "policy.title"
    assert codes(record) == []


def test_title_keeps_its_words_where_none_are_given(curate: Curate) -> None:
    record = curate("set: {fact: policy.title, value: 若干措施, was: 别的}")
    assert record.policy.evidence[0].evidence.quote == "明州市支持海外仓建设的若干措施"
    assert codes(record) == [("stale_correction", "warning")]


def test_values_of_a_list_are_added_and_removed_one_by_one(curate: Curate) -> None:
    record = curate(
        "remove: {fact: policy.issuer, value: 明州市}",
        "add: {fact: policy.issuer, value: 明州市商务局, quote: 由市商务局}",
        "set: {fact: policy.issued_on, value: 2026-02-28, quote: 第一条}",
        "set: {fact: policy.valid_for_years, value: 3, quote: 第一条}",
        "remove: {fact: policy.title}",
    )
    policy = record.policy
    assert (policy.issuer, policy.issued_on, policy.valid_for_years, policy.title) == (
        ("明州市商务局",),
        date(2026, 2, 28),
        3,
        None,
    )
    assert [statement.field for statement in policy.evidence] == ["issuer", "issued_on", "valid_for_years"]


# what cannot be used


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["name"])
def test_unusable_correction_is_refused_with_what_to_do(curate: Curate, case: dict[str, str]) -> None:
    assert refusal(curate, f"id: x, {case['entry'].strip()}").startswith(case["said"].strip())


def test_id_that_stands_twice_is_refused(curate: Curate) -> None:
    entry = "id: x, remove: {fact: policy.title}"
    assert refusal(curate, entry, entry) == "the id 'x' stands 2 times; each correction needs its own"


def test_several_faults_are_counted(curate: Curate) -> None:
    said = refusal(curate, "id: x, set: {fact: {kind: support, quote: 1}, values: {value: a, unit: b}}")
    assert said.endswith("(and 1 more)")


def test_corrections_of_another_text_are_refused_with_the_hash_to_write(curate: Curate) -> None:
    head = f"source_sha256: {'0' * 64}\ncorrections:\n"
    said = refusal(curate, "remove: {fact: policy.title}", head=head).removeprefix(FILE)
    assert said.startswith(" was made for another text (sha256 000000000000…, but source.txt has ")
    assert said.endswith(f"then write source_sha256: {SOURCE.sha256}")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "the file is null; give a mapping with source_sha256 and corrections"),
        ("source_sha256: x\n", "the file lacks corrections; add it"),
        (
            "corrections: []\ncorrections: []\n",
            " is no usable YAML: line 2: the key 'corrections' stands twice; keep one",
        ),
        (
            "a: {op: >=}\n",
            " is no usable YAML: line 1: found character '>' that cannot start any token; write comparators",
        ),
        ("a: &b 1\nc: *b\n", " is no usable YAML: line 2: references (*name) are not read; write it out"),
        ("[" * 3000, " is no usable YAML: it is nested too deeply"),
    ],
)
def test_malformed_file_is_refused(curate: Curate, content: str, said: str) -> None:
    assert refusal(curate, head=content).removeprefix(FILE).startswith(said)


def test_document_after_another_in_one_source_is_corrected_where_it_stands(curate: Curate) -> None:
    start = says("第二条").start
    later = replace(
        RECORD,
        work=Work(2, 2, start, len(TEXT)),
        provisions=RECORD.provisions[1:],
        measures=RECORD.measures[1:],
        policy=Policy(),
    )
    record = curate(
        "add: {fact: {kind: responsibility, provision: （二）, quote: 市财政},"
        " values: {agency: 市财政局, role: responsible}}",
        record=later,
    )
    assert record.responsibilities[1].sentence == says("资金由市财政承担。")
    with pytest.raises(InvalidCorrections, match="do not stand in the document as a whole; copy them"):
        curate("remove: {fact: {kind: mode, quote: 50万元}}", record=later)
