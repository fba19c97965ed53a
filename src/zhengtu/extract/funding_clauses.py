"""What the clauses on funding of one passage say, and what a clause takes over from those before it.

How one clause splits the cost is read in shares, areas in funding_areas, provisions in scopes. Rules: funding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from zhengtu.extract.clauses import Clause, Sentence
from zhengtu.extract.context import Context, Passage
from zhengtu.extract.districts import AreaLists, AreaName
from zhengtu.extract.funding_areas import (
    Opened,
    areas_of,
    areas_that_pay,
    find_levels,
    left_out,
    moved,
    open_brackets,
    payer_of,
    paying,
    printed_areas,
    shortened,
    with_areas,
)
from zhengtu.extract.funding_sentences import read_table_head, shares_in_list, speaks_of_funding
from zhengtu.extract.funding_shares import (
    Remainder,
    as_known,
    borne_by_applicants,
    handed_on,
    is_special,
    own_account,
    part_of,
    pay_themselves,
    read_remainder,
    read_split,
)
from zhengtu.extract.funding_statements import Statements, Where
from zhengtu.extract.payers import Payer, distinct
from zhengtu.extract.scopes import REST_ALONE, Scope, named_provisions, speaks_of_above, stated_scope
from zhengtu.extract.shares import (
    BEARS,
    PART,
    RATIO,
    read_ratios,
    read_row,
)
from zhengtu.model.record import Diagnostic, Measure, Path

_REST_OF_ALL = Scope("others", "scopes.default")
_SHARED = re.compile(
    r"共同|按.*比例|分担|共担|分级|各(?:自)?承担|两级|三级|四级|(?:承担|负担|分摊|出资)比例|[以下]下比例|下列比例"
)
_EXCEPTION = re.compile(r"^(?:[本上以][^，。；除]{1,8}|所需(?:资金|经费|费用))?除(.+?)(?:之|以)?外，?$")
_LEFT_OUT = re.compile(r"（除?(第[^（）]*(?:（[^（）]*）[^（）]*)*?)(?:除外|外)）")
_OTHER_AREAS = re.compile(r"(?:而|但)?(?:其[余他它]|剩余)(?:的|均|全部|全额)*(?=由|按|[省市县区](?:级|财政|、)|自行)")
_WITH_OTHERS = re.compile("[，、]?(?:而|并)?(?:与|和|对)")
_ANNOUNCES = re.compile(
    r"(?:(?:资金|经费|费用)[^。；：]{0,20}|^[^。；：]{0,12})(?:分担|承担|负担|共担)[^，。；：]{0,8}：$"
)
_ON_MONEY = re.compile(r"资金|经费|分担|保障|附则|附件|组织实施|其他")


@dataclass(frozen=True, slots=True)
class Announced:
    """第四条所需资金按以下方式分担：, what the items below a provision share out."""

    above: Path
    scope: Scope


@dataclass(slots=True)
class FundingPassage:
    """The funding clauses of a passage: statements, the levels named so far, references that name nothing."""

    passage: Passage
    statements: Statements
    lists: AreaLists
    granting: tuple[Path, ...] = ()
    payers: tuple[Payer, ...] = ()
    earlier: tuple[Payer, ...] = ()  # those of the clauses in front in the same sentence
    announced: Announced | None = None
    listing: bool = False  # whether each line shares out the cost: 按以下比例分担：
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
    here.announced = _announced(before, passage.provision)
    here.listing = here.announced is not None
    statements = here.statements
    for sentence in context.sentences(passage):
        if statements.in_table:  # rows do not speak of what the row above speaks of
            statements.scope, statements.excepted_scope = None, ()
        default = _default(context, passage, sentence, measures)
        statements.default = here.announced.scope if here.announced else default
        head = read_table_head(context, sentence)
        here.payers = _by_name(head) or here.payers
        statements.in_table = statements.in_table or bool(head)
        scoped = statements.scope is not None
        words = context.text[sentence.start : sentence.end]
        listed = here.listing and shares_in_list(context, words, here.payers)
        if listed or speaks_of_funding(
            context, sentence, here.payers, lists, scoped=scoped, in_table=statements.in_table
        ):
            _read_sentence(context, sentence, here)
        if _ANNOUNCES.search(words.rstrip()):
            here.listing = True
            _read_scope(context, sentence.start, words, here)
            if statements.scope is None:
                statements.rescope(statements.default)
            statements.said = True
    statements.tell_kinds_apart()
    return here


def _announced(before: FundingPassage | None, path: Path | None) -> Announced | None:
    """What the provision in front says of its items, where this is the first of them, or the next."""
    if before is None or path is None or not before.passage.provision:
        return None
    above, said = before.passage.provision, before.statements
    if said.scope is not None and said.said and len(path) > len(above):
        return Announced(above, said.scope) if path[: len(above)] == above else None
    last = before.announced
    return last if last and len(path) > len(last.above) and path[: len(last.above)] == last.above else None


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
    here.payers = here.payers or _levels_behind(context, sentence, here)
    here.earlier = ()
    for part in parts:
        here.statements.part_began = part[0].start
        for clause in part:
            _read_clause(context, clause, here)
        here.statements.close()


def _levels_behind(context: Context, sentence: Sentence, here: FundingPassage) -> tuple[Payer, ...]:
    """甲区按6:4，乙县按4:6，由市与县分担: the levels that a sentence names together behind its shares."""
    for part in sentence.parts:
        for clause in part:
            words = clause.of(context.text)
            named = distinct(find_levels(context.lexicon, words, here.lists))
            if len(named) > 1 and _SHARED.search(words) and not (RATIO.search(words) or PART.search(words)):
                return _by_name(named)
    return ()


def _read_clause(context: Context, clause: Clause, here: FundingPassage) -> None:
    if context.phrases.in_full.search(clause.of(context.text)):  # 保费由财政全额承担 is what applicants are given
        return
    opened, statements = open_brackets(clause.of(context.text), here.lists), here.statements
    shared = statements.draft.shares if statements.draft else statements.done
    outside = left_out(opened.words, here.lists) if shared else ()
    exception = _EXCEPTION.search(opened.words.strip("，"))
    if outside:
        statements.close()
        statements.leave_out(moved(outside, clause.start))
        if opened.words.endswith("，"):  # 甲区除外，由市级财政全额承担
            statements.about(Where(moved(outside, clause.start), special=True), clause.start)
    elif exception:
        _read_exception(context, clause, exception[1], clause.start + exception.start(1), here)
    else:
        rest = read_remainder(opened.words, statements.draft)
        others = () if rest else _areas_before(opened.words, statements)
        around = statements.scope
        if others:
            statements.close()
            statements.about(Where(excepted=others), clause.start)
        elif rest is None and not _leaves_out_provisions(context, clause, here):
            _read_scope(context, clause.start, opened.words, here)
        where = Where(excepted=moved(opened.excepted, clause.start))
        _read_shares(context, opened.words, clause, where, here, rest)
        _read_inserted(context, clause, opened, here)
        statements.come_back(around)


def _read_inserted(context: Context, clause: Clause, opened: Opened, here: FundingPassage) -> None:
    """Read the brackets of a clause that say who pays for some areas or provisions."""
    statements = here.statements
    for start, inner in opened.inserted:
        statements.close()
        around = (statements.scope, statements.said, statements.excepted_scope)
        inside = Clause(clause.start + start, clause.start + start + len(inner))
        _read_scope(context, inside.start, inner, here)
        _read_shares(context, inner, inside, Where(special=True), here)
        statements.close()
        statements.scope, statements.said, statements.excepted_scope = around


def _areas_before(words: str, statements: Statements) -> tuple[AreaName, ...]:
    """其余由县级承担 behind shares of some areas: those that it leaves out."""
    return statements.named_areas() if _OTHER_AREAS.match(words) else ()


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


def _read_exception(context: Context, clause: Clause, words: str, start: int, here: FundingPassage) -> None:
    """除第二条由市级财政承担外: a rule for what is left out; 除甲区外: areas left out of what follows."""
    statements = here.statements
    statements.close()
    named = named_provisions(context, start, start + len(words), here.passage.provision)
    here.findings += named.findings
    payers = find_levels(context.lexicon, words, here.lists)
    split = next(iter(read_ratios(words, payers, here.payers, None)), None) or read_split(words, payers, (), None)
    if named.provisions is None:
        areas = moved(areas_of(words, (), here.lists) or here.lists.at_end(words), start)
        alone = own_account(words, (), areas)
        if split and split.rule == "shares.percentage":  # 除区级承担40%外，其余部分由市级承担
            statements.add(split, Where(), clause.start, clause.end)
            return
        if alone:
            statements.add(alone, Where(areas), clause.start, clause.end)
            statements.close()
        if areas:
            statements.about(Where(excepted=areas), clause.start)
        return
    statements.rescope(Scope(named.provisions, "references.resolve"))
    if split and named.provisions:
        statements.add(split, Where(), clause.start, clause.end)
        statements.close()
    else:
        statements.excepted_scope = named.provisions
    statements.rescope(Scope("others", "scopes.rest"))


def _read_scope(context: Context, start: int, words: str, here: FundingPassage) -> None:
    """The provisions that words name. A reference that cannot be resolved leaves an empty scope, and so no rule."""
    at = here.passage.provision
    said = here.statements.scope.provisions if here.statements.scope else ()
    beside = said[-1] if isinstance(said, tuple) and said and re.match("第?（", words) else at
    named = named_provisions(context, start, start + len(words), beside, words)
    here.findings += named.findings
    if named.provisions is None and here.statements.scope is not None and speaks_of_above(words):
        found: Scope | None = here.statements.scope
    elif named.provisions is None:
        found = stated_scope(context, words, at, here.granting)
    else:
        found = Scope(named.provisions, "references.resolve")
    if found is not None:
        here.statements.rescope(found)


def _read_shares(
    context: Context, words: str, clause: Clause, where: Where, here: FundingPassage, rest: Remainder | None = None
) -> None:
    """Read the shares of a clause, or the areas that the shares of later clauses hold for."""
    statements = here.statements
    named, areas = _levels_and_areas(context, words, here)
    where = replace(where, areas=moved(areas, clause.start), special=where.special or is_special(words, areas))
    if pay_themselves(statements.draft, areas, named, words):
        named = [Payer(areas[0].start, areas[-1].end, payer_of(areas) or "county")]
    elif areas and statements.draft is not None and statements.draft.shares:
        statements.close()
    with_whom = _WITH_OTHERS.match(words)  # 市与甲区按4:6，与县（市）按2:8
    known = here.earlier if len(here.earlier) > 1 or (areas and not here.payers) else here.payers
    if areas and with_whom and (one := statements.one_level()):  # 对甲县按30%，对乙县按20%
        known = (Payer(-1, -1, one),)
    earlier = here.earlier[:1] if with_whom else here.earlier
    ratios = read_ratios(words, named, here.payers, payer_of(areas), earlier)
    begin = 0
    for whole in ratios:
        if len(ratios) > 1:  # 第一条按4:6、其余按5:5
            begin += len(words[begin:]) - len(words[begin:].lstrip("、，和"))
            _read_scope(context, clause.start + begin, words[begin : whole.start], here)
        ratio = whole if rest is None else part_of(whole, rest.part)  # 省承担50%，其余部分由市与县按5:5分担
        nearest = moved(printed_areas(words[: ratio.start], (*ratio.payers, *named), here.lists), clause.start)
        kinds = replace(where, kinds=_kinds(words, clause.start, ratio.payers))
        if ratio.matches:
            statements.drop_whole()
        own = begin and any(payer.code == "county" and payer.start >= begin for payer in ratio.payers)
        kind = _kinds(words, clause.start, named)
        if kind and not begin and (with_whom or (not where.areas and statements.goes_on(named))):
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
    if split and borne_by_applicants(words, split):
        return
    if split and len(split.shares) == 1 and statements.complete(split, words):
        return
    if split and not (split.rule == "shares.whole" and statements.draft and statements.draft.shares):
        statements.add(split, where, clause.start, clause.end)
    elif not ratios and (areas or where.excepted):
        statements.about(where, clause.start)
    if len(distinct(named)) > 1 and (ratios or _SHARED.search(words)):
        here.payers = _by_name(named)
    here.earlier = _by_name((*here.earlier, *named))


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
    return paying(words, named, areas), areas


def _in_place(words: str, named: Sequence[Payer], areas: Sequence[AreaName]) -> str | None:
    """由区财政、甲经开区各承担50%: the level of areas listed behind another that pays."""
    listed = any(words[payer.end : areas[0].start] in ("、", "和", "与", "及") for payer in named) if areas else False
    return payer_of(areas) if listed else None


def _kinds(words: str, offset: int, payers: Sequence[Payer]) -> tuple[AreaName, ...]:
    """The kinds of area that the counties who pay are named by: 县（市） in 市与县（市）2:8."""
    local = [payer for payer in payers if payer.code == "county" and payer.start >= 0]
    names = [(words[payer.start : payer.end].removesuffix("财政").removesuffix("级"), payer.start) for payer in local]
    return tuple(AreaName(name, offset + at, offset + at + len(name)) for name, at in names)


def _by_name(payers: Sequence[Payer]) -> tuple[Payer, ...]:
    """The levels without their places, for the clauses behind."""
    return tuple(Payer(-1, -1, payer.code) for payer in distinct(payers))
