"""Results of SELECT and ASK as a page shows them: cells with labels, links and marked sentences cut for reading."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from zhengtu.errors import UnwritableAnswer
from zhengtu.store.base import Answer
from zhengtu.store.library import Chart
from zhengtu.web.answers.names import Names
from zhengtu.web.site import Reader
from zhengtu.web.statements import Row, Term, read_rows

MAX_SHOWN_ROWS = 500
MAX_BARS = 60
Labels = Mapping[str, Mapping[str, str]]
_NUMBERS = ("decimal", "integer", "double", "float")


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: what is shown, where it leads, its IRI or datatype as a hint."""

    text: str = ""
    href: str | None = None
    title: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The first rows of a result; total says how many there are."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int

    @property
    def numeric(self) -> frozenset[int]:
        """The columns that hold numbers and nothing else."""
        columns = enumerate(zip(*self.rows, strict=True))
        return frozenset(
            place
            for place, cells in columns
            if any(cell.text for cell in cells) and all(cell.is_number or not cell.text for cell in cells)
        )

    @property
    def has_gaps(self) -> bool:
        """Whether a row has nothing in a column."""
        return any(not cell.text for row in self.rows for cell in row)

    @property
    def chart(self) -> Chart | None:
        """Bars of the first column of numbers by the first one of words, where a result has both and few rows."""
        if not 1 < len(self.rows) <= MAX_BARS:
            return None
        words = [place for place in range(len(self.variables)) if place not in self.numeric]
        if not (self.numeric and words):
            return None
        return Chart("bar", self.variables[words[0]], self.variables[min(self.numeric)])


def read_boolean(answer: Answer) -> bool | None:
    """The answer of an ASK; None for that of a SELECT. Raises UnwritableAnswer for triples nested without end."""
    try:
        value = json.loads(answer.body).get("boolean")
    except RecursionError as error:
        raise UnwritableAnswer("The answer holds triples nested too deeply for a page. Ask for a file.") from error
    return None if value is None else bool(value)


def read_table(reader: Reader, answer: Answer, names: Names | None = None, verbatim: Set[str] = frozenset()) -> Table:
    """The answer of a SELECT in JSON; IRIs carry their label in the reader's language, and with names words do too.

    What stands in the columns of verbatim is words of a text, and is never said otherwise.
    """
    variables, rows = read_rows(answer)
    shown = rows[:MAX_SHOWN_ROWS]
    iris = {term.value for row in shown for term in row.values() if term.is_iri}
    labels = reader.site.queries.labels(reader.site.store, iris)
    cells = [_cells(reader, labels, row, variables, names, verbatim) for row in shown]
    return Table(tuple(variables), tuple(cells), len(rows))


def _cells(
    reader: Reader, labels: Labels, row: Row, variables: Sequence[str], names: Names | None, verbatim: Set[str]
) -> tuple[Cell, ...]:
    """The cells of a row; words that are the Chinese label of something in the same row are that thing's label."""
    iris = [term.value for term in row.values() if term.is_iri]
    beside = {labels.get(iri, {}).get("zh", ""): reader.label(labels, iri) for iri in iris} if names else {}
    return tuple(
        _cell(reader, labels, row.get(name), beside, None if name in verbatim else names) for name in variables
    )


def _cell(reader: Reader, labels: Labels, term: Term | None, beside: Mapping[str, str], names: Names | None) -> Cell:
    if term is None:
        return Cell()
    if term.is_iri:
        return Cell(reader.label(labels, term.value), reader.page(term.value), term.value)
    datatype = term.datatype.rsplit("#", 1)[-1]
    is_number = datatype in _NUMBERS
    if is_number:
        return Cell(_grouped(term.value), None, datatype, True)
    text = beside.get(term.value) or names.read(term.value, reader.language) if names else term.value
    return Cell(text, None, (term.language or datatype) if text == term.value else term.value)


def _grouped(number: str) -> str:
    """Set the digits of a large number apart; a year and what is written with an exponent stay as they are.

    >>> _grouped("1500000.5"), _grouped("2024"), _grouped("1.0E6")
    ('1,500,000.5', '2024', '1.0E6')
    """
    whole, point, rest = number.partition(".")
    is_plain = whole.isascii() and whole.lstrip("+-").isdigit() and len(whole) > 4
    return f"{Decimal(whole):,f}{point}{rest}" if is_plain else number
