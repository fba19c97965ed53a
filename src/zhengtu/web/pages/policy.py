"""What the page of one policy shows: its text in sections, the facts beside it, the marks that tie them together.

An anchor is the part of an IRI after the policy's, so that every fact and every span has its place on the page. How
facts are worded lives in web.pages.facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from zhengtu.web.answers.validity import Validity
from zhengtu.web.pages.annotated_text import Mark, Node, annotate
from zhengtu.web.pages.facts import FACT_KINDS, Fact, FactReader, MeasureCard
from zhengtu.web.site import Reader, Site
from zhengtu.web.standing import Curation, Standing, StandingReader
from zhengtu.web.statements import Statements

# So many characters stand in the contents for a heading that there is none of.
_OPENING = 16

Metadata = tuple[tuple[str, tuple[Fact, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A provision, or a passage of the text that belongs to none (preamble, closing; label is then empty).

    span is the anchor of its words as a whole, where no mark within them has it.
    """

    anchor: str
    level: int
    label: str
    heading: str | None
    nodes: tuple[Node, ...]
    iri: str | None = None
    opening: str = ""
    span: str | None = None
    measures: tuple[MeasureCard, ...] = ()
    leads: tuple[Fact, ...] = ()
    responsibles: tuple[Fact, ...] = ()
    modes: tuple[Fact, ...] = ()
    others: tuple[Fact, ...] = ()

    @property
    def has_facts(self) -> bool:
        """Whether there is anything to show beside the text."""
        return bool(self.measures or self.leads or self.responsibles or self.modes or self.others)


@dataclass(frozen=True, slots=True)
class PolicyView:
    """The whole page; standings are those of the facts that are curated or to be checked, by their anchors."""

    iri: str
    slug: str
    title: str
    status: str
    status_label: str
    metadata: Metadata
    sections: tuple[Section, ...]
    general: Section
    diagnostics: tuple[Fact, ...]
    validity: Validity | None = None
    standings: dict[str, Standing] = field(default_factory=dict)
    curations: tuple[Curation, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)


def is_policy(site: Site, iri: str) -> bool:
    """Whether the resource is a policy of this release."""
    return iri in {f"{site.release.base_iri}id/policy/{slug}" for slug in site.release.published}


def build(reader: Reader, policy: str) -> PolicyView:
    """Put the page together: two queries, whatever the size of the policy."""
    site = reader.site
    graph = policy.replace("/id/policy/", "/graph/policy/")
    statements = Statements(site.queries.rows(site.store, "statements-of-graph", graph=graph))
    labels = statements.labels()
    labels |= site.queries.labels(site.store, statements.iris - labels.keys())
    facts = FactReader(reader, statements, labels, policy)
    standings = StandingReader(reader, statements, labels)
    slug = statements.value(policy, "zt:slug") or ""
    status = statements.value(policy, "zt:status") or ""
    metadata = facts.metadata()
    return PolicyView(
        iri=policy,
        slug=slug,
        title=statements.value(policy, "eli:title") or slug,
        status=status.rsplit("/", 1)[-1],
        status_label=reader.label(labels, status),
        metadata=metadata,
        sections=tuple(_sections(site.release.text(slug), statements, facts, _marks(statements, facts, metadata))),
        general=_general(facts),
        diagnostics=facts.diagnostics(),
        validity=site.calendar.of(policy, reader.on),
        standings={facts.anchor(fact): standing for fact, standing in standings.all().items()},
        curations=standings.curations(),
        counts={
            name: len(statements.of_class(f"zt:{name}"))
            for name in ("Provision", "Measure", "Support", "Condition", "Responsibility", "Evidence")
        },
    )


def _sections(text: str, statements: Statements, facts: FactReader, marks: Sequence[Mark]) -> Iterator[Section]:
    position = 0
    marked = {mark.anchor for mark in marks}
    provisions = sorted(statements.of_class("zt:Provision"), key=lambda iri: statements.value(iri, "zt:sortKey") or "")
    for provision in provisions:
        start, end = facts.extent(provision)
        if end == 0:  # its words are not in one piece in the source
            whole = (Node(statements.value(provision, "zt:text") or ""),)
            yield _provision(facts, statements, provision, whole, marked)
            continue
        yield from _passage(text, position, start, marks)
        heading = _heading(statements, provision, text, start, end)
        line_ends = frozenset(mark.end for mark in heading)
        nodes = annotate(text, start, end, [*heading, *marks], line_ends=line_ends)
        yield _provision(facts, statements, provision, nodes, marked)
        position = max(position, end)
    yield from _passage(text, position, len(text), marks)


