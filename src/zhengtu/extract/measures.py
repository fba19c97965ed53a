"""Frames: which sentences grant, where one entitlement ends and the next begins, ladders over several sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from zhengtu.extract.beneficiaries import read_beneficiary
from zhengtu.extract.clauses import Clause
from zhengtu.extract.conditions import read_conditions
from zhengtu.extract.context import Context, Passage
from zhengtu.extract.slots import Slotted, slotted
from zhengtu.extract.supports import read_supports
from zhengtu.model.record import Condition, Measure, Support

_GRANTING = re.compile(r"给[予与]|予以|(?:享受|获得?|提供).{0,12}(?:奖励|补贴|补助|支持)|^.{0,30}(?:奖励|补贴|补助)$")
_FOLLOW_UP = re.compile(
    r"(?:其中|同时|且|并|但|年度|每年|累计|合计|总额|总计|最高|最多|单(?:个|家|一|项|场)?|每(?:个|家|年|户)|同一|同个|各|全年|奖励|补贴|补助|资助|扶持|上述|以上|以此)"
)
_PREAMBLE = re.compile(r"(?:鼓励|支持|引导|推动|发挥|充分发挥|通过|设立|加快|推进|完善|根据|按照年度)")
_NEGATED = re.compile(r"不再|不予|不得|不重复|不在")


@dataclass(frozen=True, slots=True)
class _Piece:
    """One grant within a part of a sentence."""

    passage: Passage
    sentence: int  # counted from 1 within the passage
    context_start: int  # where the sentence begins
    clauses: tuple[Clause, ...]
    found: tuple[Slotted, ...]
    special: str | None

    @property
    def start(self) -> int:
        return self.clauses[0].start

    @property
    def end(self) -> int:
        return self.clauses[-1].end

    @property
    def grants(self) -> bool:
        return self.special is not None or any(s.slot == "support" for s in self.found)


def read_measures(context: Context) -> tuple[tuple[Measure, ...], tuple[Measure, ...]]:
    """All measures of a document: those with figures (or a named instrument), and the promises without."""
    quantified: list[Measure] = []
    promised: list[Measure] = []
    for passage in context.passages():
        frames = _frames(context, list(_pieces(context, passage)))
        taken: dict[str, int] = {}
        for frame in frames:
            measure = _measure(context, frame, taken)
            (quantified if frame[0].grants else promised).append(measure)
    return tuple(quantified), tuple(promised)


def _pieces(context: Context, passage: Passage) -> Iterator[_Piece]:
    for number, sentence in enumerate(context.sentences(passage), start=1):
        for part in sentence.parts:
            for clauses in _split(context, part):
                kept = _without_lead(context, clauses)
                words = context.text[kept[0].start : kept[-1].end]
                found = tuple(slotted(context, kept))
                special = next(
                    (row.code for row in context.lexicon.special_instruments if row.pattern.search(words)), None
                )
                piece = _Piece(passage, number, sentence.start, kept, found, special)
                if piece.grants or (_promises(words) and not _NEGATED.search(words)):
                    yield piece


def _promises(words: str) -> bool:
    return bool(_GRANTING.search(words.rstrip("。；")))


def _split(context: Context, part: Sequence[Clause]) -> Iterator[tuple[Clause, ...]]:
    """Begin anew at a 对 that follows a sum already granted: 对A给予…，对B给予…."""
    begin = 0
    for index in range(1, len(part)):
        opens = re.match(r"(?:其中，?)?对(?!外|于?口|接)", part[index].of(context.text))
        if opens and any(s.slot == "support" for s in slotted(context, tuple(part[begin:index]))):
            yield tuple(part[begin:index])
            begin = index
    yield tuple(part[begin:])


def _without_lead(context: Context, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Leave out clauses in front that encourage or set the scene and hold no number."""
    for index, clause in enumerate(clauses[:-1]):
        words = clause.of(context.text)
        numbered = any(m.kind != "duration" or m.op for m in context.mentions_in(clause.start, clause.end))
        if numbered or not _PREAMBLE.match(words) or _GRANTING.search(words):
            return clauses[index:]
        if re.match(r"对", clauses[index + 1].of(context.text)):
            return clauses[index + 1 :]
    return clauses[-1:] if len(clauses) > 1 and _PREAMBLE.match(clauses[0].of(context.text)) else clauses


