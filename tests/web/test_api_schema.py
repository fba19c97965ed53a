"""What openapi.json promises of the REST interface is what it does, for values that Schemathesis makes up."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from starlette.testclient import TestClient

PATHS = [
    *(
        "/api/agencies",
        "/api/areas",
        "/api/funding",
        "/api/measures",
        "/api/policies",
        "/api/provisions",
        "/api/targets",
    ),
    *("/api/questions", "/api/questions/{name}", "/api/compare", "/api/search", "/api/who-pays"),
]
# Whether a value is good depends on the data, which openapi.json does not list: a made-up theme is refused with 400.
KEPT = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
FEW = settings(max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def promised(client: TestClient) -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", client.app)


def test_every_path_of_the_interface_is_tried(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert sorted(path for path in paths if path.startswith("/api/")) == sorted(PATHS)


@pytest.mark.parametrize("path", PATHS)
def test_interface_does_what_its_description_promises(promised: Any, path: str) -> None:
    @FEW
    @given(case=promised[path]["GET"].as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=[CHECKS.get_one(name) for name in KEPT])

    ask()


@pytest.mark.parametrize("path", [path for path in PATHS if "{" not in path])  # any text may be the name of a question
def test_malformed_requests_are_refused_with_what_would_be_right(promised: Any, path: str) -> None:
    """Values that the description rules out: each is a problem document, none an answer or an error of ours."""

    @FEW
    @given(case=promised[path]["GET"].as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def ask(case: schemathesis.Case) -> None:
        answer = case.call()
        case.validate_response(answer, checks=[CHECKS.get_one(name) for name in (*KEPT, "negative_data_rejection")])
        assert answer.headers["content-type"] == ["application/problem+json"]
        assert answer.status_code in (400, 404, 406)

    ask()


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("search", "q is missing; give it as ?q=…"),
        ("search?q=企业&limit=0", "limit is '0'; give a whole number of 1 or more"),
        ("search?q=企业&start=x", "start is 'x'; give a whole number"),
        ("search?q=企业&colour=red", "There is no parameter 'colour' here; there are: q, kind, policy"),
        ("search?q=企业&q=税", "q has 2 values; give one"),
        ("search?q=企业&policy=no", "policy is 'no'; give one of jinan-2021, lianyungang-2024"),
        ("search?q=企业&format=xls", "format is 'xls'; choose one of json, jsonld, csv"),
        ("compare", "theme is missing; give it as ?theme=…"),
        ("compare?theme=no", "theme is 'no', which no measure of this release has; give one of attraction"),
        ("compare?theme=parks&on=1", "on is '1'; give a day as YYYY-MM-DD"),
        ("who-pays", "Ask for a policy, a provision or an area; /who-pays lists those that there are"),
        ("who-pays?policy=no", "policy is 'no'; give one of jinan-2021, lianyungang-2024"),
        ("who-pays?provision=yuncheng-2024/art_99", "provision is 'yuncheng-2024/art_99', which has no support"),
        ("who-pays?area=盐湖区&amount=-1", "amount is '-1'; give a sum in yuan of 0 or more"),
        ("who-pays?area=盐湖区&amount=5美元", "amount is '5美元'; give a sum in yuan of 0 or more"),
        ("questions?colour=red", "There is no parameter 'colour' here; there are: format"),
        ("questions/support-amounts?colour=red", "support-amounts: There is no parameter 'colour' here"),
        ("questions/no-such", "There is no question 'no-such'; /api/questions lists them"),
    ],
)
def test_what_is_refused_names_parameter_value_and_what_to_give(client: TestClient, path: str, detail: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code in (400, 404, 406)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].startswith(detail)


def test_no_answer_is_promised_that_is_never_sent(client: TestClient) -> None:
    """What cannot be read is refused with 400; 422 is how the framework would do it."""
    description = client.get("/openapi.json").json()
    operations = [one for path in description["paths"].values() for one in path.values()]
    assert [one["summary"] for one in operations if "422" in one["responses"]] == []
    assert "ValidationError" not in str(description)


def test_a_saved_question_tells_of_the_day_and_the_format(client: TestClient) -> None:
    told = client.get("/openapi.json").json()["paths"]["/api/questions/{name}"]["get"]["parameters"]
    assert [one["name"] for one in told] == ["name", "on", "format"]
    assert all(one["description"] for one in told)


def test_every_operation_stands_under_a_heading(client: TestClient) -> None:
    """What /docs shows without one it puts under `default`."""
    paths = client.get("/openapi.json").json()["paths"]
    tagged = {
        path: [operation.get("tags", []) for operation in operations.values()] for path, operations in paths.items()
    }
    assert [path for path, tags in tagged.items() if not all(map(len, tags))] == []
