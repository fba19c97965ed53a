"""The documents of a folder, one after the other. What is read in them, and compared, lives elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from zhengtu.errors import InputError, UnreadableSource
from zhengtu.model.source import Source
from zhengtu.text.read import read_source

_ENDINGS = (".txt", ".html", ".htm", ".pdf", ".docx")


def corpus_files(folder: Path) -> list[Path]:
    """The documents below a folder, sorted; an original beside its source.txt is not read twice.

    Raises InputError for a folder without documents.
    """
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS and path.is_file())
    kept = [path for path in found if path.stem != "original" or not path.with_name("source.txt").is_file()]
    if not kept:
        raise InputError(f"{folder}: no document below it; give a folder with files named {', '.join(_ENDINGS)}")
    return kept


def read_corpus(folder: Path, skipped: Callable[[str], None]) -> Iterator[Source]:
    """Read the documents, named by their paths within the folder; skipped is told of each that is no document."""
    for path in corpus_files(folder):
        try:
            yield replace(read_source(path), name=path.relative_to(folder).as_posix())
        except UnreadableSource as error:
            skipped(str(error))
