"""Puts a release in place: whole or not at all. What stands in its files is made elsewhere.

A build works in a folder of its own, which it keeps locked while it lives. The release gets its name, the hash of its
manifest, by one rename; `current` is pointed at it by a second one, the only moment at which readers see a change.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from zhengtu.errors import BuildError, InputError
from zhengtu.store.release import Release, name_of

_WORK = ".build-"
_LINK = "current"


@contextlib.contextmanager
def workshop(release_dir: Path) -> Iterator[Path]:
    """Lend a folder inside the release directory; what dead builds left there is removed first.

    Raises InputError when the directory cannot be written to at all, BuildError when writing fails later, also for what
    is written inside the with block.
    """
    _require(release_dir)
    try:
        _clean(release_dir)
        with _locked_folder(release_dir) as folder:
            yield folder
    except OSError as error:
        raise BuildError(
            f"cannot write the release in {release_dir}: {error.strerror or error}; "
            "what was published before still stands"
        ) from error


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that it is on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    _sync(path)


def is_there(release_dir: Path, name: str) -> bool:
    """Whether a release of this name is there, whole."""
    try:
        return not Release.named(release_dir, name).damage()
    except InputError:
        return False


def publish(work: Path, folder: Path) -> str:
    """Name the release in folder, which holds its manifest, and point `current` at it. Returns its name."""
    release_dir = work.parent
    name = name_of(folder)
    for path in [*folder.rglob("*"), folder]:
        _sync(path)
    with turn(release_dir):
        if not is_there(release_dir, name):
            _move(folder, release_dir / name, work)
            _sync(release_dir)
        os.utime(release_dir / name)  # one that was there already is the one made last again
        point(work, name)
    return name


@contextlib.contextmanager
def turn(release_dir: Path) -> Iterator[None]:
    """Wait for the others that publish or remove releases here, and keep them waiting while the with block runs."""
    handle = os.open(release_dir, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def point(work: Path, name: str) -> None:
    """Point `current` at the release of this name, beside the workshop."""
    release_dir = work.parent
    (work / _LINK).symlink_to(name, target_is_directory=True)
    try:
        (work / _LINK).replace(release_dir / _LINK)
    except IsADirectoryError:
        raise BuildError(f"{release_dir / _LINK} is a folder and no link; move it away and build again") from None
    _sync(release_dir)


def _require(release_dir: Path) -> None:
    try:
        release_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=release_dir):
            pass
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise BuildError(f"cannot write the release in {release_dir}: {error.strerror}; make room") from error
        raise InputError(
            f"cannot write the release in {release_dir}: {error.strerror or error}; "
            "give a directory that you can write to with --release-dir DIR"
        ) from error


def _move(folder: Path, release: Path, work: Path) -> None:
    if release.exists():  # damaged: taken out of the way with one rename, and removed with the workshop
        release.rename(work / "damaged")
    try:
        folder.rename(release)
    except OSError as error:
        if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):  # another build of the same documents was first
            raise


@contextlib.contextmanager
def _locked_folder(release_dir: Path) -> Iterator[Path]:
    lock = None
    while lock is None:  # another build may take the folder for a dead one before it is locked
        folder = Path(tempfile.mkdtemp(prefix=_WORK, dir=release_dir))
        lock = _lock(folder)
    try:
        yield folder
    finally:
        os.close(lock)
        shutil.rmtree(folder, ignore_errors=True)


def _clean(release_dir: Path) -> None:
    for folder in release_dir.glob(f"{_WORK}*"):
        if (lock := _lock(folder)) is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """Lock a folder; None when a living build has it, or when it is gone."""
    try:
        lock = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return None
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if folder.exists():
            return lock
    os.close(lock)
    return None


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
