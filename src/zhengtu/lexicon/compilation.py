"""Rows into one frozen Lexicon. What makes up a field out of several rows: forms. No file is read here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from zhengtu.lexicon import forms
from zhengtu.lexicon.forms import any_of
from zhengtu.model.area import Area
from zhengtu.model.lexicon import Comparator, Lexicon, Unit


def compile_lexicon(rows: Mapping[str, Any], areas: Mapping[str, Area], sha256: str) -> Lexicon:
    """Compile all tables. Raises what the language raises for rows that no schema has checked."""
    return Lexicon(
        grants=forms.giving(rows["giving"], "grant"),
        fresh_grants=forms.giving(rows["giving"], "fresh"),
        grants_after=forms.giving(rows["giving"], "behind"),
        giving_verbs=forms.giving(rows["giving"], "verb"),
        hand_out_verbs=forms.giving(rows["giving"], "hand_out"),
        pay_verbs=forms.giving(rows["giving"], "pay"),
        receiving_verbs=forms.giving(rows["giving"], "receive"),
        relieving_verbs=forms.giving(rows["giving"], "relieve"),
        giving_nouns=forms.giving(rows["giving"], "noun"),
        grant_nouns=forms.giving(rows["giving"], "noun", without="encourage"),
        between_ceiling_and_sum=forms.between_ceiling_and_sum(rows),
        units={row["form"]: _unit(row) for row in rows["units"]},
        scales={form: Decimal(value) for form, value in rows["scales"].items()},
        counted={row["form"]: row["unit"] for row in rows["counted"]},
        comparators_before=_comparators_before(rows),
        comparators_after=_comparators_after(rows),
        negations=re.compile(f"{forms.negations(rows)}$"),
        ceilings=forms.ceilings(rows),
        ceilings_after=re.compile(f"(?:{any_of(rows['ceilings_after']).pattern})(?!以[上下])"),  # 15%的限额以上企业
        year_numerals=re.compile(rf"(?:{any_of(rows['year_numerals']).pattern}|\d{{1,2}})"),
        scope_openers=re.compile(rows["scope_openers"]),
        steps=any_of(rows["steps"]),
        instruments=forms.coded(rows["instruments"]),
        special_instruments=forms.without_figure(rows["instruments"]),
        once=any_of(rows["once"]),
        payers=forms.payers(rows["payers"], rows["paying_words"]),
        payer_levels=forms.payer_levels(rows["payers"]),
        scopes=forms.scopes(rows["scopes"]),
        metrics=forms.metrics(rows["metrics"]),
        beneficiaries=forms.coded(rows["beneficiaries"]),
        requirements=forms.coded(rows["requirements"]),
        rules=forms.coded(rows["rules"]),
        target_units={row["form"]: row["unit"] for row in rows["target_units"]},
        target_periods={row["form"]: row["per"] for row in rows["target_periods"]},
        customs_modes=forms.customs_modes(rows["customs_modes"]),
        agency_suffixes=re.compile(f"(?:{any_of(rows['body_endings']).pattern})$"),
        body_endings=forms.body_endings(rows["body_endings"]),
        areas=areas,
        precision={rule: (confirmed, used) for rule, (confirmed, used) in rows["precision"].items()},
        penalties={row["name"]: Decimal(row["factor"]) for row in rows["penalties"]},
        penalty_words={row["name"]: (row["zh"], row["en"]) for row in rows["penalties"]},
        sha256=sha256,
        classes=forms.classes(rows),
    )


def _unit(row: Mapping[str, Any]) -> Unit:
    return Unit(row["form"], row["unit"], row["kind"], Decimal(row.get("factor", 1)))


def _comparators_before(rows: Mapping[str, Any]) -> dict[str, Comparator]:
    """The words in front of a number, and what they say with equality."""
    found = {}
    for row in rows["comparators_before"]:
        plain = _comparator(row)
        for form in forms.with_equality(row, rows):
            found[form] = replace(plain, op=f"{plain.op}=")
    return _longest_first(found | {row["form"]: _comparator(row) for row in rows["comparators_before"]})


def _comparators_after(rows: Mapping[str, Any]) -> dict[str, Comparator]:
    """The words behind a number, and with what joins them to it."""
    found: dict[str, Comparator] = {}
    for row in rows["comparators_after"]:
        found |= dict.fromkeys(forms.joined(row, rows["joins_comparator"]), _comparator(row))
    return _longest_first(found | {row["form"]: _comparator(row) for row in rows["comparators_after"]})


def _comparator(row: Mapping[str, Any]) -> Comparator:
    return Comparator(row["form"], row["op"], tuple(row.get("units", ())))


def _longest_first(found: Mapping[str, Comparator]) -> dict[str, Comparator]:
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))
