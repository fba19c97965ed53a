"""A running `zhengtu serve` as a stranger sees it and as its operator does, and a listener that nobody should call."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx2 as httpx

LIMIT_S = 2.0
# What a slow machine may take beside a limit; what these tests look for takes a minute or never ends.
SLACK_S = 20.0
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@dataclass(slots=True)
class Listener:
    """A server on the loopback addresses that nobody should call; it counts who does."""

    port: int
    sockets: list[socket.socket]
    calls: list[str] = field(default_factory=list)

    @classmethod
    def open(cls) -> Listener:
        first = socket.create_server(("127.0.0.1", 0))
        listener = cls(first.getsockname()[1], [first])
        with contextlib.suppress(OSError):  # a machine without IPv6
            listener.sockets.append(socket.create_server(("::1", listener.port), family=socket.AF_INET6))
        for server in listener.sockets:
            threading.Thread(target=listener._listen, args=(server,), daemon=True).start()
        return listener

    def _listen(self, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, address = server.accept()
                self.calls.append(str(address))
                connection.close()

    def close(self) -> None:
        for server in self.sockets:
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            server.close()


@dataclass(frozen=True, slots=True)
class Service:
    """The service as a stranger sees it, and its processes as the operator does."""

    process: subprocess.Popen[bytes]
    port: int
    listener: Listener
    log: Path
    http: httpx.Client

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, query: str, **parameters: str) -> httpx.Response:
        """Send a query in a form."""
        return self.http.post(f"{self.address}/sparql", data={"query": query, **parameters})

    def connect(self) -> socket.socket:
        """A bare connection, for clients that misbehave."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def send_bytes(self, request: bytes) -> bytes:
        """Send bytes as they are, and read until the server closes or has been silent."""
        received = b""
        with self.connect() as connection, contextlib.suppress(ConnectionError, TimeoutError):
            connection.sendall(request)
            while part := connection.recv(65_536):
                received += part
        return received

    def triples(self) -> str:
        """How many triples it says it has; asked in another way each time, so that no kept answer is given."""
        answer = self.ask(f"{COUNT} # {time.monotonic_ns()}").raise_for_status()
        return str(answer.json()["results"]["bindings"][0]["n"]["value"])

    def tag(self) -> str:
        """The entity tag of all its data."""
        return self.http.head(f"{self.address}/dumps/dump.nq").raise_for_status().headers["etag"]

    def resident_bytes(self) -> int:
        """Memory of the server, its loader and its workers, without what they share (proportional set size)."""
        return sum(map(_proportional_bytes, _family(self.process.pid)))

    def processor_s(self) -> float:
        """Seconds of work of all its processes that live."""
        return sum(map(_processor_s, _family(self.process.pid)))

    def is_at_rest(self) -> bool:
        """Whether its processes hardly work for half a second."""
        before = self.processor_s()
        time.sleep(0.5)
        return self.processor_s() - before < 0.25

    def count(self, metric: str) -> float:
        """The value of a metric without labels."""
        lines = self.http.get(f"{self.address}/metrics").text.splitlines()
        return next(float(line.split()[1]) for line in lines if line.startswith(f"{metric} "))


def eventually(holds: Callable[[], bool], seconds: float = SLACK_S) -> bool:
    """Whether it holds within the time."""
    deadline = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return held


def _family(process: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = int(path.read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(path.parent.name))
    found, ahead = [], [process]
    while ahead:
        found.append(ahead.pop())
        ahead += children.get(found[-1], [])
    return found


def _proportional_bytes(process: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def _processor_s(process: int) -> float:
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def assert_problem(answer: httpx.Response, status: int, *words: str) -> None:
    """The answer is a problem document of RFC 9457 with this status, and its detail has the words."""
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["content-type"].startswith("application/problem+json")
    told = answer.json()
    assert {"type", "title", "status", "detail"} <= told.keys()
    assert told["status"] == status
    for word in words:
        assert word in told["detail"]
    if status == 503:
        assert int(answer.headers["retry-after"]) >= 1
