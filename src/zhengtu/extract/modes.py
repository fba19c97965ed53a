"""Customs supervision mode codes and the provisions that name them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengtu.extract.context import Context, Passage
from zhengtu.extract.findings import finding
from zhengtu.model.record import Diagnostic, ModeMention, Reading

# Where the words say that a code follows or stands in front, whatever the code.
_CODES = r"“?\d{4}(?!年|\d|[万亿元])”?(?:[、，和及或/]?“?\d{4}(?!年|\d|[万亿元])”?)*"
_NAMED = re.compile(
    rf"监管(?:方式)?(?:代码)?[^，。；\d]{{0,10}}?({_CODES})|(?<!\d)({_CODES})(?=(?:等)?(?:海关)?监管(?:方式|代码|模式))"
)


def read_modes(context: Context) -> tuple[tuple[ModeMention, ...], tuple[Diagnostic, ...]]:
    """Every mention of a code, in order; and the codes that the list does not have."""
    mentions = tuple(mention for passage in context.passages() for mention in _mentioned(context, passage))
    return mentions, tuple(found for passage in context.passages() for found in _unknown(context, passage))


def _mentioned(context: Context, passage: Passage) -> Iterator[ModeMention]:
    for match in context.lexicon.customs_modes.finditer(context.text, passage.start, passage.end):
        yield ModeMention(
            passage.provision,
            match[0],
            context.evidence(match.start(), match.end()),
            context.sentence_at(passage, match.start()),
            (Reading("code", f"customs_modes:{match[0]}"),),
        )


def _unknown(context: Context, passage: Passage) -> Iterator[Diagnostic]:
    for named in _NAMED.finditer(context.text, passage.start, passage.end):
        group = 1 if named[1] else 2
        for code in re.finditer(r"\d{4}", named[group]):
            start = named.start(group) + code.start()
            if not context.lexicon.customs_modes.match(context.text, start):
                yield finding(
                    "unknown_customs_mode",
                    "warning",
                    context.evidence(start, start + 4),
                    f"“{code[0]}” is named as a customs supervision mode, but is not in the list of modes; check the "
                    "number, and add it to the list if it is right.",
                    f"“{code[0]}”被称为海关监管方式，但不在监管方式代码表中；请核对编号，如无误请补充代码表。",
                )
