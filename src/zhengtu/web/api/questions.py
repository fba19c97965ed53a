"""The saved questions over REST: the list of them, and the answer to each for the values that a client gives."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response
from starlette.exceptions import HTTPException

from zhengtu.store.library import Question, named
from zhengtu.vocab import expand
from zhengtu.web.answers import asking
from zhengtu.web.answers.asking import Answered, Asked
from zhengtu.web.api.known import known_only
from zhengtu.web.api.listing import FORMAT, ON, Listing, media_type_of, respond
from zhengtu.web.api.validities import validity_of
from zhengtu.web.site import Site, given_in, site_of
from zhengtu.web.statements import Row, Term

router = APIRouter()

_NUMBERS = frozenset(map(expand, ("xsd:integer", "xsd:decimal")))
_BOOLEAN = expand("xsd:boolean")
_QUESTION_CONTEXT = {
    "id": "@id",
    "title": {"@id": expand("dct:title"), "@container": "@language"},
    "question": {"@id": expand("dct:description"), "@container": "@language"},
}


@router.get(
    "/api/questions", summary="The saved questions", response_class=Response, dependencies=[Depends(known_only)]
)
def get_questions(
    request: Request,
    format: Annotated[str, FORMAT] = "",  # noqa: ARG001 – read beside Accept
) -> Response:
    """List the questions with the parameters that each takes, and the choices for them."""
    site = site_of(request)
    items = [_described(site, question) for question in site.questions]
    return respond(Listing(items, site.release.path.name, _QUESTION_CONTEXT), media_type_of(request))


@router.get("/api/questions/{name}", summary="The answer to a saved question", response_class=Response)
def get_question(
    request: Request,
    name: Annotated[str, Path(description="The `name` that /api/questions gives, or how it begins: CQ26")],
    on: Annotated[str, ON] = "",  # noqa: ARG001 – read among the parameters of the question
    format: Annotated[str, FORMAT] = "",  # noqa: ARG001 – read beside Accept
) -> Response:
    """Answer a question for the values given, with the standing of each row's policy on a day (`on`).

    Each question takes parameters of its own beside `on` and `format`; /api/questions lists them with their choices.
    """
    site = site_of(request)
    question = named(site.questions, name)
    if question is None:
        raise HTTPException(404, f"There is no question {name!r}; /api/questions lists them")
    media_type = media_type_of(request)
    given = {key: values for key, values in given_in(request).items() if key != "format"}
    asked = asking.put(question, site.catalogue, given)
    answered = asking.answer(asked, site.store, site.calendar)
    return respond(_listing(site, asked, answered), media_type)


def _listing(site: Site, asked: Asked, answered: Answered) -> Listing:
    question = asked.question
    told = {
        "question": _described(site, question, with_choices=False),
        "given": {one.name: list(site.catalogue.values(question, one, asked.given)) for one in question.parameters},
        "on": asked.on.isoformat() if asked.on else None,
        "count": len(answered.rows),
        "complete": True,
        "sparql": asked.text,
    }
    items = [_item(site, answered, place) for place in range(len(answered.rows))]
    return Listing(items, site.release.path.name, _context(site, asked, answered), told=told)


def _described(site: Site, question: Question, with_choices: bool = True) -> dict[str, Any]:
    base = site.public_url.rstrip("/")
    names = zip(question.columns["zh"], question.columns["en"], strict=True)
    return {
        "id": f"{base}/api/questions/{question.id}",
        "name": question.id,
        "title": dict(question.titles),
        "question": dict(question.questions),
        "page": f"{base}/questions/{question.id}",
        "columns": [{"zh": zh, "en": en} for zh, en in names],
        "parameters": [
            {
                "name": one.name,
                "type": one.type,
                "several": one.several,
                "label": dict(one.labels),
                "default": list(site.catalogue.values(question, one, {})),
            }
            | ({"choices": _choices(site, question, one.name)} if with_choices else {})
            for one in question.parameters
        ],
    }


def _choices(site: Site, question: Question, name: str) -> list[dict[str, Any]]:
    parameter = next(one for one in question.parameters if one.name == name)
    return [{"value": choice.value, "label": dict(choice.labels)} for choice in site.catalogue.choices(parameter)]


def _context(site: Site, asked: Asked, answered: Answered) -> dict[str, Any]:
    """Each column is a property of its own, named by the address of the question."""
    start = f"{site.public_url.rstrip('/')}/api/questions/{asked.question.id}#"
    context: dict[str, Any] = {"validity": None}
    for name in answered.variables:
        terms = [row[name] for row in answered.rows if name in row]
        is_iri = bool(terms) and all(term.is_iri for term in terms)
        types = {term.datatype for term in terms if term.datatype}
        context[name] = {"@id": start + name} | (
            {"@type": "@id"} if is_iri else {"@type": types.pop()} if len(types) == 1 and not is_iri else {}
        )
    return context


def _item(site: Site, answered: Answered, place: int) -> dict[str, Any]:
    row, validity = answered.rows[place], answered.validities[place]
    item: dict[str, Any] = {name: _value(row, name) for name in answered.variables}
    if answered.has_validity and "validity" not in item:
        item["validity"] = validity_of(site, validity)
    return item


def _value(row: Row, name: str) -> str | Decimal | bool | None:
    term: Term | None = row.get(name)
    if term is None or not term.value:  # the questions write "" where a text says nothing
        return None
    if term.datatype in _NUMBERS:
        return Decimal(term.value)
    return term.value == "true" if term.datatype == _BOOLEAN else term.value
