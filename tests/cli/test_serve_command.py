"""zhengtu serve: from documents to an address that answers, and a quiet end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from zhengtu.store.release import Release

Zhengtu = Callable[..., "subprocess.CompletedProcess[str]"]

START_S = 300


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
    start: Callable[..., subprocess.Popen[bytes]], two_documents: Path, tmp_path: Path
) -> None:
    (two_documents / "policies" / "lianyungang-2024" / "meta.toml").unlink()
    port = str(free_port())
    process = start("serve", "--port", port, "--data", two_documents, "--release-dir", "out")
    try:
        status = status_when_ready(f"http://127.0.0.1:{port}/health/ready", process)
        assert (tmp_path / "out" / "current").is_symlink()
    finally:
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=120)
    assert status == 200
    assert b"zhengtu: quarantined lianyungang-2024: policies/lianyungang-2024/meta.toml does not exist" in stderr
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
    assert f"zhengtu: cannot serve on 127.0.0.1 port {port}: the port is in use" in result.stderr
    assert "Traceback" not in result.stderr


def damaged(release: Release, folder: Path, name: str) -> Path:
    """A release directory in which the only release has a file cut short."""
    shutil.copytree(release.path, folder / release.path.name)
    (folder / "current").symlink_to(release.path.name)
    file = folder / release.path.name / name
    file.write_bytes(file.read_bytes()[:-9])
    return folder


@pytest.mark.parametrize(
    ("name", "told"),
    [("dump.nq", "is damaged: dump.nq: "), ("MANIFEST.json", "cannot be read (")],
)
def test_a_release_that_is_not_whole_is_named_and_nothing_else_built(
    zhengtu: Zhengtu, release: Release, tmp_path: Path, name: str, told: str
) -> None:
    folder = damaged(release, tmp_path / "out", name)
    result = zhengtu("serve", "--port", "0", "--release-dir", folder)
    assert result.returncode == 1
    assert release.path.name in result.stderr
    assert told in result.stderr
    assert "port" not in result.stderr.partition("zhengtu:")[2]
    assert "Traceback" not in result.stderr
    assert len(list(folder.glob("r-*"))) == 1


def test_a_store_that_cannot_be_opened_ends_the_start_with_the_reason(
    zhengtu: Zhengtu, release: Release, tmp_path: Path
) -> None:
    """A manifest that promises a triple more: every file is whole by it, and only the store knows better."""
    folder = tmp_path / "out" / "by-hand"
    shutil.copytree(release.path, folder)
    (folder.parent / "current").symlink_to(folder.name)
    manifest = json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8"))
    manifest["counts"]["triples"] += 1
    (folder / "MANIFEST.json").write_text(json.dumps(manifest), encoding="utf-8")
    result = zhengtu("serve", "--port", "0", "--release-dir", folder.parent)
    assert result.returncode == 1
    assert f"zhengtu: by-hand holds {manifest['counts']['triples'] - 1} triples" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_release_that_the_link_has_lost_is_named(zhengtu: Zhengtu, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "current").symlink_to("r-0123456789abcdef")
    result = zhengtu("serve", "--port", "0", "--release-dir", "out")
    assert result.returncode == 1
    assert "has lost the release r-0123456789abcdef" in result.stderr


@pytest.mark.parametrize("command", ["serve", "build"])
def test_a_release_directory_that_is_a_file_is_named(zhengtu: Zhengtu, tmp_path: Path, command: str) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    result = zhengtu(command, "--release-dir", "out")
    assert result.returncode in (1, 2)
    assert "out" in result.stderr
    assert "port" not in result.stderr.replace("report", "")
    assert "Traceback" not in result.stderr


def test_a_host_of_another_machine_is_refused_before_anything_is_built(zhengtu: Zhengtu, tmp_path: Path) -> None:
    result = zhengtu("serve", "--host", "192.0.2.1", "--port", "0", "--release-dir", "out")
    assert result.returncode == 2
    assert "cannot serve on 192.0.2.1 port 0: that is no address of this machine" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can take its rights away and give them back (no issue)")
def test_a_directory_that_may_not_be_read_is_told_as_such(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o700)
    script = (
        "import os, sys; from pathlib import Path; from zhengtu.store.release import Release\n"
        "os.setuid(65534)\n"
        "try: Release.current(Path(sys.argv[1]))\n"
        "except Exception as error: print(type(error).__name__, error)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, folder], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.startswith("NoRelease ")
    assert "may not be read (Permission denied)" in done.stdout
