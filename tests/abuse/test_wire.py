"""Requests that are no HTTP, come half, never end, or are not read; bodies of every wrong kind and size."""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import time
from urllib.parse import quote

import httpx2 as httpx
import pytest
from tests.abuse.service import SLACK_S, Service, assert_problem, eventually

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}
SMUGGLED = b"GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
BOMB = gzip.compress(b"#" * 10_000_000)
MALFORMED = {
    "two kinds of length": POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "two kinds of length, turned": POST
    + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"
    + SMUGGLED,
    "two lengths": POST + b"Content-Length: 4\r\nContent-Length: 9\r\n\r\nASK {}" + SMUGGLED,
    "length below zero": POST + b"Content-Length: -1\r\n\r\n" + SMUGGLED,
    "length in words": POST + b"Content-Length: four\r\n\r\n" + SMUGGLED,
    "length beyond numbers": POST + b"Content-Length: 99999999999999999999999\r\n\r\n" + SMUGGLED,
    "a bad chunk": POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nASK {}\r\n0\r\n\r\n" + SMUGGLED,
    "a coding within chunks": POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n6\r\nASK {}\r\n0\r\n\r\n",
    "an endless trailer": POST + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX-Long: " + b"a" * 500_000,
    "trailers without end": POST + b"Transfer-Encoding: chunked\r\n\r\n0\r\n" + b"X-A: b\r\n" * 100_000,
    "an endless remark of a chunk": POST + b"Transfer-Encoding: chunked\r\n\r\n6;" + b"a" * 500_000,
    "an unknown coding": POST + b"Transfer-Encoding: xchunked\r\n\r\n6\r\nASK {}\r\n0\r\n\r\n",
    "a blank before the colon": b"GET / HTTP/1.1\r\nHost: x\r\nX-A : b\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\n\r\n",
    "a header without colon": b"GET / HTTP/1.1\r\nHost: x\r\nNonsense\r\n\r\n",
    "NUL in a header": b"GET / HTTP/1.1\r\nHost: x\r\nX-A: a\x00b\r\n\r\n",
    "no method": b" / HTTP/1.1\r\nHost: x\r\n\r\n",
    "another protocol": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 100,
    "another version": b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "CONNECT": b"CONNECT example.org:80 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "TRACE": b"TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "a large header": b"GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + b"a" * 200_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: y\r\n" % i for i in range(20_000)) + b"\r\n",
    "a long address": b"GET /sparql?query=" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.mark.parametrize("name", sorted(MALFORMED))
def test_what_is_no_request_is_refused_and_the_connection_closed(service: Service, name: str) -> None:
    start = time.monotonic()
    answer = service.send_bytes(MALFORMED[name])
    assert answer[9:10] in (b"4", b"5", b""), answer[:200]
    assert answer[9:12] != b"500"
    assert answer.count(b"HTTP/1.1 ") <= 1
    assert time.monotonic() - start < SLACK_S
    assert service.http.get(f"{service.address}/health/live").status_code == 200


