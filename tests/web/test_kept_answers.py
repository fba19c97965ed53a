"""Answers that a connection gives from the cache at once: those of the first time, and nothing of a request lost."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.web.releases import Service, publish, serving, write_release

from zhengtu.config import Settings

QUERY = quote("SELECT ?name { ?s ?p ?name }")
ASK = quote("ASK {}")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    release_dir = tmp_path_factory.mktemp("releases")
    write_release(release_dir, "one")
    publish(release_dir, "one")
    with serving(Settings(release_dir=release_dir, workers=1)) as service:
        yield service


def request(query: str, *lines: str, method: str = "GET", version: str = "1.1") -> bytes:
    head = [f"{method} /sparql?query={query} HTTP/{version}", "Host: x", "Accept: text/csv", *lines, "", ""]
    return "\r\n".join(head).encode()


def answers(service: Service, *requests: bytes) -> list[tuple[str, dict[str, str], bytes]]:
    """Send requests behind one another over one connection; give status line, headers and body of each answer."""
    with service.connect() as connection:
        connection.sendall(b"".join(requests))
        stream = connection.makefile("rb")
        return [_answer(stream, is_head=sent.startswith(b"HEAD")) for sent in requests]


def _answer(stream, is_head: bool) -> tuple[str, dict[str, str], bytes]:  # type: ignore[no-untyped-def]
    status = stream.readline().decode().strip()
    headers: dict[str, str] = {}
    while line := stream.readline().decode().strip():
        name, _, value = line.partition(": ")
        headers[name.lower()] = value
    return status, headers, stream.read(0 if is_head else int(headers.get("content-length", "0")))


def counts(service: Service) -> dict[str, float]:
    with service.connect() as connection:
        connection.sendall(b"GET /metrics HTTP/1.0\r\n\r\n")
        text = connection.makefile("rb").read().decode()
    return {name: float(value) for name, value in re.findall(r"^(zhengtu_\S+) ([0-9.e+]+)$", text, re.MULTILINE)}


def logged(caplog: pytest.LogCaptureFixture, ids: str) -> list[dict[str, object]]:
    """The lines of the access log of requests whose ids begin so: other services write beside."""
    text = "\n".join(record.getMessage() for record in caplog.records if record.name == "zhengtu.access")
    return [line for line in map(json.loads, text.splitlines()) if line["id"].startswith(ids)]


def test_a_kept_answer_is_the_first_one_but_for_its_id(service: Service) -> None:
    (first,) = answers(service, request(QUERY))
    (again,) = answers(service, request(QUERY))
    assert first[0] == again[0] == "HTTP/1.1 200 OK"
    assert first[2] == again[2]
    assert first[2].count(b"one") == 200
    assert first[1].keys() == again[1].keys()
    varying = {"x-request-id", "date"}
    assert {k: v for k, v in first[1].items() if k not in varying} == {
        k: v for k, v in again[1].items() if k not in varying
    }
    assert first[1]["x-request-id"] != again[1]["x-request-id"]


def test_a_given_id_is_kept_and_a_malformed_one_is_not(service: Service) -> None:
    answers(service, request(ASK))
    given, malformed = answers(service, request(ASK, "X-Request-Id: mine-1"), request(ASK, "X-Request-Id: a b"))
    assert given[1]["x-request-id"] == "mine-1"
    assert malformed[1]["x-request-id"] != "a b"


def test_a_client_that_has_the_answer_is_told_so(service: Service) -> None:
    (first,) = answers(service, request(QUERY))
    has, has_not = answers(
        service,
        request(QUERY, f"If-None-Match: {first[1]['etag']}"),
        request(QUERY, 'If-None-Match: "other"'),
    )
    assert has[0] == "HTTP/1.1 304 Not Modified"
    assert has[2] == b""
    assert has[1]["etag"] == first[1]["etag"]
    assert "content-length" not in has[1]
    assert has_not[0] == "HTTP/1.1 200 OK"


def test_requests_behind_one_another_are_answered_in_their_order(service: Service) -> None:
    answers(service, request(ASK))
    new = quote("SELECT (7 AS ?seven) {}")
    kept, made, kept_too = answers(service, request(ASK), request(new), request(ASK))
    assert kept[2] == kept_too[2] == b"true"
    assert made[2] == b"seven\r\n7\r\n"


@pytest.mark.parametrize("asked", [("1.0", "Connection: keep-alive"), ("1.1", "Connection: close")], ids=str)
def test_a_connection_that_ends_with_its_answer_ends(service: Service, asked: tuple[str, str]) -> None:
    version, line = asked
    with service.connect() as connection:
        connection.sendall(request(ASK, line, version=version) * 2)
        received = connection.makefile("rb").read()
    assert received.count(b"HTTP/1.1 200") == 1
    assert received.endswith(b"true")


def test_head_of_a_kept_answer_has_no_body(service: Service) -> None:
    got, head, after = answers(service, request(ASK), request(ASK, method="HEAD"), request(ASK))
    assert head[1]["content-length"] == "4"
    assert head[1]["etag"] == got[1]["etag"]
    assert after[2] == b"true"


def test_a_get_with_a_body_leaves_the_connection_in_step(service: Service) -> None:
    answers(service, request(ASK))
    with_body = request(ASK, "Content-Length: 5") + b"ASK{}"
    first, second = answers(service, with_body, request(ASK))
    assert first[2] == second[2] == b"true"


def test_a_client_that_reads_late_gets_every_answer(service: Service) -> None:
    many = 400
    got = answers(service, *[request(QUERY) for _ in range(many)])
    assert [status for status, _headers, _body in got] == ["HTTP/1.1 200 OK"] * many
    assert len({body for _status, _headers, body in got}) == 1


def test_kept_answers_count_as_requests(service: Service) -> None:
    answers(service, request(ASK))
    before = counts(service)
    answers(service, *[request(ASK)] * 5)
    after = counts(service)
    for name in ("zhengtu_cache_hits_total", 'zhengtu_requests_total{place="sparql",status="200"}'):
        assert after[name] == before[name] + 5
    assert after["zhengtu_cache_misses_total"] == before["zhengtu_cache_misses_total"]


def test_every_request_has_its_line_in_the_log_when_the_service_has_ended(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_release(tmp_path, "one")
    publish(tmp_path, "one")
    ids = [f"asked-{number}" for number in range(50)]
    with caplog.at_level(logging.INFO, "zhengtu.access"), serving(Settings(release_dir=tmp_path, workers=1)) as service:
        answers(service, *[request(ASK, f"X-Request-Id: {id_}") for id_ in ids])
    lines = logged(caplog, "asked-")
    assert [line["id"] for line in lines] == ids
    assert {(line["method"], line["path"], line["status"], line["bytes"]) for line in lines} == {
        ("GET", "/sparql", 200, 4)
    }
    assert all("query" not in line for line in lines)


def test_a_log_that_is_to_hold_queries_holds_them(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_release(tmp_path, "one")
    publish(tmp_path, "one")
    settings = Settings(release_dir=tmp_path, workers=1, log_queries=True)
    with caplog.at_level(logging.INFO, "zhengtu.access"), serving(settings) as service:
        answers(service, *[request(ASK, f"X-Request-Id: shown-{number}") for number in range(2)])
    assert [line["query"] for line in logged(caplog, "shown-")] == [f"query={ASK}"] * 2


@pytest.mark.parametrize(
    ("query", "lines", "status"),
    [
        ("SELECT%20(isIRI(UUID())%20AS%20%3Fis)%20{}", (), 200),
        ("SELECT%20%3Fname%20{%20%3Fs%20%3Fp%20%3Fname%20}", ("Accept-Encoding: gzip",), 200),
        ("SELECT%20%3Fname%20{%20%3Fs%20%3Fp%20%3Fname%20}", ("If-None-Match: *",), 304),
        ("SELECT%20nothing", (), 400),
        ("SELECT%20*%20{%20SERVICE%20%3Chttp://x/%3E%20{}%20}", (), 400),
        ("%FF", (), 400),
        ("ASK{}&timeout=-1", (), 400),
        ("ASK{}&query=ASK{}", (), 400),
        ("CONSTRUCT%20WHERE%20{%20%3Fs%20%3Fp%20%3Fo%20}", (), 406),
    ],
)
def test_an_answer_without_the_framework_is_the_one_that_it_would_give(
    service: Service, query: str, lines: tuple[str, ...], status: int
) -> None:
    # The framework answers what comes by HTTP/1.0; the parameter keeps the second from being answered with the first.
    (direct,) = answers(service, request(f"{query}&by=1.1", *lines))
    with service.connect() as connection:
        connection.sendall(request(f"{query}&by=1.0", *lines, version="1.0"))
        through = _answer(connection.makefile("rb"), is_head=False)
    varying = {"x-request-id", "date", "connection"}
    assert direct[0].split()[1] == through[0].split()[1] == str(status)
    assert {k: v for k, v in direct[1].items() if k not in varying} == {
        k: v for k, v in through[1].items() if k not in varying
    }
    assert direct[2] == through[2]


def test_a_direct_answer_comes_before_those_of_requests_behind_it(service: Service) -> None:
    slow = quote("SELECT (COUNT(*) AS ?many) { ?a ?b ?c . ?d ?e ?f }")
    got = answers(service, request(slow), request(slow, method="HEAD"), request(ASK), request(quote("ASK {} #new")))
    assert got[0][2] == b"many\r\n40000\r\n"
    assert got[1][1]["etag"] == got[0][1]["etag"]
    assert [body for _status, _headers, body in got[2:]] == [b"true", b"true"]
