"""Addresses and parameters that would climb out of a folder, break out of a query, or put script into a page."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest
from tests.abuse.service import Service

UPWARDS = [
    "../../../../etc/passwd",
    "..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "..%252f..%252f..%252fetc%252fpasswd",
    "..%5c..%5c..%5cetc%5cpasswd",
    "..\\..\\..\\etc\\passwd",
    "....//....//....//etc/passwd",
    "..;/..;/..;/etc/passwd",
    "%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
    "..%c0%af..%c0%afetc/passwd",
    "%00/etc/passwd",
    "style.css%00.png",
    "/etc/passwd",
    "//etc/passwd",
    "%2fetc%2fpasswd",
    "./.././.././../etc/passwd",
]
FOLDERS = ["/static/", "/dumps/", "/id/", "/doc/", "/graph/", "/questions/", "/code/", "/def/", "/def/frames/", "/"]
HIDDEN = [
    "/.git/config",
    "/.env",
    "/MANIFEST.json",
    "/dump.nq",
    "/current/dump.nq",
    "/dumps/MANIFEST.json",
    "/dumps/../MANIFEST.json",
]


@pytest.mark.parametrize("folder", FOLDERS)
def test_nobody_climbs_out_of_a_folder(service: Service, folder: str) -> None:
    for upwards in UPWARDS:
        line = f"GET {folder}{upwards} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        answer = service.send_bytes(line.encode())
        assert answer[9:12] in (b"400", b"404"), upwards
        assert b"root:" not in answer


@pytest.mark.parametrize("path", HIDDEN)
def test_files_beside_the_data_are_not_served(service: Service, path: str) -> None:
    answer = service.send_bytes(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert answer[9:12] in (b"400", b"404")


INJECTIONS = [
    "> } #",
    "x> ?p ?o } UNION { ?s ?p ?o } #",
    "x> . ?s ?p ?o . <x",
    '" } #',
    '"""',
    "'''",
    "') || true #",
    '") || (1=1) #',
    "\\",
    "\\u003E ?p ?o . ?s2 ?p2 ?o2 } #",
    "%3E%20%7D",
    "} INSERT DATA { <x:a> <x:b> <x:c> } #",
    "; DROP ALL",
    "; CLEAR ALL #",
    "} SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o",
    "x> } LIMIT 1 OFFSET 0 #",
    "<", ">", "{", "}", "|", "^", "`",
    "$s", "?s", "_:b", "\x01", "\n", "\r\n", "\ud83d", "\u202e", "\ufeff", "\u0000",
    "a" * 5_000,
]  # fmt: skip
ROUTES = [
    "/id/{}", "/doc/{}", "/doc/{}.ttl", "/code/{}", "/def/{}", "/def.{}", "/graph/{}", "/graph/{}.nt", "/questions/{}",
    "/dumps/{}", "/dataset.{}", "/questions?lang={}", "/?lang={}", "/doc/policy/yuncheng-2024?lang={}",
    "/search?q={}", "/search?q=x&kind={}", "/compare?theme={}", "/who-pays?area={}", "/who-pays?amount={}",
    "/static/{}",
    "/sparql?query=ASK%7B%7D&format={}",
    "/sparql?query=ASK%7B%7D&timeout={}", "/sparql?query=ASK%7B%7D&default-graph-uri={}", "/sparql?query={}",
]  # fmt: skip


@pytest.mark.parametrize("route", ROUTES)
def test_nothing_is_pasted_into_a_query(service: Service, route: str) -> None:
    _inject(service, route)


@pytest.mark.long
def test_nothing_is_pasted_into_a_query_by_any_parameter_of_the_interface(service: Service) -> None:
    paths = service.http.get(f"{service.address}/openapi.json").json()["paths"]
    routes = [route for path, operations in paths.items() for route in _routes(path, operations.get("get", {}))]
    assert {"/api/policies?standing={}", "/api/questions/{}", "/api/compare?theme={}"} <= set(routes)
    for route in routes:
        if route not in ROUTES:
            _inject(service, route)


def _routes(path: str, operation: dict[str, Any]) -> list[str]:
    """The path with a place for each of its own parameters, or else with each parameter of its query."""
    if "{" in path:
        return [re.sub(r"\{[^}]*\}", "{}", path)]
    return [f"{path}?{given['name']}={{}}" for given in operation.get("parameters", ()) if given["in"] == "query"]


def _inject(service: Service, route: str) -> None:
    for injection in INJECTIONS:
        text = injection.replace("{port}", str(service.listener.port))
        written = quote(text.encode("utf-8", "surrogatepass"), safe="")
        answer = service.http.get(service.address + route.replace("{}", written))
        assert answer.status_code in (200, 303, 400, 404, 406), (route, injection)
        assert len(answer.content) < 200_000, (route, injection)
    assert service.listener.calls == []


SCRIPTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "'-alert(1)-'",
    "{{7*7}}",
]


@pytest.mark.parametrize("script", SCRIPTS)
def test_script_in_a_parameter_stays_text(service: Service, script: str) -> None:
    for route in ROUTES:
        answer = service.http.get(
            service.address + route.format(quote(script, safe="")), headers={"Accept": "text/html"}
        )
        assert answer.status_code in (200, 303, 400, 404, 406), route
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert "<script>alert" not in answer.text
            assert "<img src=x" not in answer.text
            assert not re.search(r"""(?:href|src|action)=["']?javascript:""", answer.text)
            assert "script-src 'unsafe-inline'" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("route", ["/id/{}", "/doc/{}", "/id/policy/yuncheng-2024?{}", "/{}"])
def test_a_line_break_in_an_address_makes_no_header(service: Service, route: str) -> None:
    answer = service.http.get(service.address + route.format("x%0d%0aX-Made-Up:%20yes%0d%0a%0d%0abody"))
    assert "x-made-up" not in answer.headers
    assert answer.status_code in (303, 404, 400)


@pytest.mark.parametrize(
    "path",
    ["/", "/id/policy/yuncheng-2024", "/doc/policy/yuncheng-2024", "/sparql", "/nothing", "/openapi.json", "/dataset"],
)
def test_a_made_up_host_is_not_repeated(service: Service, path: str) -> None:
    for accept in ("text/html", "text/turtle", "application/json"):
        headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Accept": accept}
        answer = service.http.get(service.address + path, headers=headers)
        assert "evil" not in answer.text
        assert "evil" not in str(answer.headers)
