"""A name of an agency as the table of short names gives it. Which body a printed name means is resolved in graph."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgencyName:
    """The name in full, without its place. A national body is one for all places; others each place has of its own."""

    full: str
    is_national: bool
