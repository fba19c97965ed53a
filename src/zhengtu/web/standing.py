"""How far a fact is to be trusted: who set it right, which of its slots is least sure. What it says lives in facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhengtu.web.site import Reader
from zhengtu.web.statements import Statements

# Below this share of confirmed readings a fact asks its reader to check it.
CHECK_BELOW = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class Change:
    """A slot that a correction changed; None where it had, or has, no value."""

    slot: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Curation:
    """A correction, in words."""

    iri: str
    name: str
    href: str
    who: str
    when: str
    why: str
    operation: str
    kind: str
    place: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class SlotReading:
    """By which rule a slot was read; penalties are what lowers its confidence."""

    iri: str
    slot: str
    rule: str
    href: str
    confidence: Decimal | None
    penalties: tuple[str, ...] = ()

    @property
    def is_doubtful(self) -> bool:
        return self.confidence is not None and self.confidence < CHECK_BELOW


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of how a fact came about; href is the page of the fact."""

    href: str
    confidence: Decimal | None
    curations: tuple[Curation, ...]
    readings: tuple[SlotReading, ...]

    @property
    def doubtful(self) -> tuple[SlotReading, ...]:
        """The slots to be checked, the least sure first."""
        found = [reading for reading in self.readings if reading.is_doubtful]
        return tuple(sorted(found, key=lambda reading: (reading.confidence or 0, reading.slot)))


@dataclass(frozen=True, slots=True)
class StandingReader:
    """Reads what statements say of how facts came about, for one reader."""

    reader: Reader
    statements: Statements
    labels: Mapping[str, Mapping[str, str]]

    def of(self, fact: str) -> Standing:
        """The standing of one fact."""
        of = self.statements
        return Standing(
            self.reader.page(fact),
            of.number(fact, "zt:confidence"),
            tuple(self.curation(correction) for correction in of.values(fact, "zt:curatedBy")),
            tuple(self._reading(reading) for reading in of.values(fact, "zt:hasReading")),
        )

    def all(self) -> dict[str, Standing]:
        """The standing of every fact that is curated or doubtful."""
        of = self.statements
        doubtful = {
            fact for fact in of.having("zt:confidence") if (of.number(fact, "zt:confidence") or 0) < CHECK_BELOW
        }
        facts = {fact for fact in doubtful if of.values(fact, "zt:hasReading")} | set(of.having("zt:curatedBy"))
        return {fact: self.of(fact) for fact in sorted(facts)}

    def curations(self) -> tuple[Curation, ...]:
        """All corrections of a document, in the order of the text."""
        found = self.statements.of_class("zt:Correction")
        return tuple(self.curation(correction) for correction in sorted(found, key=self._start))

    def curation(self, correction: str) -> Curation:
        """One correction."""
        of, language = self.statements, self.reader.language
        changes = (
            Change(
                self._code(change, "zt:slot"),
                of.text(change, "zt:formerValue", language),
                of.text(change, "zt:newValue", language),
            )
            for change in of.values(correction, "zt:hasChange")
        )
        return Curation(
            iri=correction,
            name=correction.rsplit("/", 1)[-1],
            href=self.reader.page(correction),
            who=self.reader.say("list_comma").join(
                self._label(person) for person in of.values(correction, "prov:wasAssociatedWith")
            ),
            when=self.reader.date(of.value(correction, "dct:date") or ""),
            why=of.value(correction, "zt:reason") or "",
            operation=self._code(correction, "zt:operation"),
            kind=of.value(correction, "zt:factKind") or "",
            place=self.reader.say("list_comma").join(
                self._label(provision) for provision in of.values(correction, "zt:inProvision")
            ),
            changes=tuple(changes),
        )

    def _reading(self, reading: str) -> SlotReading:
        of = self.statements
        rule = of.value(reading, "zt:readBy") or ""
        return SlotReading(
            iri=reading,
            slot=self._code(reading, "zt:slot"),
            rule=self._label(rule),
            href=self.reader.page(rule),
            confidence=of.number(reading, "zt:confidence"),
            penalties=tuple(self._label(code) for code in of.values(reading, "zt:penalty")),
        )

    def _start(self, correction: str) -> tuple[int, str]:
        spans = self.statements.values(correction, "zt:hasEvidence")
        starts = (self.statements.whole_number(span, "zt:start") or 0 for span in spans)
        return min(starts, default=0), correction

    def _code(self, subject: str, name: str) -> str:
        return self.reader.say("list_comma").join(self._label(code) for code in self.statements.values(subject, name))

    def _label(self, iri: str) -> str:
        own = self.statements.label(iri, self.reader.language)
        return self.reader.label(self.labels, iri) if iri in self.labels or own is None else own
