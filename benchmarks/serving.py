"""Measures what the service adds to an answer: against a bare server, another endpoint and the engine in threads.

`python benchmarks/serving.py [RELEASE_DIR]`. Ratios of requests per second, higher is better for us; exit code 1
where one is below its goal. wrk asks, since a client in Python would be slower than what it measures. The time that a
request takes the processors is told beside, for each server with all its processes: it depends less on what else runs.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

ROUNDS, ROUND_S, CONNECTIONS, STARTS = 15, 1, 16, 3
JSON = "application/sparql-results+json"
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


# No query is asked twice in a run: each has another limit.
LOOKUPS = """
local paths, number = {}, tonumber(os.getenv("FIRST"))
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
request = function()
  number = number + 1
  return wrk.format("GET", paths[number % #paths + 1] .. number)
end
"""


class Load(NamedTuple):
    """What one round found: requests a second, microseconds of a processor for each."""

    rate: float
    processor_us: float


@dataclass(frozen=True, slots=True)
class Server:
    """A server that has answered once."""

    port: int
    process: int
    started_s: float

    def ask(self, path: str) -> bytes:
        """The body of a 200."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"Accept": JSON})
        with urllib.request.urlopen(request) as response:
            body: bytes = response.read()
        return body

    def load(self, path: str, script: Path | None = None, **environment: str) -> Load:
        """Ask for one path, or for those that a script of wrk makes."""
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{ROUND_S}s", "-H", f"Accept: {JSON}"]
        command += ["-s", str(script)] if script else []
        command.append(f"http://127.0.0.1:{self.port}{path}")
        before = _processor_s(self.process)
        told = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=True)
        if "Non-2xx" in told.stdout or "Socket errors" in told.stdout:
            raise SystemExit(told.stdout)
        worked_s = _processor_s(self.process) - before
        found = re.search(r"(\d+) requests in.*Requests/sec:\s+([\d.]+)", told.stdout, re.DOTALL)
        assert found, told.stdout
        return Load(float(found[2]), worked_s / int(found[1]) * 1e6)


def main() -> int:
    """Measure everything once and print it."""
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing; install it (Debian: apt-get install wrk)")
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        releases = Path(sys.argv[1]) if len(sys.argv) > 1 else folder / "releases"
        environment = {**os.environ, "ZHENGTU_RELEASE_DIR": str(releases), "ZHENGTU_REASONER": "none"}
        zhengtu = [sys.executable, "-m", "zhengtu"]
        if not releases.is_dir():
            subprocess.run([*zhengtu, "build"], env=environment, check=True, stdout=subprocess.DEVNULL)
        dump = releases / "current" / "dump.nq"
        paths = _lookups(dump)
        start_s, ours = _start_again(stack, [*zhengtu, "serve"], f"{paths[0]}20", environment)
        repeated = _repeated(stack, ours, dump, folder, f"{paths[0]}20")
        uncached = _uncached(stack, ours, dump, folder, paths)
    found = (
        ("repeated queries, of a bare uvicorn answer", _ratio(repeated, "uvicorn"), 0.8),
        ("repeated queries, of oxigraph serve", _ratio(repeated, "oxigraph"), 1.8),
        ("uncached lookups, of FastAPI + pyoxigraph in threads", _ratio(uncached, "threads"), 1.5),
        ("2 s, of the first answer of a second start", 2 / start_s, 1.0),
    )
    print(f"repeated: {_shown(repeated)}\nuncached: {_shown(uncached)}\nstart: {start_s:.2f} s")
    for what, ratio, goal in found:
        print(f"{ratio:5.2f} (goal {goal}) {what}")
    print(f"load after: {os.getloadavg()[0]:.1f}")
    return 0 if all(ratio >= goal for _what, ratio, goal in found) else 1


def _start_again(
    stack: contextlib.ExitStack, serve: list[str], path: str, environment: Mapping[str, str]
) -> tuple[float, Server]:
    """The median time to the first answer of starts after the first, which compiles; and the server of the last."""
    times = []
    for _ in range(STARTS):
        with running(lambda port: [*serve, "--port", str(port)], path, environment) as server:
            times.append(server.started_s)
    server = stack.enter_context(running(lambda port: [*serve, "--port", str(port)], path, environment))
    return statistics.median([*times[1:], server.started_s]), server


def _repeated(stack: contextlib.ExitStack, ours: Server, dump: Path, folder: Path, path: str) -> dict[str, list[Load]]:
    """One query, answered from the cache, by a bare server of the same bytes, by oxigraph."""
    body = ours.ask(path)
    bare = stack.enter_context(running(lambda port: [sys.executable, "-c", BARE, str(port), body.hex()], path))
    engine, store = str(Path(sys.executable).with_name("oxigraph")), str(folder / "oxigraph")
    load = [engine, "load", "--location", store, "--file", str(dump)]
    subprocess.run(load, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    serve = [engine, "serve-read-only", "--location", store, "--union-default-graph", "--bind"]
    theirs = path.replace("/sparql?", "/query?", 1)
    oxigraph = stack.enter_context(running(lambda port: [*serve, f"127.0.0.1:{port}"], theirs))
    assert bare.ask(path) == body
    assert _rows(oxigraph.ask(theirs)) == _rows(body)
    return _rates(
        {
            "zhengtu": lambda _round: ours.load(path),
            "uvicorn": lambda _round: bare.load(path),
            "oxigraph": lambda _round: oxigraph.load(theirs),
        }
    )


def _uncached(
    stack: contextlib.ExitStack, ours: Server, dump: Path, folder: Path, paths: list[str]
) -> dict[str, list[Load]]:
    """Lookups, none twice, answered by our workers and by the engine in the threads of a framework."""
    threaded = stack.enter_context(
        running(lambda port: [sys.executable, "-c", THREADED, str(port), str(dump)], f"{paths[0]}20")
    )
    assert _rows(threaded.ask(f"{paths[1]}21")) == _rows(ours.ask(f"{paths[1]}21"))
    script, listed = folder / "lookups.lua", folder / "paths.txt"
    script.write_text(LOOKUPS)
    listed.write_text("\n".join(paths))

    def load(server: Server, number: int) -> Load:
        return server.load("/", script, PATHS=str(listed), FIRST=str((number + 1) * 1_000_000))

    return _rates({"zhengtu": lambda number: load(ours, number), "threads": lambda number: load(threaded, number)})


def _lookups(dump: Path) -> list[str]:
    """For each subject the path of a query for its triples, without the number of its limit."""
    subjects = sorted({line.split(" ", 1)[0] for line in dump.read_text("utf-8").splitlines() if line[0] == "<"})
    random.Random(1).shuffle(subjects)
    return [f"/sparql?query={quote(f'SELECT ?p ?o WHERE {{ {subject} ?p ?o }} LIMIT ')}" for subject in subjects]


def _rows(body: bytes) -> int:
    """How many rows; which ones is each engine's choice where the limit leaves some out."""
    return len(json.loads(body)["results"]["bindings"])


@contextlib.contextmanager
def running(
    command: Callable[[int], list[str]], path: str, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Start a server and wait for its first answer."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    started = time.perf_counter()
    process = subprocess.Popen(command(port), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while process.poll() is None:
            with contextlib.suppress(OSError):
                Server(port, process.pid, 0).ask(path)
                yield Server(port, process.pid, time.perf_counter() - started)
                return
            time.sleep(0.01)
        raise SystemExit(f"{command(port)[:4]} did not start")
    finally:
        process.terminate()
        process.wait()


def _rates(servers: dict[str, Callable[[int], Load]]) -> dict[str, list[Load]]:
    """What each found in rounds in which all take turns."""
    found: dict[str, list[Load]] = {name: [] for name in servers}
    for number in range(ROUNDS):
        for name, load in servers.items():
            found[name].append(load(number))
    return found


def _ratio(found: dict[str, list[Load]], other: str) -> float:
    """How many requests a second ours has for one of another: the median of rounds next to each other."""
    return statistics.median(
        ours.rate / theirs.rate for ours, theirs in zip(found["zhengtu"], found[other], strict=True)
    )


def _shown(found: dict[str, list[Load]]) -> str:
    return ", ".join(f"{name} {_medians(loads)}" for name, loads in found.items())


def _medians(loads: list[Load]) -> str:
    rate, worked = (statistics.median(values) for values in zip(*loads, strict=True))
    low, *_, high = sorted(load.rate for load in loads)
    return f"{rate:.0f}/s ({low:.0f} to {high:.0f}) at {worked:.0f} µs of a processor"


def _processor_s(process: int) -> float:
    """Seconds of a processor that a process and its descendants have taken (Linux)."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    except OSError:  # it has ended meanwhile
        return 0.0
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(_processor_s(int(child)) for child in children)


if __name__ == "__main__":
    sys.exit(main())
