"""Numbers that the numbering of the provisions leaves out. The provisions themselves are found in structure."""

from __future__ import annotations

from collections.abc import Iterator

from zhengtu.extract.context import Context
from zhengtu.extract.findings import finding
from zhengtu.model.record import Diagnostic, Path
from zhengtu.structure.outline import Node


def find_gaps(context: Context) -> Iterator[Diagnostic]:
    """Report each provision that does not follow the one in front of it on its level: 第五条 behind 第三条."""
    last: dict[tuple[Path, str], Node] = {}
    for node in context.outline.nodes:
        level = node.path[:-1], node.kind
        before = last.get(level)
        if before is not None and node.path[-1] > before.path[-1] + 1:
            place = context.evidence(node.start, node.start + len(node.label))
            yield finding(
                "numbering_gap",
                "warning",
                place,
                f"“{node.label}” follows “{before.label}”; check whether a provision is missing from the source.",
                f"“{node.label}”紧接“{before.label}”，编号不连续，请核对原文是否缺少条款。",
            )
        last[level] = node
