"""The files of a release that people download: all graphs, and each one, in every format, and what describes them.

How a format is written does not live here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhengtu.build.publish import write_file
from zhengtu.graph.dataset import write_dump
from zhengtu.graph.description import DescribedPolicy, Dump, Making, description_quads
from zhengtu.graph.json_ld import Context, graph_to_json_ld, to_json_ld
from zhengtu.graph.statistics import by_graph
from zhengtu.iri import Minter
from zhengtu.store import formats
from zhengtu.store.formats import Format
from zhengtu.store.turtle import to_trig, to_turtle

_WHOLE = (formats.N_QUADS, formats.TRIG, formats.JSON_LD)
_OF_GRAPH = (formats.TURTLE, formats.JSON_LD)


def whole_name(known: Format) -> str:
    """The file that holds all graphs."""
    return f"dump.{known.suffix}"


@dataclass(frozen=True, slots=True)
class DumpWriter:
    """Writes the dumps of one release into its folder."""

    folder: Path
    minter: Minter
    context: Context

    def write(self, lines: Iterable[str], policies: Sequence[DescribedPolicy], making: Making) -> int:
        """Write all dumps of some N-Quads lines, with a graph that describes them; give the number of triples."""
        listed = list(lines)
        dumps = [dump for graph, own in by_graph(listed).items() for dump in self._graph(graph, own)]
        described = self.minter.graph("dataset")
        dumps += [self._offer(known, described) for known in _OF_GRAPH]
        dumps += [self._offer(known) for known in _WHOLE]
        description = description_quads(listed, policies, dumps, making, self.minter)
        self._graph(described, description)
        everything = sorted({*listed, *description})
        write_file(self.folder / whole_name(formats.TRIG), to_trig(everything, self.minter.base))
        write_file(self.folder / whole_name(formats.JSON_LD), to_json_ld(everything, self.context))
        return write_dump(self.folder / whole_name(formats.N_QUADS), everything)

    def _graph(self, graph: str, lines: Sequence[str]) -> list[Dump]:
        turtle, json_ld = to_turtle(lines, self.minter.base), graph_to_json_ld(lines, self.context)
        written = zip(_OF_GRAPH, (turtle, json_ld), strict=True)
        return [self._keep(self._offer(known, graph), content) for known, content in written]

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
