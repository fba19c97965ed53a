"""The ledger: every number of the source with what it was taken for, and what nothing was understood of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from zhengtu.extract.context import Context
from zhengtu.model.record import Diagnostic, Evidence, Measure, Quantity, Severity

_RUN = re.compile(r"\d+(?:\.\d+)?")


def read_ledger(
    context: Context, measures: Iterable[Measure], clauses: Iterable[tuple[str, Evidence]]
) -> tuple[tuple[Quantity, ...], tuple[Diagnostic, ...]]:
    """List every number. clauses are facts that speak in whole clauses (role, evidence): a number in one is placed
    there where no measure uses it."""
    granted = list(measures)
    wider = list(clauses)
    quantities = [*_mentioned(context, dict(_used(granted)), wider, granted), *_noted(context)]
    covered = [(q.start, q.end) for q in quantities]
    quantities += _left_over(context, covered, wider)
    quantities.sort(key=lambda q: (q.start, q.end))
    findings = [_finding(q) for q in quantities if q.role == "unassigned"]
    return tuple(quantities), tuple(findings)


def _used(measures: Iterable[Measure]) -> Iterator[tuple[int, str]]:
    for measure in measures:
        for support in measure.supports:
            yield support.evidence.start, "support"
        for condition in measure.conditions:
            yield condition.evidence.start, "condition"


def _mentioned(
    context: Context, used: dict[int, str], wider: list[tuple[str, Evidence]], measures: list[Measure]
) -> Iterator[Quantity]:
    for mention in context.mentions:
        evidence = context.evidence(mention.start, mention.end)
        begins = context.evidence(mention.cue_start, mention.end).start
        role = used.get(begins) or used.get(evidence.start) or _within(evidence.start, wider)
        if role == "unassigned" and mention.kind == "duration":
            role = _within(evidence.start, [("duration", m.evidence) for m in measures])
        yield Quantity(evidence.start, evidence.end, evidence.quote, mention.value, mention.unit, role)


def _within(at: int, wider: list[tuple[str, Evidence]]) -> str:
    return next((role for role, e in wider if e.start <= at < e.end), "unassigned")


def _noted(context: Context) -> Iterator[Quantity]:
    for noise in context.noise:
        evidence = context.evidence(noise.start, noise.end)
        yield Quantity(evidence.start, evidence.end, evidence.quote, None, None, noise.role)


def _left_over(
    context: Context, covered: list[tuple[int, int]], wider: list[tuple[str, Evidence]]
) -> Iterator[Quantity]:
    """Digits that nothing typed: listed all the same."""
    taken = bytearray(len(context.outline.text.raw) + 1)
    for start, end in covered:
        taken[start:end] = b"\x01" * (end - start)
    for run in re.finditer(r"[0-9０-９][0-9０-９.．]*", context.outline.text.raw):
        if not all(taken[run.start() : run.start() + 1]):
            inside_word = re.match(r"[A-Za-z]", context.outline.text.raw[run.end() : run.end() + 1]) or re.search(
                r"[A-Za-z]$", context.outline.text.raw[max(0, run.start() - 1) : run.start()]
            )
            plain = _RUN.fullmatch(run[0])
            value = Decimal(run[0]) if plain and run[0].isascii() and len(run[0]) <= 15 else None
            yield Quantity(
                run.start(), run.end(), run[0], value, None, "noise" if inside_word else _within(run.start(), wider)
            )


def _finding(quantity: Quantity) -> Diagnostic:
    severity: Severity = "warning" if quantity.unit in ("CNY", "USD", "ratio") else "info"
    return Diagnostic(
        "unplaced_quantity",
        severity,
        quantity.start,
        quantity.end,
        f"“{quantity.text}” was read as a number but fills no slot of a fact. / 数字“{quantity.text}”未归入任何事实。",
    )


def find_silences(context: Context, facts: Iterable[Evidence]) -> Iterator[Diagnostic]:
    """Sentences that speak of giving and are no part of any fact: support that was not understood.

    A sentence with a sum or a rate is a warning; one without needs a verb of giving, since 奖励 alone names things.
    """
    covered = bytearray(len(context.outline.text.raw) + 1)
    for evidence in facts:
        covered[evidence.start : evidence.end] = b"\x01" * (evidence.end - evidence.start)
    for passage in context.passages():
        if passage.provision is None:
            continue
        for sentence in context.sentences(passage):
            words = context.text[sentence.start : sentence.end]
            evidence = context.evidence(sentence.start, sentence.end)
            figures = [m for m in context.mentions_in(sentence.start, sentence.end) if m.kind in ("money", "ratio")]
            gives = context.lexicon.fresh_grants if figures else context.lexicon.giving_verbs
            if not gives.search(words) or any(covered[evidence.start : evidence.end]):
                continue
            severity: Severity = "warning" if figures else "info"
            yield Diagnostic("support_without_measure", severity, evidence.start, evidence.end, _SILENT)


_SILENT = (
    "This sentence speaks of giving, but no measure was read from it; check it by hand. "
    "/ 此句涉及给予支持，但未读出任何支持措施，请人工核对。"
)
