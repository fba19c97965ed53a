"""What holds for the project as a whole: layers, sizes, names, and data that is what it says it is."""

from __future__ import annotations

import ast
import hashlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "zhengtu"
MODULES = sorted(PACKAGE.rglob("*.py"))
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60
VAGUE_NAMES = {"common", "core", "helper", "helpers", "manager", "misc", "service", "services", "util", "utils"}
# Stages that read text; of them only text/read.py opens files.
READING = ("model", "text", "structure", "extract")
OPENING = re.compile(r"\bopen\(|\.(read|write)_(text|bytes)\(")
# Written apart, so that this file does not match itself.
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "deb.debian" + ".org", "npmmirror" + ".com")
FOREIGN_PATHS = re.compile(r"(?<![\w.])/(work|root|home)/\w")


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def project_files() -> list[Path]:
    """Every file that is, or would be, under version control."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not run: the project is not a git checkout here")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_every_import_contract_is_kept() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_module_says_what_lives_in_it() -> None:
    assert [shown(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


def test_no_module_is_longer_than_the_ceiling() -> None:
    lengths = {shown(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: n for name, n in lengths.items() if n > MAX_FILE_LINES} == {}


def test_no_function_is_longer_than_the_ceiling() -> None:
    lengths = {
        f"{shown(path)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in MODULES
        for node in functions(path)
    }
    assert {name: n for name, n in lengths.items() if n > MAX_FUNCTION_LINES} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [shown(path) for path in PACKAGE.rglob("*") if path.stem in VAGUE_NAMES] == []


def test_no_module_keeps_mutable_state() -> None:
    rebound = [
        f"{shown(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Global)
    ]
    assert rebound == []


def test_only_text_read_opens_files_in_the_stages_that_read_text() -> None:
    opening = [
        shown(path)
        for path in MODULES
        if path.relative_to(PACKAGE).parts[0] in READING and OPENING.search(path.read_text("utf-8"))
    ]
    assert opening in ([], ["src/zhengtu/text/read.py"])


def test_only_cli_reads_the_environment() -> None:
    reading = [path for path in MODULES if re.search(r"\bos\.(environ|getenv)\b", path.read_text("utf-8"))]
    assert {path.relative_to(PACKAGE).parts[0] for path in reading} <= {"cli", "cli.py", "config.py"}


def test_no_file_names_a_package_registry_or_a_path_of_one_machine() -> None:
    texts = {shown(path): path.read_text("utf-8", errors="ignore") for path in project_files()}
    named = [name for name, text in texts.items() if any(host in text for host in REGISTRIES)]
    foreign = [name for name, text in texts.items() if FOREIGN_PATHS.search(text)]
    assert (named, foreign) == ([], [])


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "policies").glob("*/meta.toml")), ids=lambda p: p.parent.name)
def test_document_is_the_one_that_its_metadata_describes(path: Path) -> None:
    meta = tomllib.loads(path.read_text("utf-8"))
    digest = hashlib.sha256(path.with_name("source.txt").read_bytes()).hexdigest()
    assert (meta["slug"], meta["sha256"]) == (path.parent.name, digest)
