"""Whether the process runs and whether it can answer, for those who watch it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from zhengtu.store import formats
from zhengtu.web.problems import without_places
from zhengtu.web.site import site_of

READY_TIMEOUT_S = 3.0

router = APIRouter()


@router.get("/health/live", summary="The process runs")
async def live() -> dict[str, str]:
    """Say that the process runs."""
    return {"status": "ok"}


@router.get("/health/ready", summary="The store answers")
def ready(request: Request) -> dict[str, Any]:
    """Ask the store something; when it does not answer, the error is a 503."""
    site = site_of(request)
    site.store.query("ASK { ?s ?p ?o }", formats.JSON.media_type, timeout_s=READY_TIMEOUT_S)
    return {
        "status": "ok",
        "release": site.release.path.name,
        "base_iri": site.release.base_iri,
        "refused": {name: without_places(why) for name, why in request.app.state.live.refused.items()},
    }


@router.get("/metrics", summary="Counts and times for Prometheus", response_class=Response)
def metrics(request: Request) -> Response:
    """Give all metrics."""
    return Response(request.app.state.metrics.text(), media_type="text/plain; version=0.0.4")
