"""A store that waits, asked from an event loop through threads. A query that has begun there runs to its end."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from zhengtu.store.base import Answer, Request, Store


@dataclass(frozen=True, slots=True)
class ThreadedAsker:
    """For stores without workers of ours: another endpoint, or an engine in this process."""

    store: Store

    async def ask(self, request: Request, *, own: bool = False) -> Answer | bool:  # noqa: ARG002 – all are alike here
        return await asyncio.to_thread(self._ask, request)

    def _ask(self, request: Request) -> Answer | bool:
        if request.do == "contains":
            return self.store.contains(request.iri)
        if request.do == "describe":
            return self.store.describe(request.iri, request.accept)
        return self.store.query(
            request.text,
            request.accept,
            default_graphs=request.default_graphs,
            named_graphs=request.named_graphs,
            timeout_s=request.timeout_s,
        )
