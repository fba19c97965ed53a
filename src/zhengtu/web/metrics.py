"""Counts and times for Prometheus at /metrics. Nothing here names a query or a client."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import accumulate

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from zhengtu.store.pool import PoolCounts
from zhengtu.web.answer_cache import AnswerCache

_PLACES = ("sparql", "id", "doc", "graph", "def", "code", "questions", "dumps", "api", "health", "static")
_BOUNDS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
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
    """The registry of one service. Counts of requests are plain numbers: the library's take a lock each."""

    def __init__(self, cache: AnswerCache, counts: Callable[[], PoolCounts | None]) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(_Live(cache, counts))
        self._requests = _Requests()
        self.registry.register(self._requests)

    def observe(self, path: str, status: int, seconds: float) -> None:
        """Count a request."""
        first = path.lstrip("/").split("/", 1)[0].split(".")[0]
        self._requests.count(first if first in _PLACES else "page", status, seconds)

    def text(self) -> bytes:
        """All metrics, as Prometheus reads them."""
        return generate_latest(self.registry)


class _Requests(Collector):
    """How many requests were answered how, and in which time. All counting is done on one event loop."""

    def __init__(self) -> None:
        self._answered: Counter[tuple[str, int]] = Counter()
        self._times: dict[str, list[int]] = {}
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def count(self, place: str, status: int, seconds: float) -> None:
        self._answered[place, status] += 1
        if place not in self._times:
            self._times[place] = [0] * (len(_BOUNDS_S) + 1)
        self._times[place][bisect_left(_BOUNDS_S, seconds)] += 1
        self._seconds[place] += seconds

    def collect(self) -> Iterator[Metric]:
        times = HistogramMetricFamily("zhengtu_request_seconds", "Time to answer a request", labels=["place"])
        for place, found in self._times.items():
            bounds = [*map(str, _BOUNDS_S), "+Inf"]
            times.add_metric([place], list(zip(bounds, accumulate(found), strict=True)), self._seconds[place])
        yield times
        answered = CounterMetricFamily("zhengtu_requests", "Requests answered", labels=["place", "status"])
        for (place, status), number in self._answered.items():
            answered.add_metric([place, str(status)], number)
        yield answered


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
