"""An administrative area as the area table gives it. Reading that table does not live here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A division with its code of GB/T 2260; parent is the code of the division above, None for a province."""

    code: str
    name: str
    level: str
    parent: str | None
