"""Supports and conditions in one line each, as tests write what they expect."""

from __future__ import annotations

from zhengtu.model.record import Condition, Support

SLOTS = ("bound", "of", "per", "period", "tier", "when", "duration_years", "payer")


def said(support: Support) -> str:
    """The support in one line: role, value, unit, then what qualifies it."""
    slots = [f"{slot}={getattr(support, slot)}" for slot in SLOTS if getattr(support, slot) is not None]
    return " ".join([support.role, f"{support.value.normalize():f}", support.unit, *slots])


def asked(condition: Condition) -> str:
    parts = [condition.metric, condition.op, f"{condition.value.normalize():f}", condition.unit]
    parts += [f"{slot}={getattr(condition, slot)}" for slot in ("period", "tier", "alt") if getattr(condition, slot)]
    return " ".join(parts)
