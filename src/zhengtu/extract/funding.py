"""Who pays which share, as rules: levels of finance × provisions × areas. What clauses say is read in funding_clauses.

Nothing is filled in where the text is silent: an exception without shares of its own stays an exception.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from zhengtu.extract.context import Context, Passage
from zhengtu.extract.cost_shares import may_only_share
from zhengtu.extract.districts import AreaLists, AreaName
from zhengtu.extract.findings import finding, quoted
from zhengtu.extract.funding_areas import moved, payer_of
from zhengtu.extract.funding_clauses import read_passage
from zhengtu.extract.funding_passage import FundingPassage
from zhengtu.extract.funding_shares import OWN_ACCOUNT
from zhengtu.extract.funding_statements import Statement
from zhengtu.extract.places import CLASSED, PlaceKind, Places
from zhengtu.extract.scopes import Provisions, Scope
from zhengtu.extract.shares import BEARS, WHOLE
from zhengtu.model.record import Diagnostic, Evidence, FundingRule, FundingShare, Measure, Path, Reading

_GROUP_IS = re.compile(
    rf"(?P<group>{CLASSED})(?:（[^（）]{{0,20}}）)?(?:，?(?:具体)?(?:包括|包含|是指|指|为|有)|：)(?P<areas>[^，。；\n]{{2,80}})"
)
_APPROPRIATES = re.compile("安排[^，。；]{0,8}(?:资金|经费)")
_OTHERS = re.compile("其[余他它]|各|所在|当地|属地")


def read_funding(
    context: Context, measures: Sequence[Measure], area_code: str | None
) -> tuple[tuple[FundingRule, ...], tuple[Diagnostic, ...]]:
    """Funding clauses, and measures that say themselves which level pays which rate; with what stayed open.

    area_code is that of the issuing area: districts are looked up below it.
    """
    places = Places.below(area_code, context.lexicon.areas, context.lexicon.former_areas)
    lists = AreaLists.knowing(places.short_names, places.below_names, places.levels)
    stated: list[tuple[Passage, Statement]] = []
    findings: list[Diagnostic] = []
    before: FundingPassage | None = None
    grants = [measure for measure in measures if not may_only_share(measure)]
    for passage in context.passages():
        before = read_passage(context, passage, grants, lists, before)
        findings += before.findings
        stated += [(passage, statement) for statement in before.statements.done]
    rules: list[FundingRule] = []
    noted: set[str] = set()
    granting = [measure.provision for measure in measures if measure.provision is not None]
    stated = [(passage, part) for passage, one in _of_other_rules(stated) for part in _each_for_itself(one)]
    groups = _group_members(context, lists)
    stated = [(passage, _of_members(statement, groups)) for passage, statement in stated]
    for passage, statement in _with_exceptions(stated, places, granting):
        findings += _without_scope(context, statement)
        areas = [a for a in (*statement.where.areas, *statement.where.excepted) if a.name not in noted]
        for name, area in {area.name: area for area in areas}.items():
            noted.add(name)
            findings += _without_code(context.evidence(area.start, area.end), places.find(name).kind)
        rules += _rule(context, passage, statement, places)
    rules = [rule for rule in rules if not (_provides(rule) and any(_shared(rule, other) for other in rules))]
    rules = list({_said(rule): rule for rule in reversed(rules)}.values())[::-1]  # 按4:6分担，即市级40%、区县60%
    rules = [] if _drawn_from_own_fund(rules, _own_levels(context, area_code)) else rules
    findings += _unbalanced(rules)
    own = [rule for rule in _of_measures(measures) if not any(_overlap(rule, clause) for clause in rules)]
    return (*rules, *own), tuple(findings)


def _group_members(context: Context, lists: AreaLists) -> dict[str, tuple[AreaName, ...]]:
    """一类地区为甲区、乙区；二类地区：丙县: the areas of groups as the document itself lists them."""
    said = [(m["group"], lists.at_end(m["areas"]), m.start("areas")) for m in _GROUP_IS.finditer(context.text)]
    return {group: moved(areas, at) for group, areas, at in reversed(said) if areas and areas[0].start == 0}


def _of_members(statement: Statement, groups: Mapping[str, tuple[AreaName, ...]]) -> Statement:
    """Put the areas of a group in its place."""
    areas = tuple(area for name in statement.where.areas for area in groups.get(name.name, (name,)))
    return replace(statement, where=replace(statement.where, areas=areas))


def _drawn_from_own_fund(rules: Sequence[FundingRule], levels: Collection[str]) -> bool:
    """本政策所需资金在区产业发展专项资金中列支, and no more: the budget that it all comes from, and no share."""
    if len(rules) != 1 or rules[0].scope != "others" or rules[0].areas:
        return False
    return _by_rule(rules[0], {"shares.fund"}) and rules[0].shares[0].payer in levels


def _own_levels(context: Context, area_code: str | None) -> Collection[str]:
    """The levels of finance that may be the issuer's own."""
    area = context.lexicon.areas.get(area_code or "")
    if area is None:
        return ("city", "county")
    return {"province": ("province",), "prefecture": ("city",)}.get(area.level, ("city", "county"))


