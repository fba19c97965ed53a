"""A document as it was read: its decoded text, untouched. Opening and decoding files live in text.read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """The text that all offsets count: byte order mark and carriage returns kept. sha256 is that of the bytes."""

    name: str
    text: str
    sha256: str
