"""Rows against the JSON Schemas of their tables, faults in words. What several rows do to each other: lint."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry, Resource

from zhengtu.lexicon.concepts import property_names
from zhengtu.lexicon.findings import Finding
from zhengtu.lexicon.tables import Tables

_SCHEMAS = Path(__file__).parent / "schemas"
_CONCEPTS = "concepts"
_SHOWN = 60


def check(written: Tables) -> Iterator[Finding]:
    """Compare every row with the schema of its table."""
    schemas = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(_SCHEMAS.glob("*.json"))}
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()
    )
    for path in dict.fromkeys(written.files.values()):
        rows = {table: written.rows[table] for table, file in written.files.items() if file == path}
        schema = schemas[path.stem] if path.suffix == ".yaml" else _of_tables(schemas[_CONCEPTS], rows)
        found = Draft202012Validator(schema, registry=registry).iter_errors(rows)
        for error in sorted(found, key=lambda error: [str(part) for part in error.absolute_path]):
            yield _finding(path, rows, error)


def _of_tables(schema: Mapping[str, Any], rows: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of all code lists, narrowed to those of one file."""
    return {**schema, "required": list(rows), "properties": {name: schema["properties"][name] for name in rows}}


def _finding(path: Path, rows: Mapping[str, Any], error: ValidationError) -> Finding:
    table, number, *inner = [*error.absolute_path, None, None][: max(2, len(error.absolute_path))]
    concept = path.suffix == ".ttl"
    slot = "" if not inner else property_names(str(inner[0])) if concept else str(inner[0])
    message = f"{slot} {_in_words(error, concept)}".strip()
    row = None if number is None else _row_name(rows[str(table)], number)
    return Finding("error", path, None if table is None else str(table), row, message)


def _row_name(rows: Any, number: str | int) -> str:
    """The row as a person finds it: by its number in YAML, by its code in Turtle, by its key in a mapping."""
    if isinstance(number, str):
        return number
    row = rows[number]
    if isinstance(row, Mapping) and "notation" in row:
        return str(row["notation"])
    name = row.get("form", row.get("name", "")) if isinstance(row, Mapping) else row
    return f"row {number + 1}" + (f" ({name})" if name else "")


def _in_words(error: ValidationError, concept: bool) -> str:
    value: Any = error.instance
    schema: Any = error.schema
    if error.validator == "required":
        lacking = next(name for name in schema["required"] if name not in value)
        return f"lacks {property_names(lacking) if concept else lacking}; add it"
    if error.validator == "additionalProperties" and isinstance(schema.get("properties"), dict):
        known = list(schema["properties"])
        unknown = next(name for name in value if name not in known)
        return (
            f"has {f'zt:{unknown}' if concept else unknown}, which is unknown here; known are {_list(known, concept)}"
        )
    shown = json.dumps(value, ensure_ascii=False, default=str)
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    return f"is {shown}; write {schema.get('description', 'something else')}"


def _list(known: list[str], concept: bool) -> str:
    return ", ".join(property_names(name) if concept else name for name in known)