def _frames(context: Context, pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Join caps and further steps to the grant they belong to."""
    frames: list[list[_Piece]] = []
    for piece in pieces:
        if frames and frames[-1][0].grants and piece.grants and _continues(context, frames[-1], piece):
            frames[-1].append(piece)
        else:
            frames.append([piece])
    return frames


def _continues(context: Context, frame: Sequence[_Piece], piece: _Piece) -> bool:
    if piece.special or frame[-1].special:
        return False
    if piece.sentence > frame[-1].sentence + 1:
        return False
    return _only_bounds(context, piece) or _is_further_step(context, frame[-1], piece)


def _only_bounds(context: Context, piece: _Piece) -> bool:
    """单个企业补贴资金不超过100万元: a cap on what went before."""
    words = context.text[piece.start : piece.end]
    supports = [s for s in piece.found if s.slot == "support"]
    conditions = [s for s in piece.found if s.slot == "condition"]
    return bool(_FOLLOW_UP.match(words)) and all(s.mention.ceiling for s in supports) and not conditions


def _is_further_step(context: Context, before: _Piece, piece: _Piece) -> bool:
    """The next rung: a threshold on the same metric, named in the same words or left out."""
    here, there = _first_threshold(piece), _first_threshold(before)
    if here is None or there is None or here.mention.unit != there.mention.unit:
        return False
    words, words_before = _head(context, here), _head(context, there)
    if re.match(r"对", words):
        return False
    return len(words) <= 2 or words == words_before or words_before.endswith(words)


def _first_threshold(piece: _Piece) -> Slotted | None:
    return next((s for s in piece.found if s.slot == "condition"), None)


def _head(context: Context, threshold: Slotted) -> str:
    return context.text[threshold.clause.start : threshold.mention.cue_start]


def _measure(context: Context, frame: Sequence[_Piece], taken: dict[str, int]) -> Measure:
    first = frame[0]
    stepped = len(frame) > 1 and any(_first_threshold(p) for p in frame[1:])
    supports: list[Support] = []
    conditions: list[Condition] = []
    tier = 0
    for piece in frame:
        tier += bool(_first_threshold(piece) or not stepped or tier == 0)
        here, there = _read(context, piece, conditions)
        if stepped:
            here, there = [replace(s, tier=tier) for s in here], [replace(c, tier=tier) for c in there]
        supports += here
        conditions += there
    words = context.text[first.start : frame[-1].end]
    types, phrase = read_beneficiary(words, context.text[first.context_start : first.start], context.lexicon)
    modes = dict.fromkeys(m[0] for m in context.lexicon.customs_modes.finditer(words))
    return Measure(
        id=_number(first.sentence, taken),
        provision=first.passage.provision,
        instrument=_instrument(context, frame),
        beneficiary=types,
        beneficiary_text=phrase,
        supports=tuple(supports),
        conditions=tuple(conditions),
        evidence=context.evidence(first.start, frame[-1].end),
        customs_modes=tuple(modes),
        frequency=_frequency(context, words),
    )


def _read(context: Context, piece: _Piece, before: Sequence[Condition]) -> tuple[list[Support], list[Condition]]:
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
                out[index] = replace(out[index], tier=tier)
    return out


def _number(sentence: int, taken: dict[str, int]) -> str:
    name = f"m{sentence}"
    taken[name] = taken.get(name, 0) + 1
    return (
        name
        if taken[name] == 1
        else name + chr(ord("a") + taken[name] - 1)
        if taken[name] <= 26
        else f"{name}-{taken[name]}"
    )


def _instrument(context: Context, frame: Sequence[_Piece]) -> str:
    if frame[0].special:
        return frame[0].special
    text = context.text
    sentence = text[frame[0].context_start : frame[-1].end]
    given = next((s for s in frame[0].found if s.slot == "support"), None)
    rows = context.lexicon.instruments
    if rows[0].pattern.search(re.sub(r"（[^）]*）", "", sentence)):
        return rows[0].code
    windows = [text[frame[0].start : frame[-1].end]]
    if given:
        windows = [text[given.mention.end : given.clause.end], text[given.clause.start : given.mention.start], *windows]
    for window in windows:
        hits = [(m.start(), row.code) for row in rows for m in row.pattern.finditer(window)]
        if hits:
            return min(hits)[1]
    return "other"


def _frequency(context: Context, words: str) -> Literal["once", "yearly"] | None:
    if context.lexicon.once.search(words):
        return "once"
    recurring = re.search(
        r"(?:每年|连续[一二三四五六七八九十\d]+年)(?:按[^，]{0,20})?(?:给予|奖励|补贴|补助|资助)", words
    )
    if recurring:
        clause = re.split(r"[，；。]", words[: recurring.start()])[-1]
        if not context.lexicon.scope_openers.search(clause):
            return "yearly"
    return None
