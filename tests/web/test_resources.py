"""Addresses of resources: every IRI of the graph leads somewhere, in the format that was asked for."""

from __future__ import annotations

import asyncio
import re
import zlib
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

import httpx2
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from starlette.testclient import TestClient

from zhengtu.config import Settings
from zhengtu.iri import CODE, DEF
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.release import Release
from zhengtu.web.addresses import Addresses
from zhengtu.web.app import create_app

AGENCY = "/id/agency/1/商务局"
FOAF_PAGE = "http://xmlns.com/foaf/0.1/page"
OURS = re.compile(r"^<((?:http://localhost:8000/id/|https://w3id\.org/zhengtu/)[^>]*)>")


def subjects(release: Release) -> list[str]:
    lines = release.dump.read_text(encoding="utf-8").splitlines()
    return sorted({match[1] for line in lines if (match := OURS.match(line))})


async def dereference(client: httpx2.AsyncClient, iri: str, accept: str) -> tuple[int, str]:
    """Follow an IRI as a client on another port would: by its path."""
    parts = urlsplit(iri)
    path = parts.path.removeprefix("/zhengtu") if parts.netloc == "w3id.org" else parts.path
    answer = await client.get(path, headers={"Accept": accept})
    if path.startswith("/id/"):
        assert answer.status_code == 303, iri
        answer = await client.get(answer.headers["location"], headers={"Accept": accept})
    return answer.status_code, answer.text


def dereference_all(client: TestClient, iris: Iterable[str], accept: str) -> dict[str, tuple[int, str]]:
    """Follow many IRIs, straight into the application: the test client would take a thread for each."""

    async def run() -> dict[str, tuple[int, str]]:
        transport = httpx2.ASGITransport(client.app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:9999") as direct:
            return {iri: await dereference(direct, iri, accept) for iri in iris}

    return asyncio.run(run())


@pytest.mark.parametrize("part", [pytest.param(1, marks=pytest.mark.long, id="all"), pytest.param(8, id="an eighth")])
def test_every_resource_of_the_graph_dereferences_as_data(part: int, client: TestClient, release: Release) -> None:
    asked = [iri for iri in subjects(release) if zlib.crc32(iri.encode()) % part == 0]
    answers = dereference_all(client, asked, "application/n-triples")
    assert len(answers) > 300
    assert [iri for iri, (status, text) in answers.items() if status != 200 or f"<{iri}> " not in text] == []


def test_one_resource_of_every_class_has_a_page_that_names_it(client: TestClient, release: Release) -> None:
    typed = re.compile(r"^<(http://localhost:8000/id/[^>]*)> <[^>]*#type> <([^>]*)>")
    lines = release.dump.read_text(encoding="utf-8").splitlines()
    examples = {match[2]: match[1] for line in lines if (match := typed.match(line))}
    statuses = dereference_all(client, examples.values(), "text/html")
    assert {iri: status for iri, (status, _) in statuses.items() if status != 200} == {}
    assert [iri for iri, (_, text) in statuses.items() if "<h1" not in text] == []


@pytest.mark.parametrize("path", [AGENCY, quote(AGENCY), "/id/agency/1/%e5%95%86%e5%8a%a1%e5%b1%80"])
def test_chinese_may_come_raw_or_percent_encoded(tiny: TestClient, path: str) -> None:
    answer = tiny.get(path, headers={"Accept": "text/turtle"})
    assert answer.status_code == 303
    assert answer.headers["location"] == quote("/doc/agency/1/商务局")


@pytest.mark.parametrize("path", ["/id/document/A%2FB%20100%25", "/id/document/A%2fB%20100%25"])
def test_escapes_that_belong_to_the_iri_are_kept(tiny: TestClient, path: str) -> None:
    answer = tiny.get(path)
    assert answer.headers["location"] == "/doc/document/A%2FB%20100%25"
    assert tiny.get(answer.headers["location"], headers={"Accept": "text/turtle"}).status_code == 200


def test_the_link_to_the_other_language_leads_to_the_same_page(tiny: TestClient) -> None:
    text = tiny.get("/doc/document/A%2FB%20100%25?incoming=a%26b", headers={"Accept": "text/html"}).text
    assert 'href="/doc/document/A%2FB%20100%25?incoming=a%26b&amp;lang=en"' in text


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/html", "text/html"),
        ("*/*", "text/html"),
    ],
)
def test_a_document_comes_as_asked(tiny: TestClient, accept: str, media_type: str) -> None:
    answer = tiny.get(quote("/doc/agency/1/商务局"), headers={"Accept": accept})
    assert answer.headers["content-type"].split(";")[0] == media_type
    assert "Accept" in answer.headers["vary"]
    assert 'rel="alternate"; type="text/turtle"' in answer.headers["link"]
    assert "某市商务局" in answer.text


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        ("ttl", "text/turtle"),
        ("jsonld", "application/ld+json"),
        ("nt", "application/n-triples"),
        ("rdf", "application/rdf+xml"),
        ("html", "text/html"),
    ],
)
def test_a_suffix_wins_over_accept(tiny: TestClient, suffix: str, media_type: str) -> None:
    answer = tiny.get(quote(f"/doc/agency/1/商务局.{suffix}"), headers={"Accept": "image/png"})
    assert answer.headers["content-type"].split(";")[0] == media_type


