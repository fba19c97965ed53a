"""The five documents are read as their gold records say: every fact, and none besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from .facets import FACETS, Plain, pair

SLUGS = sorted(path.stem for path in (Path(__file__).parents[1] / "gold").glob("*.json"))


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("facet", FACETS)
def test_facet_equals_gold(slug: str, facet: str, gold: dict[str, Plain], plain: dict[str, Plain]) -> None:
    assert FACETS[facet](plain[slug]) == FACETS[facet](gold[slug])


@pytest.mark.parametrize("slug", SLUGS)
def test_every_measure_of_gold_is_read_once(slug: str, gold: dict[str, Plain], plain: dict[str, Plain]) -> None:
    assert [(g["evidence"]["quote"], len(found)) for g, found in pair(gold[slug], plain[slug]) if len(found) != 1] == []
    assert len(plain[slug]["measures"]) == len(gold[slug]["measures"])


@pytest.mark.parametrize("slug", SLUGS)
def test_measures_have_the_instrument_of_gold(slug: str, gold: dict[str, Plain], plain: dict[str, Plain]) -> None:
    for expected, (measure,) in pair(gold[slug], plain[slug]):
        assert measure["instrument"] in {expected["instrument"], *expected.get("instrument_also", [])}, expected


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("key", ["frequency", "customs_modes"])
def test_measures_agree_with_gold(slug: str, key: str, gold: dict[str, Plain], plain: dict[str, Plain]) -> None:
    for expected, (measure,) in pair(gold[slug], plain[slug]):
        assert measure[key] == expected[key], expected


@pytest.mark.parametrize("slug", SLUGS)
def test_beneficiaries_are_types_that_gold_names(slug: str, gold: dict[str, Plain], plain: dict[str, Plain]) -> None:
    for expected, (measure,) in pair(gold[slug], plain[slug]):
        assert measure["beneficiary"], expected
        assert set(measure["beneficiary"]) <= set(expected["beneficiary"]), expected


@pytest.mark.parametrize("slug", SLUGS)
def test_ladders_of_gold_keep_their_order(slug: str, gold: dict[str, Plain], plain: dict[str, Plain]) -> None:
    for expected, (measure,) in pair(gold[slug], plain[slug]):
        steps = [(s["value"], s["tier"]) for s in expected["supports"] if s.get("tier") and "per" not in s]
        read = [(s["value"], s["tier"]) for s in measure["supports"]]
        assert all(step in read for step in steps), expected
