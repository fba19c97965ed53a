"""The facts of a record one by one, each with its slots, its words and the rows and rules that read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zhengtu.model.record import Record
from zhengtu.model.serialisation import to_plain

Plain = Mapping[str, Any]

_MEASURES = {"measures": "measure", "qualitative_measures": "promise"}
_OF_MEASURES = {"supports": "support", "conditions": "condition", "requirements": "requirement"}
_OTHERS = {
    "mode_mentions": "mode",
    "responsibilities": "responsibility",
    "funding": "funding",
    "targets": "target",
    "rules": "rule",
    "definitions": "definition",
    "eligibility": "eligibility",
}
# What tells where a fact stands and how it was read is no slot of it.
_NO_SLOTS = ("provision", "evidence", "sentence", "readings", "text", "id", *_OF_MEASURES)


@dataclass(frozen=True, slots=True)
class ReadFact:
    """A fact of a kind (measure, support, condition, …) as JSON has it; slots are those that are filled."""

    kind: str
    provision: tuple[int, ...] | None
    slots: Plain
    start: int
    end: int
    quote: str
    readings: tuple[Plain, ...]

    @property
    def rules(self) -> list[str]:
        """The rows and rules that read it."""
        return [reading["rule"] for reading in self.readings]


def facts_of(record: Record) -> Iterator[ReadFact]:
    """All facts in the order of the record, those of a measure behind it."""
    plain = to_plain(record)
    for found in plain["policy"]["evidence"]:
        yield _fact("metadata", {**found, found["field"]: found["value"], "field": None, "value": None}, None)
    for table, kind in _MEASURES.items():
        for measure in plain[table]:
            yield _fact(kind, measure, measure["provision"])
            for inner, inner_kind in _OF_MEASURES.items():
                yield from (_fact(inner_kind, fact, measure["provision"]) for fact in measure[inner])
    for table, kind in _OTHERS.items():
        yield from (_fact(kind, fact, fact["provision"]) for fact in plain[table])


def rules_of(facts: Iterable[ReadFact]) -> list[str]:
    """The rows and rules that read the facts, each once, in the order in which they were first used."""
    return list(dict.fromkeys(rule for fact in facts for rule in fact.rules))


def _fact(kind: str, fact: Plain, provision: list[int] | None) -> ReadFact:
    slots = {name: value for name, value in fact.items() if name not in _NO_SLOTS and value not in (None, [], "")}
    evidence = fact["evidence"]
    where = tuple(provision) if provision else None
    return ReadFact(
        kind, where, slots, evidence["start"], evidence["end"], evidence["quote"], tuple(fact.get("readings", ()))
    )
