"""Corrections put into the record of a document: facts set right, added, removed. Reading the file lives elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zhengtu.build import curation_log
from zhengtu.build.corrections import POLICY, CorrectionsFile, Entry, read_corrections
from zhengtu.build.fact_places import FIELDS, PARTS, Fact, FactPlaces, Found, PointsNowhere, overlap
from zhengtu.build.fact_values import changes, filled, is_same, new_fact, read_by, typed
from zhengtu.build.metadata_curation import correct_metadata
from zhengtu.build.quotes import Quotes
from zhengtu.build.schema import Codes
from zhengtu.errors import InvalidCorrections
from zhengtu.extract.context import Context, read_context
from zhengtu.extract.places import Places
from zhengtu.model.correction import rule_of
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import Evidence, FundingRule, Measure, Path, Record
from zhengtu.model.source import Source
from zhengtu.structure.outline import outline
from zhengtu.text.normalise import normalise

# Instruments that make a measure of a sentence without a figure.
_WITHOUT_FIGURE = ("case_by_case", "performance_credit", "rent_relief")
# Two facts of a kind on the same words are rivals where these slots agree; of other kinds, where the words do.
_TELLING: Mapping[str, tuple[str, ...]] = {
    "support": ("role", "tier"),
    "condition": ("metric", "op"),
    "requirement": ("kind",),
    "eligibility_condition": ("metric", "op"),
    "eligibility_requirement": ("kind",),
    "responsibility": ("agency", "role"),
    "funding": ("areas",),
    "rule": ("kind",),
    "definition": ("term",),
    "mode": ("code",),
}


@dataclass(frozen=True, slots=True)
class Curator:
    """What corrections are applied with; labels are those of the code lists (`dataset.code_labels`)."""

    lexicon: Lexicon
    labels: Mapping[str, str]

    def curate(self, record: Record, source: Source, file: CorrectionsFile) -> Record:
        """Apply the corrections of a document in their order.

        Raises InvalidCorrections for a file that cannot be used, and for a correction that points at nothing or at
        several things.
        """
        quotes = Quotes.of(source.text)
        for entry in read_corrections(file, source, Codes(self.labels, self.lexicon.areas)):
            try:
                record = self._apply(entry, FactPlaces(record, quotes))
            except PointsNowhere as error:
                raise InvalidCorrections(f"{file.shown}: correction {entry.id!r}: {error}") from None
        return record

    def _apply(self, entry: Entry, places: FactPlaces) -> Record:
        if entry.fact.kind.startswith(POLICY):
            return correct_metadata(places.record, entry, places)
        if entry.operation == "remove":
            return _remove(entry, places)
        areas = Places.below(places.record.policy.area_code, self.lexicon.areas, self.lexicon.former_areas)
        if entry.operation == "set":
            return _set(entry, places, areas)
        start, end = places.stretch
        text = normalise(places.quotes.text[start:end], self.lexicon.script)
        return _add(entry, places, areas, read_context(outline(text), self.lexicon))


def _set(entry: Entry, places: FactPlaces, areas: Places) -> Record:
    values, was = (typed(given, places) for given in (entry.values, entry.was))
    found, _ = places.find(entry.fact, (was, values))
    if found is None:
        raise PointsNowhere(f"it sets slots of no fact: {places.known(entry.fact)}; name one of them, or use add")
    now = {slot: getattr(found.fact, slot) for slot in {**values, **was}}
    if all(now[slot] == value for slot, value in values.items()):
        return curation_log.overtaken(places.record, entry, found.fact.evidence)
    slots: dict[str, Any] = {**values, "readings": read_by(rule_of(entry.id), values, found.fact.readings)}
    fact = _located(replace(found.fact, **slots), areas)
    record = _exchange(places.record, entry.fact.kind, found, fact)
    record = curation_log.placed(record, entry.fact.kind, fact.evidence)
    record = curation_log.applied(record, entry, found, changes({slot: now[slot] for slot in values}, values))
    if any(now[slot] != value for slot, value in was.items()):
        return curation_log.stale(record, entry, fact.evidence, was, now)
    return record


def _remove(entry: Entry, places: FactPlaces) -> Record:
    was = typed(entry.was, places)
    found, place = places.find(entry.fact, (was,))
    if found is None:
        return curation_log.overtaken(places.record, entry, place)
    now = {slot: getattr(found.fact, slot) for slot in was}
    record = _exchange(places.record, entry.fact.kind, found, None)
    for kind, fact in _leaves(entry.fact.kind, found.fact):
        record = curation_log.displaced(record, kind, fact.evidence)
    record = curation_log.applied(record, entry, found, changes(filled(found.fact), {}))
    return record if now == was else curation_log.stale(record, entry, place, was, now)


def _add(entry: Entry, places: FactPlaces, areas: Places, context: Context) -> Record:
    kind = entry.fact.kind
    path = places.provision(entry.fact.provision)
    place = places.words(entry.fact.quote or "", path)
    owner = _owner(entry, places, path, place) if kind in PARTS else None
    number, sentence = _sentence(context, places.stretch[0], path, place)
    near = [f for f in places.facts(kind) if f.provision == path and f.owner is owner]
    frame = {"evidence": place, "provision": path, "sentence": sentence, **_parts(entry, places, place)}
    fact = _located(new_fact(kind, typed(entry.values, places), rule_of(entry.id), frame), areas)
    if any(is_same(f.fact, fact) and overlap(f.fact.evidence, place) for f in near):
        return curation_log.overtaken(places.record, entry, place)
    rival = _rival(kind, fact, near)
    if isinstance(fact, Measure):
        fact = replace(fact, id=rival.fact.id if rival and isinstance(rival.fact, Measure) else _name(number, near))
    added = Found(fact, owner)
    record = _exchange(places.record, kind, rival or Found(fact, owner), fact)
    for leaf_kind, leaf in _leaves(kind, fact):
        record = curation_log.placed(record, leaf_kind, leaf.evidence)
    record = curation_log.applied(record, entry, added, changes(filled(rival.fact) if rival else {}, filled(fact)))
    return curation_log.outdone(record, entry, place) if rival else record


def _located(fact: Fact, areas: Places) -> Fact:
    """The fact with the codes of the areas that a person named in it."""
    if not isinstance(fact, FundingRule):
        return fact
    named, excepted = (None if names is None else _codes(names, areas) for names in (fact.areas, fact.except_areas))
    return replace(fact, area_codes=named, except_area_codes=excepted or ())


def _codes(names: Iterable[str], areas: Places) -> tuple[str | None, ...]:
    found = (areas.find(name).area for name in names)
    return tuple(area.code if area else None for area in found)


def _owner(entry: Entry, places: FactPlaces, path: Path | None, place: Evidence) -> Measure:
    """The measure that a part is added to: the one named, or the one whose words hold those of the part."""
    measures = [f.fact for f in places.facts("measure") if f.provision == path and isinstance(f.fact, Measure)]
    named = entry.fact.measure
    found = [m for m in measures if (m.id == named if named else overlap(m.evidence, place))]
    if len(found) != 1:
        known = ", ".join(measure.id for measure in measures) or "none"
        raise PointsNowhere(
            f"it is unclear to which measure of {places.label(path)} this belongs; name one of: {known}"
        )
    return found[0]


def _parts(entry: Entry, places: FactPlaces, whole: Evidence) -> dict[str, Any]:
    """The supports, conditions and requirements of a measure that is added, each found in the measure's words."""
    parts: dict[str, Any] = {}
    for kind, field in PARTS.items():
        made = []
        for slots in entry.values.get(field, ()):
            quote = str(slots["quote"])
            found = places.quotes.find(quote, whole.start, whole.end)
            if len(found) != 1:
                raise PointsNowhere(
                    f"the words “{quote}” stand {len(found)} times in those of the measure; quote others"
                )
            values = typed({slot: value for slot, value in slots.items() if slot != "quote"}, places)
            made.append(new_fact(kind, values, rule_of(entry.id), {"evidence": found[0]}))
        parts[field] = tuple(made)
    return parts


