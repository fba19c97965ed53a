"""The installed command, run as people run it: a process of its own in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

COMMAND = str(Path(sys.executable).with_name("zhengtu"))
Zhengtu = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(**changed: str) -> dict[str, str]:
    """The environment of the tests without settings of Zhengtu, but that no build waits for a Java unless asked to."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("ZHENGTU_")}
    return plain | {"ZHENGTU_REASONER": "none"} | changed


@pytest.fixture
def zhengtu(tmp_path: Path) -> Zhengtu:
    """Run a command in an empty folder; keyword arguments go into its environment."""

    def run(*arguments: str | Path, stdin: str = "", **changed: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [COMMAND, *map(str, arguments)],
            input=stdin,
            cwd=tmp_path,
            env=environment(**changed),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Start a command without waiting for it."""

    def popen(*arguments: str | Path, **streams: IO[bytes] | int) -> subprocess.Popen[bytes]:
        chosen = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE) | streams
        return subprocess.Popen([COMMAND, *map(str, arguments)], cwd=tmp_path, env=environment(TERM="xterm"), **chosen)

    return popen


@pytest.fixture
def one_document(tmp_path: Path, root: Path) -> Path:
    """A copy of the shipped data with qingzhou-2022 alone, for what does not depend on how many there are."""
    data, slug = tmp_path / "data", "qingzhou-2022"
    shutil.copytree(root / "data" / "authority", data / "authority")
    shutil.copytree(root / "data" / "policies" / slug, data / "policies" / slug)
    return data


@pytest.fixture
def data(tmp_path: Path, root: Path) -> Path:
    """A copy of the shipped documents that a test may spoil."""
    shutil.copytree(root / "data", tmp_path / "data")
    return tmp_path / "data"
