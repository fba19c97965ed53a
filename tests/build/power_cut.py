"""A disk that loses what was not synced: what stands in a release directory after the power went at any moment.

While `recorded` lasts, the content of every file and the entries of every folder are kept as they were when they were
synced, and the entries of the release directory at every change. After a power cut a file has what it had when it was
synced last, empty where it never was; a folder has the entries of its last sync. The release directory may have those
of any later change, too: a journal keeps their order and writes them when it likes.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# Name → inode, or the target of a link.
Entries = dict[str, int | str]
_CHANGES = {"os.rename", "os.symlink", "os.mkdir", "os.rmdir", "os.remove"}


@dataclass(slots=True)
class Disk:
    """What is safe on it, and the states that the release directory went through since that was synced."""

    release_dir: Path
    files: dict[int, bytes] = field(default_factory=dict)
    folders: dict[int, Entries] = field(default_factory=dict)
    kinds: dict[int, bool] = field(default_factory=dict)  # inode → whether it is a folder
    since_sync: list[Entries] = field(default_factory=list)
    cuts: list[tuple[Entries, dict[int, bytes], dict[int, Entries]]] = field(default_factory=list)

    def sync_all(self) -> None:
        """Take everything that is there as safe: what an earlier build left."""
        for path in [self.release_dir, *self.release_dir.rglob("*")]:
            if not path.is_symlink():
                self.sync(path.stat(), path)
        self.cuts.clear()

    def sync(self, status: os.stat_result, path: Path) -> None:
        """A file or folder reached the disk."""
        if stat.S_ISDIR(status.st_mode):
            self.folders[status.st_ino] = self._entries(path)
            if path == self.release_dir:
                self.since_sync = []
        else:
            self.files[status.st_ino] = path.read_bytes()
        self.moment()

    def moment(self) -> None:
        """The power may go now: remember every state that the disk could then be in."""
        now = self._entries(self.release_dir)
        if not self.since_sync or self.since_sync[-1] != now:
            self.since_sync.append(now)
        safe = self.folders.get(self.release_dir.stat().st_ino)
        for entries in [*([] if safe is None else [safe]), *self.since_sync]:
            self.cuts.append((entries, dict(self.files), dict(self.folders)))

    def restore(self, cut: tuple[Entries, dict[int, bytes], dict[int, Entries]], target: Path) -> None:
        """Lay out what a cut left."""
        entries, files, folders = cut
        target.mkdir(parents=True)
        for name, what in entries.items():
            path = target / name
            if isinstance(what, str):
                path.symlink_to(what)
            elif self.kinds[what]:
                self.restore((folders.get(what, {}), files, folders), path)
            else:
                path.write_bytes(files.get(what, b""))

    def _entries(self, folder: Path) -> Entries:
        found: Entries = {}
        with contextlib.suppress(FileNotFoundError):
            for entry in os.scandir(folder):
                found[entry.name] = str(Path(entry.path).readlink()) if entry.is_symlink() else entry.inode()
                self.kinds[entry.inode()] = entry.is_dir(follow_symlinks=False)
        return found


@contextlib.contextmanager
def recorded(release_dir: Path) -> Iterator[Disk]:
    """Record what this process changes and syncs below the release directory."""
    disk, lasting = Disk(release_dir), True
    disk.sync_all()
    really_sync = os.fsync

    def sync(descriptor: int) -> None:
        really_sync(descriptor)
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.is_relative_to(release_dir):
            disk.sync(os.fstat(descriptor), path)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if lasting and event in _CHANGES and any(str(release_dir) in str(argument) for argument in arguments):
            disk.moment()

    sys.addaudithook(watch)  # stays for good, and does nothing afterwards
    os.fsync = sync
    try:
        yield disk
        disk.moment()
    finally:
        os.fsync, lasting = really_sync, False
