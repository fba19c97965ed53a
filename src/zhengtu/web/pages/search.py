"""The page that shows what a search finds. What it finds lives in answers.search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from zhengtu.search.reading import Hit
from zhengtu.web.answers.search import SearchAnswer, SearchRequest, code_list_of, search
from zhengtu.web.answers.validity import asked_day
from zhengtu.web.site import Reader

router = APIRouter()


@router.get("/search", summary="Search names and texts", response_class=Response)
def get_search(request: Request) -> Response:
    """Search the texts and the names of a release; without words, say how."""
    reader, given = Reader.of(request), request.query_params
    on = asked_day(given.getlist("on"))
    kind, policy, standing = (given.get(name, "").strip() for name in ("kind", "policy", "standing"))
    asked = SearchRequest(given.get("q", "").strip(), kind, policy, standing, on, reader.start)
    answer = search(reader.site.search_index, reader.site.calendar, asked)
    return reader.render(
        "search.html",
        answer=answer,
        on=on,
        titles=_titles(reader, answer),
        lists=_lists(reader, answer),
        validities=reader.site.calendar.on(on),
        place=lambda hit: place_of(reader, hit),
        narrowed=lambda **changes: _address(reader, {**given, **changes}),
    )


def place_of(reader: Reader, hit: Hit) -> str:
    """Where a hit stands: a passage on the page of its policy, a thing on its own page."""
    page = reader.page(hit.iri)
    return f"{page}#{hit.part}" if hit.part else page


def _lists(reader: Reader, answer: SearchAnswer) -> dict[str, str]:
    """The code list of each concept by its IRI: one name may stand in several."""
    found = {result.hit.iri: code_list_of(result.hit) for result in answer.results}
    wanted = set(filter(None, found.values()))
    labels = reader.site.queries.labels(reader.site.store, wanted) if wanted else {}
    return {iri: reader.label(labels, of) for iri, of in found.items() if of}


def _titles(reader: Reader, answer: SearchAnswer) -> dict[str, str]:
    rows = reader.site.queries.rows(reader.site.store, "policies") if answer.policies else []
    return {row["policy"].value: row["title"].value for row in rows}


def _address(reader: Reader, given: Mapping[str, Any]) -> str:
    kept = {key: value for key, value in given.items() if value and (key != "start" or value != "0")}
    return f"{reader.site.addresses.local('/search')}?{urlencode(kept)}"
