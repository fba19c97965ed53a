"""What the tests of reasoning share: rules and ontology, and one run over the release."""

from __future__ import annotations

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


@pytest.fixture(scope="session")
def kept(pytestconfig: pytest.Config) -> Path:
    """Where verdicts are kept between test runs."""
    return pytestconfig.cache.mkdir("reasoning")
