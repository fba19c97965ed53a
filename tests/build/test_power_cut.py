"""The power goes at any moment of a build, and takes with it what was not synced: a whole release is published."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zhengtu.build.build import build
from zhengtu.config import Settings
from zhengtu.errors import NothingBuilt
from zhengtu.store.release import Release

from .power_cut import Disk, recorded

if TYPE_CHECKING:
    from conftest import DataDir


def published_after_cuts(disk: Disk, folder: Path) -> list[str]:
    """The release that is published after each cut, every one whole; "" where there is none."""
    found, seen = [], {}
    for cut in disk.cuts:
        entries, files, folders = cut
        state = repr((sorted(entries.items()), sorted(folders.items()), sorted((i, hash(c)) for i, c in files.items())))
        if state not in seen:
            disk.restore(cut, folder)
            seen[state] = _published(folder)
            shutil.rmtree(folder)
        found.append(seen[state])
    return found


def _published(folder: Path) -> str:
    try:
        release = Release.current(folder)
    except NothingBuilt:
        return ""
    assert release.damage() == []
    return release.path.name


@pytest.mark.long
def test_the_old_release_or_the_new_one_is_whole_after_a_power_cut_at_any_moment(
    data: DataDir, settings: Settings, tmp_path: Path
) -> None:
    data.document("a")
    old = build(settings).release
    data.document("b")
    with recorded(settings.release_dir) as disk:
        new = build(settings).release
    found = published_after_cuts(disk, tmp_path / "after")
    assert len(found) > 50
    assert set(found) == {old, new}
    assert found[-1] == new


@pytest.mark.long
def test_nothing_or_the_first_release_is_there_after_a_power_cut(
    settings: Settings, data: DataDir, tmp_path: Path
) -> None:
    data.document("a")
    settings.release_dir.mkdir()
    with recorded(settings.release_dir) as disk:
        new = build(settings).release
    found = published_after_cuts(disk, tmp_path / "after")
    assert set(found) == {"", new}
    assert found[-1] == new


def test_a_file_that_was_not_synced_is_empty_after_the_cut(tmp_path: Path) -> None:
    """The model itself: it must be able to find a build that forgets to sync."""
    release_dir = tmp_path / "releases"
    release_dir.mkdir()
    with recorded(release_dir) as disk:
        (release_dir / "r-one").mkdir()
        (release_dir / "r-one" / "dump.nq").write_text("all", encoding="utf-8")
        (release_dir / "current").symlink_to("r-one")
    disk.restore(disk.cuts[-1], tmp_path / "after")
    assert (tmp_path / "after" / "current").readlink() == Path("r-one")
    assert list((tmp_path / "after" / "r-one").iterdir()) == []
