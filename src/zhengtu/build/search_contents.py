"""What can be found in a release: the names of its things, and the passages of its texts. How it is kept: search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zhengtu.iri import CODE, DEF, Minter
from zhengtu.model.record import Provision, Record
from zhengtu.model.script import Script
from zhengtu.search.entries import Contents, Entry
from zhengtu.text.normalise import Text, normalise
from zhengtu.vocab import expand

_NAME = re.compile(r'<([^>]+)> <([^>]+)> "((?:[^"\\]|\\.)*)"@(zh|en) ')
_LABELS = {expand("rdfs:label"), expand("skos:prefLabel")}
_OTHER_NAMES = {expand("skos:altLabel"), expand("skos:definition")}
_WORDS_OF_NAMES = expand("skos:hiddenLabel")
# Lists that say how texts were read, and nothing of what they say.
_OF_READING = ("reading-rule", "penalty", "slot", "diagnostic", "correction-operation")
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r"}
_LINE_BREAK = re.compile(r"[^\S\n]*\n\s*")
_LEVEL = re.compile(r"(?:市|县|区|自治州|自治县)$")


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A published document: its slug, city, text and record."""

    slug: str
    city: str
    text: str
    record: Record


@dataclass(slots=True)
class _Named:
    names: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)


def contents(documents: Sequence[ReadDocument], lines: Iterable[str], mint: Minter, script: Script) -> Contents:
    """Collect what people look for in a release, in whichever characters."""
    entries: list[Entry] = []
    cities: dict[str, list[str]] = {}
    for document in documents:
        policy = mint.policy(document.slug)
        title = document.record.policy.title or document.slug
        words = " ".join(filter(None, [document.city, document.record.policy.document_number]))
        entries.append(Entry("policy", policy, {"zh": title}, words))
        entries += _passages(document, policy, title, mint)
        for name in _city_names(document):
            cities.setdefault(name, []).append(policy)
    things, synonyms = _things(lines, mint.base)
    cities_of = {name: tuple(found) for name, found in cities.items()}
    return Contents((*entries, *things), cities_of, synonyms, script.characters)


def _city_names(document: ReadDocument) -> Iterator[str]:
    """青州市 and 青州."""
    for name in dict.fromkeys(filter(None, [document.record.policy.area, document.city])):
        yield name
        short = _LEVEL.sub("", name)
        if short != name and len(short) > 1:
            yield short


def _passages(document: ReadDocument, policy: str, title: str, mint: Minter) -> Iterator[Entry]:
    """The paragraphs of the text, each with the innermost provision that it begins in."""
    text, record = normalise(document.text), document.record
    kinds = {provision.path: provision.kind for provision in record.provisions}
    labels = {provision.path: provision.label for provision in record.provisions}
    numbers = [number for number in record.quantities if number.value is not None and number.unit]
    for start, end in _paragraphs(text):
        own = _innermost(record.provisions, start, end)
        above = [own.path[:depth] for depth in range(1, len(own.path) + 1)] if own else []
        steps = [(kinds[path], path[-1]) for path in above]
        yield Entry(
            kind="passage",
            iri=policy,
            names={"zh": title},
            words=_joined(document.text[start:end], in_table="\t" in document.text[start:end]),
            part=mint.provision(policy, steps).removeprefix(f"{policy}/") if own else "",
            place="".join(labels[path] for path in above),
            start=start,
            end=end,
            is_heading=own is not None and own.start == start and bool(own.heading) and end - start < 40,
            numbers=tuple(
                (n.value, n.unit) for n in numbers if n.value is not None and n.unit and start <= n.start < end
            ),
        )


def _paragraphs(text: Text) -> Iterator[tuple[int, int]]:
    """Where the paragraphs stand in the source; what stands between them in it belongs to the one before."""
    starts, at = [], 0
    for line in text.normal.split("\n"):
        if line.strip():
            starts.append(text.raw_span(at, at + len(line))[0])
        at += len(line) + 1
    borders = [0, *starts[1:], len(text.raw)] if starts else [0, len(text.raw)]
    for start, end in pairwise(borders):
        if text.raw[start:end].strip():
            yield start, end


def _innermost(provisions: Sequence[Provision], start: int, end: int) -> Provision | None:
    """The provision whose own text holds the beginning of a paragraph, or begins in its first words."""
    inside = [p for p in provisions if p.start <= start < p.end or start <= p.start < min(end, start + 4)]
    return max(inside, key=lambda p: (p.start, len(p.path)), default=None)


def _joined(words: str, in_table: bool) -> str:
    return _LINE_BREAK.sub(" " if in_table else "", words.strip())


def _things(lines: Iterable[str], base: str) -> tuple[list[Entry], tuple[tuple[str, ...], ...]]:
    """Agencies, areas, entries of code lists and terms by their names; and the words for each kind of agency."""
    named: dict[str, _Named] = {}
    words: dict[str, list[str]] = {}
    for line in lines:
        match = _NAME.match(line)
        if match is None:
            continue
        iri, predicate, text, language = match[1], match[2], _unescaped(match[3]), match[4]
        kind = _kind(iri, base)
        if predicate == _WORDS_OF_NAMES and iri.startswith(f"{CODE}agency-kind/"):
            words.setdefault(iri, []).append(text)
        elif kind and predicate in _LABELS:
            named.setdefault(iri, _Named()).names[language] = text
        elif kind and predicate in _OTHER_NAMES:
            named.setdefault(iri, _Named()).others.append(text)
    entries = [
        Entry(
            _kind(iri, base), iri, dict(sorted(found.names.items(), reverse=True)), " ".join(sorted(set(found.others)))
        )
        for iri, found in sorted(named.items())
        if found.names
    ]
    return entries, tuple(tuple(sorted(set(group))) for _, group in sorted(words.items()) if len(set(group)) > 1)


def _kind(iri: str, base: str) -> str:
    """What a thing is to somebody who looks for it; empty for what nobody does."""
    if iri.startswith((f"{base}id/agency/", f"{base}id/area/")):
        return "agency" if iri.startswith(f"{base}id/agency/") else "area"
    if iri.startswith(f"{CODE}area/"):
        return "area"
    if iri.startswith(CODE):
        return "" if iri.removeprefix(CODE).split("/")[0] in _OF_READING else "concept"
    return "concept" if iri.startswith(DEF) else ""


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda m: chr(int(m[1][1:], 16)) if m[1][0] in "uU" else _ESCAPED.get(m[1], m[1]), text)
