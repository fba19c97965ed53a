"""What cannot all be true: things in two classes that exclude each other. Telling a clash in words lives in `telling`.

How a class was reached is followed with `premises`; a document with a clash is quarantined by its caller.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhengtu.reason.closure import Closure
from zhengtu.reason.premises import Step, explain
from zhengtu.reason.rules import Rule
from zhengtu.reason.slice import TYPE


@dataclass(frozen=True, slots=True)
class Clash:
    """A thing in two classes that exclude each other.

    ways say how each was reached; why is the axiom in words, by language.
    """

    thing: str  # an IRI in angle brackets, as all terms here
    classes: tuple[str, str]
    ways: tuple[Step, Step]
    why: Mapping[str, str]


def find_clashes(closure: Closure, rules: Sequence[Rule], ontology_dir: Path) -> tuple[Clash, ...]:
    """Find what makes the statements inconsistent: a clash for each thing and pair of classes."""
    by_name = {rule.name: rule for rule in rules}
    query = (ontology_dir / "rules" / "clashes" / "disjoint-classes.rq").read_text(encoding="utf-8")
    return tuple(
        Clash(
            row["thing"],
            (row["one"], row["other"]),
            (_way(row["thing"], row["one"], closure, by_name), _way(row["thing"], row["other"], closure, by_name)),
            {language: _words(row[f"why_{language}"]) for language in ("zh", "en") if f"why_{language}" in row},
        )
        for row in closure.dataset.select(query)
    )


def _way(thing: str, name: str, closure: Closure, rules: Mapping[str, Rule]) -> Step:
    return explain((thing, TYPE, name), closure, rules)


def _words(literal: str) -> str:
    return literal.rsplit('"', 1)[0].removeprefix('"')
