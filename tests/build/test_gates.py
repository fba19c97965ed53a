"""A release that lost facts, breaks a shape or answers wrongly is not published, and the old one stays."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from zhengtu.build import gates
from zhengtu.build.answers import expected_sources, wrong_answers
from zhengtu.build.build import build
from zhengtu.build.documents import Document
from zhengtu.build.pipeline import PolicyFacts, Stages
from zhengtu.config import Settings, resource_dir
from zhengtu.errors import BuildError
from zhengtu.graph.description import Making
from zhengtu.reason.reasoning import Reasoned
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.release import Release

from .conftest import DataDir


@dataclass(frozen=True, slots=True)
class Changed:
    """The real stages, but for the lines of a document, which are as a fault in the reader would leave them."""

    stages: Stages
    change: Callable[[list[str]], list[str]]
    slug: str = "a"

    @property
    def making(self) -> Making:
        return self.stages.making

    def facts(self, document: Document) -> PolicyFacts:
        facts = self.stages.facts(document)
        if document.slug != self.slug:
            return facts
        return replace(facts, lines=self.change(facts.lines))

    def shared(self, lines: list[str]) -> list[str]:
        return self.stages.shared(lines)

    def reason(self, lines: list[str]) -> Reasoned:
        return self.stages.reason(lines)

    def inferred(self, reasoned: Reasoned) -> list[str]:
        return self.stages.inferred(reasoned)

    def clashes(self, reasoned: Reasoned) -> Mapping[str, str]:
        return self.stages.clashes(reasoned)


def without_labels(lines: list[str]) -> list[str]:
    return [line for line in lines if "rdf-schema#label" not in line]


Refusal = Callable[[Callable[[list[str]], list[str]]], tuple[str, ...]]


@pytest.fixture
def refusal(published: Settings, stages: Stages) -> Refusal:
    """The details of the refusal to publish what was changed so; the old release is still published then, whole."""

    def refuse(change: Callable[[list[str]], list[str]]) -> tuple[str, ...]:
        old = Release.current(published.release_dir)
        with pytest.raises(BuildError, match="nothing was published") as refused:
            build(published, pipeline=Changed(stages, change))
        assert Release.current(published.release_dir).path == old.path
        assert old.damage() == []
        assert [path.name for path in published.release_dir.glob("r-*")] == [old.path.name]
        assert list(published.release_dir.glob(".build-*")) == []
        return refused.value.details

    return refuse


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A data directory and its release; each test gets a copy."""
    folder = tmp_path_factory.mktemp("built")
    settings = Settings(data_dir=folder / "data", release_dir=folder / "releases")
    data = DataDir(settings.data_dir)
    data.document("a", data.text + "第二条　对园区给予最高不超过80万元奖励。\n第三条　对平台给予30万元补贴。\n")
    build(settings)
    return settings


@pytest.fixture
def published(built: Settings, settings: Settings) -> Settings:
    shutil.copytree(built.data_dir, settings.data_dir)
    shutil.copytree(built.release_dir, settings.release_dir, symlinks=True)
    return settings


def test_a_document_without_any_triple_is_named(refusal: Refusal) -> None:
    (told, *_) = refusal(lambda _lines: [])
    assert told.startswith("a: its graph is empty")


