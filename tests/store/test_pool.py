from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhengtu.errors import QueryTimeout, StoreUnavailable
from zhengtu.store import formats
from zhengtu.store.pool import PooledStore

RUNAWAY = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(20)) + " }"
QUICK = "ASK { ?s ?p ?o }"


@pytest.fixture
def pool(dump: Path) -> Iterator[PooledStore]:
    pool = PooledStore(dump, workers=2, timeout_s=30)
    yield pool
    pool.close()


def ask(pool: PooledStore, timeout_s: float | None = None) -> bytes:
    return pool.query(QUICK, formats.JSON.media_type, timeout_s=timeout_s).body


def run_away(pool: PooledStore, timeout_s: float) -> None:
    with pytest.raises(QueryTimeout):
        pool.query(RUNAWAY, formats.JSON.media_type, timeout_s=timeout_s)


def test_a_runaway_query_is_stopped_at_its_deadline(pool: PooledStore) -> None:
    start = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"stopped after 0\.5 s"):
        pool.query(RUNAWAY, formats.JSON.media_type, timeout_s=0.5)
    assert time.monotonic() - start < 2


def test_the_pool_answers_after_every_worker_was_killed(pool: PooledStore) -> None:
    for _ in range(3):
        with pytest.raises(QueryTimeout):
            pool.query(RUNAWAY, formats.JSON.media_type, timeout_s=0.3)
    assert b"true" in ask(pool)


def test_others_are_answered_beside_a_runaway_query(pool: PooledStore) -> None:
    ask(pool)
    runaway = threading.Thread(target=run_away, args=(pool, 2))
    runaway.start()
    time.sleep(0.2)
    assert b"true" in ask(pool, timeout_s=1.5)
    runaway.join()


def test_a_full_pool_says_busy(dump: Path) -> None:
    pool = PooledStore(dump, workers=1)
    runaway = threading.Thread(target=run_away, args=(pool, 1))
    runaway.start()
    time.sleep(0.2)
    with pytest.raises(StoreUnavailable, match="busy"):
        ask(pool, timeout_s=0.2)
    runaway.join()
    pool.close()


def test_a_worker_that_died_while_idle_is_replaced(pool: PooledStore) -> None:
    for worker in list(pool._workers):
        os.kill(worker._process.pid, signal.SIGKILL)
        worker._process.wait()
    assert b"true" in ask(pool)


def test_a_worker_that_dies_costs_one_query(pool: PooledStore) -> None:
    def kill_all() -> None:
        time.sleep(0.4)
        for worker in list(pool._workers):
            os.kill(worker._process.pid, signal.SIGKILL)

    ask(pool)
    killer = threading.Thread(target=kill_all)
    killer.start()
    with pytest.raises(StoreUnavailable, match="died"):
        pool.query(RUNAWAY, formats.JSON.media_type, timeout_s=10)
    killer.join()
    assert b"true" in ask(pool)


def test_close_ends_the_processes(dump: Path) -> None:
    pool = PooledStore(dump)
    processes = [worker._process for worker in pool._workers]
    pool.close()
    pool.close()
    assert all(process.returncode is not None for process in processes)
    with pytest.raises(StoreUnavailable, match="closed"):
        ask(pool)


def test_a_missing_dump_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"nowhere\.nq cannot be loaded"):
        PooledStore(tmp_path / "nowhere.nq")


def test_workers_end_with_their_parent_even_inside_a_query(dump: Path) -> None:
    script = (
        "import sys, threading, time, pathlib\n"
        "from zhengtu.store.pool import PooledStore\n"
        "pool = PooledStore(pathlib.Path(sys.argv[1]), workers=1)\n"
        "print(next(iter(pool._workers))._process.pid, flush=True)\n"
        "pool.query(sys.argv[2], 'text/csv')\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, str(dump), RUNAWAY], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    time.sleep(0.3)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 5
    while _runs(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(worker)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] == "Z")
