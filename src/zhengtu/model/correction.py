"""What a person set right in a record: who, when, why, and which values. Reading and applying it lives in build."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from zhengtu.model.record import Evidence, Path

Operation = Literal["set", "add", "remove"]
_RULE_PREFIX = "correction:"


@dataclass(frozen=True, slots=True)
class SlotChange:
    """The value of a slot before and after; None is a slot that is not filled."""

    slot: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that was applied, and the fact that it touched.

    kind is that of the fact (support, rule, …) or, for metadata, policy. with the name of the field (policy.title).
    measure is the id of the measure that holds the fact, or is it; None for facts of no measure. evidence is
    what the fact rests on; None only for metadata that was removed and rested on nothing.
    """

    id: str
    by: str
    on: date
    why: str
    operation: Operation
    kind: str
    provision: Path | None
    measure: str | None
    evidence: Evidence | None
    changes: tuple[SlotChange, ...]


def rule_of(correction: str) -> str:
    """What a Reading names as its rule where the correction with this id filled the slot."""
    return f"{_RULE_PREFIX}{correction}"


def correction_of(rule: str) -> str | None:
    """The id of the correction that a Reading names as its rule; None for a rule of the extractor.

    >>> correction_of(rule_of("cap")), correction_of("slots.giving")
    ('cap', None)
    """
    return rule.removeprefix(_RULE_PREFIX) if rule.startswith(_RULE_PREFIX) else None


def written(value: object) -> str | None:
    """The value of a slot as one line; None for one that is not filled.

    >>> written(Decimal("5E+5")), written(((3, 2), (4,))), written(("9610", "9710")), written(())
    ('500000', '3/2、4', '9610、9710', None)
    """
    if value is None or value == ():
        return None
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        is_path = all(isinstance(part, int) for part in value)
        return ("/" if is_path else "、").join(filter(None, map(written, value)))
    if dataclasses.is_dataclass(value):
        return " ".join(filter(None, (written(getattr(value, field.name)) for field in dataclasses.fields(value))))
    return str(value)
