"""Reasoners beside a build: what they say is told, what they find is quarantined, and their failing costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from zhengtu.build.build import build
from zhengtu.build.report import BuildReport
from zhengtu.config import Settings
from zhengtu.reason import examination, reasoner
from zhengtu.reason.examination import CACHE, Examiner, summarise
from zhengtu.reason.reasoner import Reasoner, Verdict, classify
from zhengtu.reason.reasoning import Entailment, Reasoned, Reasoning
from zhengtu.reason.slice import TYPE, Slice
from zhengtu.store.release import Release
from zhengtu.vocab import expand

THING = f"<{expand('owl:NamedIndividual')}>"
POLICY = "<http://localhost:8000/id/policy/x>"


def dated(first: str, last: str) -> Slice:
    dates = {"eli:first_date_entry_in_force": first, "eli:date_no_longer_in_force": last}
    values = tuple((POLICY, f"<{expand(p)}>", f'"{day}"^^<{expand("xsd:date")}>') for p, day in dates.items())
    return Slice((), ((POLICY, TYPE, f"<{expand('zt:Policy')}>"),), (), values)


def alone(policy: str) -> Entailment:
    """A policy of which nothing is said, with no axioms and no dates."""
    return Entailment(Slice((), ((f"<http://localhost:8000/id/policy/{policy}>", TYPE, THING),), ()), {})


def test_both_reasoners_find_each_document_consistent_and_the_rules_say_the_same(
    root: Path, kept: Path, tmp_path: Path
) -> None:
    (tmp_path / CACHE).symlink_to(kept)
    settings = Settings(data_dir=root / "data", release_dir=tmp_path, reasoner_timeout_s=300.0)
    found = build(settings, examined=True).examinations
    assert [(seen.reasoner, seen.consistent, seen.agrees) for seen in found] == [
        (Reasoner.hermit, True, True),
        (Reasoner.pellet, True, True),
    ]
    assert all(seen.told.startswith("5 of 5 policies consistent, ") for seen in found)
    assert "triples inferred as by the rules" in found[0].told


def test_another_document_costs_one_run(root: Path, tmp_path: Path) -> None:
    examiner = Examiner(root / "ontology", tmp_path, 300.0)
    first = list(examiner.examine({"a": alone("a")}))
    second = list(examiner.examine({"a": alone("a"), "b": alone("b")}))
    recalled = {seen.policy: seen.verdict.recalled for seen in second if seen.verdict}
    assert ([seen.refuses for seen in first], recalled) == ([False], {"a": True, "b": False})
    assert summarise(second)[0].told.startswith("2 of 2 policies consistent, 1 looked at in ")


def test_run_that_nobody_waits_for_is_ended_and_leaves_nothing(root: Path, tmp_path: Path) -> None:
    opinions = Examiner(root / "ontology", tmp_path, 300.0).examine({name: alone(name) for name in "abc"})
    next(opinions)
    opinions.close()
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]


@pytest.mark.parametrize(
    ("first", "last", "consistent"), [("2024-04-10", "2025-12-31", True), ("2025-01-01", "2024-12-31", False)]
)
def test_pellet_finds_a_policy_that_ends_before_it_begins(
    first: str, last: str, consistent: bool, root: Path, kept: Path
) -> None:
    written = dated(first, last).to_dated_bytes(root / "ontology")
    assert classify(written, kept, reasoner=Reasoner.pellet).consistent is consistent


def test_dates_of_the_five_documents_are_given_to_pellet(root: Path, reasoned: Reasoned) -> None:
    written = reasoned.slice.to_dated_bytes(root / "ontology").decode()
    assert '"2024-04-10"^^<http://www.w3.org/2001/XMLSchema#date>' in written


def test_who_pays_where_is_not_given_to_a_reasoner(reasoned: Reasoned) -> None:
    assert "/split/" not in reasoned.slice.to_bytes().decode()


@pytest.fixture(scope="module")
def hanging(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[BuildReport, Release]:
    """A release built beside reasoners that are given no time to answer."""
    folder = tmp_path_factory.mktemp("hanging")
    report = build(Settings(data_dir=root / "data", release_dir=folder, reasoner_timeout_s=0.2), examined=True)
    return report, Release.current(folder)


def test_hanging_reasoner_is_told_and_the_release_published(hanging: tuple[BuildReport, Release]) -> None:
    report, published = hanging
    assert [(seen.reasoner, seen.consistent) for seen in report.examinations] == [
        (Reasoner.hermit, None),
        (Reasoner.pellet, None),
    ]
    assert "stopped after 0.2 s" in report.examinations[0].told
    assert len(published.published) == 5


def test_release_is_the_same_with_and_without_a_reasoner(
    hanging: tuple[BuildReport, Release], release: Release
) -> None:
    report, _ = hanging
    assert report.release == release.path.name


def test_without_java_the_build_says_so(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Java is taken away in this process, since the package that brings it is installed wherever tests run."""
    monkeypatch.setattr(reasoner.importlib.util, "find_spec", lambda _name: None)
    (found,) = summarise(list(Examiner(root / "ontology", tmp_path, 300.0).examine({"a": alone("a")})))
    assert found.consistent is None
    assert "the rules stand alone; pip install 'zhengtu[reason]'" in found.told


def test_document_that_a_reasoner_alone_finds_inconsistent_is_quarantined(
    two_documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reasoner is replaced: the rules find every inconsistency that could be planted here."""

    @contextmanager
    def answer(
        written: bytes, _cache: Path, *, reasoner: Reasoner, timeout_s: float
    ) -> Iterator[Callable[[], Verdict]]:
        seconds = timeout_s * (reasoner == "hermit")
        yield lambda: Verdict(b"/yuncheng-2024>" not in written, (), seconds, False)

    monkeypatch.setattr(examination, "classifying", answer)
    report = build(Settings(data_dir=two_documents, release_dir=tmp_path / "releases"), examined=True)
    (refused,) = report.quarantined
    assert refused.slug == "yuncheng-2024"
    assert "hermit and pellet: what was read cannot all be true" in (refused.reason or "")
    assert "hermit、pellet：读取结果不能同时成立" in (refused.reason or "")
    assert "yuncheng-2024" not in Release.current(tmp_path / "releases").published
    assert [seen.consistent for seen in report.examinations] == [False, False]
    assert "1 of 2 policies consistent, INCONSISTENT yuncheng-2024" in report.examinations[0].told


def test_rules_find_what_hermit_finds_in_a_value(reasoning: Reasoning, lines: list[str]) -> None:
    graph = "<http://localhost:8000/graph/policy/jinan-2021>"
    fault = f'<http://localhost:8000/id/policy/jinan-2021> <{expand("zt:validForYears")}> "三" {graph} .'
    assert [clash.kind for clash in reasoning.reason([*lines, fault]).clashes] == ["value-out-of-range"]
