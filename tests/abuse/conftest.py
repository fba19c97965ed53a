"""The service that the battery attacks: `zhengtu serve` over the real release, watched for harm."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx2 as httpx
import pytest
from tests.abuse.service import LIMIT_S, Listener, Service

from zhengtu.store.release import Release

MAY_GROW_BY = 200 * 1024**2


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture(scope="package")
def service(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """`zhengtu serve` over the real release, with a limit of two seconds and short patience."""
    port, log = _free_port(), tmp_path_factory.mktemp("abuse") / "log"
    environment = {
        **os.environ,
        "ZHENGTU_QUERY_TIMEOUT_S": f"{LIMIT_S:g}",
        "ZHENGTU_HEADER_TIMEOUT_S": "5",
        "ZHENGTU_BODY_TIMEOUT_S": "5",
        "ZHENGTU_WRITE_TIMEOUT_S": "5",
    }
    options = ["--port", str(port), "--release-dir", str(release.path.parent)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "zhengtu", "serve", *options], env=environment, stdout=output, stderr=output
        )
    listener = Listener.open()
    client = httpx.Client(timeout=30, limits=httpx.Limits(max_connections=None, max_keepalive_connections=5))
    service = Service(process, port, listener, log, client)
    try:
        _wait_until_ready(service)
        yield service
    finally:
        process.terminate()
        try:
            process.wait(120)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        client.close()
        listener.close()


def _wait_until_ready(service: Service) -> None:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and service.process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            if service.http.get(f"{service.address}/health/ready").status_code == 200:
                return
        time.sleep(0.1)
    raise AssertionError(service.log.read_text())


@pytest.fixture(scope="module", autouse=True)
def unharmed(service: Service) -> Iterator[None]:
    """After each module of attacks: the same process, the same triples, nobody called, no memory kept."""
    data, memory = (service.triples(), service.tag()), service.resident_bytes()
    yield
    assert service.process.poll() is None, service.log.read_text()[-2000:]
    assert (service.triples(), service.tag()) == data
    assert service.listener.calls == []
    deadline = time.monotonic() + 60
    while service.resident_bytes() > memory + MAY_GROW_BY and time.monotonic() < deadline:
        time.sleep(0.2)
    assert service.resident_bytes() < memory + MAY_GROW_BY
    assert "Traceback" not in service.log.read_text()
