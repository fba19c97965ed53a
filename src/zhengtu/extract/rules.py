"""How supports combine and what limits them: 不重复, 就高, 预算管理 … Terms that a document defines: definitions."""

from __future__ import annotations

from zhengtu.extract.clauses import Sentence
from zhengtu.extract.context import Context, Passage
from zhengtu.extract.scopes import Named, named_provisions
from zhengtu.model.lexicon import Coded
from zhengtu.model.record import Diagnostic, Path, Reading, Rule


def read_rules(context: Context) -> tuple[tuple[Rule, ...], tuple[Diagnostic, ...]]:
    """One rule a kind and provision, at the sentence that states it first; with references that name nothing.

    A sentence that the page prints again below the document is no second rule.
    """
    found: dict[tuple[Path | None, str], Rule] = {}
    findings: list[Diagnostic] = []
    stated: set[tuple[str, str]] = set()
    for passage in context.passages():
        for sentence in context.sentences(passage):
            words = context.text[sentence.start : sentence.end].strip()
            kinds = [row for row in context.lexicon.rules if row.pattern.search(words)]
            again = {row.code for row in kinds if passage.provision is None and (row.code, words) in stated}
            fresh = [r for r in kinds if (passage.provision, r.code) not in found and r.code not in again]
            if fresh:
                named = named_provisions(context, sentence.start, sentence.end, passage.provision)
                findings += named.findings
                found |= {(passage.provision, r.code): _rule(context, passage, sentence, r, named) for r in fresh}
            stated |= {(row.code, words) for row in kinds}
    return tuple(found.values()), tuple(findings)


def _rule(context: Context, passage: Passage, sentence: Sentence, row: Coded, named: Named) -> Rule:
    evidence = context.evidence(sentence.start, sentence.end)
    readings = [Reading("kind", f"rules:{row.row}")]
    if named.provisions:
        readings.append(Reading("scope", "references.resolve"))
    return Rule(passage.provision, row.code, evidence, named.provisions or None, tuple(readings))
