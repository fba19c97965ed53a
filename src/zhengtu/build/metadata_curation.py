"""Corrections of what is said of a document as a whole: title, issuers, dates. Other facts: see curation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from zhengtu.build import curation_log
from zhengtu.build.corrections import POLICY, Entry
from zhengtu.build.fact_places import FactPlaces, PointsNowhere
from zhengtu.build.fact_values import read_by
from zhengtu.model.correction import SlotChange, rule_of
from zhengtu.model.record import Evidence, MetadataEvidence, Record

_WITH_SEVERAL_VALUES = ("issuer", "interpreted_by", "basis", "cites")
_DATES = ("issued_on", "effective_from", "valid_until", "applies_from")


def correct_metadata(record: Record, entry: Entry, places: FactPlaces) -> Record:
    """Apply the correction of a field. Raises PointsNowhere for words that are not there, or what the field refuses."""
    field = entry.fact.kind.removeprefix(POLICY)
    return (_correct_list if field in _WITH_SEVERAL_VALUES else _correct_value)(record, entry, field, places)


def _correct_value(record: Record, entry: Entry, field: str, places: FactPlaces) -> Record:
    if entry.operation == "add":
        raise PointsNowhere(f"{entry.fact.kind} has one value; use set")
    if entry.operation == "remove" and field == "status":
        raise PointsNowhere("policy.status is never empty; set it to draft or issued")
    before = getattr(record.policy, field)
    after = _typed(field, entry.values["value"]) if entry.operation == "set" else None
    expected = entry.was if entry.operation == "set" else entry.values
    stated = [statement for statement in record.policy.evidence if statement.field == field]
    place = places.words(entry.fact.quote, None) if entry.fact.quote else stated[0].evidence if stated else None
    if after == before:
        return curation_log.overtaken(record, entry, place)
    if after is not None and place is None:
        raise PointsNowhere(f"{entry.fact.kind} rests on no words yet; give them with quote")
    others = tuple(statement for statement in record.policy.evidence if statement.field != field)
    fields: dict[str, Any] = {field: after, "evidence": (*others, *_statement(entry, field, after, place))}
    record = replace(record, policy=replace(record.policy, **fields))
    changed = _logged(record, entry, place, before, after)
    was = _typed(field, expected.get("value"))
    if was is not None and was != before:
        return curation_log.stale(changed, entry, place, {"value": was}, {"value": before})
    return changed


def _correct_list(record: Record, entry: Entry, field: str, places: FactPlaces) -> Record:
    before: tuple[str, ...] = getattr(record.policy, field)
    if entry.operation == "set" or "value" not in entry.values:
        listed = ", ".join(before) or "none"
        raise PointsNowhere(f"{entry.fact.kind} may have several values ({listed}); remove or add one of them by value")
    value = entry.values["value"]
    adds = entry.operation == "add"
    stated = [s for s in record.policy.evidence if (s.field, s.value) == (field, value)]
    place = places.words(entry.fact.quote, None) if entry.fact.quote else stated[0].evidence if stated else None
    if adds == (value in before):
        return curation_log.overtaken(record, entry, place)
    after = (*before, value) if adds else tuple(one for one in before if one != value)
    others = tuple(statement for statement in record.policy.evidence if statement not in stated)
    shown = _statement(entry, field, value if adds else None, place)
    fields: dict[str, Any] = {field: after, "evidence": (*others, *shown)}
    record = replace(record, policy=replace(record.policy, **fields))
    return _logged(record, entry, place, before, after)


def _statement(entry: Entry, field: str, value: Any, place: Evidence | None) -> tuple[MetadataEvidence, ...]:
    if value is None or place is None:
        return ()
    return (MetadataEvidence(field, str(value), place, read_by(rule_of(entry.id), ("value",))),)


def _logged(record: Record, entry: Entry, place: Evidence | None, before: object, after: object) -> Record:
    return curation_log.log(record, entry, None, None, place, (SlotChange("value", before, after),))


def _typed(field: str, value: Any) -> Any:
    if value is None or field == "valid_for_years":
        return value
    if field not in _DATES:
        return str(value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PointsNowhere(f"there is no day {value}; give a date such as 2026-03-02") from None
