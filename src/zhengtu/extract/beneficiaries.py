"""Who gets it: the phrase that names the recipient and the types it holds."""

from __future__ import annotations

import re

from zhengtu.model.lexicon import Lexicon

_RECIPIENT = re.compile(r"给[予与]([^，；。\d]{2,24}?)(?=最高|不超过|一次性|每年|每|单个|\d|奖励|补贴|补助)")
_FOR = re.compile(r"(?:^|[，；])(?:其中，)?(?:对于?|向)(?=[^，]{2})")
_PROVIDED = re.compile(r"为(.{4,60}?)提供")
_ENCOURAGED = re.compile(r"(?:鼓励|支持|引导)([^，；。]{2,30})")


def read_beneficiary(words: str, before: str, lexicon: Lexicon) -> tuple[tuple[str, ...], str | None]:
    """Types and phrase of the recipient of a grant; before is what stands in front of it in the same sentence.

    The one named behind 给予 wins, then the head of the 对 phrase, then whom the sentence encourages.
    """
    plain = re.sub(r"（[^（）]*）", "", words)
    recipient = _RECIPIENT.search(plain)
    if recipient:
        types = _types(recipient[1], lexicon)
        if types:
            return types, recipient[1]
    for phrase in _phrases(plain, before):
        types = _types(phrase, lexicon)
        if types:
            return types, phrase.strip("，；。的 ")
    return ("enterprise",), None


def _phrases(plain: str, before: str) -> list[str]:
    out = []
    opened = _FOR.search(plain)
    if opened:
        phrase = re.split(r"给[予与]|予以|按照?|，(?:分别|每|单|一次性)", plain[opened.end() :])[0].rstrip("，")
        out.append(re.sub(r"的?$", "", phrase))
        out.append(re.split(r"[，；]", phrase)[0])
    provided = _PROVIDED.search(plain)
    if provided:
        out.append(provided[1])
    out.append(re.split(r"给[予与]|予以|，按|，每|，单", plain)[0])
    encouraged = _ENCOURAGED.search(before + plain)
    if encouraged:
        out.append(encouraged[1])
    return out


def _types(phrase: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The type whose words end the phrase; a generic head (企业, 主体) gives way to a specific one right in front of it."""
    hits = []
    for row in lexicon.beneficiaries:
        hits += [(m.end(), m.end() - m.start(), row.generic, row.code) for m in row.pattern.finditer(phrase)]
    if not hits:
        return ()
    end = max(h[0] for h in hits)
    near = [h for h in hits if h[0] >= end - 6]
    specific = [h for h in near if not h[2]]
    best = max(specific or near)
    return (best[3],)