def _said(rule: FundingRule) -> tuple[object, ...]:
    shares = frozenset((share.payer, share.share, share.bound) for share in rule.shares)
    return rule.provision, rule.scope, rule.areas, rule.except_areas, rule.except_scope, shares


def _by_rule(rule: FundingRule, names: Collection[str]) -> bool:
    return any(reading.slot == "shares" and reading.rule in names for reading in rule.readings)


def _provides(rule: FundingRule) -> bool:
    """Whether one level provides the money, which is less than to bear the cost: 由市级财政统筹安排."""
    return _by_rule(rule, WHOLE) and not BEARS.search(rule.evidence.quote)


def _shared(whole: FundingRule, other: FundingRule) -> bool:
    """Whether what one level provides is shared out between several elsewhere: 从市级资金中列支，市、县按6:4承担.

    An appropriation is so, too, where only groups of areas are told of: 市级财政安排专项资金，其中甲区按4:6承担.
    """
    alike = whole.areas == other.areas or (whole.areas is None and bool(_APPROPRIATES.search(whole.evidence.quote)))
    return len(other.shares) > 1 and whole.scope == other.scope and alike


def _overlap(first: FundingRule, second: FundingRule) -> bool:
    return first.evidence.start < second.evidence.end and second.evidence.start < first.evidence.end


def _of_other_rules(stated: Sequence[tuple[Passage, Statement]]) -> Iterator[tuple[Passage, Statement]]:
    """适用第（一）项规定时: a scope that is itself a rule on funding stands for what that rule is about."""
    scopes = {passage.provision: statement.scope for passage, statement in stated if statement.scope}
    for passage, statement in stated:
        named = statement.scope.provisions if statement.scope else ()
        other = scopes.get(named[0]) if isinstance(named, tuple) and len(named) == 1 else None
        same_place = passage.provision is not None and named and named[0] != passage.provision
        yield passage, replace(statement, scope=other) if other and same_place else statement


def _each_for_itself(statement: Statement) -> Iterator[Statement]:
    """甲县、乙开发区自行承担: counties pay as counties, zones as zones."""
    payers = list(dict.fromkeys(payer_of((area,)) for area in statement.where.areas))
    if statement.rule != OWN_ACCOUNT or len(payers) < 2:
        yield statement
        return
    for payer in filter(None, payers):
        areas = tuple(area for area in statement.where.areas if payer_of((area,)) == payer)
        shares = tuple(replace(share, payer=payer) for share in statement.shares)
        yield replace(statement, where=replace(statement.where, areas=areas), shares=shares)


