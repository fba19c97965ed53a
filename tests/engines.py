"""Other SPARQL engines that tests start on a free port and end again: `oxigraph serve`, and Virtuoso of the system."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from zhengtu.store.endpoint import Endpoint

VIRTUOSO = pytest.mark.system("virtuoso-t")
START_S = 120
OXIGRAPH = str(Path(sys.executable).with_name("oxigraph"))
VIRTUOSO_INI = """\
[Database]
DatabaseFile = virtuoso.db
TransactionFile = virtuoso.trx
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = {most_rows}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def running_oxigraph(*options: str, port: int | None = None) -> Iterator[Endpoint]:
    """Start the server in memory; give the address that takes queries."""
    place = f"127.0.0.1:{port or free_port()}"
    with _running([OXIGRAPH, "serve", "--bind", place, *options], Path.cwd(), f"http://{place}/"):
        yield Endpoint(f"http://{place}/query")


def running_virtuoso(folder: Path, most_rows: int = 100_000) -> Iterator[Endpoint]:
    """Start a server with its files in an empty folder; give the address that takes queries, and who may write."""
    http = free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(sql=free_port(), http=http, most_rows=most_rows))
    address = f"http://127.0.0.1:{http}/sparql"
    with _running(["virtuoso-t", "+configfile", "virtuoso.ini", "+foreground"], folder, address):
        yield Endpoint(address, "dba", "dba")


@contextmanager
def _running(command: list[str], folder: Path, address: str) -> Iterator[None]:
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(address, process)
            yield
        finally:
            process.kill()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urlopen(address, timeout=10).close()
            return
        except HTTPError as error:
            error.close()
            return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer; exit code {process.poll()}")
