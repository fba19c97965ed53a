"""zhengtu handbook: the pages are written below a folder."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from zhengtu.store.release import Release

Zhengtu = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def local(release: Release) -> tuple[str, str]:
    return "--release-dir", str(release.path.parent)


def test_pages_are_written_below_the_folder(zhengtu: Zhengtu, local: tuple[str, str], tmp_path: Path) -> None:
    result = zhengtu("handbook", "pages", *local)
    assert (result.returncode, result.stdout) == (0, "")
    assert "pages written below pages" in result.stderr
    assert "# 谁出资 · Who pays\n" in (tmp_path / "pages" / "questions" / "who-pays.md").read_text("utf-8")
    assert (tmp_path / "pages" / "reference" / "ontology.md").is_file()


def test_folder_that_cannot_be_written_gives_exit_code_2(
    zhengtu: Zhengtu, local: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / "pages").write_text("a file", encoding="utf-8")
    result = zhengtu("handbook", "pages", *local)
    assert (result.returncode, result.stdout) == (2, "")
    assert "cannot be written" in result.stderr
