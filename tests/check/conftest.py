"""What tests of checking share: the rules, the examples, and the code lists that files rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from zhengtu.build.pipeline import Stages
from zhengtu.check.checking import check
from zhengtu.check.files import read_lines
from zhengtu.check.findings import Report
from zhengtu.check.rules import RuleBook, load_rules
from zhengtu.check.units import split
from zhengtu.config import Settings

Check = Callable[[Iterable[str]], Report]


@pytest.fixture(scope="session")
def book(root: Path) -> RuleBook:
    return load_rules(root / "ontology")


@pytest.fixture(scope="session")
def examples(root: Path) -> dict[Path, list[str]]:
    """The N-Quads lines of every example."""
    return {path: read_lines(path) for path in sorted((root / "ontology" / "examples").rglob("*.ttl"))}


@pytest.fixture(scope="session")
def small_policy(root: Path, examples: dict[Path, list[str]]) -> list[str]:
    """The valid example that holds a whole policy."""
    return examples[root / "ontology" / "examples" / "valid" / "small-policy.ttl"]


@pytest.fixture(scope="session")
def shared(root: Path, examples: dict[Path, list[str]]) -> list[str]:
    """The vocabulary and code lists that the examples rest on."""
    return Stages.load(Settings(data_dir=root / "data")).shared(line for lines in examples.values() for line in lines)


@pytest.fixture(scope="session")
def check_lines(book: RuleBook, shared: list[str]) -> Check:
    """Check N-Quads lines as zhengtu check does a file."""
    return lambda lines: check(split(lines, shared=shared), book)
