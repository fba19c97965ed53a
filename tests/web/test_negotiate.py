"""Which format real clients get. The Accept headers are those that the named clients send."""

from __future__ import annotations

import pytest

from zhengtu.store import formats
from zhengtu.web.negotiate import choose, choose_language

HTML = "text/html"
RESULTS = [*(known.media_type for known in formats.RESULTS), HTML]
GRAPHS = [HTML, *(known.media_type for known in formats.GRAPHS)]
JSON, XML = formats.JSON.media_type, formats.XML.media_type

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
CHROMIUM = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7"
)
RDFLIB_RESULTS = "application/sparql-results+xml, application/rdf+xml;q=0.9"
SPARQLWRAPPER_JSON = "application/sparql-results+json,application/json,text/javascript,application/javascript"
SPARQLWRAPPER_RDF = "text/turtle,application/turtle,application/rdf+xml,application/ld+json,text/n3"
JENA = "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3"
COMUNICA = (
    "application/sparql-results+json;q=1.0,application/sparql-results+xml;q=0.7,text/turtle;q=0.5,application/n-quads"
)
YASGUI = "application/sparql-results+json,*/*;q=0.9"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        (FIREFOX, HTML),
        (CHROMIUM, HTML),
        (RDFLIB_RESULTS, XML),
        (SPARQLWRAPPER_JSON, JSON),
        (COMUNICA, JSON),
        (YASGUI, JSON),
        ("application/json", JSON),
        ("text/csv", "text/csv"),
        ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("application/xml;q=0.4, text/csv;q=0.3", XML),
        ("*/*, application/sparql-results+json;q=0", XML),
        ("text/csv;q=0", None),
        ("image/png", None),
        ("text/csv;q=many", None),
    ],
)
def test_results(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, RESULTS, formats.RESULT_SYNONYMS) == chosen


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, HTML),
        (FIREFOX, HTML),
        (CHROMIUM, HTML),
        (SPARQLWRAPPER_RDF, "text/turtle"),
        (JENA, "text/turtle"),
        ("application/ld+json;profile=x, text/turtle;q=0.9", "application/ld+json"),
        ("application/json", "application/ld+json"),
        ("text/n3", "text/turtle"),
        ("application/pdf", None),
    ],
)
def test_graphs(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, GRAPHS, formats.GRAPH_SYNONYMS) == chosen


def test_the_more_specific_range_decides() -> None:
    assert choose("text/*;q=0.9, text/turtle;q=0.1, */*;q=0.5", ["text/turtle", "application/ld+json"]) == (
        "application/ld+json"
    )


@pytest.mark.parametrize(
    ("header", "language"),
    [(None, "zh"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("en-US,en;q=0.9", "en"), ("de,en;q=0.3", "en"), ("de", "zh")],
)
def test_language(header: str | None, language: str) -> None:
    assert choose_language(header, ["zh", "en"]) == language
