"""Dumps, the JSON-LD context and the description of the dataset over HTTP."""

from __future__ import annotations

import hashlib
import json

import pyoxigraph as engine
import pytest
from starlette.testclient import TestClient

from zhengtu.config import Settings
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.release import Release
from zhengtu.web.app import create_app

TURTLE, JSON_LD = "text/turtle", "application/ld+json"


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("dump.nq", "application/n-quads"),
        ("dump.trig", "application/trig"),
        ("dump.jsonld", JSON_LD),
        ("graphs/policy/yuncheng-2024.ttl", "text/turtle; charset=utf-8"),
        ("graphs/vocabulary.jsonld", JSON_LD),
    ],
)
def test_dump_is_the_file_of_the_manifest(client: TestClient, release: Release, path: str, media_type: str) -> None:
    answer = client.get(f"/dumps/{path}")
    sha256 = release.manifest["files"][path]["sha256"]
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert hashlib.sha256(answer.content).hexdigest() == sha256
    assert answer.headers["etag"] == f'"{sha256}"'


def test_dump_that_the_client_has_is_not_sent_again(client: TestClient) -> None:
    etag = client.head("/dumps/dump.trig").headers["etag"]
    answer = client.get("/dumps/dump.trig", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)


@pytest.mark.parametrize(
    ("asked", "part"), [("0-9", slice(0, 10)), ("5-", slice(5, None)), ("-2000", slice(-2000, None))]
)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_part_of_a_dump_is_that_of_the_file(client: TestClient, asked: str, part: slice, encoding: str) -> None:
    address = "/dumps/graphs/codes.ttl"
    whole = client.get(address, headers={"Accept-Encoding": "identity"})
    got = client.get(address, headers={"Range": f"bytes={asked}", "Accept-Encoding": encoding})
    assert got.status_code == 206
    assert got.content == whole.content[part]
    assert got.headers["etag"] == whole.headers["etag"]
    assert got.headers["content-range"].endswith(f"/{len(whole.content)}")
    changed = client.get(address, headers={"Range": f"bytes={asked}", "If-Range": '"another"'})
    assert (changed.status_code, changed.content) == (200, whole.content)


def test_a_part_that_a_dump_does_not_have_is_a_problem(client: TestClient) -> None:
    size = len(client.get("/dumps/dump.nq").content)
    refused = client.get("/dumps/dump.nq", headers={"Range": f"bytes={size}-"})
    assert refused.status_code == 416
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["content-range"] == f"bytes */{size}"
    assert str(size) in refused.json()["detail"]


def test_head_of_a_dump_is_of_the_whole(client: TestClient) -> None:
    got = client.get("/dumps/dump.nq", headers={"Accept-Encoding": "identity"})
    for headers in ({}, {"Range": "bytes=0-9"}, {"Range": f"bytes={10**12}-"}):
        head = client.head("/dumps/dump.nq", headers={"Accept-Encoding": "identity", **headers})
        assert (head.status_code, head.content) == (200, b"")
        for name in ("etag", "content-length", "content-type", "accept-ranges"):
            assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize("path", ["dump.zip", "MANIFEST.json", "records/yuncheng-2024.json", "../current/dump.nq", ""])
def test_what_is_no_dump_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(f"/dumps/{path}").status_code == 404


def test_well_known_place_describes_the_dataset_in_turtle(client: TestClient) -> None:
    answer = client.get("/.well-known/void")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    triples = {str(triple) for triple in engine.parse(answer.content, engine.RdfFormat.TURTLE)}
    dataset, void = "<http://localhost:8000/id/dataset>", "http://rdfs.org/ns/void#"
    assert f"{dataset} <{void}sparqlEndpoint> <http://localhost:8000/sparql>" in triples
    assert f"<http://localhost:8000/dataset> <http://xmlns.com/foaf/0.1/primaryTopic> {dataset}" in triples


@pytest.mark.parametrize(
    ("path", "accept", "media_type"),
    [
        ("/dataset", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("/dataset", TURTLE, TURTLE),
        ("/dataset", JSON_LD, JSON_LD),
        ("/dataset.nt", "*/*", "application/n-triples"),
        ("/dataset", "application/n-triples", "application/n-triples"),
        ("/.well-known/void", JSON_LD, JSON_LD),
        ("/.well-known/void", "text/html", "text/html"),
    ],
)
def test_description_comes_as_it_is_asked_for(client: TestClient, path: str, accept: str, media_type: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, media_type)


def test_page_lists_every_dump_with_its_checksum(client: TestClient, release: Release) -> None:
    text = client.get("/dataset", headers={"Accept": "text/html"}).text
    dumps = [path for path in release.manifest["files"] if path.startswith(("dump.", "graphs/"))]
    assert [path for path in dumps if f'href="/dumps/{path}"' not in text] == []
    assert [path for path in dumps if release.manifest["files"][path]["sha256"] not in text] == []


@pytest.mark.parametrize(("language", "words"), [("zh", "按命名图下载"), ("en", "One named graph at a time")])
def test_page_speaks_the_language_of_its_reader(client: TestClient, language: str, words: str) -> None:
    answer = client.get("/dataset", headers={"Accept": "text/html", "Accept-Language": language})
    assert words in answer.text


def test_release_without_description_says_so(tiny: TestClient) -> None:
    assert tiny.get("/dataset").status_code == 404


def test_context_names_the_terms_of_the_dumps(client: TestClient) -> None:
    answer = client.get("/def/context.jsonld")
    assert answer.headers["content-type"] == JSON_LD
    assert answer.json() == {"@context": json.loads(client.get("/dumps/dump.jsonld").content)["@context"]}


def test_frames_are_served_beside_the_context(client: TestClient) -> None:
    answer = client.get("/def/frames/measure.jsonld")
    assert (answer.headers["content-type"], answer.json()["type"]) == (JSON_LD, "Measure")
    refused = client.get("/def/frames/none.jsonld")
    assert (refused.status_code, "policy" in refused.json()["detail"]) == (404, True)


@pytest.mark.parametrize("path", ["/dataset.nt", "/.well-known/void", "/dataset"])
def test_the_description_names_the_addresses_of_the_service_and_not_the_base_of_the_iris(
    release: Release, path: str
) -> None:
    settings = Settings(release_dir=release.path.parent, public_url="https://data.example/")
    with TestClient(create_app(settings, release, OxigraphStore(release.dump))) as client:
        text = client.get(path).text
    assert "https://data.example/sparql" in text
    assert "http://localhost:8000/sparql" not in text
    assert "http://localhost:8000/dumps/" not in text
