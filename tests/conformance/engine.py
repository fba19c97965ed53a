"""Our query path as w3c_query_eval.py drives an engine: guard, pool, worker process and serialisation, nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import pyoxigraph

from zhengtu.store import guard
from zhengtu.store.limits import Limits
from zhengtu.store.pooled import PooledStore

# The IRI of a named graph or None for the default graph, then the file, its base and its media type.
Source: TypeAlias = tuple[str | None, Path, str, str]

_DEFAULT = "urn:x-conformance:default"
# The endpoint of the test service7, which is not there; an operator would have to allow the call.
_SERVICES = ("http://invalid.endpoint.org/sparql",)


class PooledEngine:
    """Answers from a pool over the data of the last test; the next test often has the same."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._loaded: Sequence[Source] | None = None
        self._store: PooledStore | None = None

    def query(self, text: str, base: str, data: Sequence[Source], accept: str) -> tuple[str, bytes]:
        """Answer a query over files. What our store keeps in named graphs becomes the dataset of the protocol."""
        store = self._over(data)
        if "base" not in text.lower():
            text = f"BASE <{base}>\n{text}"
        named = sorted({graph for graph, *_ in data if graph})
        if guard.inspect(text, _SERVICES).names_dataset:
            answer = store.query(text, accept)
        else:
            answer = store.query(text, accept, default_graphs=[_DEFAULT], named_graphs=named)
        return answer.media_type, answer.body

    def _over(self, data: Sequence[Source]) -> PooledStore:
        if self._store is None or list(data) != self._loaded:
            if self._store is not None:
                self._store.close()
            dump = Path(self._folder.name) / "dump.nq"
            dump.write_bytes(b"".join(map(_as_n_quads, data)))
            self._store, self._loaded = PooledStore.open(dump, Limits(workers=1), _SERVICES), list(data)
        return self._store


def _as_n_quads(source: Source) -> bytes:
    graph, path, base, media_type = source
    format = pyoxigraph.RdfFormat.from_media_type(media_type)
    parsed = pyoxigraph.parse(path=path, format=format, base_iri=base, rename_blank_nodes=True)
    place = pyoxigraph.NamedNode(graph or _DEFAULT)
    quads = [pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, place) for quad in parsed]
    return pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""
