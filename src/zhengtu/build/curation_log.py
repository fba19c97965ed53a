"""What a record says of its own corrections: those applied, those that time has overtaken, the numbers they placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from zhengtu.build.corrections import Entry
from zhengtu.build.fact_places import Found
from zhengtu.model.correction import Correction, SlotChange, written
from zhengtu.model.record import Diagnostic, Evidence, Path, Quantity, Record, Severity

# Kind of fact → the role of a number in it.
_ROLES = {
    "support": "support",
    "condition": "condition",
    "eligibility_condition": "condition",
    "target": "target",
    "funding": "funding",
    "rule": "rule",
}
_UNPLACED = ("unassigned", "noise")


def applied(record: Record, entry: Entry, found: Found, changes: tuple[SlotChange, ...]) -> Record:
    """Enter a correction of a fact."""
    measure = found.measure
    return log(record, entry, found.provision, measure.id if measure else None, found.fact.evidence, changes)


def log(
    record: Record,
    entry: Entry,
    provision: Path | None,
    measure: str | None,
    evidence: Evidence | None,
    changes: tuple[SlotChange, ...],
) -> Record:
    """Enter a correction, with the place and the values that it touched."""
    correction = Correction(
        entry.id, entry.by, entry.on, entry.why, entry.operation, entry.fact.kind, provision, measure, evidence, changes
    )
    return replace(record, corrections=(*record.corrections, correction))


def overtaken(record: Record, entry: Entry, place: Evidence | None) -> Record:
    """Note that the text is read right without the correction."""
    en = "is no longer needed: the text is read that way already. Take it out of corrections.yaml."
    zh = "已不再需要：读取结果本已如此，请从 corrections.yaml 中删去。"
    return _noted(record, entry, "correction_no_longer_needed", "info", place, (en, zh))


def stale(
    record: Record, entry: Entry, place: Evidence | None, was: Mapping[str, Any], now: Mapping[str, Any]
) -> Record:
    """Note that the correction was made of something else than what is read now."""
    then, read = (", ".join(f"{slot} {written(of[slot]) or '–'}" for slot in was) for of in (was, now))
    en = f"corrects {then}, but now {read} is read. It was applied all the same; check it and its `was`."
    zh = f"所更正的是 {then}，现在读出的是 {read}；仍已应用，请核对。"
    return _noted(record, entry, "stale_correction", "warning", place, (en, zh))


def outdone(record: Record, entry: Entry, place: Evidence) -> Record:
    """Note that something else is read now from the words of a fact that was added."""
    en = "adds a fact, but another is read from its words now, which it replaced. Check it; `set` may do instead."
    zh = "所补充的事实，其原文现已读出另一事实，后者已被替换，请核对；或可改用 set。"
    return _noted(record, entry, "stale_correction", "warning", place, (en, zh))


def placed(record: Record, kind: str, evidence: Evidence) -> Record:
    """Enter in the ledger that the numbers of some words belong to a fact; nothing is left to report of them."""
    role = _ROLES.get(kind)
    quantities = tuple(
        replace(q, role=role) if role and q.role in _UNPLACED and _share(q, evidence) else q for q in record.quantities
    )
    code = "support_without_measure" if kind == "measure" else "unplaced_quantity" if role else None
    diagnostics = tuple(d for d in record.diagnostics if d.code != code or not _share(d, evidence))
    return replace(record, quantities=quantities, diagnostics=diagnostics)


def displaced(record: Record, kind: str, evidence: Evidence) -> Record:
    """Enter in the ledger that the numbers of some words belong to no fact, since a person said so."""
    role = _ROLES.get(kind)
    quantities = tuple(
        replace(q, role="noise") if q.role == role and _share(q, evidence) else q for q in record.quantities
    )
    return replace(record, quantities=quantities)


def _noted(
    record: Record, entry: Entry, code: str, severity: Severity, place: Evidence | None, said: tuple[str, str]
) -> Record:
    start, end = (place.start, place.end) if place else (0, 0)
    message = f"The correction “{entry.id}” {said[0]} / 校订“{entry.id}”{said[1]}"
    return replace(record, diagnostics=(*record.diagnostics, Diagnostic(code, severity, start, end, message)))


def _share(thing: Quantity | Diagnostic, evidence: Evidence) -> bool:
    return thing.start < evidence.end and evidence.start < thing.end