def test_a_long_address_is_414(service: Service) -> None:
    for size in (65_600, 100_000, 300_000):
        answer = service.send_bytes(b"GET /sparql?query=" + b"a" * size + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 414") or answer == b""  # the rest of what was sent met a closed connection


BROKEN = [b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xc0\xaf", b"ASK { ?s ?p '\xff' }"]


@pytest.mark.parametrize("text", BROKEN)
def test_broken_utf_8_is_refused_wherever_it_stands(service: Service, text: bytes) -> None:
    url, escaped = f"{service.address}/sparql", quote(text)
    assert_problem(service.http.post(url, content=text, headers=QUERY), 400)
    assert_problem(service.http.post(url, content=f"query={escaped}", headers=FORM), 400)
    assert_problem(service.http.get(f"{url}?query={escaped}"), 400)
    assert_problem(service.http.get(f"{url}?query=ASK%7B%7D&default-graph-uri={escaped}"), 400)


@pytest.mark.parametrize(
    "text", ["ASK { ?s ?p '\\uD800' }", "ASK { ?s ?p '\\uDFFF\\uD800' }", "ASK { ?s ?p '\\U00110000' }"]
)
def test_half_a_character_is_refused(service: Service, text: str) -> None:
    assert_problem(service.ask(text), 400)


@pytest.mark.parametrize("text", ["ASK { ?s\x00 ?p ?o }", "\x00ASK {}", "ASK {}\x00; CLEAR ALL"])
def test_nul_is_refused(service: Service, text: str) -> None:
    assert_problem(service.ask(text), 400)


def test_nul_in_a_string_harms_nothing(service: Service) -> None:
    assert service.ask("ASK { ?s ?p '\x00' }").status_code in (200, 400)


@pytest.mark.parametrize(
    "text", ["", "   ", "# nothing", "ASK {} ASK {}", "ASK {}; ASK {}", "SELECT", "{}", "ＡＳＫ {}"]
)
def test_what_is_not_one_query_is_refused(service: Service, text: str) -> None:
    assert_problem(service.ask(text), 400)
    assert_problem(service.http.post(f"{service.address}/sparql", content=text.encode(), headers=QUERY), 400)


def test_two_queries_are_refused(service: Service) -> None:
    body = "query=ASK%7B%7D&query=ASK%7B%7D"
    assert_problem(
        service.http.post(f"{service.address}/sparql", content=body, headers=FORM), 400, "more than one query"
    )
    assert_problem(service.http.get(f"{service.address}/sparql?{body}"), 400, "more than one query")
    twice = service.http.post(f"{service.address}/sparql?query=ASK%7B%7D", content=b"ASK {}", headers=QUERY)
    assert_problem(twice, 400, "more than one query")


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", "text/turtle", ""]
)
def test_a_body_of_another_type_is_415(service: Service, kind: str) -> None:
    assert_problem(
        service.http.post(f"{service.address}/sparql", content=b"ASK {}", headers={"Content-Type": kind}), 415
    )


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_wrong_method_is_405_and_told_the_right_ones(service: Service, method: str) -> None:
    answer = service.http.request(method, f"{service.address}/sparql")
    assert_problem(answer, 405)
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize("size", [450_000, 1024**2, 16 * 1024**2])
@pytest.mark.parametrize("headers", [QUERY, FORM])
def test_a_large_body_is_413(service: Service, size: int, headers: dict[str, str]) -> None:
    start = time.monotonic()
    with contextlib.suppress(httpx.WriteError):
        answer = service.http.post(f"{service.address}/sparql", content=b"query=" + b"#" * size, headers=headers)
        assert_problem(answer, 413)
    assert time.monotonic() - start < SLACK_S


def test_a_large_body_in_chunks_is_413(service: Service) -> None:
    with contextlib.suppress(httpx.WriteError):
        answer = service.http.post(f"{service.address}/sparql", content=iter([b"#" * 65_536] * 64), headers=QUERY)
        assert_problem(answer, 413)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip"])
def test_a_packed_body_is_415_and_not_unpacked(service: Service, coding: str) -> None:
    headers = {**QUERY, "Content-Encoding": coding}
    answer = service.http.post(f"{service.address}/sparql", content=BOMB, headers=headers)
    assert_problem(answer, 415)
    assert answer.headers["accept-encoding"] == "identity"


def test_many_parameters_are_refused(service: Service) -> None:
    assert_problem(service.http.post(f"{service.address}/sparql", content="a=b&" * 50_000, headers=FORM), 400)


def test_half_headers_and_half_bodies_keep_nobody_from_being_served(service: Service) -> None:
    head = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nX-Slow: "
    body = POST + b"Content-Length: 99\r\n\r\nASK"
    connections = [service.connect() for _ in range(200)]
    try:
        for number, connection in enumerate(connections):
            connection.sendall(head if number % 2 else body)
        start = time.monotonic()
        assert service.ask("ASK {} # beside").status_code == 200
        assert time.monotonic() - start < SLACK_S
        deadline = time.monotonic() + SLACK_S
        while connections and time.monotonic() < deadline:
            connections[0].settimeout(max(0.1, deadline - time.monotonic()))
            assert connections[0].recv(1000).startswith(b"HTTP/1.1 408")
            connections.pop(0).close()
        assert connections == []
    finally:
        for connection in connections:
            connection.close()


def test_a_client_that_drips_is_dropped(service: Service) -> None:
    with service.connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n")
        start = time.monotonic()
        with contextlib.suppress(ConnectionError):
            while time.monotonic() - start < 2 * SLACK_S:
                connection.sendall(b"X-A: b\r\n")
                time.sleep(0.5)
        assert time.monotonic() - start < SLACK_S


def test_clients_that_do_not_read_are_dropped_and_others_served(service: Service) -> None:
    request = b"GET /dumps/dump.nq HTTP/1.1\r\nHost: x\r\n\r\n"
    connections = [_that_reads_little(service) for _ in range(8)]
    for connection in connections:
        connection.sendall(request * 20)
    start = time.monotonic()
    assert service.ask("ASK {} # beside non-readers").status_code == 200
    assert time.monotonic() - start < SLACK_S
    time.sleep(7)  # past their patience
    for connection in connections:
        with contextlib.suppress(ConnectionError, TimeoutError):
            while connection.recv(1 << 20):
                pass
        connection.close()


def _that_reads_little(service: Service) -> socket.socket:
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(5)
    connection.connect(("127.0.0.1", service.port))
    return connection


def test_clients_that_hang_up_in_mid_answer_leave_nothing_behind(service: Service) -> None:
    before = service.resident_bytes()
    for _ in range(8):
        connection = _that_reads_little(service)
        connection.sendall(b"GET /dumps/dump.nq HTTP/1.1\r\nHost: x\r\n\r\n")
        connection.recv(1000)
        connection.close()
    assert eventually(lambda: service.resident_bytes() < before + 50 * 1024**2)
    assert eventually(service.is_at_rest)


ANSWERS = [
    "/",
    "/sparql?query=ASK%7B%7D",
    "/sparql?query=BAD",
    "/nothing",
    "/id/policy/yuncheng-2024",
    "/doc/policy/yuncheng-2024",
    "/dumps/dump.nq",
    "/static/x",
]


@pytest.mark.parametrize("path", ANSWERS)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_every_answer_carries_the_headers_that_protect_and_none_that_tells(
    service: Service, path: str, accept: str
) -> None:
    headers = service.http.get(
        service.address + path, headers={"Accept": accept, "Origin": "http://elsewhere.example"}
    ).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["access-control-allow-origin"] == "*"
    assert not headers.keys() & {"server", "x-powered-by", "set-cookie", "access-control-allow-credentials"}
    if headers.get("content-type", "").startswith("text/html"):
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy


def test_a_fault_shows_no_trace_of_the_code(service: Service) -> None:
    for path in ("/sparql?query=%FF", "/id/%FF", "/questions/x?lang=%00", "/dumps/%00"):
        answer = service.http.get(service.address + path)
        assert answer.status_code in (400, 404)
        assert ".py" not in answer.text
        assert "pyoxigraph" not in answer.text


RESULTS = {"json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "csv": "text/csv"}
NEGOTIATED = [
    ("", 200, RESULTS["json"]),
    ("*/*", 200, RESULTS["json"]),
    ("text/csv", 200, RESULTS["csv"]),
    ("text/csv;q=0.1, application/sparql-results+xml;q=0.9", 200, RESULTS["xml"]),
    ("application/sparql-results+json;q=0, */*;q=0.1", 200, RESULTS["xml"]),
    ("application/*", 200, RESULTS["json"]),
    ("text/csv;q=0, text/*", 200, "text/tab-separated-values"),
    ("image/png", 406, "application/problem+json"),
    ("image/png, */*;q=0.1", 200, RESULTS["json"]),
    ("text/csv;q=broken", 406, "application/problem+json"),
    (";;;,,,///", 406, "application/problem+json"),
    ("a/b," * 5_000, 406, "application/problem+json"),
]


@pytest.mark.parametrize(("accept", "status", "kind"), NEGOTIATED)
def test_the_format_is_the_one_preferred(service: Service, accept: str, status: int, kind: str) -> None:
    answer = service.http.get(f"{service.address}/sparql", params={"query": "SELECT * {}"}, headers={"Accept": accept})
    assert answer.status_code == status
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize("path", ["/doc/policy/yuncheng-2024", "/sparql?query=ASK%7B%7D", "/dumps/dump.nq"])
def test_head_is_get_without_its_body_and_a_tag_saves_the_body(service: Service, path: str) -> None:
    url = service.address + path
    full, head = service.http.get(url), service.http.head(url)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == full.headers["etag"]
    again = service.http.get(url, headers={"If-None-Match": full.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_tags_differ_by_format(service: Service) -> None:
    url = f"{service.address}/sparql"
    tags = {
        service.http.get(url, params={"query": "ASK {}"}, headers={"Accept": kind}).headers["etag"]
        for kind in RESULTS.values()
    }
    assert len(tags) == len(RESULTS)


def test_a_thing_leads_to_its_document(service: Service) -> None:
    answer = service.http.get(f"{service.address}/id/policy/yuncheng-2024")
    assert (answer.status_code, answer.headers["location"]) == (303, "/doc/policy/yuncheng-2024")


def test_json_is_whole_at_every_size(service: Service) -> None:
    for size in (1, 100, 5_000):
        answer = service.http.post(f"{service.address}/sparql", data={"query": f"SELECT * {{ ?s ?p ?o }} LIMIT {size}"})
        assert len(json.loads(answer.content)["results"]["bindings"]) == size
