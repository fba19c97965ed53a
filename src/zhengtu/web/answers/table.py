"""A table as every page shows it and every download gives it: named columns, plain values, what each row is about.

How it is written as CSV, JSON or Turtle lives in web.downloads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

Value = str | int | bool | Decimal | None


@dataclass(frozen=True, slots=True)
class Column:
    """key names the column for programs, titles head it for people, by language."""

    key: str
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DataTable:
    """name is the stem of downloaded files, subjects are the IRIs that rows are about; None is what no text says."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    subjects: tuple[str, ...] = ()


def columns(named: Iterable[tuple[str, str, str]]) -> tuple[Column, ...]:
    """Columns of keys with their titles in Chinese and in English."""
    return tuple(Column(key, {"zh": chinese, "en": english}) for key, chinese, english in named)
