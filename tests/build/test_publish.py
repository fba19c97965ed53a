"""A release is there whole or not at all, whoever dies or builds at the same time."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zhengtu.build.build import build
from zhengtu.build.publish import publish, workshop, write_file
from zhengtu.check.checking import CACHE as CHECKS
from zhengtu.config import Settings
from zhengtu.errors import BuildError, InputError
from zhengtu.store.release import Release

if TYPE_CHECKING:
    from conftest import DataDir

DYING = """
import os, signal, sys
from pathlib import Path
from zhengtu.build.publish import workshop
with workshop(Path(sys.argv[1])) as work:
    (work / "release").mkdir()
    (work / "release" / "dump.nq").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def release_of(work: Path, content: bytes) -> Path:
    folder = work / "release"
    write_file(folder / "dump.nq", content)
    write_file(folder / "MANIFEST.json", b'{"base_iri": "x", "files": {}, "dump": "%s"}' % content)
    return folder


def put(release_dir: Path, content: bytes) -> str:
    with workshop(release_dir) as work:
        return publish(work, release_of(work, content))


def test_current_is_a_relative_link_to_the_release(tmp_path: Path) -> None:
    name = put(tmp_path, b"one")
    assert (tmp_path / "current").readlink() == Path(name)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "current"])


def test_published_folder_can_be_moved_as_a_whole(tmp_path: Path) -> None:
    put(tmp_path / "here", b"one")
    (tmp_path / "here").rename(tmp_path / "there")
    assert (tmp_path / "there" / "current" / "dump.nq").read_bytes() == b"one"


def test_failure_before_publishing_leaves_the_old_release_and_no_rest(tmp_path: Path) -> None:
    name = put(tmp_path, b"one")
    with pytest.raises(ValueError, match="broken"), workshop(tmp_path) as work:
        release_of(work, b"two")
        raise ValueError("broken")
    assert (tmp_path / "current").readlink() == Path(name)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "current"])


def test_rest_of_a_killed_build_is_removed_by_the_next(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", DYING, str(tmp_path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(list(tmp_path.iterdir())) == 1

    name = put(tmp_path, b"one")

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "current"])


def test_folder_of_a_living_build_is_left_alone(tmp_path: Path) -> None:
    with workshop(tmp_path) as work:
        folder = release_of(work, b"one")
        put(tmp_path, b"two")
        assert (folder / "dump.nq").read_bytes() == b"one"


def test_second_build_of_the_same_content_finds_the_first(tmp_path: Path) -> None:
    with workshop(tmp_path) as work:
        folder = release_of(work, b"one")
        assert put(tmp_path, b"one") == publish(work, folder)


def test_current_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "current" / "x").mkdir(parents=True)
    with pytest.raises(BuildError, match="is a folder and no link"):
        put(tmp_path, b"one")


def test_release_directory_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match=f"cannot write the release in {tmp_path}/file.*--release-dir"):
        put(tmp_path / "file", b"one")


def _build_many(settings: Settings, times: int) -> None:
    for _ in range(times):
        build(settings)


def test_current_always_resolves_while_builds_alternate(data: DataDir, settings: Settings) -> None:
    data.document("a")
    other = data.beside("other")
    other.document("b")
    build(settings)
    jobs = [settings, Settings(data_dir=other.path, release_dir=settings.release_dir)]
    spawn = multiprocessing.get_context("spawn")
    builders = [spawn.Process(target=_build_many, args=(job, 5)) for job in jobs]
    for builder in builders:
        builder.start()

    seen = set()
    while any(builder.is_alive() for builder in builders):
        seen.add(Release.current(settings.release_dir).published)
        time.sleep(0.001)

    assert [builder.exitcode for builder in builders] == [0, 0]
    assert seen <= {("a",), ("b",)}
    assert len([path for path in settings.release_dir.iterdir() if path.name != CHECKS]) == 3
