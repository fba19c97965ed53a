"""The release that is being served, and the change to a new one while requests run. What a release is lives in store.

A new release is read, verified and asked a few questions beside the old one. Only then do new requests go to it; the
old one ends with its last request. A release that fails stays refused until it is built again or `current` points
elsewhere.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from zhengtu.config import Settings
from zhengtu.errors import NoRelease, QueryError, StoreUnavailable, ZhengtuError
from zhengtu.store import formats
from zhengtu.store.backend import Backend, Open
from zhengtu.store.base import Asker, Request, Store
from zhengtu.store.hold import Hold
from zhengtu.store.release import Release
from zhengtu.store.threaded import ThreadedAsker
from zhengtu.web.site import Site

_log = logging.getLogger("zhengtu.web")
_DRAIN_STEP_S = 0.05
_PROBE_TIMEOUT_S = 30.0
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"


@dataclass(slots=True)
class _Served:
    site: Site
    backend: Backend
    hold: Hold
    name: str
    requests: int = 0

    async def close(self) -> None:
        await self.backend.close()
        self.hold.release()


@dataclass(slots=True)
class LiveSite:
    """Holds the site that requests are answered from."""

    settings: Settings
    open_backend: Open
    refused: dict[str, str] = field(default_factory=dict)
    _refused_state: tuple[str, int] | None = None
    _served: _Served | None = None
    _draining: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def site(self) -> Site:
        """The site of the release that new requests go to."""
        if self._served is None:
            raise NoRelease("The service has not opened a release yet.")
        return self._served.site

    @property
    def release_name(self) -> str:
        """The name of that release."""
        if self._served is None:
            raise NoRelease("The service has not opened a release yet.")
        return self._served.name

    @property
    def backend(self) -> Backend:
        """What answers for that release."""
        if self._served is None:
            raise NoRelease("The service has not opened a release yet.")
        return self._served.backend

    @contextlib.contextmanager
    def lease(self) -> Iterator[Site]:
        """Give the site for the whole of one request; it is not closed before the request ends."""
        served = self._served
        if served is None:
            raise NoRelease("The service has not opened a release yet.")
        served.requests += 1
        try:
            yield served.site
        finally:
            served.requests -= 1

    @classmethod
    def fixed(cls, settings: Settings, release: Release, store: Store) -> LiveSite:
        """Serve one release from one store, which close() closes."""
        asker = ThreadedAsker(store)

        async def close() -> None:
            store.close()

        async def refuse(_release: Release) -> Backend:
            raise StoreUnavailable("This service answers from one store.")

        site = Site.open(settings, release, store, asker)
        return cls(
            settings, refuse, _served=_Served(site, Backend(store, asker, close), Hold(release.path), release.path.name)
        )

    async def serve(self, release: Release) -> None:
        """Open a release, try it, and send new requests to it. Raises ZhengtuError and serves on as before."""
        hold = Hold(release.path)  # texts and dumps are read when they are asked for
        try:
            backend = await self.open_backend(release)
            try:
                await _probe(backend.asker, release)
                site = await asyncio.to_thread(Site.open, self.settings, release, backend.store, backend.asker)
            except BaseException:
                await backend.close()
                raise
        except BaseException:
            hold.release()
            raise
        old, self._served = self._served, _Served(site, backend, hold, release.path.name)
        if old is not None:
            task = asyncio.create_task(_drain(old))
            self._draining.add(task)
            task.add_done_callback(self._draining.discard)

    async def follow(self, release_dir: Path) -> None:
        """Look again and again where `current` points, and serve what is new and whole."""
        while True:
            await asyncio.sleep(self.settings.watch_s)
            await self.look(release_dir)

    async def look(self, release_dir: Path) -> None:
        """Serve what `current` points to, unless it is served or refused already."""
        path = (release_dir / "current").resolve()
        name, state = path.name, _made(path)
        if name == self.site.release.path.name:
            self.refused.clear()
            return
        if self._refused_state == (name, state):
            return
        try:
            release = await asyncio.to_thread(Release.whole, release_dir)
            await self.serve(release)
        except (ZhengtuError, OSError) as error:
            self.refused = {name: str(error)}
            self._refused_state = name, state
            _log.error("release %s refused, %s stays: %s", name, self.site.release.path.name, error)
        else:
            self.refused.clear()
            _log.info("release %s is served", name)

    async def close(self) -> None:
        """End what answers."""
        for task in self._draining:
            task.cancel()
        if self._served is not None:
            await self._served.close()


def _made(path: Path) -> int:
    """When a release was put there; 0 where it is gone."""
    with contextlib.suppress(OSError):
        return path.stat().st_mtime_ns
    return 0


async def _probe(asker: Asker, release: Release) -> None:
    answer = await asker.ask(Request("query", _PROBE_TIMEOUT_S, _COUNT, accept=formats.JSON.media_type), own=True)
    assert not isinstance(answer, bool)
    found = int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"])
    expected = release.manifest.get("counts", {}).get("triples", found)
    if found != expected:
        raise StoreUnavailable(f"{release.path.name} holds {found} triples where its manifest says {expected}")


async def _drain(served: _Served) -> None:
    try:
        while served.requests:
            await asyncio.sleep(_DRAIN_STEP_S)
    finally:
        await served.close()


@contextlib.asynccontextmanager
async def following(live: LiveSite, release_dir: Path) -> AsyncIterator[None]:
    """Follow `current` as long as the with block runs."""
    task = asyncio.create_task(live.follow(release_dir))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, QueryError):
            await task
