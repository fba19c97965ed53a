"""An administrative area as the area table gives it. Reading that table does not live here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A division with its code of GB/T 2260; parent is the code of the division above, None for a province.

    name_en is None where the table gives no English name.
    """

    code: str
    name: str
    level: str
    parent: str | None
    name_en: str | None = None
