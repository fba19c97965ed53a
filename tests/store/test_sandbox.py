"""What a worker cannot do, tried from inside a real process."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

REACH = """
import socket, sys
from zhengtu.store import sandbox
if not sandbox.leave_network():
    sys.exit(3)
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=2)
except OSError:
    sys.exit(0)
sys.exit(1)
"""
HOG = """
from zhengtu.store import sandbox
sandbox.leave_no_core()
sandbox.limit_memory(64 * 1024**2)
try:
    bytearray(512 * 1024**2)
except MemoryError:
    raise SystemExit(0)
raise SystemExit(1)
"""
SPIN = """
from zhengtu.store import sandbox
sandbox.leave_no_core()
sandbox._CPU_GRACE_S = 0
sandbox.limit_processor(1)
while True:
    pass
"""


def run(script: str, *arguments: str) -> int:
    return subprocess.run([sys.executable, "-c", script, *arguments], timeout=60, check=False).returncode


def test_a_process_that_left_the_network_does_not_reach_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        status = run(REACH, str(server.getsockname()[1]))
    if status == 3:
        pytest.skip("the kernel does not let this user leave the network")
    assert status == 0


def test_memory_beyond_the_limit_is_refused() -> None:
    assert run(HOG) == 0


def test_the_kernel_ends_a_process_that_nobody_stops() -> None:
    assert run(SPIN) < 0
