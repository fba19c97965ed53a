"""The examples of the ontology folder: the valid ones have no finding, the invalid ones exactly what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from zhengtu.check.findings import Report
from zhengtu.check.rules import RuleBook

Check = Callable[[Iterable[str]], Report]
EXAMPLES = Path(__file__).resolve().parents[2] / "ontology" / "examples"
VALID = sorted((EXAMPLES / "valid").glob("*.ttl"))
INVALID = sorted((EXAMPLES / "invalid").glob("*.ttl"))
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_example_has_no_finding(check_lines: Check, examples: dict[Path, list[str]], path: Path) -> None:
    assert check_lines(examples[path]).findings == ()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_example_has_the_finding_that_it_names(
    check_lines: Check, examples: dict[Path, list[str]], path: Path
) -> None:
    expected = path.read_text("utf-8").splitlines()[0].removeprefix("# expects: ")
    assert {finding.rule for finding in check_lines(examples[path]).findings} == {expected}
    assert expected == path.stem


def test_every_shape_meets_something_in_a_valid_example(book: RuleBook, examples: dict[Path, list[str]]) -> None:
    lines = [line for path in VALID for line in examples[path]]
    typed = {line.split(" ")[2].strip("<>") for line in lines if line.split(" ")[1] == TYPE}
    targets = {target for rule in book.rules.values() for target in rule.targets}
    assert targets - typed == set()


def test_every_severity_and_module_has_an_invalid_example(book: RuleBook) -> None:
    shown = {book.rules[path.stem].module for path in INVALID}
    assert {"checks", "policy", "support", "agency", "evidence"} <= shown
