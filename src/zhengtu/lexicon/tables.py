"""All rows of the lexicon as they are written, each table with its file. What the rows mean is said in compilation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from zhengtu.config import resource_dir
from zhengtu.errors import InputError
from zhengtu.lexicon.concepts import SCHEMES, read_concepts
from zhengtu.lexicon.precision import summed

_TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True, slots=True)
class Tables:
    """Table → rows, table → the file that it stands in, and the bytes of all files in a fixed order."""

    rows: Mapping[str, Any]
    files: Mapping[str, Path]
    contents: tuple[bytes, ...]


def read_tables(tables: Path | None = None, concepts: Path | None = None) -> Tables:
    """Read the shipped rows; a file in one of the folders replaces the shipped one of its name.

    Raises InputError for a file that cannot be read, and for a folder where none replaces a shipped one.
    """
    rows: dict[str, Any] = {}
    files: dict[str, Path] = {}
    contents = []
    for path in [*table_files(tables), *concept_files(concepts)]:
        content = _content(path)
        contents.append(content.encode())
        for table, written in _tables(path, content).items():
            rows[table], files[table] = written, path
    return Tables(rows, files, tuple(contents))


def table_files(changed: Path | None) -> Iterator[Path]:
    """The YAML files, those in the folder of changed ones instead of the shipped ones of their name."""
    return _overlaid(sorted(_TABLES.glob("*.yaml")), changed)


def concept_files(changed: Path | None) -> Iterator[Path]:
    """The Turtle files, in the same way."""
    return _overlaid([resource_dir("ontology") / "codes" / f"{scheme}.ttl" for scheme in SCHEMES], changed)


def form_of(row: Any) -> str:
    """The printed form of a row that is a word, or has one."""
    return row if isinstance(row, str) else str(row["form"])


def _overlaid(shipped: list[Path], changed: Path | None) -> Iterator[Path]:
    if changed is None:
        return iter(shipped)
    found = {path.name: path for path in _listed(changed)}
    names = [path.name for path in shipped]
    if found.keys().isdisjoint(names):
        raise InputError(
            f"{changed}: no file in it replaces a shipped one; name it {', '.join(names[:-1])} or {names[-1]}"
        )
    return (found.get(path.name, path) for path in shipped)


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror}; give a folder of changed files") from error


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; restore it") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is no UTF-8; save it as UTF-8") from error


def _tables(path: Path, content: str) -> Mapping[str, Any]:
    if path.suffix == ".ttl":
        return {SCHEMES[path.stem]: read_concepts(path, content)}
    try:
        # libyaml takes a twentieth of the time; a platform without it has the loader in Python.
        written = yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(
            f"{path}: line {line} is no YAML ({error.problem}); compare it with the lines above"
        ) from error
    if not isinstance(written, dict):
        raise InputError(f"{path}: holds no tables; begin it with the name of a table and a colon")
    return {"precision": summed(path, written)} if path.stem == "precision" else written
