"""One little dataset behind every kind of store: in this process, in workers, and behind endpoints that run."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from zhengtu.errors import MalformedQuery, StoreUnavailable
from zhengtu.store.base import Store
from zhengtu.store.endpoint import Endpoint
from zhengtu.store.limits import Limits
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.pooled import PooledStore
from zhengtu.store.push import Target
from zhengtu.store.release import Release, name_of
from zhengtu.store.remote import RemoteStore

from ..engines import VIRTUOSO, running_oxigraph, running_virtuoso

DUMP = """\
<http://l/id/a> <http://www.w3.org/2000/01/rdf-schema#label> "市商务局"@zh <http://l/graph/one> .
<http://l/id/a> <http://www.w3.org/2000/01/rdf-schema#label> "commerce bureau"@en <http://l/graph/one> .
<http://l/id/a> <https://w3id.org/zhengtu/def#value> "500000" <http://l/graph/one> .
<http://l/id/商务局> <https://w3id.org/zhengtu/def#inPolicy> <http://l/id/a> <http://l/graph/two> .
"""


def make_release(folder: Path, dump: str) -> Release:
    """A published release of some N-Quads, with the files that say which graphs there are."""
    built = folder / "being-built"
    names = sorted({line.rsplit("<http://l/", 1)[1].removesuffix("> .") for line in dump.splitlines()})
    files = {"dump.nq": dump.encode()} | {name.replace("graph/", "graphs/") + ".ttl": b"" for name in names}
    for name, content in files.items():
        (built / name).parent.mkdir(parents=True, exist_ok=True)
        (built / name).write_bytes(content)
    listed = {n: {"bytes": len(c), "sha256": hashlib.sha256(c).hexdigest()} for n, c in files.items()}
    counts = {"triples": dump.count("\n")}
    manifest = {"base_iri": "http://l/", "documents": [], "counts": counts, "files": listed}
    (built / "MANIFEST.json").write_text(json.dumps(manifest), encoding="utf-8")
    built = built.rename(folder / name_of(built))
    (folder / "current").unlink(missing_ok=True)
    (folder / "current").symlink_to(built.name)
    return Release.current(folder)


@pytest.fixture(scope="session")
def little(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return make_release(tmp_path_factory.mktemp("little"), DUMP)


@pytest.fixture(scope="session")
def dump(little: Release) -> Path:
    return little.dump


@pytest.fixture(scope="session")
def oxigraph_server() -> Iterator[Endpoint]:
    """`oxigraph serve` with nothing in it, whose default graph is not the union."""
    yield from running_oxigraph()


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """Virtuoso as it is installed, with its own graphs and its own user."""
    yield from running_virtuoso(tmp_path_factory.mktemp("virtuoso"))


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


STORES = ["oxigraph", "pool", "remote", "oxigraph_server", pytest.param("virtuoso", marks=VIRTUOSO)]


@pytest.fixture(scope="session", params=STORES)
def store(request: pytest.FixtureRequest, little: Release) -> Iterator[Store]:
    store: Store
    if request.param == "oxigraph":
        store = OxigraphStore(little.dump)
    elif request.param == "pool":
        store = PooledStore.open(little.dump, Limits(workers=2))
    elif request.param == "remote":
        store = RemoteStore(Endpoint(request.getfixturevalue("endpoint")))
    else:
        engine = request.getfixturevalue(request.param)
        target = Target.of(engine)
        target.push(little, target.plan(little))
        store = RemoteStore(engine, little.graphs)
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
