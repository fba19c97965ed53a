"""Reads the authority lists, areas.csv and agency_names.csv. What a name in a text means: extract and graph."""

from __future__ import annotations

import csv
from pathlib import Path

from zhengtu.config import resource_dir
from zhengtu.errors import InputError
from zhengtu.model.agency import AgencyName
from zhengtu.model.area import Area


def read_areas(path: Path) -> dict[str, Area]:
    """The divisions that there are today, by code. Raises InputError."""
    return {row["code"]: _area(row) for row in _area_rows(path) if not row["valid_to"]}


def read_former_areas(path: Path) -> tuple[Area, ...]:
    """The divisions that were renamed or dissolved, under the code that they had. Raises InputError."""
    return tuple(_area(row) for row in _area_rows(path) if row["valid_to"])


def _area(row: dict[str, str]) -> Area:
    return Area(row["code"], row["name"], row["level"], row["parent"] or None, row.get("name_en") or None)


def agency_names_file(authority: Path | None = None) -> Path:
    """The table of a folder of authority lists; the shipped one where that has none."""
    shipped = resource_dir("data") / "authority" / "agency_names.csv"
    own = authority / "agency_names.csv" if authority else shipped
    return own if own.is_file() else shipped


def read_agency_names(path: Path) -> dict[str, AgencyName]:
    """The full name for each short one. Raises InputError for a file that is missing or has another shape."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read ({error}); restore data/authority/agency_names.csv") from None
    for number, row in enumerate(rows, start=2):
        if not (row.get("short") and row.get("full")) or row.get("level") not in ("national", "local"):
            raise InputError(f"{path}: line {number} is not short,full,national or local; see data/authority/README.md")
    return {row["short"]: AgencyName(row["full"], row["level"] == "national") for row in rows}


def _area_rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except OSError as error:
        raise InputError(
            f"{path}: the area table cannot be read ({error.strerror}); restore data/authority/areas.csv"
        ) from error
    for number, row in enumerate(rows, start=2):
        if not (row.get("code") and row.get("name")):
            raise InputError(f"{path}: line {number} has no code or no name; restore data/authority/areas.csv")
    missing = [column for column in ("level", "parent", "valid_to") if rows and column not in rows[0]]
    if missing:
        raise InputError(f"{path}: column {missing[0]!r} is missing; see data/authority/README.md")
    return rows
