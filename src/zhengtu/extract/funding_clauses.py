"""What the clauses on funding of one passage say, and what a clause takes over from those before it.

The shares of one clause are read in funding_figures, areas in funding_areas, provisions in scopes. Rules: funding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhengtu.extract.clauses import Clause, Sentence
from zhengtu.extract.context import Context, Passage
from zhengtu.extract.districts import AreaLists, AreaName
from zhengtu.extract.funding_areas import (
    Opened,
    areas_of,
    find_levels,
    left_out,
    moved,
    open_brackets,
)
from zhengtu.extract.funding_figures import SHARED_BETWEEN, read_shares, without_places
from zhengtu.extract.funding_passage import (
    REST_OF_ALL,
    FundingPassage,
    announced_above,
    assumed_scope,
    belongs_to,
    read_scope,
)
from zhengtu.extract.funding_sentences import read_table_head, shares_in_list, speaks_of_funding
from zhengtu.extract.funding_shares import (
    own_account,
    read_remainder,
    read_split,
)
from zhengtu.extract.funding_statements import Statements, Where
from zhengtu.extract.payers import Payer, distinct
from zhengtu.extract.scopes import Scope, named_provisions, stated_scope
from zhengtu.extract.shares import (
    BEARS,
    PART,
    RATIO,
    read_ratios,
)
from zhengtu.model.record import Measure

_EXCEPTION = re.compile(r"^(?:[本上以][^，。；除]{1,8}|所需(?:资金|经费|费用))?除(.+?)(?:之|以)?外，?$")
_LEFT_OUT = re.compile(r"（除?(第[^（）]*(?:（[^（）]*）[^（）]*)*?)(?:除外|外)）")
_OTHER_AREAS = re.compile(r"(?:而|但)?(?:其[余他它]|剩余)(?:的|均|全部|全额)*(?=由|按|[省市县区](?:级|财政|、)|自行)")
_NEXT_AREA = re.compile(r"(?<=%)、(?=对)|(?<=[例\d])、(?=与|[^，。；、\d]{2,8}[区县市旗]按)")
_REST_LOCALLY = re.compile(r"(?:其余|剩余|余下|不足|差额)(?:部分|资金)?由")
_GIVES_PART = re.compile("(?:[^，。；]{0,12}，)?对")
_ANNOUNCES = re.compile(
    r"(?:(?:资金|经费|费用)[^。；：]{0,20}|^[^。；：]{0,12})(?:分担|承担|负担|共担)[^，。；：]{0,8}：$"
)


def read_passage(
    context: Context,
    passage: Passage,
    measures: Sequence[Measure],
    lists: AreaLists,
    before: FundingPassage | None,
) -> FundingPassage:
    """Read a passage; before is the one in front of it, whose payers may hold here too.

    measures are those that grant something.
    """
    inherited = before.payers if before and belongs_to(passage.provision, before.passage.provision) else ()
    end = context.evidence(passage.start, passage.end).end
    granting = tuple(m.provision for m in measures if m.provision is not None and m.evidence.start < end)
    here = FundingPassage(passage, Statements(REST_OF_ALL), lists, granting, inherited)
    here.announced = announced_above(before, passage.provision)
    here.listing = here.announced is not None
    statements = here.statements
    for sentence in context.sentences(passage):
        if statements.in_table:  # rows do not speak of what the row above speaks of
            statements.scope, statements.excepted_scope = None, ()
        default = assumed_scope(context, passage, sentence, measures)
        statements.default = here.announced.scope if here.announced else default
        head = read_table_head(context, sentence)
        here.payers = without_places(head) or here.payers
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
            read_scope(context, sentence.start, words, here)
            if statements.scope is None:
                statements.rescope(statements.default)
            statements.said = True
    statements.tell_kinds_apart(lists.known)
    return here


def _read_sentence(context: Context, sentence: Sentence, here: FundingPassage) -> None:
    row = here.statements.in_table and not BEARS.search(context.text, sentence.start, sentence.end)
    parts = ((Clause(sentence.start, sentence.end),),) if row else sentence.parts
    here.payers = here.payers or _levels_behind(context, sentence, here)
    here.earlier = _level_left_unsaid(context, sentence, here)
    for part in parts:
        here.statements.part_began = part[0].start
        for clause in (each for whole in part for each in _for_each(context, whole)):
            _read_clause(context, clause, here)
        here.statements.close()


def _for_each(context: Context, clause: Clause) -> Iterator[Clause]:
    """The parts of a clause with a share for each of several areas: 对甲区按30%、对乙县按50%."""
    begin = clause.start
    for cut in _NEXT_AREA.finditer(context.text, clause.start, clause.end):
        yield Clause(begin, cut.end())
        begin = cut.end()
    yield Clause(begin, clause.end)


def _level_left_unsaid(context: Context, sentence: Sentence, here: FundingPassage) -> tuple[Payer, ...]:
    """对甲区补助30%，其余由县区配套: the level of the issuing area, where only who pays the rest is said."""
    words = context.text[sentence.start : sentence.end]
    rest = _REST_LOCALLY.search(words)
    own = here.lists.own_level
    if rest is None or own is None or here.payers or not _GIVES_PART.match(words):
        return ()
    said = {payer.code for payer in find_levels(context.lexicon, words[: rest.start()], here.lists)}
    return () if said - {"county"} or own == "county" else (Payer(-1, -1, own),)


def _levels_behind(context: Context, sentence: Sentence, here: FundingPassage) -> tuple[Payer, ...]:
    """甲区按6:4，乙县按4:6，由市与县分担: the levels that a sentence names together behind its shares."""
    for part in sentence.parts:
        for clause in part:
            words = clause.of(context.text)
            named = distinct(find_levels(context.lexicon, words, here.lists))
            if len(named) > 1 and SHARED_BETWEEN.search(words) and not (RATIO.search(words) or PART.search(words)):
                return without_places(named)
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
            read_scope(context, clause.start, opened.words, here)
        where = Where(excepted=moved(opened.excepted, clause.start))
        read_shares(context, opened, clause, where, here, rest)
        _read_inserted(context, clause, opened, here)
        statements.come_back(around)


def _read_inserted(context: Context, clause: Clause, opened: Opened, here: FundingPassage) -> None:
    """Read the brackets of a clause that say who pays for some areas or provisions."""
    statements = here.statements
    for start, inner in opened.inserted:
        statements.close()
        around = (statements.scope, statements.said, statements.excepted_scope)
        inside = Clause(clause.start + start, clause.start + start + len(inner))
        read_scope(context, inside.start, inner, here)
        read_shares(context, Opened(inner), inside, Where(special=True), here)
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
    topic = stated_scope(context, words, here.passage.provision, here.granting) if named.provisions is None else None
    if topic is not None and topic.rule == "scopes.subject" and isinstance(topic.provisions, tuple):
        named = replace(named, provisions=topic.provisions)
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
