"""A changed lexicon against the shipped one: what appears, disappears and changes, fact by fact."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from zhengtu.evaluate.impact import DocumentImpact, impact, to_json
from zhengtu.lexicon import load
from zhengtu.model.lexicon import Lexicon, Unit
from zhengtu.model.source import Source


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    return load()


def of(text: str, shipped: Lexicon, changed: Lexicon) -> DocumentImpact:
    (found,) = impact([Source("document.txt", text, "0" * 64)], shipped, changed)
    return found


def with_boxes(lexicon: Lexicon) -> Lexicon:
    return replace(lexicon, units={**lexicon.units, "箱": Unit("箱", "container", "count", Decimal(1))})


BOXES = "一、支持物流\n对年运量超过400箱的企业，给予4万元奖励。\n"


def test_same_lexicon_changes_nothing(shipped: Lexicon) -> None:
    found = of(BOXES, shipped, shipped)
    assert (found.document, found.changes, found.unplaced) == ("document.txt", (), (1, 1))


def test_fact_that_a_new_unit_makes_appears_and_its_number_finds_a_role(shipped: Lexicon) -> None:
    found = of(BOXES, shipped, with_boxes(shipped))
    (change,) = found.changes
    assert (change.sort, change.fact.kind, change.fact.quote) == ("appears", "condition", "超过400箱")
    assert found.unplaced == (1, 0)


def test_fact_that_a_unit_made_disappears_with_it(shipped: Lexicon) -> None:
    (change,) = of(BOXES, with_boxes(shipped), shipped).changes
    assert (change.sort, change.fact.slots["unit"]) == ("disappears", "container")


def test_slot_that_changes_is_shown_with_both_values(shipped: Lexicon) -> None:
    changed = replace(shipped, scopes={**shipped.scopes, "冷库": "warehouse"})
    (change,) = of("一、对新建冷库的企业，每座冷库给予4万元奖励。\n", shipped, changed).changes
    assert (change.sort, change.slots) == ("changes", {"per": (None, "warehouse")})


def test_sum_that_a_new_ceiling_word_bounds_is_one_fact_that_changes(shipped: Lexicon) -> None:
    changed = replace(shipped, ceilings=re.compile(f"{shipped.ceilings.pattern}|到顶"))
    (change,) = of("一、对新建仓库的企业，到顶补助35万元。\n", shipped, changed).changes
    assert change.sort == "changes"
    assert change.slots["role"] == ("amount", "ceiling")


def test_json_holds_both_readings_of_a_fact(shipped: Lexicon) -> None:
    (document,) = json.loads(to_json([of(BOXES, shipped, with_boxes(shipped))]))
    (change,) = document["changes"]
    assert (document["unplaced"], change["before"]) == ({"before": 1, "after": 0}, None)
    assert (change["sort"], change["after"]["value"], change["provision"]) == ("appears", 400, [1])