def _with_exceptions(
    stated: Sequence[tuple[Passage, Statement]], places: Places, granting: Sequence[Path]
) -> Iterator[tuple[Passage, Statement]]:
    """Areas with shares of their own are left out of the rule for all areas of the same provisions.

    granting are the provisions that hold grants.
    """
    said = [_provisions(one) for _, one in stated if not one.where.areas]
    named = {path for scope in said if isinstance(scope, tuple) for path in scope}
    rest = [path for path in granting if not _within(path, named)]
    of_all = any(not one.where.areas and _provisions(one) == "others" for _, one in stated)
    for index, (passage, general) in enumerate(stated):
        excepted = {area.name: area for area in general.where.excepted}
        if not _single(general.where.areas, places):
            for at, (other_passage, other) in enumerate(stated):
                same = at > index and _provisions(other) == _provisions(general)
                covered = _covers(other, general, rest, whole=not of_all)
                near = _near(passage, other_passage) and (
                    same or (covered and not _taken_out(general, other, at < index))
                )
                if near and (not general.where.areas or (other.where.special and _next(stated[index + 1 : at]))):
                    excepted = {**{a.name: a for a in _own(other, places)}, **excepted}
        in_order = sorted(excepted.values(), key=lambda area: area.start)
        yield passage, replace(general, where=replace(general.where, excepted=tuple(in_order)))


def _next(between: Iterable[tuple[Passage, Statement]]) -> bool:
    """Whether only special cases stand between a rule for a group of areas and one of its exceptions."""
    return all(statement.where.special for _, statement in between)


def _covers(special: Statement, general: Statement, rest: Sequence[Path], *, whole: bool) -> bool:
    """Whether shares of some areas are stated for all provisions of a rule, and for more: 甲区享受第五条至第七条的.

    A part covers its items (第二部分各类项目中，甲区…), and the rest of the provisions where all of these are in it.

    whole tells that what is said of the whole document is no part of a rule for the rest of it.
    """
    here, there = _provisions(general), _provisions(special)
    if not special.scope or here is None or not here or here == there:
        return False
    if special.scope.rule == "scopes.whole_document":
        return whole
    if not isinstance(there, tuple):
        return False
    paid = rest if here == "others" else here
    return bool(paid) and all(_within(path, there) for path in paid)


def _taken_out(later: Statement, special: Statement, behind: bool) -> bool:
    """第一部分、第二部分由市、县按6:4，甲县按8:2；第二部分第（三）条由市承担: an item behind the cases of its part."""
    here, there = _provisions(later), _provisions(special)
    return behind and isinstance(here, tuple) and isinstance(there, tuple) and not set(here) <= set(there)


def _within(path: Path, provisions: Iterable[Path]) -> bool:
    return any(path[: len(whole)] == whole for whole in provisions)


def _near(first: Passage, second: Passage) -> bool:
    """Whether two passages are one, or items of one provision."""
    if first.provision is None or second.provision is None:
        return first == second
    beside = len(first.provision) > 1 and first.provision[:-1] == second.provision[:-1]
    return beside or second.provision[: len(first.provision)] == first.provision


def _provisions(statement: Statement) -> Provisions | None:
    return statement.scope.provisions if statement.scope else None


def _own(special: Statement, places: Places) -> list[AreaName]:
    """The areas that have shares of their own: those named, and groups of which it is said that they differ."""
    named = _single(special.where.areas, places)
    counted = [area for area in special.where.areas if special.where.special and not _OTHERS.match(area.name)]
    return named or counted


def _single(areas: Iterable[AreaName], places: Places) -> list[AreaName]:
    """The areas that are no groups."""
    return [area for area in areas if places.find(area.name).kind != "group"]


def _rule(context: Context, passage: Passage, statement: Statement, places: Places) -> Iterator[FundingRule]:
    """The rule of a statement; none where the provisions that it is about were not found."""
    if statement.scope is None or not statement.scope.provisions:
        return
    where = statement.where
    yield FundingRule(
        provision=passage.provision,
        scope=statement.scope.provisions,
        areas=_names(where.areas) or None,
        shares=statement.shares,
        evidence=context.evidence(statement.start, statement.end),
        except_areas=_names(where.excepted),
        readings=tuple(_readings(statement, statement.scope, places)),
        area_codes=_codes(where.areas, places) or None,
        except_area_codes=_codes(where.excepted, places),
        except_scope=statement.excepted_scope,
    )


