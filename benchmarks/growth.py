"""How pages grow with the data: `python benchmarks/growth.py [COPIES [FOLDER]]` asks two releases in turns.

One release is of the shipped documents, the other of them and COPIES altered copies of each. A page is made anew for
every request (`made`), or is kept from the request before (`kept`). Prints tables; goals there are none, what grows as
the data does is to be looked at. It takes long: a build of about a million triples, and memory for it; FOLDER keeps
the releases for another run.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import math
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median, quantiles
from unittest import mock
from urllib.parse import quote

from other_cities import write_data
from pages import PAGES
from serving import running

from zhengtu.build import build as building
from zhengtu.config import Settings

ROUNDS = {"made": 10, "kept": 40}
Times = dict[tuple[str, str], list[float]]


def main() -> int:
    """Build both releases, measure, print."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 27
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory(prefix="growth") as name:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else name)
        releases = {"5 documents": _built(folder / "small", 0)}
        releases[f"{5 * copies + 5} documents"] = _built(folder / "large", copies)
        for how, cache_mb in (("made", 0), ("kept", 64)):
            _print(how, _measure(releases, ROUNDS[how], cache_mb), list(releases))
    print(f"load after: {os.getloadavg()[0]:.1f}")
    return 0


def _built(folder: Path, copies: int) -> Path:
    if (folder / "releases" / "current").exists():
        return folder / "releases"
    write_data(folder / "data", copies)
    settings = Settings(data_dir=folder / "data", release_dir=folder / "releases")
    started = time.perf_counter()
    # The gates ask whether the questions have the answers that are written for the shipped documents.
    with mock.patch.object(building, "refuse_unfit"):
        building.build(settings)
    manifest = json.loads((settings.release_dir / "current" / "MANIFEST.json").read_text("utf-8"))
    print(f"{manifest['counts']} built in {time.perf_counter() - started:.0f} s", flush=True)
    return settings.release_dir


def _measure(releases: Mapping[str, Path], rounds: int, cache_mb: int) -> Times:
    """Milliseconds by page and release; the first of each is that of the first request."""
    times: Times = {(page, name): [] for page in PAGES for name in releases}
    with contextlib.ExitStack() as stack:
        connections = {name: stack.enter_context(_connected(path, cache_mb)) for name, path in releases.items()}
        for _turn in range(rounds + 1):
            for page in PAGES:
                for name, connection in connections.items():
                    times[page, name].append(_ask(connection, page))
    return times


@contextlib.contextmanager
def _connected(releases: Path, cache_mb: int) -> Iterator[http.client.HTTPConnection]:
    settings = {"RELEASE_DIR": str(releases), "CACHE_MB": str(cache_mb), "ACCESS_LOG": "false"}
    environment = {**os.environ, **{f"ZHENGTU_{name}": value for name, value in settings.items()}}
    command = [sys.executable, "-m", "zhengtu", "serve", "--port"]
    with running(lambda port: [*command, str(port)], "/health/ready", environment) as server:
        print(f"{releases.parent.name}: first answer after {server.started_s:.1f} s", flush=True)
        yield http.client.HTTPConnection("127.0.0.1", server.port)


def _ask(connection: http.client.HTTPConnection, page: str) -> float:
    connection.close()  # the service does not keep one that waits while the other release is asked
    connection.connect()
    start = time.perf_counter()
    connection.request("GET", quote(page, safe="/?&=%"), headers={"Accept": "text/html"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status == 503:  # stopped at the limit of a query
        return math.inf
    if answer.status != 200:
        raise SystemExit(f"{page} answers {answer.status}: {body.decode()}")
    return (time.perf_counter() - start) * 1000


def _print(how: str, times: Times, names: list[str]) -> None:
    heads = [f"{name}, {what}" for name in names for what in ("first", "p50", "p95")]
    print(f"\n| page, {how}, ms | {' | '.join(heads)} |\n| --- |{' --: |' * len(heads)}")
    for page in PAGES:
        cells = []
        for name in names:
            first, *others = times[page, name]
            cells += [f"{value:.1f}" for value in (first, median(others), quantiles(others, n=20)[-1])]
        print(f"| {page} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
