"""Gold records are found by name, and one that cannot be compared with is refused with the key that is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zhengtu.errors import InputError
from zhengtu.evaluate.gold import read_gold

from .records import condition, measure, record, support

TARGET = {"provision": None, "value": 3, "op": ">="}


def refusal(folder: Path, content: str | bytes) -> str:
    (folder / "a.json").write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    with pytest.raises(InputError) as raised:
        read_gold(folder)
    return str(raised.value)


def test_gold_of_the_project_is_well_formed(root: Path) -> None:
    assert [gold.slug for gold in read_gold(root / "tests" / "gold")] == [
        path.stem for path in sorted((root / "tests" / "gold").glob("*.json"))
    ]


def test_keys_that_nobody_compares_may_hold_anything(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(record(remarks=7, eligibility="?")), encoding="utf-8")
    assert [gold.source for gold in read_gold(tmp_path)] == ["a.txt"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"policy": []}, "policy is [], not an object"),
        ({"policy": {"issuer": "青州市人民政府"}}, "policy.issuer is '青州市人民政府', not a list or null"),
        ({"policy": {"valid_for_years": True}}, "policy.valid_for_years is True, not a whole number or null"),
        ({"provisions": [[1], ["二"]]}, "provisions[1][0] is '二', not a whole number"),
        ({"measures": [measure(support(1)), {}]}, "measures[1].provision is missing"),
        (
            {"measures": [measure(support(1, "cap"))]},
            "measures[0].supports[0].role is 'cap', not one of amount, ceiling, rate",
        ),
        ({"measures": [measure({"role": "rate", "unit": "ratio"})]}, "measures[0].supports[0].value is missing"),
        (
            {"measures": [measure(conditions=(condition(1, "≥"),))]},
            "measures[0].conditions[0].op is '≥', not one of >=, >, <=, <, =, per",
        ),
        ({"mode_provisions": [[[1], ["9610"], []]]}, "mode_provisions[0] is [[1], ['9610'], []], not a list of 2"),
        ({"funding": [{"scope": "all", "shares": []}]}, "funding[0].scope is 'all', not one of others or a list"),
        ({"targets": [{**TARGET, "value": "3"}]}, "targets[0].value is '3', not a number"),
    ],
)
def test_malformed_record_is_refused_with_file_and_key(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    assert refusal(tmp_path, json.dumps(record(**changed))).startswith(f"{tmp_path / 'a.json'}: {said}; ")


@pytest.mark.parametrize("content", ["", "{", b"\xff", "[" * 100_000])
def test_what_is_no_json_is_refused(tmp_path: Path, content: str | bytes) -> None:
    assert refusal(tmp_path, content).startswith(f"{tmp_path / 'a.json'} is no JSON: ")


def test_json_that_is_no_record_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, "[]").startswith(f"{tmp_path / 'a.json'}: the record is [], not an object; ")


def test_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no gold record"):
        read_gold(tmp_path)
    with pytest.raises(InputError, match="is no folder"):
        read_gold(tmp_path / "missing")
