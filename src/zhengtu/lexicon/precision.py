"""The table of measured precision: what gold confirms of each rule, by set of gold records. Measuring is evaluate's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from zhengtu.errors import InputError

Counts = Mapping[str, tuple[int, int]]  # rule → readings that gold confirms, readings in all
TABLE = Path(__file__).parent / "tables" / "precision.yaml"


@dataclass(frozen=True, slots=True)
class MeasuredSet:
    """How many documents a set of gold records has, and what it says of each rule."""

    documents: int
    rules: Counts


def read_sets(path: Path = TABLE) -> Mapping[str, MeasuredSet]:
    """Read the table by the names of its sets. Raises InputError."""
    try:
        return _sets(path, yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path}: {error}; restore it") from error


def summed(path: Path, written: Any) -> dict[str, list[int]]:
    """Add up all sets of a table that was read from path, rule by rule, as [confirmed, used]. Raises InputError."""
    total = add(*(one.rules for one in _sets(path, written).values()))
    return {rule: [confirmed, used] for rule, (confirmed, used) in total.items()}


def add(*several: Counts) -> Counts:
    """Add counts up, rule by rule."""
    total: dict[str, tuple[int, int]] = {}
    for counts in several:
        for rule, (confirmed, used) in counts.items():
            before = total.get(rule, (0, 0))
            total[rule] = before[0] + confirmed, before[1] + used
    return total


def _sets(path: Path, written: Any) -> Mapping[str, MeasuredSet]:
    try:
        return {
            name: MeasuredSet(
                int(one["documents"]), {rule: (int(right), int(used)) for rule, (right, used) in one["rules"].items()}
            )
            for name, one in written["sets"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"{path}: a set holds documents, a number, and rules, each with [confirmed, used]; measure it anew"
        ) from error
