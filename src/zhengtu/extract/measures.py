"""Measures out of frames: instrument, frequency, tiers, and the slots that other modules read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from zhengtu.extract.beneficiaries import (
    names_recipient,
    opens_with_party,
    read_beneficiary,
    read_recipient_of_heading,
)
from zhengtu.extract.clauses import Clause, sentences
from zhengtu.extract.conditions import read_conditions
from zhengtu.extract.context import Context
from zhengtu.extract.frames import Frame, find_frames
from zhengtu.extract.instalments import read_instalments
from zhengtu.extract.ladders import above_inclusive, read_ladder
from zhengtu.extract.listed import in_one_line, listed_conditions
from zhengtu.extract.neighbours import slotted
from zhengtu.extract.pieces import Piece
from zhengtu.extract.qualifiers import Granted, last, tell_apart
from zhengtu.extract.readings import Read, with_slot, without_slot
from zhengtu.extract.requirements import read_requirements
from zhengtu.extract.rows import cells_of_recipient, named_by_rows, section_of_recipient
from zhengtu.extract.rungs import grows, is_for_the_rest, is_step_of_table
from zhengtu.extract.slots import HOME, Slotted
from zhengtu.extract.spelt_out import of_same_base, read_spelt_out
from zhengtu.extract.supports import read_supports
from zhengtu.model.record import Condition, Measure, Path, Requirement, Support

_UNNAMED = ("beneficiaries.unnamed", "beneficiaries.per_person")
_FURTHER = re.compile(r"[另再](?:行|次)?(?:给予|予以|奖|补|资助|追加)|额外(?:给予|奖|补)|[加追](?:奖|补)")
# 每年贴息总额不超过20万元 bounds a year; 每年给予不超过20万元 is given every year.
_TOTAL_OF_YEAR = re.compile("(?:总额|总金额|金额|额度|资金|面积|合计|累计|最高|最多|不超过|上限|限额)")
_BARE_VERB = re.compile(r"(?<=[的，再另均各])[奖补](?=\d)")  # 获得金奖的奖50万元
_FOR_ALL = re.compile("累计|总额|合计|全年|年度|每年|每户|上述|以上")
Fact = TypeVar("Fact", Support, Condition)
_INHERITED = ("inherited",)


def read_measures(context: Context) -> tuple[tuple[Measure, ...], tuple[Measure, ...]]:
    """All measures of a document: those with figures (or a named instrument), and the promises without."""
    quantified: list[Measure] = []
    promised: list[Measure] = []
    taken: dict[tuple[Path | None, int], int] = {}
    for frame in find_frames(context):
        place = frame.passage.provision, frame.number
        taken[place] = taken.get(place, 0) + 1
        before = next((m for m in reversed([*quantified, *promised]) if m.provision == place[0]), None)
        measure = _measure(context, frame, _name(frame.number, taken[place]), before)
        measure = _with_row(context, frame, measure)
        measure = _with_recipient_above(context, frame, measure, before)
        listed = *measure.conditions, *listed_conditions(context, frame)
        measure = replace(measure, conditions=in_one_line(context, frame, listed))
        (quantified if frame.pieces[0].grants else promised).append(measure)
    return tuple(quantified), tuple(promised)


def _with_row(context: Context, frame: Frame, measure: Measure) -> Measure:
    """What the cell 支持对象 of a row says holds for every grant of the row."""
    labelled = section_of_recipient(context, frame)
    if labelled:
        measure = _with_conditions_of(context, measure, *labelled)
    if labelled and not opens_with_party(context.text[frame.start : frame.end], context.lexicon):
        measure = _with_recipient_of(context, frame, measure, *labelled)
    for cell in cells_of_recipient(context, frame):
        measure = _with_recipient_of(context, frame, measure, cell.start, cell.end)
        if frame.start >= cell.end:
            measure = _with_conditions_of(context, measure, cell.start, cell.end)
    return measure


def _with_conditions_of(context: Context, measure: Measure, start: int, end: int) -> Measure:
    """The thresholds of a cell or a section that says for whom a grant is, in front of its own."""
    clauses = [c for s in sentences(context.text, start, end) for part in s.parts for c in part]
    if not clauses:  # 支持对象：年出口额100万美元以上的企业，给予10万元奖励: the section is the grant itself
        return measure
    asked = [s for s in slotted(context, tuple(clauses)) if s.slot == "condition"]
    return replace(measure, conditions=(*read_conditions(context, asked, clauses), *measure.conditions))


def _with_recipient_of(context: Context, frame: Frame, measure: Measure, start: int, end: int) -> Measure:
    """Whom a cell or a section names, where the grant itself does not say to whom it goes."""
    own = context.text[max(frame.start, end) : frame.end].lstrip("，；。")
    if names_recipient(own, context.phrases):
        return measure
    read, phrase = read_beneficiary(context.text[start:end].rstrip("。；\n"), "", context.lexicon, context.phrases)
    if read.rule in _UNNAMED:
        return measure
    return with_slot(replace(measure, beneficiary_text=phrase), "beneficiary", read)


def _with_recipient_above(context: Context, frame: Frame, measure: Measure, before: Measure | None) -> Measure:
    """Whoever the grant in front in the same provision is for, else whom the headings above it name."""
    reading = next(r for r in measure.readings if r.slot == "beneficiary")
    words = context.text[frame.start : frame.end]
    further = _FURTHER.search(words) and not names_recipient(words, context.phrases)
    if reading.rule not in (*_UNNAMED, "beneficiaries.running") and not further:
        return measure
    running = reading.rule == "beneficiaries.running"  # 奖励建设单位: of what, a heading says
    if before is not None and not running and _near(context, before, measure):
        return with_slot(measure, "beneficiary", Read(before.beneficiary, "measures.recipient_before", _INHERITED))
    if reading.rule != "beneficiaries.unnamed" and not running:
        return measure
    path = measure.provision or ()
    above = [node.heading for node in context.outline.nodes if node.path == path[: len(node.path)] and node.heading]
    return with_slot(measure, "beneficiary", read_recipient_of_heading(reversed(above), context.lexicon))


def _near(context: Context, before: Measure, measure: Measure) -> bool:
    """Whether a grant follows another one: in its provision, or without numbering in its row or paragraph."""
    if measure.provision is not None:
        return True
    between = context.outline.text.raw[before.evidence.end : measure.evidence.start]
    return "\n" not in between.strip(" \t")


def _name(sentence: int, nth: int) -> str:
    """m4 for the first grant of sentence 4, m4b for its second."""
    if nth == 1:
        return f"m{sentence}"
    return f"m{sentence}{chr(ord('a') + nth - 1)}" if nth <= 26 else f"m{sentence}-{nth}"


def _measure(context: Context, frame: Frame, name: str, in_front: Measure | None) -> Measure:
    """in_front is the grant whose metric is meant where a further one only says 每增加1000万元."""
    carried = in_front.conditions if in_front and grows(context, frame.pieces[0]) else ()
    supports, conditions, requirements = _given_and_asked(context, frame, carried)
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
        ("frequency", _frequency(context, words) or _each_year(supports)),
        ("instalments", read_instalments(context, frame.pieces[-1].passage, frame.start, frame.end)),
    ):
        measure = with_slot(measure, slot, read)
    return measure


def _given_and_asked(
    context: Context, frame: Frame, carried: Sequence[Condition]
) -> tuple[list[Support], list[Condition], list[Requirement]]:
    """What the pieces of a frame grant and ask for; the rungs of a ladder are numbered."""
    granted: list[Granted] = []
    spelt_out: list[Support] = []
    conditions = list(_asked_in_lead(context, frame))
    requirements: list[Requirement] = []
    first = frame.pieces[0]
    in_front = frame.lead or Clause(first.sentence.start, first.start)
    lead = context.text[in_front.start : in_front.end]
    tier = 0
    for before, piece in zip((None, *frame.pieces), frame.pieces, strict=False):
        tops_ladder = frame.lead is not None and piece.end <= frame.lead.end
        beside = tops_ladder or piece.on_top
        for_rest = before is not None and is_for_the_rest(context, before, piece)
        if before is not None and is_step_of_table(context, before, piece):
            tier += 1
        elif not beside:
            tier += bool(piece.threshold) or tier == 0 or for_rest or not _only_capped(piece)
        given = [s for s in piece.found if s.slot == "support"]
        rates = [one.support for one in granted]
        words = [of_same_base(rate, rates) for rate in read_spelt_out(context, piece.start, piece.end)]
        here = read_supports(context, piece.found, piece.start, [*spelt_out, *words, *rates])
        there = read_conditions(context, piece.found, piece.clauses, [*carried, *conditions], lead)
        here, there = read_ladder(context, piece.found, here, there)
        rung = Read(tier, "measures.rung")
        listed = max((s.tier or 0 for s in here), default=0)
        if frame.stepped and not beside and listed < 2:
            here, there = [with_slot(s, "tier", rung) for s in here], [with_slot(c, "tier", rung) for c in there]
        elif frame.stepped and not beside and not (piece.threshold is None and listed == tier):
            here, there = _shifted(here, tier - 1), _shifted(there, tier - 1)  # 1000万元、5000万元的分别…；超过1亿元的…
            tier += listed - 1
        granted += _granted(piece, given, here)
        spelt_out += (with_slot(s, "tier", rung) if frame.stepped and not beside else s for s in words)
        requirements += read_requirements(context, piece.found, piece.clauses)
        conditions += there
    granted = _for_all_rungs(context, granted)
    named = named_by_rows(context, granted, tell_apart(context, granted, frame.stepped, spelt_out), frame.stepped)
    supports = [*spelt_out, *named]
    conditions = above_inclusive([*_of_their_rungs(conditions)]) if frame.stepped else conditions
    conditions = [_of_named_rung(c, supports) for c in conditions]
    return last(context, supports, frame.start, _end_of_duration(context, frame)), conditions, requirements


def _of_named_rung(condition: Condition, supports: Sequence[Support]) -> Condition:
    """A类、B类人才分别…，其中B类人才年薪须在20万元以上: what only those of one rung are asked."""
    if condition.tier is not None or not condition.text.startswith("其中"):
        return condition
    named = [s.tier for s in supports if s.tier is not None and s.when and s.when in condition.text]
    return with_slot(condition, "tier", Read(named[0], "measures.named_rung")) if named else condition


def _shifted(facts: Sequence[Fact], by: int) -> list[Fact]:
    """Number the rungs of a list on behind those in front of it."""
    return [with_slot(f, "tier", Read(f.tier + by, "measures.rung")) if f.tier is not None else f for f in facts]


def _of_their_rungs(conditions: Sequence[Condition]) -> Iterator[Condition]:
    """What only the first rung asks for, of a kind that no further one has, holds for all of them (两年内投产的，…)."""
    tiers = sorted({c.tier for c in conditions if c.tier is not None})
    further = {c.unit for c in conditions if c.tier in tiers[1:]}
    measured = False  # 500万元以上且增幅达到10%的，…: what stands behind the threshold of the rung is asked on the rung
    for condition in conditions:
        measured = measured or condition.unit in further
        alone = further and condition.tier == tiers[0] and not measured
        yield without_slot(condition, "tier") if alone else condition


def _for_all_rungs(context: Context, granted: Sequence[Granted]) -> list[Granted]:
    """A cap behind the last rung that no other rung has (单个项目最高150万元) is a cap on all of them."""
    out = list(granted)
    tiers = [one.support.tier for one in granted if one.support.tier is not None]
    if len(set(tiers)) < 2:
        return out
    first, final = min(tiers), max(tiers)
    capped = [i for i, one in enumerate(granted) if one.support.role == "ceiling"]
    each = sum(granted[i].support.tier == first for i in capped)
    for index in [i for i in capped if granted[i].support.tier == final][each:]:
        one = granted[index]
        alone = all(s.mention.ceiling for s in one.piece.found if s.slot == "support") and one.piece.threshold is None
        words = context.text[one.slotted.clause.start : one.slotted.mention.start]
        if alone or _behind_rate(one) or _FOR_ALL.search(words) or context.lexicon.scope_openers.search(words):
            out[index] = replace(one, support=without_slot(one.support, "tier"))
    return out


def _behind_rate(one: Granted) -> bool:
    """达到5%的，按费用的8%补助，最高不超过300万元: where rates make the rungs, a cap in a clause of its own."""
    rates = [s for s in one.piece.found if s.slot == "support" and s.mention.kind == "ratio"]
    return bool(rates) and rates[-1].clause.end <= one.slotted.clause.start


def _only_capped(piece: Piece) -> bool:
    return any(s.mention.ceiling for s in piece.found)


def _asked_in_lead(context: Context, frame: Frame) -> Iterator[Condition]:
    """The thresholds in front of a list of rungs: they hold for all of them."""
    if frame.lead is None or any(piece.end <= frame.lead.end for piece in frame.pieces):
        return
    for sentence in context.sentences(frame.passage):
        if frame.lead.start <= sentence.start < frame.lead.end:
            for part in sentence.parts:
                asked = [s for s in slotted(context, part) if s.slot == "condition"]
                yield from read_conditions(context, asked, part)


def _end_of_duration(context: Context, frame: Frame) -> int:
    """A sentence behind the grant that only says for how long belongs to it: 同一航线补助期限为3年。"""
    behind = next((s for s in context.sentences(frame.pieces[-1].passage) if s.start >= frame.end), None)
    if behind is None:
        return frame.end
    others = any(m.kind != "duration" for m in context.mentions_in(behind.start, behind.end))
    lasts = context.phrases.for_years.search(context.text, behind.start, behind.end)
    return behind.end if lasts and not others else frame.end


def _granted(piece: Piece, given: Sequence[Slotted], supports: Sequence[Support]) -> Iterator[Granted]:
    """Supports with the place where the words for each begin."""
    end = 0
    for one, support in zip(given, supports, strict=True):
        yield Granted(piece, one, support, max(one.clause.start, end))
        end = one.mention.full_end


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
    if given and (bare := _BARE_VERB.search(text, given.clause.start, given.mention.start)):
        return Read("reward" if bare[0] == "奖" else "subsidy", f"measures.bare_verb:{bare[0]}")
    if given:
        windows = [text[given.mention.end : given.clause.end], text[given.clause.start : given.mention.start], *windows]
        windows.append(next((c.heading for c in context.outline.text.cells_at(given.mention.start)), ""))
    own = len(windows)
    above = [] if given and given.rule == HOME else _above(context, frame)  # 住房补贴 above is something else
    for number, window in enumerate([*windows, *above]):
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


def _each_year(supports: Sequence[Support]) -> Read | None:
    """按博士每年3万元发放, 给予每年20万元补助: a sum that counts for a year recurs."""
    recurs = bool(supports) and supports[0].role == "amount" and supports[0].period == "year"
    return Read("yearly", "measures.sum_a_year") if recurs else None


def _frequency(context: Context, words: str) -> Read | None:
    once = context.lexicon.once.search(words)
    if once:
        return Read("once", f"once:{once[0]}")
    recurring = context.phrases.recurring.search(words)
    if recurring:
        clause = re.split(r"[，；。]", words[: recurring.start()])[-1]
        behind = re.split(r"[\d，；。]", words[recurring.start() :])[0]
        each = clause.endswith(("每人", "每名", "每户")) and not context.lexicon.ceilings.search(behind)
        named = context.phrases.noun_at_end.search(recurring[0])
        if named and _TOTAL_OF_YEAR.match(words, recurring.end()):
            return None
        if each or not context.lexicon.scope_openers.search(clause):
            return Read("yearly", "measures.recurring")
    return None
