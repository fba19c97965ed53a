"""How well each document was read, as the graph tells: coverage, what to check, what was not understood, what was set
right. How well reading does in general is measured elsewhere, against annotated documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhengtu.store.base import Store
from zhengtu.web.answers.table import DataTable, Value, columns
from zhengtu.web.statements import PageQueries

COUNTS = ("provisions", "with_facts", "facts", "to_check", "diagnostics", "corrections")


@dataclass(frozen=True, slots=True)
class Reading:
    """One policy: its counts by name, and its diagnostics by code and severity."""

    policy: str
    title: str
    counts: Mapping[str, int]
    diagnostics: tuple[tuple[str, str, int], ...]


def readings(queries: PageQueries, store: Store) -> tuple[Reading, ...]:
    """The readings of all policies: two queries."""
    titles = {row["policy"].value: row["title"].value for row in queries.rows(store, "policies")}
    counts: dict[str, dict[str, int]] = {policy: dict.fromkeys(COUNTS, 0) for policy in titles}
    diagnostics: dict[str, list[tuple[str, str, int]]] = {policy: [] for policy in titles}
    for row in queries.rows(store, "quality"):
        policy, count = row["policy"].value, int(row["count"].value)
        if policy not in titles:
            continue
        counts[policy][row["what"].value] += count
        if "code" in row:
            diagnostics[policy].append((row["code"].value, row["severity"].value, count))
    return tuple(
        Reading(policy, titles[policy], counts[policy], tuple(diagnostics[policy])) for policy in sorted(titles)
    )


def table(found: tuple[Reading, ...]) -> DataTable:
    """The readings as a table, a row for each policy."""
    named = (
        ("policy", "文件", "policy"),
        ("provisions", "条款", "provisions"),
        ("with_facts", "有事实的条款", "provisions with facts"),
        ("facts", "事实", "facts"),
        ("to_check", "待核的事实", "facts to check"),
        ("diagnostics", "未读懂或存疑", "not understood or in doubt"),
        ("corrections", "人工校订", "corrections"),
        ("by_code", "按种类", "by kind"),
        ("iri", "标识", "IRI"),
    )
    rows: list[tuple[Value, ...]] = []
    for reading in found:
        kinds = "; ".join(f"{code} ({severity}) {count}" for code, severity, count in reading.diagnostics)
        rows.append((reading.title, *(reading.counts[name] for name in COUNTS), kinds, reading.policy))
    return DataTable("quality", columns(named), tuple(rows), tuple(reading.policy for reading in found))
