"""The page about the API: Swagger UI over openapi.json where it was brought, a link to it where not."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from zhengtu.web.site import Reader

router = APIRouter()


@router.get("/docs", summary="The reference of the API as a page", response_class=Response, include_in_schema=False)
def get_docs(request: Request) -> Response:
    """Show what can be asked for over HTTP."""
    reader = Reader.of(request)
    paths = request.app.openapi()["paths"]
    operations = [
        (method.upper(), path, told.get("summary", ""))
        for path, methods in paths.items()
        for method, told in methods.items()
    ]
    return reader.render("docs.html", operations=operations)
