"""Whether the process runs and whether it can answer, for those who watch it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from zhengtu.store import formats
from zhengtu.web.site import site_of

READY_TIMEOUT_S = 3.0

router = APIRouter(prefix="/health")


@router.get("/live", summary="The process runs")
async def live() -> dict[str, str]:
    """Say that the process runs."""
    return {"status": "ok"}


@router.get("/ready", summary="The store answers")
def ready(request: Request) -> dict[str, Any]:
    """Ask the store something; when it does not answer, the error is a 503."""
    site = site_of(request)
    site.store.query("ASK { ?s ?p ?o }", formats.JSON.media_type, timeout_s=READY_TIMEOUT_S)
    return {"status": "ok", "release": site.release.path.name, "base_iri": site.release.base_iri}
