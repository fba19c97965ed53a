"""What the clauses on funding of one passage say: statements of shares with their provisions and areas.

How one clause splits the cost is read in shares, lists of areas in districts; rules are made of statements in funding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from zhengtu.extract.clauses import Clause, Sentence
from zhengtu.extract.context import Context, Passage
from zhengtu.extract.districts import AreaName, read_area_list
from zhengtu.extract.findings import finding, quoted
from zhengtu.extract.shares import (
    FUND,
    RATIO,
    Payer,
    Split,
    distinct,
    find_payers,
    read_percentages,
    read_ratios,
    read_whole,
)
from zhengtu.model.record import Diagnostic, FundingShare, Measure, Path
from zhengtu.structure.references import find_references, resolve

Scope = tuple[Path, ...] | Literal["others"]

_BEARS = re.compile(
    r"(?:承担|分担|负担)(?![^，。；\d]{0,6}(?:责任|风险|义务|任务|后果|工作|职[能责]|项目(?!资金|经费|费用)|课题))"
)
_PAID = re.compile(r"列支|兑付额|拨付额|兑现额|垫付|先行(?:兑付|拨付|支付)|所需(?:资金|经费)")
_MONEY = re.compile(r"资金|经费|费用|补贴|奖励|补助|奖补|财政|支出|投入|比例")
_SHARED = re.compile(r"共同|按.*比例|分担|各(?:自)?承担|两级|三级|四级")
_REST = re.compile(r"(?:其余|其他|其它)(?:条款|各条|[^，。；]{0,4}资金|政策|事项|措施|项目)")
_REMAINDER = re.compile(r"(?:其余|剩余|不足|余下)(?:部分|资金|费用|的)?(?:资金)?(?:由|全部由)?")
_OWN = re.compile(r"本[条项款]|该[项条]")
_DOCUMENT = re.compile(
    r"本(?:实施)?(?:政策|措施|意见|办法|通知|细则|规定|方案|文件)|(?:上述|以上)(?:政策|措施|各项|资金)"
)
_EXCEPT_CLAUSE = re.compile(r"^除(.+?)(?:之|以)?外，?$")
_BRACKET = re.compile(r"（(?:[^（）]|（[^（）]*）)*）")
_SPECIAL = re.compile(r"^(?:其中|但|而)")
_LISTED_AREAS = re.compile(r"^(?:其中)?(?:凡|对于?|涉及|位于|注册|地处|落户|除|[^，。；]{2,60}(?:的|，)$)")
_FILLER = re.compile(
    r"条款|政策|事项|项目|区域|地区|名称|内容|分担|承担|负担|比例|财政|占比|序号|备注|部分|资金|单位|情况|级|（%）|%|[\s：、，。；|]"
)


@dataclass(slots=True)
class Statement:
    """Shares in the making: for which provisions and areas, out of which words."""

    scope: Scope | None
    scope_rule: str
    start: int
    end: int = 0
    areas: tuple[AreaName, ...] = ()
    excepted: tuple[AreaName, ...] = ()
    excepted_scope: tuple[Path, ...] = ()
    special: bool = False
    shares: list[FundingShare] = field(default_factory=list)
    rule: str = ""
    penalties: tuple[str, ...] = ()


@dataclass(slots=True)
class State:
    """What the funding clauses of a passage have said so far."""

    passage: Passage
    default: Scope
    default_rule: str
    scope: Scope | None = None
    scope_rule: str = ""
    excepted_scope: tuple[Path, ...] = ()
    payers: tuple[Payer, ...] = ()
    in_table: bool = False
    draft: Statement | None = None
    done: list[Statement] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


def read_passage(context: Context, passage: Passage, measures: Sequence[Measure], before: State | None) -> State:
    """Read a passage; before is the one in front of it, whose payers may hold here too."""
    inherited = before.payers if before and _belongs(passage.provision, before.passage.provision) else ()
    state = State(passage, "others", "funding.rest", payers=inherited)
    for sentence in context.sentences(passage):
        words = context.text[sentence.start : sentence.end]
        if state.in_table:
            state.scope, state.excepted_scope = None, ()
        state.default, state.default_rule = _default(context, passage, sentence, measures)
        state.in_table = _read_table_head(context, words, state) or state.in_table
        if not _speaks_of_funding(context, sentence, words, state):
            continue
        row = state.in_table and not _BEARS.search(words)
        parts = ((Clause(sentence.start, sentence.end),),) if row else sentence.parts
        for part in parts:
            for clause in part:
                _read_clause(context, clause, state)
            _flush(state)
    return state


def _belongs(path: Path | None, before: Path | None) -> bool:
    """Whether payers named in one provision hold in the next: in its items, and from item to item."""
    if path is None or before is None:
        return path == before
    return path[: len(before)] == before or (len(before) > 1 and path[: len(before) - 1] == before[:-1])


def _default(context: Context, passage: Passage, sentence: Sentence, measures: Sequence[Measure]) -> tuple[Scope, str]:
    """A clause without a scope speaks of the grant in front of it, else of all provisions that no other rule names."""
    at = context.evidence(sentence.start, sentence.end).start
    granted = any(m.provision == passage.provision and m.evidence.end <= at for m in measures)
    if passage.provision is not None and granted:
        return (passage.provision,), "funding.own_provision"
    return "others", "funding.rest"


def _speaks_of_funding(context: Context, sentence: Sentence, words: str, state: State) -> bool:
    named = distinct(find_payers(context.lexicon, words))
    if (_BEARS.search(words) or _PAID.search(words)) and (named or state.payers or FUND.search(words)):
        return bool(_MONEY.search(words)) or state.scope is not None
    ratio = RATIO.search(words)
    if ratio and len(distinct(p for p in find_payers(context.lexicon, words[: ratio.start()]))) > 1:
        return True
    numbers = ratio or "%" in words
    places = any(find_references(context.text, sentence.start, sentence.end)) or _REST.search(words)
    return bool(state.payers and numbers and (places or state.in_table or re.match(r"其中|但", words)))


def _read_table_head(context: Context, words: str, state: State) -> bool:
    """条款 市级 区级: a line of nothing but levels names the payers of the lines below it."""
    named = distinct(find_payers(context.lexicon, words))
    if len(named) < 2 or re.search(r"\d", words):
        return False
    rest = list(words)
    for payer in find_payers(context.lexicon, words):
        rest[payer.start : payer.end] = [" "] * (payer.end - payer.start)
    if _FILLER.sub("", "".join(rest)):
        return False
    state.payers = named
    return True


def _read_clause(context: Context, clause: Clause, state: State) -> None:
    words = clause.of(context.text)
    plain, excepted, inserted = _open_brackets(words, clause.start)
    exception = _EXCEPT_CLAUSE.search(plain.strip("，"))
    if exception:
        _read_exception(context, clause, exception[1], clause.start + exception.start(1), state)
        return
    remainder = state.draft is not None and _sum(state.draft) < 1 and _REMAINDER.match(plain)
    if not remainder:
        _read_scope(context, clause, plain, state)
    _read_shares(context, plain, clause, excepted, bool(remainder), state)
    for start, inner in inserted:
        _flush(state)
        _read_shares(context, inner, Clause(start, start + len(inner)), (), False, state, special=True)
        _flush(state)


def _open_brackets(words: str, offset: int) -> tuple[str, tuple[AreaName, ...], list[tuple[int, str]]]:
    """The words without brackets that except areas or give them shares of their own, and what those say."""
    excepted: list[AreaName] = []
    inserted: list[tuple[int, str]] = []
    plain = words
    for match in _BRACKET.finditer(words):
        inner = match[0][1:-1]
        if inner.endswith("除外"):
            excepted += _moved(read_area_list(inner.removesuffix("除外")), offset + match.start() + 1)
        elif RATIO.search(inner) or "%" in inner:
            inserted.append((offset + match.start() + 1, inner))
        else:
            continue
        plain = plain[: match.start()] + " " * len(match[0]) + plain[match.end() :]
    return plain, tuple(excepted), inserted


def _moved(areas: Iterable[AreaName], by: int) -> tuple[AreaName, ...]:
    return tuple(replace(area, start=area.start + by, end=area.end + by) for area in areas)


def _read_exception(context: Context, clause: Clause, words: str, start: int, state: State) -> None:
    """除第二条由市级财政承担外: a rule for what is left out; 除甲区外: areas left out of what follows."""
    _flush(state)
    scope = _named_scope(context, start, start + len(words), state)
    payers = find_payers(context.lexicon, words)
    if scope is not None:
        if payers and _BEARS.search(words) and scope:
            whole = [FundingShare(payers[0].code, Decimal(1))]
            state.done.append(
                Statement(scope, "references.resolve", clause.start, clause.end, shares=whole, rule="funding.whole")
            )
        else:
            state.excepted_scope = scope
        state.scope, state.scope_rule = "others", "funding.rest_named"
        return
    areas = read_area_list(words)
    if areas:
        state.draft = _begin(state, clause.start)
        state.draft.excepted = _moved(areas, start)


def _read_scope(context: Context, clause: Clause, words: str, state: State) -> None:
    """The provisions a clause names. A reference that cannot be resolved leaves an empty scope, and so no rule."""
    scope = _named_scope(context, clause.start, clause.start + len(words), state)
    if scope is not None:
        found: tuple[Scope, str] | None = (scope, "references.resolve")
    elif _REST.search(words):
        found = "others", "funding.rest_named"
    elif _OWN.search(words) and state.passage.provision is not None:
        found = (state.passage.provision,), "funding.own_provision"
    elif _DOCUMENT.search(words):
        found = "others", "funding.whole_document"
    elif re.search(r"《[^》]+》[^，]*第", words):
        found = (), "references.resolve"
    else:
        return
    if state.draft is not None and state.draft.shares:
        _flush(state)
    state.scope, state.scope_rule = found
    if state.draft is not None:
        state.draft.scope, state.draft.scope_rule = found


def _named_scope(context: Context, start: int, end: int, state: State) -> tuple[Path, ...] | None:
    references = list(find_references(context.text, start, end))
    if not references:
        return None
    resolved = [resolve(reference[0], context.outline.nodes, state.passage.provision) for reference in references]
    for reference, paths in zip(references, resolved, strict=True):
        if not paths:
            state.findings.append(unresolved_reference(context, reference))
    return tuple(path for paths in resolved for path in paths) if all(resolved) else ()


def unresolved_reference(context: Context, reference: re.Match[str]) -> Diagnostic:
    """Report a reference to a provision that the document does not have, or has more than once."""
    place = context.evidence(reference.start(), reference.end())
    return finding(
        "unresolved_reference",
        "warning",
        place,
        f"“{quoted(place)}” names no provision of this document, or several; check the numbering of the source.",
        f"“{quoted(place)}”在本文件中没有对应条款，或对应不止一条，请核对原文编号。",
    )


def _read_shares(
    context: Context,
    words: str,
    clause: Clause,
    excepted: tuple[AreaName, ...],
    remainder: bool,
    state: State,
    special: bool = False,
) -> None:
    named = find_payers(context.lexicon, words)
    printed = _areas_of(words, named)
    named = [payer for payer in named if not any(a.start <= payer.start and payer.end <= a.end for a in printed)]
    areas = _moved(printed, clause.start)
    special = special or bool(_SPECIAL.match(words) and areas)
    if areas and state.draft is not None and state.draft.shares:
        _flush(state)
    ratios = read_ratios(words, named, state.payers, bool(areas))
    for split in ratios:
        here = _moved(_printed_areas(words[: split.start], split.payers), clause.start)
        _add(state, clause, split, here or areas, excepted, special, alone=True)
    percentages = read_percentages(words, named, state.payers)
    whole = None if percentages or RATIO.search(words) else read_whole(words, named)
    if percentages:
        _add(state, clause, percentages, areas, excepted, special)
    elif whole and remainder and state.draft is not None:
        rest = FundingShare(whole.shares[0].payer, 1 - _sum(state.draft))
        _add(state, clause, replace(whole, shares=(rest,), rule="funding.remainder"), (), (), special)
    elif whole and not (state.draft and state.draft.shares):
        _add(state, clause, whole, areas, excepted, special)
    elif not ratios and (areas or excepted):
        state.draft = state.draft or _begin(state, clause.start)
        state.draft.areas = areas or state.draft.areas
        state.draft.excepted += excepted
        state.draft.special = special
    if len(distinct(named)) > 1 and _SHARED.search(words):
        state.payers = distinct(named)


def _areas_of(words: str, named: Sequence[Payer]) -> tuple[AreaName, ...]:
    """The areas a clause is about: a list in front of its first level or number, or the clause itself."""
    number = re.search(r"\d", words)
    stops = sorted({*(payer.start for payer in named), *([number.start()] if number else [])})
    if not number and not _BEARS.search(words):
        return read_area_list(words.rstrip("，；。")) if _LISTED_AREAS.match(words) else ()
    return next((areas for stop in stops if (areas := _printed_areas(words[:stop], named))), ())


def _printed_areas(words: str, used: Sequence[Payer]) -> tuple[AreaName, ...]:
    """A list of areas at the end of some words, but for names that stand for a level (各区县 in 由市级与各区县)."""
    payers = {payer.start for payer in used}
    return tuple(area for area in read_area_list(words) if area.start not in payers)


def _begin(state: State, start: int) -> Statement:
    statement = Statement(state.scope, state.scope_rule, start)
    statement.excepted_scope = state.excepted_scope if state.scope == "others" else ()
    return statement


def _add(
    state: State,
    clause: Clause,
    split: Split,
    areas: tuple[AreaName, ...],
    excepted: tuple[AreaName, ...],
    special: bool,
    alone: bool = False,
) -> None:
    """Put shares into the statement in the making; one level cannot have two shares in it."""
    if state.draft is None or {s.payer for s in state.draft.shares} & {s.payer for s in split.shares}:
        _flush(state)
        state.draft = _begin(state, clause.start)
    draft = state.draft
    draft.areas = areas or draft.areas
    draft.excepted += excepted
    draft.special = draft.special or special
    draft.shares += split.shares
    draft.rule = draft.rule or split.rule
    draft.penalties = tuple(dict.fromkeys((*draft.penalties, *split.penalties)))
    draft.end = clause.end if not alone else clause.start + split.end
    if alone:
        _flush(state)


def _flush(state: State) -> None:
    draft, state.draft = state.draft, None
    if draft is not None and draft.shares:
        if draft.scope is None and state.in_table and "inherited_value" in draft.penalties and not draft.areas:
            draft.scope = ()  # a row that names nothing is about nothing that we know
        if draft.scope is None:
            draft.scope, draft.scope_rule = state.default, state.default_rule
        state.done.append(draft)


def _sum(statement: Statement) -> Decimal:
    """What is shared out; all of it where nothing is."""
    return sum((share.share for share in statement.shares), Decimal(0)) or Decimal(1)
