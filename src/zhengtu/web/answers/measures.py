"""Measures as plain values: what they grant to whom on which conditions, by which words. How they read is for pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhengtu.iri import code
from zhengtu.store.base import Store
from zhengtu.vocab import expand
from zhengtu.web.statements import PageQueries, Statements

UPPER_BOUND = code("bound", "upper-bound")
_SIGNS = {"gteq": "≥", "gt": ">", "lteq": "≤", "lt": "<", "eq": "=", "per": "per"}

Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Support:
    """A sum, a rate or a ceiling; unit, bound, per and period are codes, "" where none is stated."""

    iri: str
    value: Decimal
    unit: str
    bound: str
    per: str
    period: str
    payer: str
    tier: int | None
    is_ceiling: bool

    @property
    def is_bound(self) -> bool:
        """Whether the text says at most: no entitlement to as much."""
        return self.bound == UPPER_BOUND

    def __str__(self) -> str:
        per = "".join(f"/{notation(code)}" for code in (self.per, self.period) if code)
        return f"{'≤ ' if self.is_bound else ''}{plain(self.value)} {notation(self.unit)}{per}"


@dataclass(frozen=True, slots=True)
class Condition:
    """A threshold or another number that must be met; alternative groups those of which one is enough."""

    iri: str
    metric: str
    wording: str
    comparator: str
    value: Decimal
    unit: str
    period: str
    tier: int | None
    alternative: int | None

    def __str__(self) -> str:
        sign = _SIGNS.get(notation(self.comparator), notation(self.comparator))
        period = f"/{notation(self.period)}" if self.period else ""
        return f"{notation(self.metric)} {sign} {plain(self.value)} {notation(self.unit)}{period}"


@dataclass(frozen=True, slots=True)
class Measure:
    """One entitlement; provision is where it is stated, quote the sentence that grants it."""

    iri: str
    policy: str
    provision: str
    instruments: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    frequencies: tuple[str, ...]
    modes: tuple[str, ...]
    supports: tuple[Support, ...]
    conditions: tuple[Condition, ...]
    requirements: tuple[str, ...]
    is_quantified: bool
    spans: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures in the order of their policies and texts, with all that the graph says of them."""

    items: tuple[Measure, ...]
    statements: Statements
    labels: Labels


def measures_by(queries: PageQueries, store: Store, name: str, value: str, also: Iterable[str] = ()) -> Measures:
    """The measures that have a property (a prefixed name) with a value: two queries. also: more IRIs to label."""
    statements = Statements(queries.rows(store, "measures-by", property=expand(name), value=value))
    return Measures(measures_in(statements), statements, queries.labels(store, {*shared_iris(statements), *also}))


def measures_in(statements: Statements) -> tuple[Measure, ...]:
    """The measures that statements tell of, in the order of their policies and texts."""
    measures = (_measure(statements, iri) for iri in statements.of_class("zt:Measure"))
    return tuple(
        sorted(
            measures,
            key=lambda measure: (measure.policy, statements.value(measure.provision, "zt:sortKey") or "", measure.iri),
        )
    )


def shared_iris(statements: Statements) -> set[str]:
    """What statements of measures name and do not label: codes, agencies and policies, but no parts of policies."""
    return {iri for iri in statements.iris if "/" not in iri.partition("/id/policy/")[2]}


def notation(iri: str) -> str:
    """The last part of the IRI of a code."""
    return iri.rsplit("/", 1)[-1]


def plain(value: Decimal) -> str:
    """A number without exponent and without idle noughts.

    >>> plain(Decimal("500000.00")), plain(Decimal("0.30"))
    ('500000', '0.3')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _measure(of: Statements, iri: str) -> Measure:
    spans = sorted(of.values(iri, "zt:hasEvidence"), key=lambda span: of.whole_number(span, "zt:start") or 0)
    supports = (_support(of, part) for part in of.values(iri, "zt:hasSupport"))
    conditions = (_condition(of, part) for part in of.values(iri, "zt:hasCondition"))
    requirements = (of.value(part, "zt:requirementText") or "" for part in of.values(iri, "zt:hasRequirement"))
    return Measure(
        iri=iri,
        policy=of.value(iri, "zt:inPolicy") or "",
        provision=of.value(iri, "zt:statedIn") or "",
        instruments=tuple(of.values(iri, "zt:instrument")),
        beneficiaries=tuple(of.values(iri, "zt:beneficiaryType")),
        frequencies=tuple(of.values(iri, "zt:frequency")),
        modes=tuple(of.values(iri, "zt:customsMode")),
        supports=tuple(sorted(supports, key=lambda part: (part.tier or 0, part.iri))),
        conditions=tuple(sorted(conditions, key=lambda part: (part.tier or 0, part.iri))),
        requirements=tuple(requirements),
        is_quantified=of.value(iri, "zt:isQuantified") == "true",
        spans=tuple(spans),
        quote=" ".join(of.value(span, "zt:quote") or "" for span in spans),
    )


def _support(of: Statements, iri: str) -> Support:
    unit, bound, per, period, payer = (
        of.value(iri, f"zt:{name}") or "" for name in ("unit", "bound", "per", "period", "payerLevel")
    )
    is_ceiling = expand("zt:Ceiling") in of.values(iri, "rdf:type")
    value, tier = of.number(iri, "zt:value") or Decimal(0), of.whole_number(iri, "zt:tier")
    return Support(iri, value, unit, bound, per, period, payer, tier, is_ceiling)


def _condition(of: Statements, iri: str) -> Condition:
    metric, wording, comparator, unit, period = (
        of.value(iri, f"zt:{name}") or "" for name in ("metric", "conditionText", "comparator", "unit", "period")
    )
    value, tier = of.number(iri, "zt:value") or Decimal(0), of.whole_number(iri, "zt:tier")
    alternative = of.whole_number(iri, "zt:alternative")
    return Condition(iri, metric, wording, comparator, value, unit, period, tier, alternative)