def test_most_of_a_policy_lost_from_the_same_text_is_refused_with_both_figures(
    published: Settings, refusal: Refusal
) -> None:
    before = Release.current(published.release_dir).manifest["documents"][0]["triples"]
    told = refusal(lambda lines: lines[: len(lines) // 3])
    assert told[0].startswith(f"a: {before // 3} triples where r-")
    assert f"has {before} of the same text" in told[0]
    assert "--release-dir" in told[0]


def test_fewer_triples_of_a_changed_text_are_published(published: Settings, data: DataDir) -> None:
    (data.path / "policies" / "a" / "source.txt").unlink()
    (data.path / "policies" / "a" / "meta.toml").unlink()
    (data.path / "policies" / "a").rmdir()
    data.document("a")
    before = Release.current(published.release_dir).manifest["documents"][0]["triples"]
    assert build(published).documents[0].triples < before / 2


def test_a_violation_names_the_resource_the_shape_and_what_to_do_in_both_languages(refusal: Refusal) -> None:
    (told,) = refusal(without_labels)
    assert told.startswith("a: what was read breaks rules of the data: ")
    assert "<http://localhost:8000/id/policy/a" in told
    assert "→" in told
    assert " / " in told


def test_a_document_that_breaks_a_shape_is_left_out_and_the_rest_published(
    published: Settings, data: DataDir, stages: Stages
) -> None:
    data.document("b")
    report = build(published, pipeline=Changed(stages, without_labels, "b"))
    assert [document.slug for document in report.quarantined] == ["b"]
    assert "what was read breaks rules of the data" in (report.quarantined[0].reason or "")
    assert Release.current(published.release_dir).published == ("a",)
    with pytest.raises(BuildError, match="--strict allows none"):
        build(published, strict=True, pipeline=Changed(stages, without_labels, "b"))


def test_a_withdrawn_document_is_told_and_published_without(published: Settings, data: DataDir) -> None:
    data.document("b")
    build(published)
    for file in (data.path / "policies" / "b").iterdir():
        file.unlink()
    (data.path / "policies" / "b").rmdir()
    report = build(published)
    assert report.withdrawn == ("b",)
    assert Release.current(published.release_dir).published == ("a",)


def test_a_dump_that_cannot_be_loaded_is_refused(published: Settings, tmp_path: Path) -> None:
    made = Release.current(published.release_dir)
    made.dump.write_bytes(made.dump.read_bytes()[:-40])
    with pytest.raises(BuildError) as refused:
        gates.refuse_unfit(made, None, tmp_path / "cache", corrected=False)
    assert refused.value.details[0].startswith("dump.nq: ")


def test_the_same_release_passes_without_being_checked_again(
    published: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("checked again")

    monkeypatch.setattr("zhengtu.build.build.refuse_unfit", never)
    build(published)


@pytest.fixture(scope="module")
def store(release: Release) -> OxigraphStore:
    return OxigraphStore(release.dump)


def test_the_expected_rows_are_of_the_texts_in_data(release: Release) -> None:
    hashes = {slug: release.manifest["files"][f"texts/{slug}.txt"]["sha256"] for slug in release.published}
    assert expected_sources(resource_dir("queries")) == hashes


def queries_with(folder: Path, change: Callable[[str], str]) -> Path:
    """The question CQ01 with its rows changed."""
    (folder / "competency").mkdir()
    there = resource_dir("queries") / "competency"
    for name in ("CQ01-status-on-a-day.rq", "sources.toml"):
        (folder / "competency" / name).write_bytes((there / name).read_bytes())
    rows = (there / "CQ01-status-on-a-day.csv").read_text(encoding="utf-8")
    (folder / "competency" / "CQ01-status-on-a-day.csv").write_text(change(rows), encoding="utf-8")
    return folder


def test_an_answer_that_is_not_the_expected_one_is_told_with_its_row(
    release: Release, store: OxigraphStore, tmp_path: Path
) -> None:
    queries = queries_with(tmp_path, lambda rows: rows.replace("青州市,2024-06-30,已失效", "青州市,2024-06-30,有效"))
    told = list(wrong_answers(release, store, queries, corrected=False))
    assert [line.split(":")[0] for line in told] == ["CQ01-status-on-a-day"] * 2
    assert "青州市, 2024-06-30, 有效" in told[0]
    assert "CQ01-status-on-a-day.csv" in told[0]


def test_rows_are_not_compared_where_a_person_corrected_a_fact_or_other_documents_are_there(
    release: Release, store: OxigraphStore, tmp_path: Path
) -> None:
    queries = queries_with(tmp_path, lambda rows: rows.replace("2024-06-30", "1900-01-01"))
    assert list(wrong_answers(release, store, queries, corrected=True)) == []
    documents = [*release.manifest["documents"], {"slug": "more", "status": "published"}]
    files = {**release.manifest["files"], "texts/more.txt": {"sha256": "0" * 64}}
    more = replace(release, manifest={**release.manifest, "documents": documents, "files": files})
    assert list(wrong_answers(more, store, queries, corrected=False)) == []


def test_a_question_that_fails_is_told_for_any_documents(
    release: Release, store: OxigraphStore, tmp_path: Path
) -> None:
    queries = queries_with(tmp_path, lambda rows: rows)
    path = queries / "competency" / "CQ01-status-on-a-day.rq"
    path.write_text(path.read_text(encoding="utf-8") + "}", encoding="utf-8")
    (told,) = wrong_answers(release, store, queries, corrected=True)
    assert told.startswith("CQ01-status-on-a-day: the question is not answered: Line ")


def test_the_shipped_documents_pass(release: Release, store: OxigraphStore) -> None:
    assert list(wrong_answers(release, store, resource_dir("queries"), corrected=False)) == []
    assert json.loads((release.path / "MANIFEST.json").read_text(encoding="utf-8"))["counts"]["documents"] == 5
