"""What the shipped words of giving, paying and naming bodies are good for."""

from __future__ import annotations

import pytest

from zhengtu.lexicon import load
from zhengtu.model.lexicon import Lexicon
from zhengtu.text.heads import CAP


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


@pytest.mark.parametrize("word", ["给予", "给与", "予以"])
def test_verb_of_giving_makes_a_grant_of_its_own(word: str, lexicon: Lexicon) -> None:
    assert lexicon.giving_verbs.fullmatch(word)
    assert lexicon.fresh_grants.fullmatch(word)


@pytest.mark.parametrize("word", ["支持", "扶持"])
def test_word_that_may_just_encourage_is_a_noun_of_giving_but_no_grant_by_itself(word: str, lexicon: Lexicon) -> None:
    assert lexicon.giving_nouns.fullmatch(word)
    assert not lexicon.grant_nouns.fullmatch(word)
    assert not lexicon.fresh_grants.fullmatch(word)


@pytest.mark.parametrize("word", ["拨付", "兑现"])
def test_paying_out_is_no_grant(word: str, lexicon: Lexicon) -> None:
    assert lexicon.pay_verbs.fullmatch(word)
    assert not lexicon.grants.search(word)


@pytest.mark.parametrize("words", ["", "给予", "可一次性给予", "奖励金额为", "每人每月"])
def test_words_that_may_stand_between_a_ceiling_word_and_its_sum(words: str, lexicon: Lexicon) -> None:
    assert lexicon.between_ceiling_and_sum.fullmatch(words)


@pytest.mark.parametrize("words", ["营业收入", "给予企业", "，"])
def test_words_that_may_not(words: str, lexicon: Lexicon) -> None:
    assert not lexicon.between_ceiling_and_sum.fullmatch(words)


@pytest.mark.parametrize("numeral", ["三", "十", "3", "15"])
def test_years_are_counted_in_both_kinds_of_numerals(numeral: str, lexicon: Lexicon) -> None:
    assert lexicon.year_numerals.fullmatch(numeral)


def test_ending_of_a_body_is_found_within_a_text_the_longest_first(lexicon: Lexicon) -> None:
    assert lexicon.body_endings.findall("市人民政府办公室、市商务局") == ["人民政府", "办公室", "局"]


@pytest.mark.parametrize(
    ("name", "known"), [("市商务局", True), ("各区县", True), ("某公司", True), ("市商务局长", False)]
)
def test_name_of_an_agency_is_told_by_its_end(name: str, known: bool, lexicon: Lexicon) -> None:
    assert bool(lexicon.agency_suffixes.search(name)) is known


def test_company_is_no_body_that_decides(lexicon: Lexicon) -> None:
    assert not lexicon.body_endings.fullmatch("公司")


def test_rows_of_one_code_have_names_of_their_own(lexicon: Lexicon) -> None:
    rows = [row.row for row in lexicon.metrics]
    assert sorted(rows) == sorted(set(rows))
    assert {"contract_years", "contract_years_behind"} <= set(rows)


def test_every_penalty_lowers(lexicon: Lexicon) -> None:
    assert {name for name, factor in lexicon.penalties.items() if not 0 < factor < 1} == set()


@pytest.mark.parametrize("word", CAP.pattern.split("|"))
def test_what_calls_a_column_a_cap_is_a_ceiling_in_a_sentence_too(word: str, lexicon: Lexicon) -> None:
    assert lexicon.ceilings.fullmatch(word)
