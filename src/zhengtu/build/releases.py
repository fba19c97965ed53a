"""Keeps house among the releases: is one whole, which is published, which may go. Making one lives in build."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from zhengtu.build.publish import point, workshop
from zhengtu.errors import InputError
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
    chosen = Release.named(release_dir, name) if name else Release.current(release_dir).before()
    if wrong := faults(chosen):
        raise InputError(f"{chosen.path.name} is damaged and not published: {'; '.join(wrong[:3])}")
    with workshop(release_dir) as work:
        point(work, chosen.path.name)
    return Release.current(release_dir)


def prune(release_dir: Path, keep: int = KEPT) -> list[str]:
    """Remove all but the releases made last, and never the published one; give the names of what went."""
    current = Release.current(release_dir)
    gone = [release.path for release in Release.all_in(release_dir)[keep:] if release.path != current.path]
    _remove(release_dir, gone)
    return [path.name for path in gone]


def _remove(release_dir: Path, releases: Iterable[Path]) -> None:
    with workshop(release_dir) as work:
        for path in releases:  # out of sight with one rename, so that nobody sees half of one
            path.rename(work / path.name)
            shutil.rmtree(work / path.name)
