"""Those who wait for a worker. Clients take turns, so that one with many queries delays only its own."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

from zhengtu.errors import ReachedLimit, StoreBusy
from zhengtu.store.processes import Worker


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One place in a line: whose it is, until when it is kept, and the worker that comes."""

    client: str
    until: float
    worker: asyncio.Future[Worker]


class Line:
    """At most so many places. Each client's are in the order of their coming."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._places: dict[str, deque[Place]] = {}

    def enter(self, client: str, until: float) -> Place:
        """Take a place; where none is free, the newest of a client that has more than it would leave this one.

        Raises StoreBusy.
        """
        if len(self.places) >= self._length:
            most = max(self._places.values(), key=len, default=deque[Place]())
            if len(most) <= len(self._places.get(client, ())) + 1:
                raise self._full()
            self._refuse(most[-1], self._full())
        place = Place(client, until, asyncio.get_running_loop().create_future())
        self._places.setdefault(client, deque()).append(place)
        return place

    def leave(self, place: Place) -> None:
        """Give a place up; one that is no longer there is none."""
        if place in self._places.get(place.client, ()):
            self._places[place.client].remove(place)
            if not self._places[place.client]:
                del self._places[place.client]

    def next(self) -> Place | None:
        """The place whose turn it is, which is taken out; its client is the last to have another turn."""
        while self._places:
            client = next(iter(self._places))
            places = self._places.pop(client)
            place = places.popleft()
            if places:
                self._places[client] = places
            if not place.worker.done():
                return place
        return None

    def turn_away(self, now: float, told: str, limit: ReachedLimit) -> None:
        """Tell those who have waited too long."""
        for place in self.places:
            if place.until <= now:
                self._refuse(place, StoreBusy(told, limit))

    @property
    def places(self) -> list[Place]:
        """All places."""
        return [place for places in self._places.values() for place in places]

    def _refuse(self, place: Place, reason: StoreBusy) -> None:
        self.leave(place)
        if not place.worker.done():
            place.worker.set_exception(reason)

    def _full(self) -> StoreBusy:
        limit = ReachedLimit("queue_length", self._length, "queries")
        return StoreBusy(f"{limit.value} queries wait already. Try again in a moment.", limit)