def test_data_links_the_thing_to_its_page(tiny: TestClient) -> None:
    text = tiny.get(quote("/doc/agency/1/商务局.nt")).text
    assert (
        f"<http://localhost:8000/id/agency/1/商务局> <{FOAF_PAGE}> <http://localhost:8000/doc/agency/1/商务局>" in text
    )


@pytest.mark.parametrize("path", ["/id/nobody", "/doc/nobody", "/code/unit/none", "/def/none", "/graph/none", "/none"])
@pytest.mark.parametrize(
    ("accept", "media_type"), [("text/html", "text/html"), ("text/turtle", "application/problem+json")]
)
def test_unknown_is_404_as_page_or_problem(tiny: TestClient, path: str, accept: str, media_type: str) -> None:
    answer = tiny.get(path, headers={"Accept": accept})
    assert answer.status_code == 404
    assert answer.headers["content-type"].split(";")[0] == media_type


def test_a_format_that_is_not_offered_is_406(tiny: TestClient) -> None:
    assert tiny.get("/code/unit/CNY", headers={"Accept": "image/png"}).status_code == 406


def test_a_code_is_served_under_its_path(tiny: TestClient) -> None:
    answer = tiny.get("/code/unit/CNY.nt")
    assert answer.text == (
        '<https://w3id.org/zhengtu/code/unit/CNY> <http://www.w3.org/2000/01/rdf-schema#label> "元"@zh .\n'
        f"<https://w3id.org/zhengtu/code/unit/CNY> <{FOAF_PAGE}> <http://localhost:8000/code/unit/CNY.html> .\n"
    )


@pytest.mark.parametrize("path", ["/def/0.1.0", "/def/agency", "/def/0.1.0/agency", "/def/recognition"])
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_vocabulary_and_modules_are_found_also_by_version(client: TestClient, path: str, accept: str) -> None:
    found = client.get(path, headers={"Accept": accept})
    assert found.status_code == 200
    assert found.headers["content-type"].startswith(accept)
    assert "zhengtu/def" in found.text


def test_a_module_as_data_brings_its_terms_and_a_code_list_its_entries(client: TestClient) -> None:
    module = Graph().parse(data=client.get("/def/0.1.0/trade.ttl").text, format="turtle")
    mode = URIRef(f"{DEF}CustomsMode")
    assert module.value(mode, RDF.type) == OWL.Class
    assert {label.language for label in module.objects(mode, RDFS.label)} >= {"zh", "en"}
    assert (URIRef(f"{DEF}Policy"), RDF.type, OWL.Class) not in module
    modes = Graph().parse(data=client.get("/code/customs-mode.ttl").text, format="turtle")
    assert Literal("9710") in set(modes.objects(URIRef(f"{CODE}customs-mode/9710"), SKOS.notation))


def test_every_version_that_the_vocabulary_names_leads_somewhere(client: TestClient, release: Release) -> None:
    named = set(re.findall(r"versionIRI> <https://w3id.org/zhengtu(/[^>]+)>", release.dump.read_text(encoding="utf-8")))
    assert "/def/0.1.0" in named
    assert {path for path in named if client.get(path, headers={"Accept": "text/turtle"}).status_code != 200} == set()


