"""A document that contradicts itself is left out of the release, with the reason told; the rest is published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from zhengtu.build import pipeline
from zhengtu.build.build import build
from zhengtu.config import Settings
from zhengtu.errors import InconsistentDocument
from zhengtu.iri import DEF
from zhengtu.reason.reasoning import Reasoning
from zhengtu.reason.slice import TYPE
from zhengtu.store.release import Release

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
DRAFT = "<https://w3id.org/zhengtu/def#status> <https://w3id.org/zhengtu/code/status/draft>"


def test_inconsistent_document_is_quarantined_and_the_rest_published(
    two_documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mapping is replaced by one that makes a mistake: the real one makes none that could be planted in a text."""
    real = pipeline.mapping.policy_quads

    def mistaken(*given: Any) -> list[str]:
        lines = real(*given)
        subject = "<http://localhost:8000/id/policy/yuncheng-2024>"
        graph = "<http://localhost:8000/graph/policy/yuncheng-2024>"
        return [*lines, f"{subject} {DRAFT} {graph} ."] if given[1].slug == "yuncheng-2024" else lines

    monkeypatch.setattr(pipeline.mapping, "policy_quads", mistaken)
    settings = Settings(data_dir=two_documents, release_dir=tmp_path / "releases")
    report = build(settings)
    assert [document.slug for document in report.quarantined] == ["yuncheng-2024"]
    reason = report.quarantined[0].reason or ""
    assert "cannot be both: draft policy / issued policy" in reason
    assert "policy status – draft [stated]" in reason
    assert "同时属于互斥的两类：征求意见稿 / 已印发政策" in reason
    assert "状态 – 征求意见稿 [载明]" in reason
    assert "corrections.yaml" in reason
    assert Release.current(settings.release_dir).published == ("jinan-2021",)


def test_documents_that_clash_with_one_another_are_told_and_published(
    two_documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mapping is replaced: no two texts can be written of which it makes one thing of two kinds."""
    real = pipeline.mapping.policy_quads
    kinds = {"jinan-2021": "Agency", "yuncheng-2024": "CustomsMode"}

    def mistaken(*given: Any) -> list[str]:
        slug = given[1].slug
        shared = "<http://localhost:8000/id/agency/shared>"
        graph = f"<http://localhost:8000/graph/policy/{slug}>"
        stated = [
            f"{shared} {TYPE} <{DEF}{kinds.get(slug)}> {graph} .",
            f'{shared} {LABEL} "共用"@zh {graph} .',
            f'{shared} {LABEL} "shared"@en {graph} .',
        ]
        return [*real(*given), *(stated if slug in kinds else [])]

    monkeypatch.setattr(pipeline.mapping, "policy_quads", mistaken)
    report = build(Settings(data_dir=two_documents, release_dir=tmp_path / "releases"))
    assert report.quarantined == ()
    assert "cannot be both: " in report.clashes["en"]
    assert "同时属于互斥的两类：" in report.clashes["zh"]
    assert Release.current(tmp_path / "releases").published == ("jinan-2021", "yuncheng-2024")


def test_statements_without_a_clash_are_not_refused(lines: list[str], reasoning: Reasoning) -> None:
    reasoning.refuse_clashes(lines)


def test_statements_with_a_clash_are_refused(lines: list[str], reasoning: Reasoning) -> None:
    policy = "<http://localhost:8000/id/policy/jinan-2021>"
    with pytest.raises(InconsistentDocument, match="draft policy / issued policy"):
        reasoning.refuse_clashes([*lines, f"{policy} {DRAFT} <http://localhost:8000/graph/policy/jinan-2021> ."])
