"""Why a triple was inferred: the premises of its rule, asked for again. Running rules does not live here.

Premises are not stored: the rule is asked once more with its conclusion filled in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from zhengtu.reason.closure import Closure
from zhengtu.reason.rules import Rule
from zhengtu.store.working import Triple
from zhengtu.vocab import PREFIXES, expand

_PREFIXED = re.compile(r"([a-z]+):(\w+)")


@dataclass(frozen=True, slots=True)
class Step:
    """A triple and how it is known: the name of the rule that gave it (None: it is stated), and what it rests on."""

    triple: Triple
    rule: str | None
    premises: tuple[Step, ...] = ()


def premise_query(rule: Rule, triple: Triple) -> str | None:
    """The CONSTRUCT query that gives the premises from which a rule infers a triple; None when it cannot infer that."""
    bound: dict[str, str] = {}
    for pattern, term in zip(rule.conclusion.split(), triple, strict=True):
        if pattern.startswith("?"):
            if bound.setdefault(pattern, term) != term:
                return None
        elif full_term(pattern) != term:
            return None
    values = f"VALUES ({' '.join(bound)}) {{ ({' '.join(bound.values())}) }}"
    return f"{rule.prefixes}\nCONSTRUCT {{ {rule.premises} }}\nWHERE {{\n  {values}\n  {rule.body}\n}}"


def explain(triple: Triple, closure: Closure, rules: Mapping[str, Rule]) -> Step:
    """Follow an inferred triple back to what is stated; a stated one is a step without premises."""
    return _explain(triple, closure, rules, frozenset())


def _explain(triple: Triple, closure: Closure, rules: Mapping[str, Rule], above: frozenset[Triple]) -> Step:
    graphs = closure.dataset.graphs_with(triple)
    by_graph = {closure.rule_graph(name): name for name in closure.inferred}
    name = next((by_graph[graph] for graph in graphs if graph in by_graph), None)
    stated = any(graph not in by_graph for graph in graphs)
    query = None if stated or name is None else premise_query(rules[name], triple)
    if query is None or triple in above:
        return Step(triple, None if stated else name)
    found = closure.dataset.construct(query)
    return Step(triple, name, tuple(_explain(p, closure, rules, above | {triple}) for p in found))


def full_term(pattern: str) -> str:
    """A term of a rule's conclusion as N-Triples writes it."""
    if pattern == "a":
        return f"<{expand('rdf:type')}>"
    match = _PREFIXED.fullmatch(pattern)
    return f"<{PREFIXES[match[1]]}{match[2]}>" if match else pattern
