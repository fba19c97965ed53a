"""A document in traditional characters is read like its simplified twin, and quoted in its own characters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import opencc
import pytest

from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import Record
from zhengtu.model.serialisation import to_plain

from .conftest import Read
from .test_robustness import SLUGS, evidence_of

# As in mainland print, in Taiwan and in Hong Kong.
CONFIGURATIONS = ["s2t", "s2tw", "s2hk"]
# What OpenCC does not turn back on its own (借 → 藉, 复 → 覆, 着 → 著) differs in longer stretches only.
STRETCHES = ("quote", "text", "message", "source")


@pytest.fixture(scope="module")
def twins(texts: dict[str, str], read: Read) -> dict[tuple[str, str], tuple[str, Record]]:
    """Configuration and slug → the traditional text and what is read there."""
    found = {}
    for name in CONFIGURATIONS:
        convert = opencc.OpenCC(name).convert
        found |= {(name, slug): (convert(texts[slug]), read(convert(texts[slug]))) for slug in SLUGS}
    return found


def folded(value: Any, lexicon: Lexicon) -> Any:
    """The values of a record, each character simplified, without what quotes longer stretches."""
    if isinstance(value, dict):
        return {key: folded(item, lexicon) for key, item in value.items() if key not in STRETCHES}
    if isinstance(value, list):
        return [folded(item, lexicon) for item in value]
    return lexicon.script.simplified(value) if isinstance(value, str) else value


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_every_fact_is_that_of_the_simplified_twin(
    name: str,
    slug: str,
    twins: dict[tuple[str, str], tuple[str, Record]],
    records: dict[str, Record],
    lexicon: Lexicon,
) -> None:
    _, record = twins[name, slug]
    assert folded(to_plain(record), lexicon) == folded(to_plain(records[slug]), lexicon)


@pytest.mark.parametrize("slug", SLUGS)
def test_offsets_count_the_traditional_text(slug: str, twins: dict[tuple[str, str], tuple[str, Record]]) -> None:
    text, record = twins["s2t", slug]
    assert [e for e in evidence_of(record) if e.quote != text[e.start : e.end]] == []
    assert [p.path for p in record.provisions if p.text != text[p.start : p.end]] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_given_as_printed_stands_in_the_text(
    slug: str, twins: dict[tuple[str, str], tuple[str, Record]], lexicon: Lexicon
) -> None:
    _, record = twins["s2t", slug]
    characters = "".join(words(record))
    assert not lexicon.script.telling.isdisjoint(characters)
    changed = {c for c in lexicon.script.characters.values() if c in characters}
    assert changed <= set("".join(twins["s2t", slug][0]))


def words(record: Record) -> Iterator[str]:
    """What the record gives as printed."""
    yield from filter(None, (record.policy.title, *record.policy.issuer, *record.policy.interpreted_by))
    yield from (p.heading for p in record.provisions if p.heading)
    yield from (p.label for p in record.provisions)
    yield from (r.agency for r in record.responsibilities)
    yield from (m.beneficiary_text for m in record.measures if m.beneficiary_text)
    yield from (d.term for d in record.definitions)


RAW = """臺灣某市政府關於促進「跨境電商」發展的意見
第一條　對企業給予獎勵，最高不超過50萬元。（責任單位：市商務局）
第二條　目標。
"""


def test_corner_brackets_are_quotes(read: Read) -> None:
    assert read(RAW).policy.title == "臺灣某市政府關於促進“跨境電商”發展的意見"


def test_bound_agency_and_label_of_a_traditional_text(read: Read) -> None:
    record = read(RAW)
    (measure,) = record.measures
    assert [(s.role, s.value, s.evidence.quote) for s in measure.supports] == [("ceiling", 500000, "最高不超過50萬元")]
    assert [r.agency for r in record.responsibilities] == ["市商務局"]
    assert [p.label for p in record.provisions] == ["第一條", "第二條"]


def test_codes_and_areas_are_those_of_the_tables(read: Read) -> None:
    record = read(
        "濟南市人民政府關於加快發展的意見\n濟政發〔2024〕5號\n一、獎勵\n對企業獎勵10萬元。\n二、附則\n另行通知。\n"
    )
    assert (record.policy.area, record.policy.area_code) == ("济南市", "370100")
    assert record.policy.document_number == "济政发〔2024〕5号"
    assert record.policy.issuer == ("濟南市人民政府",)


def test_names_in_a_simplified_text_keep_their_characters(read: Read) -> None:
    record = read("乾县支持企业发展若干措施\n一、奖励\n对於潜镇企业奖励10万元。\n二、附则\n另行通知。\n")
    assert record.policy.title == "乾县支持企业发展若干措施"
    assert record.policy.area == "乾县"
