"""No bound is lost or turned, wherever it stands: the sentences of bounds.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from zhengtu.model.record import Condition, Support

from .conftest import Read

CASES = yaml.safe_load((Path(__file__).parent / "bounds.yaml").read_text(encoding="utf-8"))


def given(support: Support) -> str:
    slots = [f"{slot}={getattr(support, slot)}" for slot in ("bound", "tier") if getattr(support, slot) is not None]
    return " ".join([support.role, f"{support.value.normalize():f}", support.unit, *slots])


def asked(condition: Condition) -> str:
    tier = [f"tier={condition.tier}"] if condition.tier is not None else []
    return " ".join([condition.op, f"{condition.value.normalize():f}", condition.unit, *tier])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_bound_is_neither_lost_nor_turned(case: dict[str, str | list[str]], read: Read) -> None:
    record = read(f"一、支持事项\n（一）{case['text']}\n")
    measures = [*record.measures, *record.qualitative_measures]
    assert sorted(given(s) for m in measures for s in m.supports) == sorted(case["given"])
    expected = case.get("asked")
    assert expected is None or sorted(asked(c) for m in measures for c in m.conditions) == sorted(expected)
