"""What can be checked of the Containerfile where no container can be built: what it copies and starts is there."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from zhengtu.config import Settings

ROOT = Path(__file__).resolve().parents[1]
CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")


def instructions(name: str) -> list[str]:
    joined = CONTAINERFILE.replace("\\\n", " ")
    return [line.partition(" ")[2].strip() for line in joined.splitlines() if line.startswith(f"{name} ")]


def test_the_command_and_the_volume_are_those_that_the_documentation_names() -> None:
    page = (ROOT / "docs" / "howto" / "deploy.md").read_text(encoding="utf-8")
    assert '["zhengtu", "serve"]' in instructions("CMD")
    assert instructions("VOLUME") == ["/releases"]
    assert "podman build -t zhengtu ." in page
    assert "-v releases:/releases zhengtu" in page
    assert f"-p {instructions('EXPOSE')[0]}:{instructions('EXPOSE')[0]}" in page


def test_what_it_installs_with_is_in_the_checkout() -> None:
    (install, *_) = instructions("RUN")
    named = re.findall(r"/source(/\S+)?", install)
    assert {ROOT / name.lstrip("/") for name in named} == {ROOT / "constraints.txt", ROOT}
    assert all((ROOT / name.lstrip("/")).exists() for name in named)


def test_every_setting_is_one_that_there_is_and_has_a_value_that_it_may_have() -> None:
    variables = dict(word.split("=", 1) for line in instructions("ENV") for word in shlex.split(line))
    ours = {name: value for name, value in variables.items() if name.startswith("ZHENGTU_")}
    chosen = Settings.from_env(ours)
    known = {f"ZHENGTU_{name.upper()}" for name in Settings.__dataclass_fields__}
    assert ours.keys() <= known
    assert (chosen.host, str(chosen.release_dir)) == ("0.0.0.0", instructions("VOLUME")[0])
    assert str(chosen.port) == instructions("EXPOSE")[0]


def test_its_python_is_one_that_the_package_runs_on() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    least = tuple(map(int, re.findall(r"\d+", project["requires-python"])))
    for image in instructions("FROM"):
        found = re.search(r"python:(\d+)\.(\d+)", image)
        assert found is not None
        assert tuple(map(int, found.groups())) >= least


def test_it_runs_as_a_user_without_rights_who_owns_the_volume() -> None:
    (user,) = instructions("USER")
    assert user != "root"
    assert f"-o {user} /releases" in instructions("RUN")[-1]


@pytest.mark.parametrize("name", ["HEALTHCHECK"])
def test_it_is_asked_whether_it_is_well_where_the_service_answers(name: str) -> None:
    (asked,) = instructions(name)
    assert f"http://127.0.0.1:{instructions('EXPOSE')[0]}/health/ready" in asked
