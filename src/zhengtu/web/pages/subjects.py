"""What a policy researcher wants first on the page of a theme, a beneficiary, a customs mode, an agency, an area, a
provision or a measure. What any page of a resource shows lives in pages.resource."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from zhengtu.iri import CODE, code
from zhengtu.vocab import expand
from zhengtu.web.answers import compare
from zhengtu.web.answers.compare import Payer
from zhengtu.web.answers.measures import Measure, measures_in, shared_iris
from zhengtu.web.answers.validity import Validity
from zhengtu.web.pages.annotated_text import reading_lines
from zhengtu.web.pages.facts import FactReader, MeasureCard
from zhengtu.web.site import Reader
from zhengtu.web.statements import Row, Statements

# A code list whose entries measures have, and by which property.
_OF_CODES = {
    "theme": "zt:theme",
    "beneficiary-type": "zt:beneficiaryType",
    "customs-mode": "zt:customsMode",
    "instrument": "zt:instrument",
}
_PAYING = frozenset(code("duty-kind", name) for name in ("pay", "allocate_funds"))
_LEAD, _RESPONSIBLE = code("role", "lead"), code("role", "responsible")

# How a provision begins: as far as its first comma, semicolon or full stop.
_CLAUSE_END = re.compile(r"[。；，,;]")
_LONGEST_TASK = 36

Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Place:
    """A policy on a subject page: its title and page, and whether it holds on the day."""

    iri: str
    title: str
    page: str
    validity: Validity | None

    @classmethod
    def of(cls, reader: Reader, labels: Labels, policy: str) -> Place:
        """The policy as a page names it."""
        validity = reader.site.calendar.on(reader.on).get(policy)
        return cls(policy, reader.label(labels, policy), reader.page(policy), validity)


@dataclass(frozen=True, slots=True)
class CityMeasures:
    """The measures of one policy: each with the label and the place of its provision."""

    place: Place
    cards: tuple[tuple[str, str, MeasureCard], ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """A line on what an agency does, or who does something: text, where it stands, by which sentence.

    task is how the provision begins, for one that has no heading.
    """

    text: str
    href: str
    quote: str = ""
    kinds: tuple[str, ...] = ()
    policy: str = ""
    iri: str = ""
    task: str = ""


@dataclass(frozen=True, slots=True)
class AreaRow:
    """Who pays for one provision in an area; several rules give several payers."""

    provision: str
    label: str
    href: str
    payers: tuple[Payer, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """The head of a page; what does not belong to its kind is empty."""

    kind: str
    text: str = ""
    measures: tuple[CityMeasures, ...] = ()
    duties: tuple[tuple[str, tuple[Duty, ...]], ...] = ()
    area: tuple[tuple[Place, tuple[AreaRow, ...]], ...] = ()
    payers: tuple[Payer, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What the store says of a subject, before labels are known."""

    kind: str
    statements: Statements = field(default_factory=lambda: Statements(()))
    rows: tuple[Row, ...] = ()
    payer_rows: tuple[Row, ...] = ()

    @property
    def iris(self) -> set[str]:
        """What needs a label."""
        found = {term.value for row in (*self.rows, *self.payer_rows) for term in row.values() if term.is_iri}
        return shared_iris(self.statements) | found


def ask(reader: Reader, iri: str, own: Statements) -> Findings:
    """Ask the store what the kind of the resource needs: two queries at most, none for other kinds."""
    queries, store = reader.site.queries, reader.site.store

    def measures(name: str, value: str) -> Statements:
        return Statements(queries.rows(store, "measures-by", property=expand(name), value=value))

    scheme = iri.removeprefix(CODE).partition("/")[0] if iri.startswith(CODE) else ""
    if scheme in _OF_CODES:
        return Findings(scheme, measures(_OF_CODES[scheme], iri))
    kinds = own.values(iri, "rdf:type")
    if expand("zt:Area") in kinds or scheme == "area":
        return Findings("area", rows=tuple(queries.rows(store, "splits-of-area", area=iri)))
    if expand("zt:Agency") in kinds:
        return Findings("agency", rows=tuple(queries.rows(store, "duties-of-agency", agency=iri)))
    if expand("zt:Provision") in kinds:
        rows = tuple(queries.rows(store, "duties-of-provision", provision=iri))
        return Findings("provision", measures("zt:statedIn", iri), rows)
    if expand("zt:Measure") in kinds:
        provision = own.value(iri, "zt:statedIn") or ""
        payers = queries.rows(store, "payers-of-provisions", provisions=provision) if provision else []
        return Findings("measure", measures("zt:statedIn", provision), payer_rows=tuple(payers))
    return Findings("")


def tell(reader: Reader, iri: str, own: Statements, found: Findings, labels: Labels) -> Subject | None:
    """Put the head of the page together; None for a kind that has none."""
    teller = _Teller(reader, iri, own, found, labels)
    if not found.kind:
        return None
    if found.kind in _OF_CODES:
        return teller.of_code()
    return {
        "area": teller.of_area,
        "agency": teller.of_agency,
        "provision": teller.of_provision,
        "measure": teller.of_measure,
    }[found.kind]()


def _beginning(text: str, label: str) -> str:
    """The first clause of a provision after the number that its label has too, cut where it is long.

    >>> _beginning("2.支持企业参展。对参加境外展会的企业给予补助。", "一、2.")
    '支持企业参展'
    """
    bare = "".join(text.split())
    printed = next(label[place:] for place in range(len(label) + 1) if bare.startswith(label[place:]))
    clause = _CLAUSE_END.split(bare.removeprefix(printed), maxsplit=1)[0]
    return clause if len(clause) <= _LONGEST_TASK else f"{clause[:_LONGEST_TASK]}…"


