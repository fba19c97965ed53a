"""Corrections that cannot be used, and what is said of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from zhengtu.errors import InvalidCorrections
from zhengtu.model.record import Policy, Work

from .conftest import FILE, Curate
from .record import RECORD, SOURCE, TEXT, says

REFUSED = yaml.safe_load(Path(__file__).with_name("refused.yaml").read_text("utf-8"))


def refusal(curate: Curate, *entries: str, **options: str) -> str:
    with pytest.raises(InvalidCorrections) as refused:
        curate(*entries, **options)
    message = str(refused.value)
    assert message.startswith(FILE)
    return message.removeprefix(f"{FILE}: ")


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
