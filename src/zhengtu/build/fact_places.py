"""Where in a record a person points: the provision, the words, the fact. What becomes of a fact lives in curation."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from zhengtu.build.corrections import Pointer
from zhengtu.build.quotes import Quotes, squeeze
from zhengtu.model.record import (
    Condition,
    Definition,
    Evidence,
    FundingRule,
    Measure,
    ModeMention,
    Path,
    Provision,
    Record,
    Requirement,
    Responsibility,
    Rule,
    Support,
    Target,
)

Part: TypeAlias = Support | Condition | Requirement
Fact: TypeAlias = Measure | Part | Responsibility | FundingRule | Target | Rule | Definition | ModeMention

CLASSES: Mapping[str, type[Fact]] = {
    "measure": Measure,
    "support": Support,
    "condition": Condition,
    "requirement": Requirement,
    "eligibility_condition": Condition,
    "eligibility_requirement": Requirement,
    "responsibility": Responsibility,
    "funding": FundingRule,
    "target": Target,
    "rule": Rule,
    "definition": Definition,
    "mode": ModeMention,
}
# The field of a measure that holds facts of a kind; the field of a record that does.
PARTS = {"support": "supports", "condition": "conditions", "requirement": "requirements"}
FIELDS = {
    "eligibility_condition": "eligibility",
    "eligibility_requirement": "eligibility",
    "responsibility": "responsibilities",
    "funding": "funding",
    "target": "targets",
    "rule": "rules",
    "definition": "definitions",
    "mode": "mode_mentions",
}
_LISTED = 8


class PointsNowhere(ValueError):
    """What a correction names is not in the document, or not once; the text says where, and what to do."""


@dataclass(frozen=True, slots=True)
class Found:
    """A fact with the measure that holds it, None for facts of no measure."""

    fact: Fact
    owner: Measure | None = None

    @property
    def provision(self) -> Path | None:
        """Where the fact belongs."""
        return self.owner.provision if self.owner else self.fact.provision  # type: ignore[union-attr]

    @property
    def measure(self) -> Measure | None:
        """The measure that the fact belongs to, or is."""
        return self.fact if isinstance(self.fact, Measure) else self.owner


@dataclass(frozen=True, slots=True)
class FactPlaces:
    """A record over its source."""

    record: Record
    quotes: Quotes

    @property
    def stretch(self) -> tuple[int, int]:
        """Where the document begins and ends in a source that may hold several."""
        work = self.record.work
        return (work.start, work.end) if work else (0, len(self.quotes.text))

    def provision(self, named: str | Path | None) -> Path | None:
        """The path of a provision named by path, label or chain of labels. Raises PointsNowhere."""
        if named is None:
            return None
        found = [p.path for p in self.record.provisions if self._answers_to(p, named)]
        whole = [path for path in found if not isinstance(named, str) or _plain(self.label(path)) == _plain(named)]
        found = whole or found
        if len(found) == 1:
            return found[0]
        shown = named if isinstance(named, str) else "/".join(map(str, named))
        if found:
            several = ", ".join(f"{self.label(path)} {list(path)}" for path in found[:_LISTED])
            raise PointsNowhere(f"{shown} may be any of {several}; write the whole label or the path")
        known = ", ".join(self.label(p.path) for p in self.record.provisions[:_LISTED])
        raise PointsNowhere(f"the document has no provision {shown}; it begins with {known or 'none'}")

    def label(self, path: Path | None) -> str:
        """The printed labels from the outermost part down: 第三条（二）."""
        if path is None:
            return "the document as a whole"
        labels = {provision.path: provision.label.strip() for provision in self.record.provisions}
        return "".join(labels.get(path[:depth], "") for depth in range(1, len(path) + 1))

    def words(self, quote: str, path: Path | None) -> Evidence:
        """The one place of a quote in a provision, its own words before its parts'. Raises PointsNowhere."""
        found: list[Evidence] = []
        for start, end in self._extents(path):
            found = self.quotes.find(quote, start, end)
            if found:
                break
        if len(found) == 1:
            return found[0]
        if found:
            raise PointsNowhere(
                f"the words “{quote}” stand {len(found)} times in {self.label(path)}: "
                f"{self.quotes.describe(found[:_LISTED])}; quote more of the sentence"
            )
        elsewhere = self.quotes.find(quote, *self.stretch)[:_LISTED]
        hint = f"they stand in {self.quotes.describe(elsewhere)}" if elsewhere else "copy them from the source"
        raise PointsNowhere(f"the words “{quote}” do not stand in {self.label(path)}; {hint}")

    def facts(self, kind: str) -> Iterator[Found]:
        """All facts of a kind."""
        measures = (*self.record.measures, *self.record.qualitative_measures)
        if kind == "measure":
            yield from map(Found, measures)
        elif kind in PARTS:
            yield from (Found(part, measure) for measure in measures for part in getattr(measure, PARTS[kind]))
        else:
            yield from (Found(fact) for fact in getattr(self.record, FIELDS[kind]) if isinstance(fact, CLASSES[kind]))

    def find(self, pointer: Pointer, likely: Sequence[Mapping[str, object]]) -> tuple[Found | None, Evidence]:
        """The fact that is meant, None where there is none, and the words in question.

        likely are values of its slots, the surest first: they tell facts on the same words apart. Raises
        PointsNowhere where the words or the provision are not there, or several facts may be meant.
        """
        path = self.provision(pointer.provision)
        place = self.words(pointer.quote, path) if pointer.quote else None
        found = [f for f in self.facts(pointer.kind) if f.provision == path and _is_meant(f, pointer, likely)]
        if place:
            found = [f for f in found if overlap(f.fact.evidence, place)]
            found = [f for f in found if f.fact.evidence == place] or found
        for values in likely:
            if len(found) > 1:
                found = [f for f in found if _has(f.fact, values)] or found
        if len(found) > 1:
            raise PointsNowhere(
                f"{len(found)} facts of the kind {pointer.kind} may be meant in {self.label(path)}: "
                f"{self._listed(found)}; say which with more words, role or was"
            )
        return (found[0] if found else None), place or self._around(pointer, path)

    def known(self, pointer: Pointer) -> str:
        """The facts that a pointer without aim may have meant, for a message."""
        path = self.provision(pointer.provision)
        near = [f for f in self.facts(pointer.kind) if f.provision == path]
        return f"{self.label(path)} has {self._listed(near) if near else f'no fact of the kind {pointer.kind}'}"

    def _answers_to(self, provision: Provision, named: str | Path) -> bool:
        if not isinstance(named, str):
            return provision.path == named
        path = "/".join(map(str, provision.path))
        return _plain(named) in (path, _plain(provision.label), _plain(self.label(provision.path)))

    def _extents(self, path: Path | None) -> list[tuple[int, int]]:
        if path is None:
            return [self.stretch]
        inside = [p for p in self.record.provisions if p.path[: len(path)] == path]
        own = next(p for p in inside if p.path == path)
        return [(own.start, own.end), (own.start, max(p.end for p in inside))]

    def _around(self, pointer: Pointer, path: Path | None) -> Evidence:
        measures = [f.fact for f in self.facts("measure") if f.provision == path]
        named = [m.evidence for m in measures if isinstance(m, Measure) and m.id == pointer.measure]
        start, end = self._extents(path)[0] if path else (0, 0)
        return named[0] if named else Evidence(start, end, self.quotes.text[start:end])

    def _listed(self, found: Sequence[Found]) -> str:
        return ", ".join(self._shown(f) for f in found[:_LISTED]) + (", …" if len(found) > _LISTED else "")

    def _shown(self, found: Found) -> str:
        fact = found.fact
        words = squeeze(fact.evidence.quote)
        name = f"{found.measure.id} " if found.measure else ""
        role = f"{fact.role} " if isinstance(fact, Support | Responsibility) else ""
        shown = words if len(words) <= 24 else f"{words[:24]}…"
        return f"{name}{role}“{shown}” (line {self.quotes.line(fact.evidence.start)})"


def overlap(one: Evidence, other: Evidence) -> int:
    """How many characters two stretches share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _is_meant(found: Found, pointer: Pointer, likely: Sequence[Mapping[str, object]]) -> bool:
    """Whether measure and role are those asked for; a role that the correction gives has perhaps been read already."""
    if pointer.measure and (found.measure is None or found.measure.id != pointer.measure):
        return False
    roles = {pointer.role, *(values.get("role") for values in likely)}
    return pointer.role is None or getattr(found.fact, "role", None) in roles


def _has(fact: Fact, values: Mapping[str, object]) -> bool:
    return bool(values) and all(getattr(fact, slot) == value for slot, value in values.items())


def _plain(label: str) -> str:
    """A label without what people write differently: width, blanks, the mark behind the number."""
    return "".join(c for c in unicodedata.normalize("NFKC", label) if not c.isspace() and c not in "、.。,:：")
