"""The index finds what a scan of the text finds, and is the same bytes for the same contents."""

from __future__ import annotations

import random
import re
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from zhengtu.errors import StoreUnavailable
from zhengtu.search.entries import Contents, Entry
from zhengtu.search.grams import fold
from zhengtu.search.reading import Index
from zhengtu.search.terms import read_terms
from zhengtu.search.writing import to_bytes
from zhengtu.store.release import Release

QINGZHOU, JINAN = "http://l/id/policy/qingzhou", "http://l/id/policy/jinan"


def passage(policy: str, words: str, *numbers: tuple[str, str]) -> Entry:
    found = tuple((Decimal(value), unit) for value, unit in numbers)
    return Entry("passage", policy, {"zh": "措施"}, words, "part_1", "", 0, len(words), numbers=found)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Index:
    entries = (
        passage(QINGZHOU, "对企业给予最高100万元奖励，由市商务局负责。", ("1000000", "CNY")),
        passage(JINAN, "每家企业补助 1000000 元；市商务局牵头。", ("1000000", "CNY")),
        passage(JINAN, "給予獎勵，見附表。"),
        passage(JINAN, "进出口额达到100万美元的企业。市发展改革委配合。", ("1000000", "USD")),
        Entry("passage", QINGZHOU, {"zh": "措施"}, "依据运政〔2024〕10号。", "art_5/item_3", "第五条（三）"),
        Entry(
            "agency", "http://l/id/agency/370781/商务局", {"zh": "青州市商务局", "en": "Commerce Bureau of Qingzhou"}
        ),
    )
    cities = {"青州市": (QINGZHOU,), "青州": (QINGZHOU,), "济南": (JINAN,)}
    path = tmp_path_factory.mktemp("index") / "search.sqlite"
    simplified = dict(zip("勵獎務發", "励奖务发", strict=True))
    path.write_bytes(to_bytes(Contents(entries, cities, (("发展和改革", "发展改革", "发改"),), simplified)))
    return Index(path)


def words(index: Index, asked: str) -> list[str]:
    return sorted((hit.words or hit.names["zh"])[:6] for hit in index.find(read_terms(asked)).hits)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("100万元", ["对企业给予最", "每家企业补助"]),
        ("1000000元", ["对企业给予最", "每家企业补助"]),
        ("100 万元", ["对企业给予最", "每家企业补助"]),
        ("一百万元", ["对企业给予最", "每家企业补助"]),
        ("1,000,000元", ["对企业给予最", "每家企业补助"]),
        ("１００万", ["对企业给予最", "每家企业补助", "进出口额达到"]),
        ("100万美元", ["进出口额达到"]),
        ("奖励", ["对企业给予最", "給予獎勵，見"]),
        ("獎勵", ["对企业给予最", "給予獎勵，見"]),
        ("青州市商務局", ["对企业给予最", "青州市商务局"]),
        ("市發改委", ["进出口额达到"]),
        ("1000000", ["对企业给予最", "每家企业补助", "进出口额达到"]),
        ("青州市商务局", ["对企业给予最", "青州市商务局"]),
        ("青州商务局", ["对企业给予最"]),
        ("济南 商务局", ["每家企业补助"]),
        ("济南", []),
        ("第五条（三）", ["依据运政〔2"]),
        ("第五条 (三)", ["依据运政〔2"]),
        ("运政[2024]10号", ["依据运政〔2"]),
        ("壹佰万元", ["对企业给予最", "每家企业补助"]),
        ("市发改委", ["进出口额达到"]),
        ("企业 市商务局", ["对企业给予最", "每家企业补助"]),
        ("QINGZHOU", ["青州市商务局"]),
        ("奖", ["对企业给予最", "給予獎勵，見"]),
        ("。", ["依据运政〔2", "对企业给予最", "每家企业补助", "給予獎勵，見", "进出口额达到"]),
        ('"元奖励，由市"', ["对企业给予最"]),
        ("没有这个词", []),
    ],
)
def test_finds(small: Index, asked: str, found: list[str]) -> None:
    assert words(small, asked) == found


@pytest.mark.parametrize(
    ("asked", "read_as", "found"),
    [
        ("企业奖励", ["企业", "奖励"], ["对企业给予最"]),
        ("企业补助 市商务局", ["企业", "补助", "市商务局"], ["每家企业补助"]),
        ("火星移民", [], []),
    ],
)
def test_what_stands_nowhere_in_one_piece_is_looked_for_in_two(
    small: Index, asked: str, read_as: list[str], found: list[str]
) -> None:
    terms, parts = small.find_parts(read_terms(asked))
    assert [term.word for term in terms] == read_as
    assert [hit.words[:6] for hit in parts.hits] == found


def test_a_thing_by_its_name_comes_first_and_marks_stand_where_the_words_do(small: Index) -> None:
    first, second = small.find(read_terms("青州市商务局")).hits
    assert (first.kind, second.kind) == ("agency", "passage")
    assert [second.words[start:end] for start, end in second.marks] == ["市商务局"]
    marked = {hit.words[start:end] for hit in small.find(read_terms("奖励")).hits for start, end in hit.marks}
    assert marked == {"奖励", "獎勵"}


@pytest.mark.parametrize("asked", ['"', "' OR 1=1 --", "NEAR(a b)", "gram:x*", "海外仓\x00", "^", "*", "\ud800"])
def test_no_request_is_read_as_a_query(small: Index, asked: str) -> None:
    assert small.find(read_terms(asked)).hits == ()


def test_a_damaged_index_is_told(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    path.write_bytes(b"no index")
    with pytest.raises(StoreUnavailable, match="Build again"):
        Index(path).find(read_terms("企业"))
    with pytest.raises(StoreUnavailable):
        Index(tmp_path / "none.sqlite").find(read_terms("企业"))


def test_same_contents_give_the_same_bytes_that_sqlite_finds_sound(small: Index) -> None:
    contents = Contents((passage(JINAN, "企业"),), {"济南": (JINAN,)}, (("甲", "乙"),))
    assert to_bytes(contents) == to_bytes(contents)
    with sqlite3.connect(f"file:{small.path}?mode=ro", uri=True) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_every_passage_with_a_pair_of_characters_is_found(release: Release) -> None:
    """Compared with a scan of the sources line by line: 财政, 海外仓, 9610, 100万元, and pairs drawn at random."""
    index = Index(release.search_index)
    texts = {slug: release.text(slug) for slug in release.published}
    chosen = random.Random(7)
    drawn = {text[at : at + 2] for text in texts.values() for at in chosen.sample(range(len(text) - 1), 60)}
    pairs = {pair for pair in drawn if re.fullmatch(r"[\u4e00-\u9fff]{2}", pair)}
    assert len(pairs) > 100
    for word in ["财政", "海外仓", "9610", "100万元", *sorted(pairs)]:
        found = [hit for hit in index.find(read_terms(word)).hits if hit.kind == "passage"]
        lacking = [
            (slug, line)
            for slug, text in texts.items()
            for line in re.finditer(r"[^\n]+", text)
            if word in fold(line[0])[0]
            and not any(hit.iri.endswith(slug) and hit.start < line.end() and line.start() < hit.end for hit in found)
        ]
        assert lacking == []
