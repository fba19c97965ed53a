"""How each slot was read, and what people set right, is in the graph; a query finds what was curated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import RDFS

from zhengtu import iri, vocab
from zhengtu.graph.readings import reading_quads
from zhengtu.iri import Minter
from zhengtu.lexicon.load import load
from zhengtu.model.correction import Correction, SlotChange
from zhengtu.model.record import Reading, Record

from .asserted import parsed, values

POLICY = "http://localhost:8000/id/policy/yuncheng-2024"
PARK = f"{POLICY}/art_3/item_2/m1"
AMOUNT = f"{PARK}/amount_1"
SUBSIDY = f"{POLICY}/art_3/item_3/m1"
PERSON = "http://localhost:8000/id/curator/李华"
FIX = f"{POLICY}/correction/fix"
MapRecord = Callable[[Record], list[str]]

READ = (
    Reading("value", "quantities.digits", (), Decimal("0.9821")),
    Reading("unit", "units:万元/年", ("inferred_unit",), Decimal("0.5")),
    Reading("role", "slots.giving_behind"),
)


@pytest.fixture(scope="module")
def curated(record: Record) -> Record:
    """The record with readings of one support; a person set its period, added a rule, and took a requirement away."""
    park = record.measures[0]
    support = replace(park.supports[0], readings=(*READ, Reading("period", "correction:fix", (), Decimal(1))))
    modes = (Reading("beneficiary", "beneficiaries:park"), Reading("beneficiary", "beneficiaries:platform"))
    rule = replace(record.rules[0], readings=(Reading("kind", "correction:more", (), Decimal(1)),))

    def correction(name: str, why: str, kind: str, *changes: SlotChange) -> Correction:
        measure = "m1" if kind in ("support", "requirement") else None
        operation = {"support": "set", "rule": "add", "requirement": "remove"}[kind]
        return Correction(
            name, "李华", date(2026, 3, 2), why, operation, kind, (3, 2), measure, support.evidence, changes
        )  # type: ignore[arg-type]

    return replace(
        record,
        measures=(replace(park, supports=(support,), requirements=(), readings=modes), *record.measures[1:]),
        rules=(rule,),
        corrections=(
            correction("fix", "每年一次", "support", SlotChange("period", None, "year"), SlotChange("tier", 1, None)),
            correction("more", "It says so.", "rule", SlotChange("kind", None, "stackable")),
            correction("less", "不是条件", "requirement", SlotChange("kind", "recognised", None)),
        ),
    )


@pytest.fixture(scope="module")
def graph(curated: Record, map_record: MapRecord) -> Dataset:
    lines = map_record(curated)
    lexicon = replace(load(), precision={"quantities.digits": (98, 100)})
    rules = reading_quads(lines, lexicon, Minter("http://localhost:8000/"))
    return parsed([*lines, *rules])


def rule(name: str) -> str:
    return iri.code("reading-rule", name)


@pytest.mark.parametrize(
    ("subject", "predicate", "expected"),
    [
        (AMOUNT, "zt:hasReading", [f"{AMOUNT}/reading/{slot}" for slot in ("period", "role", "unit", "value")]),
        (AMOUNT, "zt:confidence", [Decimal("0.5")]),
        (AMOUNT, "zt:curatedBy", [FIX]),
        (AMOUNT, "prov:wasAttributedTo", [PERSON]),
        (AMOUNT, "prov:wasGeneratedBy", [f"{POLICY}/extraction"]),
        (f"{AMOUNT}/reading/value", "zt:slot", [iri.code("slot", "value")]),
        (f"{AMOUNT}/reading/value", "zt:readBy", [rule("quantities.digits")]),
        (f"{AMOUNT}/reading/value", "zt:confidence", [Decimal("0.982")]),
        (f"{AMOUNT}/reading/unit", "zt:readBy", [rule("units:万元/年")]),
        (f"{AMOUNT}/reading/unit", "zt:penalty", [iri.code("penalty", "inferred_unit")]),
        (iri.code("penalty", "inferred_unit"), "rdfs:label", [
            "the unit is not printed and was taken from the numbers it is listed with", "单位未写明，由并列的数字推得",
        ]),
        (f"{AMOUNT}/reading/role", "zt:confidence", []),
        (f"{AMOUNT}/reading/period", "zt:readBy", [FIX]),
        (f"{AMOUNT}/reading/period", "zt:confidence", [Decimal(1)]),
        (f"{PARK}/reading/beneficiary_2", "zt:readBy", [rule("beneficiaries:platform")]),
        (rule("quantities.digits"), "zt:confirmedReadings", [98]),
        (rule("quantities.digits"), "zt:measuredReadings", [100]),
        (rule("units:万元/年"), "skos:notation", ["units:万元/年"]),
        (rule("units:万元/年"), "rdfs:label", ["lexicon row units: 万元/年", "词表 units：万元/年"]),
        (rule("slots.giving_behind"), "rdfs:label", ["rule slots.giving_behind", "规则 slots.giving_behind"]),
        (SUBSIDY, "zt:confidence", []),
        (SUBSIDY, "prov:wasGeneratedBy", [f"{POLICY}/extraction"]),
        (f"{POLICY}/extraction", "zt:lexiconSha256", ["1" * 64]),
        (f"{POLICY}/extraction", "zt:softwareVersion", ["1.2.3"]),
        (f"{POLICY}/extraction", "prov:used", [f"{POLICY}/text"]),
        (f"{POLICY}/art_10/item_2/rule_stackable", "prov:wasGeneratedBy", [f"{POLICY}/correction/more"]),
        (f"{POLICY}/art_10/item_2/rule_stackable", "zt:curatedBy", [f"{POLICY}/correction/more"]),
        (PARK, "zt:curatedBy", [f"{POLICY}/correction/less"]),
        (FIX, "zt:operation", [iri.code("correction-operation", "set")]),
        (FIX, "zt:factKind", ["support"]),
        (FIX, "zt:reason", ["每年一次"]),
        (FIX, "dct:date", [date(2026, 3, 2)]),
        (FIX, "prov:wasAssociatedWith", [PERSON]),
        (FIX, "zt:inProvision", [f"{POLICY}/art_3/item_2"]),
        (FIX, "zt:hasChange", [f"{FIX}/period", f"{FIX}/tier"]),
        (f"{FIX}/period", "zt:formerValue", []),
        (f"{FIX}/period", "zt:newValue", ["year", "年"]),
        (f"{FIX}/period", "rdfs:label", ["counted per period: none → year", "计算期间：无 → 年"]),
        (f"{FIX}/tier", "zt:formerValue", ["1"]),
        (f"{POLICY}/correction/less/kind", "zt:formerValue", ["recognised", "认定"]),
        (PERSON, "rdfs:label", ["李华"]),
    ],
)  # fmt: skip
def test_reading_and_correction_are_stated(
    graph: Dataset, subject: str, predicate: str, expected: list[object]
) -> None:
    assert values(graph, subject, predicate) == expected


def test_reason_is_in_the_language_it_was_written_in(graph: Dataset) -> None:
    reason = URIRef(vocab.expand("zt:reason"))
    languages = {
        str(s).rsplit("/", 1)[-1]: o.language for s, o in graph.subject_objects(reason) if isinstance(o, Literal)
    }
    assert languages == {"fix": "zh", "less": "zh", "more": "en"}


def test_query_lists_what_was_curated_by_whom_when_and_why(graph: Dataset) -> None:
    rows = graph.query(
        """PREFIX zt: <https://w3id.org/zhengtu/def#> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX dct: <http://purl.org/dc/terms/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?fact ?who ?when ?why WHERE {
          ?fact zt:curatedBy ?correction ; prov:wasAttributedTo/rdfs:label ?who .
          ?correction dct:date ?when ; zt:reason ?why .
        } ORDER BY ?fact"""
    )
    assert [tuple(map(str, row)) for row in rows] == [  # type: ignore[call-overload]
        (f"{POLICY}/art_10/item_2/rule_stackable", "李华", "2026-03-02", "It says so."),
        (AMOUNT, "李华", "2026-03-02", "每年一次"),
    ]


def test_everything_new_has_a_chinese_label(graph: Dataset) -> None:
    subjects = {
        str(s) for s in graph.subjects() if "/reading" in str(s) or "/correction" in str(s) or "/curator" in str(s)
    }
    labelled = {str(s) for s, o in graph.subject_objects(RDFS.label) if isinstance(o, Literal) and o.language == "zh"}
    assert subjects
    assert subjects - labelled == set()


def test_statements_are_the_same_every_time(curated: Record, map_record: MapRecord) -> None:
    assert map_record(curated) == map_record(curated)
