"""Gold records: found in a folder, and checked before anything is compared with them. No comparison lives here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhengtu.errors import InputError
from zhengtu.evaluate.gold_shape import RECORD

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gold:
    """What a careful reader found in one document."""

    path: Path
    record: Plain

    @property
    def slug(self) -> str:
        """The name of the document in figures and messages."""
        return self.path.stem

    @property
    def source(self) -> str:
        """The file name that the document had when the record was written."""
        return str(self.record["source"])

    @property
    def skip(self) -> frozenset[str]:
        """The facets that the reader did not look for."""
        return frozenset(self.record.get("skip") or ())


def read_gold(folder: Path) -> list[Gold]:
    """Read every gold record of a folder, by name. Raises InputError naming the file and the key that is wrong."""
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder; give one that holds gold records, NAME.json for each document")
    found = sorted(folder.glob("*.json"))
    if not found:
        raise InputError(f"{folder} holds no gold record; put NAME.json for each document there")
    return [_read(path) for path in found]


def _read(path: Path) -> Gold:
    try:
        record = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}; check the file") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path} is no JSON: {error}; mend the file") from None
    if (wrong := RECORD.fault(record)) is not None:
        raise InputError(f"{path}: {wrong}; see docs/reference/record.md for what belongs there")
    return Gold(path, record)
