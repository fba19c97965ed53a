"""One worker: takes requests from its socket, asks the embedded store, gives back whole answers."""

from __future__ import annotations

import signal
import socket
from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from zhengtu.errors import QueryError
from zhengtu.store import sandbox, wire
from zhengtu.store.base import Answer
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.wire import Frame

_SWOLLEN_BYTES = 64 * 1024**2


def serve(connection: socket.socket, store: OxigraphStore) -> None:
    """Answer one request after the other until the other side closes the socket."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends its workers
    at_first = sandbox.most_memory()
    while (request := wire.receive(connection)) is not None:
        sandbox.limit_processor(request.head["timeout_s"])
        answer = _answer(store, request.head)
        # What a query took is rarely given back to the system: a worker that has grown is to be replaced.
        swollen = sandbox.most_memory() - at_first > _SWOLLEN_BYTES
        head = {**answer.head, "swollen": True} if swollen else answer.head
        connection.sendall(Frame(head, answer.body).to_bytes())


def _answer(store: OxigraphStore, asked: Mapping[str, Any]) -> Frame:
    try:
        answer = _ask(store, asked)
    except QueryError as error:
        limit = astuple(error.limit) if error.limit else None
        return Frame({"error": type(error).__name__, "message": str(error), "limit": limit})
    except MemoryError:
        return Frame({"error": "AnswerTooLarge", "message": "The answer does not fit into the memory of a worker."})
    if isinstance(answer, bool):
        return Frame({"found": answer})
    return Frame({"media_type": answer.media_type}, answer.body)


def _ask(store: OxigraphStore, asked: Mapping[str, Any]) -> Answer | bool:
    if asked["do"] == "contains":
        return store.contains(asked["iri"])
    if asked["do"] == "describe":
        return store.describe(asked["iri"], asked["accept"])
    datasets = (asked.get("default_graphs", ()), asked.get("named_graphs", ()), "names_dataset" in asked)
    return store.evaluate(asked.get("text", ""), asked["accept"], *datasets)
