"""One sentence read as if it were a document: its numbers, its facts, which rows fired, and what was left over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhengtu.extract.context import read_context
from zhengtu.extract.extraction import extract
from zhengtu.lexicon.facts import ReadFact, facts_of, rules_of
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import Diagnostic, Quantity, Record
from zhengtu.model.source import Source
from zhengtu.structure.outline import outline
from zhengtu.text.normalise import normalise

# A sentence has neither title nor numbering nor area: their lack is no finding.
_OF_DOCUMENTS = ("no_provisions", "no_title", "no_area")


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number with what was made of it: its value in base units, its comparator or ceiling word, and its role."""

    text: str
    value: str
    unit: str
    kind: str
    op: str | None
    ceiling: str | None
    role: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What was read in a sentence."""

    sentence: str
    numbers: tuple[TypedNumber, ...]
    facts: tuple[ReadFact, ...]
    left_over: tuple[Quantity, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def rules(self) -> list[str]:
        """The rows and rules that fired."""
        return rules_of(self.facts)

    def to_plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "sentence": self.sentence,
            "numbers": [{name: getattr(n, name) for name in TypedNumber.__slots__} for n in self.numbers],
            "facts": [{"kind": f.kind, "slots": f.slots, "quote": f.quote, "readings": f.readings} for f in self.facts],
            "rules": self.rules,
            "left_over": [{"text": q.text, "unit": q.unit} for q in self.left_over],
            "diagnostics": [{"code": d.code, "message": d.message} for d in self.diagnostics],
        }


def read_sentence(sentence: str, lexicon: Lexicon) -> Trial:
    """Read a sentence with a lexicon."""
    record = extract(Source("sentence", sentence, hashlib.sha256(sentence.encode()).hexdigest()), lexicon)
    return Trial(
        sentence,
        tuple(_numbers(sentence, lexicon, record)),
        tuple(facts_of(record)),
        tuple(q for q in record.quantities if q.role == "unassigned"),
        tuple(d for d in record.diagnostics if d.code not in _OF_DOCUMENTS),
    )


def _numbers(sentence: str, lexicon: Lexicon, record: Record) -> Iterator[TypedNumber]:
    """The typed mentions, with the role that the ledger gave to each place."""
    roles = {quantity.start: quantity.role for quantity in record.quantities}
    context = read_context(outline(normalise(sentence, lexicon.script)), lexicon)
    for mention in context.mentions:
        evidence = context.evidence(mention.start, mention.end)
        yield TypedNumber(
            evidence.quote,
            format(mention.value.normalize(), "f"),
            mention.unit,
            mention.kind,
            mention.op,
            mention.ceiling,
            roles.get(evidence.start, "unassigned"),
        )
