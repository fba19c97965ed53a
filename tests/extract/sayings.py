"""Supports and conditions in one line each, as tests write what they expect."""

from __future__ import annotations

from zhengtu.model.record import Condition, Support

from .conftest import Read

SLOTS = ("bound", "of", "per", "period", "tier", "when", "duration_years", "payer")


def said(support: Support) -> str:
    """The support in one line: role, value, unit, then what qualifies it."""
    slots = [f"{slot}={getattr(support, slot)}" for slot in SLOTS if getattr(support, slot) is not None]
    return " ".join([support.role, f"{support.value.normalize():f}", support.unit, *slots])


def asked(condition: Condition) -> str:
    parts = [condition.metric, condition.op, f"{condition.value.normalize():f}", condition.unit]
    parts += [f"{slot}={getattr(condition, slot)}" for slot in ("period", "tier", "alt") if getattr(condition, slot)]
    return " ".join(parts)


def granted(read: Read, sentence: str) -> list[list[str]]:
    """The supports of each measure of a document with this one article."""
    record = read(f"枣阳市人才政策\n第一条 {sentence}\n")
    return [[said(support) for support in measure.supports] for measure in record.measures]
