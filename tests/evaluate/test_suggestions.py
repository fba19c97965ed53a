"""What a corpus asks for: each kind of word that is not known, counted, with the file that wants its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengtu.errors import InputError
from zhengtu.evaluate.corpus import corpus_files, read_corpus
from zhengtu.evaluate.suggestions import Suggestion, suggest
from zhengtu.lexicon import load
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.source import Source


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def wanted(lexicon: Lexicon, *texts: str) -> list[Suggestion]:
    return suggest([Source(f"{n}.txt", text, "0" * 64) for n, text in enumerate(texts, start=1)], lexicon)


def kinds(found: list[Suggestion]) -> set[tuple[str, str]]:
    return {(one.kind, one.word) for one in found}


def test_word_behind_a_number_that_is_no_unit(lexicon: Lexicon) -> None:
    text = "一、对年运量超过400箱的企业，给予4万元奖励。\n二、对年运量900箱以上的企业，给予8万元奖励。\n"
    (found,) = [one for one in wanted(lexicon, text) if one.kind == "unit"]
    assert (found.word, found.count, found.document) == ("箱", 2, "1.txt")
    assert found.home == "src/zhengtu/lexicon/tables/units.yaml: units"
    assert found.example == "一、对年运量超过400箱的企业，给予4万元奖励"


def test_most_frequent_word_of_all_documents_comes_first(lexicon: Lexicon) -> None:
    once, twice = "一、共用3匹马力设备。\n", "一、共运40箱货物。\n二、共运50箱货物。\n"
    units = [(one.word, one.count) for one in wanted(lexicon, once, twice, twice) if one.kind == "unit"]
    assert units == [("箱货物", 4), ("匹马力设", 1)]


def test_noun_that_a_classifier_counts(lexicon: Lexicon) -> None:
    assert ("counted noun", "直播间") in kinds(wanted(lexicon, "一、鼓励企业合理布局，现有6个直播间。\n"))


def test_threshold_on_something_that_no_metric_names(lexicon: Lexicon) -> None:
    found = wanted(lexicon, "一、对流动资产达到700万元以上的企业，给予4万元奖励。\n")
    assert ("metric in CNY", "对流动资产") in kinds(found)
    assert {one.home for one in found if one.kind == "metric in CNY"} == {"ontology/codes/metric.ttl"}


def test_recipient_that_was_taken_by_default(lexicon: Lexicon) -> None:
    found = wanted(lexicon, "一、首次出海参展的，给予4万元奖励。\n二、对参展企业，给予4万元奖励。\n")
    assert [one.word for one in found if one.kind == "beneficiary"] == ["首次出海参展"]


def test_name_in_a_list_of_agencies_with_an_ending_that_is_not_known(lexicon: Lexicon) -> None:
    found = wanted(lexicon, "一、加强服务。（责任单位：市商务局、市电商创新港）\n")
    assert ("body ending", "新港") in kinds(found)


def test_corpus_is_read_by_its_relative_names_and_what_is_no_document_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "source.txt").write_text("一、支持企业。\n", encoding="utf-8")
    (tmp_path / "a" / "original.html").write_text("<html><p>一、支持企业。</p></html>", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "README.md").write_text("notes", encoding="utf-8")
    skipped: list[str] = []

    names = [source.name for source in read_corpus(tmp_path, skipped.append)]

    assert names == ["a/source.txt"]
    assert [line.count("b.txt") for line in skipped] == [1]


def test_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no document below it"):
        corpus_files(tmp_path)
