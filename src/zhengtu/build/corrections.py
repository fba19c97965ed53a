"""corrections.yaml: what a person set right in a document, read and checked. Applying it lives in build.curation."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from zhengtu.build import plain_yaml
from zhengtu.build.schema import Codes, SchemaCheck
from zhengtu.errors import InvalidCorrections
from zhengtu.model.correction import Operation
from zhengtu.model.source import Source

NAME = "corrections.yaml"
POLICY = "policy."
_SCHEMA = Path(__file__).parent / "schemas" / "corrections.json"
_OPERATIONS: tuple[Operation, ...] = ("set", "add", "remove")
_PARTS = {"supports": "support", "conditions": "condition", "requirements": "requirement"}

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CorrectionsFile:
    """A file as it was found; shown names it in messages."""

    shown: str
    content: bytes

    @classmethod
    def in_folder(cls, folder: Path, shown: str) -> CorrectionsFile | None:
        """The file in the folder of a document, None where there is none. Raises InvalidCorrections."""
        try:
            return cls(shown, (folder / NAME).read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise InvalidCorrections(f"{shown} cannot be read ({error.strerror}); mend or remove it") from None


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a correction names a fact by. provision is a label or a path, None for the document as a whole."""

    kind: str
    provision: str | tuple[int, ...] | None = None
    quote: str | None = None
    measure: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction as it is written. Of metadata the kind of fact is policy.FIELD, and its only slot is value."""

    id: str
    by: str
    on: date
    why: str
    operation: Operation
    fact: Pointer
    values: Values
    was: Values


def read_corrections(file: CorrectionsFile, source: Source, codes: Codes) -> tuple[Entry, ...]:
    """Read the corrections of a source.

    Raises InvalidCorrections for a file that is malformed, holds a code that no list has, or is for another text.
    """
    try:
        plain = plain_yaml.read(file.content)
    except ValueError as error:
        raise InvalidCorrections(f"{file.shown} is no usable YAML: {error}") from None
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    if problems := list(_problems(plain, schema, codes)):
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise InvalidCorrections(f"{file.shown}: {problems[0]}{more}")
    if plain["source_sha256"] != source.sha256:
        raise InvalidCorrections(
            f"{file.shown} was made for another text (sha256 {plain['source_sha256'][:12]}…, but {source.name} has "
            f"{source.sha256[:12]}…); check every correction against this text, "
            f"then write source_sha256: {source.sha256}"
        )
    return tuple(_entry(correction) for correction in plain["corrections"])


def _entry(plain: Values) -> Entry:
    operation = next(name for name in _OPERATIONS if name in plain)
    told = plain[operation]
    if isinstance(told["fact"], str):
        pointer = Pointer(told["fact"], quote=_words(told.get("quote")))
        values, was = ({"value": told[key]} if key in told else {} for key in ("value", "was"))
    else:
        place = told["fact"].get("provision")
        path = tuple(place) if isinstance(place, list) else place
        pointer = Pointer(**{**told["fact"], "provision": path, "quote": _words(told["fact"].get("quote"))})
        values, was = told.get("values", {}), told.get("was", {})
    head = (plain["id"], plain["by"].strip(), date.fromisoformat(plain["on"]), plain["why"].strip())
    return Entry(*head, operation, pointer, values, was)


def _words(quote: object) -> str | None:
    return None if quote is None else str(quote)  # 9710 without quotation marks was read as a number


def _problems(plain: Any, schema: Values, codes: Codes) -> Iterator[str]:
    """What is wrong with a file, the first thing first; slots are looked at where the frame is right."""
    check = SchemaCheck(schema, codes)
    if frame := list(check.problems(plain, "file")):
        yield from (_placed(plain, path, problem) for path, problem in frame)
        return
    for name, count in Counter(correction["id"] for correction in plain["corrections"]).items():
        if count > 1:
            yield f"the id {name!r} stands {count} times; each correction needs its own"
    for number, correction in enumerate(plain["corrections"]):
        for path, problem in _slot_problems(correction, check):
            yield _placed(plain, ("corrections", number, *path), problem)


def _slot_problems(correction: Values, check: SchemaCheck) -> Iterator[tuple[tuple[Any, ...], str]]:
    try:
        date.fromisoformat(correction["on"])
    except ValueError:
        yield ("on",), f"is {correction['on']!r}; there is no such day"
    operation = next(name for name in _OPERATIONS if name in correction)
    told = correction[operation]
    for key in ("value", "values", "was"):
        if key not in told:
            continue
        if isinstance(told["fact"], str):
            field = told["fact"].removeprefix(POLICY)
            found = [(path[1:], problem) for path, problem in check.problems({field: told[key]}, "policy")]
        else:
            kind = told["fact"]["kind"]
            found = list(check.problems(told[key], f"whole_{kind}" if operation == "add" else kind))
            found += _part_problems(told[key], check) if not found else []
        yield from ((((operation, key, *path)), problem) for path, problem in found)


def _part_problems(values: Values, check: SchemaCheck) -> Iterator[tuple[tuple[Any, ...], str]]:
    """What is wrong with the supports, conditions and requirements of a measure that is added."""
    for name, kind in _PARTS.items():
        for number, part in enumerate(values.get(name, ())):
            slots = {slot: value for slot, value in part.items() if slot != "quote"}
            for path, problem in check.problems(slots, f"whole_{kind}"):
                yield (name, number, *path), problem


def _placed(plain: Any, path: tuple[Any, ...], problem: str) -> str:
    """Name the entry by its id, and the place in it as people write it: set.values.unit."""
    where = "the file"
    if path[:1] == ("corrections",) and len(path) > 1:
        correction = plain["corrections"][path[1]]
        name = correction.get("id") if isinstance(correction, dict) else None
        where, path = f"correction {name!r}" if name else f"correction number {path[1] + 1}", path[2:]
    place = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
    return f"{where}{': ' if place else ' '}{place} {problem}".replace("  ", " ")
