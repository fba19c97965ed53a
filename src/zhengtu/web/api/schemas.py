"""What openapi.json says of the lists: parameters with examples, and the schema of every item, made from its shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhengtu.store.collections import Collection
from zhengtu.store.parameters import MAX_TEXT, Parameter
from zhengtu.web.answers.shapes import SHAPES, TYPES, Kind, Member
from zhengtu.web.answers.validity import STANDINGS
from zhengtu.web.api.listing import CSV, FORMATS, JSON, JSON_LD

PROBLEM = "application/problem+json"
# What a filter may be given, as an example; tests ask for each.
EXAMPLES: Mapping[str, str] = {
    "city": "140800",
    "policy": "yuncheng-2024",
    "status": "issued",
    "theme": "overseas_warehouses",
    "beneficiary": "enterprise",
    "instrument": "subsidy",
    "mode": "9710",
    "agency": "370100/商务局",
    "agency_kind": "commerce",
    "min_amount": "50万",
    "max_amount": "1000000",
    "area": "140802",
    "payer": "county",
    "role": "lead",
    "year": "2023",
    "unit": "overseas_warehouse",
    "kind": "article",
}
TEXT: dict[str, Any] = {"type": "string"}
LABEL: dict[str, Any] = {"type": "object", "additionalProperties": {"type": "string"}}
WHOLE: dict[str, Any] = {"type": "integer"}
BOOLEAN: dict[str, Any] = {"type": "boolean"}
_PLAIN: Mapping[Kind, dict[str, Any]] = {
    Kind.string: TEXT,
    Kind.chinese: TEXT,
    Kind.date: {"type": "string", "format": "date"},
    Kind.number: {"type": "number"},
    Kind.whole: WHOLE,
    Kind.boolean: BOOLEAN,
}
VALIDITY: dict[str, Any] = {
    "type": ["object", "null"],
    "description": "The standing of the policy on the day, with the sentence that decides",
    "required": ["on", "standing", "label", "sentences"],
    "properties": {
        "on": {"type": "string", "format": "date"},
        "standing": {"type": "string", "enum": list(STANDINGS.values())},
        "label": LABEL,
        "from": {"type": ["string", "null"]},
        "until": {"type": ["string", "null"]},
        "counted_from": {"type": ["string", "null"]},
        "sentences": {"type": "array", "items": TEXT},
        "evidence": {"type": ["string", "null"]},
        "page": {"type": ["string", "null"]},
    },
}
_PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What was wrong, where, and what is allowed"},
        "instance": TEXT,
    },
}
_PROBLEMS = {
    400: "A parameter that there is not, or a value that it cannot have",
    404: "There is nothing of that name",
    406: "A format that is not offered",
    413: "The answer would be larger than the limit",
    429: "Too many requests from one address",
    503: "No answer for now; try again after the seconds of Retry-After",
}
# What any route of the interface may answer instead of what was asked for.
PROBLEM_RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"description": text, "content": {PROBLEM: {"schema": _PROBLEM}}} for status, text in _PROBLEMS.items()
}


def parameters_of(collection: Collection) -> list[dict[str, Any]]:
    """The query parameters of a list, those of its own first."""
    own = [_parameter(parameter) for parameter in collection.filters]
    days = [
        _query("on", "The day that standings are told for; today in China without it", _PLAIN[Kind.date], "2024-06-30"),
        _query("standing", "Only policies of this standing on the day", _standing_schema(), "in_force", several=True),
    ]
    fields = ",".join(member.name for member in SHAPES[collection.id][:2])
    return [
        *own,
        *(days if collection.is_of_policies else []),
        _query("limit", "How many items at most", {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}, 5),
        _query("cursor", "Where the page begins: `next` of an answer has it", TEXT),
        _query("fields", "Only these members, with commas between them; id stays", TEXT, fields),
        _query("format", "Instead of the header Accept", {"type": "string", "enum": list(FORMATS)}, "json"),
    ]


def list_responses(collection: Collection) -> dict[int | str, dict[str, Any]]:
    """What a list answers."""
    return answer_responses(item_schema(collection), f"Items of {collection.titles['en'].lower()}")


def answer_responses(item: Mapping[str, Any], description: str) -> dict[int | str, dict[str, Any]]:
    """What a route answers that gives items: JSON of this schema, JSON-LD or CSV."""
    items = {"type": "array", "items": item}
    common = {"next": {"type": ["string", "null"], "description": "The address of the items that follow"}}
    body = {
        "type": "object",
        "required": ["items", "next", "release"],
        "properties": {"items": items, **common, "release": TEXT},
    }
    content = {JSON: {"schema": body}, JSON_LD: {"schema": {"type": "object"}}, CSV: {"schema": TEXT}}
    return {200: {"description": description, "content": content}}


def object_of(**members: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of an object that has all of these members."""
    return {"type": "object", "required": list(members), "properties": members}


def list_of(item: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a list."""
    return {"type": "array", "items": item}


def or_none(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a value that may be null."""
    return {**schema, "type": [schema["type"], "null"]}


def item_schema(collection: Collection) -> dict[str, Any]:
    """The schema of an item; with `fields` it has those members only."""
    plain = _object(SHAPES[collection.id], TYPES[collection.id])
    if collection.is_of_policies:
        plain["properties"]["validity"] = VALIDITY
    return plain


def _object(members: tuple[Member, ...], types: tuple[str, ...] = ()) -> dict[str, Any]:
    properties: dict[str, Any] = {"id": {"type": "string", "description": "The IRI"}}
    if types:
        properties["type"] = {"type": "string", "enum": list(types)}
    properties |= {"label": LABEL, "page": TEXT}
    properties |= {member.name: _member(member) for member in members}
    return {"type": "object", "required": ["id"], "properties": properties}


def _member(member: Member) -> dict[str, Any]:
    if member.kind is not Kind.resource:
        one = dict(_PLAIN[member.kind])
    elif member.parts:
        one = _object(member.parts, TYPES.get(member.name, ()))
    else:
        one = _object(()) | {"properties": {"id": TEXT, "code": TEXT, "label": LABEL}}
    if member.many:
        return {"type": "array", "items": one, "description": member.property}
    return {**one, "type": [one["type"], "null"], "description": member.property}


# Where a consumer finds what may be given, where that is no code list.
_CHOSEN_FROM = {"policy-resources": "one of /api/policies", "agencies": "one of /api/agencies"}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    text = f"{parameter.labels['en']} {parameter.labels['zh']}"
    if parameter.has_choices:
        text += f"; {_CHOSEN_FROM.get(parameter.of, f'an entry of /code/{parameter.of}')}, by code, IRI or label"
    schema = {"type": "string", "maxLength": MAX_TEXT}
    return _query(parameter.name, text, schema, EXAMPLES[parameter.name], several=parameter.several)


def _standing_schema() -> dict[str, Any]:
    return {"type": "string", "enum": list(STANDINGS.values())}


def _query(
    name: str, description: str, schema: Mapping[str, Any], example: object = None, *, several: bool = False
) -> dict[str, Any]:
    plain: dict[str, Any] = {"name": name, "in": "query", "description": description, "schema": dict(schema)}
    if several:
        plain |= {"schema": {"type": "array", "items": dict(schema)}, "style": "form", "explode": True}
    if example is not None:
        plain["example"] = [example] if several else example
    return plain
