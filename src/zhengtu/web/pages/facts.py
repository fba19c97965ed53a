"""The facts of one policy in words: amounts, conditions, agencies, modes, each with its anchor and that of its words.

Where they stand on the page is web.pages.policy's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhengtu import iri
from zhengtu.web import amounts
from zhengtu.web.site import Reader
from zhengtu.web.statements import Statements

# What a mark in the text is coloured by; the first that fits names the fact that a click leads to.
FACT_KINDS = {
    "zt:Ceiling": "money",
    "zt:GrantedAmount": "money",
    "zt:Rate": "money",
    "zt:Condition": "condition",
    "zt:Requirement": "condition",
    "zt:Responsibility": "agency",
    "zt:ModeMention": "mode",
    "zt:FundingRule": "rule",
    "zt:CombinationRule": "rule",
    "zt:Target": "rule",
    "zt:Definition": "rule",
    "zt:MetadataStatement": "meta",
    "zt:Notice": "meta",
    "zt:Measure": "measure",
}
_SIGNS = {"gteq": "≥", "gt": ">", "lteq": "≤", "lt": "<", "eq": "=", "per": "+"}
# Metadata in the order of the page: field, where its values are, and whether they are links.
_METADATA = (
    ("issuer", "eli:passed_by", True),
    ("document_number", "zt:documentNumber", False),
    ("area", "zt:issuingArea", True),
    ("issued_on", "eli:date_document", False),
    ("effective_from", "eli:first_date_entry_in_force", False),
    ("valid_until", "eli:date_no_longer_in_force", False),
    ("valid_for_years", "zt:validForYears", False),
    ("applies_from", "eli:date_applicability", False),
    ("interpreted_by", "zt:interpretedBy", True),
    ("basis", "zt:basedOn", True),
    ("cites", "eli:cites", True),
    ("notice", "zt:promulgatedBy", True),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the page. span is the anchor of the words; details say more in small print."""

    anchor: str
    text: str
    kind: str
    span: str | None = None
    href: str | None = None
    lead: str = ""
    details: tuple[str, ...] = ()
    exact: str = ""
    group: int | None = None


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """One entitlement."""

    anchor: str
    instrument: str
    beneficiaries: tuple[str, ...]
    supports: tuple[Fact, ...]
    conditions: tuple[Fact, ...]
    requirements: tuple[Fact, ...]
    notes: tuple[str, ...]
    span: str | None
    href: str


