"""Who gets it: the phrase that names the recipient and the types it holds."""

from __future__ import annotations

import re

from zhengtu.model.lexicon import Lexicon

_RECIPIENT = re.compile(r"(?:给[予与]|予以)([^，；。\d]{2,60}?)(?=最高|不超过|一次性|每年|每|单个|\d|奖励|补贴|补助)")
_FOR = re.compile(r"(?:^|[，；])(?:其中，)?(?:对于?|向)(?=[^，]{2})")
_PROVIDED = re.compile(r"为([^，；。]{4,60}?)提供")
_SCOPED = re.compile(r"(?:每个|每家|单个|单家|同一)([^，；。\d]{2,10})")
_ENCOURAGED = re.compile(r"(?:鼓励|支持|引导)([^，；。]{2,30})")
_GIVING = re.compile(r"给[予与]|予以|颁发|发放|按照?|，(?:分别|每|单|一次性)")

# Whoever runs or builds a thing is named after the thing.
_RUNNING = re.compile(r"主体|单位|机构|方|运营|投资|建设|管理|经营")

Hit = tuple[int, int, bool, str]  # end, length, generic, type


def read_beneficiary(words: str, before: str, lexicon: Lexicon) -> tuple[tuple[str, ...], str | None]:
    """Types and phrase of the recipient of a grant; before is what stands in front of it in the same sentence.

    The one named behind 给予 wins, then the head of the 对 phrase, then the one it opens with, then whom the grant
    is provided for, whom a cap counts, whom the sentence encourages.
    """
    plain = re.sub(r"（[^（）]*）", "", words)
    for phrase, at_end in _phrases(plain, before):
        hits = _hits(phrase, lexicon)
        if not hits or (at_end and max(h[0] for h in hits) < len(phrase) - 1):
            continue
        named = phrase if at_end else phrase[: max(h[0] for h in hits)]
        return (_type(phrase, hits),), named.strip("，；。的")
    return ("individual" if re.search(r"每人|个人|人才", plain) else "enterprise",), None


def _phrases(plain: str, before: str) -> list[tuple[str, bool]]:
    """Where to look, in order; True where only a head at the very end counts."""
    out = [(m[1], False) for m in _RECIPIENT.finditer(plain)][:1]
    opened = _FOR.search(plain)
    phrase = _GIVING.split(plain[opened.end() if opened else 0 :])[0].rstrip("，")
    clauses = re.split(r"[，；]", phrase)
    elliptical = clauses[-1].endswith("的")
    for clause in reversed(clauses):
        # 对入驻…园区，…的: the park is where, not who; 对…的企业，…的: the firm is who.
        if clause.startswith("经") and len(clauses) > 1:  # 经市商务局认定为…的 says on what condition
            continue
        if not elliptical or clause is clauses[-1] or re.search(r"的[^的]{1,16}$", clause):
            out.append((re.sub(r"的$", "", clause), True))
    if opened:
        out.append((clauses[0][:8], False))
    for pattern in (_PROVIDED, _SCOPED):
        out += [(m[1], False) for m in pattern.finditer(plain)]
    encouraged = _ENCOURAGED.search(before + plain)
    if encouraged:
        out.append((re.split(r"与|和|在|入驻|开展|建设|参加", encouraged[1])[0], False))
    return out


def _hits(phrase: str, lexicon: Lexicon) -> list[Hit]:
    return [
        (m.end(), m.end() - m.start(), row.generic, row.code)
        for row in lexicon.beneficiaries
        for m in row.pattern.finditer(phrase)
    ]


def _type(phrase: str, hits: list[Hit]) -> str:
    """The type that ends the phrase; a generic head gives way to a specific one right in front of it.

    海外仓的运营主体 is the warehouse's operator, 入驻园区的企业 is a firm.
    """
    end = max(h[0] for h in hits)
    near = [h for h in hits if h[0] >= end - 6]
    specific = [h for h in near if not h[2]]
    head = max((h for h in near if h[2]), default=None)
    if head and specific:
        between = phrase[max(h[0] for h in specific) : head[0] - head[1]]
        if "的" in between and not _RUNNING.search(phrase[head[0] - head[1] : head[0]] + between):
            return head[3]
    return max(specific or near)[3]
