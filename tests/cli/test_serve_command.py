"""zhengtu serve: from documents to an address that answers, and a quiet end."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from zhengtu.store.release import Release

START_S = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def status_when_ready(url: str, process: subprocess.Popen[bytes]) -> int:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(url) as response:
                status: int = response.status
                return status
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"{url} did not answer; exit code {process.poll()}")


def test_documents_are_built_and_served_until_interrupted(
    start: Callable[..., subprocess.Popen[bytes]], data: Path, tmp_path: Path
) -> None:
    (data / "policies" / "jinan-2021" / "meta.toml").unlink()
    port = str(free_port())
    process = start("serve", "--port", port, "--data", data, "--release-dir", "out")
    try:
        status = status_when_ready(f"http://127.0.0.1:{port}/health/ready", process)
        assert (tmp_path / "out" / "current").is_symlink()
    finally:
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=20)
    assert status == 200
    assert b"zhengtu: quarantined jinan-2021: policies/jinan-2021/meta.toml does not exist" in stderr
    assert b"Traceback" not in stderr
    assert process.returncode in (0, 130)


def test_port_in_use_is_named_and_exit_code_2(
    zhengtu: Callable[..., subprocess.CompletedProcess[str]], release: Release
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = zhengtu("serve", "--port", port, "--release-dir", release.path.parent)
    assert result.returncode == 2
    assert f"zhengtu: cannot serve on 127.0.0.1 port {port}; is it in use?" in result.stderr
    assert "Traceback" not in result.stderr
