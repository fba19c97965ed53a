"""What pages use of other people's work is pinned, comes as written in ui/, and its absence is told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from zhengtu.assets import Manifest, bring, node_is_there
from zhengtu.errors import AssetsUnavailable

UI = Path(__file__).resolve().parents[1] / "ui"
LOCK = json.loads((UI / "package-lock.json").read_text("utf-8"))
PLAN = json.loads((UI / "package.json").read_text("utf-8"))

needs_npm = pytest.mark.skipif(not node_is_there(), reason="there is no npm; make install brings one")


def test_lock_names_no_host() -> None:
    assert "://" not in (UI / "package-lock.json").read_text("utf-8")


def test_lock_has_the_hash_of_every_package() -> None:
    assert [name for name, told in LOCK["packages"].items() if name and "integrity" not in told] == []


def test_every_package_is_asked_for_in_one_version() -> None:
    asked = {**PLAN["dependencies"], **PLAN["devDependencies"]}
    assert [name for name, version in asked.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder like ui/ that asks for one file of one package, which npm finds beside it."""
    folder = tmp_path / "ui"
    package = folder / "tiny"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"name": "tiny", "version": "1.2.3", "license": "MIT"}')
    (package / "tiny.js").write_text("tiny = 1\n")
    (package / "LICENSE").write_text("Do what you like.\n")
    plan = {"name": "ui", "vendor": {"small.js": "tiny/tiny.js"}, "bundles": {}, "dependencies": {"tiny": "file:tiny"}}
    (folder / "package.json").write_text(json.dumps(plan))
    packages = {
        "": {"name": "ui", "dependencies": {"tiny": "file:tiny"}},
        "node_modules/tiny": {"resolved": "tiny", "link": True},
        "tiny": {"version": "1.2.3"},
    }
    lock = {"name": "ui", "lockfileVersion": 3, "requires": True, "packages": packages}
    (folder / "package-lock.json").write_text(json.dumps(lock))
    return folder


@needs_npm
def test_files_come_with_versions_licences_and_hashes(source: Path, tmp_path: Path) -> None:
    vendor = tmp_path / "static" / "vendor"
    assert bring(source, vendor)
    assert (vendor / "small.js").read_text() == "tiny = 1\n"
    manifest = Manifest.read(vendor)
    assert manifest is not None
    assert manifest.packages == {"tiny": {"version": "1.2.3", "licence": "MIT", "license_file": "tiny.LICENSE.txt"}}
    assert manifest.files["small.js"] == "8292e2e1fc4d4b925fad0a43d7e65702cc4c501a98ce990bdd9e9f50cb6ba81d"


@needs_npm
def test_what_is_there_is_not_brought_again_and_what_was_changed_is(source: Path, tmp_path: Path) -> None:
    vendor = tmp_path / "vendor"
    bring(source, vendor)
    assert not bring(source, vendor)
    (vendor / "small.js").write_text("other = 1\n")
    assert bring(source, vendor)
    assert (vendor / "small.js").read_text() == "tiny = 1\n"


@needs_npm
def test_a_failure_of_npm_is_told_and_changes_nothing(source: Path, tmp_path: Path) -> None:
    vendor = tmp_path / "vendor"
    bring(source, vendor)
    (source / "package-lock.json").write_text("{}")
    with pytest.raises(AssetsUnavailable, match="npm said"):
        bring(source, vendor)
    assert (vendor / "small.js").is_file()


def test_without_a_checkout_nothing_can_be_brought(tmp_path: Path) -> None:
    with pytest.raises(AssetsUnavailable, match="is not there"):
        bring(tmp_path / "ui", tmp_path / "vendor")


def test_without_assets_there_is_no_manifest(tmp_path: Path) -> None:
    assert Manifest.read(tmp_path) is None
