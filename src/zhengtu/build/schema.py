"""A value against a JSON Schema and the code lists, its faults in words. Files are read elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zhengtu import iri
from zhengtu.model.area import Area

if TYPE_CHECKING:
    from jsonschema import ValidationError

# Where in a value something is: keys and indexes from the outside in.
Place = tuple[str | int, ...]
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that a value may have: labels holds the entries of the code lists by IRI, areas the area table."""

    labels: Mapping[str, str]
    areas: Mapping[str, Area]

    def of(self, scheme: str) -> list[str]:
        """The notations of a list, sorted."""
        if scheme == "area":
            return sorted(self.areas)
        start = iri.code(scheme, "")
        return sorted(entry.removeprefix(start) for entry in self.labels if entry.startswith(start))


class SchemaCheck:
    """A schema with one keyword of ours: codeList, the name of the code list that holds the value."""

    def __init__(self, schema: Mapping[str, Any], codes: Codes) -> None:
        # Imported here, since jsonschema takes longer to load than most documents take to be read.
        from jsonschema import Draft202012Validator, ValidationError, validators

        def in_list(_: object, scheme: str, value: object, place: Mapping[str, Any]) -> Iterator[ValidationError]:
            known = codes.of(scheme)
            if str(value) not in known and not (value is None and "mayBeNull" in place):
                yield ValidationError(
                    f"is {_quoted(value)}, which the code list {scheme} does not hold; {_known(known)}"
                )

        self._schema = schema
        self._validator = validators.extend(Draft202012Validator, {"codeList": in_list})  # type: ignore[no-untyped-call]

    def problems(self, plain: object, definition: str) -> Iterator[tuple[Place, str]]:
        """Where a value does not fit a definition of the schema, and how."""
        schema = {"$ref": f"#/$defs/{definition}", "$defs": self._schema["$defs"]}
        found = sorted(self._validator(schema).iter_errors(plain), key=lambda error: [str(part) for part in error.path])
        yield from ((tuple(error.path), _in_words(error)) for error in found)


def _in_words(error: ValidationError) -> str:
    value: Any = error.instance
    asked: Any = error.validator_value
    schema: Any = error.schema
    if error.validator == "codeList":
        return error.message
    if error.validator == "required":
        return f"lacks {next(name for name in asked if name not in value)}; add it"
    if error.validator == "additionalProperties":
        unknown = next(name for name in value if name not in schema["properties"])
        return f"has {unknown!r}, which is unknown here; {_known(list(schema['properties']))}"
    if error.validator == "oneOf":
        return "needs one of set, add, remove, and no more than one"
    if error.validator == "anyOf" and isinstance(value, dict):
        return "needs a quote, or the id of the measure"
    return f"is {_quoted(value)}; give {schema.get('description', 'something else')}"


def _quoted(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _known(names: Sequence[str]) -> str:
    return f"known are {', '.join(names[:_LISTED])}{', …' if len(names) > _LISTED else ''}"
