"""The commands that people and CI run: what the documentation names is there, and works with the pinned packages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)
CONSTRAINTS = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
PINS = {line.partition("==")[0].lower().replace("_", "-") for line in CONSTRAINTS if not line.startswith("#")}


def make(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", "-f", str(ROOT / "Makefile"), *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "target", ["install", "serve", "test", "test-long", "conformance", "check", "build", "clean", "help"]
)
def test_target_is_there_and_is_explained_by_help(target: str) -> None:
    assert target in TARGETS
    assert f"make {target}\t" in make("help").stdout


@pytest.mark.parametrize("target", TARGETS)
def test_target_can_be_planned(target: str) -> None:
    planned = make("-n", target)
    assert (planned.returncode, planned.stderr) == (0, "")


@pytest.mark.parametrize(("machine_has_node", "extras"), [(True, "dev"), (False, "dev,assets")])
def test_node_comes_as_a_python_package_where_the_machine_has_none(
    tmp_path: Path, machine_has_node: bool, extras: str
) -> None:
    for name in ("pyproject.toml", "constraints.txt", *(["npm"] if machine_has_node else [])):
        (tmp_path / name).touch(mode=0o755)
    command = [str(shutil.which("make")), "-f", str(ROOT / "Makefile"), "-n", "install"]
    planned = subprocess.run(
        command, cwd=tmp_path, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=True
    )
    assert f"--editable '.[{extras}]'" in planned.stdout
    assert "zhengtu assets build" in planned.stdout


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", ".ci/run"])
def test_documents_name_only_targets_that_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    named = set(re.findall(r"(?:^|`|&& |=system )make ([a-z-]+)", text, re.MULTILINE))
    assert named <= set(TARGETS)


def test_no_target_is_longer_than_three_lines() -> None:
    recipes = re.findall(r"^[-$a-z(A-Z)]+:.*\n((?:\t.*\n)*)", MAKEFILE, re.MULTILINE)
    assert max(recipe.count("\n") for recipe in recipes) <= 3


def test_a_missing_interpreter_is_answered_with_what_to_install(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).touch()
    refused = make("install", "PYTHON=python-that-is-not-there", cwd=tmp_path)
    assert refused.returncode == 2
    assert "apt-get install python3" in refused.stderr


@pytest.mark.parametrize(
    ("build_ends_with", "then"), [(0, ["build", "serve"]), (1, ["build", "serve"]), (2, ["build"])]
)
def test_serve_goes_on_after_findings_and_stops_after_failure(
    build_ends_with: int, then: list[str], tmp_path: Path
) -> None:
    command = tmp_path / ".venv" / "bin" / "zhengtu"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\necho "$1" >> called\n[ "$1" = serve ] || exit {build_ends_with}\n')
    command.chmod(0o755)
    for name in ("pyproject.toml", "constraints.txt", ".venv/.installed"):
        (tmp_path / name).touch()
    make("serve", cwd=tmp_path)
    assert (tmp_path / "called").read_text().split() == then


def test_constraints_pin_versions_and_name_no_host() -> None:
    lines = [line for line in CONSTRAINTS if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)] == []


def test_constraints_pin_every_direct_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {re.split(r"[<>=!~\[; ]", name)[0].lower() for name in wanted} - PINS == set()


def test_ci_runs_the_same_command_as_a_person() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").rstrip().endswith("ZHENGTU_REQUIRE=system make test")
