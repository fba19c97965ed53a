"""Who pays for each provision in each area: 其余条款, 其余各县（市）, exceptions and areas above others, worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from pathlib import Path

import pytest

from zhengtu.iri import CODE, DEF, Minter
from zhengtu.reason.expansion import Expansion
from zhengtu.reason.slice import TYPE, split
from zhengtu.store.working import Triple
from zhengtu.vocab import expand

POLICY = "http://localhost:8000/id/policy/x"
BROADER, LABEL = f"<{expand('skos:broader')}>", f"<{expand('rdfs:label')}>"
AREAS = {"140802": "盐湖区", "140821": "临猗县", "140881": "永济市", "140882": "河津市"}
ARTICLES = ("art_3", "art_3/item_1", "art_6")
REMAINDER = ("scopeRemainder", f'"true"^^<{expand("xsd:boolean")}>')
Split = tuple[str, str]  # provision, area
Expand = Callable[..., dict[Split, set[str]]]


def zt(name: str) -> str:
    return f"<{DEF}{name}>"


def at(path: str) -> str:
    return f"<{POLICY}/{path}>"


def area(code: str) -> str:
    return f"<{CODE}area/{code}>"


def policy_with(rules: Mapping[str, Iterable[tuple[str, str]]]) -> list[Triple]:
    """A policy of Yuncheng with a measure in each of three provisions and funding rules, each with what it says."""
    parent = {"art_3": f"<{POLICY}>", "art_3/item_1": at("art_3"), "art_6": f"<{POLICY}>"}
    triples: list[Triple] = [
        (f"<{POLICY}>", TYPE, zt("Policy")),
        (f"<{POLICY}>", LABEL, '"措施"@zh'),
        (f"<{POLICY}>", zt("issuingArea"), area("140800")),
    ]
    for path in ARTICLES:
        triples += [
            (at(path), TYPE, zt("Provision")),
            (at(path), LABEL, f'"{path}"@zh'),
            (at(path), zt("inPolicy"), f"<{POLICY}>"),
            (at(path), zt("directPartOf"), parent[path]),
            (at(f"{path}/m1"), TYPE, zt("Measure")),
            (at(f"{path}/m1"), zt("inPolicy"), f"<{POLICY}>"),
            (at(f"{path}/m1"), zt("statedIn"), at(path)),
        ]
    for code, name in AREAS.items():
        triples += [
            (area(code), BROADER, area("140800")),
            (area(code), TYPE, zt("Area")),
            (area(code), LABEL, f'"{name}"@zh'),
        ]
    for name, said in rules.items():
        triples += [
            (at(name), TYPE, zt("FundingRule")),
            (at(name), zt("inPolicy"), f"<{POLICY}>"),
            (at(name), zt("inProvision"), at("art_10")),
            (at(name), zt("hasShare"), at(f"{name}/share_city")),
            *((at(name), zt(predicate), value) for predicate, value in said),
        ]
    return triples


@pytest.fixture(scope="module")
def expansion(root: Path) -> Expansion:
    return Expansion.load(root / "ontology", Minter("http://localhost:8000/"))


@pytest.fixture
def triples(expansion: Expansion) -> Callable[..., set[Triple]]:
    def run(**rules: Iterable[tuple[str, str]]) -> set[Triple]:
        lines = [f"{s} {p} {o} <urn:g> ." for s, p, o in policy_with(rules)]
        return {split(line)[0] for line in expansion.expand("x", lines, ())}

    return run


@pytest.fixture
def expanded(triples: Callable[..., set[Triple]]) -> Expand:
    """For each provision and area, by what rule it is paid, or why that is not stated."""

    def run(**rules: Iterable[tuple[str, str]]) -> dict[Split, set[str]]:
        found = triples(**rules)

        def values(node: str, predicate: str) -> set[str]:
            return {o.strip("<>").rsplit("/", 1)[1] for s, p, o in found if s == node and p == zt(predicate)}

        answers: dict[Split, set[str]] = {}
        for node, _, provision in (t for t in found if t[1] == zt("forProvision")):
            (where,) = values(node, "forArea")
            key = (provision.strip("<>").removeprefix(f"{POLICY}/"), AREAS.get(where, where))
            answers.setdefault(key, set()).update(values(node, "underRule") or values(node, "splitReason"))
        return answers

    return run


def test_rule_on_an_article_is_for_its_items_too(expanded: Expand) -> None:
    answers = expanded(a=[("scopeProvision", at("art_3"))])
    assert answers["art_3/item_1", "盐湖区"] == {"a"}
    assert answers["art_6", "盐湖区"] == {"provision_not_covered"}


def test_remaining_provisions_are_those_that_no_rule_of_the_clause_names(expanded: Expand) -> None:
    """其余条款由市本级承担."""
    answers = expanded(a=[("scopeProvision", at("art_3"))], b=[REMAINDER])
    assert {key: rule for key, rule in answers.items() if key[1] == "盐湖区"} == {
        ("art_3", "盐湖区"): {"a"},
        ("art_3/item_1", "盐湖区"): {"a"},
        ("art_6", "盐湖区"): {"b"},
    }


def test_provision_left_out_by_name_is_none_of_the_rest(expanded: Expand) -> None:
    """除第六条外，其余条款…."""
    answers = expanded(a=[REMAINDER, ("exceptProvision", at("art_6"))])
    assert answers["art_3", "盐湖区"] == {"a"}
    assert answers["art_6", "盐湖区"] == {"provision_not_covered"}


def test_group_of_areas_is_without_those_named_or_left_out(expanded: Expand) -> None:
    """盐湖区、河津市 5:5，其余各县（市）（永济市除外）2:8."""
    whole = ("scopeProvision", at("art_3"))
    named = [whole, *(("area", area(code)) for code in ("140802", "140882")), ("areaName", '"盐湖区"@zh')]
    group = [whole, ("areaName", '"其余各县（市）"@zh'), ("exceptArea", area("140881"))]
    group += [("areaGroup", f"<{CODE}area-group/{kind}>") for kind in ("county", "city")]
    answers = expanded(a=named, b=group)
    assert {key[1]: rule for key, rule in answers.items() if key[0] == "art_3"} == {
        "盐湖区": {"a"},
        "河津市": {"a"},
        "临猗县": {"b"},
        "永济市": {"area_excepted"},
    }


def test_area_of_no_rule_is_not_stated_and_neither_zero_nor_that_of_a_neighbour(expanded: Expand) -> None:
    answers = expanded(
        a=[("scopeProvision", at("art_3")), ("area", area("140802")), ("areaName", '"盐湖区"@zh')],
    )
    assert answers["art_3", "临猗县"] == {"area_not_named"}


def test_rule_for_the_whole_city_is_for_its_districts_but_for_one_that_another_rule_names(expanded: Expand) -> None:
    whole = ("scopeProvision", at("art_3"))
    answers = expanded(
        a=[whole, ("area", area("140800")), ("areaName", '"运城市"@zh')],
        b=[whole, ("area", area("140881")), ("areaName", '"永济市"@zh')],
    )
    assert answers["art_3", "盐湖区"] == {"a"}
    assert answers["art_3", "永济市"] == {"b"}


def test_group_whose_name_does_not_tell_its_areas_is_not_resolved(
    expanded: Expand, triples: Callable[..., set[Triple]]
) -> None:
    rule = [("scopeProvision", at("art_3")), ("areaName", '"主城区"@zh')]
    rule += [("areaGroup", f"<{CODE}area-group/unresolved>")]
    assert expanded(a=rule)["art_3", "盐湖区"] == {"group_unresolved"}
    outcomes = {o for s, p, o in triples(a=rule) if p == zt("splitOutcome") and "/art_3/split/" in s}
    assert outcomes == {f"<{CODE}split-outcome/not_resolved>"}


def test_several_rules_give_several_splits_that_say_so(triples: Callable[..., set[Triple]]) -> None:
    found = triples(a=[("scopeProvision", at("art_6"))], b=[("scopeProvision", at("art_6"))])
    told = [s for s, p, o in found if (p, o) == (zt("splitReason"), f"<{CODE}split-reason/several_rules>")]
    assert sorted(told) == sorted(at(f"{rule}/split/{code}/art_6") for rule, code in product("ab", AREAS))


def test_policy_without_a_rule_has_one_split_that_states_nothing(triples: Callable[..., set[Triple]]) -> None:
    found = triples()
    assert [s for s, p, o in found if (p, o) == (TYPE, zt("PayerSplit"))] == [at("split")]
    assert (at("split"), zt("splitReason"), f"<{CODE}split-reason/policy_without_rule>") in found


def test_every_split_says_what_made_it_and_from_which_rule(triples: Callable[..., set[Triple]]) -> None:
    found = triples(a=[REMAINDER])
    splits = {s for s, p, o in found if (p, o) == (TYPE, zt("PayerSplit"))}
    made = {s for s, p, o in found if (p, o) == (f"<{expand('prov:wasGeneratedBy')}>", at("expansion"))}
    derived = {s for s, p, o in found if (p, o) == (f"<{expand('prov:wasDerivedFrom')}>", at("a"))}
    assert splits == made == derived
    assert len(splits) == len(ARTICLES) * len(AREAS)


def test_every_pair_of_the_shipped_documents_is_covered_once_or_says_why_not(lines: list[str]) -> None:
    quads = [split(line)[0] for line in lines]
    measures = {s for s, p, o in quads if (p, o) == (TYPE, zt("Measure"))}
    policy_of = {s: o for s, p, o in quads if p == zt("inPolicy")}
    provisions = {o for s, p, o in quads if p == zt("statedIn") and s in measures}
    shared = [(s, o) for s, p, o in quads if p == zt("sharesCostIn")]
    wanted = {(n, a) for n, (policy, a) in product(provisions, shared) if policy_of[n] == policy}
    where = {s: o for s, p, o in quads if p == zt("forArea")}
    pairs = [(o, where[s]) for s, p, o in quads if p == zt("forProvision")]
    several = {s for s, p, o in quads if o == f"<{CODE}split-reason/several_rules>"}
    assert set(pairs) == wanted != set()
    assert len(pairs) - len(set(pairs)) == len(several) // 2 > 0


def test_rule_without_a_label_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "expansion"
    folder.mkdir(parents=True)
    (folder / "nameless.rq").write_text("# label@zh: 无\n# stratum: 1\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }\n")
    with pytest.raises(ValueError, match=r"nameless\.rq lacks the header line '# label@en"):
        Expansion.load(tmp_path, Minter("http://localhost:8000/"))
