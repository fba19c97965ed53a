"""Loads a release into another engine by the Graph Store Protocol, a graph at a time. Asking lives in remote.

Source: https://www.w3.org/TR/sparql11-http-rdf-update/

What was put there is written down in a graph of its own, before the first graph is sent: so the next push knows what to
remove, also after one that broke off, and leaves alone what others put there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit
from urllib.request import Request

from zhengtu.errors import InputError, NoRelease, QueryError, StoreUnavailable
from zhengtu.graph.statistics import by_graph
from zhengtu.iri import Minter
from zhengtu.store import formats
from zhengtu.store.endpoint import Endpoint
from zhengtu.store.release import Release
from zhengtu.store.remote import RemoteStore, count_by_graph
from zhengtu.vocab import expand

# Where engines that take queries at …/query or …/sparql take graphs.
_GRAPH_STORES = {"query": "store", "sparql": "sparql-graph-crud-auth"}
_RECORD = "pushed"
_PART = expand("dct:hasPart")
_LIMIT_S = 300.0
_MOST_BYTES = 1 << 20

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a push does: put the graphs with so many triples each, remove those of an earlier push that are no more."""

    put: dict[str, list[str]]
    remove: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """An engine that takes queries at one address and graphs at another."""

    queries: Endpoint
    graphs: Endpoint

    @classmethod
    def of(cls, endpoint: Endpoint, graph_store: str | None = None) -> Target:
        """Find the address for graphs beside that for queries. Raises InputError where it cannot be told."""
        if graph_store is None:
            parts = urlsplit(endpoint.address)
            folder, _slash, last = parts.path.rpartition("/")
            if last not in _GRAPH_STORES:
                raise InputError(f"{endpoint.address}: where does it take graphs? Give that address with --graph-store")
            graph_store = urlunsplit(parts._replace(path=f"{folder}/{_GRAPH_STORES[last]}", query=""))
        return cls(endpoint, endpoint.at(graph_store))

    def plan(self, release: Release) -> Plan:
        """Compare a release with what an earlier push put here. Raises NoRelease when it is damaged, and QueryError."""
        if damage := release.damage():
            raise NoRelease(f"{release.path.name} is damaged: {'; '.join(damage[:5])}. Build again.")
        graphs = by_graph(release.lines())
        gone = sorted(set(self._earlier(_record_of(release))) - set(graphs))
        return Plan(graphs, tuple(count_by_graph(RemoteStore(self.queries, gone))))

    def push(self, release: Release, plan: Plan, progress: Progress = lambda _what, _done, _total: None) -> None:
        """Carry out a plan and count what is there afterwards. Raises QueryError; pushing again mends what is there."""
        record = _record_of(release)
        steps = len(plan.put) + len(plan.remove)
        self._put(record, _record(record, [*plan.put, *plan.remove]))
        for done, (graph, lines) in enumerate(plan.put.items()):
            progress(graph, done, steps)
            self._put(graph, _triples(lines))
        for done, graph in enumerate(plan.remove, start=len(plan.put)):
            progress(graph, done, steps)
            self._send("DELETE", graph)
        self._put(record, _record(record, plan.put))
        self._verify(plan)

    def _earlier(self, record: str) -> list[str]:
        query = f"SELECT ?graph {{ <{record}> <{_PART}> ?graph }}"
        answer = RemoteStore(self.queries, [record]).query(query, formats.JSON.media_type)
        return [row["graph"]["value"] for row in json.loads(answer.body)["results"]["bindings"]]

    def _verify(self, plan: Plan) -> None:
        expected = {graph: len(lines) for graph, lines in plan.put.items()}
        found = count_by_graph(RemoteStore(self.queries, [*plan.put, *plan.remove]))
        wrong = [
            f"{graph} has {found.get(graph, 0)} triples instead of {expected.get(graph, 0)}"
            for graph in sorted({*expected, *found})
            if found.get(graph, 0) != expected.get(graph, 0)
        ]
        if wrong:
            raise StoreUnavailable(f"{self.queries.address} does not hold what was sent: {'; '.join(wrong[:5])}")

    def _put(self, graph: str, body: bytes) -> None:
        self._send("PUT", graph, body)

    def _send(self, method: str, graph: str, body: bytes | None = None) -> None:
        address = f"{self.graphs.address}?{urlencode({'graph': graph})}"
        headers = {} if body is None else {"Content-Type": formats.N_TRIPLES.media_type}
        try:
            self.graphs.send(Request(address, body, headers, method=method), _LIMIT_S, _MOST_BYTES)
        except QueryError as error:
            raise StoreUnavailable(f"{method} of {graph}: {error}. Pushing again mends what is there.") from error


def _record_of(release: Release) -> str:
    return Minter(release.base_iri).graph(_RECORD)


def _record(record: str, graphs: Iterable[str]) -> bytes:
    return "".join(f"<{record}> <{_PART}> <{graph}> .\n" for graph in sorted(graphs)).encode()


def _triples(lines: Sequence[str]) -> bytes:
    """N-Quads lines of one graph as N-Triples: the graph is what stands last."""
    return "".join(f"{line[: line.rindex(' <')]} .\n" for line in lines).encode()