def _names(areas: Sequence[AreaName]) -> tuple[str, ...]:
    return tuple(area.name for area in areas)


def _codes(areas: Sequence[AreaName], places: Places) -> tuple[str | None, ...]:
    found = [places.find(area.name).area for area in areas]
    return tuple(area.code if area else None for area in found)


def _readings(statement: Statement, scope: Scope, places: Places) -> Iterator[Reading]:
    where = statement.where
    yield Reading("scope", scope.rule, ("default_value",) if scope.rule == "scopes.default" else ())
    if where.areas:
        yield Reading("areas", "funding_areas.listed", _unresolved(where.areas, places))
    yield Reading("shares", statement.rule, statement.penalties)
    if where.excepted:
        yield Reading("except_areas", "funding_areas.excepted", _unresolved(where.excepted, places))


def _unresolved(areas: Iterable[AreaName], places: Places) -> tuple[str, ...]:
    return ("unresolved",) if any(places.find(area.name).kind == "unknown" for area in areas) else ()


def _without_scope(context: Context, statement: Statement) -> Iterator[Diagnostic]:
    if statement.scope is None or not statement.scope.provisions:
        place = context.evidence(statement.start, statement.end)
        yield finding(
            "funding_scope_unresolved",
            "warning",
            place,
            f"“{quoted(place)}” shares out a cost, but the provisions it is for were not found, so no funding rule was "
            "made; add it by hand if it belongs to this document.",
            f"“{quoted(place)}”规定了资金分担，但所指条款未能确定，未生成分担规则；如属本文件，请人工补充。",
        )


def _without_code(place: Evidence, kind: PlaceKind) -> Iterator[Diagnostic]:
    if kind == "zone":
        yield finding(
            "unresolved_area",
            "info",
            place,
            f"“{quoted(place)}” is a development zone; it has no code of GB/T 2260 and is kept by its name.",
            f"“{quoted(place)}”是功能区，没有行政区划代码，按名称保留。",
        )
    elif kind == "township":
        yield finding(
            "unresolved_area",
            "info",
            place,
            f"“{quoted(place)}” is a township; the table of divisions ends above it, and it is kept by its name.",
            f"“{quoted(place)}”是乡镇（街道），行政区划表只到县级，按名称保留。",
        )
    elif kind == "unknown":
        yield finding(
            "unresolved_area",
            "warning",
            place,
            f"“{quoted(place)}” is no area below the issuing area in the table of divisions; check the name.",
            f"“{quoted(place)}”不在发文地区的行政区划表中，请核对地名。",
        )


def _unbalanced(rules: Sequence[FundingRule]) -> Iterator[Diagnostic]:
    for rule in rules:
        fixed = [share.share for share in rule.shares if share.bound is None]
        total = sum(fixed, Decimal(0))
        if len(fixed) == len(rule.shares) > 1 and abs(total - 1) > Decimal("0.001"):
            yield finding(
                "shares_do_not_sum",
                "warning",
                rule.evidence,
                f"the shares of “{quoted(rule.evidence)}” make {total:%}, not 100%; check the source.",
                f"“{quoted(rule.evidence)}”各级份额合计为{total:%}，不是100%，请核对原文。",
            )


def _of_measures(measures: Sequence[Measure]) -> Iterator[FundingRule]:
    for measure in measures:
        rates = [s for s in measure.supports if s.role == "rate" and s.payer]
        if len({s.payer for s in rates}) > 1 and measure.provision is not None:
            shares = tuple(FundingShare(s.payer or "other", s.value, s.bound) for s in rates)
            readings = (Reading("scope", "scopes.own_measure"), Reading("shares", "shares.rates_of_a_measure"))
            yield FundingRule(measure.provision, (measure.provision,), None, shares, measure.evidence, (), readings)
