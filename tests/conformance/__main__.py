"""`make conformance`: runs the suites of a folder against the service and its query path, and says what they count.

The suites are not ours. The folder holds sparql_protocol_suite.py, w3c_query_eval.py and rdf-tests/, a checkout of
w3c/rdf-tests.
"""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SUITES = ("sparql_protocol_suite.py", "w3c_query_eval.py", "rdf-tests")
# The engine rewrites the lexical form of a computed number, and fails eleven tests of the W3C by itself.
MIN_PROTOCOL = 136
MIN_QUERY = 225


def main(folder: Path) -> int:
    """Run both suites and print their counts last; 0 when both reach what they have reached before."""
    missing = [name for name in SUITES if not (folder / name).exists()]
    if missing:
        print(f"{folder or 'W3C_TESTS'} has no {', '.join(missing)}: make conformance W3C_TESTS=DIR", file=sys.stderr)
        return 2
    with _service() as address:
        options = ["--endpoint", f"{address}sparql", "--graph-iri", f"{address}graph/vocabulary", "-q"]
        protocol, passed_protocol = _run(folder / SUITES[0], *options, least=MIN_PROTOCOL)
    query, passed_query = _run(
        folder / SUITES[1], folder / SUITES[2], "--engine", "tests.conformance.engine:PooledEngine", least=MIN_QUERY
    )
    print(f"protocol {protocol}\nw3c query {query}")
    return 0 if passed_protocol and passed_query else 1


@contextlib.contextmanager
def _service() -> Iterator[str]:
    """Serve a new build of the documents, where its own description says that it is."""
    with tempfile.TemporaryDirectory() as releases, socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
        address = f"http://127.0.0.1:{port}/"
        probe.close()
        environment = {**os.environ, "ZHENGTU_BASE_IRI": address, "ZHENGTU_REASONER": "none"}
        command = [sys.executable, "-m", "zhengtu", "serve", "--port", str(port), "--release-dir", releases]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, cwd=ROOT)
        try:
            _wait_for(address, server)
            yield address
        finally:
            server.terminate()
            server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        with contextlib.suppress(urllib.error.URLError), urllib.request.urlopen(f"{address}health/ready") as answer:
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise SystemExit("the service did not start")


def _run(suite: Path, *options: str | Path, least: int) -> tuple[str, bool]:
    """Run a suite and show what it prints; its count, and whether it passed as many as it should."""
    command = [sys.executable, str(suite), *map(str, options), "--min", str(least)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    print(done.stdout, flush=True)
    counts = re.findall(r"^\d+/\d+$", done.stdout, re.MULTILINE)
    return counts[-1] if counts else "0/0", bool(counts) and done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "")))
