"""What tests of several stages share: documents, gold records, a built release, and the mark `system`."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from zhengtu.config import Settings
from zhengtu.store.release import Release

ROOT = Path(__file__).resolve().parents[1]
# Command → the Debian package that has it, where the names differ.
PACKAGES = {"virtuoso-t": "virtuoso-opensource", "fc-list": "fontconfig"}
NOT_RUN = pytest.StashKey[list[str]]()
# A push is judged on the same examples every time; `make test-long` looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True, database=None)
hypothesis.settings.register_profile("new", print_blob=True)
hypothesis.settings.load_profile(os.environ.get("ZHENGTU_EXAMPLES", "same"))


def missing_commands(item: pytest.Item) -> list[str]:
    """Name the commands that a test's `system` marker asks for and that are not there, each with its package."""
    commands = {c for marker in item.iter_markers("system") for c in marker.args}
    return [f"{c} (Debian package {PACKAGES.get(c, c)})" for c in sorted(commands) if shutil.which(c) is None]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose system commands are missing; fail it where ZHENGTU_REQUIRE says that they must be there."""
    missing = missing_commands(item)
    if not missing:
        return
    reason = f"not run: needs {', '.join(missing)}"
    if os.environ.get("ZHENGTU_REQUIRE") == "system":
        pytest.fail(f"{reason}, and ZHENGTU_REQUIRE=system asks for it", pytrace=False)
    item.config.stash.setdefault(NOT_RUN, []).append(f"{item.nodeid}: {reason}")
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name what was not run, so that green never hides it."""
    for line in config.stash.get(NOT_RUN, []):
        terminalreporter.write_line(line, yellow=True)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def documents() -> dict[str, Path]:
    """Slug → source.txt of every document of data/."""
    return {path.parent.name: path for path in sorted((ROOT / "data" / "policies").glob("*/source.txt"))}


@pytest.fixture(scope="session")
def gold() -> dict[str, dict[str, Any]]:
    """Slug → gold record."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "tests" / "gold").glob("*.json"))}


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    """A release of all documents of data/, built by the real build, once for all workers; no test may change it."""
    settings = Settings(data_dir=ROOT / "data", release_dir=_of_all_workers(tmp_path_factory) / "release-of-all")
    from zhengtu.build.build import build  # here, so that a test of one early stage does not wait for all of them

    settings.release_dir.mkdir(exist_ok=True)
    with settings.release_dir.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (settings.release_dir / "current").exists():
            build(settings)
    release = Release.current(settings.release_dir)
    yield release
    assert release.damage() == [], "a test changed the release that all share; give it a copy"


def _of_all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this run of the tests, whichever worker asks."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
