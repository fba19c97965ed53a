"""Endpoints that are away, come back with less, or answer something that is no answer."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from zhengtu.errors import AnswerTooLarge, MalformedQuery, QueryError, QueryTimeout, StoreUnavailable
from zhengtu.store import formats
from zhengtu.store.endpoint import Endpoint
from zhengtu.store.limits import Limits
from zhengtu.store.push import Target
from zhengtu.store.release import Release
from zhengtu.store.remote import RemoteStore

from ..engines import free_port, running_oxigraph

QUICK = "ASK { ?s ?p ?o }"
JSON = formats.JSON.media_type
Says = Callable[[int, str, str], Endpoint]


@pytest.fixture
def saying() -> Iterator[Says]:
    """Starts an address that says the same to every request: a status, a media type, a body."""
    servers = []

    def start(status: int, media_type: str, body: str) -> Endpoint:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(status)
                self.send_header("Content-Type", media_type)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing in the test run."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        servers.append((server, thread))
        return Endpoint(f"http://127.0.0.1:{server.server_port}/sparql")

    yield start
    for server, thread in servers:
        server.shutdown()
        server.server_close()
        thread.join()


def test_an_endpoint_that_is_not_there_is_named() -> None:
    with pytest.raises(StoreUnavailable, match=r"http://127\.0\.0\.1:1/sparql cannot be reached"):
        RemoteStore(Endpoint("http://127.0.0.1:1/sparql")).query(QUICK, formats.JSON.media_type)


def test_an_endpoint_that_never_answers_times_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        store = RemoteStore(Endpoint(f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"))
        with pytest.raises(QueryTimeout, match="did not answer within 1 s"):
            store.query(QUICK, formats.JSON.media_type, timeout_s=1)


@pytest.mark.parametrize(
    ("status", "media_type", "body", "error", "said"),
    [
        (200, "text/html", "<h1>Welcome</h1>", StoreUnavailable, "answered in text/html .* is it a SPARQL endpoint"),
        (200, JSON, '{"head": {}, "bool', StoreUnavailable, "breaks off or is no result"),
        (200, JSON, "[]", StoreUnavailable, "breaks off or is no result"),
        (200, JSON, '{"head": {"vars": ["s"]}, "results": {}}', StoreUnavailable, "breaks off or is no result"),
        (200, JSON, " " * 9_000_000, AnswerTooLarge, "sent more than 8 MiB"),
        (404, "text/html", "<h1>Not here</h1>", StoreUnavailable, "give the address that takes queries"),
        (401, "text/plain", "", StoreUnavailable, "give the user and password"),
        (400, "text/plain", "error at 1:5: expected }", MalformedQuery, "Line 1, column 5: expected }"),
        (502, "text/html", "<h1>Bad gateway</h1>", StoreUnavailable, "failed with 502"),
    ],
)
def test_what_is_no_answer_is_named(
    saying: Says, status: int, media_type: str, body: str, error: type[QueryError], said: str
) -> None:
    store = RemoteStore(saying(status, media_type, body), limits=Limits(max_bytes=1024**2))
    with pytest.raises(error, match=said):
        store.query("SELECT ?s { ?s ?p ?o }", JSON)


def test_an_engine_that_comes_back_empty_is_not_answered_from(little: Release) -> None:
    port = free_port()
    endpoint = Endpoint(f"http://127.0.0.1:{port}/query")
    store = RemoteStore(endpoint, little.graphs, triples=4)
    for _engine in running_oxigraph(port=port):
        Target.of(endpoint).push(little, Target.of(endpoint).plan(little))
        assert b"true" in store.query(QUICK, JSON).body
    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        store.query(QUICK, JSON)
    for _engine in running_oxigraph(port=port):
        with pytest.raises(StoreUnavailable, match="holds 0 triples of the graphs of the release, which has 4"):
            store.query(QUICK, JSON)
        Target.of(endpoint).push(little, Target.of(endpoint).plan(little))
        assert b"true" in store.query(QUICK, JSON).body
