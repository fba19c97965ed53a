"""What cannot all be true: the queries of ontology/rules/clashes. Telling a clash in words lives in `telling`.

How a statement was reached is followed with `premises`; a document with a clash is quarantined by its caller.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhengtu.reason.closure import Closure
from zhengtu.reason.premises import Step, explain, full_term
from zhengtu.reason.rules import Rule, read_header

_LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Clash:
    """A thing of which statements cannot be true together.

    kind is the name of the query that found it, values its row. verdict, by language, has {?name} where a value goes;
    ways say how each statement was reached; why is the axiom in words, by language, where it has some.
    """

    thing: str  # an IRI in angle brackets, as all terms here
    kind: str
    values: Mapping[str, str]
    verdict: Mapping[str, str]
    ways: tuple[Step, ...]
    why: Mapping[str, str]


def find_clashes(closure: Closure, rules: Sequence[Rule], ontology_dir: Path) -> tuple[Clash, ...]:
    """Find what makes the statements inconsistent: a clash for each row of each query."""
    by_name = {rule.name: rule for rule in rules}
    files = sorted((ontology_dir / "rules" / "clashes").glob("*.rq"))
    return tuple(clash for file in files for clash in _found(file, closure, by_name))


def _found(file: Path, closure: Closure, rules: Mapping[str, Rule]) -> list[Clash]:
    query = file.read_text(encoding="utf-8")
    header = read_header(query)
    premises = [premise.split() for premise in header["premises"].split(" . ")]
    verdict = {language: header[f"verdict@{language}"] for language in _LANGUAGES}
    return [
        Clash(
            row["thing"],
            file.stem,
            row,
            verdict,
            tuple(_way(premise, row, closure, rules) for premise in premises),
            {language: _words(row[f"why_{language}"]) for language in _LANGUAGES if f"why_{language}" in row},
        )
        for row in closure.dataset.select(query)
    ]


def _way(premise: Sequence[str], row: Mapping[str, str], closure: Closure, rules: Mapping[str, Rule]) -> Step:
    subject, predicate, value = (row[term[1:]] if term.startswith("?") else full_term(term) for term in premise)
    return explain((subject, predicate, value), closure, rules)


def _words(literal: str) -> str:
    return literal.rsplit('"', 1)[0].removeprefix('"')
