"""The words the extractor knows, as one frozen bundle that is handed to it. Reading the tables does not live here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from zhengtu.model.agency import AgencyName
from zhengtu.model.area import Area
from zhengtu.model.script import Script


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number is followed by. kind: money, ratio, count or duration; factor turns it into base units."""

    form: str
    code: str
    kind: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Comparator:
    """A word that compares; units, where given, are the only ones it goes with."""

    form: str
    op: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metric:
    """What a threshold measures: told by its unit and a pattern left of the number (after: right of it).

    row tells the rows of one metric apart, as in Coded.
    """

    metric: str
    row: str
    units: tuple[str, ...]
    pattern: re.Pattern[str]
    after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Coded:
    """A pattern that stands for a code; generic ones give way to a more specific neighbour.

    row names it within its table: the code, and more where a code has several rows.
    """

    code: str
    row: str
    pattern: re.Pattern[str]
    generic: bool = False


@dataclass(frozen=True, slots=True)
class AgencyKind:
    """What the name of an agency of a kind shows. A vertical body is run from the centre, no department of a city."""

    code: str
    pattern: re.Pattern[str]
    is_vertical: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    """What words show a theme, and which codes do: beneficiary types, instruments, metrics. A generic one is broad."""

    code: str
    pattern: re.Pattern[str]
    related: frozenset[str] = frozenset()
    is_generic: bool = False


@dataclass(frozen=True, slots=True)
class Classes:
    """What agencies, provisions and duties are classed by. participation is told by the words in front of a name."""

    agency_kinds: tuple[AgencyKind, ...] = ()
    themes: tuple[Theme, ...] = ()
    duties: tuple[Coded, ...] = ()
    participation: tuple[Coded, ...] = ()
    target_kinds: tuple[Coded, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables, compiled. sha256 names the version of the tables that a record was read with.

    Of the words of giving, verbs hand something to whom they name (给予), hand_out and pay verbs do not (发放, 拨付),
    receiving verbs see it from the other side (享受), relieving ones let off (免征). giving_nouns are all nouns,
    grant_nouns those that never just encourage. grants makes a clause a grant, fresh_grants one of its own,
    grants_after says so behind the number. between_ceiling_and_sum matches any run of what may stand there;
    body_endings is not anchored.
    former_areas are those that were renamed or dissolved; agency_names gives the full name for a short one.
    precision is how many of the readings of a rule gold confirms, and how many there are; penalties are factors,
    penalty_words say in Chinese and English what each is for.
    script says how traditional characters read; classes are for what was read, not for reading it.
    """

    units: Mapping[str, Unit]
    scales: Mapping[str, Decimal]
    counted: Mapping[str, str]
    comparators_before: Mapping[str, Comparator]
    comparators_after: Mapping[str, Comparator]
    negations: re.Pattern[str]
    ceilings: re.Pattern[str]
    ceilings_after: re.Pattern[str]
    grants: re.Pattern[str]
    fresh_grants: re.Pattern[str]
    grants_after: re.Pattern[str]
    giving_verbs: re.Pattern[str]
    hand_out_verbs: re.Pattern[str]
    pay_verbs: re.Pattern[str]
    receiving_verbs: re.Pattern[str]
    relieving_verbs: re.Pattern[str]
    giving_nouns: re.Pattern[str]
    grant_nouns: re.Pattern[str]
    between_ceiling_and_sum: re.Pattern[str]
    year_numerals: re.Pattern[str]
    scope_openers: re.Pattern[str]
    steps: re.Pattern[str]
    instruments: tuple[Coded, ...]
    special_instruments: tuple[Coded, ...]
    once: re.Pattern[str]
    payers: tuple[Coded, ...]
    payer_levels: tuple[Coded, ...]
    scopes: Mapping[str, str]
    metrics: tuple[Metric, ...]
    beneficiaries: tuple[Coded, ...]
    requirements: tuple[Coded, ...]
    rules: tuple[Coded, ...]
    target_units: Mapping[str, str]
    target_periods: Mapping[str, str]
    customs_modes: re.Pattern[str]
    agency_suffixes: re.Pattern[str]
    body_endings: re.Pattern[str]
    areas: Mapping[str, Area]
    precision: Mapping[str, tuple[int, int]]
    penalties: Mapping[str, Decimal]
    sha256: str
    penalty_words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    script: Script = field(default_factory=Script)
    former_areas: tuple[Area, ...] = ()
    agency_names: Mapping[str, AgencyName] = field(default_factory=dict)
    classes: Classes = field(default_factory=Classes)
