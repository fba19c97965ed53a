"""The answer of a question as a page shows it: rows without their sentences, and the sentences with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zhengtu.iri import natural_order
from zhengtu.store import formats
from zhengtu.store.base import Store
from zhengtu.store.library import Question
from zhengtu.web.statements import PageQueries, Row, read_rows

# How the questions join several quotes in one cell.
_BETWEEN_QUOTES = " ¦ "
_POLICY = re.compile(r"/id/policy/([^/]+)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: a provision, or a policy outside its provisions."""

    iri: str
    label: str
    city: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of policies with the numbers of the rows that they are behind, counted from 1."""

    text: str
    rows: tuple[int, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A row without sentences and IRIs; fact is the IRI of what the row is about."""

    cells: tuple[str, ...]
    fact: str


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """headings are pairs of Chinese and English, one for each cell."""

    headings: tuple[tuple[str, str], ...]
    rows: tuple[AnswerRow, ...]
    sentences: tuple[Sentence, ...]


Places = Mapping[str, Sequence[Place]]


def places_of_quotes(store: Store, queries: PageQueries) -> Places:
    """Every place of every quote, in the order of the text."""
    found: dict[str, dict[str, Place]] = {}
    for row in queries.rows(store, "quotes"):
        city = row["city"].value if "city" in row else ""
        place = Place(row["place"].value, row["label"].value, city)
        found.setdefault(row["quote"].value, {})[place.iri] = place
    return {
        quote: sorted(places.values(), key=lambda place: natural_order(place.iri)) for quote, places in found.items()
    }


def ask(question: Question, store: Store, places: Places) -> QuestionAnswer:
    """Ask a question and sort its answer into cells, sentences and facts."""
    variables, rows = read_rows(store.query(question.text, formats.JSON.media_type))
    pairs = zip(variables, question.columns["zh"], question.columns["en"], strict=True)
    shown = [(name, zh, en) for name, zh, en in pairs if _is_shown(name, rows)]
    return QuestionAnswer(
        headings=tuple((zh, en) for _, zh, en in shown),
        rows=tuple(
            AnswerRow(tuple(_text(row, name) for name, _, _ in shown), _text(row, variables[-1])) for row in rows
        ),
        sentences=tuple(_sentences(rows, variables, places)),
    )


def _is_shown(name: str, rows: Sequence[Row]) -> bool:
    """Whether a column has cells to show: words that are no sentence, in any row."""
    return not _is_sentence(name) and any(_text(row, name) and not row[name].is_iri for row in rows)


def _is_sentence(variable: str) -> bool:
    return variable.endswith("sentence")


def _text(row: Row, name: str) -> str:
    return row[name].value if name in row else ""


def _sentences(rows: Sequence[Row], variables: Sequence[str], places: Places) -> Iterable[Sentence]:
    behind: dict[str, list[int]] = {}
    for number, row in enumerate(rows, 1):
        cells = [_text(row, name) for name in variables if _is_sentence(name)]
        for quote in dict.fromkeys(quote for cell in cells for quote in _quotes(cell, places)):
            behind.setdefault(quote, []).append(number)
    for quote, found in behind.items():
        policies = {slug for number in found for slug in _policies(rows[number - 1])}
        yield Sentence(quote, tuple(found), _among(places.get(quote, ()), policies))


def _quotes(cell: str, places: Places) -> list[str]:
    """The quotes of a cell in the order of the text: what a query joins comes in any."""
    quotes = [quote for quote in cell.split(_BETWEEN_QUOTES) if quote]
    return sorted(quotes, key=lambda quote: ([natural_order(place.iri) for place in places.get(quote, ())], quote))


def _policies(row: Row) -> set[str]:
    return {slug for term in row.values() if term.is_iri for slug in _POLICY.findall(term.value)}


def _among(places: Sequence[Place], policies: set[str]) -> tuple[Place, ...]:
    """The places in these policies; all of them where no policy is known."""
    return tuple(place for place in places if not policies or policies & set(_POLICY.findall(place.iri)))
