"""The records of a file with several documents: each as if it stood alone, and no number of the file unseen."""

from __future__ import annotations

import json

import pytest

from zhengtu.extract.extraction import extract, extract_all
from zhengtu.extract.works import main_of
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import Evidence, Record
from zhengtu.model.serialisation import to_json, to_plain
from zhengtu.model.source import Source

from ..two_documents import HOUSING, TRADE
from .test_properties import assert_grounded
from .test_robustness import evidence_of


def source(text: str) -> Source:
    return Source("a.txt", text, "0" * 64)


@pytest.fixture(scope="module")
def both(lexicon: Lexicon) -> tuple[Record, ...]:
    return extract_all(source(HOUSING + TRADE), lexicon)


def test_each_document_has_its_own_facts(both: tuple[Record, ...]) -> None:
    assert [r.policy.title for r in both] == ["大鹏市人才公寓管理办法", "大鹏市支持跨境电商发展若干措施"]
    assert [r.policy.issuer for r in both] == [("大鹏市住房和建设局",), ("大鹏市人民政府",)]
    assert [[s.value for m in r.measures for s in m.supports] for r in both] == [[600], [100_000, 200_000]]


def test_offsets_count_the_whole_file(both: tuple[Record, ...]) -> None:
    text = HOUSING + TRADE
    for record in both:
        assert_grounded(text, record)
        assert record.work is not None
        assert all(record.work.start <= e.start < e.end <= record.work.end for e in evidence_of(record))
    assert [(r.work.number, r.work.of) for r in both if r.work] == [(1, 2), (2, 2)]


@pytest.mark.parametrize("index", [0, 1])
def test_each_is_read_as_if_alone(index: int, both: tuple[Record, ...], lexicon: Lexicon) -> None:
    text = [HOUSING, TRADE][index]
    alone = extract(source(text), lexicon)
    by = len(HOUSING) if index else 0

    def shape(record: Record, by: int) -> list[object]:
        places = [(e.start - by, e.end - by, e.quote) for e in evidence_of(record)]
        return [record.policy.title, [(p.path, p.text, p.start - by) for p in record.provisions], places]

    assert shape(both[index], by) == shape(alone, 0)


def test_main_one_is_that_with_most_measures(both: tuple[Record, ...], lexicon: Lexicon) -> None:
    assert main_of(both) is both[1]
    assert to_json(extract(source(HOUSING + TRADE), lexicon)) == to_json(both[1])


def test_others_are_findings_with_title_and_place(both: tuple[Record, ...]) -> None:
    (found,) = [d for d in both[1].diagnostics if d.code == "further_work"]
    assert (found.severity, found.start, found.end) == ("warning", 0, len(HOUSING))
    assert "number 1, “大鹏市人才公寓管理办法”" in found.message_en
    assert "第1份“大鹏市人才公寓管理办法”" in found.message_zh


def test_numbers_of_the_others_are_listed_as_theirs(both: tuple[Record, ...]) -> None:
    assert {q.text for q in both[1].quantities if q.role == "other_work"} >= {"600元", "2024年3月1日"}
    assert [q.start for q in both[1].quantities] == sorted(q.start for q in both[1].quantities)


def test_json_names_the_work_and_holds_the_further_records(both: tuple[Record, ...]) -> None:
    written = json.loads(to_json(both[1], [both[0]]))
    assert written["work"] == {"number": 2, "of": 2, "start": len(HOUSING), "end": len(HOUSING + TRADE)}
    assert [record["policy"]["title"] for record in written["further"]] == ["大鹏市人才公寓管理办法"]


def test_document_that_stands_alone_has_neither(lexicon: Lexicon) -> None:
    (record,) = extract_all(source(TRADE), lexicon)
    assert record.work is None
    assert {"work", "further"}.isdisjoint(to_plain(record))


def test_remarks_of_the_source_are_findings(lexicon: Lexicon) -> None:
    remarked = Source("a.pdf", TRADE, "0" * 64, ("Page 3 was not read. / 第3页未读取。",))
    (found,) = [d for d in extract(remarked, lexicon).diagnostics if d.code == "source_remark"]
    assert (found.severity, found.message_en, found.message_zh) == ("warning", "Page 3 was not read.", "第3页未读取。")


def test_evidence_of_nothing_is_moved_twice(both: tuple[Record, ...]) -> None:
    text = HOUSING + TRADE
    facts = [fact for m in both[1].measures for fact in (m.evidence, *(s.evidence for s in m.supports))]
    assert all(isinstance(e, Evidence) and text[e.start : e.end] == e.quote for e in facts)
