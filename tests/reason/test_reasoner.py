"""HermiT and Pellet beside the rules. Runs of Java are few and kept between test runs by the hash of their input."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengtu.cli.reason import reason
from zhengtu.errors import ReasonerFailed
from zhengtu.reason import reasoner
from zhengtu.reason.comparison import compare
from zhengtu.reason.reasoner import Reasoner, Verdict, classify
from zhengtu.reason.reasoning import Reasoned, Reasoning
from zhengtu.reason.slice import TYPE, Slice
from zhengtu.store.release import Release
from zhengtu.vocab import expand

POLICY = "http://localhost:8000/id/policy"
NOTHING = f"<{expand('owl:Nothing')}>"
CODE = "https://w3id.org/zhengtu/code"
ARTICLE, MEASURE, CEILING = (f"<{POLICY}/x/{name}>" for name in ("art_1", "art_1/m1", "art_1/m1/ceiling_1"))
DATED = (
    b"<https://example.org/p> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    b"<http://www.w3.org/2002/07/owl#DatatypeProperty> .\n"
    b"<https://example.org/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    b"<http://www.w3.org/2002/07/owl#NamedIndividual> .\n"
    b'<https://example.org/x> <https://example.org/p> "2024-04-10"^^<http://www.w3.org/2001/XMLSchema#date> .\n'
)


def term(name: str) -> str:
    return f"<{expand(name)}>"


@pytest.fixture(scope="session")
def verdict(reasoned: Reasoned, kept: Path) -> Verdict:
    """HermiT over the five documents."""
    return classify(reasoned.slice.to_bytes(), kept)


def test_ontology_alignments_and_the_five_documents_are_consistent(verdict: Verdict) -> None:
    assert verdict.consistent
    assert [triple for triple in verdict.triples if NOTHING in triple] == []


def test_rules_and_hermit_infer_the_same_triples(reasoned: Reasoned, verdict: Verdict) -> None:
    """Class membership, chains, inverses, hierarchies of classes and properties, over the five documents."""
    agreement = compare(reasoned.entailment, verdict)
    assert agreement.rules_only == ()
    assert agreement.reasoner_only == ()
    assert agreement.both == sum(len(triples) for triples in reasoned.closure.inferred.values()) > 2000


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        ("zt:fundedUnder", f"<{POLICY}/yuncheng-2024/art_10/item_2/funding_1>"),
        ("zt:statedWithin", f"<{POLICY}/yuncheng-2024>"),
        ("rdf:type", term("zt:DraftMeasure")),
        ("rdf:type", term("zt:MunicipallyFundedMeasure")),
        ("rdf:type", term("zt:QuantifiedMeasure")),
    ],
)
def test_hermit_itself_infers_chains_and_defined_classes(predicate: str, value: str, verdict: Verdict) -> None:
    told = [s for s, p, o in verdict.triples if (p, o) == (term(predicate), value)]
    below = [s for s, p, o in verdict.triples if p == TYPE and o == term("zt:CappedMeasure")]
    assert told or (value == term("zt:QuantifiedMeasure") and below)


def test_difference_between_rules_and_reasoner_is_named(reasoned: Reasoned, verdict: Verdict) -> None:
    lost = next(triple for triple in verdict.triples if triple[1] == term("zt:fundedUnder"))
    poorer = Verdict(True, tuple(t for t in verdict.triples if t != lost), verdict.seconds, True)
    assert compare(reasoned.entailment, poorer).rules_only == (lost,)


@pytest.mark.parametrize(
    "fault",
    [
        (CEILING, term("zt:bound"), f"<{CODE}/bound/fixed>"),
        (MEASURE, term("zt:hasSupport"), ARTICLE),
        (CEILING, term("zt:value"), '"none"^^<http://www.w3.org/2001/XMLSchema#string>'),
    ],
    ids=["a ceiling that is fixed", "a provision as a support", "a value that is no number"],
)
def test_hermit_finds_a_planted_fault(fault: tuple[str, str, str], reasoning: Reasoning, kept: Path) -> None:
    facts = [
        (ARTICLE, TYPE, term("zt:Provision")),
        (MEASURE, TYPE, term("zt:Measure")),
        (CEILING, TYPE, term("zt:Ceiling")),
        (MEASURE, term("zt:hasSupport"), CEILING),
        fault,
    ]
    axioms = reasoning.reason([]).slice.axioms
    assert not classify(Slice(axioms, tuple(facts), ()).to_bytes(), kept).consistent


def test_slice_holds_no_date_no_text_and_no_evidence(reasoned: Reasoned) -> None:
    written = reasoned.slice.to_bytes().decode()
    assert "XMLSchema#date>" not in written
    assert "/span/" not in written
    assert '"@zh' not in written
    assert "/reading" not in written


def test_slice_is_the_same_bytes_each_time(reasoning: Reasoning, reasoned: Reasoned, lines: list[str]) -> None:
    again = Reasoning.load(reasoning.ontology_dir, reasoning.minter.base)
    assert again.reason(reversed(lines)).slice.to_bytes() == reasoned.slice.to_bytes()


def test_verdict_is_recalled_for_the_same_bytes(kept: Path) -> None:
    first = classify(DATED, kept, reasoner=Reasoner.pellet)
    assert classify(DATED, kept, reasoner=Reasoner.pellet) == Verdict(True, first.triples, first.seconds, True)


def test_hermit_refuses_dates_where_pellet_takes_them(tmp_path: Path) -> None:
    with pytest.raises(ReasonerFailed, match=r"The reasoner failed: .*UnsupportedDatatypeException.*XMLSchema#date"):
        classify(DATED, tmp_path)


def test_reasoner_is_stopped_at_its_deadline_and_leaves_nothing(tmp_path: Path, reasoned: Reasoned) -> None:
    with pytest.raises(ReasonerFailed, match=r"stopped after 0\.2 s; give it more time"):
        classify(reasoned.slice.to_bytes(), tmp_path, timeout_s=0.2)
    assert list(tmp_path.iterdir()) == []


def test_without_java_the_reasoner_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasoner.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(ReasonerFailed, match=r"no Java for the reasoner; pip install 'zhengtu\[reason\]'"):
        classify(DATED, tmp_path)


def test_without_java_the_command_says_so_and_uses_the_rules_alone(
    release: Release, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Java is taken away in this process, since the package that brings it is installed wherever tests run."""
    monkeypatch.setattr(reasoner, "java", lambda: None)
    reason(release_dir=str(release.path.parent))
    shown = capfd.readouterr()
    assert "there is no Java, so the rules stand alone; pip install 'zhengtu[reason]' brings one" in shown.err
    assert "triples inferred from" in shown.out
