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
from zhengtu.model.area import Area
from zhengtu.model.lexicon import Coded, Comparator, Lexicon, Metric, Unit

_TABLES = Path(__file__).parent / "tables"


def load(authority: Path | None = None) -> Lexicon:
    """Compile the shipped tables; authority is the folder of areas.csv (default: the shipped one).

    Raises InputError when areas.csv is missing or has a row without code or name.
    """
    areas_file = (authority or resource_dir("data") / "authority") / "areas.csv"
    raw = [path.read_bytes() for path in sorted(_TABLES.glob("*.yaml"))]
    tables: dict[str, Any] = {}
    for content in raw:
        tables |= yaml.safe_load(content)
    areas = _areas(areas_file)
    digest = hashlib.sha256(b"\n".join([*raw, areas_file.read_bytes()])).hexdigest()
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
        ceilings=_ceilings(tables),
        ceilings_after=any_of(tables["ceilings_after"]),
        grants=any_of(tables["grants"]),
        fresh_grants=any_of(tables["fresh_grants"]),
        grants_after=any_of(tables["grants_after"]),
        scope_openers=re.compile(tables["scope_openers"]),
        steps=any_of(tables["steps"]),
        instruments=tuple(Coded(row["instrument"], any_of(row["forms"])) for row in tables["instruments"]),
        special_instruments=tuple(
            Coded(row["instrument"], re.compile(row["pattern"])) for row in tables["special_instruments"]
        ),
        once=any_of(tables["once"]),
        payers=tuple(Coded(row["payer"], any_of(row["forms"])) for row in tables["payers"]),
        scopes={row["form"]: row["per"] for row in tables["scopes"]},
        metrics=tuple(_metric(row) for row in tables["metrics"]),
        beneficiaries=tuple(
            Coded(row["type"], re.compile(row["pattern"]), row.get("generic", False)) for row in tables["beneficiaries"]
        ),
        requirements=tuple(Coded(row["kind"], re.compile(row["pattern"])) for row in tables["requirements"]),
        rules=tuple(Coded(row["kind"], re.compile(row["pattern"])) for row in tables["rules"]),
        payer_levels=tuple(Coded(row["payer"], any_of(row["forms"])) for row in tables["payer_levels"]),
        target_units={row["form"]: row["unit"] for row in tables["target_units"]},
        target_periods={row["form"]: row["per"] for row in tables["target_periods"]},
        customs_modes=re.compile(
            rf"(?<!\d)(?:{'|'.join(tables['customs_modes'])})(?![\d.]|年|元|万|亿|%|‰|家|个|人|名|号|平|㎡|亩|单|票|班|户|场|次)"
        ),
        agency_suffixes=re.compile(f"(?:{any_of(tables['agency_suffixes']).pattern})$"),
        areas=areas,
        sha256=digest,
    )


def any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the forms, the longest first."""
    return re.compile("|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form))))


def _comparators(rows: Iterable[Mapping[str, Any]]) -> dict[str, Comparator]:
    found = {row["form"]: Comparator(row["form"], row["op"], tuple(row.get("units", ()))) for row in rows}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def _ceilings(tables: Mapping[str, Any]) -> re.Pattern[str]:
    """The ceiling words, and every negated word of excess: 不超过, 不得突破, 未高于."""
    excess = any_of(row["form"] for row in tables["comparators_before"] if row["op"] == ">" and len(row["form"]) > 1)
    negated = f"(?:最高|累计|合计)?(?:{any_of(tables['negations']).pattern})(?:{excess.pattern})"
    return re.compile(f"{negated}|{any_of(tables['ceilings']).pattern}")


def _metric(row: Mapping[str, Any]) -> Metric:
    after = row.get("after")
    return Metric(row["metric"], tuple(row["units"]), re.compile(row["pattern"]), re.compile(after) if after else None)


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
