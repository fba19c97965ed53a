"""MANIFEST.json: what a release holds, and what it was made from. It names neither times nor places."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from zhengtu import __version__
from zhengtu.build.documents import authority_dir, policies_dir
from zhengtu.build.report import BuildReport, DocumentReport
from zhengtu.config import Settings, resource_dir
from zhengtu.store.release import hash_file

# The parts of the package that a release depends on; a change of the web pages calls for no new build.
_STAGES = ("build", "extract", "graph", "lexicon", "model", "reason", "store", "structure", "text")
_MODULES = ("iri.py", "vocab.py")


def fingerprint(settings: Settings) -> str:
    """Hash everything that a build reads: documents, ontology, queries, code, base IRI."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256(f"{__version__}\n{settings.base_iri}\n".encode())
    places = {
        "policies": policies_dir(settings.data_dir),
        "authority": authority_dir(settings.data_dir) or resource_dir("data") / "authority",
        **{name: resource_dir(name) for name in ("ontology", "queries")},
        **{name: package / name for name in (*_STAGES, *_MODULES)},
    }
    for name, place in places.items():
        for path in _files(place):
            shown = f"{name}/{path.relative_to(place).as_posix()}"
            digest.update(f"{shown}\n{_hash(path)}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def to_bytes(report: BuildReport, settings: Settings, inputs: str, folder: Path) -> bytes:
    """Write the manifest of the release whose files are in folder."""
    manifest = {
        "zhengtu": __version__,
        "base_iri": settings.base_iri,
        "inputs": inputs,
        "counts": report.counts,
        "diagnostics": report.diagnostics,
        "documents": [document.to_plain() for document in report.documents],
        "files": {path.relative_to(folder).as_posix(): _size_and_hash(path) for path in _files(folder)},
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def read_report(manifest: Mapping[str, Any], release: str) -> BuildReport:
    """Read back the report of the build that a manifest tells of."""
    documents = tuple(DocumentReport.from_plain(plain) for plain in manifest["documents"])
    return BuildReport(release, documents, manifest["counts"]["triples"], unchanged=True)


def _hash(path: Path) -> str:
    """Hash a file; one that cannot be opened has an empty hash, since the build will say so."""
    try:
        return hash_file(path)
    except OSError:
        return ""


def _size_and_hash(path: Path) -> dict[str, Any]:
    return {"bytes": path.stat().st_size, "sha256": hash_file(path)}


def _files(place: Path) -> Iterable[Path]:
    if place.is_file():
        return [place]
    return sorted(_walk(place), key=lambda path: path.relative_to(place).as_posix())


def _walk(place: Path) -> Iterator[Path]:
    for path in place.rglob("*"):
        hidden = any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(place).parts)
        if path.is_file() and not hidden:
            yield path
