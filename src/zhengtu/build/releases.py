"""Keeps house among the releases: is one whole, which is published, which may go. Making one lives in build."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from zhengtu.build.publish import point, turn, workshop
from zhengtu.errors import InputError, NoRelease
from zhengtu.store.disk import stores_of
from zhengtu.store.hold import unless_held
from zhengtu.store.release import MANIFEST, Release

KEPT = 3


def faults(release: Release) -> list[str]:
    """What is damaged in a release, and what lies in it that no build put there."""
    known = {*release.manifest["files"], MANIFEST}
    there = (path.relative_to(release.path).as_posix() for path in release.path.rglob("*") if path.is_file())
    return [*release.damage(), *(f"{name}: not in the manifest" for name in sorted(there) if name not in known)]


def roll_back(release_dir: Path, name: str | None = None) -> Release:
    """Publish an older release again, by default the one before the published one.

    Raises InputError when there is none, or when it is damaged.
    """
    with workshop(release_dir) as work, turn(release_dir):
        chosen = Release.named(release_dir, name) if name else _before(release_dir)
        if wrong := faults(chosen):
            raise InputError(f"{chosen.path.name} is damaged and not published: {'; '.join(wrong[:3])}")
        point(work, chosen.path.name)
    return Release.current(release_dir)


def _before(release_dir: Path) -> Release:
    """The release made before the published one; where that cannot be read, the one made last that can."""
    try:
        return Release.current(release_dir).before()
    except NoRelease:
        known = Release.all_in(release_dir)
        if not known:
            raise
        return known[0]


def prune(release_dir: Path, keep: int = KEPT) -> list[str]:
    """Remove all but the releases made last; give the names of what went.

    The published one stays, and one that a server reads.
    """
    removed = []
    with workshop(release_dir) as work, turn(release_dir):
        for path in _superseded(release_dir, keep):
            with contextlib.suppress(FileNotFoundError), unless_held(path) as is_free:
                if is_free:  # out of sight with one rename, so that nobody sees half of one
                    path.rename(work / path.name)
                    removed.append(path.name)
        for name in removed:
            for folder in (work / name, *stores_of(release_dir, name)):
                shutil.rmtree(folder, ignore_errors=True)
    return removed


def _superseded(release_dir: Path, keep: int) -> Iterator[Path]:
    """What was made before the last releases that can be read, the published one left out."""
    kept = Release.all_in(release_dir)[:keep]
    if not kept:
        return
    oldest = kept[-1].path.stat().st_mtime_ns
    staying = {*(release.path for release in kept), (release_dir / "current").resolve()}
    for path in sorted(release_dir.resolve().glob("r-*"), key=lambda path: path.stat().st_mtime_ns, reverse=True):
        if path not in staying and path.stat().st_mtime_ns <= oldest:
            yield path