def _sentence(context: Context, offset: int, path: Path | None, place: Evidence) -> tuple[int, Evidence]:
    """The number of the sentence that a place stands in, counted in its provision, and its words.

    offset is where the text of the context begins in the source.
    """
    for passage in sorted(context.passages(), key=lambda passage: passage.provision != path):
        for number, sentence in enumerate(context.sentences(passage), start=1):
            words = context.evidence(sentence.start, sentence.end)
            start, end = words.start + offset, words.end + offset
            if start <= place.start < end:
                return number, Evidence(start, end, words.quote)
    return 1, place


def _name(number: int, near: Iterable[Found]) -> str:
    """The id of a measure that is granted in a sentence: m4, or m4b where that is taken."""
    taken = {f.fact.id for f in near if isinstance(f.fact, Measure)}
    letters = ("", *map(chr, range(ord("b"), ord("z") + 1)))
    return next(name for letter in letters if (name := f"m{number}{letter}") not in taken)


def _rival(kind: str, fact: Fact, near: Sequence[Found]) -> Found | None:
    """The fact that is read from the words of one that is added; there was none when the correction was made."""
    if kind in _TELLING:
        slots = [(slot, getattr(fact, slot)) for slot in _TELLING[kind]]
        rivals = [f for f in near if all(getattr(f.fact, slot) == value for slot, value in slots)]
        rivals = [f for f in rivals if overlap(f.fact.evidence, fact.evidence)]
    else:
        rivals = [f for f in near if _on_the_same_words(f.fact.evidence, fact.evidence)]
    return rivals[0] if rivals else None


