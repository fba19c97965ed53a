"""The wheel alone, installed in an empty folder, serves the documents that it carries."""

from __future__ import annotations

import hashlib
import json
import socket
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from zhengtu import __version__
from zhengtu.assets import node_is_there

ROOT = Path(__file__).resolve().parents[1]
START_S = 300


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def zhengtu(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a fresh virtual environment that holds the wheel and what it asks for, nothing else."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=True)
    constraints = str(ROOT / "constraints.txt")
    command = [str(folder / "bin" / "pip"), "install", "--quiet", "--constraint", constraints, str(wheel)]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    return folder / "bin" / "zhengtu"


@contextmanager
def serving(command: Path, folder: Path) -> Iterator[str]:
    """Run `zhengtu serve` in a folder until the block ends; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = [str(command), "serve", "--host", "127.0.0.1", "--port", str(port)]
    log = folder / "serve.log"
    with log.open("wb") as out, subprocess.Popen(arguments, cwd=folder, stdout=out, stderr=out) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_ready(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=120)


def wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{address}/health/ready", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"the server ended, or was not ready after {START_S} s; it said:\n{log.read_text('utf-8')}")


def test_wheel_carries_ontology_queries_and_documents(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = [path for folder in ("ontology", "queries", "data/policies") for path in (ROOT / folder).rglob("*.*")]
    assert {f"zhengtu/_resources/{path.relative_to(ROOT).as_posix()}" for path in wanted if path.is_file()} <= names


def test_wheel_carries_every_document_byte_for_byte(wheel: Path, documents: dict[str, Path]) -> None:
    archive = zipfile.ZipFile(wheel)
    carried = {slug: archive.read(f"zhengtu/_resources/data/policies/{slug}/source.txt") for slug in documents}
    assert carried == {slug: path.read_bytes() for slug, path in documents.items()}


@pytest.mark.skipif(not node_is_there(), reason="there is no npm; make install brings one")
def test_wheel_carries_the_assets_that_its_manifest_names(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    vendor = "zhengtu/web/static/vendor/"
    manifest = json.loads(archive.read(f"{vendor}manifest.json"))
    assert {"yasqe.js", "echarts.js", "swagger-ui.js"} <= set(manifest["files"])
    carried = {name: hashlib.sha256(archive.read(vendor + name)).hexdigest() for name in manifest["files"]}
    assert carried == manifest["files"]


def test_installed_wheel_tells_its_version(zhengtu: Path, tmp_path: Path) -> None:
    told = subprocess.run([str(zhengtu), "--version"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert __version__ in told.stdout


def test_installed_wheel_serves_from_an_empty_folder(zhengtu: Path, tmp_path: Path) -> None:
    with serving(zhengtu, tmp_path) as address, urlopen(f"{address}/", timeout=120) as answer:
        page = answer.read().decode("utf-8")
    assert answer.headers.get_content_type() == "text/html"
    assert "运城" in page


def test_installed_wheel_needs_nothing_of_the_checkout(zhengtu: Path, tmp_path: Path) -> None:
    script = "from zhengtu.config import resource_dir as r; print(r('data'), r('ontology'), r('queries'), sep='\\n')"
    command = [str(zhengtu.with_name("python")), "-I", "-c", script]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert [Path(line).parent.name for line in told.stdout.splitlines()] == ["_resources"] * 3
