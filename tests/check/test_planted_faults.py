"""Every fault that is planted in a valid policy is found by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhengtu.check.findings import Report
from zhengtu.check.queries import run_queries
from zhengtu.check.rules import RuleBook
from zhengtu.check.shapes import run_shapes
from zhengtu.check.units import split
from zhengtu.vocab import PREFIXES

Check = Callable[[Iterable[str]], Report]
FAULTS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "faults.yaml").read_text("utf-8"))
NAMESPACES = {**PREFIXES, "id": "https://example.org/id/"}
POLICY = "https://example.org/id/policy/small-2024"


def term(text: str) -> str:
    """An abbreviation of faults.yaml as a term of N-Quads."""
    if text.startswith('"'):
        return re.sub(r"\^\^xsd:(\w+)$", rf"^^<{PREFIXES['xsd']}\1>", text)
    prefix, colon, local = text.partition(":")
    if colon:
        return f"<{NAMESPACES[prefix]}{local}>"
    return f"<{POLICY}>" if text == "." else f"<{POLICY}/{text}>"


def edited(lines: list[str], what: str, subject: str, predicate: str, value: str = "") -> list[str]:
    start = f"{term(subject)} {term(predicate)} "
    kept = [line for line in lines if what == "add" or not line.startswith(start)]
    assert (len(kept) == len(lines)) == (what == "add"), f"the policy says nothing of {subject} {predicate}"
    graph = lines[0].rsplit(" ", 2)[1]
    return [*kept, *([f"{start}{term(value)} {graph} ."] if what != "drop" else [])]


@pytest.fixture(scope="session")
def names_found(book: RuleBook, shared: list[str]) -> Callable[[Iterable[str], str], set[str]]:
    """Run the half of all rules, shapes or checks, that a rule belongs to; give back the names of what was found."""

    def run(lines: Iterable[str], rule: str) -> set[str]:
        (unit,) = split(lines, shared=shared)
        run_half = run_queries if rule in book.queries else run_shapes
        return {finding.rule for finding in run_half(unit, book)}

    return run


def test_policy_without_a_fault_has_no_finding(check_lines: Check, small_policy: list[str]) -> None:
    assert check_lines(small_policy).findings == ()


@pytest.mark.parametrize(
    "fault", FAULTS, ids=[f"{number}-{fault['finds']}" for number, fault in enumerate(FAULTS, start=1)]
)
def test_planted_fault_is_found_by_name(
    names_found: Callable[[Iterable[str], str], set[str]], small_policy: list[str], fault: dict[str, Any]
) -> None:
    lines = small_policy
    for edit in fault["do"]:
        lines = edited(lines, *edit)
    assert fault["finds"] in names_found(lines, fault["finds"])


def test_every_check_has_a_fault_that_it_finds(book: RuleBook) -> None:
    assert set(book.queries) - {fault["finds"] for fault in FAULTS} == set()
