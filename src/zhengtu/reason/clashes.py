"""What cannot all be true: things in two classes that exclude each other, told so that a person can follow.

How a class was reached is followed with `premises`; a document with a clash is quarantined by its caller.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhengtu.iri import DEF
from zhengtu.reason.closure import Closure
from zhengtu.reason.premises import Step, explain
from zhengtu.reason.rules import Rule
from zhengtu.reason.slice import TYPE
from zhengtu.store.working import Triple
from zhengtu.vocab import PREFIXES


@dataclass(frozen=True, slots=True)
class Clash:
    """A thing in two classes that exclude each other. ways say how each was reached; why is the axiom in words, by language."""

    thing: str  # an IRI in angle brackets, as all terms here
    classes: tuple[str, str]
    ways: tuple[Step, Step]
    why: Mapping[str, str]


def find_clashes(closure: Closure, rules: Sequence[Rule], ontology_dir: Path) -> tuple[Clash, ...]:
    """Find what makes the statements inconsistent; one clash for each thing and axiom, the most specific classes first."""
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


def describe(clash: Clash, closure: Closure, rules: Mapping[str, Rule], language: str = "en") -> str:
    """Tell a clash in a few lines: the thing, the two classes, why they exclude each other, and how each was reached."""
    one, other = (label(name, closure, language) for name in clash.classes)
    both = f"{one} / {other}"
    head = f"{label(clash.thing, closure, 'zh')} {clash.thing}"
    words = {"zh": f"同时属于互斥的两类：{both}", "en": f"cannot be both: {both}"}[language]
    why = f" ({clash.why[language]})" if language in clash.why else ""
    lines = [f"{head} {words}{why}"]
    for way in clash.ways:
        lines += _told(way, closure, rules, language, "  ")
    return "\n".join(lines)


def label(term: str, closure: Closure, language: str) -> str:
    """The label of a thing in a language, else in any, else its IRI shortened; a literal as it stands."""
    if not term.startswith("<"):
        return term
    rows = closure.dataset.select(f"SELECT ?label {{ {term} <{PREFIXES['rdfs']}label> ?label }} ORDER BY ?label")
    labels = [row["label"] for row in rows]
    chosen = next((text for text in labels if text.endswith(f'"@{language}')), labels[0] if labels else None)
    return _words(chosen) if chosen else _short(term)


def _way(thing: str, name: str, closure: Closure, rules: Mapping[str, Rule]) -> Step:
    return explain((thing, TYPE, name), closure, rules)


def _told(step: Step, closure: Closure, rules: Mapping[str, Rule], language: str, indent: str) -> list[str]:
    source = {"zh": "载明", "en": "stated"}[language] if step.rule is None else rules[step.rule].labels[language]
    lines = [f"{indent}{_sentence(step.triple, closure, language)}  [{source}]"]
    for premise in step.premises:
        if not _is_schema(premise.triple):
            lines += _told(premise, closure, rules, language, indent + "  ")
    return lines


def _sentence(triple: Triple, closure: Closure, language: str) -> str:
    subject, predicate, object_ = triple
    verb = {"zh": "属于", "en": "is a"}[language] if predicate == TYPE else label(predicate, closure, language)
    return f"{label(subject, closure, language)} – {verb} – {label(object_, closure, language)}"


def _is_schema(triple: Triple) -> bool:
    return triple[0].startswith(f"<{DEF}")


def _words(literal: str) -> str:
    return literal.rsplit('"', 1)[0].removeprefix('"')


def _short(term: str) -> str:
    iri = term.strip("<>")
    return next((f"{p}:{iri.removeprefix(n)}" for p, n in PREFIXES.items() if iri.startswith(n)), iri)
