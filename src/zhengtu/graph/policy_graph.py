"""What every part of the mapping works with: one policy's graph in the making. No single kind of fact lives here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from zhengtu import iri, vocab
from zhengtu.graph.agencies import AgencyResolver, ResolvedAgency
from zhengtu.graph.classing import kinds_of_agency
from zhengtu.graph.provisions import Outline
from zhengtu.graph.statements import GraphWriter, decimal_form
from zhengtu.iri import Minter
from zhengtu.model.area import Area
from zhengtu.model.lexicon import Classes
from zhengtu.model.record import Definition, Evidence, Path
from zhengtu.plurals import behind

_COMPARATORS = {">=": "odrl:gteq", ">": "odrl:gt", "<=": "odrl:lteq", "<": "odrl:lt", "=": "odrl:eq"}
_LABEL_LENGTH = 40


@dataclass(frozen=True, slots=True)
class PolicyGraph:
    """The statements about one policy, and what is needed to make them.

    codes maps the IRI of every entry of the code lists to its Chinese label, english to its English one, areas is the
    area table, curators says who made each correction by its id, classes what agencies, duties and provisions are
    classed by.
    """

    out: GraphWriter
    minter: Minter
    policy: str
    outline: Outline
    agencies: AgencyResolver
    areas: Mapping[str, Area]
    codes: Mapping[str, str]
    english: Mapping[str, str] = field(default_factory=dict)
    curators: Mapping[str, str] = field(default_factory=dict)
    classes: Classes = field(default_factory=Classes)
    definitions: tuple[Definition, ...] = ()
    _agency_labels: dict[str, str] = field(default_factory=dict)

    def code(self, scheme: str, value: str | None) -> str | None:
        """The code list entry for a value of the record; one that the lists do not hold is labelled with the value."""
        if value is None:
            return None
        entry = iri.code(scheme, value)
        if entry not in self.codes:
            self.out.kind(entry, "skos:Concept")
            self.out.value(entry, "skos:notation", value)
            self.out.label(entry, value)
        return entry

    def code_label(self, scheme: str, value: str) -> str:
        return self.codes.get(iri.code(scheme, value), value)

    def code_in_english(self, scheme: str, value: str) -> str:
        return self.english.get(iri.code(scheme, value), value)

    def name(self, node: str, chinese: str, english: str) -> None:
        """Name a fact in both languages; names and words of the document stay as they stand there."""
        self.out.label(node, chinese)
        self.out.label(node, english, "en")

    def area(self, area: Area | None) -> str | None:
        """The entry of an area; one that the area table does not hold is described by what the document says."""
        if area is None:
            return None
        entry = iri.code("area", area.code)
        if area.code not in self.areas:
            self.out.kind(entry, "skos:Concept", "zt:Area")
            self.out.value(entry, "skos:notation", area.code)
            self.out.label(entry, area.name or area.code)
        return entry

    def comparator(self, op: str) -> str | None:
        return vocab.expand(_COMPARATORS[op]) if op in _COMPARATORS else self.code("comparator", op)

    def customs_modes(self, subject: str, codes: Iterable[str]) -> None:
        for mode in codes:
            self.out.link(subject, "zt:customsMode", self.code("customs-mode", mode))

    def agency(self, printed: str) -> str:
        """The agency that a printed name means, described so far as the text allows."""
        agency = self.agencies.resolve(printed)
        self.out.kind(agency.iri, "zt:Agency", *(["zt:AgencyGroup"] if agency.is_group else []))
        self.out.link(agency.iri, "zt:jurisdiction", self.area(agency.area))
        # 商务局 and 市商务局 are one agency: the name that says where it is wins.
        self._agency_labels[agency.iri] = max(self._agency_labels.get(agency.iri, ""), agency.label, key=len)
        for other in agency.other_labels:
            self.out.text(agency.iri, "skos:altLabel", other)
        self._agency_kinds(agency)
        return agency.iri

    def _agency_kinds(self, agency: ResolvedAgency) -> None:
        for kind in kinds_of_agency(self.classes, (agency.label, *agency.other_labels)):
            self.out.link(agency.iri, "zt:agencyKind", self.code("agency-kind", kind.code))
            if kind.is_vertical:
                self.out.kind(agency.iri, "zt:VerticalAgency")

    def label_agencies(self) -> None:
        """Name the agencies met so far; to be called once, at the end."""
        for agency, label in self._agency_labels.items():
            self.out.label(agency, label)

    def place(self, subject: str, provision: Path | None) -> None:
        """State the policy, and the provision where there is one, that a fact belongs to."""
        self.out.link(subject, "zt:inPolicy", self.policy)
        if provision is not None:
            self.out.link(subject, "zt:inProvision", self.outline.iri(provision))

    def scope(self, subject: str, provisions: Iterable[Path]) -> None:
        for path in provisions:
            self.out.link(subject, "zt:scopeProvision", self.outline.iri(path))

    def themes(self, subject: str, themes: Iterable[str]) -> None:
        for theme in themes:
            self.out.link(subject, "zt:theme", self.code("theme", theme))

    def definition(self, definition: Definition) -> str:
        """The IRI of a definition of the document: by its number among those of its provision."""
        own = [other for other in self.definitions if other.provision == definition.provision]
        return self.minter.under(self.outline.iri(definition.provision), f"definition_{own.index(definition) + 1}")

    def evidence(self, subject: str, evidence: Evidence, sentence: Evidence | None = None) -> None:
        """Tie a fact to the stretch of text that says it; facts on the same stretch share its description.

        sentence is the wider stretch that makes sense of it, where the evidence is only a name or a number; a threshold
        in a list below the granting sentence stands in a sentence of its own.
        """
        span, wider = self._span(evidence), sentence or evidence
        if not (wider.start <= evidence.start and evidence.end <= wider.end):
            wider = self.outline.sentence_around(evidence)
        self.out.link(subject, "zt:hasEvidence", span)
        self.out.link(span, "zt:inSentence", self._span(wider))

    def _span(self, evidence: Evidence) -> str:
        span = self.minter.span(self.policy, evidence.start, evidence.end)
        self.out.kind(span, "zt:Evidence")
        words, place = shorten(evidence.quote), f"{evidence.start}–{evidence.end}"
        self.name(span, f"原文第{evidence.start}至{evidence.end}字：{words}", f"characters {place}: {words}")
        self.out.value(span, "zt:start", evidence.start)
        self.out.value(span, "zt:end", evidence.end)
        self.out.text(span, "zt:quote", evidence.quote)
        self.out.link(span, "oa:hasSource", self.minter.under(self.policy, "text"))
        self.out.link(span, "zt:inPolicy", self.policy)
        self.out.link(span, "zt:inProvision", self.outline.innermost(evidence.start, evidence.end))
        self._selectors(span, evidence)
        return span

    def _selectors(self, span: str, evidence: Evidence) -> None:
        quote, position = self.minter.under(span, "quote"), self.minter.under(span, "position")
        self.out.link(span, "oa:hasSelector", quote)
        self.out.link(span, "oa:hasSelector", position)
        self.out.kind(quote, "oa:TextQuoteSelector")
        self.name(quote, f"引文：{shorten(evidence.quote)}", f"quote: {shorten(evidence.quote)}")
        self.out.value(quote, "oa:exact", evidence.quote)
        self.out.kind(position, "oa:TextPositionSelector")
        start, end = evidence.start, evidence.end
        self.name(position, f"位置：第{start}至{end}字", f"position: characters {start}–{end}")
        self.out.value(position, "oa:start", evidence.start)
        self.out.value(position, "oa:end", evidence.end)

    def display(self, value: Decimal, unit: str) -> str:
        """Write an amount as an official would: 50万元, 1.5亿元, 500万美元, 30%, 0.5‰, 15家."""
        if unit == "ratio":
            return f"{decimal_form(value * 100)}%" if value >= Decimal("0.01") else f"{decimal_form(value * 1000)}‰"
        name = self.code_label("unit", unit)
        for size, word in ((10**8, "亿"), (10**4, "万")):
            if unit in ("CNY", "USD") and abs(value) >= size:
                return f"{decimal_form(value / size)}{word}{name}"
        return f"{decimal_form(value)}{name}"

    def display_in_english(self, value: Decimal, unit: str) -> str:
        """Write an amount as English has it: CNY 500,000, 30%, 15 enterprises."""
        if unit == "ratio":
            return self.display(value, unit)
        number = f"{value.normalize():,f}"
        if unit in ("CNY", "USD"):
            return f"{unit} {number}"
        return f"{number} {behind(value, self.code_in_english('unit', unit))}"


def shorten(text: str) -> str:
    """One line of at most 40 characters for a label."""
    line = " ".join(text.split())
    return line if len(line) <= _LABEL_LENGTH else line[:_LABEL_LENGTH] + "…"
