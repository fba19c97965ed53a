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
def check_lines(root: Path, book: RuleBook) -> Check:
    """Check N-Quads lines as zhengtu check does a file."""
    stages = Stages.load(Settings(data_dir=root / "data"))

    def run(lines: Iterable[str]) -> Report:
        listed = list(lines)
        return check(split(listed, shared=stages.shared(listed)), book)

    return run


@pytest.fixture(scope="session")
def small_policy(root: Path) -> list[str]:
    """The N-Quads lines of the valid example that holds a whole policy."""
    return read_lines(root / "ontology" / "examples" / "valid" / "small-policy.ttl")
