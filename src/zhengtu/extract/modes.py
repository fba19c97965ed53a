"""Customs supervision mode codes and the provisions that name them."""

from __future__ import annotations

from zhengtu.extract.context import Context
from zhengtu.model.record import ModeMention


def read_modes(context: Context) -> tuple[ModeMention, ...]:
    """Every mention of a code, in order."""
    return tuple(
        ModeMention(
            passage.provision,
            match[0],
            context.evidence(match.start(), match.end()),
            context.sentence_at(passage, match.start()),
        )
        for passage in context.passages()
        for match in context.lexicon.customs_modes.finditer(context.text, passage.start, passage.end)
    )
