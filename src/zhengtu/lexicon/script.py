"""Reads traditional.csv, the simplified character for each traditional one. What is read with it, text decides."""

from __future__ import annotations

from pathlib import Path

from zhengtu.config import resource_dir
from zhengtu.errors import InputError
from zhengtu.model.script import Script

_HEADINGS = "traditional,simplified"


def script_file(authority: Path | None = None) -> Path:
    """The table of a folder of authority lists; the shipped one where that has none."""
    shipped = resource_dir("data") / "authority" / "traditional.csv"
    own = authority / "traditional.csv" if authority else shipped
    return own if own.is_file() else shipped


def load_script(path: Path) -> Script:
    """Read the table. Raises InputError for one that is missing or no table of character pairs."""
    try:
        headings, *rows = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read ({error}); restore data/authority/traditional.csv") from None
    if headings != _HEADINGS:
        raise InputError(f"{path} does not begin with {_HEADINGS}; restore data/authority/traditional.csv")
    for number, row in enumerate(rows, start=2):
        if len(row) != 3 or row[1] != ",":
            raise InputError(f"{path}: line {number} is no pair of characters; restore data/authority/traditional.csv")
    return Script({row[0]: row[2] for row in rows})
