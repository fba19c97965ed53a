"""No page asks the store more than six times, whatever it shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from zhengtu.config import Settings
from zhengtu.store.base import Answer
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.release import Release
from zhengtu.web.app import create_app

MOST = 6
# At least one address for each template in web/templates that is a page.
PAGES = {
    "home.html": ["/"],
    "questions.html": ["/questions"],
    "question.html": ["/questions/support-amounts"],
    "sparql.html": ["/sparql", "/sparql?query=SELECT%20*%20%7B%3Fs%20?p%20?o%7D%20LIMIT%205"],
    "ontology.html": ["/ontology"],
    "dataset.html": ["/dataset"],
    "policy.html": ["/doc/policy/yuncheng-2024", "/doc/policy/zhengzhou-draft"],
    "resource.html": [
        "/doc/policy/yuncheng-2024/art_3/item_2/m1",
        "/doc/policy/yuncheng-2024/art_5/item_3",
        "/doc/agency/370781/财政局",
        "/code/unit/CNY",
        "/code/payer-level/city",
        "/code/theme/talent",
        "/code/customs-mode/9710",
        "/code/area/140881",
        "/code/area/410100",
    ],
    "who_pays.html": ["/who-pays", "/who-pays?policy=yuncheng-2024", "/who-pays?area=盐湖区&amount=50万"],
    "docs.html": ["/docs"],
    "search.html": ["/search", "/search?q=海外仓"],
    "quality.html": ["/quality"],
    "about.html": ["/about"],
    "themes.html": ["/compare"],
    "compare.html": ["/compare?theme=overseas_warehouses"],
}
# What pages are made of, and the page of an error, which asks nothing.
PARTS = {
    "base.html",
    "charts.html",
    "downloads.html",
    "long_lists.html",
    "measure.html",
    "problem.html",
    "standing.html",
    "subject.html",
    "table.html",
    "validity.html",
}


class CountingStore(OxigraphStore):
    """The store as it is, with a count of what it is asked."""

    asked = 0

    def query(self, *given: Any, **named: Any) -> Answer:
        self.asked += 1
        return super().query(*given, **named)

    def describe(self, *given: Any) -> Answer:
        self.asked += 1
        return super().describe(*given)

    def contains(self, iri: str) -> bool:
        self.asked += 1
        return super().contains(iri)


@pytest.fixture(scope="module")
def counted(release: Release) -> Iterator[tuple[TestClient, CountingStore]]:
    store = CountingStore(release.dump)
    app = create_app(Settings(release_dir=Path("unused"), cache_mb=0), release, store)
    with TestClient(app, headers={"Accept": "text/html"}) as client:
        client.get("/")  # what is asked once a release, such as its calendar, is no page's own
        yield client, store


@pytest.mark.parametrize("path", [path for paths in PAGES.values() for path in paths])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_asks_the_store_at_most_six_times(
    counted: tuple[TestClient, CountingStore], path: str, language: str
) -> None:
    client, store = counted
    before = store.asked
    answer = client.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert store.asked - before <= MOST


def test_every_template_of_a_page_is_counted(root: Path) -> None:
    templates = {path.name for path in (root / "src" / "zhengtu" / "web" / "templates").glob("*.html")}
    assert templates == PAGES.keys() | PARTS
