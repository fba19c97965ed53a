"""What a worker process may no longer do: reach a network, take all memory, outlive its parent.

The means are those of Linux; elsewhere nothing is taken away.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000
_PR_SET_PDEATHSIG = 1
# Linux leaves 128 MiB for a stack wherever a program begins with less.
_STACK_BYTES = 96 * 1024**2


def leave_network() -> bool:
    """Move this process and its children into a network namespace without devices; False where that is not allowed."""
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    return any(library.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWNET | _CLONE_NEWUSER))


def end_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent ends, also in the middle of a query."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before we asked
            os._exit(0)


def limit_memory(extra_bytes: int) -> None:
    """Let the address space grow by so many bytes; past it the engine aborts, which costs one answer."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * os.sysconf("SC_PAGESIZE") + extra_bytes
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def limit_processor(seconds: int) -> None:
    """Have the kernel end this process when it has worked for so many seconds in all, should nobody else do it."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


def spent() -> tuple[float, int]:
    """The seconds of work of this process so far, and the most bytes that it has held in memory at once."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def deepen_stack() -> None:
    """Let the stack of this process and of its children grow to what the engine's recursion may take.

    The guard bounds how long a query is; a list of 5,000 members still takes more than the usual 8 MiB.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
    most = _STACK_BYTES if hard == resource.RLIM_INFINITY else min(_STACK_BYTES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_STACK, (most, hard))


def leave_no_core() -> None:
    """Write no memory image when the engine aborts."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
