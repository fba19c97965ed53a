"""Data that leads on: from the home page to a sentence by JSON-LD alone, and from every page and thing to the other."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import FOAF, RDF
from starlette.testclient import TestClient

from zhengtu.iri import CODE, DEF
from zhengtu.store.release import Release
from zhengtu.vocab import compact

ZT = Namespace(DEF)
VOID = Namespace("http://rdfs.org/ns/void#")
JSON_LD = "application/ld+json"
BASE = "http://localhost:8000/"
MEASURE = f"{BASE}id/policy/yuncheng-2024/art_3/item_2/m1"
# A thing of each kind that has a page, and the path of the page.
PAGES = {
    f"{BASE}id/policy/yuncheng-2024": "/doc/policy/yuncheng-2024",
    MEASURE: "/doc/policy/yuncheng-2024/art_3/item_2/m1",
    f"{BASE}id/agency/370781/财政局": quote("/doc/agency/370781/财政局"),
    f"{CODE}unit/CNY": "/code/unit/CNY",
    f"{CODE}unit": "/code/unit",
    DEF.removesuffix("#") + "/support": "/def/support",
}


def path_of(iri: str) -> str:
    """Where a client asks for an IRI: the host of the test client stands for both hosts that IRIs name."""
    parts = urlsplit(iri)
    return quote(parts.path.removeprefix("/zhengtu"), safe="/%")


def follow(client: TestClient, iri: str) -> Graph:
    """What a program that knows JSON-LD and nothing else of the service gets for an IRI."""
    answer = client.get(path_of(iri), headers={"Accept": JSON_LD}, follow_redirects=True)
    assert answer.status_code == 200, iri
    assert answer.headers["content-type"] == JSON_LD
    return Graph().parse(data=answer.text, format="json-ld")


def parts_of(client: TestClient, policy: URIRef) -> list[URIRef]:
    """The provisions of a policy, down to the smallest."""
    found, waiting = list[URIRef](), [policy]
    while waiting:
        whole = waiting.pop()
        parts = [part for part in follow(client, whole).subjects(ZT.directPartOf, whole) if isinstance(part, URIRef)]
        found += parts
        waiting += parts
    return found


def test_a_program_comes_from_the_home_page_to_a_sentence_by_json_ld_alone(client: TestClient) -> None:
    policies = set(follow(client, BASE).objects(predicate=VOID.rootResource))
    policy = URIRef(f"{BASE}id/policy/yuncheng-2024")
    assert policy in policies
    provisions = parts_of(client, policy)
    provision = URIRef(f"{policy}/art_3/item_2")
    assert provision in provisions
    measure = next(follow(client, provision).subjects(ZT.statedIn, provision))
    assert str(measure) == MEASURE
    evidence = next(follow(client, str(measure)).objects(measure, ZT.hasEvidence))
    sentence = str(follow(client, str(evidence)).value(evidence, ZT.quote))
    assert sentence.endswith("经市商务局认定为市级跨境电商示范园区的，给予 50 万元的一次性奖励。")


@pytest.mark.parametrize(("iri", "path"), PAGES.items())
def test_a_page_holds_its_data_and_says_where_it_is_offered(client: TestClient, iri: str, path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"})
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
    assert found is not None
    embedded = Graph().parse(data=found[1], format="json-ld")
    assert set(embedded) == set(Graph().parse(data=client.get(f"{path}.jsonld").text, format="json-ld"))
    assert (URIRef(iri), None, None) in embedded
    for suffix in ("ttl", "jsonld", "nt", "rdf"):
        assert f'href="{path}.{suffix}">' in page.text.partition("<body>")[0]
        assert f"<{path}.{suffix}>" in page.headers["link"]


@pytest.mark.parametrize("path", ["/def", "/ontology", "/dataset"])
def test_a_page_over_many_things_holds_what_is_said_of_the_whole(client: TestClient, path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"}).text
    about = Graph().parse(
        data=page.partition('<script type="application/ld+json">')[2].partition("</script>")[0], format="json-ld"
    )
    whole = f"{BASE}id/dataset" if path == "/dataset" else DEF.removesuffix("#")
    assert set(about.subjects()) == {URIRef(whole)}


def test_home_names_the_data_in_its_headers(client: TestClient) -> None:
    assert '</dataset.jsonld>; rel="alternate"; type="application/ld+json"' in client.get("/").headers["link"]


@pytest.mark.parametrize("iri", PAGES)
def test_data_leads_from_the_thing_to_its_page(client: TestClient, iri: str) -> None:
    page = str(follow(client, iri).value(URIRef(iri), FOAF.page))
    answer = client.get(path_of(page), headers={"Accept": "text/html"})
    assert page != iri
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/doc/policy/yuncheng-2024", "/code/unit/CNY", "/def/support", "/def", "/dataset"])
def test_json_as_suffix_means_json_ld(client: TestClient, path: str) -> None:
    answer = client.get(f"{path}.json")
    assert answer.headers["content-type"] == JSON_LD
    assert answer.text == client.get(f"{path}.jsonld").text


@pytest.mark.parametrize("path", ["/dataset", "/doc/policy/yuncheng-2024", "/code/unit/CNY", "/graph/dataset"])
def test_json_ld_is_in_the_terms_of_our_context(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": JSON_LD})
    assert answer.headers["content-type"] == JSON_LD
    plain = answer.json()
    assert plain["@context"] == client.get("/def/context.jsonld").json()["@context"]
    assert all("id" in node and "@id" not in node for node in plain["@graph"])
    same = Graph().parse(data=client.get(path, headers={"Accept": "text/turtle"}).text, format="turtle")
    assert set(Graph().parse(data=answer.text, format="json-ld")) == set(same)


def test_page_names_the_classes_of_ours_and_not_what_follows_from_them(client: TestClient) -> None:
    page = client.get("/doc/policy/yuncheng-2024/art_3/item_2", headers={"Accept": "text/html"}).text
    kinds = re.findall(r'<span class="kind"><a [^>]*title="([^"]*)"', page)
    assert kinds == [str(ZT.Provision)]
    page = client.get("/doc/agency/370781/商务局?lang=en", headers={"Accept": "text/html"}).text
    assert re.findall(r'<span class="kind"><a [^>]*>([^<]*)<', page) == ["agency", "commerce authority", "Qingzhou"]


def test_every_class_and_property_has_a_prefix(release: Release) -> None:
    triple = re.compile(r"^<[^>]*> <([^>]*)> (?:<([^>]*)>)?")
    used = set()
    for line in release.dump.read_text(encoding="utf-8").splitlines():
        match = triple.match(line)
        assert match is not None
        used |= {match[1]} | ({match[2]} if match[1] == str(RDF.type) else set())
    assert len(used) > 150
    assert {iri for iri in used if compact(iri) == iri} == set()


def test_turtle_names_every_term_by_its_prefix(client: TestClient) -> None:
    turtle = client.get("/doc/policy/yuncheng-2024/art_3/item_2/m1.ttl").text
    assert "ns1:" not in turtle
    assert re.findall(r"<(?!http://localhost:8000/)[^>]*>", re.sub("(?m)^@prefix.*$", "", turtle)) == []
    graph = Graph().parse(data=turtle, format="turtle")
    assert Literal("一次性", "zh") in set(graph.objects(URIRef(f"{CODE}frequency/once")))
