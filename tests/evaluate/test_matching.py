"""Which fact of gold an extracted fact is taken for."""

from __future__ import annotations

from zhengtu.evaluate.claims import Claim
from zhengtu.evaluate.matching import match


def claim(at: int | None = None, **slots: object) -> Claim:
    return Claim(slots, (), at)


def test_facts_are_matched_one_to_one() -> None:
    gold, read = [claim(value=1)], [claim(value=1), claim(value=1)]
    assert match(read, gold, [("value",)]) == [gold[0], None]


def test_fact_that_gold_says_once_is_found_as_often_as_it_is_repeated() -> None:
    gold, read = [claim(value=1)], [claim(value=1), claim(value=1)]
    assert match(read, gold, [("value",)], repeated=True) == [gold[0], gold[0]]


def test_full_agreement_goes_before_an_earlier_fact_that_agrees_in_part() -> None:
    gold = [claim(value=1, role="amount")]
    read = [claim(value=1, role="ceiling"), claim(value=1, role="amount")]
    assert match(read, gold, [("value", "role"), ("value",)]) == [None, gold[0]]


def test_of_two_that_fit_alike_the_one_that_agrees_in_more_is_taken() -> None:
    gold = [claim(value=1, per=None), claim(value=1, per="event")]
    assert match([claim(value=1, per="event")], gold, [("value",)]) == [gold[1]]


def test_of_two_that_agree_alike_the_nearest_in_the_text_is_taken() -> None:
    gold = [claim(value=1, at=10), claim(value=1, at=90)]
    assert match([claim(value=1, at=80)], gold, [("value",)]) == [gold[1]]


def test_facts_that_no_key_fits_stay_alone() -> None:
    assert match([claim(value=1)], [claim(value=2)], [("value",)]) == [None]
