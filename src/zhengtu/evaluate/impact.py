"""Which facts of a corpus a changed lexicon reads otherwise. Nothing is judged: there is no gold here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from zhengtu.extract.extraction import extract
from zhengtu.lexicon.facts import ReadFact, facts_of
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import Record
from zhengtu.model.source import Source

Sort = Literal["appears", "disappears", "changes"]


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a fact: the fact as it will be, or was where it disappears; before, where it changes."""

    sort: Sort
    fact: ReadFact
    before: ReadFact | None = None

    @property
    def slots(self) -> dict[str, tuple[Any, Any]]:
        """The slots that differ where a fact changes: value before, value after."""
        old, new = self.before.slots if self.before else {}, self.fact.slots
        return {name: (old.get(name), new.get(name)) for name in {**old, **new} if old.get(name) != new.get(name)}


@dataclass(frozen=True, slots=True)
class DocumentImpact:
    """What changes in a document; unplaced are its numbers without a role, before and after."""

    document: str
    changes: tuple[Change, ...]
    unplaced: tuple[int, int]


def impact(sources: Iterable[Source], shipped: Lexicon, changed: Lexicon) -> Iterator[DocumentImpact]:
    """Read each document with both lexicons, one document at a time."""
    for source in sources:
        before, after = extract(source, shipped), extract(source, changed)
        found = tuple(changes(list(facts_of(before)), list(facts_of(after))))
        yield DocumentImpact(source.name, found, (_unplaced(before), _unplaced(after)))


def changes(before: Sequence[ReadFact], after: Sequence[ReadFact]) -> Iterator[Change]:
    """Pair the facts of two readings and give the pairs that differ, in order of the text.

    Facts are paired by kind where they stand on the same words, then where their words overlap: a ceiling word
    that is new makes the words of its sum longer.
    """
    found: list[Change] = []
    old, new = list(before), list(after)
    for alike in (_same_words, _same_slots, _overlapping):
        for fact in list(new):
            partner = next((candidate for candidate in old if alike(candidate, fact)), None)
            if partner is not None:
                old.remove(partner)
                new.remove(fact)
                found.append(Change("changes", fact, partner))
    found = [change for change in found if change.slots]
    found += [*(Change("disappears", fact) for fact in old), *(Change("appears", fact) for fact in new)]
    yield from sorted(found, key=lambda change: (change.fact.start, change.fact.kind))


def _same_words(one: ReadFact, other: ReadFact) -> bool:
    return (one.start, one.end) == (other.start, other.end) and _same_slots(one, other)


def _same_slots(one: ReadFact, other: ReadFact) -> bool:
    return _overlapping(one, other) and one.slots == other.slots


def _overlapping(one: ReadFact, other: ReadFact) -> bool:
    return one.kind == other.kind and one.start < other.end and other.start < one.end


def _unplaced(record: Record) -> int:
    return sum(quantity.role == "unassigned" for quantity in record.quantities)


def to_json(found: Iterable[DocumentImpact]) -> str:
    """All documents with their changes."""
    plain = [
        {
            "document": one.document,
            "unplaced": {"before": one.unplaced[0], "after": one.unplaced[1]},
            "changes": [_plain(change) for change in one.changes],
        }
        for one in found
    ]
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _plain(change: Change) -> Mapping[str, Any]:
    fact = change.fact
    before = fact if change.sort == "disappears" else change.before
    return {
        "sort": change.sort,
        "kind": fact.kind,
        "provision": fact.provision,
        "quote": fact.quote,
        "before": before.slots if before else None,
        "after": None if change.sort == "disappears" else fact.slots,
        "rules": fact.rules,
    }
