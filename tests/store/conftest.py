from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from zhengtu.errors import MalformedQuery, StoreUnavailable
from zhengtu.store.base import Store
from zhengtu.store.limits import Limits
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.pooled import PooledStore
from zhengtu.store.remote import RemoteStore

DUMP = """\
<http://l/id/a> <http://www.w3.org/2000/01/rdf-schema#label> "市商务局"@zh <http://l/graph/one> .
<http://l/id/a> <http://www.w3.org/2000/01/rdf-schema#label> "commerce bureau"@en <http://l/graph/one> .
<http://l/id/a> <https://w3id.org/zhengtu/def#value> "500000" <http://l/graph/one> .
<http://l/id/商务局> <https://w3id.org/zhengtu/def#inPolicy> <http://l/id/a> <http://l/graph/two> .
"""


@pytest.fixture(scope="session")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dump") / "dump.nq"
    path.write_text(DUMP, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def endpoint(dump: Path) -> Iterator[str]:
    """A SPARQL endpoint on a free port: form POST only, which is what the remote store sends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(OxigraphStore(dump)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session", params=["oxigraph", "pool", "remote"])
def store(request: pytest.FixtureRequest, dump: Path) -> Iterator[Store]:
    store: Store
    if request.param == "oxigraph":
        store = OxigraphStore(dump)
    elif request.param == "pool":
        store = PooledStore.open(dump, Limits(workers=2))
    else:
        store = RemoteStore(request.getfixturevalue("endpoint"))
    yield store
    store.close()


def _handler(store: OxigraphStore) -> type[BaseHTTPRequestHandler]:
    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            try:
                answer = store.query(
                    form["query"][0],
                    self.headers["Accept"],
                    default_graphs=form.get("default-graph-uri", []),
                    named_graphs=form.get("named-graph-uri", []),
                )
                self._reply(200, answer.media_type, answer.body)
            except MalformedQuery as error:
                self._reply(400, "text/plain", str(error).encode())
            except StoreUnavailable as error:
                self._reply(500, "text/plain", str(error).encode())

        def _reply(self, status: int, media_type: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing in the test run."""

    return Endpoint