def _passage(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Section]:
    bare = text[start:end].strip().strip("\ufeff")
    if bare:
        start = text.index(bare, start)
        nodes = annotate(text, start, start + len(bare), marks, line_ends=None)
        yield Section(f"passage-{start}", 0, "", None, nodes)


def _heading(statements: Statements, provision: str, text: str, start: int, end: int) -> list[Mark]:
    heading = statements.value(provision, "zt:heading")
    place = text.find(heading, start, end) if heading else -1
    stop = place + len(heading) if heading and place >= 0 else start
    return [Mark(start, stop, ("head",))] if stop > start else []


def _provision(
    facts: FactReader, statements: Statements, provision: str, nodes: tuple[Node, ...], marked: Set[str | None]
) -> Section:
    own = (facts.anchor(evidence) for evidence in statements.values(provision, "zt:hasEvidence"))
    path = statements.value(provision, "zt:path") or ""
    label = statements.value(provision, "eli:number") or path
    return Section(
        anchor=facts.anchor(provision),
        level=path.count("/") + 1,
        label=label,
        heading=statements.value(provision, "zt:heading"),
        nodes=nodes,
        iri=provision,
        opening=_opening(statements.value(provision, "zt:text") or "", label),
        span=next((anchor for anchor in own if anchor not in marked), None),
        measures=facts.measures(provision),
        leads=facts.responsibilities(provision, "lead"),
        responsibles=facts.responsibilities(provision, "responsible"),
        modes=facts.modes(provision),
        others=facts.arrangements(provision),
    )


def _opening(text: str, label: str) -> str:
    """The first words of a provision that has no heading, for the contents."""
    words = "".join(text.split()).removeprefix("".join(label.split()))
    return words if len(words) <= _OPENING else f"{words[:_OPENING]}…"


def _general(facts: FactReader) -> Section:
    """The facts that hold for the document as a whole."""
    return Section(
        anchor="general",
        level=0,
        label="",
        heading=None,
        nodes=(),
        measures=facts.measures(facts.policy),
        leads=facts.responsibilities(facts.policy, "lead"),
        responsibles=facts.responsibilities(facts.policy, "responsible"),
        modes=facts.modes(facts.policy),
        others=(*facts.eligibility(), *facts.arrangements(facts.policy)),
    )


def _marks(statements: Statements, facts: FactReader, metadata: Metadata) -> list[Mark]:
    """One mark for each span, with the kinds of all facts that rest on it; none for sentences that are only cited."""
    shown = {"metadata/title", "metadata/status", *(fact.anchor for _, values in metadata for fact in values)}
    found: defaultdict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for class_name, kind in FACT_KINDS.items():
        for fact in statements.of_class(class_name):
            for span in statements.values(fact, "zt:hasEvidence"):
                found[facts.span_extent(span)].append((kind, fact))
    for diagnostic in statements.of_class("zt:Diagnostic"):
        start, end = statements.whole_number(diagnostic, "zt:start"), statements.whole_number(diagnostic, "zt:end")
        if start is not None and end is not None and end > start:
            found[start, end].append(("unread", diagnostic))
    own = {span for one in statements.of_class("zt:Provision") for span in statements.values(one, "zt:hasEvidence")}
    others = {facts.span_extent(span) for span in statements.of_class("zt:Evidence") if span not in own}
    cited = [Mark(start, end, ("cited",), f"span/{start}-{end}") for start, end in sorted(others - found.keys())]
    return [*(_mark(start, end, tied, facts, shown) for (start, end), tied in found.items()), *cited]


def _mark(start: int, end: int, tied: list[tuple[str, str]], facts: FactReader, shown: set[str]) -> Mark:
    kinds = tuple(dict.fromkeys(kind for kind, _ in tied))
    titles = list(dict.fromkeys(facts.label(fact) for _, fact in tied))
    kind, fact = tied[0]
    anchor = facts.anchor(fact)
    target = anchor if kind != "meta" or anchor in shown else None
    return Mark(start, end, kinds, f"span/{start}-{end}", target, " · ".join(titles[:4]))
