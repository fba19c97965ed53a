"""A loader that begins before the pool that it is for: what else a start takes is done meanwhile."""

from __future__ import annotations

from pathlib import Path

from zhengtu.store.limits import Limits
from zhengtu.store.processes import Loader


class HeadStart:
    """One loader at work on a source. Whoever takes it ends it; close() ends one that nobody took."""

    def __init__(self, source: Path, limits: Limits) -> None:
        self._loader: Loader | None = Loader(source, limits)
        self._loader.spawn()

    def take(self, source: Path) -> Loader | None:
        """Give the loader if it is at this source; None where it is not, or has been taken."""
        if self._loader is None or self._loader.source != source:
            return None
        loader, self._loader = self._loader, None
        return loader

    def close(self) -> None:
        """End the loader, unless it was taken."""
        if self._loader is not None:
            self._loader.kill()
            self._loader = None
