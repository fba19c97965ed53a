"""One worker: takes requests from its socket, asks the embedded store, gives back whole answers."""

from __future__ import annotations

import signal
import socket
from dataclasses import astuple

from zhengtu.errors import QueryError
from zhengtu.store import sandbox, wire
from zhengtu.store.base import Answer, Request
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.wire import Frame

_SWOLLEN_BYTES = 64 * 1024**2
_GRACE_S = 5


def serve(connection: socket.socket, store: OxigraphStore) -> None:
    """Answer one request after the other until the other side closes the socket."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends its workers
    most_s = 0
    worked_s, held_at_first = sandbox.spent()
    for frame in wire.frames(connection):
        request = Request(*frame.head)
        if (may_work_s := int(worked_s + request.timeout_s) + _GRACE_S) != most_s:
            sandbox.limit_processor(most_s := may_work_s)
        answer = _answer(store, request)
        worked_s, held = sandbox.spent()
        # What a query took is rarely given back to the system: a worker that has grown is to be replaced.
        swollen = held - held_at_first > _SWOLLEN_BYTES
        head = {**(answer.head or {}), "swollen": True} if swollen else answer.head
        connection.sendall(Frame(head, answer.body).to_bytes())


def _answer(store: OxigraphStore, request: Request) -> Frame:
    try:
        answer = _ask(store, request)
    except QueryError as error:
        limit = astuple(error.limit) if error.limit else None
        return Frame({"error": type(error).__name__, "message": str(error), "limit": limit})
    except MemoryError:
        return Frame({"error": "AnswerTooLarge", "message": "The answer does not fit into the memory of a worker."})
    if isinstance(answer, bool):
        return Frame({"found": answer})
    return Frame(body=answer.body)


def _ask(store: OxigraphStore, request: Request) -> Answer | bool:
    if request.do == "contains":
        return store.contains(request.iri)
    if request.do == "describe":
        return store.describe(request.iri, request.accept)
    graphs = request.default_graphs, request.named_graphs
    return store.evaluate(request.text, request.accept, *graphs, request.names_dataset)
