"""Whatever happens to a build, the old release or the new one is published, whole, and the next build succeeds."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from zhengtu.build.build import build
from zhengtu.config import Settings
from zhengtu.errors import NoRelease
from zhengtu.store.release import MANIFEST, Release
from zhengtu.web.serve import first_release

if TYPE_CHECKING:
    from conftest import DataDir

ROOT = Path(__file__).resolve().parents[2]


def attempts(fault: str, data: DataDir, release_dir: Path) -> list[dict[str, Any]]:
    """Meet the fault at every step, until a build gets through."""
    data.document("a")
    old = data.beside("old")
    old.document("b")
    command = [sys.executable, "-m", "tests.build.fault_loop", fault, release_dir, data.path, old.path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def assert_old_or_new(seen: list[dict[str, Any]]) -> None:
    for attempt in seen:
        assert attempt["current"] in (attempt["old"], attempt["new"])
        assert attempt["damage"] == []
        assert (attempt["rerun"], attempt["after"], attempt["damage_after"]) == (0, attempt["new"], [])
        assert attempt["rest"] == []
    assert seen[-1]["status"] == 0
    assert seen[-1]["current"] == seen[-1]["new"]


@pytest.mark.long
def test_a_build_killed_at_any_step_leaves_the_old_release_or_the_new_one(data: DataDir, tmp_path: Path) -> None:
    seen = attempts("kill", data, tmp_path / "releases")
    assert_old_or_new(seen)
    assert len(seen) > 30
    assert {attempt["status"] for attempt in seen[:-1]} == {-signal.SIGKILL}


@pytest.mark.long
def test_a_full_disk_leaves_the_old_release_and_is_told(data: DataDir, tmp_path: Path) -> None:
    seen = attempts("disk", data, tmp_path / "releases")
    assert_old_or_new(seen)
    assert len(seen) > 5
    assert {attempt["status"] for attempt in seen[:-1]} == {3}
    assert all(attempt["current"] == attempt["old"] for attempt in seen[:-1])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 MiB; skips where this user may not mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"not run: needs the right to mount ({done.stderr.decode().strip()})")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.long
@pytest.mark.system("mount")
def test_a_file_system_without_space_leaves_the_old_release_and_is_told(data: DataDir, small_disk: Path) -> None:
    seen = attempts("space", data, small_disk / "releases")
    assert_old_or_new(seen)
    assert len(seen) > 5
    assert {attempt["status"] for attempt in seen[:-1]} == {3}
    assert all(attempt["current"] == attempt["old"] for attempt in seen[:-1])


@pytest.mark.long
def test_a_build_without_memory_leaves_the_old_release(data: DataDir, tmp_path: Path) -> None:
    seen = attempts("memory", data, tmp_path / "releases")
    assert_old_or_new(seen)
    assert len(seen) > 5
    assert all(attempt["current"] == attempt["old"] for attempt in seen[:-1])


@pytest.mark.long
def test_any_damage_to_any_file_is_found_and_the_release_before_is_served(data: DataDir, settings: Settings) -> None:
    data.document("a")
    before = build(settings).release
    data.document("b")
    built = Release.current(settings.release_dir).path.parent / build(settings).release
    files = sorted(path for path in built.rglob("*") if path.is_file())
    assert len(files) > 8
    for path in files:
        content = path.read_bytes()
        for damaged in (content[:-1], _flipped(content), None):
            path.unlink() if damaged is None else path.write_bytes(damaged)
            with pytest.raises(
                NoRelease, match="release" if path.name == MANIFEST else path.relative_to(built).as_posix()
            ):
                Release.whole(settings.release_dir)
            assert first_release(settings.release_dir).path.name == before
            path.write_bytes(content)
    assert first_release(settings.release_dir).path == built


def _flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
