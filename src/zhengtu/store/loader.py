"""The process that holds a release and forks workers from it: `python -m zhengtu.store.loader FD SOURCE LIMITS`.

It has one thread, so forking it is safe. Over the control socket FD it says once that it has loaded, then gets the
socket of each worker to be made and answers with its process id. It ends when the pool closes that socket, and its
workers end with it.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from pathlib import Path

from zhengtu.errors import StoreUnavailable
from zhengtu.store import sandbox, worker
from zhengtu.store.limits import Limits
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.wire import PROCESS_ID_BYTES, Frame


def main(descriptor: int, source: Path, limits: Limits) -> None:
    """Load the source (a dump, or the directory of a store on disk), say so, and fork on demand."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the workers
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sandbox.leave_no_core()
    sandbox.deepen_stack()
    with socket.socket(fileno=descriptor) as control:
        isolated = not limits.network and sandbox.leave_network()
        try:
            store = None if source.is_dir() else OxigraphStore(source, limits)
        except StoreUnavailable as error:
            control.sendall(Frame({"error": "StoreUnavailable", "message": str(error)}).to_bytes())
            return
        gc.freeze()  # what the workers share with this process stays shared: no collection writes into it
        control.sendall(Frame({"isolated": isolated}).to_bytes())
        _fork_on_demand(control, store, source, limits)


def _fork_on_demand(control: socket.socket, store: OxigraphStore | None, source: Path, limits: Limits) -> None:
    loader = os.getpid()
    while True:
        message, descriptors, _flags, _address = socket.recv_fds(control, 1, 1)
        if not message:
            return
        process = os.fork()
        if process == 0:
            control.close()
            _work(descriptors[0], loader, store, source, limits)
        os.close(descriptors[0])
        control.sendall(process.to_bytes(PROCESS_ID_BYTES, "big"))


def _work(descriptor: int, loader: int, store: OxigraphStore | None, source: Path, limits: Limits) -> None:
    status = 1
    try:
        sandbox.end_with_parent(loader)
        # Each worker opens a store on disk for itself: an open one does not survive a fork.
        own = store or OxigraphStore.on_disk(source, limits)
        sandbox.limit_memory(limits.memory_bytes)
        with socket.socket(fileno=descriptor) as connection:
            worker.serve(connection, own)
        status = 0
    finally:
        os._exit(status)  # past the loader's own clean-up, which is not the worker's


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Limits(**json.loads(sys.argv[3])))
