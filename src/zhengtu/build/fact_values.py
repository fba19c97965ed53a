"""Facts out of what a person wrote: values in their types, whole facts with evidence. Applying lives in curation."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from zhengtu.build.fact_places import CLASSES, PARTS, Fact, FactPlaces
from zhengtu.build.quotes import squeeze
from zhengtu.model.correction import SlotChange
from zhengtu.model.record import Evidence, FundingShare, Measure, Reading, Readings

# What a fact rests on, where it stands, what it is called, what it is made of: no slots.
_FRAME = {"evidence", "sentence", "readings", "provision", "id", "area_codes", "except_area_codes", *PARTS.values()}
# Two facts that differ only in their wording are one.
_WORDING = {"evidence", "sentence", "readings", "id", "text", "beneficiary_text"}


def typed(values: Mapping[str, Any], places: FactPlaces) -> dict[str, Any]:
    """The values of slots as a record has them. Raises PointsNowhere for a provision that is not there."""
    return {slot: _typed(slot, value, places) for slot, value in values.items() if slot not in PARTS.values()}


def _typed(slot: str, value: Any, places: FactPlaces) -> Any:
    if value is None:
        return None
    if slot == "value":
        return Decimal(value)
    if slot == "shares":
        return tuple(FundingShare(share["payer"], Decimal(share["share"]), share.get("bound")) for share in value)
    if slot in ("scope", "except_scope") and isinstance(value, list):
        named = (tuple(place) if isinstance(place, list) else place for place in value)
        return tuple(places.provision(place) for place in named)
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    return str(value) if slot in ("by", "code") else value


def new_fact(kind: str, values: Mapping[str, Any], rule: str, frame: Mapping[str, Any]) -> Fact:
    """A fact with the slots given, each read by the rule; frame is what is no slot (evidence, provision, …)."""
    kind_of_fact = CLASSES[kind]
    needed = {field.name: None for field in dataclasses.fields(kind_of_fact) if field.default is dataclasses.MISSING}
    evidence: Evidence = frame["evidence"]
    filled = {**needed, **({"text": evidence.quote} if "text" in needed else {}), **values}
    if kind_of_fact is Measure:
        filled = {"supports": (), "conditions": (), **filled}
    known = {field.name for field in dataclasses.fields(kind_of_fact)}
    placed = {name: value for name, value in frame.items() if name in known}
    return kind_of_fact(**{**filled, **placed, "readings": read_by(rule, values)})


def read_by(rule: str, slots: Iterable[str], before: Readings = ()) -> Readings:
    """The readings of a fact of which a person filled some slots: those slots' give way to what the person said."""
    given = list(slots)
    kept = tuple(reading for reading in before if reading.slot not in given)
    return (*kept, *(Reading(slot, rule, (), Decimal(1)) for slot in given))


def filled(fact: Fact) -> dict[str, Any]:
    """The slots of a fact that say something; of a measure also the words of what it is made of."""
    slots = {f.name: getattr(fact, f.name) for f in dataclasses.fields(fact) if f.name not in _FRAME}
    if isinstance(fact, Measure):
        parts = {field: getattr(fact, field) for field in PARTS.values()}
        slots |= {field: tuple(squeeze(part.evidence.quote) for part in made) for field, made in parts.items()}
    return {slot: value for slot, value in slots.items() if value not in (None, ())}


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[SlotChange, ...]:
    """The slots whose value is another."""
    slots = dict.fromkeys((*before, *after))
    pairs = ((slot, before.get(slot), after.get(slot)) for slot in slots)
    return tuple(SlotChange(slot, old, new) for slot, old, new in pairs if old != new)


def is_same(one: object, other: object) -> bool:
    """Whether two facts say the same, however they are worded and read."""
    return bool(_bare(one) == _bare(other))


def _bare(thing: object) -> Any:
    if isinstance(thing, tuple):
        return [_bare(item) for item in thing]
    if dataclasses.is_dataclass(thing):
        fields = (field.name for field in dataclasses.fields(thing) if field.name not in _WORDING)
        return [_bare(getattr(thing, name)) for name in fields]
    return thing
