"""The documents of a data directory with their metadata, each checked. What the texts say does not live here."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zhengtu.build import corrections
from zhengtu.build.corrections import CorrectionsFile
from zhengtu.errors import InputError, InvalidMetadata
from zhengtu.model.source import Source
from zhengtu.text.read import read_source

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_HASH = re.compile(r"[0-9a-f]{64}")
_REQUIRED = ("slug", "title", "city", "sha256")
_OPTIONAL = ("city_en", "original_sha256")
REMARKS = "remarks.txt"
_ORIGIN = ("file", "publisher", "url", "note")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What meta.toml says of a document; sha256 is that of the bytes of source.txt, origin where they are from.

    original_sha256 is that of original.{pdf,docx,html}, the file that source.txt was read from, None for plain text.
    """

    slug: str
    title: str
    city: str
    sha256: str
    city_en: str | None = None
    original_sha256: str | None = None
    origin_file: str | None = None
    origin_publisher: str | None = None
    origin_url: str | None = None
    origin_note: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document that can be worked on; corrections is its corrections.yaml, where it has one."""

    meta: Metadata
    source: Source
    corrections: CorrectionsFile | None = None

    @property
    def slug(self) -> str:
        return self.meta.slug


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A document that is left out, and why. traceback is there when the fault is ours."""

    slug: str
    title: str | None
    reason: str
    traceback: str | None = None


def policies_dir(data_dir: Path) -> Path:
    """The folder that holds one folder per document."""
    return data_dir / "policies"


def authority_dir(data_dir: Path) -> Path | None:
    """The folder of the authority tables; None (the shipped ones) where a data directory has none of its own."""
    own = data_dir / "authority"
    return own if own.is_dir() else None


def load_documents(data_dir: Path) -> list[Document | Quarantined]:
    """Load every document under policies/, by slug. Raises InputError when there is none at all."""
    folder = policies_dir(data_dir)
    if not folder.is_dir():
        hint = f"; did you mean --data {data_dir.parent}?" if data_dir.name == "policies" else ""
        raise InputError(f"{data_dir} holds no folder policies/{hint or '; give the data directory with --data DIR'}")
    found = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    if not found:
        raise InputError(f"{folder} holds no document; bring one in with `zhengtu add FILE --data {data_dir}`")
    return [_load(path) for path in found]


def read_metadata(path: Path) -> Metadata:
    """Read and check one meta.toml. Raises InvalidMetadata naming the key that is missing, unknown or unusable."""
    shown = f"policies/{path.parent.name}/{path.name}"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InvalidMetadata(f"{shown} does not exist; add documents with `zhengtu add FILE`") from None
    except (OSError, ValueError) as error:
        raise InvalidMetadata(f"{shown} cannot be read: {_one_line(error)}; mend the file") from None
    origin = table.pop("origin", {})
    if not isinstance(origin, dict):
        raise InvalidMetadata(f"{shown}: origin is no table; write [origin] with the keys {', '.join(_ORIGIN)}")
    _check_keys(shown, "", table, _REQUIRED, (*_REQUIRED, *_OPTIONAL))
    _check_keys(shown, "origin.", origin, (), _ORIGIN)
    _check_values(shown, path.parent.name, table)
    return Metadata(**table, **{f"origin_{key}": value for key, value in origin.items()})


def _load(folder: Path) -> Document | Quarantined:
    title = None
    try:
        meta = read_metadata(folder / "meta.toml")
        title = meta.title
        shown = f"policies/{folder.name}/source.txt"
        source = read_source(folder / "source.txt", shown_as=shown)
        if source.sha256 != meta.sha256:
            raise InvalidMetadata(
                f"{shown} is not the file that its meta.toml describes (sha256 {source.sha256[:12]}… instead of "
                f"{meta.sha256[:12]}…); accept it with `zhengtu add --replace {meta.slug} FILE`, or restore it"
            )
        _check_original(folder, meta)
        source = replace(source, remarks=tuple(dict.fromkeys([*_remarks(folder / REMARKS), *source.remarks])))
        corrected = CorrectionsFile.in_folder(folder, f"policies/{folder.name}/{corrections.NAME}")
    except InputError as error:
        return Quarantined(folder.name, title, str(error))
    return Document(meta, source, corrected)


def _remarks(path: Path) -> list[str]:
    """What was said of the original when source.txt was read from it, a remark a line."""
    try:
        return [line for raw in path.read_text(encoding="utf-8").splitlines() if (line := raw.strip())]
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise InvalidMetadata(
            f"policies/{path.parent.name}/{path.name} cannot be read: {_one_line(error)}; mend the file, or remove it"
        ) from None


def _check_original(folder: Path, meta: Metadata) -> None:
    if meta.original_sha256 is None:
        return
    hashes = {hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("original.*")}
    if meta.original_sha256 not in hashes:
        raise InvalidMetadata(
            f"policies/{folder.name} lacks the original that its meta.toml describes (sha256 "
            f"{meta.original_sha256[:12]}…); restore it, or give it again with `zhengtu add --replace {meta.slug} FILE`"
        )


def _check_keys(
    shown: str, prefix: str, table: dict[str, Any], required: tuple[str, ...], known: tuple[str, ...]
) -> None:
    for key in required:
        if key not in table:
            raise InvalidMetadata(f"{shown} lacks the key {prefix}{key}; add it")
    for key, value in table.items():
        if key not in known:
            raise InvalidMetadata(f"{shown}: unknown key {prefix}{key}; known are {', '.join(known)}")
        if not isinstance(value, str) or not value.strip():
            raise InvalidMetadata(f"{shown}: {prefix}{key} is {value!r}; give a text in quotes")


def _check_values(shown: str, folder: str, table: dict[str, Any]) -> None:
    slug = table["slug"]
    if not SLUG.fullmatch(slug):
        raise InvalidMetadata(f"{shown}: slug is {slug!r}; use small letters, digits and hyphens")
    if slug != folder:
        raise InvalidMetadata(f"{shown}: slug is {slug!r} but the folder is {folder!r}; make them the same")
    for key in ("sha256", "original_sha256"):
        if key in table and not _HASH.fullmatch(table[key]):
            raise InvalidMetadata(f"{shown}: {key} is {table[key]!r}; give 64 hexadecimal digits in small letters")


def _one_line(error: Exception) -> str:
    return " ".join((error.strerror or "" if isinstance(error, OSError) else str(error)).split())
