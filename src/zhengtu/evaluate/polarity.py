"""Errors that turn a text round: a bound lost or invented, a comparator reversed. They are named, never averaged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhengtu.evaluate.folding import Place, number, place, shown
from zhengtu.evaluate.gold import Plain
from zhengtu.evaluate.pairing import Pairing


@dataclass(frozen=True, slots=True)
class PolarityError:
    """What was turned round, as `500000 CNY: ceiling read as amount`, and the sentence that says otherwise."""

    provision: Place
    fault: str
    sentence: str


def polarity_errors(pairing: Pairing) -> list[PolarityError]:
    """Find in measures that were paired the figures whose sense was turned round."""
    return [
        PolarityError(place(gold["provision"]), fault, gold["evidence"]["quote"])
        for gold, extracted in pairing.pairs
        for fault in (*_supports(gold, extracted), *_conditions(gold, extracted))
    ]


def _supports(gold: Plain, extracted: Plain) -> Iterator[str]:
    for support in gold["supports"]:
        same = _same_figure(support, extracted["supports"])
        if same and not any(_same_sense(support, read) for read in same):
            yield f"{_figure(support)}: {_sense(support)} read as {_sense(same[0])}"


def _conditions(gold: Plain, extracted: Plain) -> Iterator[str]:
    for condition in gold["conditions"]:
        same = _same_figure(condition, extracted["conditions"])
        # The first character tells the direction: >= and > are one direction.
        if same and not any(read["op"][0] == condition["op"][0] for read in same):
            yield f"{_figure(condition)}: {condition['op']} read as {same[0]['op']}"


def _same_figure(fact: Plain, extracted: list[Plain]) -> list[Plain]:
    return [read for read in extracted if _figure(read) == _figure(fact)]


def _same_sense(gold: Plain, extracted: Plain) -> bool:
    """A bound belongs to the sense of a rate; on a sum the role says it already."""
    bound_kept = gold["role"] != "rate" or gold.get("bound") == extracted.get("bound")
    return bool(gold["role"] == extracted["role"] and bound_kept)


def _figure(fact: Plain) -> str:
    return f"{shown(number(fact['value']))} {fact['unit']}"


def _sense(support: Plain) -> str:
    bounded = support["role"] == "rate" and support.get("bound")
    return f"{support['role']} bound {support['bound']}" if bounded else str(support["role"])
