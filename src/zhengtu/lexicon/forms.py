"""Patterns out of printed forms, and the fields that several rows or tables make together. No file is read here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zhengtu.model.lexicon import Coded

Row = Mapping[str, Any]


def any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the forms, the longest first."""
    return re.compile("|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form))))


def ceilings(tables: Mapping[str, Any]) -> re.Pattern[str]:
    """The ceiling words, and every negated word of excess: 不超过, 不得突破, 未高于."""
    excess = any_of(row["form"] for row in tables["comparators_before"] if row["op"] == ">" and len(row["form"]) > 1)
    negated = f"(?:最高|累计|合计)?(?:{any_of(tables['negations']).pattern})(?:{excess.pattern})"
    return re.compile(f"{negated}|{any_of(tables['ceilings']).pattern}")


def giving(rows: Iterable[Row], role: str, without: str = "") -> re.Pattern[str]:
    """The words of giving that can do something; without: those that can also do that are left out."""
    return any_of(row["form"] for row in rows if role in row["can"] and without not in row["can"])


def between_ceiling_and_sum(tables: Mapping[str, Any]) -> re.Pattern[str]:
    """Any run of the words that may stand between a ceiling word and its sum."""
    words = [*tables["between_ceiling_and_sum"], *(r["form"] for r in tables["giving"] if "bridge" in r["can"])]
    return re.compile(f"(?:{any_of(words).pattern})*")


def payers(rows: Iterable[Row], paying_words: Sequence[str]) -> tuple[Coded, ...]:
    """Who pays, where a grant says so: by a full name, or by a shorter one in front of a word of paying."""
    return tuple(
        Coded(
            row["payer"],
            row["payer"],
            any_of([*row["names"], *(f"{short}{word}" for short in row.get("paying", ()) for word in paying_words)]),
        )
        for row in rows
    )


def payer_levels(rows: Iterable[Row]) -> tuple[Coded, ...]:
    """Who pays, where a clause shares out the cost: there every name counts, down to 省 and 市."""
    return tuple(
        Coded(row["payer"], row["payer"], any_of([*row["names"], *row.get("paying", ()), *row["bare"]])) for row in rows
    )


def body_endings(rows: Iterable[Row]) -> re.Pattern[str]:
    """What the names of bodies that act end with."""
    return any_of(row["form"] for row in rows if row.get("act"))
