"""Statements of who pays what where, put together clause by clause. What a clause says is read in funding_clauses."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from zhengtu.extract.districts import AreaName
from zhengtu.extract.funding_areas import shortened
from zhengtu.extract.payers import Payer
from zhengtu.extract.places import group_kinds
from zhengtu.extract.scopes import Scope
from zhengtu.extract.shares import WHOLE, Split
from zhengtu.model.record import FundingShare, Path

_REST_OF_EACH = re.compile("(?:其余|剩余|余下|不足|差额)(?:部分|资金)?[^，。；]{0,4}(?:由|[区县])")
_OF_THE_CITY = re.compile("(?:城市|主城|中心城|城|老城|市辖|市)区$")


@dataclass(frozen=True, slots=True)
class Where:
    """The areas that shares hold for (none: all), those left out, and whether a general rule gives way to them.

    kinds are the words for the counties that pay, which say where the shares hold if others hold elsewhere.
    """

    areas: tuple[AreaName, ...] = ()
    excepted: tuple[AreaName, ...] = ()
    special: bool = False
    kinds: tuple[AreaName, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Shares for some provisions and areas; rule and penalties tell how they were read."""

    start: int
    end: int = 0
    scope: Scope | None = None
    excepted_scope: tuple[Path, ...] = ()
    where: Where = Where()
    shares: tuple[FundingShare, ...] = ()
    rule: str = ""
    penalties: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        """What is shared out."""
        return sum((share.share for share in self.shares), Decimal(0))

    def leaves_some(self, payer: str) -> bool:
        """Whether one level alone has had a part of the cost in some areas, and the payer is another."""
        alone = len(self.shares) == 1 and self.shares[0].payer != payer and not self.shares[0].bound
        return bool(self.where.areas) and alone and self.total < 1


