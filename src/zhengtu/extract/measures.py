"""Measures out of frames: instrument, frequency, tiers, and the slots that other modules read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengtu.extract.beneficiaries import read_beneficiary
from zhengtu.extract.conditions import read_conditions
from zhengtu.extract.context import Context
from zhengtu.extract.frames import Frame, Piece, find_frames
from zhengtu.extract.readings import Read, with_slot
from zhengtu.extract.requirements import read_requirements
from zhengtu.extract.slots import Slotted
from zhengtu.extract.supports import read_supports
from zhengtu.model.record import Condition, Measure, Path, Requirement, Support

_LEVEL = re.compile(r"(国家级|省级|市级|区级|县级)(?:[^，；。]{0,12})(?:的|，)")


def read_measures(context: Context) -> tuple[tuple[Measure, ...], tuple[Measure, ...]]:
    """All measures of a document: those with figures (or a named instrument), and the promises without."""
    quantified: list[Measure] = []
    promised: list[Measure] = []
    taken: dict[tuple[Path | None, int], int] = {}
    for frame in find_frames(context):
        place = frame.passage.provision, frame.number
        taken[place] = taken.get(place, 0) + 1
        measure = _measure(context, frame, _name(frame.number, taken[place]))
        (quantified if frame.pieces[0].grants else promised).append(measure)
    return tuple(quantified), tuple(promised)


def _name(sentence: int, nth: int) -> str:
    """m4 for the first grant of sentence 4, m4b for its second."""
    if nth == 1:
        return f"m{sentence}"
    return f"m{sentence}{chr(ord('a') + nth - 1)}" if nth <= 26 else f"m{sentence}-{nth}"


def _measure(context: Context, frame: Frame, name: str) -> Measure:
    supports, conditions, requirements = _given_and_asked(context, frame)
    words = context.text[frame.start : frame.end]
    before = context.text[frame.pieces[0].sentence.start : frame.pieces[0].start]
    types, phrase = read_beneficiary(words, before, context.lexicon, context.phrases)
    modes = dict.fromkeys(m[0] for m in context.lexicon.customs_modes.finditer(words))
    measure = Measure(
        id=name,
        provision=frame.passage.provision,
        instrument="other",
        beneficiary=(),
        beneficiary_text=phrase,
        supports=tuple(supports),
        conditions=tuple(conditions),
        evidence=context.evidence(frame.start, frame.end),
        requirements=tuple(requirements),
        customs_modes=tuple(modes),
    )
    for slot, read in (
        ("instrument", _instrument(context, frame)),
        ("beneficiary", types),
        ("frequency", _frequency(context, words)),
        ("instalments", _instalments(context, words)),
    ):
        measure = with_slot(measure, slot, read)
    return measure


def _given_and_asked(context: Context, frame: Frame) -> tuple[list[Support], list[Condition], list[Requirement]]:
    """What the pieces of a frame grant and ask for; the rungs of a ladder are numbered."""
    supports: list[Support] = []
    conditions: list[Condition] = []
    requirements: list[Requirement] = []
    tier = 0
    for piece in frame.pieces:
        tier += bool(piece.threshold) or tier == 0 or not any(s.mention.ceiling for s in piece.found)
        here, there = _slots(context, piece, conditions)
        level = _LEVEL.search(context.text[piece.start : piece.end]) if len(frame.pieces) > 1 else None
        if level and not piece.threshold:
            here = [s if s.when else with_slot(s, "when", Read(level[1], "measures.level")) for s in here]
        if frame.stepped:
            rung = Read(tier, "measures.rung")
            here, there = [with_slot(s, "tier", rung) for s in here], [with_slot(c, "tier", rung) for c in there]
        requirements += read_requirements(context, piece.found, piece.clauses)
        supports += here
        conditions += there
    return supports, conditions, requirements


def _slots(context: Context, piece: Piece, before: Sequence[Condition]) -> tuple[list[Support], list[Condition]]:
    supports = read_supports(context, piece.found, piece.start, piece.end)
    conditions = read_conditions(context, piece.found, piece.clauses, before)
    return supports, _laddered(piece.found, supports, conditions)


def _laddered(found: Sequence[Slotted], supports: Sequence[Support], conditions: list[Condition]) -> list[Condition]:
    """Give the thresholds of a list the tiers of the sums, where both lists are as long (分别)."""
    steps = max((s.tier or 0 for s in supports), default=0)
    thresholds = [s for s in found if s.slot in ("condition", "step")]
    out = list(conditions)
    series: dict[int, list[int]] = {}
    for index, threshold in enumerate(thresholds):
        series.setdefault(threshold.mention.series, []).append(index)
    for indexes in series.values():
        if steps > 1 and len(indexes) == steps:
            for tier, index in enumerate(indexes, start=1):
                out[index] = with_slot(out[index], "tier", Read(tier, "measures.listed_thresholds"))
    return out


def _instrument(context: Context, frame: Frame) -> Read:
    """A special instrument by its name; a voucher by the sentence; else the word of giving nearest to the number."""
    first = frame.pieces[0]
    if first.special:
        return Read(first.special, f"special_instruments:{first.special}")
    text, rows = context.text, context.lexicon.instruments
    sentence = text[min(first.sentence.start, frame.start) : frame.end]
    voucher = rows[0].pattern.search(re.sub(r"（[^）]*）", "", sentence))
    if voucher:
        return Read(rows[0].code, f"instruments:{voucher[0]}")
    windows = [text[frame.start : frame.end]]
    given = next((s for s in first.found if s.slot == "support"), None)
    if given:
        windows = [text[given.mention.end : given.clause.end], text[given.clause.start : given.mention.start], *windows]
    own = len(windows)
    for number, window in enumerate([*windows, *_above(context, frame)]):
        hits = [(m.start(), -len(m[0]), row.code, m[0]) for row in rows for m in row.pattern.finditer(window)]
        if hits:
            *_, code, form = min(hits)
            return Read(code, f"instruments:{form}", () if number < own else ("read_from_above",))
    return Read("other", "measures.no_instrument", ("default_value",))


def _above(context: Context, frame: Frame) -> list[str]:
    """What the provisions above say, the nearest first, then the shell: 补贴标准： over a list of plain sums."""
    path = frame.passage.provision or ()
    nodes = [n for n in context.outline.nodes if n.path == path[: len(n.path)]]
    head = context.outline.head
    return [*(context.text[n.start : n.end] for n in reversed(nodes)), context.text[head.start : head.end]]


def _instalments(context: Context, words: str) -> Read | None:
    """分三年按40%、30%、30%拨付: how a grant is paid out is no support of its own."""
    match = context.phrases.paid_out.search(words)
    return Read(match[0], "measures.paid_out") if match else None


def _frequency(context: Context, words: str) -> Read | None:
    once = context.lexicon.once.search(words)
    if once:
        return Read("once", f"once:{once[0]}")
    recurring = context.phrases.recurring.search(words)
    if recurring:
        clause = re.split(r"[，；。]", words[: recurring.start()])[-1]
        if not context.lexicon.scope_openers.search(clause):
            return Read("yearly", "measures.recurring")
    return None