def _on_the_same_words(one: Evidence, other: Evidence) -> bool:
    """Whether most of the words are shared: a sentence may grant twice, and its measures may share a few."""
    return 2 * overlap(one, other) > max(one.end, other.end) - min(one.start, other.start)


def _leaves(kind: str, fact: Fact) -> Iterable[tuple[str, Fact]]:
    """The fact, and what it is made of."""
    yield kind, fact
    if isinstance(fact, Measure):
        yield from ((part, leaf) for part, field in PARTS.items() for leaf in getattr(fact, field))


def _exchange(record: Record, kind: str, found: Found, new: Fact | None) -> Record:
    """Put a fact in the place of another; None takes it away; one that is not there yet is put in."""
    if found.owner is not None:
        parts: dict[str, Any] = {PARTS[kind]: _exchanged(getattr(found.owner, PARTS[kind]), found.fact, new)}
        owner = replace(found.owner, **parts)
        return _exchange(record, "measure", Found(found.owner), owner)
    if kind != "measure":
        facts = _exchanged(getattr(record, FIELDS[kind]), found.fact, new)
        changed: dict[str, Any] = {FIELDS[kind]: facts}
        return replace(record, **changed)
    granting = [measure for measure in record.measures if measure is not found.fact]
    promising = [measure for measure in record.qualitative_measures if measure is not found.fact]
    if isinstance(new, Measure):
        home = granting if new.supports or new.instrument in _WITHOUT_FIGURE else promising
        home.append(new)
        home.sort(key=lambda measure: measure.evidence.start)
    return replace(record, measures=tuple(granting), qualitative_measures=tuple(promising))


def _exchanged(facts: tuple[Fact, ...], old: Fact, new: Fact | None) -> tuple[Fact, ...]:
    """The facts with one exchanged; one that is not among them goes where the text says it."""
    at = next((index for index, fact in enumerate(facts) if fact is old), None)
    if at is None:
        before = [index for index, fact in enumerate(facts) if fact.evidence.start <= old.evidence.start]
        at = before[-1] + 1 if before else 0
        return (*facts[:at], *((new,) if new else ()), *facts[at:])
    return (*facts[:at], *((new,) if new else ()), *facts[at + 1 :])
