"""What a dataset holds, counted from its N-Quads lines. How the figures are published does not live here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhengtu import vocab

_TYPE = vocab.expand("rdf:type")


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of some graphs: a triple that two of them state counts twice, as an endpoint counts it.

    classes maps the IRI of each class to its number of instances, properties that of each property to its triples.
    """

    triples: int
    subjects: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Statistics:
        """Count the triples of N-Quads lines."""
        properties: Counter[str] = Counter()
        subjects: set[str] = set()
        instances: set[tuple[str, str]] = set()
        for line in set(lines):
            subject, predicate, rest = line.split(" ", 2)
            subjects.add(subject)
            properties[predicate[1:-1]] += 1
            if predicate[1:-1] == _TYPE:
                instances.add((rest[1 : rest.index(">")], subject))
        classes = Counter(name for name, _ in instances)
        return cls(properties.total(), len(subjects), dict(sorted(classes.items())), dict(sorted(properties.items())))

    def beside(self, other: Statistics) -> Statistics:
        """The figures of both, where they describe no subject in common."""
        return Statistics(
            self.triples + other.triples,
            self.subjects + other.subjects,
            dict(sorted((Counter(self.classes) + Counter(other.classes)).items())),
            dict(sorted((Counter(self.properties) + Counter(other.properties)).items())),
        )


def by_graph(lines: Iterable[str]) -> dict[str, list[str]]:
    """The lines of each named graph by its IRI, in their order.

    >>> by_graph(['<urn:s> <urn:p> "o" <urn:g> .'])
    {'urn:g': ['<urn:s> <urn:p> "o" <urn:g> .']}
    """
    graphs: dict[str, list[str]] = {}
    for line in lines:
        graphs.setdefault(line[line.rindex(" <") + 2 : -3], []).append(line)
    return dict(sorted(graphs.items()))
