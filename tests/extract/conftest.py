"""The lexicon, the five documents, and what the extractor reads out of them; each read once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from zhengtu.extract.extraction import extract
from zhengtu.lexicon import load
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import Record
from zhengtu.model.serialisation import to_plain
from zhengtu.model.source import Source

Read = Callable[[str], Record]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The shipped tables."""
    return load()


@pytest.fixture(scope="session")
def read(lexicon: Lexicon) -> Read:
    """Read the record of a text, each text once: records cannot be changed."""
    return cache(lambda text: extract(Source("test.txt", text, "0" * 64), lexicon))


@pytest.fixture(scope="session")
def texts(documents: dict[str, Path]) -> dict[str, str]:
    """Slug → decoded source, carriage returns kept."""
    return {slug: path.read_bytes().decode("utf-8") for slug, path in documents.items()}


@pytest.fixture(scope="session")
def records(texts: dict[str, str], read: Read) -> dict[str, Record]:
    """Slug → record."""
    return {slug: read(text) for slug, text in texts.items()}


@pytest.fixture(scope="session")
def plain(records: dict[str, Record]) -> dict[str, dict[str, Any]]:
    """Slug → record as its JSON has it: dicts, lists, strings and numbers."""
    return {slug: to_plain(record) for slug, record in records.items()}
