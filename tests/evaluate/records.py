"""Small records for comparisons, as JSON has them. What comes of comparing them is expected in the tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zhengtu.evaluate.gold import Gold

Plain = dict[str, Any]


def record(**facts: Any) -> Plain:
    """A record that says nothing but the facts given."""
    lists = ("provisions", "measures", "qualitative_measures", "mode_provisions", "responsibilities", "funding")
    empty: Plain = {"source": "a.txt", "policy": {}}
    return {**empty, **{key: [] for key in (*lists, "targets", "rules", "quantities")}, **facts}


def gold(skip: tuple[str, ...] = (), slug: str = "a", **facts: Any) -> Gold:
    """The same as a gold record."""
    return Gold(Path(f"{slug}.json"), record(skip=list(skip), **facts))


def measure(*supports: Plain, conditions: tuple[Plain, ...] = (), **changed: Any) -> Plain:
    """A measure of 第一条 whose sentence takes the first ten characters."""
    usual = {
        "provision": [1],
        "instrument": "reward",
        "beneficiary": ["enterprise"],
        "evidence": {"start": 0, "end": 10, "quote": "给予企业一次性奖励。"},
    }
    return {**usual, "supports": list(supports), "conditions": list(conditions), **changed}


def support(value: float, role: str = "amount", unit: str = "CNY", **more: Any) -> Plain:
    return {"role": role, "value": value, "unit": unit, **more}


def condition(value: float, op: str = ">=", unit: str = "CNY", **more: Any) -> Plain:
    return {"op": op, "value": value, "unit": unit, "metric": "trade_volume", **more}


def read(slot: str, rule: str = "rule", *penalties: str) -> Plain:
    """How a slot of an extracted fact was read."""
    return {"slot": slot, "rule": rule, "penalties": list(penalties), "confidence": None}


def reads(*slots: str) -> dict[str, list[Plain]]:
    """The readings of a fact, each by a rule that is called like its slot."""
    return {"readings": [read(slot, slot) for slot in slots]}
