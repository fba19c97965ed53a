"""What changed from one dump to another, fact by fact. Printing it and finding the dumps do not live here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zhengtu.graph.statistics import by_graph
from zhengtu.vocab import compact, expand

# Kinds of fact by their class, in the order in which a reader looks for them.
KINDS = {
    "policies": "zt:Policy",
    "provisions": "zt:Provision",
    "measures": "zt:Measure",
    "supports": "zt:Support",
    "conditions": "zt:Condition",
    "requirements": "zt:Requirement",
    "responsibilities": "zt:Responsibility",
    "mode_mentions": "zt:ModeMention",
    "funding_rules": "zt:FundingRule",
    "funding_shares": "zt:FundingShare",
    "payer_splits": "zt:PayerSplit",
    "rules": "zt:CombinationRule",
    "targets": "zt:Target",
    "definitions": "zt:Definition",
    "agencies": "zt:Agency",
    "corrections": "zt:Correction",
    "diagnostics": "zt:Diagnostic",
}
_SPACES = ("policy", "expansion")  # the graphs that facts stand in; what follows by rules is not counted as facts
# Where a fact stands and how it was read is no part of what it says: a line more in front of it changes no fact.
_NOT_SAID = {
    expand(name)
    for name in (
        "rdf:type",
        "zt:hasEvidence",
        "zt:inSentence",
        "zt:hasReading",
        "zt:confidence",
        "zt:start",
        "zt:end",
        "zt:numberCount",
        "zt:unassignedNumberCount",
        "prov:wasGeneratedBy",
    )
}


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A property of a fact, with the values that went and those that came, as N-Triples writes them."""

    property: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that came, went or says something else; policy is the slug of its document."""

    iri: str
    label: str
    policy: str
    values: tuple[ValueChange, ...] = ()


@dataclass(frozen=True, slots=True)
class KindChanges:
    """The changes of one kind of fact."""

    added: tuple[FactChange, ...]
    removed: tuple[FactChange, ...]
    changed: tuple[FactChange, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes: facts by kind, and how many triples each graph gained and lost by its address below graph/."""

    kinds: Mapping[str, KindChanges]
    triples: Mapping[str, tuple[int, int]]

    def __bool__(self) -> bool:
        return bool(self.triples)

    @property
    def added(self) -> int:
        """The number of triples that came."""
        return sum(added for added, _ in self.triples.values())

    @property
    def removed(self) -> int:
        """The number of triples that went."""
        return sum(removed for _, removed in self.triples.values())

    def to_plain(self) -> dict[str, Any]:
        """The changes as JSON takes them; kinds without a change are left out."""
        return {
            "triples": {"added": self.added, "removed": self.removed},
            "graphs": {name: {"added": more, "removed": less} for name, (more, less) in self.triples.items()},
            "facts": {
                kind: {
                    "added": [_plain(fact) for fact in found.added],
                    "removed": [_plain(fact) for fact in found.removed],
                    "changed": [_plain(fact) for fact in found.changed],
                }
                for kind, found in self.kinds.items()
                if found
            },
        }


def compare(old: Iterable[str], new: Iterable[str]) -> Changes:
    """Compare the N-Quads lines of two dumps with the same base IRI."""
    before, after = by_graph(old), by_graph(new)
    triples: dict[str, tuple[int, int]] = {}
    for graph in sorted({*before, *after}):
        gone, come = set(before.get(graph, ())), set(after.get(graph, ()))
        if gone != come:
            triples[graph.partition("/graph/")[2] or graph] = (len(come - gone), len(gone - come))
    facts_before, facts_after = _facts(before), _facts(after)
    return Changes({kind: _of_kind(kind, facts_before, facts_after) for kind in KINDS}, triples)


@dataclass(frozen=True, slots=True)
class _Fact:
    policy: str
    kinds: frozenset[str]
    label: str
    values: Mapping[str, tuple[str, ...]]


def _facts(graphs: Mapping[str, list[str]]) -> dict[tuple[str, str], _Fact]:
    """The facts of the policies by document and IRI: an agency that two name is a fact of both."""
    found: dict[tuple[str, str], _Fact] = {}
    for graph, lines in graphs.items():
        space, _, slug = graph.partition("/graph/")[2].partition("/")
        if space not in _SPACES:
            continue
        statements: dict[str, dict[str, list[str]]] = {}
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            value = rest[: rest.rindex(" <")]
            statements.setdefault(subject[1:-1], {}).setdefault(predicate[1:-1], []).append(value)
        for subject, stated in statements.items():
            found[slug, subject] = _fact(slug, stated)
    return found


def _fact(slug: str, stated: Mapping[str, list[str]]) -> _Fact:
    kinds = frozenset(compact(kind[1:-1]) for kind in stated.get(expand("rdf:type"), ()))
    label = min(stated.get(expand("rdfs:label"), ['""']), key=lambda one: (not one.endswith("@zh"), one))
    values = {name: tuple(sorted(values)) for name, values in stated.items() if name not in _NOT_SAID}
    return _Fact(slug, kinds, label[1 : label.rindex('"')], values)


def _of_kind(kind: str, before: Mapping[tuple[str, str], _Fact], after: Mapping[tuple[str, str], _Fact]) -> KindChanges:
    old = {key for key, fact in before.items() if KINDS[kind] in fact.kinds}
    new = {key for key, fact in after.items() if KINDS[kind] in fact.kinds}
    changed = [
        FactChange(key[1], after[key].label, key[0], values)
        for key in sorted(old & new)
        if (values := _value_changes(before[key].values, after[key].values))
    ]
    return KindChanges(
        tuple(FactChange(key[1], after[key].label, key[0]) for key in sorted(new - old)),
        tuple(FactChange(key[1], before[key].label, key[0]) for key in sorted(old - new)),
        tuple(changed),
    )


def _value_changes(
    before: Mapping[str, tuple[str, ...]], after: Mapping[str, tuple[str, ...]]
) -> tuple[ValueChange, ...]:
    changes = []
    for name in sorted({*before, *after}):
        gone = Counter(before.get(name, ())) - Counter(after.get(name, ()))
        come = Counter(after.get(name, ())) - Counter(before.get(name, ()))
        if gone or come:
            changes.append(ValueChange(compact(name), tuple(gone), tuple(come)))
    return tuple(changes)


def _plain(fact: FactChange) -> dict[str, Any]:
    plain: dict[str, Any] = {"iri": fact.iri, "label": fact.label, "policy": fact.policy}
    if fact.values:
        plain["values"] = [
            {"property": change.property, "before": list(change.before), "after": list(change.after)}
            for change in fact.values
        ]
    return plain
