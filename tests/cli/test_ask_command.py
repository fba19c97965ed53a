"""zhengtu ask: saved questions with values of the reader's own."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Callable

import pytest

from zhengtu.store.release import Release

Zhengtu = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def local(release: Release) -> tuple[str, str]:
    return "--release-dir", str(release.path.parent)


def test_day_is_given_as_an_option(zhengtu: Zhengtu, local: tuple[str, str]) -> None:
    """青州: 有效期至2024年4月12日, from 2022年4月12日."""
    result = zhengtu("ask", "CQ01", "--on", "2024-04-12", "--on=2024-04-13", "--format", "csv", *local)
    rows = [row for row in csv.DictReader(io.StringIO(result.stdout)) if row["city"] == "青州市"]
    assert [(row["on"], row["standing"]) for row in rows] == [
        ("2024-04-12", "有效 / in force"),
        ("2024-04-13", "已失效 / expired"),
    ]


def test_value_that_cannot_be_ends_with_what_is_allowed(zhengtu: Zhengtu, local: tuple[str, str]) -> None:
    result = zhengtu("ask", "CQ01", "--on", "yesterday", *local)
    assert (result.returncode, result.stdout) == (2, "")
    assert "on is 'yesterday'; give a day as YYYY-MM-DD" in result.stderr


def test_without_a_question_all_are_listed_with_their_parameters(zhengtu: Zhengtu) -> None:
    listed = zhengtu("ask").stdout
    assert "CQ09-split-of-a-warehouse-subsidy" in listed
    assert "--slug --path --area_name --amount" in listed


def test_unknown_question_says_how_to_list_them(zhengtu: Zhengtu) -> None:
    result = zhengtu("ask", "CQ999")
    assert (result.returncode, "`zhengtu ask` lists them" in result.stderr) == (2, True)
