"""What the clauses on funding of one passage say, and what a clause takes over from those before it.

How one clause splits the cost is read in shares, areas in funding_areas, provisions in scopes. Rules: funding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from zhengtu.extract.clauses import Clause, Sentence
from zhengtu.extract.context import Context, Passage
from zhengtu.extract.districts import AreaLists, AreaName
from zhengtu.extract.funding_areas import areas_of, left_out, moved, open_brackets, paying, printed_areas
from zhengtu.extract.funding_sentences import read_table_head, speaks_of_funding
from zhengtu.extract.funding_statements import Statement, Statements, Where
from zhengtu.extract.payers import Payer, distinct, find_payers
from zhengtu.extract.places import names_township, names_zone
from zhengtu.extract.scopes import Scope, named_provisions, stated_scope
from zhengtu.extract.shares import (
    BEARS,
    PART,
    RATIO,
    Split,
    read_own_account,
    read_percentages,
    read_ratios,
    read_whole,
)
from zhengtu.model.record import Diagnostic, FundingShare, Measure, Path

_REST_OF_ALL = Scope("others", "scopes.default")
_SHARED = re.compile(r"共同|按.*比例|分担|共担|分级|各(?:自)?承担|两级|三级|四级")
_REMAINDER = re.compile(r"(?:其余|剩余|不足|余下|差额)(?:部分|资金|费用|的)?(?:资金)?(?:由|全部由)?")
_EXCEPTION = re.compile(r"^(?:[本上以][^，。；除]{1,8})?除(.+?)(?:之|以)?外，?$")
_LEFT_OUT = re.compile(r"（除?(第[^（）]*(?:（[^（）]*）[^（）]*)*?)(?:除外|外)）")
_HANDED_ON = re.compile(r"(?:应|原)?(?:承担|分担|负担)的?(?:部分|份额|比例|资金)(?:改|全部|均)?(?=由)")
_ON_MONEY = re.compile(r"资金|经费|分担|保障|附则|附件|组织实施|其他")
_SPECIAL = re.compile(r"^(?:其中|但|而)")


@dataclass(frozen=True, slots=True)
class Remainder:
    """What 其余部分 of a cost is; at least that, where what is shared out in front of it is only bounded from above."""

    part: Decimal
    bound: Literal["min"] | None


@dataclass(slots=True)
class FundingPassage:
    """The funding clauses of a passage: statements, the levels named so far, references that name nothing."""

    passage: Passage
    statements: Statements
    lists: AreaLists
    granting: tuple[Path, ...] = ()
    payers: tuple[Payer, ...] = ()
    findings: list[Diagnostic] = field(default_factory=list)


def read_passage(
    context: Context,
    passage: Passage,
    measures: Sequence[Measure],
    lists: AreaLists,
    before: FundingPassage | None,
) -> FundingPassage:
    """Read a passage; before is the one in front of it, whose payers may hold here too."""
    inherited = before.payers if before and _belongs(passage.provision, before.passage.provision) else ()
    end = context.evidence(passage.start, passage.end).end
    granting = tuple(m.provision for m in measures if m.provision is not None and m.evidence.start < end)
    here = FundingPassage(passage, Statements(_REST_OF_ALL), lists, granting, inherited)
    statements = here.statements
    for sentence in context.sentences(passage):
        if statements.in_table:  # rows do not speak of what the row above speaks of
            statements.scope, statements.excepted_scope = None, ()
        statements.default = _default(context, passage, sentence, measures)
        head = read_table_head(context, sentence)
        here.payers = _by_name(head) or here.payers
        statements.in_table = statements.in_table or bool(head)
        scoped = statements.scope is not None
        if speaks_of_funding(context, sentence, here.payers, lists, scoped=scoped, in_table=statements.in_table):
            _read_sentence(context, sentence, here)
    return here


def _belongs(path: Path | None, before: Path | None) -> bool:
    """Whether payers named in one provision hold in the next: in its items, and from item to item."""
    if path is None or before is None:
        return path == before
    return path[: len(before)] == before or (len(before) > 1 and path[: len(before) - 1] == before[:-1])


def _default(context: Context, passage: Passage, sentence: Sentence, measures: Sequence[Measure]) -> Scope:
    """A clause without a scope speaks of the grant in front of it, else of all provisions that no other rule names.

    In a provision on money, and behind a grant that itself says who pays, it speaks of them all.
    """
    path = passage.provision or ()
    at = context.evidence(sentence.start, sentence.end).start
    shared = BEARS.search(context.text, sentence.start, sentence.end)
    shared_at = context.evidence(shared.start(), shared.end()).start if shared else at
    granted = any(
        m.provision == passage.provision
        and (
            (m.evidence.end <= at and not BEARS.search(m.evidence.quote))
            or (m.evidence.start >= at and m.supports and all(s.evidence.end <= shared_at for s in m.supports))
        )
        for m in measures
        if m.evidence.start < shared_at
    )
    above = [node for node in context.outline.nodes if node.path == path[: len(node.path)]] if granted else []
    if not path or not granted or any(_ON_MONEY.search(node.heading or "") for node in above):
        return _REST_OF_ALL
    return Scope((path,), "scopes.grant_in_front")


def _read_sentence(context: Context, sentence: Sentence, here: FundingPassage) -> None:
    row = here.statements.in_table and not BEARS.search(context.text, sentence.start, sentence.end)
    parts = ((Clause(sentence.start, sentence.end),),) if row else sentence.parts
    here.payers = here.payers or _levels_behind(context, sentence)
    for part in parts:
        for clause in part:
            _read_clause(context, clause, here)
        here.statements.close()


def _levels_behind(context: Context, sentence: Sentence) -> tuple[Payer, ...]:
    """甲区按6:4，乙县按4:6，由市与县分担: the levels that a sentence names together behind its shares."""
    for part in sentence.parts:
        for clause in part:
            words = clause.of(context.text)
            named = distinct(find_payers(context.lexicon, words))
            if len(named) > 1 and _SHARED.search(words) and not (RATIO.search(words) or PART.search(words)):
                return _by_name(named)
    return ()


def _read_clause(context: Context, clause: Clause, here: FundingPassage) -> None:
    if context.phrases.in_full.search(clause.of(context.text)):  # 保费由财政全额承担 is what applicants are given
        return
    opened, statements = open_brackets(clause.of(context.text), here.lists), here.statements
    outside = left_out(opened.words, here.lists) if statements.draft is None and statements.done else ()
    exception = _EXCEPTION.search(opened.words.strip("，"))
    if outside:
        statements.leave_out(moved(outside, clause.start))
    elif exception:
        _read_exception(context, clause, exception[1], clause.start + exception.start(1), here)
    else:
        rest = _rest(opened.words, statements.draft)
        if rest is None and not _leaves_out_provisions(context, clause, here):
            _read_scope(context, clause, opened.words, here)
        where = Where(excepted=moved(opened.excepted, clause.start))
        _read_shares(context, opened.words, clause, where, here, rest)
        for start, inner in opened.inserted:
            statements.close()
            inside = Clause(clause.start + start, clause.start + start + len(inner))
            _read_shares(context, inner, inside, Where(special=True), here)
            statements.close()


def _leaves_out_provisions(context: Context, clause: Clause, here: FundingPassage) -> bool:
    """本措施（第五条除外）: a rule for all provisions but those in the bracket."""
    match = _LEFT_OUT.search(clause.of(context.text))
    if not match:
        return False
    start = clause.start + match.start(1)
    named = named_provisions(context, start, start + len(match[1]), here.passage.provision)
    here.findings += named.findings
    here.statements.rescope(Scope("others", "scopes.rest"))
    here.statements.excepted_scope = named.provisions or ()
    return True


def _rest(words: str, draft: Statement | None) -> Remainder | None:
    """What 其余部分 of the cost is, behind a clause that has shared out some of it."""
    if draft is None or not 0 < draft.total < 1 or not _REMAINDER.match(words):
        return None
    return Remainder(1 - draft.total, "min" if any(share.bound == "max" for share in draft.shares) else None)


def _read_exception(context: Context, clause: Clause, words: str, start: int, here: FundingPassage) -> None:
    """除第二条由市级财政承担外: a rule for what is left out; 除甲区外: areas left out of what follows."""
    statements = here.statements
    statements.close()
    named = named_provisions(context, start, start + len(words), here.passage.provision)
    here.findings += named.findings
    if named.provisions is None:
        areas = moved(areas_of(words, (), here.lists) or here.lists.at_end(words), start)
        alone = _own_account(words, (), areas)
        part = read_percentages(words, find_payers(context.lexicon, words), ())
        if part:  # 除区级承担40%外，其余部分由市级承担
            statements.add(part, Where(), clause.start, clause.end)
            return
        if alone:
            statements.add(alone, Where(areas), clause.start, clause.end)
            statements.close()
        if areas:
            statements.about(Where(excepted=areas), clause.start)
        return
    payers = find_payers(context.lexicon, words)
    statements.rescope(Scope(named.provisions, "references.resolve"))
    if payers and BEARS.search(words) and named.provisions:
        whole = Split((FundingShare(payers[0].code, Decimal(1)),), "shares.whole", 0, 0)
        statements.add(whole, Where(), clause.start, clause.end)
        statements.close()
    else:
        statements.excepted_scope = named.provisions
    statements.rescope(Scope("others", "scopes.rest"))


def _read_scope(context: Context, clause: Clause, words: str, here: FundingPassage) -> None:
    """The provisions a clause names. A reference that cannot be resolved leaves an empty scope, and so no rule."""
    at = here.passage.provision
    named = named_provisions(context, clause.start, clause.start + len(words), at)
    here.findings += named.findings
    if named.provisions is None:
        found = stated_scope(context, words, at, here.granting)
    else:
        found = Scope(named.provisions, "references.resolve")
    if found is not None:
        here.statements.rescope(found)


def _part_of(split: Split, part: Decimal) -> Split:
    return replace(split, shares=tuple(replace(share, share=share.share * part) for share in split.shares))


def _read_shares(
    context: Context, words: str, clause: Clause, where: Where, here: FundingPassage, rest: Remainder | None = None
) -> None:
    """Read the shares of a clause, or the areas that the shares of later clauses hold for."""
    statements = here.statements
    named = paying(words, _as_known(find_payers(context.lexicon, words), here.payers))
    areas = areas_of(words, named, here.lists)
    named = paying(words, named, areas)
    where = replace(where, areas=moved(areas, clause.start), special=where.special or _is_special(words, areas))
    if _pay_themselves(statements.draft, areas, named):
        named = [Payer(areas[0].start, areas[-1].end, _payer_of(areas) or "county")]
    elif areas and statements.draft is not None and statements.draft.shares:
        statements.close()
    ratios = read_ratios(words, named, here.payers, _payer_of(areas))
    for whole in ratios:
        ratio = whole if rest is None else _part_of(whole, rest.part)  # 省承担50%，其余部分由市与县按5:5分担
        nearest = moved(printed_areas(words[: ratio.start], ratio.payers, here.lists), clause.start)
        statements.add(ratio, replace(where, areas=nearest or where.areas), clause.start, clause.start + ratio.end)
        statements.close()
    alone = _own_account(words, named, areas or (statements.draft.where.areas if statements.draft else ()))
    split = _handed_on(words, named, statements) or alone or _split(words, named, here.payers, rest)
    if split and _borne_by_applicants(words, split):
        return
    if split and not (split.rule == "shares.whole" and statements.draft and statements.draft.shares):
        statements.add(split, where, clause.start, clause.end)
    elif not ratios and (areas or where.excepted):
        statements.about(where, clause.start)
    if len(distinct(named)) > 1 and (ratios or _SHARED.search(words)):
        here.payers = _by_name(named)


def _pay_themselves(draft: Statement | None, areas: Sequence[AreaName], named: Sequence[Payer]) -> bool:
    """甲区由市级承担70%，甲区承担30%: areas that shares were just stated for, in the place of a level."""
    if draft is None or not draft.shares or not areas or named:
        return False
    return [area.name for area in areas] == [area.name for area in draft.where.areas]


def _borne_by_applicants(words: str, split: Split) -> bool:
    """由申报单位承担: what applicants bear alone is no matter of finance."""
    return bool(split.payers) and all(words[payer.start : payer.end].endswith("单位") for payer in split.payers)


def _as_known(named: Sequence[Payer], known: Sequence[Payer]) -> list[Payer]:
    """市、镇 behind 市、区镇: a township is of the level that was named together with zones, and not one below it."""
    levels, before = {payer.code for payer in named}, {payer.code for payer in known}
    below = "county" in before - levels and "other" in levels - before and levels & before
    return [replace(payer, code="county") if below and payer.code == "other" else payer for payer in named]


def _is_special(words: str, areas: Sequence[object]) -> bool:
    return bool(_SPECIAL.match(words) and areas)


def _split(words: str, named: Sequence[Payer], known: Sequence[Payer], rest: Remainder | None) -> Split | None:
    """Percentages, else one level that pays all, or all that is left."""
    percentages = read_percentages(words, named, known)
    if percentages or RATIO.search(words):
        return percentages
    whole = read_whole(words, named)
    if whole and rest is not None:
        share = FundingShare(whole.shares[0].payer, rest.part, rest.bound)
        return replace(whole, shares=(share,), rule="shares.remainder")
    return whole


def _own_account(words: str, named: Sequence[Payer], areas: Sequence[AreaName]) -> Split | None:
    """甲开发区自行承担: a zone pays for itself, or the counties named do."""
    match = read_own_account(words)
    if not match or not areas or named:
        return None
    return Split((FundingShare(_payer_of(areas) or "county", Decimal(1)),), "shares.own_account", *match.span())


def _payer_of(areas: Sequence[AreaName]) -> str | None:
    """Who pays for areas that stand where a level would: zones for themselves, else the counties."""
    if not areas:
        return None
    if all(names_township(area.name) for area in areas):
        return "other"
    return "zone" if all(names_zone(area.name) for area in areas) else "county"


def _handed_on(words: str, named: Sequence[Payer], statements: Statements) -> Split | None:
    """市级应承担部分改由当地财政承担: the shares stated last, with those of one level borne by another."""
    match = _HANDED_ON.search(words)
    statements_before = [s for s in statements.done if s.scope in (statements.scope, statements.default)]
    if not match or not statements_before or statements.draft is None:
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


def _by_name(payers: Sequence[Payer]) -> tuple[Payer, ...]:
    """The levels without their places, for the clauses behind."""
    return tuple(Payer(-1, -1, payer.code) for payer in distinct(payers))
