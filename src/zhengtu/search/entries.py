"""What can be found: one entry for each name and each passage of a text. How they are kept lives in writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

# What entries are of, in the order in which people look for them.
KINDS = ("policy", "agency", "area", "concept", "passage")


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing by its names, or a passage of a document by its words.

    iri is the thing, or the policy that the passage is of; part is the place in the policy: the end of a provision's
    IRI, empty outside of provisions, and place its number as people say it, 第五条（三）. start and end count the
    characters of the source. numbers are the sums, rates and counts of a passage with their units, in the notation of
    the code list.
    """

    kind: str
    iri: str
    names: Mapping[str, str]
    words: str = ""
    part: str = ""
    place: str = ""
    start: int = 0
    end: int = 0
    is_heading: bool = False
    numbers: tuple[tuple[Decimal, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """All entries; the names that cities go by, with their policies; the words that mean one kind of agency; and the
    simplified character for each traditional one, as search reads both."""

    entries: tuple[Entry, ...]
    cities: Mapping[str, tuple[str, ...]]
    synonyms: tuple[tuple[str, ...], ...]
    simplified: Mapping[str, str] = field(default_factory=dict)
