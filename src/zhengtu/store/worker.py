"""The process in which queries run: `python -m zhengtu.store.worker FD DUMP`. Killing it is store.pool's business.

It answers one request at a time over the inherited socket FD and ends when the other side closes it, also in the
middle of a query, so that no worker outlives its parent.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from zhengtu.errors import QueryError
from zhengtu.store.oxigraph import OxigraphStore

# Address space of a worker; past it the engine aborts, which costs one answer and not the machine.
MAX_MEMORY_BYTES = 4 * 1024**3

Request = tuple[str, tuple[Any, ...], dict[str, Any]]


def main(descriptor: int, dump: Path) -> None:
    """Load the dump, say so, and answer until the connection ends."""
    _limit_memory()
    connection = Connection(descriptor)
    requests: queue.SimpleQueue[Request] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(connection, requests), daemon=True).start()
    try:
        store = OxigraphStore(dump)
    except QueryError as error:
        connection.send(error)
        return
    connection.send("ready")
    while True:
        method, positional, named = requests.get()
        try:
            answer = getattr(store, method)(*positional, **named)
        except QueryError as error:
            answer = error
        connection.send(answer)


def _receive(connection: Connection, requests: queue.SimpleQueue[Request]) -> None:
    while True:
        try:
            requests.put(connection.recv())
        except (EOFError, OSError):
            os._exit(0)  # the parent is gone; the main thread may be deep inside a query


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
