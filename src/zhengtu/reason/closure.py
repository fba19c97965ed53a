"""Runs the rules over statements until nothing new follows. What the rules say stands in ontology/rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from zhengtu.iri import Minter
from zhengtu.reason.rules import Rule
from zhengtu.store.working import Triple, WorkingDataset, read_turtle

_STATED = "stated"
_TERMS = "ontology"


@dataclass(frozen=True, slots=True)
class Closure:
    """Statements, the ontology and all that follows, each triple in the graph of the rule that gave it first."""

    dataset: WorkingDataset
    inferred: Mapping[str, tuple[Triple, ...]]  # by the name of the rule
    minter: Minter

    def rule_graph(self, name: str) -> str:
        """The graph of what a rule gave."""
        return rule_graph(self.minter, name)

    def quads(self) -> list[str]:
        """What was inferred, as N-Quads lines."""
        return sorted(
            f"{s} {p} {o} <{self.rule_graph(name)}> ." for name, triples in self.inferred.items() for s, p, o in triples
        )


def rule_graph(minter: Minter, name: str) -> str:
    """The IRI of the graph that holds what a rule gave: {base}graph/inferred/{rule}."""
    return minter.graph(f"inferred/{name}")


def ontology_triples(ontology_dir: Path) -> list[Triple]:
    """The ontology with its axioms and alignments, without the code lists."""
    folders = [ontology_dir / name for name in ("modules", "axioms", "alignments")]
    return read_turtle(file for folder in folders for file in sorted(folder.glob("*.ttl")))


def close(stated: Iterable[Triple], ontology: Iterable[Triple], rules: Sequence[Rule], minter: Minter) -> Closure:
    """Add to what is stated all that follows from it and the ontology by the rules."""
    dataset = WorkingDataset()
    dataset.add_triples(stated, minter.graph(_STATED))
    dataset.add_triples(ontology, minter.graph(_TERMS))
    inferred: dict[str, list[Triple]] = {rule.name: [] for rule in rules}
    for _, stratum in groupby(rules, key=lambda rule: rule.stratum):
        _run_to_fixpoint(dataset, list(stratum), inferred, minter)
    return Closure(dataset, {name: tuple(triples) for name, triples in inferred.items()}, minter)


def _run_to_fixpoint(
    dataset: WorkingDataset, rules: Sequence[Rule], inferred: Mapping[str, list[Triple]], minter: Minter
) -> None:
    seen: set[Triple] = set()
    given = 0
    asked: dict[str, int] = {}  # by the name of a rule, how much was given when it last ran
    while any(asked.get(rule.name) != given for rule in rules):
        for rule in rules:
            if asked.get(rule.name) == given:
                continue
            asked[rule.name] = given
            found = [triple for triple in dataset.construct(rule.text) if triple not in seen]
            new = [triple for triple in found if not dataset.graphs_with(triple)]
            dataset.add_triples(new, rule_graph(minter, rule.name))
            inferred[rule.name].extend(new)
            seen.update(found)
            given += len(new)
