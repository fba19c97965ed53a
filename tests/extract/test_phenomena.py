"""Each row of phenomena/*.yaml as a test: what has to be read at the quoted words, and what must not be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

Row = dict[str, Any]
Facts = list[dict[str, Any]]

_FILES = sorted((Path(__file__).parent / "phenomena").glob("*.yaml"))
ROWS: list[Row] = sorted(
    (row for path in _FILES for row in yaml.safe_load(path.read_text("utf-8"))), key=lambda row: row["number"]
)
GAPS = ("missing", "wrong")
_OF_MEASURES = ("supports", "conditions", "requirements")


def _cases() -> Iterator[Any]:
    for row in ROWS:
        name = f"{row['number']:03} {row['title']}"
        yield pytest.param(row, row, id=name)
        if "also" in row:
            yield pytest.param(row, row["also"], id=f"{name} (also)")
        for gap in GAPS:
            if gap in row:
                mark = pytest.mark.xfail(reason=row[gap]["why"], raises=AssertionError)
                yield pytest.param(row, row[gap], id=f"{name} ({gap})", marks=mark)


@pytest.mark.parametrize(("row", "claim"), list(_cases()))
def test_phenomenon(row: Row, claim: Row, texts: dict[str, str], plain: dict[str, dict[str, Any]]) -> None:
    words = claim.get("at", row.get("at", row["quote"]))
    start = texts[row["document"]].index(words)
    record = plain[row["document"]]

    for kind, expected in claim.get("expect", {}).items():
        found = _facts(record, kind, start, start + len(words))
        assert _matches(expected, found), f"{kind}: {found} on “{words}”, expected {expected}"
    for kind, expected in claim.get("among", {}).items():
        found = _facts(record, kind, start, start + len(words))
        assert _leftover(expected, found) is not None, f"{kind}: {found} on “{words}”, expected among them {expected}"


def test_every_number_of_the_list_is_there_once() -> None:
    assert [row["number"] for row in ROWS] == list(range(1, 150))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['number']:03}")
def test_quote_is_verbatim(row: Row, texts: dict[str, str]) -> None:
    assert texts[row["document"]].count(row["quote"]) == row.get("occurrences", 1)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['number']:03}")
def test_row_says_what_is_not_handled(row: Row) -> None:
    assert set(row) <= {
        *("number", "title", "document", "quote", "reading"),
        *("expect", "among", "at", "also", "occurrences", "no_slot", *GAPS),
    }
    assert row.get("expect") or row.get("among")
    assert all(row[key] for key in ("reading", "no_slot") if key in row)
    assert all(set(row[gap]) <= {"why", "at", "expect"} and row[gap]["expect"] for gap in GAPS if gap in row)


def _facts(record: dict[str, Any], kind: str, start: int, end: int) -> Any:
    """The facts of a kind whose evidence shares a character with the words."""
    if kind == "policy":
        return record["policy"]
    return [fact for fact in _all(record, kind) if _span(fact)[0] < end and start < _span(fact)[1]]


def _all(record: dict[str, Any], kind: str) -> Facts:
    if kind in _OF_MEASURES:
        return [fact for m in (*record["measures"], *record["qualitative_measures"]) for fact in m[kind]]
    if kind == "metadata":
        return record["policy"]["evidence"]
    if kind == "unassigned":
        return [quantity for quantity in record["quantities"] if quantity["role"] == "unassigned"]
    return record[kind]


def _span(fact: dict[str, Any]) -> tuple[int, int]:
    place = fact.get("evidence", fact)
    return place["start"], place["end"]


def _matches(expected: Any, found: Any) -> bool:
    """Whether found says all that is expected: of a dict the keys given, of a list of dicts each and no other."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(_matches(expected[key], found[key]) for key in expected)
    if isinstance(expected, list) and isinstance(found, list) and all(isinstance(item, dict) for item in expected):
        return _leftover(expected, found) == []
    return expected == found


def _leftover(expected: Facts, found: Facts) -> Facts | None:
    """What is left of found when each expected fact has taken the first that it matches; None where one finds none."""
    left = list(found)
    for item in expected:
        taken = next((fact for fact in left if _matches(item, fact)), None)
        if taken is None:
            return None
        left.remove(taken)
    return left
