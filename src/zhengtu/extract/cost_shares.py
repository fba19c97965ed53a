"""Measures that say no more than who bears which part of a cost. How that is read is in funding."""

from __future__ import annotations

from collections.abc import Sequence

from zhengtu.extract.shares import BEARS
from zhengtu.model.record import Evidence, FundingRule, Measure, Support


def without_cost_shares(measures: Sequence[Measure], rules: Sequence[FundingRule]) -> tuple[Measure, ...]:
    """Leave out what only shares out a cost: 市级补助50%，其余由县级承担 is no grant to anybody."""
    return tuple(measure for measure in measures if not _only_shares(measure, rules))


def _only_shares(measure: Measure, rules: Sequence[FundingRule]) -> bool:
    if not measure.supports or measure.conditions:
        return False
    return all(any(_is_share(support, rule) for rule in rules) for support in measure.supports)


def may_only_share(measure: Measure) -> bool:
    """Whether rates of no base, and a level that bears them, are all that a measure gives: 市级财政负担40%."""
    plain = all(support.role == "rate" and support.of is None for support in measure.supports)
    return bool(measure.supports) and not measure.conditions and plain and bool(BEARS.search(measure.evidence.quote))


def _is_share(support: Support, rule: FundingRule) -> bool:
    """Whether a rate is a share of a rule that was not itself read from the rates of a measure."""
    of_measure = any(reading.rule == "shares.rates_of_a_measure" for reading in rule.readings)
    plain = support.role == "rate" and support.of is None and not of_measure
    return plain and _within(support.evidence, rule.evidence) and support.value in {one.share for one in rule.shares}


def _within(inner: Evidence, outer: Evidence) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
