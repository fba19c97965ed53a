"""The pages of the shipped questions. What a question is lives in store.library, what its answer holds in answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from zhengtu.store import formats
from zhengtu.store.base import Answer
from zhengtu.store.library import Question, named
from zhengtu.store.parameters import Choice, Parameter
from zhengtu.web import tables
from zhengtu.web.answers import asking
from zhengtu.web.answers.asking import Answered, Asked
from zhengtu.web.answers.validity import Validity
from zhengtu.web.downloads import describe_rows
from zhengtu.web.negotiate import choose
from zhengtu.web.problems import HTML
from zhengtu.web.site import Reader, Site, given_in, site_of
from zhengtu.web.sparql import send
from zhengtu.web.statements import read_rows
from zhengtu.web.tables import Cell, Table

router = APIRouter()

# A table is no graph: in Turtle comes what the graph says of its rows.
_FORMATS = (*formats.RESULTS, formats.TURTLE)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_INPUTS = {"date": "date", "number": "text", "year": "number", "path": "text", "text": "text"}


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as the form shows it: its choices, or an input for each value, and one more where several may be.

    told_by_value are the choices that show their value beside their label.
    """

    parameter: Parameter
    label: str
    values: tuple[str, ...]
    choices: Sequence[Choice]
    input_type: str
    may_be_any: bool
    told_by_value: frozenset[str]


@router.get("/questions", summary="The shipped questions", response_class=Response)
def get_questions(request: Request) -> Response:
    """List the questions, those of a family together."""
    reader = Reader.of(request)
    site = reader.site
    in_families = {question.id for family in site.families for question in family.questions}
    others = [question for question in site.questions if question.id not in in_families]
    return reader.render("questions.html", questions=others, families=site.families)


@router.get("/questions/{name}", summary="A shipped question with its answer", response_class=Response)
def get_question(request: Request, name: str) -> Response:
    """Answer a question: a page, or one of the result formats by suffix or Accept."""
    site = site_of(request)
    stem, _, suffix = name.partition(".")
    question = named(site.questions, stem)
    if question is None:
        raise HTTPException(404, f"There is no question {stem!r}; /questions lists them")
    if question.id != stem:
        return _moved(request, question, suffix)
    asked = asking.put(question, site.catalogue, given_in(request))
    media_type = _media_type(request, suffix)
    if media_type == HTML:
        return _question_page(Reader.of(request), asked)
    if media_type == formats.TURTLE.media_type:
        return send(_in_turtle(site, asked))
    response = send(site.store.query(asked.text, media_type))
    if media_type == formats.CSV.media_type:  # without the mark, Excel shows Chinese as noise
        response.body = BYTE_ORDER_MARK + bytes(response.body)
        response.headers["Content-Length"] = str(len(response.body))
    return response


def _in_turtle(site: Site, asked: Asked) -> Answer:
    """What the graph says of the things in the rows."""
    _, rows = read_rows(site.store.query(asked.text, formats.JSON.media_type))
    return describe_rows(site, (term.value for row in rows for term in row.values() if term.is_iri))


def _moved(request: Request, question: Question, suffix: str) -> Response:
    """Lead from a short name to the address that is cited, with what was given."""
    place = site_of(request).addresses.local(f"/questions/{question.id}{'.' if suffix else ''}{suffix}")
    return RedirectResponse(f"{place}?{request.url.query}" if request.url.query else place, 308)


def _question_page(reader: Reader, asked: Asked) -> Response:
    site = reader.site
    result = site.store.query(asked.text, formats.JSON.media_type)
    answered = asking.read(asked, result, site.calendar)
    table = tables.read_table(reader, result, site.names, asked.question.verbatim)
    headings = list(asked.question.columns[reader.language])
    if answered.has_validity and asked.on is not None:
        headings.append(reader.say("standing_on", date=reader.date(asked.on.isoformat())))
        table = _with_validity(reader, table, answered)
    parameters = [(name, value) for name, values in asked.given.items() for value in values if value.strip()]
    if asked.on is not None:
        parameters.append((asking.ON, asked.on.isoformat()))
    return reader.render(
        "question.html",
        question=asked.question,
        query=asked.text,
        on=asked.on,
        fields=_fields(reader, asked),
        headings=headings,
        table=table,
        downloads=_FORMATS,
        parameters=urlencode(parameters),
    )


def _fields(reader: Reader, asked: Asked) -> list[Field]:
    return [_field(reader, asked, parameter) for parameter in asked.question.parameters]


def _field(reader: Reader, asked: Asked, parameter: Parameter) -> Field:
    catalogue, question = reader.site.catalogue, asked.question
    choices = catalogue.choices(parameter)
    return Field(
        parameter=parameter,
        label=parameter.labels[reader.language],
        values=catalogue.values(question, parameter, asked.given),
        choices=choices,
        input_type=_INPUTS.get(parameter.type, ""),
        may_be_any="UNDEF" in question.defaults(parameter.name),
        told_by_value=_told_by_value([(choice.value, reader.text(choice.labels)) for choice in choices]),
    )


def _told_by_value(choices: Sequence[tuple[str, str]]) -> frozenset[str]:
    """The values that say more than their labels: the numbers of customs modes, and those of labels that two share.

    >>> sorted(_told_by_value([("9710", "直接出口"), ("parks", "园区"), ("a/1", "商务局"), ("b/1", "商务局")]))
    ['9710', 'a/1', 'b/1']
    """
    shown = Counter(label for _, label in choices)
    return frozenset(value for value, label in choices if value != label and (value.isdecimal() or shown[label] > 1))


def _with_validity(reader: Reader, table: Table, answered: Answered) -> Table:
    rows = zip(table.rows, answered.validities, strict=False)  # the table may show the first rows only
    return Table(table.variables, tuple((*cells, _standing(reader, found)) for cells, found in rows), table.total)


def _standing(reader: Reader, validity: Validity | None) -> Cell:
    if validity is None:
        return Cell()
    anchor = (validity.place or "").removeprefix(f"{validity.policy}/")
    href = reader.page(validity.policy) + (f"#{anchor}" if anchor else "")
    return Cell(reader.text(validity.labels), href, " ¦ ".join(validity.sentences))


def _media_type(request: Request, suffix: str) -> str:
    if suffix and suffix != "html":
        found = formats.by_suffix(suffix, _FORMATS)
        if found is None:
            raise HTTPException(404, f"There is no .{suffix} of a question")
        return found.media_type
    offered = [HTML, *(known.media_type for known in _FORMATS)]
    chosen = HTML if suffix else choose(request.headers.get("accept"), offered, formats.RESULT_SYNONYMS)
    if chosen is None:
        raise HTTPException(406, f"A question is answered in {', '.join(offered)}")
    return chosen
