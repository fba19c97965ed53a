"""What is known while the funding clauses of one passage are read, and which provisions they speak of.

What a clause says is read in funding_clauses, its shares in funding_figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhengtu.extract.clauses import Sentence
from zhengtu.extract.context import Context, Passage
from zhengtu.extract.districts import AreaLists
from zhengtu.extract.funding_statements import Statements
from zhengtu.extract.payers import Payer
from zhengtu.extract.scopes import Scope, named_provisions, speaks_of_above, stated_scope
from zhengtu.extract.shares import (
    BEARS,
)
from zhengtu.model.record import Diagnostic, Measure, Path

REST_OF_ALL = Scope("others", "scopes.default")
_ON_MONEY = re.compile(r"资金|经费|分担|(?:^|组织|政策|工作|实施|推进)保障|附则|附件|组织实施|其他")


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


def announced_above(before: FundingPassage | None, path: Path | None) -> Announced | None:
    """What the provision in front says of its items, where this is the first of them, or the next."""
    if before is None or path is None or not before.passage.provision:
        return None
    above, said = before.passage.provision, before.statements
    if said.scope is not None and said.said and len(path) > len(above):
        return Announced(above, said.scope) if path[: len(above)] == above else None
    last = before.announced
    return last if last and len(path) > len(last.above) and path[: len(last.above)] == last.above else None


def belongs_to(path: Path | None, before: Path | None) -> bool:
    """Whether payers named in one provision hold in the next: in its items, and from item to item."""
    if path is None or before is None:
        return path == before
    return path[: len(before)] == before or (len(before) > 1 and path[: len(before) - 1] == before[:-1])


def assumed_scope(context: Context, passage: Passage, sentence: Sentence, measures: Sequence[Measure]) -> Scope:
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
        return REST_OF_ALL
    return Scope((path,), "scopes.grant_in_front")


def read_scope(context: Context, start: int, words: str, here: FundingPassage) -> None:
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
