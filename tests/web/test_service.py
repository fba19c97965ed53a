"""The running service against clients that leave, dawdle and shout, and against releases that change under it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
from tests.web.releases import ASK_NAME, Service, publish, serving, write_release

from zhengtu.config import Settings

RUNAWAY = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(20)) + " }"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    release_dir = tmp_path_factory.mktemp("releases")
    write_release(release_dir, "one")
    publish(release_dir, "one")
    settings = Settings(
        release_dir=release_dir,
        workers=4,
        long_queries=2,
        header_timeout_s=1.0,
        body_timeout_s=1.0,
        watch_s=0.1,
        access_log=False,
    )
    with serving(settings) as service:
        yield service


def eventually(holds: Callable[[], bool], seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()


def name_of(address: str) -> str:
    answer = httpx.get(f"{address}/sparql", params={"query": ASK_NAME}).raise_for_status()
    return str(answer.json()["results"]["bindings"][0]["name"]["value"])


def answer_to(service: Service, request: bytes) -> bytes:
    """Send bytes and read until the server closes or has answered whole."""
    with service.connect() as connection:
        connection.sendall(request)
        received = b""
        while part := connection.recv(65_536):
            received += part
        return received


def metric(service: Service, name: str) -> float:
    for line in httpx.get(f"{service.address}/metrics").text.splitlines():
        if line.startswith(f"{name} "):
            return float(line.rsplit(" ", 1)[1])
    raise AssertionError(f"no metric {name}")


def test_an_unfinished_header_is_dropped(service: Service) -> None:
    answer = answer_to(service, b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    assert answer.startswith(b"HTTP/1.1 408")
    told = json.loads(answer.partition(b"\r\n\r\n")[2])
    assert (told["limit"], told["limit_value"], told["limit_unit"]) == ("header_timeout_s", 1.0, "s")


def test_an_unfinished_body_is_dropped(service: Service) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 99\r\n\r\n"
    assert answer_to(service, head + b"ASK").startswith(b"HTTP/1.1 408")


def test_a_silent_connection_is_dropped(service: Service) -> None:
    assert b"408" in answer_to(service, b"")


def test_a_request_with_two_lengths_is_refused_and_the_connection_closed(service: Service) -> None:
    smuggled = (
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"
    )
    answer = answer_to(service, smuggled)
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1") == 1


def test_a_header_without_end_is_refused(service: Service) -> None:
    try:
        answer = answer_to(service, b"GET /?" + b"a" * 300_000)
    except ConnectionResetError:  # the rest of what was sent met a closed connection
        return
    assert answer.startswith(b"HTTP/1.1 414")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["limit"] == "address_bytes"


def test_chinese_as_it_is_typed_in_an_address_is_understood(service: Service) -> None:
    request = "GET /id/机关/商务局 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
    answer = answer_to(service, request).decode()
    assert answer.startswith("HTTP/1.1 404")
    assert "http://localhost:8000/id/机关/商务局" in answer


@pytest.mark.parametrize("method", ["CONNECT example.org:80", "TRACE /", "BREW /coffee"])
def test_odd_methods_are_refused_and_the_service_lives(service: Service, method: str) -> None:
    answer = answer_to(service, f"{method} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 4")
    assert httpx.get(f"{service.address}/health/live").status_code == 200


def test_a_client_that_leaves_frees_its_worker(service: Service) -> None:
    before = metric(service, "zhengtu_queries_abandoned_total")

    def leaves_a_query_that_runs() -> bool:
        with pytest.raises(httpx.TimeoutException):
            httpx.get(f"{service.address}/sparql", params={"query": RUNAWAY}, timeout=0.5)
        return eventually(lambda: metric(service, "zhengtu_queries_abandoned_total") > before, 2)

    assert eventually(leaves_a_query_that_runs)  # a busy machine may not have begun with the first
    assert metric(service, "zhengtu_queries_running") == 0


def test_a_shorter_time_may_be_asked_for(service: Service) -> None:
    answer = httpx.get(f"{service.address}/sparql", params={"query": RUNAWAY, "timeout": "0.3"})
    assert answer.status_code == 503
    assert "stopped after 0.3 s" in answer.json()["detail"]
    assert answer.headers["retry-after"]
    told = answer.json()
    assert (told["limit"], told["limit_value"], told["limit_unit"]) == ("query_timeout_s", 0.3, "s")


def test_a_time_that_is_no_number_is_refused(service: Service) -> None:
    for given in ("soon", "0", "-1", "nan", "inf"):
        answer = httpx.get(f"{service.address}/sparql", params={"query": "ASK {}", "timeout": given})
        assert answer.status_code == 400, given
        assert "timeout is" in answer.json()["detail"]


def test_a_forwarded_address_is_not_believed(service: Service) -> None:
    forged = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "Host": "evil.example"}
    answer = httpx.get(f"{service.address}/id/release", headers=forged)
    assert answer.headers["location"].startswith("/doc/release")
    assert "evil" not in answer.text + str(answer.headers)


def test_a_new_release_is_served_and_the_old_answers_forgotten(service: Service) -> None:
    assert name_of(service.address) == "one"
    tag = httpx.get(f"{service.address}/sparql", params={"query": ASK_NAME}).headers["etag"]
    write_release(service.release_dir, "two")
    publish(service.release_dir, "two")
    assert eventually(lambda: name_of(service.address) == "two")
    again = httpx.get(f"{service.address}/sparql", params={"query": ASK_NAME}, headers={"If-None-Match": tag})
    assert again.status_code == 200
    publish(service.release_dir, "one")
    assert eventually(lambda: name_of(service.address) == "one")


def test_a_damaged_release_is_refused_and_the_old_one_stays(service: Service) -> None:
    folder = write_release(service.release_dir, "broken")
    dump = bytearray((folder / "dump.nq").read_bytes())
    dump[50] ^= 1
    (folder / "dump.nq").write_bytes(dump)
    publish(service.release_dir, "broken")
    assert eventually(lambda: "r-broken" in httpx.get(f"{service.address}/health/ready").json()["refused"])
    ready = httpx.get(f"{service.address}/health/ready").json()
    assert "dump.nq: its SHA-256 is not the one of the manifest" in ready["refused"]["r-broken"]
    assert name_of(service.address) == "one"
    publish(service.release_dir, "one")


def test_a_release_with_triples_missing_from_its_store_is_refused(service: Service) -> None:
    folder = write_release(service.release_dir, "short")
    manifest = json.loads((folder / "MANIFEST.json").read_text())
    manifest["counts"]["triples"] += 1
    (folder / "MANIFEST.json").write_text(json.dumps(manifest))
    publish(service.release_dir, "short")
    assert eventually(lambda: "r-short" in httpx.get(f"{service.address}/health/ready").json()["refused"])
    assert name_of(service.address) == "one"
    publish(service.release_dir, "one")


@pytest.mark.parametrize("swaps", [4, pytest.param(20, marks=pytest.mark.long)])
def test_swaps_under_load_lose_no_request_and_mix_no_answer(service: Service, swaps: int) -> None:
    for name in ("blue", "green"):
        if not (service.release_dir / f"r-{name}").exists():
            write_release(service.release_dir, name)
    everything = "SELECT DISTINCT ?name { ?s ?p ?name }"
    seen: set[str] = set()
    failures: list[str] = []
    done = threading.Event()

    def ask() -> None:
        with httpx.Client() as client:
            number = 0
            while not done.is_set():
                number += 1  # another query each time: past the cache
                query = f"{everything} # {threading.get_ident()} {number}"
                answer = client.get(f"{service.address}/sparql", params={"query": query})
                if answer.status_code != 200:
                    failures.append(f"{answer.status_code} {answer.text}")
                    return
                names = {row["name"]["value"] for row in answer.json()["results"]["bindings"]}
                if len(names) != 1:
                    failures.append(f"mixed {names}")
                    return
                seen.update(names)
                time.sleep(0.02)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for name in [*(("blue", "green") * (swaps // 2)), "one"]:
        publish(service.release_dir, name)
        assert eventually(lambda name=name: service.live.site.release.path.name == f"r-{name}")
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert {"blue", "green"} <= seen


def test_the_newest_whole_release_stands_in_for_a_damaged_one(tmp_path: Path) -> None:
    write_release(tmp_path, "old")
    (write_release(tmp_path, "new") / "dump.nq").unlink()
    publish(tmp_path, "new")
    with serving(Settings(release_dir=tmp_path, workers=1, access_log=False)) as service:
        assert name_of(service.address) == "old"


def test_a_client_that_asks_too_often_is_told_to_wait(tmp_path: Path) -> None:
    write_release(tmp_path, "one")
    publish(tmp_path, "one")
    with serving(Settings(release_dir=tmp_path, workers=1, requests_per_minute=3, access_log=False)) as service:
        statuses = [httpx.get(f"{service.address}/questions").status_code for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
        answer = httpx.get(f"{service.address}/questions")
        assert int(answer.headers["retry-after"]) >= 1
        told = answer.json()
        assert (told["limit"], told["limit_value"]) == ("requests_per_minute", 3)
        assert httpx.get(f"{service.address}/health/live").status_code == 200