def test_every_term_has_its_place_on_the_page_of_the_vocabulary(client: TestClient, release: Release) -> None:
    named = set(re.findall(r"^<https://w3id.org/zhengtu/def#(\w+)>", release.dump.read_text("utf-8"), re.MULTILINE))
    page = client.get("/def", headers={"Accept": "text/html", "Accept-Language": "en"}).text
    assert named - set(re.findall(r'id="(\w+)"', page)) == set()
    assert "Example: 20万元, 展位费的50%" in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_anchor_of_the_ontology_exists_once(client: TestClient, language: str) -> None:
    page = client.get("/ontology", params={"lang": language}, headers={"Accept": "text/html"}).text
    anchors = re.findall(r'id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors)) > 150
    assert set(re.findall(r'href="#([^"]+)"', page)) - set(anchors) == set()


def test_ontology_shows_a_term_with_what_it_is_tied_to(client: TestClient) -> None:
    page = client.get("/ontology", headers={"Accept": "text/html"}).text
    term = page.partition('id="quote"')[2].partition("</article>")[0]
    for shown in ("zt:quote", "逐字引文", "oa:exact", 'href="#Evidence"'):
        assert shown in term
    lists = page.partition('id="code-lists"')[2]
    assert re.search(r'href="/code/status"[^>]*>文件状态</a></td><td class="number">2<', lists)
    assert 'href="/ontology"' in client.get("/", headers={"Accept": "text/html"}).text


def test_ontology_is_offered_as_data(client: TestClient) -> None:
    turtle = client.get("/ontology", headers={"Accept": "text/turtle"})
    assert turtle.text == client.get("/def.ttl").text
    assert client.get("/ontology.jsonld").headers["content-type"] == "application/ld+json"
    assert client.get("/ontology.csv").status_code == 404


def test_version_that_is_not_published_is_not_found(client: TestClient) -> None:
    assert client.get("/def/0.0.1").status_code == 404


def test_the_vocabulary_has_a_place_for_every_term(tiny: TestClient) -> None:
    assert 'id="Agency"' in tiny.get("/def", headers={"Accept": "text/html"}).text
    assert "zt:Agency" in tiny.get("/def", headers={"Accept": "text/turtle"}).text
    assert tiny.get("/def.jsonld").headers["content-type"] == "application/ld+json"


def test_a_named_graph_is_served_whole(tiny: TestClient) -> None:
    answer = tiny.get("/graph/policy/tiny", headers={"Accept": "application/n-triples"})
    assert len(answer.text.splitlines()) == 4


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/graph", "/dataset"),
        ("/graph/policy/yuncheng-2024?lang=en", "/doc/policy/yuncheng-2024?lang=en"),
        ("/graph/codes", "/doc/dataset/graph/codes"),
    ],
)
def test_a_browser_is_led_from_a_graph_to_the_page_about_it(client: TestClient, path: str, page: str) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    answer = client.get(path, headers=browser)
    assert (answer.status_code, answer.headers["location"], answer.headers["vary"]) == (303, page, "Accept")
    assert client.get(page, headers=browser).headers["content-type"].startswith("text/html")


def test_head_of_a_document(tiny: TestClient) -> None:
    answer = tiny.head("/code/unit/CNY.ttl")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("path", ["/zt/code/unit/CNY", "/code/unit/CNY"])
def test_a_service_below_a_path_answers_whether_or_not_the_proxy_strips_it(tiny_release: Release, path: str) -> None:
    settings = Settings(public_url="https://data.example.cn/zt/")
    client = TestClient(create_app(settings, tiny_release, OxigraphStore(tiny_release.dump)))
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert 'href="/zt/static/zhengtu.css"' in answer.text
    assert "</zt/code/unit/CNY.ttl>" in answer.headers["link"]


def test_links_and_redirects_carry_the_prefix_of_a_service_below_a_path() -> None:
    addresses = Addresses("https://data.example.cn/zt/", "/zt")
    assert addresses.page("https://data.example.cn/zt/id/policy/a") == "/zt/doc/policy/a"
    assert addresses.iri_of("id", "policy/a") == "https://data.example.cn/zt/id/policy/a"
