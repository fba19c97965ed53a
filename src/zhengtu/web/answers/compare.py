"""Cities side by side on one theme: figures with their bounds, thresholds, beneficiaries, payers, and what is not said.

A city without a measure of the theme has none in the documents of this release, and that is all it means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhengtu.iri import CODE, code
from zhengtu.store.base import Store
from zhengtu.web.answers.measures import UPPER_BOUND, Labels, Measure, Measures, measures_by, plain
from zhengtu.web.answers.table import DataTable, Value, columns
from zhengtu.web.answers.validity import Validity
from zhengtu.web.language import label_of
from zhengtu.web.statements import PageQueries, Row

YUAN = code("unit", "CNY")
RATIO = code("unit", "ratio")
LEVELS = ("central", "province", "city", "county", "zone", "other")
OUTCOMES = ("stated", "not_stated", "not_resolved")


@dataclass(frozen=True, slots=True)
class ComparedPolicy:
    """A policy as a column: what is known of it as a whole."""

    iri: str
    slug: str
    title: str
    status: str
    area: str


@dataclass(frozen=True, slots=True)
class ThemeCell:
    """How many measures of a theme a policy has, and the highest sums in yuan: granted, and at most."""

    measures: int
    quantified: int
    fixed: Decimal | None
    bounded: Decimal | None


@dataclass(frozen=True, slots=True)
class Payer:
    """One answer to who pays for a provision: the shares by level (level, ratio, bound), and in how many areas."""

    shares: tuple[tuple[str, Decimal, str], ...]
    outcome: str
    areas: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All themes against all policies."""

    policies: tuple[ComparedPolicy, ...]
    themes: tuple[str, ...]
    cells: dict[tuple[str, str], ThemeCell]
    labels: Labels


@dataclass(frozen=True, slots=True)
class Comparison:
    """One theme; measures and payers are those of all policies."""

    theme: str
    overview: Overview
    measures: Measures
    payers: dict[str, tuple[Payer, ...]]

    def of(self, policy: str) -> tuple[Measure, ...]:
        """The measures of one policy."""
        return tuple(measure for measure in self.measures.items if measure.policy == policy)


def overview(queries: PageQueries, store: Store) -> Overview:
    """Count the measures of each theme in each policy: three queries."""
    policies, themes, cells, iris = _counted(queries, store)
    return Overview(policies, themes, cells, queries.labels(store, iris))


def compare(queries: PageQueries, store: Store, theme: str) -> Comparison | None:
    """Put the cities side by side on a theme (IRI or code): five queries. None where no measure is of the theme."""
    policies, themes, cells, iris = _counted(queries, store)
    iri = theme if theme.startswith(CODE) else code("theme", theme)
    if iri not in themes:
        return None
    codes = {code("payer-level", name) for name in LEVELS} | {code("split-outcome", name) for name in OUTCOMES}
    measures = measures_by(queries, store, "zt:theme", iri, iris | codes)
    provisions = {measure.provision for measure in measures.items}
    rows = queries.rows(store, "payers-of-provisions", provisions=sorted(provisions))
    return Comparison(iri, Overview(policies, themes, cells, measures.labels), measures, payers_of(rows))


def _counted(
    queries: PageQueries, store: Store
) -> tuple[tuple[ComparedPolicy, ...], tuple[str, ...], dict[tuple[str, str], ThemeCell], set[str]]:
    policies = sorted(map(_policy, queries.rows(store, "policies")), key=lambda policy: policy.slug)
    cells = {(row["theme"].value, row["policy"].value): _cell(row) for row in queries.rows(store, "themes")}
    themes = {theme for theme, _ in cells}
    named = {iri for policy in policies for iri in (policy.status, policy.area) if iri}
    return tuple(policies), tuple(sorted(themes)), cells, themes | named


def overview_table(found: Overview, language: str) -> DataTable:
    """All themes against all policies as a table, a row for each theme of a policy."""

    def label(iri: str) -> str:
        return label_of(found.labels, iri, language)

    rows: list[tuple[Value, ...]] = []
    for theme in found.themes:
        for policy in found.policies:
            cell = found.cells.get((theme, policy.iri))
            if cell:
                counts = (cell.measures, cell.quantified, cell.fixed, cell.bounded)
                rows.append((label(theme), label(policy.area), policy.title, label(policy.status), *counts))
    return DataTable("themes", _OVERVIEW_COLUMNS, tuple(rows), found.themes)


