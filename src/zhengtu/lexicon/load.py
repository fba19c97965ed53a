"""load(): the shipped or a changed lexicon, compiled and named by its hash. The rows themselves are read in tables."""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import replace
from decimal import InvalidOperation
from pathlib import Path

from zhengtu.config import resource_dir
from zhengtu.errors import InputError
from zhengtu.lexicon.compilation import compile_lexicon
from zhengtu.lexicon.script import load_script, script_file
from zhengtu.lexicon.tables import Tables, read_tables
from zhengtu.model.area import Area
from zhengtu.model.lexicon import Lexicon

# What a row that no schema has checked makes compilation raise; re.error is a kind of Exception only.
_MALFORMED = (KeyError, TypeError, ValueError, AttributeError, InvalidOperation, re.error)


def load(authority: Path | None = None, *, tables: Path | None = None, concepts: Path | None = None) -> Lexicon:
    """Compile the lexicon. authority is the folder of areas.csv (default: the shipped one).

    tables and concepts are folders with changed YAML and Turtle files, which replace the shipped ones of their names.
    Raises InputError for files that cannot be read or do not have the shape that their schema asks for.
    """
    areas_file = (authority or resource_dir("data") / "authority") / "areas.csv"
    written = read_tables(tables, concepts)
    areas = read_areas(areas_file)
    script = script_file(authority)
    digest = hashlib.sha256(b"\n".join([*written.contents, areas_file.read_bytes(), script.read_bytes()])).hexdigest()
    try:
        return replace(
            compile_lexicon(written.rows, areas, digest),
            script=load_script(script),
            former_areas=read_former_areas(areas_file),
        )
    except _MALFORMED as error:
        raise InputError(_explained(written, error)) from error


def _explained(written: Tables, error: Exception) -> str:
    """Name the row that the schema refuses."""
    from zhengtu.lexicon.schema import check  # costs time to import, and is asked for only here and by lint

    first = next(check(written), None)
    return str(first) if first else f"the lexicon does not compile ({error}); run zhengtu lexicon lint"


def read_areas(path: Path) -> dict[str, Area]:
    """The divisions that there are today, by code. Raises InputError."""
    return {row["code"]: _area(row) for row in _area_rows(path) if not row["valid_to"]}


def read_former_areas(path: Path) -> tuple[Area, ...]:
    """The divisions that were renamed or dissolved, under the code that they had. Raises InputError."""
    return tuple(_area(row) for row in _area_rows(path) if row["valid_to"])


def _area(row: dict[str, str]) -> Area:
    return Area(row["code"], row["name"], row["level"], row["parent"] or None)


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
