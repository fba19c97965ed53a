"""A list as the REST interface answers it: {items, next, release} in JSON and JSON-LD, rows in CSV. What is in it lives
elsewhere.

Numbers of the data are exact: a JSON number in JSON, which holds no more than a double in most readers, and a string in
JSON-LD, where the context says that it is a decimal.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from fastapi import Query, Request, Response
from starlette.exceptions import HTTPException

from zhengtu.web.negotiate import choose

JSON = "application/json"
JSON_LD = "application/ld+json"
CSV = "text/csv"
FORMATS = {"json": JSON, "jsonld": JSON_LD, "csv": CSV}
FORMAT = Query(description="json, jsonld or csv, instead of the header Accept")
ON = Query(description="The day that standings are given for; today where it is absent", examples=["2024-06-30"])
# Between the values of a cell that has several.
SEPARATOR = " ¦ "

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """Items, and what is said about all of them. next is the address of the items that follow, None after the last.

    context says what the names stand for in RDF; told holds further members of the answer, which RDF does not get.
    rows is what CSV has a row for, where that is not an item.
    """

    items: Sequence[Item]
    release: str
    context: Mapping[str, Any]
    next: str | None = None
    told: Mapping[str, Any] = field(default_factory=dict)
    rows: Sequence[Item] | None = None


def media_type_of(request: Request) -> str:
    """The format that a client asks for, by ?format= or Accept. Raises HTTPException."""
    asked = request.query_params.get("format")
    if asked:
        if asked not in FORMATS:
            raise HTTPException(406, f"format is {asked!r}; choose one of {', '.join(FORMATS)}")
        return FORMATS[asked]
    accept = request.headers.get("accept")
    chosen = choose(accept, list(FORMATS.values()))
    if chosen is None:
        raise HTTPException(406, f"Accept is {accept!r}; a list is offered as {', '.join(FORMATS.values())}")
    return chosen


def respond(listing: Listing, media_type: str) -> Response:
    """Write a list in a format."""
    headers = {"Vary": "Accept"}
    if listing.next:
        headers["Link"] = f'<{listing.next}>; rel="next"'
    if media_type == CSV:
        return Response(
            _csv(listing.items if listing.rows is None else listing.rows),
            headers=headers,
            media_type="text/csv; charset=utf-8",
        )
    body: dict[str, Any] = {"items": listing.items, "next": listing.next, "release": listing.release}
    if media_type == JSON_LD:
        context = {"items": "@graph", "next": None, "release": None, **listing.context}
        body = {"@context": context, **_exact(body)}
    else:
        body |= listing.told
    return Response(json.dumps(body, ensure_ascii=False, default=_number), headers=headers, media_type=media_type)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _exact(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        return {key: _exact(one) for key, one in value.items()}
    return [_exact(one) for one in value] if isinstance(value, list | tuple) else value


def _csv(items: Sequence[Item]) -> bytes:
    rows = [dict(_cells(item)) for item in items]
    columns = _columns(rows)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def _columns(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """The names of all cells; not that of a member which some rows hold the members of, and the others nothing."""
    names = dict.fromkeys(name for row in rows for name in row)
    parents = {name.rpartition(".")[0] for name in names}
    return [name for name in names if name not in parents or any(row.get(name) for row in rows)]


def _cells(item: Item, start: str = "") -> Iterator[tuple[str, str]]:
    """The cells of an item: a member of a member has both names, several values stand in one cell."""
    for name, value in item.items():
        if isinstance(value, Mapping):
            yield from _cells(value, f"{start}{name}.")
        elif isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
            parts = [dict(_cells(one)) for one in value]
            for key in dict.fromkeys(key for part in parts for key in part):
                yield f"{start}{name}.{key}", SEPARATOR.join(part.get(key, "") for part in parts)
        elif isinstance(value, list | tuple):
            yield start + name, SEPARATOR.join(_text(one) for one in value)
        else:
            yield start + name, _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
