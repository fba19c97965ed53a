"""Patterns out of printed forms, and the fields that several rows or tables make together. No file is read here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zhengtu.lexicon.tables import form_of
from zhengtu.model.lexicon import AgencyKind, Classes, Coded, Metric, Theme

Row = Mapping[str, Any]


def any_of(rows: Iterable[Any]) -> re.Pattern[str]:
    """A pattern for any of the forms, the longest first.

    >>> any_of(["元", {"form": "万元"}]).pattern
    '万元|元'
    """
    forms = {form_of(row) for row in rows}
    return re.compile("|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form))))


def ceilings(tables: Mapping[str, Any]) -> re.Pattern[str]:
    """The ceiling words, and every negated word of excess: 不超过, 不得突破, 未高于."""
    excess = any_of(row["form"] for row in tables["comparators_before"] if row["op"] == ">" and len(row["form"]) > 1)
    negated = f"(?:最高|累计|合计)?{negations(tables)}(?:{excess.pattern})"
    return re.compile(f"{negated}|{any_of(tables['ceilings']).pattern}")


def negations(tables: Mapping[str, Any]) -> str:
    """What turns round a comparator right behind it, with what may stand between the two: 不宜, 未能, 不得累计."""
    return f"(?:{any_of(tables['negations']).pattern})(?:{any_of(tables['after_negation']).pattern})*"


def with_equality(row: Row, tables: Mapping[str, Any]) -> list[str]:
    """What a word of excess or of lack says with equality: 大于等于, 等于或大于, 达到或大于."""
    if row["op"] not in ("<", ">"):
        return []
    in_front = [f"{form_of(word)}{row['form']}" for word in tables["equality_in_front"]]
    return in_front + [f"{row['form']}{form_of(word)}" for word in tables["equality_behind"]]


def joined(row: Row, joins: Iterable[Any]) -> list[str]:
    """A comparator behind a number that a word joins to it, in brackets or not: 或以上, （及以上）."""
    forms = (
        [row["form"], *(f"{form_of(word)}{row['form']}" for word in joins)]
        if row["form"].startswith(("以", "之"))
        else []
    )
    return [*forms, *(f"（{form}）" for form in forms)]


def giving(rows: Iterable[Row], role: str, without: str = "") -> re.Pattern[str]:
    """The words of giving that can do something; without: those that can also do that are left out."""
    return any_of(row for row in rows if role in row["can"] and without not in row["can"])


def between_ceiling_and_sum(tables: Mapping[str, Any]) -> re.Pattern[str]:
    """Any run of the words that may stand between a ceiling word and its sum."""
    words = [*tables["between_ceiling_and_sum"], *(row for row in tables["giving"] if "bridge" in row["can"])]
    return re.compile(f"(?:{any_of(words).pattern})*")


def body_endings(rows: Iterable[Row]) -> re.Pattern[str]:
    """What the names of bodies that act end with."""
    return any_of(row for row in rows if row.get("act"))


def labels(concept: Row) -> list[str]:
    """The printed forms of a concept: all its Chinese labels, but the preferred one where that is never printed."""
    preferred = [concept["label"]] if concept.get("labels_are_forms", True) else []
    return [*preferred, *concept.get("forms", ())]


def pattern_of(concept: Row) -> re.Pattern[str]:
    """What finds a concept: its patterns, then its forms. One that nothing finds matches nowhere."""
    forms = labels(concept)
    return re.compile("|".join([*concept.get("patterns", ()), *([any_of(forms).pattern] if forms else ())]) or r"(?!)")


def coded(concepts: Iterable[Row]) -> tuple[Coded, ...]:
    """The concepts that something finds, as rows of patterns."""
    return tuple(
        Coded(concept["notation"], concept["notation"], pattern_of(concept), concept.get("generic", False))
        for concept in concepts
        if labels(concept) or concept.get("patterns")
    )


def without_figure(instruments: Iterable[Row]) -> tuple[Coded, ...]:
    """The instruments that a sentence without a figure can name."""
    return tuple(
        Coded(row["notation"], row["notation"], re.compile(row["pattern_without_figure"]))
        for row in instruments
        if "pattern_without_figure" in row
    )


def metrics(concepts: Iterable[Row]) -> tuple[Metric, ...]:
    """A row for what stands in front of the number, one more for what stands behind it."""
    found = []
    for concept in concepts:
        code, units = concept["notation"], tuple(concept.get("units", ()))
        behind = concept.get("pattern_behind")
        if units:
            in_front = re.compile("") if concept.get("generic") else pattern_of(concept)
            found.append(Metric(code, code, units, in_front, None))
        if behind:
            found.append(Metric(code, f"{code}_behind", units, re.compile(""), re.compile(behind)))
    return tuple(found)


def payers(concepts: Iterable[Row], paying_words: Sequence[Any]) -> tuple[Coded, ...]:
    """Who pays, where a grant says so: by a full name, or by a shorter one in front of a word of paying."""
    words = [form_of(word) for word in paying_words]
    return tuple(
        Coded(row["notation"], row["notation"], any_of(forms))
        for row in concepts
        if (forms := [*labels(row), *(f"{name}{word}" for name in row.get("paying", ()) for word in words)])
    )


def payer_levels(concepts: Iterable[Row]) -> tuple[Coded, ...]:
    """Who pays, where a clause shares out the cost: there every name counts, down to 省 and 市."""
    return tuple(
        Coded(row["notation"], row["notation"], any_of(forms))
        for row in concepts
        if (forms := [*labels(row), *row.get("paying", ()), *row.get("sharing", ())])
    )


def scopes(concepts: Iterable[Row]) -> dict[str, str]:
    """The nouns behind 每, 单个, 同一 … with what a sum or cap then counts per."""
    return {form: concept["notation"] for concept in concepts for form in labels(concept)}


def customs_modes(concepts: Iterable[Row]) -> re.Pattern[str]:
    """The codes, where they are no part of a longer number and count nothing."""
    codes = "|".join(concept["notation"] for concept in concepts)
    return re.compile(rf"(?<!\d)(?:{codes})(?![\d.]|年|元|万|亿|%|‰|家|个|人|名|号|平|㎡|亩|单|票|班|户|场|次)")


def classes(tables: Mapping[str, Any]) -> Classes:
    """What agencies, provisions and duties are classed by."""
    endings = body_endings(tables["body_endings"])
    return Classes(
        agency_kinds=tuple(_agency_kind(concept, endings.pattern) for concept in tables["agency_kinds"]),
        themes=tuple(_theme(concept) for concept in tables["themes"]),
        duties=coded(tables["duties"]),
        participation=coded(tables["participation"]),
        target_kinds=coded(tables["target_kinds"]),
    )


def _agency_kind(concept: Row, endings: str) -> AgencyKind:
    """A word makes a name one of the kind where an ending of a body closes it: 商务和投资促进局, not 商务区管委会."""
    words = labels(concept)
    in_name = [rf"(?:{any_of(words).pattern})(?![区园城楼])[^协]{{0,12}}?(?:{endings})$"] if words else []
    pattern = re.compile("|".join([*concept.get("patterns", ()), *in_name]))
    return AgencyKind(concept["notation"], pattern, concept.get("vertical", False))


def _theme(concept: Row) -> Theme:
    related = frozenset(concept.get("related", ()))
    return Theme(concept["notation"], pattern_of(concept), related, concept.get("generic", False))
