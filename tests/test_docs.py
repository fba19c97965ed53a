"""The documentation says what is there: links lead somewhere, and every setting has its line."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from zhengtu.config import Settings
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.release import Release

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("data/**/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files_that_exist(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_setting_has_its_line() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    assert re.findall(r"^\| `([a-z_]+)` \|", page, re.MULTILINE) == [field.name for field in fields(Settings)]


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[a-z-]+\.md)\)", (folder / "README.md").read_text("utf-8"))
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))


def test_tutorial_shows_the_answer_that_its_query_gives(release: Release) -> None:
    page = (ROOT / "docs" / "tutorial" / "first-answer.md").read_text("utf-8")
    query, shown = re.findall(r"^```(?:sparql)?\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    answer = OxigraphStore(release.dump).query(query, "text/csv").body.decode("utf-8")
    assert answer.splitlines() == shown.splitlines()
