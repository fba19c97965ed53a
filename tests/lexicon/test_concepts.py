"""Concepts in Turtle as rows: which labels are forms, what own properties say, in which order they are tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengtu.errors import InputError
from zhengtu.lexicon.concepts import Row, read_concepts
from zhengtu.lexicon.forms import coded, labels, metrics, payer_levels, payers, scopes

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix zt: <https://w3id.org/zhengtu/def#> .
"""
FILE = Path("fruit.ttl")


def concept(name: str, label: str, more: str = "") -> str:
    return (
        f'<https://example.org/{name}> a skos:Concept ; skos:notation "{name}" ; skos:prefLabel "{label}"@zh {more} .\n'
    )


def read(*concepts: str) -> list[Row]:
    return read_concepts(FILE, HEAD + "".join(concepts))


def test_every_chinese_label_is_a_form() -> None:
    more = '; skos:prefLabel "apple"@en ; skos:altLabel "红富士"@zh, "fuji"@en ; skos:hiddenLabel "平果"@zh'
    (row,) = read(concept("apple", "苹果", more))
    assert sorted(labels(row)) == ["平果", "红富士", "苹果"]


def test_preferred_label_that_is_never_printed_is_no_form() -> None:
    (row,) = read(concept("apple", "苹果（含红富士）", '; skos:altLabel "红富士"@zh ; zt:labelsAreForms false'))
    assert labels(row) == ["红富士"]


def test_concepts_are_tried_in_their_order_and_then_by_code() -> None:
    first, second = concept("d", "丁", "; zt:matchOrder 1"), concept("a", "甲", "; zt:matchOrder 2")
    rows = read(concept("c", "丙"), concept("b", "乙"), second, first)
    assert [row["notation"] for row in rows] == ["d", "a", "b", "c"]


def test_concept_is_found_by_its_patterns_and_by_its_longest_form() -> None:
    (row,) = coded(read(concept("apple", "苹果", '; skos:altLabel "苹果树"@zh ; zt:surfacePattern "红[^，]富士"')))
    assert [m[0] for m in row.pattern.finditer("苹果树、苹果、红的富士")] == ["苹果树", "苹果", "红的富士"]


def test_concept_that_nothing_finds_gives_no_row() -> None:
    assert coded(read(concept("other", "其他水果", "; zt:labelsAreForms false"))) == ()


def test_metric_with_a_pattern_behind_its_number_has_a_row_of_its_own_for_it() -> None:
    unit = "; zt:measuredIn <https://w3id.org/zhengtu/code/unit/year>"
    rows = metrics(read(concept("age", "树龄", f'{unit} ; zt:patternBehind "老树"')))
    assert [(row.metric, row.row, row.units) for row in rows] == [
        ("age", "age", ("year",)),
        ("age", "age_behind", ("year",)),
    ]


def test_generic_metric_is_told_by_its_unit_alone() -> None:
    unit = "; zt:measuredIn <https://w3id.org/zhengtu/code/unit/m2>"
    (row,) = metrics(read(concept("area", "面积", f"{unit} ; zt:isGeneric true")))
    assert row.pattern.pattern == ""


PAYER = '; skos:altLabel "省级财政"@zh ; zt:formBeforePaying "省财政"@zh ; zt:formInCostSharing "省"@zh'


@pytest.mark.parametrize(
    ("words", "found"),
    [("由省级财政补助", True), ("省财政承担一半", True), ("省财政厅审核", False), ("全省", False)],
)
def test_payer_of_a_grant_is_named_in_full_or_in_front_of_a_word_of_paying(words: str, found: bool) -> None:
    (row,) = payers(read(concept("province", "省", f"{PAYER} ; zt:labelsAreForms false")), ["承担", "按"])
    assert bool(row.pattern.search(words)) is found


def test_payer_of_a_share_may_be_named_by_one_character() -> None:
    (row,) = payer_levels(read(concept("province", "省财", PAYER)))
    assert [m[0] for m in row.pattern.finditer("省财政、省级财政和省")] == ["省财政", "省级财政", "省"]


def test_scopes_are_told_by_form() -> None:
    assert scopes(read(concept("tree", "果树", '; skos:hiddenLabel "棵"@zh'))) == {"果树": "tree", "棵": "tree"}


def test_property_of_ours_that_is_not_known_is_kept_for_the_schema() -> None:
    (row,) = read(concept("apple", "苹果", '; zt:surfacePatern "红"'))
    assert row["surfacePatern"] == "红"


def test_what_is_no_turtle_is_named_with_its_line() -> None:
    with pytest.raises(InputError, match=r"fruit\.ttl: line 3 is no Turtle"):
        read('<apple> a skos:Concept ;; "苹果"\n')
