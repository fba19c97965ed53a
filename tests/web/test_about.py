"""The pages about the data: quality, limits, how to cite; and the home page as the way in."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from starlette.testclient import TestClient

from zhengtu.store.release import Release

AS_HTML = {"Accept": "text/html"}


def test_quality_tells_of_each_document_what_was_not_understood(client: TestClient, release: Release) -> None:
    page = client.get("/quality", headers=AS_HTML).text
    for document in release.manifest["documents"]:
        assert f'href="/doc/policy/{document["slug"]}"' in page
    zhengzhou = release.manifest["documents"][-1]
    assert f'href="/doc/policy/zhengzhou-draft#diagnostics">{sum(zhengzhou["diagnostics"].values())}<' in page


def test_quality_counts_the_provisions_of_each_document(client: TestClient, release: Release) -> None:
    rows = csv.reader(io.StringIO(client.get("/quality.csv?lang=en").content.decode("utf-8-sig")))
    counts = {row[-1].rsplit("/", 1)[-1]: row[1] for row in list(rows)[1:]}
    assert counts == {doc["slug"]: str(doc["provisions"]) for doc in release.manifest["documents"]}


@pytest.mark.parametrize(("language", "words"), [("zh", "不是应得数额"), ("en", "never entitlements")])
def test_about_says_what_the_data_does_not_say(client: TestClient, language: str, words: str) -> None:
    page = client.get(f"/about?lang={language}", headers=AS_HTML).text
    assert words in page
    assert "creativecommons.org/licenses/by/4.0" in page


@pytest.mark.parametrize("path", ["/?", "/who-pays?policy=yuncheng-2024&", "/doc/policy/jinan-2021?", "/about?"])
def test_every_page_has_a_citation_with_its_address_and_release(
    client: TestClient, release: Release, path: str
) -> None:
    cite = re.search(r'class="cite">(.*?)</details>', client.get(path, headers=AS_HTML).text, re.DOTALL)
    assert cite is not None
    assert f"<code>http://localhost:8000{path}release={release.path.name}</code>" in html.unescape(cite[1])


def test_the_home_page_is_a_way_in_for_everybody(client: TestClient) -> None:
    page = client.get("/", headers=AS_HTML).text
    assert re.search(r'<form[^>]*role="search"[^>]*action="/search"', page)
    for place in ("/who-pays", "/compare", "/questions", "/sparql", "/dataset", "/quality", "/about"):
        assert f'href="{place}"' in page


def test_the_contents_of_a_policy_name_provisions_without_heading(client: TestClient) -> None:
    contents = client.get("/doc/policy/zhengzhou-draft", headers=AS_HTML).text
    contents = contents.partition('class="contents"')[2].partition("</nav>")[0]
    assert 'href="#part_1/item_1"' in contents
    assert len(re.findall(r'href="#part_\d+/item_\d+"', contents)) >= 17
    assert '<span class="opening">' in contents
