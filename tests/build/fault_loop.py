"""Runs a build again and again with a fault at its next step, and prints what stands in the release directory then.

`python -m tests.build.fault_loop kill|disk|space|memory RELEASE_DIR DATA_DIR DATA_DIR_OF_THE_OLD_RELEASE`. Every
attempt is a fork of a process that has built once, so that imports and lexicon are there; it finds the old release
published.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from zhengtu.build.build import build
from zhengtu.build.pipeline import Pipeline, Stages
from zhengtu.check.checking import CACHE as CHECKS
from zhengtu.config import Settings
from zhengtu.errors import ZhengtuError
from zhengtu.store.release import Release

_CHANGES = {"os.rename", "os.symlink", "os.mkdir", "os.rmdir", "os.remove", "os.utime", "shutil.rmtree"}
_REFUSED, _OTHERWISE = 3, 4
_BALLAST = "ballast"


def main(fault: str, release_dir: Path, data_dir: Path, old_data_dir: Path) -> None:
    """Build the old release and, elsewhere, the new one; then meet the fault at one step after the other."""
    old = build(Settings(data_dir=old_data_dir, release_dir=release_dir)).release
    settings = Settings(data_dir=data_dir, release_dir=release_dir)
    pipeline = _Remembered(Stages.load(settings))
    new = build(replace(settings, release_dir=release_dir.with_name("elsewhere")), pipeline=pipeline).release
    for step in range(1, 10_000):
        status = _attempt(settings, pipeline, lambda step=step: _FAULTS[fault](step, release_dir))
        release_dir.with_name(_BALLAST).unlink(missing_ok=True)
        current = Release.current(release_dir)
        seen = {"status": status, "current": current.path.name, "damage": current.damage(), "old": old, "new": new}
        rerun = _attempt(settings, pipeline, lambda: None)
        after = Release.current(release_dir)
        rest = sorted({path.name for path in release_dir.iterdir()} - {"current", CHECKS, old, new})
        seen |= {"rerun": rerun, "after": after.path.name, "damage_after": after.damage(), "rest": rest}
        print(json.dumps(seen), flush=True)
        if status == 0:
            return
        _reset(release_dir, old, new)


class _Remembered:
    """The real stages; what they found in the first build is there in the next, which then only writes."""

    def __init__(self, stages: Stages) -> None:
        self.making = stages.making
        self.facts = _once(stages.facts)
        self.shared = _once(stages.shared)
        self.reason = _once(stages.reason)
        self.inferred = _once(stages.inferred)
        self.clashes = _once(stages.clashes)


def _once(work: Callable[[Any], Any]) -> Callable[[Any], Any]:
    found: list[Any] = []

    def remembered(given: Any) -> Any:
        if not found:
            found.append(work(given))
        return found[0]

    return remembered


def _attempt(settings: Settings, pipeline: Pipeline, begin_fault: Callable[[], None]) -> int:
    """Build in a fork; its exit status, below zero for a signal."""
    process = os.fork()
    if process == 0:
        status = _OTHERWISE
        with contextlib.suppress(BaseException):
            begin_fault()
            try:
                build(settings, pipeline=pipeline)
                status = 0
            except ZhengtuError:
                status = _REFUSED
        os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _reset(release_dir: Path, old: str, new: str) -> None:
    (release_dir / "current").unlink()
    (release_dir / "current").symlink_to(old)
    shutil.rmtree(release_dir / new, ignore_errors=True)


def _kill_at(step: int, release_dir: Path) -> None:
    """Die before the so many-th change of the release directory, or in the middle of it where it is a write."""
    left = step

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _CHANGES and any(str(release_dir) in str(argument) for argument in arguments):
            count()

    really_sync, really_write = os.fsync, Path.write_bytes

    def sync(descriptor: int) -> None:
        count()
        really_sync(descriptor)

    def write(path: Path, content: bytes) -> int:
        really_write(path, content[: len(content) // 2])
        count()
        return really_write(path, content)

    sys.addaudithook(watch)
    os.fsync = sync
    Path.write_bytes = write  # type: ignore[method-assign,assignment]


def _fill_disk_at(step: int, _release_dir: Path) -> None:
    """Let no file grow beyond so many kibibytes, twice as many each time."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**step * 1024, resource.RLIM_INFINITY))


def _take_space_at(step: int, release_dir: Path) -> None:
    """Leave so many kibibytes of the file system of the release directory, twice as many each time."""
    disk = os.statvfs(release_dir)
    with release_dir.with_name(_BALLAST).open("wb") as ballast:
        os.posix_fallocate(ballast.fileno(), 0, disk.f_bavail * disk.f_frsize - 2**step * 1024)


def _take_memory_at(step: int, _release_dir: Path) -> None:
    """Let the address space grow by two mebibytes, then by four times, nine times as much, and so on."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * os.sysconf("SC_PAGESIZE") + 2 * step**2 * 1024**2
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))


_FAULTS = {"kill": _kill_at, "disk": _fill_disk_at, "space": _take_space_at, "memory": _take_memory_at}


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:5]))
