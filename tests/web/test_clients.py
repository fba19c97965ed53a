"""Each kind of client gets what it can read, for the Accept header that it is known to send.

The headers of rdflib 7 and SPARQLWrapper 2 are those that the libraries send. The others were written down from
knowledge of their documentation and sources, not recorded from a run; a version may send them in another order.
"""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

HTML, TURTLE, JSON_LD, RDF_XML = "text/html", "text/turtle", "application/ld+json", "application/rdf+xml"
RESULTS_JSON, RESULTS_XML = "application/sparql-results+json", "application/sparql-results+xml"
CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7"
)
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
JENA_GRAPH = "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3"
COMUNICA = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,"
    "text/turtle;q=0.6,application/rdf+xml;q=0.5,text/n3;q=0.35,text/html;q=0.2"
)
SELECT = "SELECT ?s { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("client_name", "accept", "media_type"),
    [
        ("Chrome", CHROME, HTML),
        ("Firefox and Safari", FIREFOX, HTML),
        ("curl", "*/*", HTML),
        ("rdflib, format xml", "application/rdf+xml, */*;q=0.1", RDF_XML),
        ("rdflib, format turtle", "text/turtle, application/x-turtle, */*;q=0.1", TURTLE),
        ("rdflib, format nt", "text/plain, */*;q=0.1", "application/n-triples"),
        ("rdflib, format json-ld", "application/ld+json, application/json;q=0.9, */*;q=0.1", JSON_LD),
        ("Jena", JENA_GRAPH, TURTLE),
        ("Comunica", COMUNICA, JSON_LD),
    ],
)
def test_client_that_follows_an_iri_gets_what_it_reads(
    tiny: TestClient, client_name: str, accept: str, media_type: str
) -> None:
    first = tiny.get("/id/agency/1/商务局", headers={"Accept": accept})
    assert first.status_code == 303, client_name
    answer = tiny.get(first.headers["location"], headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, media_type)
    assert "accept" in answer.headers["vary"].lower()


@pytest.mark.parametrize(
    ("client_name", "query", "accept", "media_type"),
    [
        ("curl", SELECT, "*/*", RESULTS_JSON),
        ("YASGUI", SELECT, "application/sparql-results+json,*/*;q=0.9", RESULTS_JSON),
        (
            "SPARQLWrapper, JSON",
            SELECT,
            "application/sparql-results+json,application/json,text/javascript,application/javascript",
            RESULTS_JSON,
        ),
        ("SPARQLWrapper, XML", SELECT, "application/sparql-results+xml", RESULTS_XML),
        ("SPARQLWrapper, TURTLE", CONSTRUCT, "application/turtle,text/turtle", TURTLE),
        ("SPARQLWrapper, JSONLD", CONSTRUCT, "application/ld+json,application/x-json+ld", JSON_LD),
        ("Chrome", SELECT, CHROME, HTML),
    ],
)
def test_client_that_asks_a_query_gets_what_it_reads(
    tiny: TestClient, client_name: str, query: str, accept: str, media_type: str
) -> None:
    answer = tiny.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, media_type), client_name
