"""A document as it was read: its decoded text, untouched. Opening and decoding files live in text.read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """The text that all offsets count: byte order mark and carriage returns kept. sha256 is that of the bytes.

    remarks say what of the file could not be read, or was left out, in English and Chinese as the messages of a record.
    """

    name: str
    text: str
    sha256: str
    remarks: tuple[str, ...] = ()
