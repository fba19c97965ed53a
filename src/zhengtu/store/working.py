"""A dataset in memory that grows while rules run over it. No engine object leaves this module.

For the build alone: it takes queries of our own files, without a guard and without a time limit.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as engine

from zhengtu.errors import StoreUnavailable

# Subject, predicate and object as N-Triples writes them: <iri>, _:blank, "literal"^^<datatype>.
Triple: TypeAlias = tuple[str, str, str]


def read_turtle(files: Iterable[Path]) -> list[Triple]:
    """Read Turtle files as one graph, sorted; blank nodes get the same names each time. Raises StoreUnavailable."""
    dataset = engine.Dataset()
    for file in files:
        try:
            for quad in engine.parse(path=file, format=engine.RdfFormat.TURTLE, rename_blank_nodes=True):
                dataset.add(quad)
        except (OSError, SyntaxError) as error:
            raise StoreUnavailable(f"{file} cannot be read: {error}. Mend the file.") from error
    dataset.canonicalize(engine.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(_written(quad.triple) for quad in dataset)


class WorkingDataset:
    """Named graphs that can be added to, and asked as one graph."""

    def __init__(self) -> None:
        self._store = engine.Store()

    def add_triples(self, triples: Iterable[Triple], graph: str) -> None:
        """Add triples to the graph with this IRI. Raises StoreUnavailable when one is malformed."""
        text = "".join(f"{s} {p} {o} .\n" for s, p, o in triples)
        try:
            self._store.load(text, engine.RdfFormat.N_TRIPLES, to_graph=engine.NamedNode(graph))
        except SyntaxError as error:
            raise StoreUnavailable(f"statements for {graph} cannot be loaded: {error}") from error

    def construct(self, query: str) -> list[Triple]:
        """Answer a CONSTRUCT query over all graphs as one, sorted, each triple once."""
        result = self._store.query(query, use_default_graph_as_union=True)
        if not isinstance(result, engine.QueryTriples):
            raise ValueError("construct() takes a CONSTRUCT query")
        return sorted({_written(triple) for triple in result})

    def select(self, query: str) -> list[dict[str, str]]:
        """Answer a SELECT query over all graphs as one: the bound variables of each row, as N-Triples writes them."""
        result = self._store.query(query, use_default_graph_as_union=True)
        if not isinstance(result, engine.QuerySolutions):
            raise ValueError("select() takes a SELECT query")
        names = [variable.value for variable in result.variables]
        return [{name: str(row[name]) for name in names if row[name] is not None} for row in result]

    def graphs_with(self, triple: Triple) -> list[str]:
        """The IRIs of the graphs that hold a triple, sorted; none when no graph does."""
        quad = next(iter(engine.parse(" ".join(triple) + " .", engine.RdfFormat.N_TRIPLES)))
        found = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return sorted(q.graph_name.value for q in found if isinstance(q.graph_name, engine.NamedNode))


def _written(triple: engine.Triple) -> Triple:
    return str(triple.subject), str(triple.predicate), str(triple.object)
