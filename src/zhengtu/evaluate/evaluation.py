"""Documents read and compared with their gold records, one by one and together. How that is shown is not said here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path

from zhengtu.evaluate.comparison import Comparison, compare
from zhengtu.evaluate.facets import FACETS, Fact
from zhengtu.evaluate.figures import Share, Tally
from zhengtu.evaluate.folding import place
from zhengtu.evaluate.gold import Gold, Plain
from zhengtu.evaluate.grounding import ground
from zhengtu.evaluate.judgement import Verdict, judge
from zhengtu.evaluate.pairing import Pairing, pair_measures
from zhengtu.evaluate.polarity import PolarityError, polarity_errors
from zhengtu.extract.extraction import extract
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.serialisation import to_plain
from zhengtu.text.read import read_source

Figure = Tally | Share
NAMES = (
    *(facet.name for facet in FACETS),
    *("measures", "instrument", "beneficiary"),
    *("evidence_verbatim", "number_coverage", "number_placed"),
)


@dataclass(frozen=True, slots=True)
class Miss:
    """A fact that only one of the two records holds."""

    facet: str
    kind: str  # missing (gold only) or extra (extracted only)
    fact: Fact


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """The comparison of one document. figures has the names of NAMES, without the facets that gold skips."""

    slug: str
    figures: Mapping[str, Figure]
    slots: Mapping[str, Tally]
    polarity: tuple[PolarityError, ...]
    misses: tuple[Miss, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def facts(self) -> Tally:
        """The facts of all facets, counted together; measures, which are made of them, are not counted again."""
        facets = (self.figures.get(facet.name) for facet in FACETS)
        return sum((tally for tally in facets if isinstance(tally, Tally)), Tally())


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The comparison of all documents."""

    documents: tuple[DocumentResult, ...]

    @property
    def figures(self) -> dict[str, Figure]:
        """Each figure over all documents together (micro), in the order of NAMES."""
        return {name: found for name in NAMES if (found := self._total(name)) is not None}

    @property
    def slots(self) -> dict[str, Tally]:
        """Each slot over all documents together, by facet and name."""
        total: dict[str, Tally] = {}
        for document in self.documents:
            for name, tally in document.slots.items():
                total[name] = total.get(name, Tally()) + tally
        return dict(sorted(total.items(), key=lambda slot: (NAMES.index(slot[0].partition(":")[0]), slot[0])))

    @property
    def facts(self) -> Tally:
        """The facts of all facets and documents, counted together."""
        return sum((document.facts for document in self.documents), Tally())

    @property
    def values(self) -> dict[str, float]:
        """The figures that say something: those with anything to compare."""
        return {name: value for name, figure in self.figures.items() if (value := figure.value) is not None}

    @property
    def mean(self) -> float:
        """The mean of the figures."""
        return sum(self.values.values()) / max(1, len(self.values))

    @property
    def polarity(self) -> list[tuple[str, PolarityError]]:
        """What was turned round, with the document."""
        return [(document.slug, error) for document in self.documents for error in document.polarity]

    @property
    def misses(self) -> list[tuple[str, Miss]]:
        """What only one of the two records holds, with the document."""
        return [(document.slug, miss) for document in self.documents for miss in document.misses]

    def _total(self, name: str) -> Figure | None:
        found = [document.figures[name] for document in self.documents if name in document.figures]
        return reduce(add, found) if found else None


def evaluate(golds: Iterable[Gold], locate: Callable[[Gold], Path], lexicon: Lexicon) -> Evaluation:
    """Read the document of each gold record and compare. Raises UnreadableSource for one that cannot be read."""
    results = []
    for gold in golds:
        source = read_source(locate(gold))
        results.append(compare_records(gold, to_plain(extract(source, lexicon)), source.text))
    return Evaluation(tuple(results))


def compare_records(gold: Gold, extracted: Plain, text: str) -> DocumentResult:
    """Compare an extracted record, as its JSON has it, with gold; text is what its offsets count."""
    compared = [compare(facet, gold.record, extracted) for facet in FACETS if facet.name not in gold.skip]
    pairing = pair_measures(gold.record["measures"], extracted["measures"])
    return DocumentResult(
        gold.slug,
        {
            **{one.facet.name: one.tally for one in compared},
            "measures": pairing.tally,
            "instrument": pairing.instrument,
            "beneficiary": pairing.beneficiary,
            **ground(extracted, text),
        },
        {**{name: tally for one in compared for name, tally in one.slots().items()}, **pairing.slots()},
        tuple(polarity_errors(pairing)),
        tuple(_misses(compared, pairing)),
        judge(gold, extracted),
    )


def _misses(compared: Sequence[Comparison], pairing: Pairing) -> Iterator[Miss]:
    for one in compared:
        yield from (Miss(one.facet.name, "missing", fact) for fact in one.missing)
        yield from (Miss(one.facet.name, "extra", fact) for fact in one.extra)
    for kind, measures in (("missing", pairing.missing), ("extra", pairing.extra)):
        yield from (Miss("measures", kind, (place(m["provision"]), m["evidence"]["quote"])) for m in measures)
