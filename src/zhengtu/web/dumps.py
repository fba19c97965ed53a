"""The dumps of the release as files to download, and the context and frames of their JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from starlette.exceptions import HTTPException

from zhengtu.config import resource_dir
from zhengtu.store import formats
from zhengtu.web.representation import matches
from zhengtu.web.site import Site, requested_path, site_of

CONTEXT = "context.jsonld"
router = APIRouter()


@dataclass(frozen=True, slots=True)
class DumpFile:
    """A file to download: path below /dumps, format, size in bytes, SHA-256."""

    path: str
    format: formats.Format
    size: int
    sha256: str

    @classmethod
    def of(cls, path: str, listed: Mapping[str, Any]) -> DumpFile:
        known = formats.by_suffix(path.rsplit(".", 1)[-1], formats.DUMPS)
        assert known is not None, path
        return cls(path, known, listed["bytes"], listed["sha256"])


def dump_files(site: Site) -> list[DumpFile]:
    """The files to download: first those that hold everything."""
    listed = site.release.manifest.get("files", {})
    names = sorted((name for name in listed if name.startswith(("dump.", "graphs/"))), key=lambda n: ("/" in n, n))
    return [DumpFile.of(name, listed[name]) for name in names]


@router.get("/dumps/{path:path}", summary="A dump of the release", response_class=Response)
def get_dump(request: Request) -> Response:
    """Give a file of the release; its ETag is its SHA-256."""
    site = site_of(request)
    path = requested_path(request).removeprefix("/dumps/")
    found = next((file for file in dump_files(site) if file.path == path), None)
    if found is None:
        raise HTTPException(404, f"There is no dump {path!r}; /dataset lists them")
    etag = f'"{found.sha256}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if matches(request.headers.get("if-none-match"), found.sha256):
        return Response(status_code=304, headers=headers)
    return FileResponse(site.release.path / path, headers=headers, media_type=_typed(found.format))


@router.get(f"/def/{CONTEXT}", summary="The JSON-LD context", response_class=Response)
def get_context() -> Response:
    """Give the context of our JSON-LD; its address is the same on every deployment."""
    return FileResponse(resource_dir("ontology") / CONTEXT, media_type=formats.JSON_LD.media_type)


@router.get("/def/frames/{name}.jsonld", summary="A JSON-LD frame", response_class=Response)
def get_frame(name: str) -> Response:
    """Give a frame, which makes a tree of our JSON-LD."""
    if name not in frame_names():
        raise HTTPException(404, f"There is no frame {name!r}; there are: {', '.join(frame_names())}")
    return FileResponse(_frames() / f"{name}.jsonld", media_type=formats.JSON_LD.media_type)


def frame_names() -> list[str]:
    """The frames of ontology/frames by name."""
    return sorted(path.stem for path in _frames().glob("*.jsonld"))


def _frames() -> Path:
    return resource_dir("ontology") / "frames"


def _typed(known: formats.Format) -> str:
    return f"{known.media_type}; charset=utf-8" if known.media_type.startswith("text/") else known.media_type
