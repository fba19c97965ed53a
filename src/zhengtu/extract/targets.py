"""Numbers that the government sets itself: 到2027年…400家以上. A number that a measure uses is none of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from zhengtu.extract.clauses import Clause
from zhengtu.extract.context import Context, Passage
from zhengtu.extract.quantities import Mention
from zhengtu.model.record import Target

_HORIZON = re.compile(r"到(\d{4})年|(\d{4})年(?:底|末|前|，|内)")
_AIM = re.compile(r"力争|目标|到\d{4}年|每年|年均|争取|确保")
_DUTY = re.compile(r"^对|给[予与]|予以|应当|须|不得|申请|申报|企业年|承担")


def read_targets(context: Context, used: Collection[int]) -> tuple[Target, ...]:
    """Targets outside of measures; used holds the places of numbers that measures already read."""
    return tuple(target for passage in context.passages() for target in _in_passage(context, passage, used))


def _in_passage(context: Context, passage: Passage, used: Collection[int]) -> Iterator[Target]:
    horizon: str | None = None
    for sentence in context.sentences(passage):
        words = context.text[sentence.start : sentence.end]
        stated = _HORIZON.search(words)
        horizon = next(g for g in stated.groups() if g) if stated else horizon
        mentions = context.mentions_in(sentence.start, sentence.end)
        if any(m.start in used for m in mentions) or not (stated or horizon or _AIM.search(words)):
            continue
        for part in sentence.parts:
            for clause in part:
                if not _DUTY.search(clause.of(context.text)):
                    yield from _in_clause(context, passage, clause, horizon)


def _in_clause(context: Context, passage: Passage, clause: Clause, horizon: str | None) -> Iterator[Target]:
    for mention in context.mentions_in(clause.start, clause.end):
        if mention.kind == "duration":
            continue
        left = context.text[clause.start : mention.start]
        yield Target(
            provision=passage.provision,
            by=horizon,
            value=mention.value,
            unit=_unit(context, clause, mention),
            op=mention.op or "=",
            text=clause.of(context.text).strip("，；。"),
            evidence=context.evidence(clause.start, clause.end),
            per=next((per for form, per in context.lexicon.target_periods.items() if form in left), None),
        )


def _unit(context: Context, clause: Clause, mention: Mention) -> str:
    """The thing counted: the noun nearest behind the number, else nearest in front."""
    if mention.unit not in ("item", "enterprise"):
        return mention.unit
    behind, ahead = context.text[mention.end : clause.end], context.text[clause.start : mention.start]
    for form in context.lexicon.target_periods:  # 每个县区 says per what, not what is counted
        ahead = ahead.replace(form, "")
    places = [(behind.find(form), unit) for form, unit in context.lexicon.target_units.items() if form in behind]
    if places and mention.unit == "item":
        return min(places)[1]
    fronts = [
        (ahead.rfind(form) + len(form), unit) for form, unit in context.lexicon.target_units.items() if form in ahead
    ]
    return max(fronts)[1] if fronts else mention.unit
