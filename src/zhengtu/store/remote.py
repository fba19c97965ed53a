"""Any SPARQL 1.1 endpoint as a store, through SPARQLWrapper. What engines do differently is in phrasing and quirks.

Every query names its whole dataset, so that the default graph is the union of the graphs that this store is made of,
whatever that of the endpoint is, and nothing else that the endpoint holds is seen: system graphs, other people's data.

An engine may lose what it holds, or be given something else, while it is asked. So a store that knows how much there
has to be counts after every failure, and once a minute: what is not all there is not answered from.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Sequence
from urllib.request import Request

from SPARQLWrapper import POST, SELECT, SPARQLWrapper

from zhengtu.errors import MalformedQuery, StoreUnavailable
from zhengtu.store import formats, guard, phrasing, quirks
from zhengtu.store.base import Answer
from zhengtu.store.endpoint import Endpoint
from zhengtu.store.limits import Limits
from zhengtu.store.serialise import serialise

_COUNT_BY_GRAPH = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
# The dataset of a query must name a graph, or the endpoint takes its own: this one has no triples.
_EMPTY_GRAPH = "urn:x-zhengtu:empty"
_NOT_IN_IRI = set(' <>"{}|\\^`')
# JSON may need several bytes for one of ours: escapes, names repeated in each row.
_JSON_OVERHEAD = 8
_LOOK_AGAIN_S = 60.0


class RemoteStore:
    """Answers from an endpoint. graphs are what the store is made of; None leaves the dataset to the endpoint.

    triples is how many they have to hold together; None is whatever they hold.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        graphs: Sequence[str] | None = None,
        *,
        limits: Limits | None = None,
        triples: int | None = None,
    ) -> None:
        self._endpoint = endpoint
        self._graphs = graphs
        self._limits = limits or Limits()
        self._triples = triples
        self._seen_whole_at: float | None = None
        self._looking = threading.Lock()

    def query(
        self,
        text: str,
        accept: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        timeout_s: float | None = None,
    ) -> Answer:
        self._require_whole()
        try:
            return self._ask(text, accept, default_graphs, named_graphs, timeout_s)
        except StoreUnavailable:
            self._seen_whole_at = None
            raise

    def _ask(
        self,
        text: str,
        accept: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        timeout_s: float | None = None,
    ) -> Answer:
        seen = guard.inspect(text)
        rows_wanted = seen.form in ("select", "ask")
        wrapper = SPARQLWrapper(self._endpoint.address)
        wrapper.setQuery(phrasing.rephrase(text))
        wrapper.queryType = SELECT  # the guard knows; the wrapper takes words in comments for updates
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", (formats.JSON if rows_wanted else formats.N_TRIPLES).media_type)
        if default_graphs or named_graphs or not seen.names_dataset:
            self._name_dataset(wrapper, default_graphs, named_graphs)
        limit_s = timeout_s or self._limits.timeout_s
        request: Request = wrapper._createRequest()  # query() would put credentials into the opener of the process
        reply = self._endpoint.send(request, limit_s, self._limits.max_bytes * _JSON_OVERHEAD)
        address = self._endpoint.address
        quirks.require_whole(reply.body, reply.headers, address)
        if rows_wanted:
            return serialise(quirks.read_results(reply.body, reply.headers, seen.form, address), accept, self._limits)
        return serialise(quirks.read_graph(reply.body, reply.headers, address), accept, self._limits)

    def describe(self, iri: str, accept: str) -> Answer:
        return self.query(f"CONSTRUCT {{ {_quoted(iri)} ?p ?o }} WHERE {{ {_quoted(iri)} ?p ?o }}", accept)

    def contains(self, iri: str) -> bool:
        answer = self.query(f"ASK {{ {_quoted(iri)} ?p ?o }}", formats.JSON.media_type)
        return bool(json.loads(answer.body).get("boolean"))

    def close(self) -> None:
        """Do nothing: every query has its own connection."""

    def _require_whole(self) -> None:
        """Raises StoreUnavailable where the graphs do not hold as much as they have to, and where that is not known."""
        if self._triples is None:
            return
        with self._looking:
            if self._seen_whole_at is not None and time.monotonic() < self._seen_whole_at + _LOOK_AGAIN_S:
                return
            self._seen_whole_at = None
            if (found := sum(count_by_graph(self).values())) != self._triples:
                where = self._endpoint.address
                raise StoreUnavailable(
                    f"{where} holds {found} triples of the graphs of the release, which has {self._triples}. "
                    f"Run `zhengtu push {where}`."
                )
            self._seen_whole_at = time.monotonic()

    def _name_dataset(self, wrapper: SPARQLWrapper, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> None:
        given = default_graphs or named_graphs
        if self._graphs is None and not given:
            return
        for parameter, chosen in (("default-graph-uri", default_graphs), ("named-graph-uri", named_graphs)):
            own = self._graphs if not given else self._of_ours(chosen)
            for iri in own or [_EMPTY_GRAPH]:
                wrapper.addParameter(parameter, iri)

    def _of_ours(self, chosen: Sequence[str]) -> list[str]:
        return [iri for iri in map(_checked, chosen) if self._graphs is None or iri in self._graphs]


def count_by_graph(store: RemoteStore) -> dict[str, int]:
    """The number of triples in each graph of a store that has any."""
    rows = json.loads(store._ask(_COUNT_BY_GRAPH, formats.JSON.media_type).body)["results"]["bindings"]
    return {row["g"]["value"]: int(row["n"]["value"]) for row in rows}


def _quoted(iri: str) -> str:
    return f"<{_checked(iri)}>"


def _checked(iri: str) -> str:
    if set(iri) & _NOT_IN_IRI or ":" not in iri:
        raise MalformedQuery(f"{iri!r} is no absolute IRI")
    return iri
