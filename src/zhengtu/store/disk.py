"""A release as a store on disk, for those too large for the memory of every worker. Made from the dump, once.

It lies beside the releases and not in one: its files differ from build to build, while a release is its bytes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from zhengtu.store.oxigraph import write_to_disk
from zhengtu.store.release import Release

_PREFIX = ".store-"


def on_disk(release: Release) -> Path:
    """The directory of the store, made when there is none. Raises StoreUnavailable when the dump cannot be loaded."""
    directory = release.path.parent / f"{_PREFIX}{release.path.name}"
    if not directory.is_dir():
        making = directory.with_name(f"{directory.name}.{os.getpid()}")
        shutil.rmtree(making, ignore_errors=True)
        write_to_disk(release.dump, making)
        try:
            making.rename(directory)
        except OSError:  # another server was first
            if not directory.is_dir():
                raise
            shutil.rmtree(making)
    return directory


def stores_of(release_dir: Path, name: str) -> Iterable[Path]:
    """The stores on disk of a release by its name, also those that nobody finished."""
    return [path for path in release_dir.glob(f"{_PREFIX}{name}*") if path.is_dir()]
