"""The command, run as people run it: a process of its own in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO

import pytest

from .forking import forking

COMMAND = str(Path(sys.executable).with_name("zhengtu"))
Zhengtu = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(**changed: str) -> dict[str, str]:
    """The environment of the tests without settings of Zhengtu, but that no build waits for a Java unless asked to."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("ZHENGTU_")}
    return plain | {"ZHENGTU_REASONER": "none"} | changed


@pytest.fixture(scope="session")
def run_in() -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """Run a command in a folder; keyword arguments go into its environment."""
    with forking() as ready:

        def run(
            folder: Path, *arguments: str | Path, stdin: str = "", **changed: str
        ) -> subprocess.CompletedProcess[str]:
            command = [COMMAND, *map(str, arguments)]
            if any(name.startswith(("PYTHON", "LC_")) for name in changed):  # which Python reads when it starts
                return _run_afresh(command, folder, environment(**changed))
            return ready.run(command, folder, environment(**changed), stdin)

        yield run


def _run_afresh(command: list[str], folder: Path, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=given, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def zhengtu(run_in: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> Zhengtu:
    """Run a command in an empty folder; keyword arguments go into its environment."""
    return partial(run_in, tmp_path)


def _mind_interrupts() -> None:
    # A shell has what it runs in the background ignore them, and whatever that starts.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Start a command without waiting for it."""

    def popen(*arguments: str | Path, **streams: IO[bytes] | int) -> subprocess.Popen[bytes]:
        chosen = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE) | streams
        return subprocess.Popen(
            [COMMAND, *map(str, arguments)],
            cwd=tmp_path,
            env=environment(TERM="xterm"),
            preexec_fn=_mind_interrupts,
            **chosen,
        )

    return popen


@pytest.fixture
def one_document(tmp_path: Path, root: Path) -> Path:
    """A copy of the shipped data with qingzhou-2022 alone, for what does not depend on how many there are."""
    data, slug = tmp_path / "data", "qingzhou-2022"
    shutil.copytree(root / "data" / "authority", data / "authority")
    shutil.copytree(root / "data" / "policies" / slug, data / "policies" / slug)
    return data


@pytest.fixture
def two_documents(one_document: Path, root: Path) -> Path:
    """The same with lianyungang-2024 beside it, for what one document does to another."""
    slug = "lianyungang-2024"
    shutil.copytree(root / "data" / "policies" / slug, one_document / "policies" / slug)
    return one_document


@pytest.fixture
def data(tmp_path: Path, root: Path) -> Path:
    """A copy of the shipped documents that a test may spoil."""
    shutil.copytree(root / "data", tmp_path / "data")
    return tmp_path / "data"
