"""The record of one document, as the contract of the extractor lays it down. No reading of text lives here.

Offsets count Unicode characters of the decoded source, end exclusive. Money is in base units (yuan, dollars),
rates are fractions of 1. None means "the text does not say". A `Path` is the chain of printed ordinals:
第五条（二） is (5, 2).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from zhengtu.model.correction import Correction

Path = tuple[int, ...]
Severity = Literal["error", "warning", "info"]
SupportRole = Literal["amount", "ceiling", "rate"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say it: quote == source[start:end]."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Reading:
    """By which rule a slot of a fact was read, and how far that is to be trusted.

    rule is `table:row` for a row of the lexicon (ceilings:不超过), `module.rule` for a rule of the extractor
    (slots.lower_bound), `correction:id` for what a person set right. confidence is the share of such readings that gold
    confirms (Laplace-smoothed), lowered once for each of the named penalties.
    """

    slot: str
    rule: str
    penalties: tuple[str, ...] = ()
    confidence: Decimal | None = None


Readings = tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class MetadataEvidence:
    """Which words a field of Policy was read from. For a field with several values, value tells which one."""

    field: str
    value: str
    evidence: Evidence
    readings: Readings = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """The 通知 that carries the policy, where the document is one; a work of its own."""

    title: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Policy:
    """What is said of the document as a whole. Document numbers have half-width digits and keep 〔〕."""

    title: str | None = None
    issuer: tuple[str, ...] = ()
    area: str | None = None
    area_code: str | None = None  # GB/T 2260
    status: Literal["draft", "issued"] = "issued"
    document_number: str | None = None
    issued_on: date | None = None
    effective_from: date | None = None
    valid_until: date | None = None
    valid_for_years: int | None = None
    applies_from: date | None = None
    interpreted_by: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    notice: Notice | None = None
    evidence: tuple[MetadataEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered part, article or item; text is its own text without its children, start and end enclose that text.

    kind is the numbering family, which names the step in its IRI: chapter 第一章, section 第一节, article 第一条,
    part 一、, item （一）, matter 事项一：, point 1., subpoint (1), circled ①, annex (附则 without a number),
    row (of a table).
    """

    path: Path
    kind: str
    label: str
    heading: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Support:
    """A sum, an upper bound or a rate that a measure grants.

    role amount: the sum granted; ceiling: an upper bound in money or count; rate: a share of the base in `of`.
    bound is "max" on a rate that is only an upper bound, "min" where it is only a
    lower bound (不低于10万元, the lower end of a range). unit: CNY, USD, ratio, or the thing counted.
    """

    role: SupportRole
    value: Decimal
    unit: str
    evidence: Evidence
    bound: Literal["max", "min"] | None = None
    of: str | None = None
    per: str | None = None
    period: str | None = None
    tier: int | None = None
    when: str | None = None
    duration_years: int | None = None
    payer: str | None = None
    readings: Readings = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """A numeric threshold on the beneficiary. op: >= > <= < = per. alt groups alternatives (see the contract).

    provision is given where a condition stands for the whole document (Record.eligibility), else it is its measure's.
    """

    metric: str
    op: str
    value: Decimal
    unit: str
    text: str
    evidence: Evidence
    period: str | None = None
    tier: int | None = None
    alt: int | None = None
    customs_modes: tuple[str, ...] = ()
    provision: Path | None = None
    readings: Readings = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """A condition that is no number: registered, filed, recognised, licensed, located, first_time, other."""

    kind: str
    by: str | None
    text: str
    evidence: Evidence
    provision: Path | None = None
    readings: Readings = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One entitlement: who gets what, on which conditions.

    id is m{n}, n the number of the granting sentence in its provision, with a letter where that sentence grants
    again (m2, m2b); it names the measure in its IRI. provision is None for a measure of the preamble or closing.
    """

    id: str
    provision: Path | None
    instrument: str
    beneficiary: tuple[str, ...]
    beneficiary_text: str | None
    supports: tuple[Support, ...]
    conditions: tuple[Condition, ...]
    evidence: Evidence
    requirements: tuple[Requirement, ...] = ()
    customs_modes: tuple[str, ...] = ()
    frequency: Literal["once", "yearly"] | None = None
    instalments: str | None = None
    readings: Readings = ()


@dataclass(frozen=True, slots=True)
class ModeMention:
    """A customs supervision mode code named in a provision; sentence is the one that evidence stands in."""

    provision: Path | None
    code: str
    evidence: Evidence
    sentence: Evidence
    readings: Readings = ()


@dataclass(frozen=True, slots=True)
class Responsibility:
    """An agency, as printed, that leads or answers for a provision (None: the whole document).

    evidence is its name, sentence the sentence or bracket that gives it the role.
    """

    provision: Path | None
    agency: str
    role: Literal["lead", "responsible"]
    evidence: Evidence
    sentence: Evidence
    readings: Readings = ()


@dataclass(frozen=True, slots=True)
class FundingShare:
    """What one level of finance pays: a fraction of 1. bound is "max" where it is only an upper bound."""

    payer: str
    share: Decimal
    bound: Literal["max", "min"] | None = None


@dataclass(frozen=True, slots=True)
class FundingRule:
    """Who pays which share for the provisions in scope ("others": those no other rule names) in the areas named.

    area_codes and except_area_codes run beside areas and except_areas: the code of GB/T 2260 of each, None where it has
    none (a development zone), where it is a group (其余各县（市）) or where the name was not found.
    """

    provision: Path | None
    scope: tuple[Path, ...] | Literal["others"]
    areas: tuple[str, ...] | None
    shares: tuple[FundingShare, ...]
    evidence: Evidence
    except_areas: tuple[str, ...] = ()
    readings: Readings = ()
    area_codes: tuple[str | None, ...] | None = None
    except_area_codes: tuple[str | None, ...] = ()
    except_scope: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A number that the government sets itself; by is the year."""

    provision: Path | None
    by: str | None
    value: Decimal
    unit: str
    op: str
    text: str
    evidence: Evidence
    per: str | None = None
    readings: Readings = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """How supports combine and what limits them: no_duplication, highest_applies, budget_limited, …"""

    provision: Path | None
    kind: str
    evidence: Evidence
    scope: tuple[Path, ...] | None = None
    readings: Readings = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A term that the document defines for itself (下同, 以下统称, 是指)."""

    provision: Path | None
    term: str
    meaning: str
    evidence: Evidence
    customs_modes: tuple[str, ...] = ()
    scope: str | None = None
    readings: Readings = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of the source and what it was taken for; role "unassigned" where nothing placed it."""

    start: int
    end: int
    text: str
    value: Decimal | None
    unit: str | None
    role: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something that was not understood, or understood with doubt, and where.

    message says it twice, first in English and then in Chinese, with " / " between.
    """

    code: str
    severity: Severity
    start: int
    end: int
    message: str

    @property
    def message_en(self) -> str:
        return self._halves()[0]

    @property
    def message_zh(self) -> str:
        return self._halves()[1]

    def _halves(self) -> tuple[str, str]:
        """Both halves quote the same words, so the stroke in the middle is the one between them."""
        parts = self.message.split(" / ")
        middle = (len(parts) + 1) // 2
        return " / ".join(parts[:middle]), " / ".join(parts[middle:])


@dataclass(frozen=True, slots=True)
class Work:
    """Which of the documents of its file a record is of, counted from 1; start and end enclose it."""

    number: int
    of: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that was read out of one document. work is there where the file holds several."""

    source: str
    policy: Policy
    provisions: tuple[Provision, ...] = ()
    measures: tuple[Measure, ...] = ()
    qualitative_measures: tuple[Measure, ...] = ()
    mode_mentions: tuple[ModeMention, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    funding: tuple[FundingRule, ...] = ()
    targets: tuple[Target, ...] = ()
    rules: tuple[Rule, ...] = ()
    definitions: tuple[Definition, ...] = ()
    eligibility: tuple[Condition | Requirement, ...] = field(default=())
    quantities: tuple[Quantity, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    corrections: tuple[Correction, ...] = ()
    work: Work | None = None

    @property
    def mode_provisions(self) -> tuple[tuple[Path | None, tuple[str, ...]], ...]:
        """The customs modes named in each provision, in order of first mention."""
        found: dict[Path | None, list[str]] = {}
        for mention in self.mode_mentions:
            codes = found.setdefault(mention.provision, [])
            if mention.code not in codes:
                codes.append(mention.code)
        return tuple((path, tuple(codes)) for path, codes in found.items())
