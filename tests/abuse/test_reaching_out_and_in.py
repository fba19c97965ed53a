"""Requests that would have the service call others, read files or change data: nobody is called, nothing moves."""

from __future__ import annotations

import itertools
import re

import httpx2 as httpx
import pytest
from tests.abuse.service import Service, assert_problem

HOSTS = ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
CALLS = [
    "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?e {{ <{0}> }} SERVICE ?e {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND(IRI('{0}') AS ?e) SERVICE SILENT ?e {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "ASK {{ OPTIONAL {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "ASK {{ {{ SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "DESCRIBE ?s {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "PREFIX e: <{0}> SELECT * {{ SERVICE e: {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE#\n<{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICESILENT<{0}>{{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p 1SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u0053ERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERV\\U00000049CE <{0}> {{ ?s ?p ?o }} }}",
]
FILES = ["file:///etc/passwd", "file:/etc/passwd", "file://localhost/etc/passwd", "/etc/passwd", "../../../etc/passwd"]
# Words by which an answer would show that a file was looked for.
TRACES = ("root:", "No such file", "Permission denied", "os error", "/usr/", "/home/", "site-packages")


@pytest.mark.parametrize("call", CALLS)
def test_service_is_refused_in_every_spelling(service: Service, call: str) -> None:
    answer = service.ask(call.format(f"http://127.0.0.1:{service.listener.port}/"))
    assert_problem(answer, 400)
    assert service.listener.calls == []


@pytest.mark.parametrize("host", HOSTS)
def test_service_is_refused_for_every_name_of_this_machine(service: Service, host: str) -> None:
    assert_problem(service.ask(CALLS[0].format(f"http://{host}:{service.listener.port}/")), 400, "SERVICE")
    assert service.listener.calls == []


def test_a_query_about_the_word_is_answered(service: Service) -> None:
    query = "# SERVICE <http://example.org/>\nASK { ?s ?p 'SERVICE', <http://example.org/SERVICE> }"
    assert service.ask(query).json()["boolean"] is False


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
@pytest.mark.parametrize("scheme", ["http", *FILES])
def test_a_graph_of_elsewhere_is_empty_or_refused(service: Service, clause: str, scheme: str) -> None:
    address = f"http://127.0.0.1:{service.listener.port}/data.ttl" if scheme == "http" else scheme
    for pattern in ("?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"):
        _nothing_from_elsewhere(service.ask(f"SELECT * {clause} <{address}> {{ {pattern} }}"))
    assert service.listener.calls == []


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("scheme", ["http", *FILES])
def test_a_dataset_of_elsewhere_is_empty_or_refused(service: Service, parameter: str, scheme: str) -> None:
    address = f"http://127.0.0.1:{service.listener.port}/data.ttl" if scheme == "http" else scheme
    _nothing_from_elsewhere(service.ask("SELECT * { ?s ?p ?o }", **{parameter: address}))
    assert service.listener.calls == []


def _nothing_from_elsewhere(answer: httpx.Response) -> None:
    assert answer.status_code in (200, 400)
    assert answer.status_code == 400 or answer.json()["results"]["bindings"] == []
    assert not any(trace in answer.text for trace in TRACES)


def test_an_operator_of_a_path_to_a_file_is_just_an_iri(service: Service) -> None:
    _nothing_from_elsewhere(service.ask("SELECT * { GRAPH <file:///etc/passwd> { ?s ?p ?o } }"))


UPDATES = [
    "INSERT DATA { <x:s> <x:p> <x:o> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP ALL",
    "CREATE GRAPH <x:g>",
    "MOVE DEFAULT TO <x:g>",
    "COPY DEFAULT TO <x:g>",
    "ADD DEFAULT TO <x:g>",
    "LOAD <{listener}>",
    "LOAD SILENT <file:///etc/passwd> INTO GRAPH <x:g>",
    "PREFIX x: <x:> INSERT DATA {{ x:s x:p x:o }}",
    "ASK {}; CLEAR ALL",
    "SELECT * { ?s ?p ?o } ; DROP ALL",
]
MEDIA_TYPES = [
    "application/sparql-update",
    "application/sparql-query",
    "application/x-www-form-urlencoded",
    "text/turtle",
    "text/plain",
    "multipart/form-data; boundary=x",
]
METHODS = ["POST", "PUT", "PATCH", "DELETE"]
ENDPOINTS = [
    "/sparql",
    "/update",
    "/query",
    "/sparql/update",
    "/store",
    "/data",
    "/upload",
    "/statements",
    "/graph",
    "/",
]
REFUSALS = {400, 403, 404, 405, 415}


@pytest.mark.parametrize("update", UPDATES)
def test_an_update_is_refused_however_it_comes(service: Service, update: str) -> None:
    before = service.triples()
    text = update.replace("{listener}", f"http://127.0.0.1:{service.listener.port}/")
    url = f"{service.address}/sparql"
    ways = [
        service.http.get(url, params={"query": text}),
        service.http.get(url, params={"update": text}),
        service.http.post(url, data={"query": text}),
        service.http.post(url, data={"update": text}),
        service.http.post(url, data={"query": "ASK {}", "update": text}),
        service.http.post(url, params={"update": text}, data={"query": "ASK {}"}),
        *(service.http.post(url, content=text, headers={"Content-Type": kind}) for kind in MEDIA_TYPES[:2]),
    ]
    assert {way.status_code for way in ways} <= REFUSALS
    assert service.triples() == before
    assert service.listener.calls == []


@pytest.mark.parametrize(("method", "path"), list(itertools.product(METHODS, ENDPOINTS)))
def test_nothing_is_written_by_any_method_anywhere(service: Service, method: str, path: str) -> None:
    for kind in MEDIA_TYPES:
        answer = service.http.request(
            method, service.address + path, content="INSERT DATA { <x:s> <x:p> <x:o> }", headers={"Content-Type": kind}
        )
        assert answer.status_code in REFUSALS, kind
        if answer.status_code == 405:
            assert answer.headers["allow"]


RDF_BODIES = {
    "JSON-LD with a context of elsewhere": (
        "application/ld+json",
        '{{"@context": "{0}context.jsonld", "@id": "x:s", "p": [{{"@context": ["{0}more"]}}]}}',
    ),
    "JSON-LD that imports a context": (
        "application/ld+json",
        '{{"@context": {{"@version": 1.1, "@import": "{0}"}}, "@id": "x:s"}}',
    ),
    "JSON-LD with a profile of elsewhere": ('application/ld+json; profile="{0}"', '{{"@id": "x:s"}}'),
    "JSON-LD of great depth": ("application/ld+json", '{{"x:p": ' * 5000 + "1" + "}}" * 5000),
    "Turtle": ("text/turtle", "@base <{0}> . <s> <p> <o> ."),
    "RDF/XML with an external entity": (
        "application/rdf+xml",
        '<!DOCTYPE r [<!ENTITY e SYSTEM "{0}"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&e;&f;</r:RDF>',
    ),
    "RDF/XML with a definition of elsewhere": ("application/rdf+xml", '<!DOCTYPE r SYSTEM "{0}x.dtd"><r/>'),
    "an entity that grows": (
        "text/xml",
        "<!DOCTYPE r [<!ENTITY e0 'ha'>"
        + "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
        + "]><r>&e11;</r>",
    ),
}


def _routes(service: Service) -> list[str]:
    """The path of every route, with a thing that is there for what is open in it, and one that is not."""
    described = service.http.get(f"{service.address}/openapi.json").json()["paths"]
    paths = {re.sub(r"\{[^}]*\}", name, path) for path in described for name in ("policy/yuncheng-2024", "none")}
    return sorted(paths)


@pytest.mark.parametrize("kind", RDF_BODIES)
def test_rdf_of_a_client_is_read_by_no_route(service: Service, kind: str) -> None:
    media_type, text = RDF_BODIES[kind]
    address = f"http://127.0.0.1:{service.listener.port}/"
    headers = {
        "Content-Type": media_type.format(address),
        "Link": f'<{address}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"',
    }
    routes = _routes(service)
    assert {"/sparql", "/doc/policy/yuncheng-2024", "/dataset", "/api/policies"} <= set(routes)
    for route in routes:
        answer = service.http.post(service.address + route, content=text.format(address), headers=headers)
        assert answer.status_code in REFUSALS, route
        assert not any(trace in answer.text for trace in TRACES), route
    assert service.listener.calls == []


def test_data_is_offered_with_no_context_of_elsewhere(service: Service) -> None:
    """A program that reads our JSON-LD calls nobody either."""
    for path in ("/dataset", "/doc/policy/yuncheng-2024", "/code/unit/CNY", "/def"):
        data = service.http.get(f"{service.address}{path}.jsonld").json()
        assert "@context" not in data or not isinstance(data["@context"], str | list)


@pytest.mark.parametrize("graph", ["http://127.0.0.1:{port}/data.ttl", *FILES])
@pytest.mark.parametrize("method", METHODS)
def test_a_graph_is_not_written_through_its_store_protocol(service: Service, method: str, graph: str) -> None:
    address = graph.replace("{port}", str(service.listener.port))
    for path in ("/sparql", "/graph", "/data"):
        answer = service.http.request(
            method,
            service.address + path,
            params={"graph": address},
            content="<x:s> <x:p> <x:o> .",
            headers={"Content-Type": "text/turtle"},
        )
        assert answer.status_code in REFUSALS, path
    assert service.listener.calls == []


@pytest.mark.parametrize(
    "headers",
    [
        {"X-HTTP-Method-Override": "DELETE"},
        {"X-HTTP-Method": "PUT"},
        {"X-Method-Override": "PATCH"},
        {"X-Forwarded-For": "127.0.0.1", "Forwarded": "for=127.0.0.1"},
        {"X-Original-URL": "/update", "X-Rewrite-URL": "/update"},
        {"Authorization": "Basic YWRtaW46YWRtaW4="},
    ],
)
def test_headers_that_would_change_the_method_or_the_client_change_nothing(
    service: Service, headers: dict[str, str]
) -> None:
    answer = service.http.get(
        f"{service.address}/sparql", params={"query": "ASK {}", "_method": "DELETE"}, headers=headers
    )
    assert answer.json()["boolean"] is True
    refused = service.http.post(
        f"{service.address}/sparql", params={"token": "admin"}, data={"update": "CLEAR ALL"}, headers=headers
    )
    assert_problem(refused, 400)


@pytest.mark.parametrize(
    "path", ["/$/datasets", "/$/server", "/rdf4j-server/repositories", "/admin", "/shutdown", "/_matrix"]
)
def test_the_consoles_of_other_servers_are_not_there(service: Service, path: str) -> None:
    for method in ("GET", "POST"):
        assert service.http.request(method, service.address + path).status_code in (404, 405)
