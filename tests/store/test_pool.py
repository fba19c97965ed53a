"""Queries in processes that can be stopped. Times below are waits for something to happen, never what is asserted."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from zhengtu.errors import AnswerTooLarge, QueryTimeout, ReachedLimit, StoreBusy, StoreUnavailable
from zhengtu.store import formats
from zhengtu.store.base import Answer, Request
from zhengtu.store.limits import Limits
from zhengtu.store.pool import WorkerPool
from zhengtu.store.pooled import PooledStore

RUNAWAY = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(20)) + " }"
ENDLESS = "SELECT * { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(20)) + " }"
GREEDY = "SELECT * { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(14)) + " } ORDER BY ?o1"
QUICK = "ASK { ?s ?p ?o }"
JSON = formats.JSON.media_type


@pytest.fixture
def store(dump: Path) -> Iterator[PooledStore]:
    store = PooledStore.open(dump, Limits(workers=2, long_queries=1))
    yield store
    store.close()


def in_pool(dump: Path, limits: Limits, work: Callable[[WorkerPool], Awaitable[None]]) -> None:
    """Run a coroutine over a pool of its own."""

    async def run() -> None:
        pool = await WorkerPool.start(dump, limits)
        try:
            await work(pool)
        finally:
            await pool.close()

    asyncio.run(run())


def request(text: str, timeout_s: float = 20) -> Request:
    return Request("query", timeout_s, text, accept=JSON)


def says_true(answer: Answer | bool) -> bool:
    assert isinstance(answer, Answer)
    return b"true" in answer.body


def test_a_runaway_query_is_stopped_and_the_pool_answers_on(store: PooledStore) -> None:
    for _ in range(4):  # more often than there are workers
        with pytest.raises(QueryTimeout, match=r"stopped after 0\.2 s") as stopped:
            store.query(RUNAWAY, JSON, timeout_s=0.2)
        assert stopped.value.limit == ReachedLimit("query_timeout_s", 0.2, "s")
    assert b"true" in store.query(QUICK, JSON).body
    assert store.pool.counts.events["stopped"] == 4


def test_an_endless_answer_is_refused_at_the_limit_of_bytes(dump: Path) -> None:
    with contextlib.closing(PooledStore.open(dump, Limits(workers=1, max_bytes=1024**2, max_rows=10**9))) as store:
        with pytest.raises(AnswerTooLarge, match="more than 1 MiB"):
            store.query(ENDLESS, JSON)
        assert b"true" in store.query(QUICK, JSON).body


@pytest.mark.parametrize("wanted", formats.RESULTS, ids=lambda wanted: wanted.name)
def test_rows_are_counted_in_every_format(dump: Path, wanted: formats.Format) -> None:
    with contextlib.closing(PooledStore.open(dump, Limits(workers=1, max_rows=16))) as store:
        two = "SELECT * { ?s1 ?p1 ?o1 . ?s2 ?p2 ?o2 }"  # 4 × 4 rows
        assert store.query(two, wanted.media_type).body
        with pytest.raises(AnswerTooLarge, match="more than 16 rows") as refused:
            store.query("SELECT * { { ?s1 ?p1 ?o1 . ?s2 ?p2 ?o2 } UNION { BIND(1 AS ?x) } }", wanted.media_type)
        assert refused.value.limit == ReachedLimit("max_rows", 16, "rows")


def test_triples_of_a_graph_are_counted(dump: Path) -> None:
    limited = contextlib.closing(PooledStore.open(dump, Limits(workers=1, max_rows=3)))
    with limited as store, pytest.raises(AnswerTooLarge, match="more than 3 triples"):
        store.query("CONSTRUCT WHERE { ?s ?p ?o }", formats.TURTLE.media_type)


def test_a_query_that_wants_too_much_memory_costs_itself_only(dump: Path) -> None:
    with contextlib.closing(
        PooledStore.open(dump, Limits(workers=1, memory_bytes=128 * 1024**2, timeout_s=60))
    ) as store:
        with pytest.raises((StoreUnavailable, AnswerTooLarge), match="memory"):
            store.query(GREEDY, JSON)
        assert b"true" in store.query(QUICK, JSON).body


@pytest.mark.long
def test_an_answer_is_whole_or_refused_whatever_memory_a_worker_has(dump: Path) -> None:
    twelve = " ".join(f"VALUES ?v{i} {{ {' '.join(map(str, range(12)))} }}" for i in range(4))
    query = f"SELECT (CONCAT({', '.join(f'STR(?v{i})' for i in range(4))}) AS ?x) {{ {twelve} }} ORDER BY ?x"
    expected = sorted("".join(map(str, row)) for row in itertools.product(range(12), repeat=4))
    outcomes = []
    for mebibytes in (512, 128, 64, 32, 16, 8, 4, 2, 1):
        limits = Limits(workers=1, memory_bytes=mebibytes * 1024**2, timeout_s=60)
        with contextlib.closing(PooledStore.open(dump, limits)) as store:
            try:
                body = store.query(query, formats.CSV.media_type).body
                outcomes.append(body.decode().split()[1:] == expected)
            except (StoreUnavailable, AnswerTooLarge):
                outcomes.append(None)
    assert outcomes[0] is True
    assert outcomes[-1] is None
    assert False not in outcomes


def test_a_worker_that_has_grown_takes_no_other_query(dump: Path) -> None:
    with contextlib.closing(PooledStore.open(dump, Limits(workers=1))) as store:
        before = {worker.process for worker in store.pool._workers}
        doubled = 'BIND("0123456789abcdef" AS ?s0) ' + " ".join(
            f"BIND(CONCAT(?s{n}, ?s{n}) AS ?s{n + 1})" for n in range(23)
        )
        assert b"134217728" in store.query(f"SELECT (STRLEN(?s23) AS ?x) {{ {doubled} }}", JSON).body
        assert b"true" in store.query(QUICK, JSON).body
        assert before.isdisjoint(worker.process for worker in store.pool._workers)


def test_a_long_query_makes_room_when_others_wait(dump: Path) -> None:
    async def crowd(pool: WorkerPool) -> None:
        runaways = [asyncio.create_task(pool.ask(request(RUNAWAY))) for _ in range(4)]
        await asyncio.sleep(0.3)
        assert says_true(await pool.ask(request(QUICK)))
        ended = [task for task in runaways if task.done()]
        assert ended
        assert all(isinstance(task.exception(), StoreBusy) for task in ended)
        assert len(ended) <= 3  # long_queries is 1: the oldest goes on
        for task in runaways:
            task.cancel()
        await asyncio.gather(*runaways, return_exceptions=True)

    in_pool(dump, Limits(workers=4, long_queries=1), crowd)


def test_a_query_that_only_waits_for_a_processor_is_not_long(dump: Path) -> None:
    async def crowd(pool: WorkerPool) -> None:
        (worker,) = pool._workers
        os.kill(worker.process, signal.SIGSTOP)
        asked = [asyncio.create_task(pool.ask(request(QUICK))) for _ in range(3)]
        await asyncio.sleep(0.6)  # longer than long_after_s
        os.kill(worker.process, signal.SIGCONT)
        assert all(map(says_true, await asyncio.gather(*asked)))
        assert {worker.process for worker in pool._workers} == {worker.process}

    in_pool(dump, Limits(workers=1, long_queries=0, long_after_s=0.2), crowd)


def test_a_full_queue_refuses_at_once(dump: Path) -> None:
    async def crowd(pool: WorkerPool) -> None:
        runaway = asyncio.create_task(pool.ask(request(RUNAWAY)))
        await asyncio.sleep(0.05)
        waiting = asyncio.create_task(pool.ask(request(QUICK)))
        await asyncio.sleep(0.05)
        with pytest.raises(StoreBusy, match="1 queries wait already"):
            await pool.ask(request(QUICK))
        runaway.cancel()
        assert says_true(await waiting)

    in_pool(dump, Limits(workers=1, long_queries=1, queue_length=1), crowd)


def test_who_waits_too_long_is_told(dump: Path) -> None:
    async def crowd(pool: WorkerPool) -> None:
        runaway = asyncio.create_task(pool.ask(request(RUNAWAY)))
        await asyncio.sleep(0.05)
        with pytest.raises(StoreBusy, match="All workers are busy"):
            await pool.ask(request(QUICK))
        assert pool.counts.waiting == 0
        runaway.cancel()

    in_pool(dump, Limits(workers=1, long_queries=1, queue_wait_s=0.2), crowd)


def test_a_cancelled_query_frees_its_worker(dump: Path) -> None:
    async def leave(pool: WorkerPool) -> None:
        runaway = asyncio.create_task(pool.ask(request(RUNAWAY)))
        await asyncio.sleep(0.1)
        runaway.cancel()
        assert says_true(await pool.ask(request(QUICK)))
        assert pool.counts.events["abandoned"] == 1
        assert pool.counts.running == 0

    in_pool(dump, Limits(workers=1), leave)


def test_pages_wait_in_front_of_strangers(dump: Path) -> None:
    async def line_up(pool: WorkerPool) -> None:
        order: list[str] = []

        async def ask(name: str, own: bool) -> None:
            await pool.ask(request(QUICK), own=own)
            order.append(name)

        runaway = asyncio.create_task(pool.ask(request(RUNAWAY)))
        await asyncio.sleep(0.05)
        waiting = [asyncio.create_task(ask("stranger", own=False)), asyncio.create_task(ask("page", own=True))]
        await asyncio.sleep(0.05)
        runaway.cancel()
        await asyncio.gather(*waiting)
        assert order == ["page", "stranger"]

    in_pool(dump, Limits(workers=1, long_queries=1), line_up)


def test_clients_take_turns(dump: Path) -> None:
    async def line_up(pool: WorkerPool) -> None:
        order: list[str] = []

        async def ask(client: str) -> None:
            await pool.ask(replace(request(QUICK), client=client))
            order.append(client)

        runaway = asyncio.create_task(pool.ask(request(RUNAWAY)))
        await asyncio.sleep(0.05)
        waiting = [asyncio.create_task(ask(client)) for client in ("many", "many", "many", "one", "two")]
        await asyncio.sleep(0.05)
        runaway.cancel()
        await asyncio.gather(*waiting)
        assert order == ["many", "one", "two", "many", "many"]

    in_pool(dump, Limits(workers=1, long_queries=1), line_up)


def test_a_full_queue_has_room_for_a_client_that_waits_for_less(dump: Path) -> None:
    async def crowd(pool: WorkerPool) -> None:
        runaway = asyncio.create_task(pool.ask(request(RUNAWAY)))
        await asyncio.sleep(0.05)
        many = [asyncio.create_task(pool.ask(replace(request(QUICK), client="many"))) for _ in range(3)]
        await asyncio.sleep(0.05)
        one = asyncio.create_task(pool.ask(replace(request(QUICK), client="one")))
        await asyncio.sleep(0.05)
        assert [task.done() for task in many] == [False, False, True]
        assert isinstance(many[2].exception(), StoreBusy)
        runaway.cancel()
        assert all(map(says_true, await asyncio.gather(*many[:2], one)))
        assert pool.counts.events["refused"] == 1

    in_pool(dump, Limits(workers=1, long_queries=1, queue_length=3), crowd)


def test_every_query_gets_its_own_answer_whoever_leaves(dump: Path) -> None:
    async def crowd(pool: WorkerPool) -> None:
        numbers = range(40)
        asked = [asyncio.create_task(pool.ask(request(f"SELECT ({n} AS ?n) {{}}"))) for n in numbers]
        await asyncio.sleep(0)
        for task in asked[1::3]:
            task.cancel()
        answers = await asyncio.gather(*asked, return_exceptions=True)
        for n, answer in zip(numbers, answers, strict=True):
            if n % 3 != 1:
                assert isinstance(answer, Answer)
                assert f'"value":"{n}"' in answer.body.decode()

    in_pool(dump, Limits(workers=2, long_queries=1), crowd)


def test_a_query_sent_behind_a_long_one_is_answered_by_another_worker(dump: Path) -> None:
    async def crowd(pool: WorkerPool) -> None:
        pool._processors = 1
        runaway = asyncio.create_task(pool.ask(request(RUNAWAY)))
        await asyncio.sleep(0)
        behind = [asyncio.create_task(pool.ask(request(QUICK))) for _ in range(3)]
        await asyncio.sleep(0)
        assert [worker.ahead for worker in pool._workers if worker.ahead] == [4]
        assert all(map(says_true, await asyncio.gather(*behind)))
        assert not runaway.done()
        runaway.cancel()

    in_pool(dump, Limits(workers=2, long_queries=1), crowd)


def test_queries_behind_one_that_loses_its_worker_are_answered(dump: Path) -> None:
    async def crowd(pool: WorkerPool) -> None:
        pool._processors = 1
        runaway = asyncio.create_task(pool.ask(request(RUNAWAY)))
        await asyncio.sleep(0)
        behind = [asyncio.create_task(pool.ask(request(QUICK))) for _ in range(3)]
        await asyncio.sleep(0)
        os.kill(next(worker.process for worker in pool._workers if worker.ahead), signal.SIGKILL)
        assert all(map(says_true, await asyncio.gather(*behind)))
        with pytest.raises(StoreUnavailable, match="died"):
            await runaway

    in_pool(dump, Limits(workers=2, long_queries=1), crowd)


def test_workers_that_died_while_idle_are_replaced(store: PooledStore) -> None:
    for worker in list(store.pool._workers):
        os.kill(worker.process, signal.SIGKILL)
    time.sleep(0.1)
    assert b"true" in store.query(QUICK, JSON).body


def test_a_worker_that_dies_costs_one_query(store: PooledStore) -> None:
    processes = [worker.process for worker in store.pool._workers]

    def kill_all() -> None:
        for process in processes:
            os.kill(process, signal.SIGKILL)

    killer = threading.Timer(0.4, kill_all)
    killer.start()
    with pytest.raises(StoreUnavailable, match="died"):
        store.query(RUNAWAY, JSON, timeout_s=10)
    killer.join()
    assert eventually(lambda: not any(map(_runs, processes)))
    assert b"true" in store.query(QUICK, JSON).body


def test_the_pool_outlives_its_loader(store: PooledStore) -> None:
    loader = store.pool._loader._process
    assert loader is not None
    loader.kill()  # and with it the workers
    loader.wait()
    answered = False
    for _ in range(50):
        try:
            answered = b"true" in store.query(QUICK, JSON).body
            break
        except StoreUnavailable:
            time.sleep(0.1)
    assert answered


def test_close_ends_the_processes(dump: Path) -> None:
    store = PooledStore.open(dump, Limits(workers=2))
    processes = [worker.process for worker in store.pool._workers]
    store.close()
    store.close()
    assert eventually(lambda: not any(map(_runs, processes)))
    with pytest.raises(StoreUnavailable, match="closed"):
        store.query(QUICK, JSON)


def test_a_missing_dump_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"nowhere\.nq cannot be loaded"):
        PooledStore.open(tmp_path / "nowhere.nq")


def test_workers_end_with_their_parent_even_inside_a_query(dump: Path) -> None:
    script = (
        "import sys, pathlib\n"
        "from zhengtu.store.limits import Limits\n"
        "from zhengtu.store.pooled import PooledStore\n"
        "store = PooledStore.open(pathlib.Path(sys.argv[1]), Limits(workers=1))\n"
        "print(next(iter(store.pool._workers)).process, flush=True)\n"
        "store.query(sys.argv[2], 'text/csv')\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, str(dump), RUNAWAY], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    time.sleep(0.3)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert eventually(lambda: not _runs(worker))


def eventually(holds: Callable[[], bool], seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] == "Z")
