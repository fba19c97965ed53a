"""Reads the release that is published in a release directory. Writing one lives in build."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from zhengtu.errors import InputError, NoRelease, NothingBuilt
from zhengtu.iri import Minter

MANIFEST = "MANIFEST.json"
SEARCH_INDEX = "search.sqlite"
_HASHED = re.compile(r"r-[0-9a-f]{16}")


def name_of(folder: Path) -> str:
    """The name that the release in a folder has: the hash of its manifest. Raises OSError when that cannot be read."""
    return f"r-{hash_file(folder / MANIFEST)[:16]}"


def hash_file(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError when it cannot be read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Release:
    """One immutable build: its directory, the base of its IRIs, its manifest."""

    path: Path
    base_iri: str
    manifest: dict[str, Any] = field(repr=False)

    @classmethod
    def current(cls, release_dir: Path) -> Release:
        """Open the published release. Raises NoRelease when nothing is published or it cannot be read."""
        return cls._open((release_dir / "current").resolve(), release_dir)

    @classmethod
    def whole(cls, release_dir: Path) -> Release:
        """Open the published release and verify every file. Raises NoRelease naming the damaged files."""
        release = cls.current(release_dir)
        if damage := release.damage():
            named = "; ".join(damage[:5])
            raise NoRelease(f"{release.path.name} is damaged: {named}. Build again, or roll back.")
        return release

    @classmethod
    def at(cls, path: Path) -> Release:
        """Open the release in a folder, published or not. Raises NoRelease when there is none that can be read."""
        return cls._open(path, path)

    @classmethod
    def named(cls, release_dir: Path, name: str) -> Release:
        """Open a release by its name. Raises InputError when there is none of that name, naming those there are."""
        known = cls.all_in(release_dir)
        found = next((release for release in known if release.path.name == name), None)
        if found is None:
            names = ", ".join(release.path.name for release in known) or "none"
            raise InputError(f"{release_dir} holds no release {name!r}; there are: {names}")
        return found

    @classmethod
    def all_in(cls, release_dir: Path) -> list[Release]:
        """The releases that can be opened, the one made last first."""
        found = []
        for path in release_dir.resolve().glob("r-*"):
            with contextlib.suppress(NoRelease, FileNotFoundError):  # one may be removed at this moment
                release = cls._open(path, release_dir)
                found.append((release._made(), path.name, release))
        return [release for *_, release in sorted(found, key=lambda entry: entry[:2], reverse=True)]

    def before(self) -> Release:
        """The release made last before this one. Raises InputError when there is none."""
        earlier = [other for other in Release.all_in(self.path.parent) if other._made() < self._made()]
        if not earlier:
            raise InputError(f"nothing was published before {self.path.name}; name two releases to compare")
        return earlier[0]

    @classmethod
    def _open(cls, path: Path, release_dir: Path) -> Release:
        try:
            manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
            return cls(path, manifest["base_iri"], manifest)
        except FileNotFoundError:
            if path.name == "current" or path == release_dir:
                raise NothingBuilt(f"{release_dir} holds no release; run `zhengtu build`") from None
            told = f"{release_dir} has lost the release {path.name}, or its manifest"
            raise NoRelease(f"{told}; run `zhengtu build` again, or `zhengtu releases rollback`") from None
        except PermissionError as error:
            told = f"{path} may not be read ({error.strerror})"
            raise NoRelease(f"{told}; give the user that runs this the right to read it") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            told = f"The release in {path} cannot be read ({error})"
            raise NoRelease(f"{told}; run `zhengtu build` again, or `zhengtu releases rollback`") from error

    def _made(self) -> int:
        return self.path.stat().st_mtime_ns

    @property
    def dump(self) -> Path:
        """All triples, as sorted N-Quads."""
        return self.path / "dump.nq"

    def lines(self) -> list[str]:
        """The lines of the dump. Raises NoRelease when the file is missing."""
        try:
            return self.dump.read_text(encoding="utf-8").split("\n")[:-1]
        except OSError as error:
            raise NoRelease(f"The release has lost its dump ({error}); run `zhengtu build` again") from error

    @property
    def published(self) -> tuple[str, ...]:
        """The slugs of the documents whose facts are in the dump, in order of the manifest."""
        return tuple(doc["slug"] for doc in self.manifest["documents"] if doc["status"] == "published")

    @property
    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the named graphs: each has a file of its own."""
        mint = Minter(self.base_iri)
        files = [PurePath(name) for name in self.manifest.get("files", {})]
        names = [file.with_suffix("").as_posix() for file in files if file.suffix == ".ttl"]
        return tuple(mint.graph(name.removeprefix("graphs/")) for name in names if name.startswith("graphs/"))

    def damage(self) -> list[str]:
        """Compare every file with the manifest, and the manifest with the name; each sentence names a file."""
        try:
            if _HASHED.fullmatch(self.path.name) and name_of(self.path) != self.path.name:
                return [f"{MANIFEST}: its hash is not the name of the release"]
        except OSError as error:
            return [f"{MANIFEST}: {error.strerror}"]
        found = []
        for name, listed in self.manifest.get("files", {}).items():
            path = self.path / name
            try:
                size = path.stat().st_size
                if size != listed["bytes"]:
                    found.append(f"{name}: {size} bytes instead of {listed['bytes']}")
                elif hash_file(path) != listed["sha256"]:
                    found.append(f"{name}: its SHA-256 is not the one of the manifest")
            except OSError as error:
                found.append(f"{name}: {'missing' if isinstance(error, FileNotFoundError) else error.strerror}")
        return found

    def text(self, slug: str) -> str:
        """The source text that offsets count in, carriage returns kept. Raises NoRelease when the file is missing."""
        try:
            return (self.path / "texts" / f"{slug}.txt").read_bytes().decode("utf-8")
        except OSError as error:
            raise NoRelease(f"The release has lost the text of {slug} ({error}); run `zhengtu build` again") from error

    @property
    def search_index(self) -> Path:
        """The full-text index."""
        return self.path / SEARCH_INDEX

    def record_path(self, slug: str) -> Path:
        """Where the record of a document is, as JSON."""
        return self.path / "records" / f"{slug}.json"
