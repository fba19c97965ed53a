"""The items of a list of queries/api as plain values: which ones, in which order, and what the graph says of each.

Four queries a page, whatever its length: the things, their statements, labels, standings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from zhengtu.iri import CODE, DEF
from zhengtu.store import formats
from zhengtu.store.base import Store
from zhengtu.store.collections import Collection
from zhengtu.web.addresses import Addresses
from zhengtu.web.answers.shapes import SHAPES, TYPES, Kind, Member
from zhengtu.web.answers.validity import Calendar, members_of
from zhengtu.web.statements import PageQueries, Statements, read_rows


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a list: terms by filter, the key to begin behind, how many, the day and standings, members."""

    terms: Mapping[str, Sequence[str]]
    after: str | None
    limit: int
    on: date
    standings: frozenset[str] = frozenset()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Some items, with the key of the last one where more follow."""

    items: tuple[dict[str, Any], ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Lists:
    """Reads the items of lists from one release."""

    store: Store
    queries: PageQueries
    calendar: Calendar
    addresses: Addresses

    def page(self, collection: Collection, wanted: Wanted) -> Page:
        """The items that meet every filter, from the key on."""
        terms = dict(wanted.terms)
        if wanted.standings and collection.is_of_policies:
            terms["policy"] = self._standing_so(wanted, terms.get("policy"))
        text = collection.page(terms, wanted.after, wanted.limit + 1)
        _, rows = read_rows(self.store.query(text, formats.JSON.media_type))
        shown = rows[: wanted.limit]
        iris = [row["item"].value for row in shown]
        after = shown[-1]["key"].value if len(rows) > wanted.limit else None
        return Page(tuple(self._items(collection, iris, wanted)), after)

    def _standing_so(self, wanted: Wanted, policies: Sequence[str] | None) -> list[str]:
        found = [f"<{iri}>" for iri, one in self.calendar.on(wanted.on).items() if one.standing in wanted.standings]
        return [term for term in found if policies is None or term in policies]

    def _items(self, collection: Collection, iris: Sequence[str], wanted: Wanted) -> Iterable[dict[str, Any]]:
        if not iris:
            return
        statements = Statements(self.queries.rows(self.store, "items", items=iris))
        members = tuple(one for one in SHAPES[collection.id] if not wanted.fields or one.name in wanted.fields)
        labels = self.queries.labels(self.store, {*iris, *_told(statements, iris, members)})
        writer = _Writer(statements, labels, self.addresses)
        shows_validity = collection.is_of_policies and (not wanted.fields or "validity" in wanted.fields)
        for iri in iris:
            item = writer.item(iri, members, TYPES[collection.id])
            if shows_validity:
                found = self.calendar.of(iri, wanted.on)
                item["validity"] = members_of(found, self.addresses)
            yield item


def _told(statements: Statements, subjects: Sequence[str], members: Sequence[Member]) -> set[str]:
    """The resources that items with these members name."""
    found: set[str] = set()
    for subject in subjects:
        for member in members:
            if member.kind is Kind.resource:
                values = statements.values(subject, member.property)
                found |= set(values) | _told(statements, values, member.parts)
    return found


@dataclass(frozen=True, slots=True)
class _Writer:
    statements: Statements
    labels: Mapping[str, Mapping[str, str]]
    addresses: Addresses

    def item(self, iri: str, members: Sequence[Member], types: Sequence[str]) -> dict[str, Any]:
        named = set(self.statements.values(iri, "rdf:type"))
        item: dict[str, Any] = {"id": iri}
        if found := [name for name in types if DEF + name in named]:
            item["type"] = found[0]
        if iri in self.labels:
            item["label"] = dict(self.labels[iri])
        if iri.startswith(self.addresses.base_iri):
            item["page"] = self.addresses.document(iri)
        return item | {member.name: self.member(iri, member) for member in members}

    def member(self, iri: str, member: Member) -> Any:
        values = [self.value(value, member) for value in self.statements.values(iri, member.property)]
        if member.many:
            return values
        return values[0] if values else None

    def value(self, value: str, member: Member) -> Any:
        if member.kind is Kind.resource:
            return self.item(value, member.parts, TYPES.get(member.name, ())) if member.parts else self.named(value)
        if member.kind is Kind.number:
            return Decimal(value)
        if member.kind is Kind.whole:
            return int(value)
        return value == "true" if member.kind is Kind.boolean else value

    def named(self, iri: str) -> dict[str, Any]:
        """A resource by its IRI and labels; an entry of our code lists also by its code."""
        code = {"code": iri.rsplit("/", 1)[-1]} if iri.startswith(CODE) else {}
        return {"id": iri, **code, "label": dict(self.labels.get(iri, {}))}
