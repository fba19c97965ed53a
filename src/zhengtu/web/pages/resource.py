"""What the page of any resource but a policy shows: properties, the words that say it, what points at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from zhengtu.iri import DEF
from zhengtu.vocab import expand
from zhengtu.web.answers.validity import Validity
from zhengtu.web.pages import subjects
from zhengtu.web.pages.annotated_text import reading_lines
from zhengtu.web.pages.subjects import Subject
from zhengtu.web.site import Reader
from zhengtu.web.standing import Standing, StandingReader
from zhengtu.web.statements import Row, Statements, Term

# Of each property that points here, so many are listed.
MAX_LISTED = 30
# So many signs in a row of a label that was cut are no chance.
_SURE = 12
_TYPE, _SCHEME = expand("rdf:type"), expand("skos:inScheme")
_SAYING_MORE = (expand("zt:agencyKind"), expand("zt:jurisdiction"))
_LABELS = (expand("rdfs:label"), expand("skos:prefLabel"))
# What has a section of its own on the page, and is not listed among the properties.
_SHOWN_APART = tuple(map(expand, ("zt:hasEvidence", "zt:hasReading", "zt:confidence", "zt:curatedBy")))


@dataclass(frozen=True, slots=True)
class Link:
    """A value: an IRI with label and place, or a literal with its language or datatype as a hint."""

    text: str
    href: str | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a policy that say a fact, and where they stand on its page."""

    text: str
    href: str
    policy: str
    provision: str


@dataclass(frozen=True, slots=True)
class Property:
    """A property with its values; total may be more than those listed, and links lead to what is before and after.

    Others have the same values: what follows from a property by the ontology is said beside it, not once more.
    """

    name: Link
    values: tuple[Link, ...]
    total: int
    start: int = 0
    before: str | None = None
    after: str | None = None
    others: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ResourceView:
    """The whole page."""

    iri: str
    title: str
    other_titles: tuple[str, ...]
    kinds: tuple[Link, ...]
    policy: Link | None
    quotes: tuple[Quote, ...]
    standing: Standing
    properties: tuple[Property, ...]
    incoming: tuple[Property, ...]
    subject: Subject | None
    validity: Validity | None
    labels: Mapping[str, Mapping[str, str]]


def build(reader: Reader, resource: str) -> ResourceView | None:
    """Put the page together: five queries at most, whatever the number of links. None for what nothing is said of."""
    site = reader.site
    rows = site.queries.rows(site.store, "statements-of-resource", resource=resource)
    if not rows:
        return None
    incoming = _incoming(reader, resource)
    statements = Statements(rows)
    findings = subjects.ask(reader, resource, statements)
    labels = site.queries.labels(site.store, _iris(rows) | _iris(incoming) | findings.iris | {resource})
    page = _Page(reader, labels)
    own = [row for row in rows if row["subject"].value == resource]
    words = [row["object"].value for row in own if not row["object"].is_iri]
    words += [
        quote for span in statements.values(resource, "zt:hasEvidence") for quote in statements.values(span, "zt:quote")
    ]
    titles = {language: _whole(text, words) for language, text in labels.get(resource, {}).items()}
    title = reader.label({resource: titles}, resource)
    policy = statements.value(resource, "zt:inPolicy")
    return ResourceView(
        iri=resource,
        title=title,
        other_titles=tuple(text for text in sorted(set(titles.values())) if text != title),
        kinds=tuple(page.kinds(own)),
        policy=page.iri(policy) if policy else None,
        quotes=tuple(page.quotes(statements, resource)),
        standing=StandingReader(reader, statements, labels).of(resource),
        properties=tuple(page.properties(own)),
        incoming=tuple(page.incoming(incoming)),
        subject=subjects.tell(reader, resource, statements, findings, labels),
        validity=site.calendar.of(resource, reader.on),
        labels=labels,
    )


def _whole(label: str, texts: Iterable[str]) -> str:
    """A label that lists have cut short, with the words as a whole that one of the texts has.

    >>> _whole("奖励：对年度跨境电商交易额达到1000万元…", ["对年度跨境电商交易额达到1000万元的企业给予奖励。"])
    '奖励：对年度跨境电商交易额达到1000万元的企业给予奖励。'
    >>> _whole("奖励：对年度跨境电商交易额达到1000万元…", ["对园区给予奖励。"])
    '奖励：对年度跨境电商交易额达到1000万元…'
    """
    cut = label.removesuffix("…")
    if cut == label:
        return label
    for line in (" ".join(text.split()) for text in texts if not text.endswith("…")):
        for place in range(max(len(cut) - _SURE, 0)):
            if line.startswith(cut[place:]):
                return cut[:place] + line
    return label


