"""How supports combine and what limits them (不重复, 就高, 预算管理 …), and the terms a document defines for itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from zhengtu.extract.clauses import Sentence
from zhengtu.extract.context import Context, Passage
from zhengtu.extract.scopes import Named, named_provisions
from zhengtu.model.lexicon import Coded
from zhengtu.model.record import Condition, Definition, Diagnostic, Measure, Path, Reading, Readings, Rule

_SAME_BELOW = re.compile(r"([\u4e00-\u9fff]{2,16})（([^（）]{2,60})，下同）")
_CALLED = re.compile(r"([\u4e00-\u9fff]{2,16})（([^（）]{0,30}?)，?以下(?:统称|简称)“?([^“”（）]{1,20})”?）")


_ENCOURAGING = re.compile(r"^(?:鼓励|支持|引导|推动)")


def read_rules(context: Context) -> tuple[tuple[Rule, ...], tuple[Diagnostic, ...]]:
    """One rule a kind and provision, at the sentence that states it first; with references that name nothing.

    A sentence that the document prints again is no second rule.
    """
    found: dict[tuple[Path | None, str], Rule] = {}
    findings: list[Diagnostic] = []
    stated: set[tuple[str, str]] = set()
    for passage in context.passages():
        for sentence in context.sentences(passage):
            words = context.text[sentence.start : sentence.end].strip()
            kinds = [row for row in context.lexicon.rules if row.pattern.search(words)]
            fresh = [r for r in kinds if (passage.provision, r.code) not in found and (r.code, words) not in stated]
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


def read_definitions(context: Context) -> tuple[Definition, ...]:
    """下同 fixes what a term means from there on; 以下统称 and 以下简称 give something a name."""
    out = []
    for passage in context.passages():
        for match in _SAME_BELOW.finditer(context.text, passage.start, passage.end):
            modes = tuple(m[0] for m in context.lexicon.customs_modes.finditer(match[2]))
            term = re.split(r"[、，的年]", match[1])[-1]
            evidence = context.evidence(match.start(), match.end())
            out.append(
                Definition(passage.provision, term, match[2], evidence, modes, "following", _read_by("same_below"))
            )
        for match in _CALLED.finditer(context.text, passage.start, passage.end):
            evidence = context.evidence(match.start(), match.end())
            meaning = _ENCOURAGING.sub("", match[1]) + (f"（{match[2]}）" if match[2] else "")
            out.append(Definition(passage.provision, match[3], meaning, evidence, (), "document", _read_by("called")))
    return tuple(out)


def _read_by(rule: str) -> Readings:
    return tuple(Reading(slot, f"definitions.{rule}") for slot in ("term", "meaning", "scope"))


def with_defined_modes(measures: Iterable[Measure], definitions: Sequence[Definition]) -> tuple[Measure, ...]:
    """Carry a 下同 on to the thresholds behind it that use the term, and to those that leave the metric out."""
    out = []
    for measure in measures:
        conditions: list[Condition] = []
        for condition in measure.conditions:
            modes = condition.customs_modes or _defined(condition, definitions) or _elided(condition, conditions)
            conditions.append(replace(condition, customs_modes=modes))
        out.append(replace(measure, conditions=tuple(conditions)))
    return tuple(out)


def _defined(condition: Condition, definitions: Sequence[Definition]) -> tuple[str, ...]:
    for definition in definitions:
        if condition.evidence.start > definition.evidence.start and definition.term in condition.text:
            return definition.customs_modes
    return ()


def _elided(condition: Condition, before: Sequence[Condition]) -> tuple[str, ...]:
    """超过500万美元的 says no metric: it is that of the rung before, modes included."""
    bare = len(condition.text) - len(condition.evidence.quote) <= 1
    return before[-1].customs_modes if before and bare and before[-1].metric == condition.metric else ()
