"""What is wrong with a row, and where it stands. How it is found out lives in schema and lint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of a row (table or row None: of the whole file). message says what, and what to do about it."""

    severity: Literal["error", "warning"]
    file: Path
    table: str | None
    row: str | None
    message: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.table, self.row) if part)
        return f"{self.file}: {place}{': ' if place else ''}{self.message}"
