"""What kind of body an agency is, what a provision is about, what a duty consists of: by the words of the code lists.

The words live in ontology/codes; nothing is classed that they do not tell.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable

from zhengtu.model.lexicon import AgencyKind, Classes, Coded

_BREAK = re.compile("[，；。,;]")


def kinds_of_agency(classes: Classes, names: Iterable[str]) -> tuple[AgencyKind, ...]:
    """The kinds that any of the names of an agency tells: 市商务和投资促进局 is of two."""
    names = tuple(names)
    return tuple(kind for kind in classes.agency_kinds if any(kind.pattern.search(name) for name in names))


def themes_of_measure(
    classes: Classes, headings: Iterable[str], recipient: str, codes: Collection[str]
) -> frozenset[str]:
    """What a measure is about. headings are those that are printed above it, from the nearest one upward.

    The nearest one and the codes tell it; else the words for the recipient, which often list all that it does; else the
    headings farther up. Broad themes are taken from wherever they are named.
    """
    generic = {theme.code for theme in classes.themes if theme.is_generic}
    first, *farther = [themes_of_words(classes, words) for words in headings] or [set[str]()]
    of_recipient = themes_of_words(classes, recipient)
    sources = (first | themes_of_codes(classes, codes), of_recipient, *farther)
    particular = next((themes - generic for themes in sources if themes - generic), set[str]())
    return frozenset(particular | (generic & set[str]().union(*sources)))


def themes_of_words(classes: Classes, words: str) -> set[str]:
    """The themes that a heading or another phrase names."""
    return {theme.code for theme in classes.themes if theme.pattern.search(words)}


def themes_of_codes(classes: Classes, codes: Collection[str]) -> set[str]:
    """The themes that beneficiary types, instruments or metrics stand for."""
    return {theme.code for theme in classes.themes if not theme.related.isdisjoint(codes)}


def duties_of(classes: Classes, sentence: str, at: int, others: Iterable[str]) -> tuple[str, ...]:
    """What the agency named at a place of a sentence has to do.

    Its own clause says so, and those behind it that name none of the others: 由甲局受理，乙局审核 gives each its own.
    """
    clauses = _clauses(sentence)
    own = next((number for number, (start, end) in enumerate(clauses) if start <= at < end), None)
    if own is None:
        return ()
    said = sentence[slice(*clauses[own])]
    for start, end in clauses[own + 1 :]:
        clause = sentence[start:end]
        if sentence[start - 1] in "；。;" or any(other in clause for other in others):
            break
        said += clause
    return _found(classes.duties, said)


def participation_of(classes: Classes, before: str) -> str | None:
    """How an agency takes part, by the words in front of its name: 会同, 配合单位."""
    return next(iter(_found(classes.participation, before)), None)


def kinds_of_target(classes: Classes, words: str) -> tuple[str, ...]:
    """Whether a target is a stock or a flow, and of which sort of enterprise, as its words tell."""
    return _found(classes.target_kinds, words)


def _found(rows: Iterable[Coded], words: str) -> tuple[str, ...]:
    return tuple(row.code for row in rows if row.pattern.search(words))


def _clauses(sentence: str) -> list[tuple[int, int]]:
    cuts = [0, *(match.end() for match in _BREAK.finditer(sentence)), len(sentence)]
    return [(start, end) for start, end in itertools.pairwise(cuts) if start < end]
