"""Every kind of fact of a record is in the graph, and can be followed to the words that say it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import BNode, Dataset, URIRef
from rdflib.namespace import RDF, RDFS

from zhengtu import iri, vocab
from zhengtu.model.record import Policy, Record, Support

from .asserted import values

POLICY = "http://localhost:8000/id/policy/yuncheng-2024"
AGENCY = "http://localhost:8000/id/agency/140800"
PARK = f"{POLICY}/art_3/item_2"
SUBSIDY = f"{POLICY}/art_3/item_3/m1"


def labels(dataset: Dataset, subject: str) -> list[str]:
    return [str(label) for label in dataset.objects(URIRef(subject), RDFS.label)]


@pytest.mark.parametrize(
    ("subject", "predicate", "expected"),
    [
        (POLICY, "eli:title", "支持中国（运城）跨境电子商务综合试验区发展的若干措施"),
        (POLICY, "zt:slug", "yuncheng-2024"),
        (POLICY, "zt:status", iri.code("status", "issued")),
        (POLICY, "zt:documentNumber", "运政办发〔2024〕10号"),
        (POLICY, "eli:passed_by", f"{AGENCY}/人民政府办公室"),
        (POLICY, "eli:date_document", date(2024, 4, 10)),
        (POLICY, "eli:first_date_entry_in_force", date(2024, 4, 10)),
        (POLICY, "eli:date_no_longer_in_force", date(2025, 12, 31)),
        (POLICY, "eli:date_applicability", date(2024, 1, 1)),
        (POLICY, "zt:interpretedBy", f"{AGENCY}/商务局"),
        (POLICY, "zt:basedOn", "http://localhost:8000/id/document/国函〔2022〕126号"),
        (POLICY, "eli:cites", "http://localhost:8000/id/document/济政字〔2021〕22号"),
        (POLICY, "zt:issuingArea", iri.code("area", "140800")),
        (POLICY, "zt:promulgatedBy", f"{POLICY}/notice"),
        (POLICY, "zt:numberCount", 2),
        (POLICY, "zt:unassignedNumberCount", 1),
        (POLICY, "zt:hasEligibility", f"{POLICY}/condition_1"),
        (f"{POLICY}/text", "dct:source", "https://www.example.org/10号?id=1"),
        (f"{POLICY}/text", "eli:language", iri.code("language", "zh")),
        (PARK, "zt:directPartOf", f"{POLICY}/art_3"),
        (f"{POLICY}/art_3", "zt:directPartOf", POLICY),
        (PARK, "zt:path", "3/2"),
        (PARK, "zt:sortKey", "0003.0002"),
        (PARK, "zt:ordinal", 2),
        (PARK, "eli:number", "（二）"),
        (PARK, "zt:heading", "跨境电子商务示范园区奖励"),
        (PARK, "zt:provisionKind", iri.code("provision-kind", "item")),
        (PARK, "zt:namesCustomsMode", iri.code("customs-mode", "9710")),
        (POLICY, "zt:namesCustomsMode", iri.code("customs-mode", "9610")),
        (f"{PARK}/m1", "zt:statedIn", PARK),
        (f"{PARK}/m1", "zt:instrument", iri.code("instrument", "reward")),
        (f"{PARK}/m1", "zt:beneficiaryType", iri.code("beneficiary-type", "park_operator")),
        (f"{PARK}/m1", "zt:beneficiaryText", "跨境电商示范园区"),
        (f"{PARK}/m1", "zt:frequency", iri.code("frequency", "once")),
        (f"{PARK}/m1", "zt:instalments", "分两年拨付"),
        (f"{PARK}/m1", "zt:isQuantified", True),
        (f"{POLICY}/art_4/m1", "zt:isQuantified", False),
        (f"{PARK}/m1", "zt:hasSupport", f"{PARK}/m1/amount_1"),
        (f"{PARK}/m1/amount_1", "zt:supportOf", f"{PARK}/m1"),
        (f"{PARK}/m1/amount_1", "zt:value", Decimal(500000)),
        (f"{PARK}/m1/amount_1", "zt:unit", iri.code("unit", "CNY")),
        (f"{PARK}/m1/amount_1", "zt:printedText", "50 万元"),
        (f"{SUBSIDY}/rate_1", "zt:rateBase", "实际建设费用（租赁）"),
        (f"{SUBSIDY}/rate_1", "zt:payerLevel", iri.code("payer-level", "city")),
        (f"{SUBSIDY}/rate_2", "zt:period", iri.code("period", "year")),
        (f"{SUBSIDY}/rate_2", "zt:tier", 1),
        (f"{SUBSIDY}/rate_2", "zt:appliesWhen", "境外"),
        (f"{SUBSIDY}/rate_2", "zt:durationYears", 3),
        (f"{SUBSIDY}/ceiling_1", "zt:per", iri.code("per", "event")),
        (f"{PARK}/m1/condition_1", "zt:metric", iri.code("metric", "trade_volume")),
        (f"{PARK}/m1/condition_1", "zt:comparator", vocab.expand("odrl:gt")),
        (f"{PARK}/m1/condition_1", "zt:customsMode", iri.code("customs-mode", "9710")),
        (f"{PARK}/m1/condition_1", "zt:appliesTo", f"{PARK}/m1"),
        (f"{PARK}/m1/condition_2", "zt:comparator", iri.code("comparator", "per")),
        (f"{PARK}/m1/condition_2", "zt:alternative", 2),
        (f"{PARK}/m1/requirement_1", "zt:requirementKind", iri.code("requirement-kind", "recognised")),
        (f"{PARK}/m1/requirement_1", "zt:requiredBy", f"{AGENCY}/商务局"),
        (f"{PARK}/lead/市商务局", "zt:agency", f"{AGENCY}/商务局"),
        (f"{PARK}/lead/市商务局", "cv:hasParticipant", f"{AGENCY}/商务局"),
        (f"{PARK}/lead/市商务局", "zt:role", iri.code("role", "lead")),
        (f"{PARK}/lead/市商务局", "zt:printedName", "市商务局"),
        (f"{PARK}/lead/市商务局", "zt:inProvision", PARK),
        (f"{POLICY}/responsible/各区县", "zt:inPolicy", POLICY),
        (f"{AGENCY}/商务局", "zt:jurisdiction", iri.code("area", "140800")),
        (f"{POLICY}/art_10/item_2/funding_1", "zt:scopeProvision", f"{POLICY}/art_3"),
        (f"{POLICY}/art_10/item_2/funding_1", "zt:areaName", "盐湖区"),
        (f"{POLICY}/art_10/item_2/funding_1/share_county", "zt:ratio", Decimal("0.5")),
        (f"{POLICY}/art_10/item_2/funding_2", "zt:scopeRemainder", True),
        (f"{POLICY}/art_10/item_2/funding_2", "zt:exceptAreaName", "永济市"),
        (f"{POLICY}/art_10/item_2/funding_2/share_city", "zt:bound", iri.code("bound", "upper-bound")),
        (f"{POLICY}/art_10/item_2/rule_stackable", "zt:ruleKind", iri.code("rule-kind", "stackable")),
        (f"{POLICY}/art_10/item_2/rule_stackable", "zt:scopeProvision", f"{POLICY}/art_3"),
        (f"{POLICY}/target_1", "zt:byYear", "2023"),
        (f"{POLICY}/target_1", "zt:comparator", vocab.expand("odrl:gteq")),
        (f"{POLICY}/definition_1", "zt:definedTerm", "跨境电商进出口"),
        (f"{POLICY}/definition_1", "zt:customsMode", iri.code("customs-mode", "9610")),
        (f"{POLICY}/metadata/issuer/1", "zt:statedValue", "运城市人民政府办公室"),
        (f"{POLICY}/metadata/basis/1", "zt:printedText", "国函〔2022〕126 号"),
        (f"{POLICY}/metadata/title", "zt:statementOf", POLICY),
    ],
)
def test_fact_is_stated(dataset: Dataset, subject: str, predicate: str, expected: object) -> None:
    assert values(dataset, subject, predicate) == [expected]


@pytest.mark.parametrize(
    ("support", "bound"),
    [
        (f"{PARK}/m1/amount_1", "fixed"),
        (f"{SUBSIDY}/rate_1", "fixed"),
        (f"{SUBSIDY}/rate_2", "upper-bound"),
        (f"{SUBSIDY}/ceiling_1", "upper-bound"),
    ],
)
def test_bound_of_a_support_is_never_lost(dataset: Dataset, support: str, bound: str) -> None:
    assert values(dataset, support, "zt:bound") == [iri.code("bound", bound)]


@pytest.mark.parametrize(
    ("subject", "label", "english"),
    [
        (PARK, "第三条（二） 跨境电子商务示范园区奖励", None),
        (f"{PARK}/m1/amount_1", "金额 50万元", "sum of CNY 500,000"),
        (f"{SUBSIDY}/rate_1", "比例 30%", "rate of 30%"),
        (f"{SUBSIDY}/rate_2", "比例上限 0.5‰，每crate，每年（境外）", "rate of up to 0.5‰ per crate per year (境外)"),
        (f"{SUBSIDY}/ceiling_1", "上限 6个展位，每场活动", "up to 6 booths per event"),
        (f"{PARK}/m1/condition_1", "进出口额（交易额） > 1.5亿元", "trade volume > CNY 150,000,000"),
        (f"{PARK}/lead/市商务局", "第三条（二） 牵头单位：市商务局", "第三条（二） lead unit: 市商务局"),
        (f"{AGENCY}/商务局", "运城市商务局", None),
        (
            f"{POLICY}/art_10/item_2/funding_2/share_city",
            "市级财政至多承担100%",
            "municipal finance bears at most 100%",
        ),
    ],
)
def test_label_reads_as_an_official_would_write(
    dataset: Dataset, subject: str, label: str, english: str | None
) -> None:
    """Names of the document itself have no English label."""
    assert labels(dataset, subject) == sorted(filter(None, (label, english)))


def test_value_that_no_code_list_holds_is_labelled_with_itself(dataset: Dataset) -> None:
    assert labels(dataset, iri.code("unit", "crate")) == ["crate"]
    assert labels(dataset, iri.code("unit", "CNY")) == []


def test_group_of_agencies_is_not_taken_for_one(dataset: Dataset) -> None:
    kinds = set(dataset.objects(URIRef(f"{AGENCY}/各区县"), RDF.type))
    assert kinds == {URIRef(iri.term("Agency")), URIRef(iri.term("AgencyGroup"))}


def test_evidence_reads_back_from_the_source(dataset: Dataset, text: str) -> None:
    spans = [str(s) for s in dataset.subjects(RDF.type, URIRef(iri.term("Evidence")))]
    for span in spans:
        (start,), (end,) = values(dataset, span, "zt:start"), values(dataset, span, "zt:end")
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert values(dataset, span, "zt:quote") == [text[start:end]]
        assert values(dataset, f"{span}/quote", "oa:exact") == [text[start:end]]
        assert values(dataset, f"{span}/position", "oa:start") == [start]
        assert values(dataset, f"{span}/position", "oa:end") == [end]
        assert values(dataset, span, "oa:hasSource") == [f"{POLICY}/text"]
    assert len(spans) > 20


@pytest.mark.parametrize(
    "kind",
    [
        "Notice", "Provision", "Measure", "Support", "Condition", "Requirement", "Responsibility", "ModeMention",
        "FundingRule", "CombinationRule", "Target", "Definition", "MetadataStatement",
    ],
)  # fmt: skip
def test_every_fact_has_evidence(dataset: Dataset, kind: str) -> None:
    facts = set(dataset.subjects(RDF.type, URIRef(iri.term(kind))))
    proven = set(dataset.subjects(URIRef(iri.term("hasEvidence")), None))
    assert facts
    assert facts - proven == set()


def test_evidence_names_the_provision_that_it_stands_in(dataset: Dataset) -> None:
    (span,) = values(dataset, f"{PARK}/m1", "zt:hasEvidence")
    assert values(dataset, str(span), "zt:inProvision") == [PARK]
    (preamble,) = values(dataset, f"{POLICY}/target_1", "zt:hasEvidence")
    assert values(dataset, str(preamble), "zt:inProvision") == []


def test_every_resource_has_a_chinese_label(dump: Path) -> None:
    store = pyoxigraph.Store()
    store.load(path=dump, format=pyoxigraph.RdfFormat.N_QUADS)
    bare = store.query(
        """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT DISTINCT ?iri WHERE {
          { ?iri ?p ?o } UNION { ?s ?p ?iri . FILTER(isIRI(?iri) && (STRSTARTS(STR(?iri), "http://localhost:8000/")
            || STRSTARTS(STR(?iri), "https://w3id.org/zhengtu/code/"))) }
          FILTER NOT EXISTS { ?iri rdfs:label ?label . FILTER(LANG(?label) = "zh") }
        }""",
        use_default_graph_as_union=True,
    )
    assert isinstance(bare, pyoxigraph.QuerySolutions)
    assert [row["iri"].value for row in bare] == []


def test_graph_has_no_blank_nodes(dataset: Dataset) -> None:
    assert [quad for quad in dataset.quads() if any(isinstance(term, BNode) for term in quad)] == []


def test_all_statements_are_in_the_graph_of_the_policy(lines: list[str]) -> None:
    assert {line.rsplit(" ", 2)[1] for line in lines} == {"<http://localhost:8000/graph/policy/yuncheng-2024>"}


def test_statements_are_sorted_and_each_is_there_once(lines: list[str]) -> None:
    assert lines == sorted(set(lines))


def test_same_measure_id_twice_in_one_provision_is_refused(
    record: Record, map_record: Callable[[Record], list[str]]
) -> None:
    with pytest.raises(ValueError, match=r"art_3/item_2/m1 stands for two measures"):
        map_record(replace(record, qualitative_measures=record.measures[:1]))


def test_empty_record_is_a_policy_with_the_title_of_its_metadata(map_record: Callable[[Record], list[str]]) -> None:
    lines = map_record(Record("a.txt", Policy()))
    assert any(line.startswith(f'<{POLICY}> <{RDFS.label}> "若干措施"@zh') for line in lines)


def test_measure_of_the_preamble_belongs_to_the_policy(
    record: Record, map_record: Callable[[Record], list[str]]
) -> None:
    preamble = replace(record, measures=(replace(record.measures[0], provision=None),))
    assert any(line.startswith(f"<{POLICY}/m1> <{iri.term('statedIn')}> <{POLICY}> ") for line in map_record(preamble))


def test_policy_of_ten_times_the_usual_size_maps_in_well_under_three_seconds(
    record: Record, map_record: Callable[[Record], list[str]]
) -> None:
    measure = record.measures[1]
    supports: tuple[Support, ...] = measure.supports * 5
    many = replace(record, measures=tuple(replace(measure, id=f"m{n}", supports=supports) for n in range(300)))
    began = time.process_time()
    map_record(many)
    assert time.process_time() - began < 3


def test_responsibility_keeps_its_iri_when_the_name_is_wrapped_or_half_width(
    record: Record, map_record: Callable[[Record], list[str]]
) -> None:
    printed = replace(record.responsibilities[0], agency="工作专班（济南）成员单位")
    wrapped = replace(printed, agency="工作专班(济南)\r\n成员单位")
    lines = map_record(replace(record, responsibilities=(printed, wrapped)))
    kind = f"<{RDF.type}> <{iri.term('Responsibility')}>"
    assert [line.split(" ")[0] for line in lines if kind in line] == [f"<{PARK}/lead/工作专班(济南)成员单位>"]
