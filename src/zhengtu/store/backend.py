"""What answers for one release, to code that waits and to an event loop. Opening it lives in web.serve."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from zhengtu.store.base import Asker, Store
from zhengtu.store.release import Release


@dataclass(frozen=True, slots=True)
class Backend:
    """One store under both protocols, and how it ends."""

    store: Store
    asker: Asker
    close: Callable[[], Awaitable[None]]


Open = Callable[[Release], Awaitable[Backend]]
