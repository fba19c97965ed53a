"""N-Quads lines as JSON-LD in the terms of ontology/context.jsonld. Which files are written does not live here.

A value that the context does not foresee is written out in full, so that nothing is lost or changed by a new term.
Source: JSON-LD 1.1, https://www.w3.org/TR/json-ld11/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from zhengtu.iri import natural_order
from zhengtu.model.serialisation import indented
from zhengtu.vocab import expand

NAME = "context.jsonld"
_LINE = re.compile(r"<([^>]*)> <([^>]*)> (.*) <[^>]*> \.")
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_TYPE, _STRING = expand("rdf:type"), expand("xsd:string")
_WHOLE_NUMBER = re.compile(r"0|-?[1-9]\d{0,14}")
Node: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Term:
    name: str
    type: str | None
    by_language: bool


@dataclass(frozen=True, slots=True)
class Context:
    """A JSON-LD context: short names for classes and properties, prefixes for what has none."""

    written: str  # as JSON within a document
    prefixes: Mapping[str, str]
    terms: Mapping[str, _Term]

    @classmethod
    def load(cls, ontology_dir: Path) -> Context:
        """Read ontology/context.jsonld."""
        return cls.of(json.loads((ontology_dir / NAME).read_text(encoding="utf-8"))["@context"])

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Context:
        """Read a context in the form of ours: prefixes are IRIs, terms are prefixed names or objects with @id."""
        prefixes = {name: value for name, value in plain.items() if isinstance(value, str) and "://" in value}
        terms: dict[str, _Term] = {}
        for name, value in plain.items():
            told = {"@id": value} if isinstance(value, str) else value
            if name in prefixes or name.startswith("@") or not isinstance(told, dict) or "@id" not in told:
                continue
            datatype = told.get("@type")
            if datatype and not datatype.startswith("@"):
                datatype = _expanded(datatype, prefixes)
            iri = told["@id"] if told["@id"].startswith("@") else _expanded(told["@id"], prefixes)
            terms[iri] = _Term(name, datatype, told.get("@container") == "@language")
        return cls(indented(plain, "\n "), prefixes, terms)

    def shorten(self, iri: str) -> str:
        """An IRI as @id has it: with a prefix, or as it is."""
        prefix = next((p for p, name in self.prefixes.items() if iri.startswith(name) and len(iri) > len(name)), None)
        return iri if prefix is None else f"{prefix}:{iri[len(self.prefixes[prefix]) :]}"

    def key(self, iri: str) -> str:
        """A class or property by its name."""
        term = self.terms.get(iri)
        return term.name if term else self.shorten(iri)


@dataclass(frozen=True, slots=True)
class WrittenNodes:
    """The nodes of one named graph as a JSON array, which files take over as it is."""

    graph: str
    array: str

    @classmethod
    def of(cls, graph: str, lines: Iterable[str], context: Context) -> WrittenNodes:
        """Write the N-Quads lines of a named graph, given by its IRI."""
        return cls(graph, indented(nodes(lines, context), "\n "))


def to_json_ld(graphs: Iterable[WrittenNodes], context: Context) -> bytes:
    """Write named graphs as a dataset."""
    own = (
        f'  {{\n   "id": {indented(context.shorten(g.graph))},\n   "@graph": {_deeper(g.array)}\n  }}' for g in graphs
    )
    return _document("[\n" + ",\n".join(own) + "\n ]", context)


def graph_to_json_ld(graph: WrittenNodes, context: Context) -> bytes:
    """Write one named graph as a graph without name."""
    return _document(graph.array, context)


def compacted(n_triples: bytes, context: Context) -> bytes:
    """Write N-Triples, as the engine gives them, as a graph without name. Raises ValueError for blank nodes."""
    lines = (f"{line.removesuffix(' .')} <> ." for line in n_triples.decode().splitlines())
    return _document(indented(nodes(lines, context), "\n "), context)


def nodes(lines: Iterable[str], context: Context) -> list[Node]:
    """One object a subject, in natural order of their IRIs; keys that begin with a letter are terms of the context."""
    subjects: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"{line!r} is no N-Quads line without blank nodes")
        subjects.setdefault(match[1], []).append((match[2], match[3]))
    namer = _Namer(context.terms, cache(context.shorten), cache(context.key))
    return [_node(subject, subjects[subject], namer) for subject in sorted(subjects, key=natural_order)]


@dataclass(frozen=True, slots=True)
class _Namer:
    """What a context does, each name looked up once."""

    terms: Mapping[str, _Term]
    shorten: Callable[[str], str]
    key: Callable[[str], str]


def _node(subject: str, statements: list[tuple[str, str]], namer: _Namer) -> Node:
    node: Node = {"id": namer.shorten(subject)}
    kinds = sorted(namer.key(value[1:-1]) for predicate, value in statements if predicate == _TYPE)
    if kinds:
        node["type"] = kinds[0] if len(kinds) == 1 else kinds
    found: dict[str, list[Any]] = {}
    languages: dict[str, dict[str, list[str]]] = {}
    for predicate, value in sorted(statements):
        if predicate == _TYPE:
            continue
        term = namer.terms.get(predicate)
        literal = None if value.startswith("<") else _LITERAL.fullmatch(value)
        if literal and literal[2] and term and term.by_language:
            languages.setdefault(term.name, {}).setdefault(literal[2].lower(), []).append(_text(literal[1]))
        elif term and term.by_language:  # what has no language stands beside the map of languages
            found.setdefault(predicate, []).append(_value(value, literal, None, namer))
        else:
            found.setdefault(namer.key(predicate), []).append(_value(value, literal, term, namer))
    maps = {name: {language: _one(texts) for language, texts in by.items()} for name, by in languages.items()}
    rest = {**maps, **{name: _one(values) for name, values in found.items()}}
    return node | {name: rest[name] for name in sorted(rest, key=lambda name: (name != "label", name))}


def _value(written: str, literal: re.Match[str] | None, term: _Term | None, namer: _Namer) -> Any:
    expected = term.type if term else None
    if literal is None:
        short = namer.shorten(written[1:-1])
        return short if expected == "@id" else {"id": short}
    text, language, datatype = _text(literal[1]), literal[2], literal[3] or _STRING
    if language:
        return {"@value": text, "@language": language.lower()}
    if expected is None:
        if datatype == _STRING:
            return text
        if datatype == expand("xsd:boolean") and text in ("true", "false"):
            return text == "true"
        if datatype == expand("xsd:integer") and _WHOLE_NUMBER.fullmatch(text):
            return int(text)
    if expected == datatype:
        return text
    return {"@value": text, "@type": namer.shorten(datatype)} if datatype != _STRING else {"@value": text}


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _text(escaped: str) -> str:
    # What N-Quads escapes in our lines is what JSON escapes.
    return str(json.loads(f'"{escaped}"', strict=False)) if "\\" in escaped else escaped


def _expanded(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return prefixes[prefix] + local


def _document(array: str, context: Context) -> bytes:
    return f'{{\n "@context": {context.written},\n "@graph": {array}\n}}\n'.encode()


def _deeper(array: str) -> str:
    # No string of JSON holds a line break.
    return array.replace("\n", "\n  ")
