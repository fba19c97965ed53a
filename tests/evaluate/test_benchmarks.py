"""The benchmark of memory runs; what it measures is in benchmarks/README.md."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "memory.py"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads memory from /proc, which Linux has")
def test_memory_is_measured() -> None:
    result = subprocess.run([sys.executable, str(SCRIPT), "3"], capture_output=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert " MB at the start; " in result.stdout
