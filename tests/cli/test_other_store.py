"""The real release pushed into another engine, and the service that asks it: the same answers as from the release."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Callable, Iterator
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from zhengtu.store.endpoint import Endpoint
from zhengtu.store.release import Release

from ..engines import VIRTUOSO, free_port, running_oxigraph, running_virtuoso
from .conftest import Zhengtu
from .test_serve_command import status_when_ready

PATHS = [
    "/",
    "/doc/policy/yuncheng-2024",
    "/graph/policy/yuncheng-2024.nt",
    "/questions/CQ15-reward-by-increase.csv",
    "/questions/CQ07-split-under-the-zhengzhou-draft",
    "/dumps/dump.nq",
    "/def.ttl",
]
COUNT = "SELECT ?class (COUNT(*) AS ?n) { ?s a ?class } GROUP BY ?class ORDER BY ?class"


@pytest.fixture(scope="module", params=["oxigraph serve", pytest.param("virtuoso", marks=VIRTUOSO)])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    if request.param == "virtuoso":
        yield from running_virtuoso(tmp_path_factory.mktemp("virtuoso"))
    else:
        yield from running_oxigraph()


def answers(origin: str) -> list[bytes]:
    requests = [Request(f"{origin}{path}", headers={"Accept": "text/html"}) for path in PATHS]
    sparql = f"{origin}/sparql?{urlencode({'query': COUNT})}"
    requests.append(Request(sparql, headers={"Accept": "application/sparql-results+json"}))
    found = []
    for request in requests:
        with urlopen(request) as response:
            found.append(response.read())
    return found


def test_pages_questions_and_queries_answer_the_same_from_another_store(
    zhengtu: Zhengtu,
    start: Callable[..., subprocess.Popen[bytes]],
    release: Release,
    engine: Endpoint,
) -> None:
    folder = release.path.parent
    who = ("--user", engine.user or "somebody", "--password", engine.password or "s3cr3t")
    planned = zhengtu("push", engine.address, *who, "--dry-run", "--release-dir", folder)
    refused = zhengtu("serve", "--store", engine.address, *who, "--release-dir", folder)
    pushed = zhengtu("push", engine.address, *who, "--release-dir", folder)
    assert "would go to" in planned.stderr
    assert (refused.returncode, "holds 0 triples" in refused.stderr) == (1, True)
    assert f"{release.manifest['counts']['triples']} triples is in" in pushed.stderr

    own, other = free_port(), free_port()
    servers = [
        start("serve", "--port", str(own), "--release-dir", folder),
        start("serve", "--port", str(other), "--release-dir", folder, "--store", engine.address, *who),
    ]
    try:
        for port, server in zip((own, other), servers, strict=True):
            assert status_when_ready(f"http://127.0.0.1:{port}/health/ready", server) == 200
        expected, given = (answers(f"http://127.0.0.1:{port}") for port in (own, other))
    finally:
        for server in servers:
            server.send_signal(signal.SIGINT)
        logs = b"".join(part for server in servers for part in server.communicate(timeout=120))
    assert [len(body) for body in expected] == [len(body) for body in given]
    assert expected[:-1] == given[:-1]
    assert json.loads(expected[-1]) == json.loads(given[-1])
    assert b"s3cr3t" not in logs
