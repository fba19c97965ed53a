"""Counts and times for Prometheus at /metrics. Nothing here names a query or a client."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from zhengtu.store.pool import PoolCounts
from zhengtu.web.answer_cache import AnswerCache

_PLACES = ("sparql", "id", "doc", "graph", "def", "code", "questions", "dumps", "api", "health", "static")
_EVENTS = {
    "answered": "Queries answered",
    "stopped": "Queries stopped at their deadline",
    "abandoned": "Queries stopped because the client had left",
    "crowded_out": "Long queries stopped to make room",
    "refused": "Queries refused because the queue was full or the wait too long",
    "died": "Queries lost with their worker",
    "forked": "Workers started",
}


class Metrics:
    """The registry of one service."""

    def __init__(self, cache: AnswerCache, counts: Callable[[], PoolCounts | None]) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(_Live(cache, counts))
        self._seconds = Histogram(
            "zhengtu_request_seconds", "Time to answer a request", ["place"], registry=self.registry
        )
        self._requests = Counter("zhengtu_requests", "Requests answered", ["place", "status"], registry=self.registry)
        # Finding the count with given labels costs more than counting.
        self._known: dict[tuple[str, int], tuple[Counter, Histogram]] = {}

    def observe(self, path: str, status: int, seconds: float) -> None:
        """Count a request."""
        first = path.lstrip("/").split("/", 1)[0].split(".")[0]
        place = first if first in _PLACES else "page"
        known = self._known.get((place, status))
        if known is None:
            known = self._known[place, status] = self._requests.labels(place, str(status)), self._seconds.labels(place)
        requests, times = known
        requests.inc()
        times.observe(seconds)

    def text(self) -> bytes:
        """All metrics, as Prometheus reads them."""
        return generate_latest(self.registry)


class _Live(Collector):
    """Reads the cache and the pool of the release that is served when it is asked."""

    def __init__(self, cache: AnswerCache, counts: Callable[[], PoolCounts | None]) -> None:
        self._cache = cache
        self._counts = counts

    def collect(self) -> Iterator[Metric]:
        yield CounterMetricFamily("zhengtu_cache_hits", "Answers given from the cache", value=self._cache.hits)
        yield CounterMetricFamily("zhengtu_cache_misses", "Answers not in the cache", value=self._cache.misses)
        yield GaugeMetricFamily("zhengtu_cache_bytes", "Size of the kept answers", value=self._cache.bytes)
        counts = self._counts()
        if counts is None:
            return
        yield GaugeMetricFamily("zhengtu_queries_running", "Queries that a worker is at", value=counts.running)
        yield GaugeMetricFamily("zhengtu_queries_waiting", "Queries that wait for a worker", value=counts.waiting)
        for name, meaning in _EVENTS.items():
            yield CounterMetricFamily(f"zhengtu_queries_{name}", meaning, value=counts.events[name])
