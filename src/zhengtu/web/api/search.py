"""Search as JSON, JSON-LD or CSV. What it finds lives in answers.search."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from zhengtu.iri import VOCABULARY
from zhengtu.vocab import expand
from zhengtu.web.answers.search import PAGE, Result, SearchRequest, code_list_of, search
from zhengtu.web.answers.validity import asked_day
from zhengtu.web.api.known import known_only
from zhengtu.web.api.listing import FORMAT, ON, Listing, media_type_of, respond
from zhengtu.web.api.schemas import LABEL, TEXT, VALIDITY, WHOLE, answer_responses, list_of, object_of
from zhengtu.web.api.validities import validity_of
from zhengtu.web.site import Site, site_of

router = APIRouter(dependencies=[Depends(known_only)])

_CONTEXT = {
    "id": "@id",
    "name": {"@id": expand("rdfs:label"), "@container": "@language"},
    "text": expand("oa:exact"),
    "list": {"@id": expand("skos:inScheme"), "@type": "@id"},
}


_MARK = object_of(start=WHOLE, end=WHOLE)
_ITEM: dict[str, Any] = {
    "type": "object",
    "required": ["id", "kind", "page", "marks", "validity"],
    "properties": {
        **dict.fromkeys(("id", "kind", "list", "text", "policy", "title", "page"), TEXT),
        **dict.fromkeys(("start", "end"), WHOLE),
        "name": LABEL,
        "marks": list_of(_MARK),
        "validity": VALIDITY,
    },
}
_RESPONSES = answer_responses(_ITEM, "What was found: a passage has text, title and offsets, anything else a name")
_WORDS = "Words that all have to be there, as 海外仓 100万元; sums are numbers too"


@router.get("/api/search", summary="Search names and texts", response_class=Response, responses=_RESPONSES)
def get_search(
    request: Request,
    q: Annotated[str, Query(description=_WORDS, examples=["海外仓 50万元"], min_length=1)],
    kind: Annotated[str, Query(description="policy, agency, area, concept or passage", examples=["passage"])] = "",
    policy: Annotated[str, Query(description="Slug of a policy, as yuncheng-2024", examples=["yuncheng-2024"])] = "",
    standing: Annotated[
        str, Query(description="Only policies that stand so on the day, as in_force", examples=["in_force"])
    ] = "",
    on: Annotated[str, ON] = "",
    start: Annotated[int, Query(description="How many results to leave out", ge=0, le=10_000)] = 0,
    limit: Annotated[int, Query(description="How many results to give", ge=1, le=100)] = PAGE,
    format: Annotated[str, FORMAT] = "",  # noqa: ARG001 – read beside Accept
) -> Response:
    """Find names and passages; every passage that holds the words is among them."""
    site, media_type = site_of(request), media_type_of(request)
    asked = SearchRequest(q, kind, policy, standing, asked_day([on]), start, limit)
    answer = search(site.search_index, site.calendar, asked)
    told = {
        "count": answer.total,
        "complete": answer.is_complete,
        "read_as": list(answer.read_as),
        "facets": {"kind": answer.kinds, "policy": answer.policies, "standing": answer.standings},
    }
    following = request.url.include_query_params(start=answer.next) if answer.next else None
    address = f"{site.public_url.rstrip('/')}/api/search?{following.query}" if following else None
    items = [_item(site, result) for result in answer.results]
    return respond(Listing(items, site.release.path.name, _CONTEXT, address, told), media_type)


def _item(site: Site, result: Result) -> dict[str, Any]:
    hit = result.hit
    page = hit.iri if hit.iri.startswith(VOCABULARY) else site.addresses.document(hit.iri)
    item: dict[str, Any] = {"id": f"{hit.iri}/{hit.part}" if hit.part else hit.iri, "kind": hit.kind}
    if hit.kind == "passage":
        item |= {"text": hit.words, "policy": hit.iri, "title": hit.names["zh"], "start": hit.start, "end": hit.end}
    else:
        item |= {"name": dict(hit.names), **({"list": found} if (found := code_list_of(hit)) else {})}
    item["page"] = f"{page}#{hit.part}" if hit.part else page
    item["marks"] = [{"start": start, "end": end} for start, end in hit.marks] if hit.kind == "passage" else []
    item["validity"] = validity_of(site, result.validity)
    return item
