"""The reference page of all shapes and checks, from the files that hold them."""

from __future__ import annotations

from collections.abc import Iterable

from zhengtu.check.rules import Rule, RuleBook
from zhengtu.iri import DEF

_HEAD = """# Shapes and checks

Generated from `ontology/shapes/` and `ontology/checks/`; write it again with
`zhengtu check --list > docs/reference/shapes.md`.
A *violation* makes `zhengtu check` fail, a *warning* does not. See [check a graph](../howto/check-a-graph.md).
"""


def to_markdown(book: RuleBook) -> str:
    """One table a module of shapes, and one of the checks."""
    modules = dict.fromkeys(rule.module for rule in book.rules.values())
    return "\n".join([_HEAD, *(_section(module, _of(book, module)) for module in modules)])


def _of(book: RuleBook, module: str) -> list[Rule]:
    return [rule for rule in book.rules.values() if rule.module == module]


def _section(module: str, rules: Iterable[Rule]) -> str:
    is_check = module == "checks"
    title = "Checks (SPARQL)" if is_check else f"Shapes: {module}"
    about = ["name", *([] if is_check else ["of"]), "severity", "what is wrong", "错在何处"]
    lines = [f"## {title}\n", f"| {' | '.join(about)} |", f"|{'---|' * len(about)}"]
    for rule in rules:
        targets = ", ".join(target.replace(DEF, "zt:") for target in rule.targets)
        cells = [f"`{rule.name}`", *([] if is_check else [targets]), rule.severity, *_messages(rule)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _messages(rule: Rule) -> tuple[str, str]:
    english, chinese = (rule.messages[language].replace("{?", "{") for language in ("en", "zh"))
    return english, chinese
