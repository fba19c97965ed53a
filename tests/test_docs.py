"""The documentation says what is there: links lead somewhere, and every setting has its line."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from zhengtu.config import Settings
from zhengtu.store import guard
from zhengtu.store.library import find_question
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.release import Release
from zhengtu.web.connections import Patience
from zhengtu.web.sparql import MAX_BODY_BYTES

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("data/**/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files_that_exist(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_setting_has_its_line() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    assert re.findall(r"^\| `([a-z_]+)` \|", page, re.MULTILINE) == [field.name for field in fields(Settings)]


def test_the_table_of_limits_is_what_the_command_prints() -> None:
    command = [sys.executable, "-m", "zhengtu", "settings", "--format", "markdown"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed in (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")


def test_the_settings_page_names_the_bounds_that_no_setting_moves() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    fixed = f"at most {guard.MAX_BYTES:,} bytes, {guard.MAX_TOKENS:,} tokens and\n{guard.MAX_DEPTH} nested levels"
    assert fixed in page
    assert f"at most {Patience().header_bytes // 1024} KiB (414)" in page
    assert f"a body has\nat most {MAX_BODY_BYTES:,} bytes (413)" in page


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[a-z-]+\.md)\)", (folder / "README.md").read_text("utf-8"))
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))


def test_tutorial_shows_the_answer_that_its_query_gives(release: Release) -> None:
    page = (ROOT / "docs" / "tutorial" / "first-answer.md").read_text("utf-8")
    query, shown = re.findall(r"^```(?:sparql)?\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    answer = OxigraphStore(release.dump).query(query, "text/csv").body.decode("utf-8")
    assert answer.splitlines() == shown.splitlines()


def shown_answers() -> list[tuple[str, list[dict[str, str]]]]:
    """The tables of the README that are marked as answers, with the question each belongs to."""
    page = (ROOT / "README.md").read_text("utf-8")
    found = []
    for question, table in re.findall(r"<!-- answer: ([\w-]+) -->\n((?:\|.*\|\n)+)", page):
        lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
        found.append((question, [dict(zip(lines[0], cells, strict=True)) for cells in lines[2:]]))
    return found


def answer(release: Release, question: str) -> list[dict[str, str]]:
    found = find_question(ROOT / "queries", question)
    assert found is not None
    body = OxigraphStore(release.dump).query(found.text, "text/csv").body.decode("utf-8")
    return list(csv.DictReader(io.StringIO(body, newline="")))


@pytest.mark.parametrize(
    ("question", "rows"), shown_answers(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_readme_shows_rows_that_its_question_returns(
    release: Release, question: str, rows: list[dict[str, str]]
) -> None:
    returned = answer(release, question)
    assert [row for row in rows if not any(row.items() <= given.items() for given in returned)] == []


def test_readme_shows_three_answers_and_says_how_many_rows_each_has(release: Release) -> None:
    page = (ROOT / "README.md").read_text("utf-8")
    said = [int(n) for n in re.findall(r"(\d+) rows[;.]", page)]
    assert said == [len(answer(release, question)) for question, _ in shown_answers()]
    assert len(said) == 3