@dataclass(frozen=True, slots=True)
class _Teller:
    reader: Reader
    iri: str
    own: Statements
    found: Findings
    labels: Labels

    def of_code(self) -> Subject:
        measures = measures_in(self.found.statements)
        compared = (("subject_compare", self.reader.link("/compare", theme=self.iri.rsplit("/", 1)[-1])),)
        links = compared if self.found.kind == "theme" and measures else ()
        return Subject(self.found.kind, measures=self._measures(measures), links=links)

    def of_agency(self) -> Subject:
        groups: dict[str, list[Duty]] = {"leads": [], "answers_for": [], "pays": [], "issues": [], "interprets": []}
        duties: dict[str, list[Row]] = {}
        for row in self.found.rows:
            duties.setdefault(row["fact"].value, []).append(row)
        for rows in duties.values():
            kinds = {row["duty"].value for row in rows if "duty" in row}
            duty = self._duty(rows[0], kinds)
            role = rows[0]["role"].value
            named = {_LEAD: "leads", _RESPONSIBLE: "answers_for", expand("eli:passed_by"): "issues"}
            groups[named.get(role, "interprets")].append(duty)
            if kinds & _PAYING:
                groups["pays"].append(duty)
        return Subject("agency", duties=tuple((key, tuple(found)) for key, found in groups.items()))

    def of_area(self) -> Subject:
        by_policy: dict[str, dict[str, list[Row]]] = {}
        for row in self.found.rows:
            provisions = by_policy.setdefault(row["policy"].value, {})
            if "provision" in row:
                provisions.setdefault(row["provision"].value, []).append(row)
        policies = tuple(
            (self._place(policy), tuple(self._area_row(policy, rows) for rows in provisions.values()))
            for policy, provisions in by_policy.items()
        )
        links = (("subject_who_pays", self.reader.link("/who-pays", area=self.iri.rsplit("/", 1)[-1])),)
        return Subject("area", area=policies, links=links)

    def of_provision(self) -> Subject:
        groups: dict[str, list[Duty]] = {"leads": [], "answers_for": []}
        policy = self.own.value(self.iri, "zt:inPolicy") or ""
        for row in self.found.rows:
            key = "leads" if row["role"].value == _LEAD else "answers_for"
            printed = row["printed"].value if "printed" in row else self._label(row["agency"].value)
            span = row["span"].value if "span" in row else row["fact"].value
            groups[key].append(
                Duty(printed, self.reader.page(row["agency"].value), kinds=(), policy=self._anchor(policy, span))
            )
        measures = measures_in(self.found.statements)
        slug = self.iri.partition("/id/policy/")[2]
        links = [("resource_see", self._anchor(policy, self.iri))]
        links += [("subject_who_pays", self.reader.link("/who-pays", provision=slug))] if measures else []
        return Subject(
            "provision",
            text=reading_lines(self.own.value(self.iri, "zt:text") or "", self._label(self.iri)),
            measures=self._measures(measures),
            duties=tuple((key, tuple(found)) for key, found in groups.items() if found),
            links=tuple(links),
        )

    def of_measure(self) -> Subject:
        measures = [measure for measure in measures_in(self.found.statements) if measure.iri == self.iri]
        provision = self.own.value(self.iri, "zt:statedIn") or ""
        payers = compare.payers_of(self.found.payer_rows).get(provision, ())
        slug = provision.partition("/id/policy/")[2]
        links = (("subject_who_pays", self.reader.link("/who-pays", provision=slug)),) if slug else ()
        return Subject("measure", measures=self._measures(measures), payers=payers, links=links)

    def _measures(self, measures: Iterable[Measure]) -> tuple[CityMeasures, ...]:
        of = self.found.statements
        by_policy: dict[str, list[Measure]] = {}
        for measure in measures:
            by_policy.setdefault(measure.policy, []).append(measure)
        return tuple(
            CityMeasures(
                self._place(policy),
                tuple(
                    (
                        of.value(measure.provision, "rdfs:label") or "",
                        self._anchor(policy, measure.provision),
                        FactReader(self.reader, of, self.labels, policy).measure(measure.iri),
                    )
                    for measure in found
                ),
            )
            for policy, found in by_policy.items()
        )

    def _duty(self, row: Row, kinds: set[str]) -> Duty:
        policy, place = row["policy"].value, row["place"].value
        text = row["label"].value if "label" in row else self._label(place)
        quote = reading_lines(row["quote"].value, text) if "quote" in row else ""
        span = row["span"].value if "span" in row else place
        named = tuple(self._label(kind) for kind in sorted(kinds))
        task = _beginning(row["text"].value, text) if "text" in row and " " not in text else ""
        return Duty(text, self._anchor(policy, span), quote, named, policy, row["fact"].value, task)

    def _area_row(self, policy: str, rows: list[Row]) -> AreaRow:
        first = rows[0]
        provision = first["provision"].value
        payers = compare.payers_of(rows).get(provision, ())
        return AreaRow(provision, first["label"].value, self._anchor(policy, provision), payers)

    def _place(self, policy: str) -> Place:
        return Place.of(self.reader, self.labels, policy)

    def _anchor(self, policy: str, part: str) -> str:
        return f"{self.reader.page(policy)}#{part.removeprefix(policy + '/')}"

    def _label(self, iri: str) -> str:
        return self.reader.label(self.labels, iri)
