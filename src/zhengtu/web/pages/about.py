"""The pages about the data itself: how well it was read, what it can and cannot say, how to cite it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from zhengtu.iri import code
from zhengtu.web.answers import quality
from zhengtu.web.downloads import send_table
from zhengtu.web.site import Reader

router = APIRouter()


@router.get("/quality", summary="How well the documents were read", response_class=Response)
@router.get("/quality.{suffix}", summary="How well the documents were read, as a file", response_class=Response)
def get_quality(request: Request, suffix: str = "html") -> Response:
    """Show coverage, what to check, what was not understood and what people set right, document by document."""
    reader = Reader.of(request)
    site = reader.site
    found = quality.readings(site.queries, site.store)
    if suffix != "html":
        return send_table(reader, quality.table(found), suffix)
    kinds = {code("diagnostic", name) for reading in found for name, _, _ in reading.diagnostics}
    documents = site.release.manifest.get("documents", [])
    return reader.render(
        "quality.html",
        readings=found,
        names=quality.COUNTS,
        labels=site.queries.labels(site.store, kinds),
        kind=lambda name: code("diagnostic", name),
        quarantined=[document for document in documents if document["status"] != "published"],
    )


@router.get("/about", summary="About the service: limits, provenance, licence, how to cite", response_class=Response)
def get_about(request: Request) -> Response:
    """Say what the data can and cannot say, where it comes from, and how to cite it."""
    reader = Reader.of(request)
    return reader.render("about.html", counts=reader.site.release.manifest.get("counts", {}))
