"""A store that waits, behind an event loop: a bounded number is asked, and a bounded number waits."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from zhengtu.errors import StoreBusy
from zhengtu.store import formats
from zhengtu.store.base import Answer, Request
from zhengtu.store.limits import Limits
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.threaded import ThreadedAsker

ASK = Request("query", 5, "ASK { ?s ?p ?o }", accept=formats.JSON.media_type)


class Held(OxigraphStore):
    """Answers when it is let go."""

    def __init__(self, dump: Path) -> None:
        super().__init__(dump)
        self.free = threading.Event()

    def query(self, text: str, accept: str, **_dataset: object) -> Answer:
        self.free.wait(10)
        return super().query(text, accept)


@pytest.mark.parametrize(("queue_length", "why"), [(0, "wait already"), (5, "queries run")])
def test_who_finds_no_free_thread_is_told_so(dump: Path, queue_length: int, why: str) -> None:
    store = Held(dump)
    limits = Limits(workers=1, queue_length=queue_length, queue_wait_s=0.05)

    async def scenario() -> None:
        asker = ThreadedAsker(store, limits)
        first = asyncio.create_task(asker.ask(ASK))
        await asyncio.sleep(0)
        with pytest.raises(StoreBusy, match=why):
            await asker.ask(ASK)
        store.free.set()
        assert isinstance(await first, Answer)
        assert isinstance(await asker.ask(ASK), Answer)

    asyncio.run(scenario())
