"""Graphs read back by rdflib, and what they say. What they ought to say stands in the tests."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Dataset, Literal, URIRef

from zhengtu import vocab


def parsed(lines: Iterable[str]) -> Dataset:
    """The graphs of some N-Quads lines, with their union as default."""
    dataset = Dataset(default_union=True)
    dataset.parse(data="\n".join(lines), format="nquads")
    return dataset


def values(dataset: Dataset, subject: str, predicate: str) -> list[object]:
    """What the graph says of a subject, IRIs as text, literals as Python values."""
    found = dataset.objects(URIRef(subject), URIRef(vocab.expand(predicate)))
    return sorted((o.toPython() if isinstance(o, Literal) else str(o) for o in found), key=str)
