"""The terms that a document defines for itself: 下同, 以下统称, 是指; thresholds that use one take over its modes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from zhengtu.extract.context import Context, Passage
from zhengtu.extract.readings import Read, with_slot
from zhengtu.model.record import Condition, Definition, Measure, Reading, Readings

_SAME_BELOW = re.compile(r"([\u4e00-\u9fff]{2,16})（([^（）]{2,60})，下同）")
_CALLED = re.compile(r"([\u4e00-\u9fff]{2,16})（([^（）]{0,30}?)，?以下(?:统称|简称)“?([^“”（）]{1,20})”?）")
_MEANS = re.compile(
    r"(?:本[^，。；“]{1,8}(?:中)?所称的?|(?<=[，。；\n])所称的?)“?([^，。；“”]{2,24}?)”?，?(?:均)?是?指([^。]{3,300})"
)
_ENCOURAGING = re.compile(r"^(?:鼓励|支持|引导|推动)")


def read_definitions(context: Context) -> tuple[Definition, ...]:
    """下同 fixes what a term means from there on; 以下统称, 以下简称 and 所称…是指 for the whole document."""
    return tuple(found for passage in context.passages() for found in _in_passage(context, passage))


def _in_passage(context: Context, passage: Passage) -> Iterator[Definition]:
    for match in _SAME_BELOW.finditer(context.text, passage.start, passage.end):
        term = re.split(r"[、，的年]", match[1])[-1]
        yield _definition(context, passage, match, (term, match[2], "following"), "definitions.same_below")
    for match in _CALLED.finditer(context.text, passage.start, passage.end):
        meaning = _ENCOURAGING.sub("", match[1]) + (f"（{match[2]}）" if match[2] else "")
        yield replace(
            _definition(context, passage, match, (match[3], meaning, "document"), "definitions.called"),
            customs_modes=(),
        )
    for match in _MEANS.finditer(context.text, passage.start, passage.end):
        yield _definition(context, passage, match, (match[1], match[2], "document"), "definitions.means")


def _definition(
    context: Context, passage: Passage, match: re.Match[str], said: tuple[str, str, str], rule: str
) -> Definition:
    term, meaning, scope = said
    modes = tuple(mode[0] for mode in context.lexicon.customs_modes.finditer(meaning))
    readings: Readings = tuple(Reading(slot, rule) for slot in ("term", "meaning", "scope"))
    evidence = context.evidence(match.start(), match.end())
    return Definition(passage.provision, term, meaning, evidence, modes, scope, readings)


def with_defined_modes(measures: Iterable[Measure], definitions: Sequence[Definition]) -> tuple[Measure, ...]:
    """Carry a 下同 on to the thresholds behind it that use the term, and to those that leave the metric out."""
    out = []
    for measure in measures:
        conditions: list[Condition] = []
        for condition in measure.conditions:
            carried = _defined(condition, definitions) or _elided(condition, conditions)
            known = bool(condition.customs_modes) or carried is None
            conditions.append(condition if known else with_slot(condition, "customs_modes", carried))
        out.append(replace(measure, conditions=tuple(conditions)))
    return tuple(out)


def _defined(condition: Condition, definitions: Sequence[Definition]) -> Read | None:
    for definition in definitions:
        if condition.evidence.start > definition.evidence.start and definition.term in condition.text.replace("年", ""):
            return Read(definition.customs_modes, "definitions.term_in_use") if definition.customs_modes else None
    return None


def _elided(condition: Condition, before: Sequence[Condition]) -> Read | None:
    """超过500万美元的 says no metric: it is that of the rung before, modes included."""
    bare = len(condition.text) - len(condition.evidence.quote) <= 1
    if not before or not bare or before[-1].metric != condition.metric or not before[-1].customs_modes:
        return None
    return Read(before[-1].customs_modes, "definitions.rung_before", ("elided_metric",))
