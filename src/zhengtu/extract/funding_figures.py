"""The shares that one clause gives, and the areas that it gives them for. Exceptions and brackets: funding_clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zhengtu.extract.clauses import Clause
from zhengtu.extract.context import Context
from zhengtu.extract.districts import AreaLists, AreaName
from zhengtu.extract.funding_areas import (
    Opened,
    areas_of,
    areas_that_pay,
    find_levels,
    moved,
    payer_of,
    paying,
    printed_areas,
    shortened,
    with_areas,
)
from zhengtu.extract.funding_passage import (
    FundingPassage,
    read_scope,
)
from zhengtu.extract.funding_shares import (
    Remainder,
    as_known,
    borne_by_applicants,
    handed_on,
    is_special,
    own_account,
    part_of,
    pay_themselves,
    read_split,
)
from zhengtu.extract.funding_statements import Statement, Where
from zhengtu.extract.payers import Payer, distinct
from zhengtu.extract.scopes import REST_ALONE
from zhengtu.extract.shares import (
    OF_A_PART,
    RATIO,
    WHOLE,
    Split,
    read_parts,
    read_ratios,
    read_row,
)

SHARED_BETWEEN = re.compile(
    r"共同|按.*比例|分担|共担|分级|各(?:自)?承担|两级|三级|四级|(?:承担|负担|分摊|出资)比例|[以下]下比例|下列比例"
)
_OF_EACH = re.compile("(?:各|所在|所属)区(?:财政)?")
_OWN_PART = re.compile(r"由?(?:本级|同级)(?:财政)?(?=(?:承担|负担|分担|配套)\d)")  # 甲市由州级承担20%，本级财政承担80%
_WITH_OTHERS = re.compile("[，、]?(?:而|并)?(?:与|和|对)")


def read_shares(
    context: Context, opened: Opened, clause: Clause, where: Where, here: FundingPassage, rest: Remainder | None = None
) -> None:
    """Read the shares of a clause, or the areas that the shares of later clauses hold for."""
    words, statements = opened.words, here.statements
    named, areas = _levels_and_areas(context, words, here)
    areas = opened.members or areas
    where = replace(where, areas=moved(areas, clause.start), special=where.special or is_special(words, areas))
    if by_areas := _areas_as_payer(statements.draft, areas, named, words):
        named = [by_areas]
    elif areas and statements.draft is not None and statements.draft.shares:
        statements.close()
    with_whom = _goes_on_with(words, here.lists)
    known = here.earlier if len(here.earlier) > 1 or (areas and not here.payers) else here.payers
    if areas and with_whom and (one := statements.one_level()):  # 对甲县按30%，对乙县按20%
        known = (Payer(-1, -1, one),)
    earlier = statements.level_before(here.earlier) if with_whom else here.earlier
    ratios = read_ratios(words, named, here.payers, payer_of(areas), earlier)
    begin = 0
    for whole in ratios:
        if len(ratios) > 1:  # 第一条按4:6、其余按5:5
            begin += len(words[begin:]) - len(words[begin:].lstrip("、，和"))
            read_scope(context, clause.start + begin, words[begin : whole.start], here)
        ratio = whole if rest is None else part_of(whole, rest.part)  # 省承担50%，其余部分由市与县按5:5分担
        nearest = moved(printed_areas(words[: ratio.start], (*ratio.payers, *named), here.lists), clause.start)
        kinds = replace(where, kinds=_kinds(words, clause.start, ratio.payers))
        if ratio.matches:
            statements.drop_whole()
        own = begin and any(payer.code == "county" and payer.start >= begin for payer in ratio.payers)
        kind = () if begin or areas else _kinds(words, clause.start, named)
        if kind and ((with_whom and statements.has_shared()) or statements.goes_on(named)):
            nearest = kind
        elif not nearest or shortened(nearest, where.areas):
            nearest = () if own and not nearest else where.areas
        statements.add(ratio, replace(kinds, areas=nearest), clause.start, clause.start + ratio.end)
        statements.close()
        begin = ratio.end
    alone = own_account(words, named, areas or (statements.draft.where.areas if statements.draft else ()))
    split = (
        (read_row(words, here.payers) if statements.in_table and not named else None)
        or handed_on(words, named, statements, areas)
        or alone
        or read_split(words, named, known, rest, _in_place(words, named, areas))
    )
    split = _by_zones(split, words, areas) if split else None
    if split and (borne_by_applicants(words, split) or (split.rule in WHOLE and _of_a_part(context, clause))):
        return
    if split and len(split.shares) == 1 and statements.complete(split, words):
        return
    if split and not (split.rule in WHOLE and statements.draft and statements.draft.shares):
        statements.add(split, where, clause.start, clause.end)
    elif not ratios and (areas or where.excepted):
        statements.about(where, clause.start)
    if len(distinct(named)) > 1 and (ratios or SHARED_BETWEEN.search(words)):
        here.payers = without_places(named)
    here.earlier = without_places((*here.earlier, *named))


def _levels_and_areas(context: Context, words: str, here: FundingPassage) -> tuple[list[Payer], tuple[AreaName, ...]]:
    """The levels that pay by a clause, areas by their name among them, and the areas that it is about."""
    levels = as_known(find_levels(context.lexicon, words, here.lists), here.payers)
    draft = here.statements.draft
    by_name = areas_that_pay(words, levels, areas_of(words, paying(words, levels), here.lists), here.lists)
    if by_name:
        named = with_areas(levels, by_name)
        areas = areas_of(words, named, here.lists)
        rest = here.statements.scope is not None and here.statements.scope.rule == "scopes.rest"
        if areas or (draft is not None and draft.where.areas) or (rest and REST_ALONE.match(words)):
            return paying(words, named, areas), areas
    named = paying(words, levels)
    areas = areas_of(words, named, here.lists)
    if each := _paying_each(words, named, areas):
        return with_areas(named, each), ()
    return paying(words, named, areas), areas


def _paying_each(words: str, named: Sequence[Payer], areas: Sequence[AreaName]) -> list[Payer]:
    """市、甲区、乙开发区按5:3:2: areas of different levels, each with a part of its own."""
    payers = [Payer(area.start, area.end, payer_of((area,)) or "county") for area in areas]
    ratio = RATIO.search(words)
    several = named and len(payers) > 1 and len({payer.code for payer in (*named, *payers)}) == len(named) + len(payers)
    return payers if several and ratio and len(read_parts(ratio)) == len(named) + len(payers) else []


def _of_a_part(context: Context, clause: Clause) -> bool:
    """市级财政承担的资金，从市级专项资金中安排: whether the clause in front names a part of the cost."""
    before = re.search("[^，。；\n]*，$", context.text[max(clause.start - 40, 0) : clause.start])
    named = OF_A_PART.search(before[0]) if before else None
    return before is not None and named is not None and named.end() == len(before[0]) - 1


def _goes_on_with(words: str, lists: AreaLists) -> bool:
    """市与甲区按4:6，与县（市）按2:8: whether a clause begins with who shares with the level in front."""
    joined = _WITH_OTHERS.match(words)
    return joined is not None and not lists.is_within_name(words, joined.end())


def _areas_as_payer(
    draft: Statement | None, areas: Sequence[AreaName], named: Sequence[Payer], words: str
) -> Payer | None:
    """Areas that pay for themselves behind what another level bears, by their name or as 本级财政承担80%."""
    if pay_themselves(draft, areas, named, words):
        return Payer(areas[0].start, areas[-1].end, payer_of(areas) or "county")
    own_part = _OWN_PART.match(words) if draft is not None and draft.shares and not areas else None
    return Payer(*own_part.span(), payer_of(draft.where.areas) or "county") if own_part and draft else None


def _by_zones(split: Split, words: str, areas: Sequence[AreaName]) -> Split:
    """甲开发区、乙新区由各区承担: zones that are spoken of pay as zones."""
    own = len(split.payers) == 1 and _OF_EACH.fullmatch(words[max(split.payers[0].start, 0) : split.payers[0].end])
    if not own or payer_of(areas) != "zone":
        return split
    return replace(split, shares=tuple(replace(share, payer="zone") for share in split.shares))


def _in_place(words: str, named: Sequence[Payer], areas: Sequence[AreaName]) -> str | None:
    """由区财政、甲经开区各承担50%: the level of areas listed behind another that pays."""
    listed = any(words[payer.end : areas[0].start] in ("、", "和", "与", "及") for payer in named) if areas else False
    return payer_of(areas) if listed else None


def _kinds(words: str, offset: int, payers: Sequence[Payer]) -> tuple[AreaName, ...]:
    """The kinds of area that the counties who pay are named by: 县（市） in 市与县（市）2:8."""
    local = [payer for payer in payers if payer.code == "county" and payer.start >= 0]
    names = [(words[payer.start : payer.end].removesuffix("财政").removesuffix("级"), payer.start) for payer in local]
    return tuple(AreaName(name, offset + at, offset + at + len(name)) for name, at in names)


def without_places(payers: Sequence[Payer]) -> tuple[Payer, ...]:
    """The levels without their places, for the clauses behind."""
    return tuple(Payer(-1, -1, payer.code) for payer in distinct(payers))
