"""Areas of funding rules with and without a code, bounds of shares, names of agencies, messages in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from rdflib import Dataset, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from zhengtu.graph.mapping import policy_quads
from zhengtu.iri import CODE, DEF, Minter
from zhengtu.model.agency import AgencyName
from zhengtu.model.record import Diagnostic, FundingRule, FundingShare, Record, Responsibility

from .asserted import parsed
from .conftest import AREAS, BASE, EXTRACTION, META

RULE = URIRef(f"{BASE}id/policy/yuncheng-2024/art_10/item_2/funding_1")
AGENCY = URIRef(f"{BASE}id/agency/140800/发展和改革委员会")


@pytest.fixture
def rule(record: Record) -> FundingRule:
    return FundingRule(
        (10, 2),
        "others",
        ("盐湖区", "运城开发区", "其余各县（市）"),
        (FundingShare("city", Decimal("0.4"), "min"), FundingShare("county", Decimal("0.6"), "max")),
        record.funding[0].evidence,
        except_areas=("永济市",),
        area_codes=("140802", None, None),
        except_area_codes=("140881",),
        except_scope=((3,),),
    )


@pytest.fixture
def graph(record: Record, rule: FundingRule, map_record: Callable[[Record], list[str]]) -> Dataset:
    return parsed(map_record(replace(record, funding=(rule,))))


def zt(name: str) -> URIRef:
    return URIRef(DEF + name)


def test_area_with_a_code_is_that_of_the_list_and_a_zone_belongs_to_the_issuing_area(graph: Dataset) -> None:
    zone = URIRef(f"{BASE}id/area/140800/运城开发区")
    assert set(graph.objects(RULE, zt("area"))) == {URIRef(f"{CODE}area/140802"), zone}
    assert (zone, RDF.type, zt("LocalArea")) in graph
    assert [str(label) for label in graph.objects(zone, RDFS.label)] == ["运城开发区"]
    assert list(graph.objects(zone, zt("withinArea"))) == [URIRef(f"{CODE}area/140800")]


def test_names_of_areas_are_kept_as_printed_groups_included(graph: Dataset) -> None:
    assert {str(name) for name in graph.objects(RULE, zt("areaName"))} == {"盐湖区", "运城开发区", "其余各县（市）"}


def test_excepted_area_and_provision_are_linked(graph: Dataset) -> None:
    assert list(graph.objects(RULE, zt("exceptArea"))) == [URIRef(f"{CODE}area/140881")]
    assert list(graph.objects(RULE, zt("exceptProvision"))) == [URIRef(f"{BASE}id/policy/yuncheng-2024/art_3")]


def test_share_says_which_bound_it_is(graph: Dataset) -> None:
    bounds = {
        str(share).rsplit("_", 1)[-1]: str(bound).rsplit("/", 1)[-1]
        for share in graph.objects(RULE, zt("hasShare"))
        for bound in graph.objects(share, zt("bound"))
    }
    labels = {str(label) for share in graph.objects(RULE, zt("hasShare")) for label in graph.objects(share, RDFS.label)}
    assert bounds == {"city": "lower-bound", "county": "upper-bound"}
    assert labels == {
        *("市级财政至少承担40%", "municipal finance bears at least 40%"),
        *("县区财政至多承担60%", "county finance bears at most 60%"),
    }


def test_short_name_and_full_name_are_one_agency_with_both_labels(record: Record, codes: dict[str, str]) -> None:
    (first, *_) = record.responsibilities
    roles = (
        replace(first, agency="市发改委"),
        Responsibility(None, "市发展和改革委员会", "lead", first.evidence, first.sentence),
    )
    names = {"发改委": AgencyName("发展和改革委员会", False)}
    changed = replace(record, responsibilities=roles)
    graph = parsed(policy_quads(changed, META, EXTRACTION, Minter(BASE), AREAS, codes, names))
    assert set(graph.objects(None, zt("agency"))) == {AGENCY}
    assert [str(label) for label in graph.objects(AGENCY, RDFS.label)] == ["运城市发展和改革委员会"]
    assert [str(label) for label in graph.objects(AGENCY, SKOS.altLabel)] == ["运城市发改委"]


def test_message_of_a_diagnostic_is_there_in_both_languages(
    record: Record, map_record: Callable[[Record], list[str]]
) -> None:
    diagnostic = Diagnostic("unresolved_reference", "warning", 0, 3, "“第九条” is not there. / “第九条”不存在。")
    graph = parsed(map_record(replace(record, diagnostics=(diagnostic,))))
    (node,) = graph.subjects(RDF.type, zt("Diagnostic"))
    messages = {(message.language, str(message)) for message in graph.objects(node, zt("message"))}
    assert messages == {("en", "“第九条” is not there."), ("zh", "“第九条”不存在。")}
    assert list(graph.objects(node, zt("diagnosticKind"))) == [URIRef(f"{CODE}diagnostic/unresolved_reference")]
