"""The embedded store: pyoxigraph in memory, loaded from a dump. No engine object leaves this module.

It has no time limit of its own: strangers' queries go through store.pool, which runs this store in a process that can
be killed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as engine

from zhengtu.errors import MalformedQuery, StoreUnavailable
from zhengtu.store import guard
from zhengtu.store.base import Answer
from zhengtu.store.turtle import with_head
from zhengtu.vocab import PREFIXES

_POSITION = re.compile(r"^error at (\d+):(\d+): ")
_MAX_REASON = 300


class OxigraphStore:
    """Answers from an N-Quads dump held in memory."""

    def __init__(self, dump: Path) -> None:
        """Load the dump. Raises StoreUnavailable naming the file when it is missing or damaged."""
        self._store = engine.Store()
        try:
            self._store.bulk_load(path=dump, format=engine.RdfFormat.N_QUADS)
        except (OSError, SyntaxError) as error:
            raise StoreUnavailable(f"{dump} cannot be loaded: {error}. Run `zhengtu build` again.") from error

    def query(
        self,
        text: str,
        accept: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        timeout_s: float | None = None,  # noqa: ARG002 – the engine cannot be stopped from inside
    ) -> Answer:
        inspection = guard.inspect(text)
        given = bool(default_graphs or named_graphs)
        try:
            result = self._store.query(
                text,
                use_default_graph_as_union=not given and not inspection.names_dataset,
                default_graph=[_node(iri) for iri in default_graphs] if given else None,
                named_graphs=[_node(iri) for iri in named_graphs] if given else None,
            )
            return _serialise(result, accept)
        except SyntaxError as error:
            raise MalformedQuery(_reason(str(error))) from error
        except (RuntimeError, ValueError) as error:
            raise MalformedQuery(f"The query cannot be evaluated: {error}") from error
        except OSError as error:
            raise StoreUnavailable(f"The store failed while it answered: {error}") from error

    def describe(self, iri: str, accept: str) -> Answer:
        quads = self._store.quads_for_pattern(_node(iri), None, None, None)
        return _serialise(sorted({quad.triple for quad in quads}, key=str), accept)

    def contains(self, iri: str) -> bool:
        return any(True for _ in self._store.quads_for_pattern(_node(iri), None, None, None))

    def close(self) -> None:
        """Do nothing: the memory goes with the object."""


def _serialise(
    result: engine.QuerySolutions | engine.QueryBoolean | engine.QueryTriples | Iterable[engine.Triple], accept: str
) -> Answer:
    if isinstance(result, engine.QuerySolutions | engine.QueryBoolean):
        table = engine.QueryResultsFormat.from_media_type(accept)
        if table is None:
            raise ValueError(f"{accept} is no format for the results of SELECT or ASK")
        return Answer(result.serialize(format=table) or b"", accept)
    graph = engine.RdfFormat.from_media_type(accept)
    if graph is None:
        raise ValueError(f"{accept} is no format for the graph of CONSTRUCT or DESCRIBE")
    triples = sorted(result, key=str)  # one block a subject, and the same bytes for the same graph
    prefixes = _prefixes_in(triples)
    written = engine.serialize(triples, format=graph, prefixes=prefixes) or b""
    return Answer(with_head(written, prefixes) if graph == engine.RdfFormat.TURTLE else written, accept)


def _prefixes_in(triples: list[engine.Triple]) -> dict[str, str]:
    iris = {term.value for triple in triples for term in triple if isinstance(term, engine.NamedNode)}
    iris |= {t.object.datatype.value for t in triples if isinstance(t.object, engine.Literal)}
    return {prefix: name for prefix, name in PREFIXES.items() if any(iri.startswith(name) for iri in iris)}


def _node(iri: str) -> engine.NamedNode:
    try:
        return engine.NamedNode(iri)
    except ValueError as error:
        raise MalformedQuery(f"{iri!r} is no absolute IRI") from error


def _reason(message: str) -> str:
    """Turn the engine's message into one line that says where, without its character tables."""
    found = _POSITION.match(message)
    where = f"Line {found[1]}, column {found[2]}: " if found else ""
    rest = " ".join(message[found.end() if found else 0 :].split())
    return where + (rest if len(rest) <= _MAX_REASON else rest[:_MAX_REASON].rsplit(",", 1)[0] + ", …")
