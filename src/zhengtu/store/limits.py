"""The bounds that every query runs within. Their values come from the settings; the worker and the pool hold them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may cost, and how many may run or wait.

    timeout_s: when a query is stopped, in seconds after a worker took it.
    max_rows, max_bytes: the largest answer; a larger one is refused, never cut.
    memory_bytes: how much address space a worker may take beyond what the loaded data needs.
    workers: how many queries run at the same time. long_queries: how many of them keep their worker past
    long_after_s seconds while others wait; younger ones beyond that number are stopped.
    queue_length: how many queries may wait for a worker; one more is refused at once.
    queue_wait_s: how long each of them waits.
    network: whether workers may reach other endpoints; only where SERVICE is allowed.
    """

    timeout_s: float = 30.0
    max_rows: int = 100_000
    max_bytes: int = 32 * 1024**2
    memory_bytes: int = 2 * 1024**3
    workers: int = 8
    long_queries: int = 3
    long_after_s: float = 0.1
    queue_length: int = 64
    queue_wait_s: float = 5.0
    network: bool = False
