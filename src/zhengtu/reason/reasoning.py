"""A release or one policy of it, reasoned over: slice, closure, clashes. Each of these has a module of its own."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from zhengtu.errors import InconsistentDocument
from zhengtu.graph.statements import literal
from zhengtu.iri import Minter
from zhengtu.reason.clashes import Clash, find_clashes
from zhengtu.reason.closure import Closure, close, ontology_triples, rule_graph
from zhengtu.reason.rules import Rule, load_rules
from zhengtu.reason.slice import LABEL, Slice, Terms, cut
from zhengtu.reason.telling import Teller
from zhengtu.store.working import Triple


@dataclass(frozen=True, slots=True)
class Entailment:
    """A slice and what the rules infer from it, each by the name of a rule: all that a reasoner is compared with."""

    slice: Slice
    inferred: Mapping[str, tuple[Triple, ...]]


@dataclass(frozen=True, slots=True)
class Reasoned:
    """What was reasoned over, what follows, what clashes, and how long the rules took."""

    slice: Slice
    closure: Closure
    clashes: tuple[Clash, ...]
    rules_s: float

    @property
    def entailment(self) -> Entailment:
        """What is left to compare when the statements themselves are let go."""
        return Entailment(self.slice, self.closure.inferred)


@dataclass(frozen=True, slots=True)
class Reasoning:
    """The rules and the ontology, loaded once for many documents."""

    rules: tuple[Rule, ...]
    terms: Terms
    ontology_dir: Path
    minter: Minter

    @classmethod
    def load(cls, ontology_dir: Path, base_iri: str) -> Reasoning:
        """Load rules and ontology. Raises ValueError for a rule and StoreUnavailable for a file that cannot be read."""
        terms = Terms.of(ontology_triples(ontology_dir), ontology_dir)
        return cls(load_rules(ontology_dir), terms, ontology_dir, Minter(base_iri))

    def reason(self, lines: Iterable[str], codes: Iterable[Triple] = ()) -> Reasoned:
        """Run the rules over N-Quads lines, of a release or of one policy, and look for clashes."""
        part = cut(lines, self.terms, self.minter, codes)
        begun = time.monotonic()
        closure = close([*part.facts, *part.labels, *part.dates], self.terms.triples, self.rules, self.minter)
        clashes = find_clashes(closure, self.rules, self.ontology_dir)
        return Reasoned(part, closure, clashes, time.monotonic() - begun)

    def inferred(self, reasoned: Reasoned) -> list[str]:
        """What follows, as N-Quads lines: a graph for each rule that gave anything, labelled as the rule is."""
        by_name = {rule.name: rule for rule in self.rules}
        used = [by_name[name] for name, triples in reasoned.closure.inferred.items() if triples]
        return sorted([*reasoned.closure.quads(), *(line for rule in used for line in self._label(rule))])

    def _label(self, rule: Rule) -> list[str]:
        graph = rule_graph(self.minter, rule.name)
        labels = (literal(text, language=language) for language, text in rule.labels.items())
        return [f"<{graph}> {LABEL} {label} <{graph}> ." for label in labels]

    def tell(self, reasoned: Reasoned, language: str = "en") -> tuple[str, ...]:
        """Tell each clash of what was reasoned over."""
        teller = self._teller(reasoned, language)
        return tuple(teller.clash(clash) for clash in reasoned.clashes)

    def tell_in_both(self, reasoned: Reasoned) -> dict[str, str]:
        """Tell all clashes on one line in each language; empty when there is none."""
        told = {name: self.tell(reasoned, name) for name in ("zh", "en")}
        return {name: _on_one_line(clashes) for name, clashes in told.items() if clashes}

    def refuse_clashes(self, lines: Iterable[str], codes: Iterable[Triple] = ()) -> Reasoned:
        """Reason over the lines; raise InconsistentDocument, which tells the clashes, when not all can be true."""
        reasoned = self.reason(lines, codes)
        if told := self.tell_in_both(reasoned):
            raise InconsistentDocument(
                "what was read cannot all be true, correct what was read in corrections.yaml, or report the reading: "
                f"{told['en']} / 读取结果不能同时成立，请用corrections.yaml校订，或报告读取错误：{told['zh']}"
            )
        return reasoned

    def tell_inferred(self, thing: str, reasoned: Reasoned, language: str = "en") -> str:
        """Tell what is inferred of a thing (an IRI in angle brackets), by which rule and from what."""
        return self._teller(reasoned, language).inferred_of(thing)

    def _teller(self, reasoned: Reasoned, language: str) -> Teller:
        return Teller(reasoned.closure, {rule.name: rule for rule in self.rules}, language)


def _on_one_line(told: Iterable[str]) -> str:
    return "; ".join(" ".join(clash.split()) for clash in told)
