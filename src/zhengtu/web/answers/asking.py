"""A saved question answered for a reader: its rows, and the standing of each row's policy on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhengtu.errors import BadParameter
from zhengtu.store import formats
from zhengtu.store.base import Answer, Store
from zhengtu.store.catalogue import Catalogue, Given
from zhengtu.store.library import Question
from zhengtu.web.answers.validity import Calendar, Validity, asked_day
from zhengtu.web.statements import Row, read_rows

ON = "on"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what was given; text is the query that asks it, on the day that standings are told for.

    A question that is about days itself has no such day: on is None.
    """

    question: Question
    given: Given
    text: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Answered:
    """All rows of an answer. validities has the standing of the policy of each row, None where it is of none."""

    variables: Sequence[str]
    rows: Sequence[Row]
    validities: Sequence[Validity | None]

    @property
    def has_validity(self) -> bool:
        """Whether any row is of a policy."""
        return any(self.validities)


def put(question: Question, catalogue: Catalogue, given: Given) -> Asked:
    """Check what was given for a question and the day. Raises BadParameter naming what is allowed."""
    is_about_days = any(parameter.name == ON for parameter in question.parameters)
    own = {name: values for name, values in given.items() if is_about_days or name != ON}
    try:
        text = catalogue.bound(question, own)
    except BadParameter as error:
        raise BadParameter(f"{question.id}: {error}") from error
    return Asked(question, own, text, None if is_about_days else asked_day(given.get(ON, ())))


def answer(asked: Asked, store: Store, calendar: Calendar) -> Answered:
    """Ask the question. The last column of every question is the fact, whose IRI tells its policy."""
    return read(asked, store.query(asked.text, formats.JSON.media_type), calendar)


def read(asked: Asked, result: Answer, calendar: Calendar) -> Answered:
    """The rows of a result in JSON, with their standings."""
    variables, rows = read_rows(result)
    if asked.on is None or not variables:
        return Answered(variables, rows, [None] * len(rows))
    validities = [_validity(row, variables[-1], asked.on, calendar) for row in rows]
    return Answered(variables, rows, validities)


def _validity(row: Row, fact: str, on: date, calendar: Calendar) -> Validity | None:
    term = row.get(fact)
    return calendar.of(term.value, on) if term is not None and term.is_iri else None
