"""Reads tables/*.yaml and the area table into a Lexicon. What the words do to a text is decided in extract."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from zhengtu.config import resource_dir
from zhengtu.errors import InputError
from zhengtu.lexicon import forms
from zhengtu.lexicon.forms import any_of
from zhengtu.model.area import Area
from zhengtu.model.lexicon import Coded, Comparator, Lexicon, Metric, Unit

_TABLES = Path(__file__).parent / "tables"


def load(authority: Path | None = None) -> Lexicon:
    """Compile the shipped tables; authority is the folder of areas.csv (default: the shipped one).

    Raises InputError when areas.csv is missing or has a row without code or name.
    """
    areas_file = (authority or resource_dir("data") / "authority") / "areas.csv"
    files = {path.stem: path.read_bytes() for path in sorted(_TABLES.glob("*.yaml"))}
    tables: dict[str, Any] = {}
    for name, content in files.items():
        written = yaml.safe_load(content)
        tables |= {"precision": written["rules"]} if name == "precision" else written
    areas = _areas(areas_file)
    digest = hashlib.sha256(b"\n".join([*files.values(), areas_file.read_bytes()])).hexdigest()
    return Lexicon(
        units={
            row["form"]: Unit(row["form"], row["unit"], row["kind"], Decimal(row.get("factor", 1)))
            for row in tables["units"]
        },
        scales={form: Decimal(value) for form, value in tables["scales"].items()},
        counted={row["form"]: row["unit"] for row in tables["counted"]},
        comparators_before=_comparators(tables["comparators_before"]),
        comparators_after=_comparators(tables["comparators_after"]),
        negations=re.compile(f"(?:{any_of(tables['negations']).pattern})$"),
        ceilings=forms.ceilings(tables),
        ceilings_after=any_of(tables["ceilings_after"]),
        grants=forms.giving(tables["giving"], "grant"),
        fresh_grants=forms.giving(tables["giving"], "fresh"),
        grants_after=forms.giving(tables["giving"], "behind"),
        giving_verbs=forms.giving(tables["giving"], "verb"),
        hand_out_verbs=forms.giving(tables["giving"], "hand_out"),
        pay_verbs=forms.giving(tables["giving"], "pay"),
        receiving_verbs=forms.giving(tables["giving"], "receive"),
        relieving_verbs=forms.giving(tables["giving"], "relieve"),
        giving_nouns=forms.giving(tables["giving"], "noun"),
        grant_nouns=forms.giving(tables["giving"], "noun", without="encourage"),
        between_ceiling_and_sum=forms.between_ceiling_and_sum(tables),
        year_numerals=re.compile(rf"(?:{any_of(tables['year_numerals']).pattern}|\d{{1,2}})"),
        scope_openers=re.compile(tables["scope_openers"]),
        steps=any_of(tables["steps"]),
        instruments=tuple(
            Coded(row["instrument"], row["instrument"], any_of(row["forms"])) for row in tables["instruments"]
        ),
        special_instruments=tuple(
            Coded(row["instrument"], row["instrument"], re.compile(row["pattern"]))
            for row in tables["special_instruments"]
        ),
        once=any_of(tables["once"]),
        payers=forms.payers(tables["payers"], tables["paying_words"]),
        payer_levels=forms.payer_levels(tables["payers"]),
        scopes={row["form"]: row["per"] for row in tables["scopes"]},
        metrics=tuple(_metric(row) for row in tables["metrics"]),
        beneficiaries=tuple(
            Coded(row["type"], row["type"], re.compile(row["pattern"]), row.get("generic", False))
            for row in tables["beneficiaries"]
        ),
        requirements=tuple(_kind(row) for row in tables["requirements"]),
        rules=tuple(_kind(row) for row in tables["rules"]),
        target_units={row["form"]: row["unit"] for row in tables["target_units"]},
        target_periods={row["form"]: row["per"] for row in tables["target_periods"]},
        customs_modes=re.compile(
            rf"(?<!\d)(?:{'|'.join(tables['customs_modes'])})(?![\d.]|年|元|万|亿|%|‰|家|个|人|名|号|平|㎡|亩|单|票|班|户|场|次)"
        ),
        agency_suffixes=re.compile(f"(?:{any_of(row['form'] for row in tables['body_endings']).pattern})$"),
        body_endings=forms.body_endings(tables["body_endings"]),
        areas=areas,
        precision={rule: (confirmed, used) for rule, (confirmed, used) in tables["precision"].items()},
        penalties={row["name"]: Decimal(row["factor"]) for row in tables["penalties"]},
        sha256=digest,
    )


def _comparators(rows: Iterable[Mapping[str, Any]]) -> dict[str, Comparator]:
    found = {row["form"]: Comparator(row["form"], row["op"], tuple(row.get("units", ()))) for row in rows}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def _kind(row: Mapping[str, Any]) -> Coded:
    return Coded(row["kind"], row["kind"], re.compile(row["pattern"]))


def _metric(row: Mapping[str, Any]) -> Metric:
    after = row.get("after")
    return Metric(
        row["metric"],
        row.get("row", row["metric"]),
        tuple(row["units"]),
        re.compile(row["pattern"]),
        re.compile(after) if after else None,
    )


def _areas(path: Path) -> dict[str, Area]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except OSError as error:
        raise InputError(
            f"{path}: the area table cannot be read ({error.strerror}); restore data/authority/areas.csv"
        ) from error
    for number, row in enumerate(rows, start=2):
        if not (row.get("code") and row.get("name")):
            raise InputError(f"{path}: line {number} has no code or no name; restore data/authority/areas.csv")
    try:
        return {
            row["code"]: Area(row["code"], row["name"], row["level"], row["parent"] or None)
            for row in rows
            if not row["valid_to"]
        }
    except KeyError as error:
        raise InputError(f"{path}: column {error} is missing; see data/authority/README.md") from error
