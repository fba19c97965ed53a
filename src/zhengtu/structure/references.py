"""References of a document to its own provisions: 第三条、第五条, 第“四、十三、十四”条. Others live in header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengtu.model.record import Path
from zhengtu.structure.numerals import to_int
from zhengtu.structure.outline import Node

_NUMERAL = r"[一二三四五六七八九十百零\d]{1,5}"
_ONE = rf"[“（]?{_NUMERAL}[）”]?"
REFERENCE = re.compile(
    rf"事项{_NUMERAL}(?:[、和及至](?:事项)?{_NUMERAL})*"
    rf"|第{_ONE}(?:[、和及至]第?{_ONE})*”?[条款项](?:[、和及至]第{_ONE}[条款项])*|第（{_NUMERAL}）(?:[、和及至]第?（{_NUMERAL}）)*"
)


def resolve(reference: str, nodes: Sequence[Node]) -> tuple[Path, ...]:
    """The provisions that a reference names: those of the numbering in which all of its numbers exist.

    Articles win where the document has them; 事项 names its own numbering. Nothing is returned where no numbering,
    or more than one, fits.
    """
    numbers = _numbers(reference)
    kinds = list(dict.fromkeys(node.kind for node in nodes))
    if reference.startswith("事项"):
        kinds = ["matter"]
    fitting = []
    for kind in sorted(kinds, key=lambda k: k != "article"):
        named = {n: [node.path for node in nodes if node.kind == kind and node.path[-1] == n] for n in numbers}
        if numbers and all(len(paths) == 1 for paths in named.values()):
            fitting.append(tuple(named[n][0] for n in numbers))
            if kind == "article":
                return fitting[0]
    return fitting[0] if len(fitting) == 1 else ()


def _numbers(reference: str) -> list[int]:
    """All numbers that a reference names; 至 names those between as well."""
    found: list[int] = []
    for match in re.finditer(rf"(至第?[“（]?)?({_NUMERAL})", reference):
        number = to_int(match[2])
        if number:
            found += range(found[-1] + 1, number) if match[1] and found else ()
            found.append(number)
    return found
