"""Starts the command many times out of one process that imported everything once. What tests ask stands elsewhere.

Each command is a process of its own, with the working directory, environment and streams that it is given. What only
a fresh interpreter shows (what is imported, how the streams are encoded) wants a fresh interpreter.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

MAX_REQUEST = 1 << 20


class Forking:
    """The process to fork from, as seen from the tests."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def run(
        self, command: list[str], folder: Path, environment: Mapping[str, str], stdin: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the command to its end."""
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            given.write(stdin.encode())
            given.seek(0)
            request = json.dumps([command, str(folder), dict(environment)]).encode()
            socket.send_fds(self._connection, [request], [given.fileno(), out.fileno(), err.fileno()])
            exit_code = int(self._connection.recv(100))
            return subprocess.CompletedProcess(command, exit_code, _content(out), _content(err))


def _content(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8").replace("\r\n", "\n")


@contextmanager
def forking() -> Iterator[Forking]:
    """Have the process run until the block ends."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, __file__, str(theirs.fileno())]
    with ours, subprocess.Popen(command, pass_fds=[theirs.fileno()]) as process:
        theirs.close()
        yield Forking(ours)
        ours.close()  # the end of the requests ends the process
        process.wait(60)


def _import_everything() -> None:
    import zhengtu

    for module in pkgutil.walk_packages(zhengtu.__path__, "zhengtu."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.freeze()


def _next_command(connection: socket.socket) -> bool:
    """Fork for every request; true in the process that is to be the command, false after the last request."""
    while True:
        request, streams, _, _ = socket.recv_fds(connection, MAX_REQUEST, 3)
        if not request:
            return False
        child = os.fork()
        if child == 0:
            connection.close()
            _become(*json.loads(request), streams)
            return True
        for stream in streams:
            os.close(stream)
        connection.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


def _become(command: list[str], folder: str, environment: dict[str, str], streams: list[int]) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = command


if __name__ == "__main__":
    _import_everything()
    if _next_command(socket.socket(fileno=int(sys.argv[1]))):
        from zhengtu.cli import main

        main()