def _incoming(reader: Reader, resource: str) -> list[Row]:
    """What points here: the first of every property, or a page of the one that was asked for."""
    queries, store, wanted = reader.site.queries, reader.site.store, reader.query.get("incoming")
    if not wanted:
        return queries.rows(store, "incoming", resource=resource)
    return queries.rows(store, "incoming-page", resource=resource, property=wanted, start=reader.start, size=MAX_LISTED)


def statements_of(rows: list[Row], predicate: str) -> list[Term]:
    """The objects of one property."""
    return [row["object"] for row in rows if row["predicate"].value == predicate]


@dataclass(frozen=True, slots=True)
class _Page:
    reader: Reader
    labels: Mapping[str, Mapping[str, str]]

    def iri(self, iri: str) -> Link:
        return Link(self.reader.label(self.labels, iri), self.reader.page(iri), iri)

    def link(self, term: Term) -> Link:
        if term.is_iri:
            return self.iri(term.value)
        if term.datatype.endswith("#boolean"):
            return Link(self.reader.say("yes" if term.value == "true" else "no"), None, f"boolean: {term.value}")
        return Link(term.value, None, term.language or term.datatype.rsplit("#", 1)[-1])

    def kinds(self, rows: list[Row]) -> list[Link]:
        """What a resource is: its classes of ours, for a code its list, else any; then an agency's kind and place."""
        classes = statements_of(rows, _TYPE)
        ours = [term for term in classes if term.value.startswith(DEF)]
        said = [term for predicate in _SAYING_MORE for term in statements_of(rows, predicate)]
        return [self.link(term) for term in (*(ours or statements_of(rows, _SCHEME) or classes), *said)]

    def properties(self, rows: list[Row]) -> list[Property]:
        grouped: dict[str, list[Term]] = {}
        for row in rows:
            predicate = row["predicate"].value
            if predicate not in (_TYPE, *_SHOWN_APART, *_LABELS):
                grouped.setdefault(predicate, []).append(row["object"])
        found = [
            Property(self.iri(predicate), tuple(sorted(map(self.link, terms), key=lambda link: link.text)), len(terms))
            for predicate, terms in grouped.items()
        ]
        found.sort(key=lambda prop: (any(value.href for value in prop.values), prop.name.text))
        return _merged(found)

    def incoming(self, rows: list[Row]) -> list[Property]:
        grouped: dict[str, list[Row]] = {}
        for row in rows:
            grouped.setdefault(row["predicate"].value, []).append(row)
        return _merged([self._property(predicate, found) for predicate, found in grouped.items()])

    def _property(self, predicate: str, rows: list[Row]) -> Property:
        start, total = self.reader.start, int(rows[0]["count"].value)
        listed = tuple(self.iri(row["subject"].value) for row in rows[:MAX_LISTED])
        before = self._part(predicate, max(start - MAX_LISTED, 0)) if start else None
        after = self._part(predicate, start + MAX_LISTED) if start + len(listed) < total else None
        return Property(self.iri(predicate), listed, total, start, before, after)

    def _part(self, predicate: str, start: int) -> str:
        return f"{self.reader.here(incoming=predicate, start=str(start))}#incoming"

    def quotes(self, statements: Statements, resource: str) -> list[Quote]:
        spans = statements.values(resource, "zt:hasEvidence")
        if statements.value(resource, "zt:quote"):
            spans = [resource]
        return [self.quote(statements, span) for span in spans]

    def quote(self, statements: Statements, span: str) -> Quote:
        policy = statements.value(span, "zt:inPolicy") or ""
        provision = statements.value(span, "zt:inProvision")
        heading = self.reader.label(self.labels, provision) if provision else ""
        return Quote(
            text=reading_lines(statements.value(span, "zt:quote") or "", heading),
            href=f"{self.reader.page(policy)}#{span.removeprefix(policy + '/')}",
            policy=self.reader.label(self.labels, policy),
            provision=heading,
        )


def _merged(properties: list[Property]) -> list[Property]:
    """Each set of links once, under a name of ours where one has it, with the other names beside."""
    alike: dict[object, list[Property]] = {}
    for one in properties:
        linked = any(value.href for value in one.values)
        alike.setdefault((one.values, one.total) if linked else one.name, []).append(one)
    return [_first_of(those) for those in alike.values()]


def _first_of(those: list[Property]) -> Property:
    first, *rest = sorted(those, key=lambda one: not one.name.hint.startswith(DEF))
    return replace(first, others=tuple(one.name for one in rest))


def _iris(rows: list[Row]) -> set[str]:
    return {term.value for row in rows for term in row.values() if term.is_iri}
