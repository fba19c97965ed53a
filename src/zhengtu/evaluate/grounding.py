"""How an extracted record stands on its text: quotes that read back, numbers listed and placed. No gold is needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from zhengtu.evaluate.figures import Share
from zhengtu.evaluate.folding import place
from zhengtu.evaluate.gold import Plain

_NUMBER = re.compile("[0-9０-９][0-9０-９.．]*")
_UNPLACED = (None, "unassigned")


def ground(record: Plain, text: str) -> dict[str, Share]:
    """Measure evidence_verbatim, number_coverage and number_placed; a text without a number asks for none of them."""
    starts = [match.start() for match in _NUMBER.finditer(text)]
    placed = [one for one in record["quantities"] if one["role"] not in _UNPLACED]
    checks = [*_quotes(record, text), *_enclosed(record)]
    return {
        "evidence_verbatim": Share(Fraction(sum(checks)), len(checks), len(starts)),
        "number_coverage": _covered(starts, record["quantities"]),
        "number_placed": _covered(starts, placed),
    }


def _quotes(record: Plain, text: str) -> Iterator[bool]:
    """Whether each measure's evidence and each provision's text stands in the source where it says."""
    for measure in record["measures"]:
        evidence = measure["evidence"]
        yield text[evidence["start"] : evidence["end"]] == evidence["quote"]
    for provision in record["provisions"]:
        yield text[provision["start"] : provision["end"]] == provision["text"]


def _enclosed(record: Plain) -> Iterator[bool]:
    """Whether each measure's evidence stands inside its provision, children included; with none, inside the body."""
    for measure in record["measures"]:
        where, evidence = place(measure["provision"]), measure["evidence"]
        around = [one for one in record["provisions"] if place(one["path"])[: len(where)] == where]
        if around:
            first, last = min(one["start"] for one in around), max(one["end"] for one in around)
            yield first <= evidence["start"] and evidence["end"] <= last


def _covered(starts: list[int], quantities: Iterable[Plain]) -> Share:
    listed = {offset for one in quantities for offset in range(one["start"], one["end"])}
    return Share(Fraction(sum(start in listed for start in starts)), len(starts), len(starts))
