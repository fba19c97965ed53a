"""How a grant is paid out: 分三年按4:3:3拨付, 首期拨付60%. No support is read here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengtu.extract.clauses import Sentence
from zhengtu.extract.context import Context, Passage
from zhengtu.extract.readings import Read
from zhengtu.model.record import Evidence

_OF_GRANT = re.compile("(?:上述|以上|该项?|所需)?(?:奖励|补贴|补助|资助|扶持|奖补|安家费|资金|经费)")


def read_instalments(context: Context, passage: Passage, start: int, end: int) -> Read | None:
    """What a grant says, or the sentence behind it that speaks of nothing else: 奖励资金分两年按6:4拨付."""
    match = context.phrases.paid_out.search(context.text, start, end)
    behind = next((s for s in context.sentences(passage) if s.start >= end), None)
    if match is None and behind and _is_of_grant(context, behind):
        match = context.phrases.paid_out.search(context.text, behind.start, behind.end)
    return Read(match[0], "measures.paid_out") if match else None


def stated_instalments(context: Context) -> Iterator[Evidence]:
    """The words of a document that say how something is paid out."""
    for match in context.phrases.paid_out.finditer(context.text):
        yield context.evidence(*match.span())


def _is_of_grant(context: Context, sentence: Sentence) -> bool:
    money = any(m.kind == "money" for m in context.mentions_in(sentence.start, sentence.end))
    return not money and _OF_GRANT.match(context.text, sentence.start, sentence.end) is not None
