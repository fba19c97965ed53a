"""Shapes of JSON values, and the first place where a value differs from one. What the keys mean is said elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

_LONGEST_SHOWN = 40


class Shape(Protocol):
    """What a value may be. name is what to write instead, for a message."""

    @property
    def name(self) -> str: ...

    def fault(self, value: Any, place: str = "") -> str | None:
        """Name the first key at or below place whose value has not the shape, with what belongs there; else None.

        >>> Table({"rows": Each(Kind("a number", (int, float)))}).fault({"rows": [1, "two"]})
        "rows[1] is 'two', not a number"
        """


@dataclass(frozen=True, slots=True)
class Kind:
    """A single value of one of several Python types; true and false are no numbers."""

    name: str
    types: tuple[type, ...]

    def fault(self, value: Any, place: str = "") -> str | None:
        right = isinstance(value, self.types) and not isinstance(value, bool)
        return None if right else _not(value, place, self.name)


@dataclass(frozen=True, slots=True)
class Word:
    """One of several texts."""

    words: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"one of {', '.join(self.words)}"

    def fault(self, value: Any, place: str = "") -> str | None:
        return None if value in self.words else _not(value, place, self.name)


@dataclass(frozen=True, slots=True)
class Each:
    """A list whose items all have one shape."""

    item: Shape
    name: str = "a list"

    def fault(self, value: Any, place: str = "") -> str | None:
        if not isinstance(value, list):
            return _not(value, place, self.name)
        faults = (self.item.fault(item, f"{place}[{number}]") for number, item in enumerate(value))
        return next((found for found in faults if found is not None), None)


@dataclass(frozen=True, slots=True)
class Row:
    """A list with a fixed number of items, each with its own shape."""

    items: tuple[Shape, ...]

    @property
    def name(self) -> str:
        return f"a list of {len(self.items)}"

    def fault(self, value: Any, place: str = "") -> str | None:
        if not isinstance(value, list) or len(value) != len(self.items):
            return _not(value, place, self.name)
        faults = (shape.fault(value[number], f"{place}[{number}]") for number, shape in enumerate(self.items))
        return next((found for found in faults if found is not None), None)


@dataclass(frozen=True, slots=True)
class Either:
    """A value that has one of several shapes."""

    shapes: tuple[Shape, ...]

    @property
    def name(self) -> str:
        return " or ".join(shape.name for shape in self.shapes)

    def fault(self, value: Any, place: str = "") -> str | None:
        faults = [shape.fault(value, place) for shape in self.shapes]
        if None in faults:
            return None
        # A fault inside the value says more than that the value as a whole is none of these.
        inside = [found for found in faults if found is not None and not found.startswith(f"{place} is ")]
        return inside[0] if inside else _not(value, place, self.name)


@dataclass(frozen=True, slots=True)
class Table:
    """An object with keys; keys that are named in neither dict are nobody's business."""

    required: dict[str, Shape]
    optional: dict[str, Shape] = field(default_factory=dict)
    name: str = "an object"

    def fault(self, value: Any, place: str = "") -> str | None:
        if not isinstance(value, dict):
            return _not(value, place, self.name)
        prefix = f"{place}." if place else ""
        missing = (f"{prefix}{key} is missing" for key in self.required if key not in value)
        shapes = {**self.required, **self.optional}
        faults = (shape.fault(value[key], prefix + key) for key, shape in shapes.items() if key in value)
        return next(missing, None) or next((found for found in faults if found is not None), None)


def _not(value: Any, place: str, wanted: str) -> str:
    shown = repr(value)
    cut = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
    return f"{place or 'the record'} is {cut}, not {wanted}"