def table(comparison: Comparison, language: str, validities: Mapping[str, Validity]) -> DataTable:
    """The measures of the theme as a table, a row for each; sums stay exact and keep their bound."""
    labels = comparison.measures.labels

    def label(iri: str) -> str:
        return label_of(labels, iri, language)

    rows: list[tuple[Value, ...]] = []
    for policy in comparison.overview.policies:
        validity = validities.get(policy.iri)
        for measure in comparison.of(policy.iri):
            payers = comparison.payers.get(measure.provision, ())
            rows.append(
                (
                    label(policy.area),
                    policy.title,
                    label(policy.status),
                    validity.on.isoformat() if validity else None,
                    validity.labels[language] if validity else None,
                    comparison.measures.statements.value(measure.provision, "rdfs:label"),
                    "; ".join(map(label, measure.instruments)),
                    "; ".join(map(label, measure.beneficiaries)),
                    "; ".join(map(str, measure.supports)),
                    measure.is_quantified,
                    "; ".join(map(str, measure.conditions)),
                    "; ".join(map(label, measure.frequencies)),
                    "; ".join(_payer_text(payer, label) for payer in payers),
                    measure.quote,
                    measure.iri,
                )
            )
    return DataTable("compare", _COLUMNS, tuple(rows), tuple(measure.iri for measure in comparison.measures.items))


_OVERVIEW_COLUMNS = columns(
    (
        ("theme", "主题", "theme"),
        ("city", "城市", "city"),
        ("policy", "文件", "policy"),
        ("status", "状态", "status"),
        ("measures", "措施数", "measures"),
        ("quantified", "写明数额的", "with a figure"),
        ("fixed", "最高定额（元）", "highest sum granted (yuan)"),
        ("bounded", "最高上限（元）", "highest upper limit (yuan)"),
    )
)
_COLUMNS = columns(
    (
        ("city", "城市", "city"),
        ("policy", "文件", "policy"),
        ("status", "状态", "status"),
        ("on", "日期", "day"),
        ("standing", "效力", "standing on the day"),
        ("provision", "条款", "provision"),
        ("instruments", "支持方式", "instruments"),
        ("beneficiaries", "对象", "beneficiaries"),
        ("supports", "额度（≤ 为上限）", "supports (≤: upper bound)"),
        ("is_quantified", "写明数额", "states a figure"),
        ("conditions", "条件", "conditions"),
        ("frequencies", "频次", "frequency"),
        ("payers", "出资方", "payers"),
        ("sentence", "原文", "sentence"),
        ("measure", "标识", "IRI"),
    )
)


def _payer_text(payer: Payer, label: Callable[[str], str]) -> str:
    shares = " + ".join(
        f"{label(level)} {'≤ ' if bound == UPPER_BOUND else ''}{plain(ratio * 100)}%"
        for level, ratio, bound in payer.shares
    )
    return f"{shares or label(payer.outcome)} ({payer.areas})"


def _policy(row: Row) -> ComparedPolicy:
    area = row["area"].value if "area" in row else ""
    return ComparedPolicy(row["policy"].value, row["slug"].value, row["title"].value, row["status"].value, area)


def _cell(row: Row) -> ThemeCell:
    fixed, bounded = (Decimal(row[name].value) or None for name in ("fixed", "bounded"))
    return ThemeCell(int(row["measures"].value), int(row["quantified"].value), fixed, bounded)


def payers_of(rows: Iterable[Row]) -> dict[str, tuple[Payer, ...]]:
    """The answers to who pays by provision, from rows of shares; without a count of areas, rows are of one area."""
    found: dict[tuple[str, str, str], tuple[list[tuple[str, Decimal, str]], int]] = {}
    for row in rows:
        rule = row["rule"].value if "rule" in row else ""
        shares, _ = found.setdefault(
            (row["provision"].value, rule, row["outcome"].value), ([], int(row["areas"].value) if "areas" in row else 1)
        )
        if rule:
            shares.append((row["level"].value, Decimal(row["ratio"].value), row["bound"].value))
    payers: dict[str, tuple[Payer, ...]] = {}
    for (provision, _, outcome), (shares, areas) in found.items():
        payers[provision] = (*payers.get(provision, ()), Payer(tuple(shares), outcome, areas))
    return payers
