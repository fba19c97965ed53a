"""Conditions that are no numbers: registered, filed, recognised, licensed, located, for the first time, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhengtu.extract.clauses import Clause
from zhengtu.extract.context import Context
from zhengtu.extract.slots import Slotted
from zhengtu.model.record import Reading, Requirement

_PHRASE = re.compile(r"[^，、；。（）]+")


def read_requirements(context: Context, found: Sequence[Slotted], clauses: Sequence[Clause]) -> list[Requirement]:
    """The phrases in front of the first sum that lay down a condition without a number, each of one kind."""
    given = [s.mention.cue_start for s in found if s.slot == "support"]
    end = min(given, default=clauses[-1].end) if clauses else 0
    out: list[Requirement] = []
    for clause in clauses:
        if clause.start < end:
            out += _in_clause(context, clause.start, min(clause.end, end), found)
    return out


def _in_clause(context: Context, start: int, end: int, found: Sequence[Slotted]) -> Iterator[Requirement]:
    for phrase in _PHRASE.finditer(context.text, start, end):
        words = re.sub(r"^(?:以上|以下|以内)?(?:对于?|且|并|或)", "", phrase[0])
        if context.phrases.up_to_base.search(words):
            continue
        numbered = any(phrase.start() <= s.mention.start < phrase.end() for s in found)
        kinds = [row.code for row in context.lexicon.requirements if row.pattern.search(words)]
        by = context.phrases.judged_by.search(phrase[0])
        for kind in [k for k in kinds if k != "other"] or kinds:
            if not numbered or kind in ("filed", "first_time"):
                behind = max((s.mention.full_end for s in found if s.mention.full_end < phrase.end()), default=0)
                begin = max(phrase.end() - len(words), behind)
                begin += len(context.text[begin : phrase.end()]) - len(
                    context.text[begin : phrase.end()].lstrip("且并或的")
                )
                text = context.text[begin : phrase.end()]
                if not text:  # nothing but a threshold and the words that join it
                    continue
                readings = (
                    Reading("kind", f"requirements:{kind}"),
                    *([Reading("by", "requirements.body")] if by else []),
                )
                evidence = context.evidence(begin, phrase.end())
                yield Requirement(kind, by["body"] if by else None, text, evidence, readings=readings)
