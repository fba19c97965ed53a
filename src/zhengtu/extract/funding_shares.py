"""What the shares of one clause come to: what is left of a cost, who pays for themselves, whose part another takes.

How figures and levels are paired is read in shares, what a clause is about in funding_figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from zhengtu.extract.districts import AreaName
from zhengtu.extract.funding_areas import payer_of, shortened
from zhengtu.extract.funding_statements import Statement, Statements
from zhengtu.extract.payers import Payer
from zhengtu.extract.shares import RATIO, Split, read_own_account, read_percentages, read_whole
from zhengtu.model.record import FundingShare

OWN_ACCOUNT = "shares.own_account"
_HANDED_ON = re.compile(r"(?:应|原)?(?:承担|分担|负担)的?(?:部分|份额|比例|资金)(?:改|全部|均)?(?=由)")
_REMAINDER = re.compile(r"(?:其余|剩余|不足|余下|差额)(?:部分|资金|费用|的)?(?:资金)?(?:由|全部由)?")
_SPECIAL = re.compile(r"^(?:其中|但|而)")


@dataclass(frozen=True, slots=True)
class Remainder:
    """What 其余部分 of a cost is; at least that, where what is shared out in front of it is only bounded from above."""

    part: Decimal
    bound: Literal["min"] | None


def read_remainder(words: str, draft: Statement | None) -> Remainder | None:
    """What 其余部分 of the cost is, behind a clause that has shared out some of it."""
    if draft is None or not 0 < draft.total < 1 or not _REMAINDER.match(words):
        return None
    return Remainder(1 - draft.total, "min" if any(share.bound == "max" for share in draft.shares) else None)


def part_of(split: Split, part: Decimal) -> Split:
    """A split of some of the cost: 省承担50%，其余部分由市与县按5:5分担."""
    return replace(split, shares=tuple(replace(share, share=share.share * part) for share in split.shares))


def pay_themselves(draft: Statement | None, areas: Sequence[AreaName], named: Sequence[Payer], words: str) -> bool:
    """甲区由市级承担70%，甲区承担30%: areas that shares were just stated for, in the place of a level.

    So are areas that bear what was left of the whole: 市财政承担60%，甲区、乙区、丙经开区承担40%.
    """
    if draft is None or not draft.shares or not areas or named:
        return False
    if draft.where.areas:
        return shortened(areas, draft.where.areas)
    payer = payer_of(areas) or "county"
    part = read_percentages(words, (Payer(areas[0].start, areas[-1].end, payer),), ())
    left = part is not None and draft.total + part.shares[0].share == 1
    return left and payer not in {share.payer for share in draft.shares}


def borne_by_applicants(words: str, split: Split) -> bool:
    """由申报单位承担: what applicants bear alone is no matter of finance."""
    return bool(split.payers) and all(words[payer.start : payer.end].endswith("单位") for payer in split.payers)


def as_known(named: Sequence[Payer], known: Sequence[Payer]) -> list[Payer]:
    """市、镇 behind 市、区镇: a township is of the level that was named together with zones, and not one below it."""
    levels, before = {payer.code for payer in named}, {payer.code for payer in known}
    below = "county" in before - levels and "other" in levels - before and levels & before
    return [replace(payer, code="county") if below and payer.code == "other" else payer for payer in named]


def is_special(words: str, areas: Sequence[object]) -> bool:
    """其中甲区…, 但乙县…: a case that the general rule gives way to."""
    return bool(_SPECIAL.match(words) and areas)


def read_split(
    words: str, named: Sequence[Payer], known: Sequence[Payer], rest: Remainder | None, local: str | None = None
) -> Split | None:
    """Percentages, else one level that pays all, or all that is left. local: see read_percentages."""
    if any("%" in ratio[0] for ratio in RATIO.finditer(words)):  # 65%：35%
        return None
    percentages = read_percentages(words, named, known, local)
    if percentages and rest and sum(share.share for share in percentages.shares) == 1:
        return part_of(percentages, rest.part)  # 省承担40%，剩余60%由市、县各承担一半
    if percentages or RATIO.search(words):
        return percentages
    whole = read_whole(words, named)
    if whole and rest is not None:
        share = FundingShare(whole.shares[0].payer, rest.part, rest.bound)
        return replace(whole, shares=(share,), rule="shares.remainder")
    return whole


def own_account(words: str, named: Sequence[Payer], areas: Sequence[AreaName]) -> Split | None:
    """甲开发区自行承担: a zone pays for itself, or the counties named do."""
    match = read_own_account(words)
    if not match or not areas or named:
        return None
    return Split((FundingShare(payer_of(areas) or "county", Decimal(1)),), OWN_ACCOUNT, *match.span())


def handed_on(words: str, named: Sequence[Payer], statements: Statements, areas: Sequence[AreaName]) -> Split | None:
    """市级应承担部分改由当地财政承担: the shares stated last, with those of one level borne by another."""
    match = _HANDED_ON.search(words)
    statements_before = [s for s in statements.done if s.scope in (statements.scope, statements.default)]
    if not match or not statements_before or not (areas or statements.draft):
        return None
    giver = [payer.code for payer in named if payer.end <= match.start()][-1:]
    taker = [payer.code for payer in named if payer.start >= match.end()][:1]
    last = statements_before[-1].shares
    if not (giver and taker and giver[0] in {share.payer for share in last}):
        return None
    totals: dict[str, Decimal] = {}
    for share in last:
        payer = taker[0] if share.payer == giver[0] else share.payer
        totals[payer] = totals.get(payer, Decimal(0)) + share.share
    shares = tuple(FundingShare(payer, part) for payer, part in totals.items())
    return Split(shares, "shares.handed_on", match.start(), match.end(), (), ("inherited_value",))
