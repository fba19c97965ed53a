"""Reads the release that is published in a release directory. Writing one lives in build."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhengtu.errors import NoRelease


@dataclass(frozen=True, slots=True)
class Release:
    """One immutable build: its directory, the base of its IRIs, its manifest."""

    path: Path
    base_iri: str
    manifest: dict[str, Any] = field(repr=False)

    @classmethod
    def current(cls, release_dir: Path) -> Release:
        """Open the published release. Raises NoRelease when nothing is published or it cannot be read."""
        path = (release_dir / "current").resolve()
        try:
            manifest = json.loads((path / "MANIFEST.json").read_text(encoding="utf-8"))
            return cls(path, manifest["base_iri"], manifest)
        except FileNotFoundError:
            raise NoRelease(f"{release_dir} holds no release; run `zhengtu build`") from None
        except (OSError, ValueError, KeyError) as error:
            raise NoRelease(f"The release in {path} cannot be read ({error}); run `zhengtu build` again") from error

    @property
    def dump(self) -> Path:
        """All triples, as sorted N-Quads."""
        return self.path / "dump.nq"

    @property
    def published(self) -> tuple[str, ...]:
        """The slugs of the documents whose facts are in the dump, in order of the manifest."""
        return tuple(doc["slug"] for doc in self.manifest["documents"] if doc["status"] == "published")

    def text(self, slug: str) -> str:
        """The source text that offsets count in, carriage returns kept. Raises NoRelease when the file is missing."""
        try:
            return (self.path / "texts" / f"{slug}.txt").read_bytes().decode("utf-8")
        except OSError as error:
            raise NoRelease(f"The release has lost the text of {slug} ({error}); run `zhengtu build` again") from error

    def record_path(self, slug: str) -> Path:
        """Where the record of a document is, as JSON."""
        return self.path / "records" / f"{slug}.json"