class FactReader:
    """Reads the facts out of the statements of one policy, for one reader."""

    def __init__(
        self, reader: Reader, statements: Statements, labels: Mapping[str, Mapping[str, str]], policy: str
    ) -> None:
        self.policy = policy
        self._reader = reader
        self._statements = statements
        self._labels = labels

    def anchor(self, iri_: str) -> str:
        """The part of an IRI after the policy's."""
        return iri_.removeprefix(f"{self.policy}/")

    def label(self, iri_: str) -> str:
        """The label of anything in the reader's language."""
        own = self._statements.label(iri_, self._reader.language)
        return self._reader.label(self._labels, iri_) if iri_ in self._labels or own is None else own

    def span_extent(self, span: str) -> tuple[int, int]:
        """Start and end of a span in the source text."""
        start, end = (self._statements.whole_number(span, name) or 0 for name in ("zt:start", "zt:end"))
        return start, end

    def extent(self, fact: str) -> tuple[int, int]:
        """Start and end of the first words that say a fact; (0, 0) where none are stated."""
        return min((self.span_extent(s) for s in self._statements.values(fact, "zt:hasEvidence")), default=(0, 0))

    def measures(self, place: str) -> tuple[MeasureCard, ...]:
        """The measures that a provision, or the policy as such, states."""
        found = self._statements.subjects("zt:statedIn", place)
        return tuple(self.measure(measure) for measure in self._in_order(found))

    def measure(self, measure: str) -> MeasureCard:
        """One measure."""
        of = self._statements
        notes = [self.label(code) for code in of.values(measure, "zt:frequency")]
        notes += [self._mode(code) for code in of.values(measure, "zt:customsMode")]
        notes += of.values(measure, "zt:instalments")
        return MeasureCard(
            anchor=self.anchor(measure),
            instrument=" / ".join(self.label(code) for code in of.values(measure, "zt:instrument")),
            beneficiaries=tuple(self.label(code) for code in of.values(measure, "zt:beneficiaryType")),
            supports=tuple(self.support(s) for s in self._in_order(of.values(measure, "zt:hasSupport"))),
            conditions=tuple(self.condition(c) for c in self._in_order(of.values(measure, "zt:hasCondition"))),
            requirements=tuple(self._requirement(r) for r in self._in_order(of.values(measure, "zt:hasRequirement"))),
            notes=tuple(notes),
            span=self._span(measure),
            href=self._reader.page(measure),
        )

    def responsibilities(self, place: str, role: str) -> tuple[Fact, ...]:
        """The agencies that lead or answer for a provision, in the order of the text."""
        wanted = iri.code("role", role)
        found = [fact for fact in self._at(place, "zt:Responsibility") if wanted in self._values(fact, "zt:role")]
        return tuple(self._agency(fact) for fact in self._in_order(found))

    def modes(self, place: str) -> tuple[Fact, ...]:
        """The customs modes that a provision names."""
        found = self._in_order(self._at(place, "zt:ModeMention"))
        return tuple(
            Fact(self.anchor(fact), self._mode(mode), "mode", self._span(fact), self._reader.page(mode))
            for fact in found
            for mode in self._values(fact, "zt:customsMode")
        )

    def arrangements(self, place: str) -> tuple[Fact, ...]:
        """Funding, combination rules, targets and definitions of a provision."""
        names = ("zt:FundingRule", "zt:CombinationRule", "zt:Target", "zt:Definition")
        found = [(name, fact) for name in names for fact in self._at(place, name)]
        return tuple(self._arrangement(name, fact) for name, fact in found)

    def eligibility(self) -> tuple[Fact, ...]:
        """Conditions and requirements that hold for the whole document."""
        found = self._values(self.policy, "zt:hasEligibility")
        return tuple(self._plain(fact, "condition", self._reader.say("eligibility")) for fact in self._in_order(found))

    def metadata(self) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
        """What is said of the document as a whole, each value with the words that say it."""
        rows = []
        for field, name, is_link in _METADATA:
            values = self._values(self.policy, name)
            facts = tuple(self._metadata_value(field, value, is_link) for value in values)
            if facts:
                rows.append((self._reader.say(f"field_{field}"), facts))
        return tuple(rows)

    def diagnostics(self) -> tuple[Fact, ...]:
        """What was not understood, in the order of the text."""
        found = self._statements.of_class("zt:Diagnostic")
        ordered = sorted(found, key=lambda fact: self._statements.whole_number(fact, "zt:start") or 0)
        return tuple(self._diagnostic(fact) for fact in ordered)

    def support(self, support: str) -> Fact:
        """One sum, rate or ceiling."""
        of = self._statements
        unit, unit_label = self._code(support, "zt:unit")
        value = of.number(support, "zt:value")
        assert value is not None
        say = self._reader.say
        per, period = self._code(support, "zt:per")[1], self._code(support, "zt:period")[1]
        payer, tier = self._code(support, "zt:payerLevel")[1], of.value(support, "zt:tier")
        base, when, years = (of.value(support, f"zt:{name}") for name in ("rateBase", "appliesWhen", "durationYears"))
        details = [say("per", what=what) for what in (per, period) if what]
        details += [say("rate_of", base=base)] if base else []
        details += [when] if when else []
        details += [say("tier", n=tier)] if tier else []
        details += [say("for_years", n=years)] if years else []
        details += [say("paid_by", payer=payer)] if payer else []
        is_bound = (self._code(support, "zt:bound")[0]) == "upper-bound"
        return Fact(
            anchor=self.anchor(support),
            text=amounts.display(value, unit, unit_label, self._reader.language),
            kind="money",
            span=self._span(support),
            href=self._reader.page(support),
            lead=say("at_most") if is_bound else say("rate_fixed") if unit == "ratio" else "",
            details=tuple(details),
            exact=amounts.exact(value, unit, self._reader.language),
        )

    def condition(self, condition: str) -> Fact:
        """One threshold or other number that must be met."""
        of = self._statements
        unit, unit_label = self._code(condition, "zt:unit")
        metric_code, metric = self._code(condition, "zt:metric")
        value = of.number(condition, "zt:value")
        assert value is not None
        sign = _SIGNS.get((of.value(condition, "zt:comparator") or "").rsplit("/", 1)[-1], "")
        language = self._reader.language
        quantity = amounts.display(value, unit, unit_label, language)
        wording = of.value(condition, "zt:conditionText") or ""
        period, tier = self._code(condition, "zt:period")[1], of.value(condition, "zt:tier")
        modes = [mode.rsplit("/", 1)[-1] for mode in self._values(condition, "zt:customsMode")]
        details = [self._reader.say("per", what=period)] if period else []
        details += [self._reader.say("list_comma").join(modes)] if modes else []
        details += [self._reader.say("tier", n=tier)] if tier else []
        return Fact(
            anchor=self.anchor(condition),
            text=f"{metric if metric_code != 'other' else wording} {sign} {quantity}",
            kind="condition",
            span=self._span(condition),
            href=self._reader.page(condition),
            details=tuple(details),
            exact=amounts.exact(value, unit, language),
            group=of.whole_number(condition, "zt:alternative"),
        )

    def _requirement(self, requirement: str) -> Fact:
        kind = self._code(requirement, "zt:requirementKind")[1]
        by = [self.label(agency) for agency in self._values(requirement, "zt:requiredBy")]
        wording = self._statements.value(requirement, "zt:requirementText") or ""
        span, href = self._span(requirement), self._reader.page(requirement)
        return Fact(self.anchor(requirement), wording, "condition", span, href, kind, tuple(by))

    def _agency(self, fact: str) -> Fact:
        agency = self._statements.value(fact, "zt:agency") or ""
        printed = self._statements.value(fact, "zt:printedName") or self.label(agency)
        return Fact(
            self.anchor(fact), printed, "agency", self._span(fact), self._reader.page(agency), exact=self.label(agency)
        )

    def _arrangement(self, name: str, fact: str) -> Fact:
        lead = self._reader.say("kind_" + name.removeprefix("zt:"))
        of = self._statements
        if name == "zt:FundingRule":
            shares = [self._share(share) for share in of.values(fact, "zt:hasShare")]
            places = of.values(fact, "zt:areaName")
            excepted = [self._reader.say("except", what=area) for area in of.values(fact, "zt:exceptAreaName")]
            scope = [self.label(provision) for provision in of.values(fact, "zt:scopeProvision")]
            if of.value(fact, "zt:scopeRemainder") == "true":
                scope.append(self._reader.say("scope_remainder"))
            return self._plain(
                fact, "rule", lead, self._reader.say("list_comma").join(shares), (*places, *excepted, *scope)
            )
        if name == "zt:CombinationRule":
            return self._plain(fact, "rule", lead, self._code(fact, "zt:ruleKind")[1])
        if name == "zt:Definition":
            text = f"{of.value(fact, 'zt:definedTerm')}：{of.value(fact, 'zt:meaning')}"
            return self._plain(fact, "rule", lead, text)
        return self._plain(fact, "rule", lead, of.value(fact, "zt:targetText") or "")

    def _share(self, share: str) -> str:
        ratio = self._statements.number(share, "zt:ratio")
        if ratio is None:
            return self.label(share)
        is_bound = self._code(share, "zt:bound")[0] == "upper-bound"
        written = amounts.display(ratio, "ratio", "", self._reader.language)
        return self._reader.say(
            "share_of",
            payer=self._code(share, "zt:payerLevel")[1],
            ratio=f"{self._reader.say('at_most')} {written}" if is_bound else written,
        )

    def _plain(self, fact: str, kind: str, lead: str, text: str = "", details: Iterable[str] = ()) -> Fact:
        words = text or self.label(fact)
        return Fact(self.anchor(fact), words, kind, self._span(fact), self._reader.page(fact), lead, tuple(details))

    def _metadata_value(self, field: str, value: str, is_link: bool) -> Fact:
        text = self.label(value) if is_link else value
        if field == "valid_for_years":
            text = self._reader.say("years", n=value)
        elif not is_link:
            text = self._reader.date(value)
        tied = [
            statement
            for statement in self._statements.of_class("zt:MetadataStatement")
            if self._statements.value(statement, "zt:field") == field
        ]
        exact = [s for s in tied if self._statements.value(s, "zt:statedValue") in (value, text)]
        statement = next(iter(exact or tied), None)
        source = value if field == "notice" else statement
        return Fact(
            self.anchor(source) if source else f"metadata/{field}",
            text,
            "meta",
            self._span(source) if source else None,
            self._reader.page(value) if is_link else None,
        )

    def _diagnostic(self, fact: str) -> Fact:
        of = self._statements
        start, end = of.value(fact, "zt:start"), of.value(fact, "zt:end")
        message = of.text(fact, "zt:message", self._reader.language) or of.value(fact, "zt:message") or ""
        code = of.value(fact, "zt:diagnosticCode") or ""
        return Fact(
            self.anchor(fact), message, of.value(fact, "zt:severity") or "info", f"span/{start}-{end}", None, code
        )

    def _mode(self, code: str) -> str:
        notation, label = code.rsplit("/", 1)[-1], self.label(code)
        return label if label.startswith(notation) else f"{notation} {label}"

    def _at(self, place: str, class_name: str) -> list[str]:
        """The facts of a class that lie in a provision; for the policy, those that lie in none."""
        found = self._statements.of_class(class_name)
        if place == self.policy:
            return [fact for fact in found if not self._values(fact, "zt:inProvision")]
        return [fact for fact in found if place in self._values(fact, "zt:inProvision")]

    def _values(self, subject: str, name: str) -> list[str]:
        return self._statements.values(subject, name)

    def _span(self, fact: str) -> str | None:
        spans = sorted(self._values(fact, "zt:hasEvidence"), key=self.span_extent)
        return self.anchor(spans[0]) if spans else None

    def _in_order(self, facts: Iterable[str]) -> list[str]:
        return sorted(facts, key=lambda fact: (self._tier(fact), self.extent(fact), fact))

    def _tier(self, fact: str) -> int:
        return self._statements.whole_number(fact, "zt:tier") or 0

    def _code(self, fact: str, name: str) -> tuple[str, str]:
        """Notation and label of a code; both empty where the fact has none."""
        code = self._statements.value(fact, name)
        return ("", "") if code is None else (code.rsplit("/", 1)[-1], self.label(code))
