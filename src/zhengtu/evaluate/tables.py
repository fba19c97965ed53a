"""An evaluation as rows of text, for a terminal and for a page alike. How a table is drawn is not said here."""

from __future__ import annotations

from dataclasses import dataclass

from zhengtu.evaluate.evaluation import DocumentResult, Evaluation, Figure
from zhengtu.evaluate.figures import Tally
from zhengtu.evaluate.folding import shown

NONE = "–"
_ALL_FACTS = "all facts"


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: the first column names, the others hold figures or words."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def facet_rows(evaluation: Evaluation) -> Rows:
    """Each facet over all documents, with the counts behind it."""
    rows = [(name, _value(figure.value), *_counts(figure)) for name, figure in evaluation.figures.items()]
    facts = evaluation.facts
    return Rows(
        ("facet", "figure", "hit", "gold", "extracted"),
        (*rows, (_ALL_FACTS, _value(facts.value), *_counts(facts))),
    )


def document_rows(evaluation: Evaluation) -> Rows:
    """Each document, with the facets in which the two records differ; those that gold skips are not compared."""
    return Rows(
        ("document", _ALL_FACTS, "polarity errors", f"facets below {_value(1.0)}"),
        tuple(
            (one.slug, _value(one.facts.value), str(len(one.polarity)), ", ".join(_below(one)) or NONE)
            for one in evaluation.documents
        ),
    )


def _below(document: DocumentResult) -> list[str]:
    return [f"{name} {_value(f.value)}" for name, f in document.figures.items() if f.value is not None and f.value < 1]


def slot_rows(evaluation: Evaluation) -> Rows:
    """Precision and recall of each slot over all documents."""
    return Rows(
        ("slot", "precision", "recall", "hit", "gold", "extracted"),
        tuple(
            (name, _value(tally.precision), _value(tally.recall), *_counts(tally))
            for name, tally in evaluation.slots.items()
        ),
    )


def polarity_rows(evaluation: Evaluation) -> Rows:
    """Each fact that was turned round, with the sentence that says otherwise."""
    return Rows(
        ("document", "provision", "polarity error", "sentence"),
        tuple(
            (slug, shown(error.provision), error.fault, one_line(error.sentence)) for slug, error in evaluation.polarity
        ),
    )


def miss_rows(evaluation: Evaluation) -> Rows:
    """Each fact that only one of the two records holds."""
    return Rows(
        ("document", "facet", "", "fact"),
        tuple((slug, miss.facet, miss.kind, one_line(shown(miss.fact))) for slug, miss in evaluation.misses),
    )


def summary(evaluation: Evaluation) -> str:
    """The mean of the figures, and the lowest."""
    values = evaluation.values
    if not values:
        return "nothing to compare"
    lowest = min(values, key=lambda name: values[name])
    return f"mean of the figures {evaluation.mean:.3f}; lowest {lowest} {values[lowest]:.3f}"


def one_line(text: str) -> str:
    """Text without line breaks."""
    return " ".join(text.split())


def _value(value: float | None) -> str:
    return NONE if value is None else f"{value:.3f}"


def _counts(figure: Figure) -> tuple[str, str, str]:
    if isinstance(figure, Tally):
        return str(figure.hit), str(figure.gold), str(figure.extracted)
    return NONE, NONE, NONE
