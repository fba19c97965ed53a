"""The lists over REST: policies, measures, provisions, agencies, areas, funding rules, targets. What is in one lives in
queries/api and web.answers; how it is written, in api.listing.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from zhengtu.errors import BadParameter
from zhengtu.store.collections import Collection
from zhengtu.web.answers.items import Lists, Wanted
from zhengtu.web.answers.shapes import SHAPES, context_of
from zhengtu.web.answers.validity import STANDINGS, asked_day
from zhengtu.web.api.listing import Listing, media_type_of, respond
from zhengtu.web.api.schemas import list_responses, parameters_of
from zhengtu.web.site import Site, given_in, site_of

MAX_LIMIT = 100
DEFAULT_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a list, taken apart: what its filters were given, and the rest."""

    given: Mapping[str, Sequence[str]]
    on: date
    standings: frozenset[str]
    limit: int
    after: str | None
    fields: tuple[str, ...]

    @classmethod
    def of(cls, collection: Collection, given: Mapping[str, Sequence[str]]) -> Asked:
        """Read the parameters that every list has. Raises BadParameter."""
        own = set(COMMON) - (set() if collection.is_of_policies else {"on", "standing"})
        one = {name: _one(name, values) for name, values in given.items() if name in own - {"standing", "fields"}}
        return cls(
            {name: values for name, values in given.items() if name not in own},
            asked_day([one.get("on", "")]),
            _standings(given.get("standing", ())),
            _limit(one.get("limit", "")),
            key_of(one["cursor"]) if one.get("cursor") else None,
            _fields(collection, given.get("fields", ())),
        )


COMMON = ("on", "standing", "limit", "cursor", "fields", "format")


def router_of(collections: Sequence[Collection]) -> APIRouter:
    """The routes of the lists."""
    router = APIRouter()
    for collection in collections:
        router.add_api_route(
            f"/api/{collection.id}",
            _handler(collection),
            name=f"get_{collection.id}",
            summary=collection.titles["en"],
            description=f"{collection.note} {collection.titles['zh']}".strip(),
            response_class=Response,
            responses=list_responses(collection),
            openapi_extra={"parameters": parameters_of(collection)},
        )
    return router


def cursor_of(key: str) -> str:
    """The cursor that stands behind a key.

    >>> key_of(cursor_of("yuncheng-2024 第一条"))
    'yuncheng-2024 第一条'
    """
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def key_of(cursor: str) -> str:
    """The key that a cursor stands behind. Raises BadParameter."""
    try:
        key = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        key = ""
    if not key.isprintable() or cursor_of(key) != cursor:
        raise BadParameter(f"cursor is {cursor!r}; give the one that stands in `next` of an answer")
    return key


def _handler(collection: Collection) -> Callable[[Request], Response]:
    def get_list(request: Request) -> Response:
        site, media_type = site_of(request), media_type_of(request)
        given = given_in(request)
        asked = Asked.of(collection, given)
        wanted = Wanted(
            site.catalogue.terms(collection.filters, asked.given),
            asked.after,
            asked.limit,
            asked.on,
            asked.standings,
            asked.fields,
        )
        page = Lists(site.store, site.queries, site.calendar, site.addresses).page(collection, wanted)
        following = _address(site, collection, given, page.after) if page.after is not None else None
        context = context_of(SHAPES[collection.id])
        return respond(Listing(page.items, site.release.path.name, context, following), media_type)

    return get_list


def _address(site: Site, collection: Collection, given: Mapping[str, Sequence[str]], after: str) -> str:
    kept = [(name, value) for name, values in given.items() if name != "cursor" for value in values]
    return f"{site.public_url.rstrip('/')}/api/{collection.id}?{urlencode([*kept, ('cursor', cursor_of(after))])}"


def _one(name: str, values: Sequence[str]) -> str:
    filled = [value.strip() for value in values if value.strip()]
    if len(filled) > 1:
        raise BadParameter(f"{name} has {len(filled)} values; give one")
    return filled[0] if filled else ""


def _standings(values: Sequence[str]) -> frozenset[str]:
    known = tuple(STANDINGS.values())
    for value in values:
        if value and value not in known:
            raise BadParameter(f"standing is {value!r}; give one of {', '.join(known)}")
    return frozenset(filter(None, values))


def _limit(value: str) -> int:
    if not value:
        return DEFAULT_LIMIT
    if not (value.isascii() and value.isdigit() and len(value) <= 4 and 1 <= int(value) <= MAX_LIMIT):
        raise BadParameter(f"limit is {value!r}; give a whole number from 1 to {MAX_LIMIT}")
    return int(value)


def _fields(collection: Collection, values: Sequence[str]) -> tuple[str, ...]:
    known = [member.name for member in SHAPES[collection.id]] + (["validity"] if collection.is_of_policies else [])
    wanted = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    for name in wanted:
        if name not in known:
            raise BadParameter(f"fields names {name!r}; there are: {', '.join(known)}")
    return wanted
