"""Thresholds that stand outside of any grant and so hold for whoever applies under the document."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from zhengtu.extract.conditions import read_conditions
from zhengtu.extract.context import Context
from zhengtu.extract.slots import slotted
from zhengtu.model.record import Condition

# Numbers that a government sets itself or shares out, and those that tell an office what to do, are no thresholds.
_NOT_FOR_APPLICANTS = re.compile(r"力争|到\d{4}年|每年|年均|目标|承担|分担|基金|公示|工作日|比例为")


def read_eligibility(context: Context, used: Collection[int]) -> tuple[Condition, ...]:
    """Conditions in provisions, in sentences without a grant; used holds the places of numbers already read."""
    out: list[Condition] = []
    for passage in context.passages():
        if passage.provision is None:
            continue
        for sentence in context.sentences(passage):
            words = context.text[sentence.start : sentence.end]
            taken = any(m.start in used for m in context.mentions_in(sentence.start, sentence.end))
            if taken or _NOT_FOR_APPLICANTS.search(words):
                continue
            for part in sentence.parts:
                found = [s for s in slotted(context, part) if s.slot == "condition" and s.mention.op]
                here = read_conditions(context, found, part, out[-1:])
                out += [replace(condition, provision=passage.provision) for condition in here]
    return tuple(out)
