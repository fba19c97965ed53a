"""What a build publishes, what it leaves out, and that the same input gives the same bytes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zhengtu.build.build import build
from zhengtu.build.ensure import ensure_release
from zhengtu.build.pipeline import Pipeline
from zhengtu.config import Settings
from zhengtu.errors import BuildError, InputError
from zhengtu.store.release import Release

if TYPE_CHECKING:
    from conftest import DataDir

ROOT = Path(__file__).resolve().parents[2]


def releases(settings: Settings) -> list[str]:
    return sorted(path.name for path in settings.release_dir.glob("[!.]*"))


def test_release_holds_text_record_dump_and_manifest(data: DataDir, settings: Settings) -> None:
    data.document("a", data.text.replace("\n", "\r\n"))

    report = build(settings)

    release = Release.current(settings.release_dir)
    assert release.path.name == report.release
    assert release.text("a") == data.text.replace("\n", "\r\n")
    assert json.loads(release.record_path("a").read_text("utf-8"))["source"] == "source.txt"
    lines = release.dump.read_text("utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) == report.triples == release.manifest["counts"]["triples"]
    assert any("<http://localhost:8000/id/policy/a>" in line for line in lines)


def test_manifest_lists_every_file_and_no_place(data: DataDir, settings: Settings) -> None:
    data.document("a")
    build(settings)
    release = Release.current(settings.release_dir)
    listed = release.manifest["files"]
    assert {"dump.nq", "records/a.json", "texts/a.txt"} <= set(listed)
    assert all(entry["bytes"] == (release.path / name).stat().st_size for name, entry in listed.items())
    assert str(settings.data_dir.parent) not in (release.path / "MANIFEST.json").read_text("utf-8")


def test_base_iri_is_that_of_the_settings(data: DataDir, settings: Settings) -> None:
    data.document("a")
    build(replace(settings, base_iri="https://data.example.org/"))
    release = Release.current(settings.release_dir)
    assert release.base_iri == "https://data.example.org/"
    assert "<http://localhost:8000/" not in release.dump.read_text("utf-8")


def test_building_twice_adds_no_release(data: DataDir, settings: Settings) -> None:
    data.document("a")
    assert build(settings).release == build(settings).release
    assert len(releases(settings)) == 2  # the release and the link


def test_changed_document_gives_another_release_and_keeps_the_old(data: DataDir, settings: Settings) -> None:
    data.document("a")
    first = build(settings).release
    data.document("b")
    second = build(settings).release
    assert releases(settings) == sorted(["current", first, second])
    assert Release.current(settings.release_dir).path.name == second


def test_faulty_document_is_quarantined_and_the_rest_published(data: DataDir, settings: Settings) -> None:
    data.document("a", city="")
    data.document("b")

    report = build(settings)

    assert [(document.slug, document.reason) for document in report.quarantined] == [
        ("a", "policies/a/meta.toml lacks the key city; add it")
    ]
    release = Release.current(settings.release_dir)
    assert release.published == ("b",)
    assert release.manifest["documents"][0]["reason"] == report.quarantined[0].reason


def test_strict_publishes_nothing_when_one_is_quarantined(data: DataDir, settings: Settings) -> None:
    data.document("a", city="")
    data.document("b")
    with pytest.raises(BuildError, match="1 of 2 documents cannot be used, and --strict allows none") as refused:
        build(settings, strict=True)
    assert refused.value.details == ("a: policies/a/meta.toml lacks the key city; add it",)
    assert not settings.release_dir.exists()


def test_strict_publishes_nothing_new_and_keeps_the_old(data: DataDir, settings: Settings) -> None:
    data.document("b")
    first = build(settings, strict=True).release
    data.document("a", city="")
    with pytest.raises(BuildError):
        build(settings, strict=True)
    assert Release.current(settings.release_dir).path.name == first


def test_nothing_is_published_when_all_are_quarantined(data: DataDir, settings: Settings) -> None:
    data.document("a", city="")
    with pytest.raises(BuildError, match="1 of 1 documents"):
        build(settings)
    assert not settings.release_dir.exists()


def test_no_documents_is_an_input_error(settings: Settings) -> None:
    with pytest.raises(InputError):
        build(settings)


def test_mistake_of_ours_costs_one_document_only(
    data: DataDir, settings: Settings, failing_on: Callable[[str], Pipeline]
) -> None:
    data.document("a")
    data.document("b")

    report = build(settings, pipeline=failing_on("a"))

    (broken,) = report.quarantined
    assert (broken.reason or "").startswith("internal error: KeyError in facts;")
    assert "KeyError: '第九条'" in (broken.traceback or "")
    manifest = Release.current(settings.release_dir).manifest
    assert "traceback" not in manifest["documents"][0]
    assert [document["status"] for document in manifest["documents"]] == ["quarantined", "published"]


def test_progress_tells_each_document_and_ends_complete(data: DataDir, settings: Settings) -> None:
    data.document("a")
    data.document("b")
    told: list[tuple[str, int, int]] = []
    build(settings, progress=lambda *step: told.append(step))
    assert told == [("a", 0, 3), ("b", 1, 3), ("release", 2, 3), ("release", 3, 3)]


def test_if_changed_builds_nothing_from_the_same_inputs(data: DataDir, settings: Settings) -> None:
    data.document("a")
    data.document("b", city="")
    first = build(settings)

    second = build(settings, if_changed=True)

    assert second.unchanged
    assert (second.release, second.counts) == (first.release, first.counts)
    assert [document.reason for document in second.quarantined] == [first.quarantined[0].reason]


@pytest.mark.parametrize("place", ["policies/a/source.txt", "policies/a/meta.toml", "authority/areas.csv"])
def test_if_changed_builds_when_a_file_of_the_data_has_changed(data: DataDir, settings: Settings, place: str) -> None:
    data.document("a")
    data.document("b")
    shutil.copytree(ROOT / "data" / "authority", data.path / "authority")
    build(settings)
    with (data.path / place).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert not build(settings, if_changed=True).unchanged


def test_if_changed_builds_for_another_base_iri(data: DataDir, settings: Settings) -> None:
    data.document("a")
    build(settings)
    assert not build(replace(settings, base_iri="https://data.example.org/"), if_changed=True).unchanged


def test_if_changed_builds_when_the_release_is_damaged(data: DataDir, settings: Settings) -> None:
    data.document("a")
    name = build(settings).release
    (settings.release_dir / name / "dump.nq").write_text("", encoding="utf-8")

    report = build(settings, if_changed=True)

    assert (report.unchanged, report.release) == (False, name)
    assert Release.current(settings.release_dir).dump.stat().st_size > 0


def test_strict_refuses_an_unchanged_release_with_quarantined_documents(data: DataDir, settings: Settings) -> None:
    data.document("a", city="")
    data.document("b")
    build(settings)
    with pytest.raises(BuildError, match="--strict"):
        build(settings, if_changed=True, strict=True)


def test_release_is_built_where_there_is_none_and_only_there(data: DataDir, settings: Settings) -> None:
    data.document("a")
    first, report = ensure_release(settings, lambda *_: None)
    assert report is not None
    data.document("b")
    assert ensure_release(settings, lambda *_: None) == (first, None)


def test_dump_is_the_same_under_every_hash_seed_and_from_every_folder(tmp_path: Path, release: Release) -> None:
    """The release was built by this process: under a seed of its own, in this folder and in this time zone."""
    command = [str(Path(sys.executable).with_name("zhengtu")), "build", "--data", str(ROOT / "data")]
    folder, seed = tmp_path / "from elsewhere", "0" if os.environ.get("PYTHONHASHSEED") == "4711" else "4711"
    folder.mkdir()
    environment = {**os.environ, "ZHENGTU_REASONER": "none", "PYTHONHASHSEED": seed, "TZ": "UTC-4"}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    made = folder / "releases" / "current"
    assert (made / "MANIFEST.json").read_bytes() == (release.path / "MANIFEST.json").read_bytes()
    assert (made / "dump.nq").stat().st_size > 0
