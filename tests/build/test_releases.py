"""Releases as a house to keep: verified, rolled back, pruned."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from zhengtu.build.build import build
from zhengtu.build.releases import faults, prune, roll_back
from zhengtu.config import Settings
from zhengtu.errors import InputError
from zhengtu.store.disk import on_disk
from zhengtu.store.hold import Hold
from zhengtu.store.release import MANIFEST, Release

from .conftest import DataDir


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A release directory with three releases, the first made first; each test gets a copy."""
    folder, made = tmp_path_factory.mktemp("three"), []
    settings = Settings(data_dir=folder / "data", release_dir=folder / "releases")
    for number in range(3):
        DataDir(settings.data_dir).document(f"a{number}")
        made.append(build(settings).release)
        os.utime(settings.release_dir / made[-1], (number, number))
    return settings.release_dir, made


@pytest.fixture
def names(three: tuple[Path, list[str]], data: DataDir, settings: Settings) -> list[str]:
    """Three releases, the first made first."""
    built, names = three
    shutil.copytree(built, settings.release_dir, symlinks=True)
    for number in range(3):
        data.document(f"a{number}")
    return names


def test_built_release_is_whole(data: DataDir, settings: Settings) -> None:
    data.document("a")
    build(settings)
    assert faults(Release.current(settings.release_dir)) == []


def test_damage_is_named_file_by_file(data: DataDir, settings: Settings) -> None:
    data.document("a")
    build(settings)
    release = Release.current(settings.release_dir)
    (release.path / "texts" / "a.txt").unlink()
    (release.path / "more.txt").write_text("x")
    content = bytearray(release.dump.read_bytes())
    content[10] ^= 1
    release.dump.write_bytes(content)
    (release.path / "dump.trig").write_bytes(b"")
    size = release.manifest["files"]["dump.trig"]["bytes"]
    assert faults(release) == [
        "dump.nq: its SHA-256 is not the one of the manifest",
        f"dump.trig: 0 bytes instead of {size}",
        "texts/a.txt: missing",
        "more.txt: not in the manifest",
    ]


def test_changed_manifest_is_noticed_by_the_name(data: DataDir, settings: Settings) -> None:
    data.document("a")
    build(settings)
    with (settings.release_dir / "current" / "MANIFEST.json").open("a") as file:
        file.write("\n")
    (fault,) = faults(Release.current(settings.release_dir))
    assert "not the name of the release" in fault


def test_rollback_publishes_the_one_before_or_the_one_named(names: list[str], settings: Settings) -> None:
    assert roll_back(settings.release_dir).path.name == names[1]
    assert roll_back(settings.release_dir, names[0]).path.name == names[0]
    assert Release.current(settings.release_dir).path.name == names[0]
    with pytest.raises(InputError, match="nothing was published before"):
        roll_back(settings.release_dir)


def test_damaged_release_is_not_published(names: list[str], settings: Settings) -> None:
    (settings.release_dir / names[1] / "dump.nq").write_bytes(b"")
    with pytest.raises(InputError, match=rf"{names[1]} is damaged.*dump.nq: 0 bytes"):
        roll_back(settings.release_dir, names[1])
    assert Release.current(settings.release_dir).path.name == names[2]


def test_prune_keeps_the_last_and_the_published_one(names: list[str], settings: Settings) -> None:
    roll_back(settings.release_dir, names[0])
    assert prune(settings.release_dir, keep=1) == [names[1]]
    assert left_in(settings) == sorted([names[0], names[2]])


def left_in(settings: Settings) -> list[str]:
    folders = (path.name for path in settings.release_dir.iterdir())
    return sorted(name for name in folders if name.startswith(("r-", ".build-", ".store-")))


def test_a_build_leaves_the_last_three_releases_and_says_what_went(
    names: list[str], data: DataDir, settings: Settings
) -> None:
    on_disk(Release.named(settings.release_dir, names[0]))
    data.document("more")
    report = build(settings)
    assert report.removed == (names[0],)
    assert left_in(settings) == sorted([*names[1:], report.release])


def test_a_release_that_is_read_stays_until_it_is_let_go(names: list[str], data: DataDir, settings: Settings) -> None:
    hold = Hold(settings.release_dir / names[0])
    data.document("more")
    assert build(settings).removed == ()
    assert names[0] in left_in(settings)
    hold.release()
    assert prune(settings.release_dir) == [names[0]]


def test_an_older_release_that_cannot_be_read_goes_too(names: list[str], settings: Settings) -> None:
    (settings.release_dir / names[0] / MANIFEST).write_bytes(b"[]")
    os.utime(settings.release_dir / names[0], (0, 0))
    assert prune(settings.release_dir, keep=2) == [names[0]]


def test_rollback_from_a_release_that_cannot_be_read_takes_the_newest_that_can(
    names: list[str], settings: Settings
) -> None:
    (settings.release_dir / names[2] / MANIFEST).write_bytes(b"{")
    assert roll_back(settings.release_dir).path.name == names[1]


def test_two_that_prune_at_once_remove_each_release_once(names: list[str], settings: Settings) -> None:
    with ThreadPoolExecutor(4) as pool:
        removed = [name for gone in pool.map(lambda _: prune(settings.release_dir, keep=1), range(4)) for name in gone]
    assert sorted(removed) == sorted(names[:2])
