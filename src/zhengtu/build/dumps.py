"""The files of a release that people download: all graphs, and each one, in every format, and what describes them.

How a format is written does not live here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from zhengtu.build.publish import write_file
from zhengtu.graph.dataset import write_dump
from zhengtu.graph.description import DescribedPolicy, Dump, Making, description_quads
from zhengtu.graph.statistics import by_graph
from zhengtu.iri import Minter
from zhengtu.store import formats
from zhengtu.store.formats import Format
from zhengtu.store.json_ld import Context, WrittenNodes, graph_to_json_ld, to_json_ld
from zhengtu.store.turtle import OrderedGraph, to_trig, to_turtle

_WHOLE = (formats.N_QUADS, formats.TRIG, formats.JSON_LD)
_OF_GRAPH = (formats.TURTLE, formats.JSON_LD)


def whole_name(known: Format) -> str:
    """The file that holds all graphs."""
    return f"dump.{known.suffix}"


@dataclass(frozen=True, slots=True)
class _Written:
    """A named graph made ready once, for its own files and for those of all graphs."""

    ordered: OrderedGraph
    nodes: WrittenNodes

    @classmethod
    def of(cls, graph: str, lines: Sequence[str], context: Context) -> _Written:
        return cls(OrderedGraph.of(lines), WrittenNodes.of(graph, lines, context))


@dataclass(frozen=True, slots=True)
class DumpWriter:
    """Writes the dumps of one release into its folder."""

    folder: Path
    minter: Minter
    context: Context

    def write(self, lines: Iterable[str], policies: Sequence[DescribedPolicy], making: Making) -> int:
        """Write all dumps of some N-Quads lines, with a graph that describes them; give the number of triples."""
        graphs, described = by_graph(sorted(set(lines))), self.minter.graph("dataset")
        written = {graph: _Written.of(graph, own, self.context) for graph, own in graphs.items()}
        dumps = [dump for graph in written.values() for dump in self._graph(graph)]
        dumps += [self._offer(known, described) for known in _OF_GRAPH]
        dumps += [self._offer(known) for known in _WHOLE]
        description = description_quads(graphs, policies, dumps, making, self.minter)
        written[described] = _Written.of(described, description, self.context)
        self._graph(written[described])
        self._whole([written[graph] for graph in sorted(written)])
        return write_dump(self.folder / whole_name(formats.N_QUADS), chain(description, *graphs.values()))

    def _graph(self, graph: _Written) -> list[Dump]:
        turtle, json_ld = to_turtle(graph.ordered, self.minter.base), graph_to_json_ld(graph.nodes, self.context)
        contents = zip(_OF_GRAPH, (turtle, json_ld), strict=True)
        return [self._keep(self._offer(known, graph.nodes.graph), content) for known, content in contents]

    def _whole(self, graphs: Sequence[_Written]) -> None:
        trig = to_trig((graph.ordered for graph in graphs), self.minter.base)
        write_file(self.folder / whole_name(formats.TRIG), trig)
        json_ld = to_json_ld((graph.nodes for graph in graphs), self.context)
        write_file(self.folder / whole_name(formats.JSON_LD), json_ld)

    def _offer(self, known: Format, graph: str | None = None) -> Dump:
        name = whole_name(known)
        if graph is not None:
            name = f"graphs/{graph.removeprefix(self.minter.graph(''))}.{known.suffix}"
        return Dump(name, known.suffix, known.media_type, graph)

    def _keep(self, dump: Dump, content: bytes) -> Dump:
        write_file(self.folder / dump.path, content)
        return Dump(
            dump.path, dump.format_name, dump.media_type, dump.graph, len(content), hashlib.sha256(content).hexdigest()
        )
