"""A build that is killed while a reasoner runs leaves no process behind, neither the worker nor its Java."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Zhengtu = Callable[..., "subprocess.CompletedProcess[str]"]
Start = Callable[..., "subprocess.Popen[bytes]"]


def running_below(folder: Path) -> dict[int, str]:
    """Process id → command line, of those that name the folder: a worker and its Java do, for their files are in it."""
    listed = subprocess.run(["ps", "-A", "-ww", "-o", "pid=,args="], capture_output=True, encoding="utf-8", check=True)
    found = (line.split(maxsplit=1) for line in listed.stdout.splitlines())
    return {int(pid): line for pid, line in found if f"{folder}/releases/.reasoning/" in line}


def javas_below(folder: Path) -> list[int]:
    return [pid for pid, line in running_below(folder).items() if "HermiT" in line]


def wait_until(true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 300
    while not true():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


@pytest.fixture(autouse=True)
def swept(tmp_path: Path) -> Iterator[None]:
    """End what a failing test left behind."""
    yield
    for pid in running_below(tmp_path):
        os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM], ids=lambda how: how.name)
def test_worker_and_java_end_with_the_build(
    how: signal.Signals, zhengtu: Zhengtu, start: Start, tmp_path: Path
) -> None:
    (tmp_path / "jinan.txt").write_text("济南市若干措施\n第一条 给予5万元奖励。\n", encoding="utf-8")
    zhengtu("add", "jinan.txt", "--data", "mine", "--no-build")
    process = start("build", "--data", "mine", "--reasoner", "hermit")
    wait_until(lambda: javas_below(tmp_path) != [], "no Java was started")
    os.kill(javas_below(tmp_path)[0], signal.SIGSTOP)  # so that it cannot end by itself

    process.send_signal(how)
    process.communicate()

    assert process.returncode != 0
    wait_until(lambda: running_below(tmp_path) == {}, "worker or Java still run")
    assert list((tmp_path / "releases" / ".reasoning").iterdir()) == []
