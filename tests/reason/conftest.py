"""What the tests of reasoning share: rules and ontology, and one run over the release."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from zhengtu.reason.reasoning import Reasoned, Reasoning
from zhengtu.store.release import Release


@pytest.fixture(scope="session")
def reasoning(root: Path, release: Release) -> Reasoning:
    """The rules and the ontology of the checkout."""
    return Reasoning.load(root / "ontology", release.base_iri)


@pytest.fixture(scope="session")
def lines(release: Release) -> list[str]:
    """All statements of the release, as N-Quads lines."""
    return release.dump.read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="session")
def reasoned(reasoning: Reasoning, lines: list[str]) -> Reasoned:
    """The rules run over the five documents."""
    return reasoning.reason(lines)


@pytest.fixture
def two_documents(root: Path, tmp_path: Path) -> Path:
    """A data directory with two of the five, for what one document does to a release."""
    for folder in ("authority", "policies/jinan-2021", "policies/yuncheng-2024"):
        shutil.copytree(root / "data" / folder, tmp_path / "data" / folder)
    return tmp_path / "data"


@pytest.fixture(scope="session")
def kept(pytestconfig: pytest.Config) -> Path:
    """Where verdicts are kept between test runs."""
    return pytestconfig.cache.mkdir("reasoning")
