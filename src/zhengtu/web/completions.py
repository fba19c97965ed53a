"""What the editor of queries completes from: terms, codes, bodies, areas and policies with their labels.

Matching, also by the initials of pinyin, is the editor's (static/editor.js).
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from zhengtu.vocab import PREFIXES, compact
from zhengtu.web.site import site_of

router = APIRouter()


@router.get("/sparql/completions", summary="Terms and labels for editors of queries")
def get_completions(request: Request) -> dict[str, Any]:
    """List what can be written in a query, each with its labels by language and the class that it belongs to."""
    site = site_of(request)
    found: dict[str, dict[str, str]] = {}
    for row in site.queries.rows(site.store, "completions"):
        iri = row["term"].value
        entry = found.setdefault(iri, {"term": _written(iri), "kind": row["kind"].value.rsplit("#", 1)[-1]})
        entry.setdefault(row["label"].language or "zh", row["label"].value)
    return {"release": site.release.path.name, "prefixes": PREFIXES, "terms": list(found.values())}


def _written(iri: str) -> str:
    """A term as it stands in a query; a slash in a local part would need an escape there."""
    name = compact(iri)
    return f"<{iri}>" if name == iri or "/" in name.partition(":")[2] else name
