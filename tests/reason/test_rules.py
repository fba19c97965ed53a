"""What follows from the five documents by the rules, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengtu.iri import Minter
from zhengtu.reason.closure import close
from zhengtu.reason.premises import explain, premise_query
from zhengtu.reason.reasoning import Reasoned, Reasoning
from zhengtu.reason.rules import load_rules
from zhengtu.reason.slice import TYPE
from zhengtu.vocab import expand

POLICY = "http://localhost:8000/id/policy"


def data(path: str) -> str:
    return f"<{POLICY}/{path}>"


def term(name: str) -> str:
    return f"<{expand(name)}>"


def given(reasoned: Reasoned, rule: str) -> set[tuple[str, str, str]]:
    return set(reasoned.closure.inferred[rule])


def of_class(reasoned: Reasoned, rule: str) -> set[str]:
    return {subject for subject, predicate, _ in given(reasoned, rule) if predicate == TYPE}


def test_every_measure_of_the_draft_is_a_draft_measure_and_no_other(reasoned: Reasoned, lines: list[str]) -> None:
    draft = {
        line.split(" ", 1)[0]
        for line in lines
        if f"{term('rdf:type')} {term('zt:Measure')}" in line and line.startswith(f"<{POLICY}/zhengzhou-draft/")
    }
    assert of_class(reasoned, "draft-measure") == draft != set()


def test_measure_reaches_its_policy_by_the_chain_of_provisions(reasoned: Reasoned) -> None:
    """The policy reached over statedIn and partOf is the one that the mapping states with inPolicy."""
    stated = {(s, o) for s, p, o in reasoned.slice.facts if p == term("zt:inPolicy")}
    measures = {s for s, p, o in reasoned.slice.facts if p == TYPE and o == term("zt:Measure")}
    policies = {s for s, p, o in reasoned.slice.facts if p == TYPE and o == term("zt:Policy")}
    reached = {(s, o) for s, _, o in given(reasoned, "stated-within") if o in policies}
    direct = {(s, o) for s, p, o in reasoned.slice.facts if p == term("zt:statedIn") and o in policies}
    assert reached | direct == {(measure, policy) for measure, policy in stated if measure in measures}


def test_measures_of_articles_3_to_5_are_funded_under_the_rules_that_name_them(reasoned: Reasoned) -> None:
    """Yuncheng 第十条（二）: 第三条至第五条 are shared 5:5 in some places and 2:8 in others."""
    rules = {data(f"yuncheng-2024/art_10/item_2/funding_{number}") for number in (1, 2)}
    funded = [(s, o) for s, _, o in given(reasoned, "funded-under") if o in rules]
    articles = {measure.removeprefix(f"<{POLICY}/yuncheng-2024/").split("/")[0] for measure, _ in funded}
    assert articles == {"art_3", "art_4", "art_5"}


def test_measures_that_the_city_pays_alone_are_those_named_and_those_of_the_rest(reasoned: Reasoned) -> None:
    """Zhengzhou （十六）: 第七、十一条 by 市级财政, the rest is shared. Yuncheng 第十条（二）: 其余条款 by 市本级."""
    paid = of_class(reasoned, "municipally-funded-measure")
    assert {measure.rsplit("/", 1)[0] for measure in paid} == {
        f"<{POLICY}/zhengzhou-draft/part_2/item_7",
        f"<{POLICY}/zhengzhou-draft/part_4/item_11",
        *(f"<{POLICY}/yuncheng-2024/art_{number}" for number in (6, 7, 9)),
    }


def test_quantified_and_unquantified_measures_are_all_measures_without_overlap(reasoned: Reasoned) -> None:
    quantified, unquantified = (of_class(reasoned, f"{name}-measure") for name in ("quantified", "unquantified"))
    measures = {s for s, p, o in reasoned.slice.facts if p == TYPE and o == term("zt:Measure")}
    assert quantified | unquantified == measures
    assert quantified & unquantified == set()


def test_nothing_is_inferred_twice_or_stated_already(reasoned: Reasoned) -> None:
    triples = [triple for found in reasoned.closure.inferred.values() for triple in found]
    assert len(triples) == len(set(triples)) > 2000
    assert set(triples) & set(reasoned.slice.facts) == set()


def test_each_rule_has_a_graph_of_its_own(reasoned: Reasoned) -> None:
    quads = reasoned.closure.quads()
    graph = "<http://localhost:8000/graph/inferred/draft-measure>"
    assert sum(quad.endswith(f"{graph} .") for quad in quads) == len(of_class(reasoned, "draft-measure")) > 0


def test_every_inferred_triple_has_premises_that_the_data_hold(reasoned: Reasoned, reasoning: Reasoning) -> None:
    lacking = []
    for rule in reasoning.rules:
        for triple in reasoned.closure.inferred[rule.name][:20]:
            query = premise_query(rule, triple)
            premises = reasoned.closure.dataset.construct(query) if query else []
            if not premises or not all(reasoned.closure.dataset.graphs_with(premise) for premise in premises):
                lacking.append((rule.name, triple))
    assert lacking == []


def test_explanation_of_a_draft_measure_ends_at_what_is_stated(reasoned: Reasoned, reasoning: Reasoning) -> None:
    measure = sorted(of_class(reasoned, "draft-measure"))[0]
    rules = {rule.name: rule for rule in reasoning.rules}
    step = explain((measure, TYPE, term("zt:DraftMeasure")), reasoned.closure, rules)
    draft = next(premise for premise in step.premises if premise.triple[1] == TYPE)
    assert step.rule == "draft-measure"
    assert draft.rule == "policy-by-status"
    assert [(p.triple, p.rule) for p in draft.premises] == [
        ((data("zhengzhou-draft"), term("zt:status"), "<https://w3id.org/zhengtu/code/status/draft>"), None)
    ]


def test_rule_cannot_explain_what_it_does_not_conclude(reasoning: Reasoning) -> None:
    rule = next(rule for rule in reasoning.rules if rule.name == "draft-measure")
    assert premise_query(rule, (data("x"), TYPE, term("zt:CappedMeasure"))) is None


def test_explanation_is_told_in_both_languages(reasoned: Reasoned, reasoning: Reasoning) -> None:
    told = {language: reasoning.tell_inferred(data("zhengzhou-draft"), reasoned, language) for language in ("zh", "en")}
    assert "属于 – 征求意见稿  [按状态归类的政策文件]" in told["zh"]
    assert "文件状态 – 征求意见稿  [载明]" in told["zh"]
    assert "policy status – draft  [stated]" in told["en"]


def test_share_of_one_half_is_no_full_city_share(reasoning: Reasoning) -> None:
    share = "<http://localhost:8000/id/policy/x/funding_1/share_city>"
    code = "https://w3id.org/zhengtu/code"
    stated = [
        (share, TYPE, term("zt:FundingShare")),
        (share, term("zt:payerLevel"), f"<{code}/payer-level/city>"),
        (share, term("zt:bound"), f"<{code}/bound/fixed>"),
        (share, term("zt:ratio"), f'"0.5"^^{term("xsd:decimal")}'),
    ]
    closure = close(stated, reasoning.terms.triples, reasoning.rules, Minter("http://localhost:8000/"))
    assert closure.inferred["full-city-share"] == ()
    assert closure.inferred["financed-by-level"] == ((share, TYPE, term("zt:CityFinanced")),)


def test_rule_without_its_premises_in_the_header_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "bare.rq").write_text("# label@zh: 规则\n# label@en: a rule\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bare\.rq lacks the header line '# stratum: …'"):
        load_rules(tmp_path)


def test_rules_read_nothing_that_a_later_stratum_concludes(reasoning: Reasoning) -> None:
    """Properties first, then the classes that they give: no rule on properties asks for a class of individuals."""
    early = [rule for rule in reasoning.rules if rule.stratum == 1]
    assert [rule.name for rule in early if " a zt:" in rule.premises] == []
    assert [rule.name for rule in early if " a " in rule.conclusion] == []
