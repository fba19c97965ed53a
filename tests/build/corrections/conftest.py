"""Corrections applied to the record that stands beside this."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from zhengtu.build.corrections import CorrectionsFile
from zhengtu.build.curation import Curator
from zhengtu.config import resource_dir
from zhengtu.lexicon.load import load
from zhengtu.model.record import Record
from zhengtu.store.ontology import Ontology

from .record import RECORD, SOURCE

FILE = "policies/mingzhou-2026/corrections.yaml"
HEAD = f"source_sha256: {SOURCE.sha256}\ncorrections:\n"
Curate = Callable[..., Record]


@pytest.fixture(scope="session")
def curate() -> Curate:
    """Apply corrections, written as the lines under `corrections:`, to the record."""
    curator = Curator(load(), Ontology.load(resource_dir("ontology")).code_labels())

    def apply(*entries: str, record: Record = RECORD, head: str = HEAD) -> Record:
        content = head + "".join(entry(text) for text in entries)
        return curator.curate(record, SOURCE, CorrectionsFile(FILE, content.encode()))

    numbers = iter(range(1000))

    def entry(text: str) -> str:
        name = "" if text.lstrip().startswith("id:") else f"id: c{next(numbers)}, "
        return f"  - {{{name}by: 李华, on: 2026-03-02, why: 对照原文, {text}}}\n"

    return apply
