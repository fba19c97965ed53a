from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhengtu.errors import NoRelease
from zhengtu.store.release import Release


@pytest.fixture
def release_dir(tmp_path: Path) -> Path:
    built = tmp_path / "r-0123456789abcdef"
    (built / "texts").mkdir(parents=True)
    documents = [
        {"slug": "good", "title": "好", "status": "published"},
        {"slug": "bad", "title": "坏", "status": "quarantined", "reason": "empty"},
    ]
    manifest = {"base_iri": "http://localhost:8000/", "documents": documents}
    (built / "MANIFEST.json").write_text(json.dumps(manifest), encoding="utf-8")
    (built / "texts" / "good.txt").write_bytes("\ufeff第一条\r\n给予".encode())
    (tmp_path / "current").symlink_to(built.name)
    return tmp_path


def test_current_is_followed(release_dir: Path) -> None:
    release = Release.current(release_dir)
    assert release.path.name == "r-0123456789abcdef"
    assert release.base_iri == "http://localhost:8000/"
    assert release.dump == release.path / "dump.nq"
    assert release.record_path("good") == release.path / "records" / "good.json"


def test_text_keeps_the_characters_that_offsets_count(release_dir: Path) -> None:
    assert Release.current(release_dir).text("good") == "\ufeff第一条\r\n给予"


def test_quarantined_documents_are_not_published(release_dir: Path) -> None:
    assert Release.current(release_dir).published == ("good",)


def test_nothing_built_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoRelease, match="zhengtu build"):
        Release.current(tmp_path)


def test_damaged_manifest_is_named(release_dir: Path) -> None:
    (release_dir / "current" / "MANIFEST.json").write_text("{", encoding="utf-8")
    with pytest.raises(NoRelease, match="cannot be read"):
        Release.current(release_dir)
