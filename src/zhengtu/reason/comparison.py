"""The rules and the reasoner side by side: what both infer, and what only one. Running either lives elsewhere.

A reasoner tells the most specific classes and properties of a thing; the rest is worked out here from its own
hierarchy, so that both sides say the same thing in as many words. What has literals is left to the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhengtu.reason.reasoner import Verdict
from zhengtu.reason.reasoning import Entailment
from zhengtu.reason.slice import TYPE, Slice
from zhengtu.store.working import Triple
from zhengtu.vocab import PREFIXES, expand

_SUB_CLASS = f"<{expand('rdfs:subClassOf')}>"
_SUB_PROPERTY = f"<{expand('rdfs:subPropertyOf')}>"
_INVERSE = f"<{expand('owl:inverseOf')}>"
_LANGUAGE = tuple(f"<{PREFIXES[name]}" for name in ("owl", "rdf", "rdfs"))


@dataclass(frozen=True, slots=True)
class Agreement:
    """Inferred triples between individuals, and of what class they are: by both, or by one side alone."""

    both: int
    rules_only: tuple[Triple, ...]
    reasoner_only: tuple[Triple, ...]


def compare(entailment: Entailment, verdict: Verdict) -> Agreement:
    """Compare what the rules and the reasoner infer from one slice."""
    stated = set(entailment.slice.facts)
    by_rules = {t for triples in entailment.inferred.values() for t in triples if _is_shared(t)} - stated
    by_reasoner = {t for t in _spelt_out(entailment.slice, verdict.triples) if _is_shared(t)} - stated
    return Agreement(
        both=len(by_rules & by_reasoner),
        rules_only=tuple(sorted(by_rules - by_reasoner)),
        reasoner_only=tuple(sorted(by_reasoner - by_rules)),
    )


def _is_shared(triple: Triple) -> bool:
    _, predicate, object_ = triple
    if not object_.startswith("<"):
        return False
    return not object_.startswith(_LANGUAGE) if predicate == TYPE else not predicate.startswith(_LANGUAGE)


def _spelt_out(cut: Slice, inferred: Iterable[Triple]) -> set[Triple]:
    """Facts and inferences with what the hierarchy of classes and properties, and inverses, add to them."""
    told = [*cut.axioms, *inferred]
    classes, properties = _above(told, _SUB_CLASS), _above(told, _SUB_PROPERTY)
    inverses: dict[str, set[str]] = defaultdict(set)
    for one, _, other in (triple for triple in told if triple[1] == _INVERSE):
        inverses[one].add(other)
        inverses[other].add(one)
    triples: set[Triple] = set()
    waiting = [t for t in (*cut.facts, *inferred) if not t[1].startswith(_LANGUAGE) or t[1] == TYPE]
    while waiting:
        triple = waiting.pop()
        if triple not in triples and triple[2].startswith("<"):
            triples.add(triple)
            waiting += _consequences(triple, classes, properties, inverses)
    return triples


def _consequences(
    triple: Triple,
    classes: Mapping[str, set[str]],
    properties: Mapping[str, set[str]],
    inverses: Mapping[str, set[str]],
) -> list[Triple]:
    subject, predicate, object_ = triple
    if predicate == TYPE:
        return [(subject, TYPE, name) for name in classes.get(object_, ())]
    above = [(subject, name, object_) for name in properties.get(predicate, ())]
    return above + [(object_, name, subject) for name in inverses.get(predicate, ())]


def _above(triples: Iterable[Triple], relation: str) -> Mapping[str, set[str]]:
    above: dict[str, set[str]] = defaultdict(set)
    for lower, predicate, upper in triples:
        if predicate == relation and lower.startswith("<") and upper.startswith("<"):
            above[lower].add(upper)
    return above
