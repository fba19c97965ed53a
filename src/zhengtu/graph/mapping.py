"""The record of one document as the statements of one named graph. Nothing is read, derived or guessed here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhengtu import iri
from zhengtu.graph import arrangements, measures, provenance, readings
from zhengtu.graph.agencies import AgencyResolver
from zhengtu.graph.classing import themes_of_words
from zhengtu.graph.policy_graph import PolicyGraph
from zhengtu.graph.provisions import Outline, printed_path, sort_key
from zhengtu.graph.readings import Extraction
from zhengtu.graph.statements import GraphWriter
from zhengtu.iri import Minter
from zhengtu.model.agency import AgencyName
from zhengtu.model.area import Area
from zhengtu.model.lexicon import Classes
from zhengtu.model.record import Evidence, Notice, Policy, Provision, Record


@dataclass(frozen=True, slots=True)
class DocumentMeta:
    """What is known of a document beside its text. origin: its address, or a remark on it; None when unknown."""

    slug: str
    title: str
    city: str
    sha256: str
    origin: str | None = None


def policy_quads(
    record: Record,
    document: DocumentMeta,
    extraction: Extraction,
    minter: Minter,
    areas: Mapping[str, Area],
    codes: Mapping[str, str],
    agency_names: Mapping[str, AgencyName] | None = None,
    classes: Classes | None = None,
    english: Mapping[str, str] | None = None,
) -> list[str]:
    """Write one policy as sorted N-Quads lines of its named graph, each without its line break.

    codes and english are the labels of the code lists as `Ontology.code_labels` reads them, agency_names the full names
    of agencies by their short ones, classes what agencies, duties and provisions are classed by. Raises ValueError
    where the record contradicts itself: a path or a measure id that occurs twice, a fact in a provision that is not
    there.
    """
    graph = _start(record, document, minter, areas, codes, agency_names or {}, classes or Classes(), english or {})
    title = record.policy.title or document.title
    _map_policy(graph, record.policy, document.slug, title)
    provenance.map_source_text(graph, title, document.sha256, document.origin)
    readings.map_extraction(graph, extraction)
    provenance.map_metadata_evidence(graph, record.policy.evidence)
    for provision in record.provisions:
        _map_provision(graph, provision)
    measures.map_measures(graph, (*record.measures, *record.qualitative_measures))
    for _, condition in measures.map_conditions(graph, record.eligibility, graph.policy):
        graph.out.link(graph.policy, "zt:hasEligibility", condition)
    _map_arrangements(graph, record)
    readings.map_corrections(graph, record)
    provenance.map_diagnostics(graph, record)
    graph.label_agencies()
    return graph.out.lines()


def _start(
    record: Record,
    document: DocumentMeta,
    minter: Minter,
    areas: Mapping[str, Area],
    codes: Mapping[str, str],
    agency_names: Mapping[str, AgencyName],
    classes: Classes,
    english: Mapping[str, str],
) -> PolicyGraph:
    policy = minter.policy(document.slug)
    area_name = record.policy.area or document.city
    return PolicyGraph(
        out=GraphWriter(minter.graph(f"policy/{iri.segment(document.slug)}")),
        minter=minter,
        policy=policy,
        outline=Outline.of_policy(policy, record.provisions, minter),
        agencies=AgencyResolver.of_document(
            minter, areas, agency_names, slug=document.slug, area_code=record.policy.area_code, area_name=area_name
        ),
        areas=areas,
        codes=codes,
        english=english,
        curators={correction.id: correction.by for correction in record.corrections},
        classes=classes,
        definitions=record.definitions,
    )


def _map_policy(graph: PolicyGraph, policy: Policy, slug: str, title: str) -> None:
    out, node = graph.out, graph.policy
    out.kind(node, "zt:Policy", "eli:LegalResource")
    out.label(node, title)
    out.text(node, "eli:title", title)
    out.value(node, "zt:slug", slug)
    out.link(node, "zt:status", graph.code("status", policy.status))
    out.value(node, "zt:documentNumber", policy.document_number)
    _map_dates(graph, policy)
    area = graph.area(graph.agencies.issuing_area)
    for predicate in ("zt:issuingArea", "eli:jurisdiction"):
        out.link(node, predicate, area)
    for name in policy.issuer:
        out.link(node, "eli:passed_by", graph.agency(name))
    for name in policy.interpreted_by:
        out.link(node, "zt:interpretedBy", graph.agency(name))
    for number in policy.basis:
        out.link(node, "zt:basedOn", _cited_document(graph, number))
    for number in policy.cites:
        out.link(node, "eli:cites", _cited_document(graph, number))
    if policy.notice is not None:
        _map_notice(graph, policy.notice)


def _map_dates(graph: PolicyGraph, policy: Policy) -> None:
    for predicate, value in (
        ("eli:date_document", policy.issued_on),
        ("eli:first_date_entry_in_force", policy.effective_from),
        ("eli:date_no_longer_in_force", policy.valid_until),
        ("eli:date_applicability", policy.applies_from),
        ("zt:validForYears", policy.valid_for_years),
    ):
        graph.out.value(graph.policy, predicate, value)


def _cited_document(graph: PolicyGraph, number: str) -> str:
    node = graph.minter.document(number)
    graph.out.kind(node, "zt:CitedDocument")
    graph.out.label(node, number)
    graph.out.value(node, "zt:documentNumber", number)
    return node


def _map_notice(graph: PolicyGraph, notice: Notice) -> None:
    node = graph.minter.under(graph.policy, "notice")
    graph.out.kind(node, "zt:Notice", "eli:LegalResource")
    graph.out.label(node, notice.title)
    graph.out.text(node, "eli:title", notice.title)
    graph.out.link(graph.policy, "zt:promulgatedBy", node)
    graph.evidence(node, notice.evidence)


def _map_provision(graph: PolicyGraph, provision: Provision) -> None:
    out, outline, path = graph.out, graph.outline, provision.path
    node = outline.iri(path)
    out.kind(node, "zt:Provision", "eli:LegalResourceSubdivision")
    out.label(node, outline.label(path))
    out.link(node, "zt:inPolicy", graph.policy)
    out.link(node, "zt:directPartOf", outline.iri(path[:-1] or None))
    out.value(node, "zt:ordinal", path[-1])
    out.value(node, "zt:path", printed_path(path))
    out.value(node, "zt:sortKey", sort_key(path))
    out.text(node, "eli:number", provision.label)
    out.text(node, "zt:heading", provision.heading)
    out.text(node, "zt:text", provision.text)
    out.link(node, "zt:provisionKind", graph.code("provision-kind", provision.kind))
    graph.themes(node, themes_of_words(graph.classes, provision.heading or ""))
    if len(provision.text) == provision.end - provision.start > 0:
        graph.evidence(node, Evidence(provision.start, provision.end, provision.text))


def _map_arrangements(graph: PolicyGraph, record: Record) -> None:
    arrangements.map_responsibilities(graph, record.responsibilities)
    for mention in record.mode_mentions:
        arrangements.map_mode_mention(graph, mention)
    arrangements.map_funding(graph, record.funding)
    for rule in record.rules:
        arrangements.map_rule(graph, rule)
    arrangements.map_targets(graph, record.targets)
    arrangements.map_definitions(graph)
