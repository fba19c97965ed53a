"""A mark that a process reads a release, so that nobody removes it meanwhile. Removing releases lives in build.

The mark is a lock of the kernel on the folder: it ends with the process, however that ends.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


class Hold:
    """Keeps a release from being removed until release() is called; does nothing where a file system has no locks."""

    def __init__(self, folder: Path) -> None:
        self._handle: int | None = None
        with contextlib.suppress(OSError):
            self._handle = os.open(folder, os.O_RDONLY)
            fcntl.flock(self._handle, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


@contextlib.contextmanager
def unless_held(folder: Path) -> Iterator[bool]:
    """Whether nobody holds a release; while the with block runs nobody can begin to."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield True
            return
        yield False
    finally:
        os.close(handle)
