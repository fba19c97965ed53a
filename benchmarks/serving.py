"""Measures what the service adds to an answer: against a bare server, another endpoint and the engine in threads.

`python benchmarks/serving.py [RELEASE_DIR]`. Ratios of requests per second, higher is better for us; exit code 1
where one is below its goal.
"""

from __future__ import annotations

import contextlib
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

ROUNDS, REQUESTS = 5, 200
BARE = """
import sys, uvicorn
body = bytes.fromhex(sys.argv[2])
async def app(scope, receive, send):
    if scope["type"] == "http":
        headers = [(b"content-type", b"application/sparql-results+json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})
uvicorn.run(app, port=int(sys.argv[1]), loop="uvloop", http="httptools", access_log=False, log_level="error")
"""
THREADED = """
import sys, uvicorn, pyoxigraph
from fastapi import FastAPI, Response
store = pyoxigraph.Store()
store.bulk_load(path=sys.argv[2], format=pyoxigraph.RdfFormat.N_QUADS)
app = FastAPI()
@app.get("/sparql")
def ask(query: str) -> Response:
    result = store.query(query, use_default_graph_as_union=True)
    kind = "application/sparql-results+json"
    return Response(result.serialize(format=pyoxigraph.QueryResultsFormat.JSON), media_type=kind)
uvicorn.run(app, port=int(sys.argv[1]), loop="uvloop", http="httptools", access_log=False, log_level="error")
"""


def main() -> int:
    """Measure everything once and print it."""
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        releases = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "releases"
        environment = {**os.environ, "ZHENGTU_RELEASE_DIR": str(releases), "ZHENGTU_REASONER": "none"}
        zhengtu = [sys.executable, "-m", "zhengtu"]
        if not releases.is_dir():
            subprocess.run([*zhengtu, "build"], env=environment, check=True, stdout=subprocess.DEVNULL)
        dump = releases / "current" / "dump.nq"
        requests = _lookups(dump)
        with _server(lambda port: [*zhengtu, "serve", "--port", str(port)], requests[0], environment):
            pass  # what the first start compiles is there for the second
        started = time.perf_counter()
        ours = stack.enter_context(
            _server(lambda port: [*zhengtu, "serve", "--port", str(port)], requests[0], environment)
        )
        first_answer_s = time.perf_counter() - started
        body = ours(requests[0])
        python = [sys.executable, "-c"]
        bare = stack.enter_context(_server(lambda port: [*python, BARE, str(port), body.hex()], requests[0]))
        threaded = stack.enter_context(_server(lambda port: [*python, THREADED, str(port), str(dump)], requests[0]))
        store = Path(folder) / "oxigraph"
        engine = str(Path(sys.executable).with_name("oxigraph"))
        load = [engine, "load", "--location", str(store), "--file", str(dump)]
        subprocess.run(load, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        peer = [engine, "serve-read-only", "--location", str(store), "--union-default-graph", "--bind"]
        endpoint = stack.enter_context(_server(lambda port: [*peer, f"127.0.0.1:{port}"], _at(requests[0], "/query")))
        repeated = _rates(
            {
                "zhengtu": lambda _n: ours(requests[0]),
                "uvicorn": lambda _n: bare(requests[0]),
                "oxigraph": lambda _n: endpoint(_at(requests[0], "/query")),
            }
        )
        uncached = _rates(
            {"zhengtu": lambda n: ours(requests[n]), "threads": lambda n: threaded(requests[n])},
        )
    found = (
        ("repeated queries, of a bare uvicorn answer", repeated["zhengtu"] / repeated["uvicorn"], 0.8),
        ("repeated queries, of oxigraph serve", repeated["zhengtu"] / repeated["oxigraph"], 1.8),
        ("uncached lookups, of FastAPI + pyoxigraph in threads", uncached["zhengtu"] / uncached["threads"], 1.5),
        ("2 s, of the first answer of a second start", 2 / first_answer_s, 1.0),
    )
    print(f"requests a second: repeated {_shown(repeated)}; uncached {_shown(uncached)}; start {first_answer_s:.2f} s")
    for name, ratio, goal in found:
        print(f"{ratio:5.2f} (goal {goal}) {name}")
    print(f"load after: {os.getloadavg()[0]:.1f}")
    return 0 if all(ratio >= goal for _name, ratio, goal in found) else 1


def _lookups(dump: Path) -> list[bytes]:
    """A request for each subject, more than are sent; no two are alike."""
    subjects = sorted({line.split(" ", 1)[0] for line in dump.read_text("utf-8").splitlines() if line[0] == "<"})
    chosen = random.Random(1).sample(subjects, min(len(subjects), ROUNDS * REQUESTS * 2))
    while len(chosen) < ROUNDS * REQUESTS * 2:
        chosen += [f"{subject} " for subject in chosen]
    queries = (f"SELECT ?p ?o WHERE {{ {subject} ?p ?o }} LIMIT {20 + n}" for n, subject in enumerate(chosen))
    head = "Host: localhost\r\nAccept: application/sparql-results+json\r\n\r\n"
    return [f"GET /sparql?query={quote(query)} HTTP/1.1\r\n{head}".encode() for query in queries]


def _at(request: bytes, path: str) -> bytes:
    return request.replace(b"/sparql?", f"{path}?".encode(), 1)


@contextlib.contextmanager
def _server(
    command: Callable[[int], list[str]], request: bytes, environment: dict[str, str] | None = None
) -> Iterator[Callable[[bytes], bytes]]:
    """Start a server, wait for its first answer, and give what sends it a request over one connection."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    process = subprocess.Popen(command(port), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while process.poll() is None:
            client = _Client(port)
            try:
                client.ask(request)
            except OSError:
                time.sleep(0.01)
                continue
            yield client.ask
            return
        raise SystemExit(f"{command(port)[:4]} did not start")
    finally:
        process.terminate()
        process.wait()


class _Client:
    """One connection, made again where the server has closed it since."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection: socket.socket | None = None

    def ask(self, request: bytes) -> bytes:
        """The body of a 200."""
        if self._connection is not None:
            with contextlib.suppress(ConnectionError):
                return self._exchange(self._connection, request)
        self._connection = socket.create_connection(("127.0.0.1", self._port))
        return self._exchange(self._connection, request)

    def _exchange(self, connection: socket.socket, request: bytes) -> bytes:
        connection.sendall(request)
        received = b""
        while b"\r\n\r\n" not in received:
            received += _more(connection)
        head, _, body = received.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), received[:500]
        if b"chunked" in head.lower():
            while not body.endswith(b"0\r\n\r\n"):
                body += _more(connection)
            return body
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        while len(body) < length:
            body += _more(connection)
        return body


def _more(connection: socket.socket) -> bytes:
    if not (data := connection.recv(1 << 18)):
        raise ConnectionResetError
    return data


def _rates(servers: dict[str, Callable[[int], bytes]]) -> dict[str, float]:
    """Requests a second of each, medians of rounds in which all take turns."""
    rates: dict[str, list[float]] = {name: [] for name in servers}
    for turn in range(ROUNDS):
        for name, ask in servers.items():
            start = time.perf_counter()
            for number in range(REQUESTS):
                ask(1 + turn * REQUESTS + number)
            rates[name].append(REQUESTS / (time.perf_counter() - start))
    return {name: statistics.median(found) for name, found in rates.items()}


def _shown(rates: dict[str, float]) -> str:
    return ", ".join(f"{name} {rate:.0f}" for name, rate in rates.items())


if __name__ == "__main__":
    sys.exit(main())
