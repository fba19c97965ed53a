"""Two services: one over the real release, one over a handful of triples where a test wants to know them all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from zhengtu.config import Settings
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.release import Release
from zhengtu.web.app import create_app

TINY = """\
<http://localhost:8000/id/agency/1/商务局> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/zhengtu/def#Agency> <http://localhost:8000/graph/policy/tiny> .
<http://localhost:8000/id/agency/1/商务局> <http://www.w3.org/2000/01/rdf-schema#label> "某市商务局"@zh <http://localhost:8000/graph/policy/tiny> .
<http://localhost:8000/id/agency/1/商务局> <http://www.w3.org/2000/01/rdf-schema#label> "Commerce bureau"@en <http://localhost:8000/graph/policy/tiny> .
<http://localhost:8000/id/document/A%2FB%20100%25> <http://www.w3.org/2000/01/rdf-schema#label> "A/B 100%"@zh <http://localhost:8000/graph/policy/tiny> .
<https://w3id.org/zhengtu/def#Agency> <http://www.w3.org/2000/01/rdf-schema#label> "机关单位"@zh <http://localhost:8000/graph/vocabulary> .
<https://w3id.org/zhengtu/def#Agency> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Class> <http://localhost:8000/graph/vocabulary> .
<https://w3id.org/zhengtu/code/unit/CNY> <http://www.w3.org/2000/01/rdf-schema#label> "元"@zh <http://localhost:8000/graph/codes> .
"""  # noqa: E501


@pytest.fixture(scope="session")
def tiny_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("tiny")
    (folder / "current").mkdir()
    manifest = {"base_iri": "http://localhost:8000/", "documents": [], "counts": {"triples": 7}}
    (folder / "current" / "MANIFEST.json").write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "current" / "dump.nq").write_text(TINY, encoding="utf-8")
    return Release.current(folder)


@pytest.fixture(scope="session")
def tiny(tiny_release: Release) -> Iterator[TestClient]:
    """A client of the service over the handful of triples, which follows no redirect."""
    yield from _client(tiny_release)


@pytest.fixture(scope="session")
def client(release: Release) -> Iterator[TestClient]:
    """A client of the service over the real release, which follows no redirect."""
    yield from _client(release)


def _client(release: Release) -> Iterator[TestClient]:
    app = create_app(Settings(release_dir=Path("unused")), release, OxigraphStore(release.dump))
    with TestClient(app, follow_redirects=False) as client:
        yield client