@dataclass(slots=True)
class Statements:
    """The statements of a passage: those that are done, and the one that the next clause may add to.

    scope is what clauses said last, and said tells that no shares stand between; default is taken where none has
    said anything.
    """

    default: Scope
    scope: Scope | None = None
    said: bool = False
    excepted_scope: tuple[Path, ...] = ()
    in_table: bool = False
    part_began: int = 0
    draft: Statement | None = None
    done: list[Statement] = field(default_factory=list)

    def rescope(self, scope: Scope) -> None:
        """Speak of other provisions from here on."""
        if self.draft is not None and self.draft.shares:
            self.close()
        self.scope, self.said = scope, True
        if self.draft is not None:
            self.draft = replace(self.draft, scope=scope)

    def come_back(self, scope: Scope | None) -> None:
        """Speak of a document's own provisions again, behind who pays for what is none: 市直企业由市级承担，…."""
        elsewhere = self.scope is not None and not self.scope.provisions and self.scope.rule == "scopes.elsewhere"
        if elsewhere and scope != self.scope and self.draft is not None and self.draft.shares:
            self.close()
            self.scope = scope

    def about(self, where: Where, start: int) -> None:
        """Name the areas that the shares of later clauses hold for."""
        draft = self.draft or self._begun(start)
        self.draft = replace(draft, where=_joined(draft.where, where))

    def add(self, split: Split, where: Where, start: int, end: int) -> None:
        """Put shares into the statement in the making; one level cannot have two shares in it."""
        taken = {share.payer for share in self.draft.shares} if self.draft else set()
        if self.draft is None or taken & {share.payer for share in split.shares}:
            self.close()
            self.draft = self._begun(start)
        draft = self.draft
        self.draft = replace(
            draft,
            end=end,
            where=_joined(draft.where, where),
            shares=(*draft.shares, *split.shares),
            rule=draft.rule or split.rule,
            penalties=tuple(dict.fromkeys((*draft.penalties, *split.penalties))),
        )

    def close(self) -> None:
        """End the statement in the making; one without shares says nothing."""
        draft, self.draft = self.draft, None
        if draft is not None and draft.shares:
            scope = self._of_same_levels(draft) or draft.scope or self._assumed(draft)
            self._put(replace(draft, scope=scope))
            self.said = False

    def _put(self, made: Statement) -> None:
        """市级承担50%；县级承担50%: two parts that make a whole are one statement."""
        last = self.done[-1] if self.done else None
        if last is not None and _make_whole(last, made):
            made = replace(last, end=made.end, shares=(*last.shares, *made.shares))
            self.done.pop()
        self.done.append(made)

    def leave_out(self, areas: tuple[AreaName, ...]) -> None:
        """Except areas from the statement that was made last."""
        last = self.done[-1]
        self.done[-1] = replace(last, where=_joined(last.where, Where(excepted=areas)))

    def named_areas(self) -> tuple[AreaName, ...]:
        """The areas that have had shares of their own, where no rule for all areas has been stated.

        Behind 第三条所需资金，甲区由… 其余 are rather other provisions, unless there are two groups of areas.
        """
        stated = [*self.done, *([self.draft] if self.draft and self.draft.shares else [])]
        scope = self.scope or self.default
        here = [one for one in stated if (one.scope or self.default) == scope]
        groups = [one for one in here if one.where.areas]
        named = scope.provisions != "others"
        if not groups or len(groups) < len(here) or (named and len(groups) < 2):
            return ()
        return tuple(area for one in groups for area in one.where.areas)

    def one_level(self) -> str | None:
        """The level that alone had a share of the areas spoken of last."""
        last = self.draft if self.draft and self.draft.shares else next(reversed(self.done), None)
        return last.shares[0].payer if last and last.where.areas and len(last.shares) == 1 else None

    def complete(self, split: Split, words: str) -> bool:
        """剩余部分由区级承担, behind what one level bears for several groups of areas: the rest of each."""
        taken = split.shares[0].payer
        stated = [*self.done, *([self.draft] if self.draft else [])]
        open_ended = [one for one in stated if one.leaves_some(taken)]
        if not open_ended or not _REST_OF_EACH.match(words):
            return False
        self.close()
        for at, one in enumerate(self.done):
            if one.leaves_some(taken):
                rest = FundingShare(taken, 1 - one.total)
                self.done[at] = replace(one, shares=(*one.shares, rest), penalties=(*one.penalties, "inherited_value"))
        return True

    def level_before(self, earlier: Sequence[Payer]) -> Sequence[Payer]:
        """市与甲区按6:4，与乙县按4:6: who shared in the clause in front; the first level named where none did."""
        last = self.done[-1] if self.done and len(self.done[-1].shares) > 1 else None
        return (Payer(-1, -1, last.shares[0].payer),) if last and earlier else earlier[:1]

    def has_shared(self) -> bool:
        """Whether shares of several levels have been stated."""
        return any(len(one.shares) > 1 for one in (*self.done, *([self.draft] if self.draft else [])))

    def goes_on(self, named: Sequence[Payer]) -> bool:
        """甲区为4:6，县（市）为2:8: whether a clause that names counties only stands behind shares of areas."""
        last = next(reversed(self.done), None)
        return bool(last and last.where.areas and last.total == 1) and {payer.code for payer in named} == {"county"}

    def drop_whole(self) -> None:
        """市级财政安排资金，区财政按1:1配套: what one level provides is not all, where another adds to it."""
        if self.draft is not None and self.draft.rule in WHOLE:
            self.draft = None

    def tell_kinds_apart(self, known: Collection[str]) -> None:
        """市与区3:7，市与县（市）2:8: shares between the same levels hold for the kind of area that is named.

        known are the names of areas: 上城区 is no kind of them.
        """
        for index, one in enumerate(self.done):
            others = [other for other in self.done if other is not one and _for_other_kinds(one, other, known)]
            if others:
                self.done[index] = replace(one, where=replace(one.where, areas=one.where.kinds))

    def _begun(self, start: int) -> Statement:
        rest = self.scope is not None and self.scope.provisions == "others"
        return Statement(start, scope=self.scope, excepted_scope=self.excepted_scope if rest else ())

    def _of_same_levels(self, draft: Statement) -> Scope | None:
        """Shares of some areas, where no clause has named provisions for them, go with a rule between the same levels.

        Where the rule stated last does, its scope holds; one level alone goes with the rule for the rest.
        """
        if self.said or not draft.where.areas or draft.total != 1:
            return None
        levels = {share.payer for share in draft.shares}
        if len(levels) == 1 and self.done and self.done[-1].start >= self.part_began:
            return None
        general = [s for s in self.done if not s.where.areas and s.scope is not None]
        if general and {share.payer for share in general[-1].shares} == levels:
            return None
        fitting = [s for s in general if {share.payer for share in s.shares} == levels]
        rest = [s for s in general if s.scope and s.scope.provisions == "others"] if len(levels) == 1 else []
        if len(levels) == 1 and len({s.scope for s in general}) > 1 and not rest and not draft.where.special:
            return Scope("others", "scopes.whole_document")
        return (fitting or rest)[-1].scope if fitting or rest else None

    def _assumed(self, draft: Statement) -> Scope:
        """The default, but for a row of a table that names nothing: what it is about is not known."""
        row = self.in_table and "inherited_value" in draft.penalties and not draft.where.areas
        return Scope((), "scopes.table_row") if row else self.default


def _make_whole(one: Statement, other: Statement) -> bool:
    """Whether each of two statements gives one level a part of the same cost, and nothing is left."""
    parts = (*one.shares, *other.shares)
    alone = len(one.shares) == len(other.shares) == 1 and parts[0].payer != parts[1].payer
    plain = one.where == other.where == Where() and not any(share.bound for share in parts)
    return alone and plain and one.scope == other.scope and 0 < one.total < 1 and one.total + other.total == 1


def _for_other_kinds(one: Statement, other: Statement, known: Collection[str]) -> bool:
    if one.where.areas or one.scope != other.scope or one.shares == other.shares:
        return False
    if any(area.name in known for area in other.where.areas):
        return False
    here, there = _ranks(one.where.kinds), _ranks(other.where.kinds or other.where.areas)
    return bool(here and there) and not here & there


def _ranks(kinds: Sequence[AreaName]) -> set[str]:
    """The kinds of area that names stand for; none where one of them does not tell."""
    found: set[str] = {
        kind for name in kinds for kind in (("district",) if _OF_THE_CITY.search(name.name) else group_kinds(name.name))
    }
    return set() if found & {"any", "unresolved"} else found


def _joined(first: Where, second: Where) -> Where:
    areas = first.areas if shortened(second.areas, first.areas) else second.areas
    excepted = (*first.excepted, *second.excepted)
    return Where(areas, excepted, first.special or second.special, (*first.kinds, *second.kinds))
