"""Who gets it: the phrase that names the recipient and the types it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from zhengtu.extract.phrases import Phrases
from zhengtu.extract.readings import Read
from zhengtu.model.lexicon import Lexicon

_FOR = re.compile(r"(?:^|[，；])(?:其中，)?(?:对于?|向)(?=[^，]{2})")
_PROVIDED = re.compile(r"为([^，；。]{4,60}?)提供")
_SCOPED = re.compile(r"(?:每个|每家|单个|单家|同一)([^，；。\d]{2,10})")
_ENCOURAGED = re.compile(r"(?:鼓励|支持|引导)([^，；。]{2,30})")

# Whoever runs or builds a thing is named after the thing.
_RUNNING = re.compile(r"主体|单位|机构|方|运营|投资|建设|管理|经营")


class Hit(NamedTuple):
    """A word for a recipient in a phrase; the later, then the longer one goes first."""

    end: int
    length: int
    generic: bool
    code: str
    row: str


def read_beneficiary(words: str, before: str, lexicon: Lexicon, phrases: Phrases) -> tuple[Read, str | None]:
    """Types and phrase of the recipient of a grant; before is what stands in front of it in the same sentence.

    The one named behind 给予 wins, then the head of the 对 phrase, then the one it opens with, then whom the grant
    is provided for, whom a cap counts, whom the sentence encourages.
    """
    plain = re.sub(r"（[^（）]*）", "", words)
    for phrase, at_end in _phrases(plain, before, phrases):
        hits = _hits(phrase, lexicon)
        if not hits or (at_end and max(h.end for h in hits) < len(phrase) - 1):
            continue
        named = phrase if at_end else phrase[: max(h.end for h in hits)]
        row = _type(phrase, hits)
        return Read((row.code,), f"beneficiaries:{row.row}"), named.strip("，；。的")
    if re.search(r"每人|个人|人才", plain):
        return Read(("individual",), "beneficiaries.per_person"), None
    return Read(("enterprise",), "beneficiaries.unnamed", ("default_value",)), None


def read_recipient_of_heading(headings: Iterable[str], lexicon: Lexicon) -> Read | None:
    """The recipient that a heading names, the nearest first: 支持产业园建设. A generic word names nobody."""
    for heading in headings:
        hits = [hit for hit in _hits(heading, lexicon) if not hit.generic]
        if hits:
            row = max(hits)
            return Read((row.code,), "beneficiaries.heading", ("inherited",))
    return None


def _phrases(plain: str, before: str, phrases: Phrases) -> list[tuple[str, bool]]:
    """Where to look, in order; True where only a head at the very end counts."""
    out = [(m[1], False) for m in phrases.recipient.finditer(plain)][:1]
    opened = _FOR.search(plain)
    phrase = phrases.recipient_ends.split(plain[opened.end() if opened else 0 :])[0].rstrip("，")
    clauses = re.split(r"[，；]", phrase)
    elliptical = clauses[-1].endswith("的")
    for clause in reversed(clauses):
        # 对入驻…园区，…的: the park is where, not who; 对…的企业，…的: the firm is who.
        if clause.startswith("经") and len(clauses) > 1:  # 经市商务局认定为…的 says on what condition
            continue
        if not elliptical or clause is clauses[-1] or re.search(r"的[^的]{1,16}$", clause):
            out.append((re.sub(r"的$", "", clause), True))
    out.append((clauses[0][: 8 if opened else 12], False))
    for pattern in (_PROVIDED, _SCOPED):
        out += [(m[1], False) for m in pattern.finditer(plain)]
    encouraged = _ENCOURAGED.search(before + plain)
    if encouraged:
        out.append((re.split(r"与|和|在|入驻|开展|建设|参加", encouraged[1])[0], False))
    return out


def _hits(phrase: str, lexicon: Lexicon) -> list[Hit]:
    return [
        Hit(m.end(), m.end() - m.start(), row.generic, row.code, row.row)
        for row in lexicon.beneficiaries
        for m in row.pattern.finditer(phrase)
    ]


def _type(phrase: str, hits: list[Hit]) -> Hit:
    """The type that ends the phrase; a generic head gives way to a specific one right in front of it.

    海外仓的运营主体 is the warehouse's operator, 入驻园区的企业 is a firm.
    """
    end = max(h.end for h in hits)
    near = [h for h in hits if h.end >= end - 6]
    specific = [h for h in near if not h.generic]
    head = max((h for h in near if h.generic), default=None)
    if head and specific:
        between = phrase[max(h.end for h in specific) : head.end - head.length]
        if "的" in between and not _RUNNING.search(phrase[head.end - head.length : head.end] + between):
            return head
    return max(specific or near)
