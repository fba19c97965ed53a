"""One facet of one document: which facts are in both records, which are missing, which too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zhengtu.evaluate.facets import Facet, Fact
from zhengtu.evaluate.figures import Tally
from zhengtu.evaluate.gold import Plain


@dataclass(frozen=True, slots=True)
class Comparison:
    """The facts of both records, each as often as it is said; a fact that is extracted in other words is gold's."""

    facet: Facet
    gold: Counter[Fact]
    extracted: Counter[Fact]

    @property
    def tally(self) -> Tally:
        """All facts of the facet, counted."""
        return _tally(self.gold, self.extracted)

    @property
    def missing(self) -> list[Fact]:
        """What gold holds and was not extracted."""
        return sorted((self.gold - self.extracted).elements(), key=repr)

    @property
    def extra(self) -> list[Fact]:
        """What was extracted and gold does not hold."""
        return sorted((self.extracted - self.gold).elements(), key=repr)

    def slots(self) -> Mapping[str, Tally]:
        """The facts counted by the slot that they fill, under names such as `supports: ceiling`."""
        names = dict.fromkeys(_slot(self.facet, fact) for fact in (*self.gold, *self.extracted))
        return {name: _tally(self._only(self.gold, name), self._only(self.extracted, name)) for name in names}

    def _only(self, facts: Counter[Fact], name: str) -> Counter[Fact]:
        return Counter({fact: count for fact, count in facts.items() if _slot(self.facet, fact) == name})


def compare(facet: Facet, gold: Plain, extracted: Plain) -> Comparison:
    """Compare one facet of two records."""
    expected = Counter(facet.facts(gold))
    given = Counter(facet.facts(extracted))
    if facet.known is not None:
        known = facet.known(gold)
        given = Counter({fact: count for fact, count in given.items() if not known.isdisjoint(_beginnings(fact))})
    if facet.loose:
        given = _in_the_words_of(expected, given)
    return Comparison(facet, expected, given)


def _tally(gold: Counter[Fact], extracted: Counter[Fact]) -> Tally:
    return Tally((gold & extracted).total(), gold.total(), extracted.total())


def _slot(facet: Facet, fact: Fact) -> str:
    return facet.name if facet.slot is None else f"{facet.name}: {fact[facet.slot]}"


def _beginnings(fact: Fact) -> Iterator[Fact]:
    return (fact[:length] for length in range(1, len(fact) + 1))


def _in_the_words_of(gold: Counter[Fact], extracted: Counter[Fact]) -> Counter[Fact]:
    """Say extracted facts as gold says them where one says more than the other: 境外 and 境外展位."""
    said = Counter(extracted)
    for fact in (extracted - gold).elements():
        same = next((other for other in gold - said if _says_the_same(fact, other)), None)
        if same is not None:
            said[fact] -= 1
            said[same] += 1
    return said


def _says_the_same(fact: Fact, other: Fact) -> bool:
    *key, said = fact
    *other_key, other_said = other
    return key == other_key and (said in other_said or other_said in said)
