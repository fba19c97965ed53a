"""Errors of reading that make a document inconsistent are found, named and told."""

from __future__ import annotations

import pytest

from zhengtu.reason.reasoning import Reasoned, Reasoning

P = "<http://localhost:8000/id/policy/yuncheng-2024"
Z = "<https://w3id.org/zhengtu/def#"
C = "<https://w3id.org/zhengtu/code/"
A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
GRAPH = "<http://localhost:8000/graph/policy/yuncheng-2024>"

# What is planted, and the classes that it puts one thing into.
FAULTS = {
    "draft and issued": (f"{P}> {Z}status> {C}status/draft>", ("DraftPolicy", "IssuedPolicy")),
    "a share paid by two levels": (
        f"{P}/art_10/item_2/funding_1/share_city> {Z}payerLevel> {C}payer-level/county>",
        ("CityFinanced", "CountyFinanced"),
    ),
    "a ceiling that is fixed": (
        f"{P}/art_6/m1/ceiling_1> {Z}bound> {C}bound/fixed>",
        ("FixedSupport", "UpperBoundSupport"),
    ),
    "a ceiling that is a floor": (
        f"{P}/art_6/m1/ceiling_1> {Z}bound> {C}bound/lower-bound>",
        ("LowerBoundSupport", "UpperBoundSupport"),
    ),
    "a rate in yuan": (f"{P}/art_6/m1/rate_1> {Z}unit> {C}unit/CNY>", ("MonetarySupport", "Rate")),
    "an amount that is a ceiling": (f"{P}/art_6/m1/ceiling_1> {A} {Z}GrantedAmount>", ("Ceiling", "GrantedAmount")),
    "a provision as a support": (f"{P}/art_6/m1> {Z}hasSupport> {P}/art_6>", ("Provision", "Support")),
    "a policy as an agency": (f"{P}> {Z}interpretedBy> {P}>", ("Agency", "Policy")),
    "a measure without figures that has some": (
        f'{P}/art_6/m1> {Z}isQuantified> "false"^^<http://www.w3.org/2001/XMLSchema#boolean>',
        ("QuantifiedMeasure", "UnquantifiedMeasure"),
    ),
    "a measure as a target": (f"{P}/art_6/m1> {A} {Z}Target>", ("Measure", "Target")),
}


def with_fault(lines: list[str], fault: str) -> list[str]:
    """The graph of one policy and the code lists, and a statement more."""
    own = [line for line in lines if line.endswith((f"{GRAPH} .", "<http://localhost:8000/graph/codes> ."))]
    return [*own, f"{fault} {GRAPH} ."]


def test_the_five_documents_hold_no_clash(reasoned: Reasoned) -> None:
    assert reasoned.clashes == ()


@pytest.mark.parametrize(("fault", "classes"), FAULTS.values(), ids=FAULTS)
def test_fault_is_a_clash_between_classes(
    fault: str, classes: tuple[str, str], lines: list[str], reasoning: Reasoning
) -> None:
    clashes = reasoning.reason(with_fault(lines, fault)).clashes
    pairs = [(clash.values["one"], clash.values["other"]) for clash in clashes if clash.kind == "disjoint-classes"]
    found = {tuple(sorted(name.removeprefix(Z).removesuffix(">") for name in pair)) for pair in pairs}
    assert tuple(sorted(classes)) in found


def test_clash_is_told_with_the_rules_and_statements_that_lead_to_it(lines: list[str], reasoning: Reasoning) -> None:
    reasoned = reasoning.reason(with_fault(lines, FAULTS["a ceiling that is fixed"][0]))
    assert reasoning.tell(reasoned, "zh")[0].splitlines() == [
        "上限 50万元 <http://localhost:8000/id/policy/yuncheng-2024/art_6/m1/ceiling_1> 同时属于互斥的两类："
        "固定额度 / 上限额度 (一个数额不能既是固定的，又是上限或下限。)",
        "  上限 50万元 – 属于 – 固定额度  [按固定或上下限归类的支持额度]",
        "    上限 50万元 – 属于 – 支持额度  [载明]",
        "    上限 50万元 – 固定或上限 – 固定  [载明]",
        "  上限 50万元 – 属于 – 上限额度  [属于子类则属于上级类]",
        "    上限 50万元 – 属于 – 支持上限  [载明]",
    ]
    assert "cannot be both: fixed support / upper-bound support" in reasoning.tell(reasoned, "en")[0]


def test_value_of_another_type_is_a_clash(lines: list[str], reasoning: Reasoning) -> None:
    """The only fault of those that HermiT finds that is no clash of classes."""
    reasoned = reasoning.reason(with_fault(lines, f'{P}/art_6/m1/ceiling_1> {Z}value> "若干"'))
    assert [clash.kind for clash in reasoned.clashes] == ["value-out-of-range"]
    assert reasoning.tell(reasoned, "zh")[0].splitlines() == [
        "上限 50万元 <http://localhost:8000/id/policy/yuncheng-2024/art_6/m1/ceiling_1> "
        "的数值类型不对：若干应当是xsd:decimal",
        "  上限 50万元 – 数值 – 若干  [载明]",
    ]


def test_policy_that_ends_before_it_begins_is_a_clash(lines: list[str], reasoning: Reasoning) -> None:
    end = "<http://data.europa.eu/eli/ontology#date_no_longer_in_force>"
    own = [line for line in lines if end not in line]
    reasoned = reasoning.reason(with_fault(own, f'{P}> {end} "2024-01-31"^^<http://www.w3.org/2001/XMLSchema#date>'))
    assert {clash.kind for clash in reasoned.clashes} == {"ends-before-it-begins"}
    told = reasoning.tell(reasoned, "en")[0]
    assert "ends on 2024-01-31, before 2024-04-10" in told
    assert "date no longer in force – 2024-01-31  [stated]" in told
