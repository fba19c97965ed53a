"""A client that leaves before it is answered: what was being done for it is stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.requests import ClientDisconnect, Request

T = TypeVar("T")

# Most answers are there before it is worth looking whether anybody still waits for them.
_LOOK_AFTER_S = 0.2


async def while_connected(request: Request, work: Awaitable[T]) -> T:
    """Wait for the work; cancel it when the client leaves. Raises ClientDisconnect then."""
    task = asyncio.current_task()
    assert task is not None
    watcher: asyncio.Task[None] | None = None
    has_left = False

    async def watch() -> None:
        nonlocal has_left
        while (await request.receive())["type"] != "http.disconnect":
            pass
        has_left = True
        task.cancel()

    def begin() -> None:
        nonlocal watcher
        watcher = asyncio.create_task(watch())

    later = asyncio.get_running_loop().call_later(_LOOK_AFTER_S, begin)
    try:
        return await work
    except asyncio.CancelledError:
        if has_left:
            task.uncancel()
            raise ClientDisconnect from None
        raise
    finally:
        later.cancel()
        if watcher is not None:
            watcher.cancel()
