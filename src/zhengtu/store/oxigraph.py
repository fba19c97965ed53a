"""The embedded store: pyoxigraph in memory, loaded from a dump. No engine object leaves this module.

It has no time limit of its own: strangers' queries go through store.pool, which runs this store in a process that can
be killed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as engine

from zhengtu.errors import MalformedQuery, StoreUnavailable
from zhengtu.store import guard
from zhengtu.store.base import Answer
from zhengtu.store.limits import Limits
from zhengtu.store.serialise import serialise

_POSITION = re.compile(r"^error at (\d+):(\d+): ")
_MAX_REASON = 300


class OxigraphStore:
    """Answers from an N-Quads dump held in memory."""

    def __init__(self, dump: Path, limits: Limits | None = None) -> None:
        """Load the dump. Raises StoreUnavailable naming the file when it is missing or damaged."""
        self._limits = limits or Limits()
        self._store = engine.Store()
        try:
            self._store.bulk_load(path=dump, format=engine.RdfFormat.N_QUADS)
        except (OSError, SyntaxError) as error:
            raise StoreUnavailable(f"{dump} cannot be loaded: {error}. Run `zhengtu build` again.") from error

    @classmethod
    def on_disk(cls, directory: Path, limits: Limits | None = None) -> OxigraphStore:
        """Open a store that write_to_disk made, for reading. Raises StoreUnavailable naming the directory."""
        opened = cls.__new__(cls)
        opened._limits = limits or Limits()
        try:
            opened._store = engine.Store.read_only(str(directory))
        except OSError as error:
            raise StoreUnavailable(f"{directory} cannot be opened: {error}. Remove it; it is made again.") from error
        return opened

    def query(
        self,
        text: str,
        accept: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        timeout_s: float | None = None,  # noqa: ARG002 – the engine cannot be stopped from inside
    ) -> Answer:
        return self.evaluate(text, accept, default_graphs, named_graphs, guard.inspect(text).names_dataset)

    def evaluate(
        self,
        text: str,
        accept: str,
        default_graphs: Sequence[str],
        named_graphs: Sequence[str],
        names_dataset: bool,
    ) -> Answer:
        """Answer a query that has passed the guard; names_dataset is what the guard said of it."""
        given = bool(default_graphs or named_graphs)
        try:
            result = self._store.query(
                text,
                use_default_graph_as_union=not given and not names_dataset,
                default_graph=[_node(iri) for iri in default_graphs] if given else None,
                named_graphs=[_node(iri) for iri in named_graphs] if given else None,
            )
            return serialise(result, accept, self._limits)
        except SyntaxError as error:
            raise MalformedQuery(_reason(str(error))) from error
        except (RuntimeError, ValueError) as error:
            raise MalformedQuery(f"The query cannot be evaluated: {error}") from error
        except OSError as error:
            raise StoreUnavailable(f"The store failed while it answered: {error}") from error

    def describe(self, iri: str, accept: str) -> Answer:
        quads = self._store.quads_for_pattern(_node(iri), None, None, None)
        return serialise(sorted({quad.triple for quad in quads}, key=str), accept, self._limits)

    def contains(self, iri: str) -> bool:
        return any(True for _ in self._store.quads_for_pattern(_node(iri), None, None, None))

    def close(self) -> None:
        """Do nothing: the memory goes with the object."""


def write_to_disk(dump: Path, directory: Path) -> None:
    """Load a dump into a new store on disk, flushed; for releases too large for the memory of every worker."""
    store = engine.Store(str(directory))
    store.bulk_load(path=dump, format=engine.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()


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
