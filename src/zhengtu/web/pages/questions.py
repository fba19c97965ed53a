"""The pages of the shipped questions. What a question is lives in store.library."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from zhengtu.store import formats
from zhengtu.store.library import Question
from zhengtu.web import tables
from zhengtu.web.negotiate import choose
from zhengtu.web.problems import HTML
from zhengtu.web.site import Reader, site_of
from zhengtu.web.sparql import send

router = APIRouter()


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
    question = next((known for known in site.questions if known.id == stem), None)
    if question is None:
        raise HTTPException(404, f"There is no question {stem!r}; /questions lists them")
    media_type = _media_type(request, suffix)
    if media_type != HTML:
        return send(site.store.query(question.text, media_type))
    return _question_page(Reader.of(request), question)


def _question_page(reader: Reader, question: Question) -> Response:
    answer = reader.site.store.query(question.text, formats.JSON.media_type)
    table = tables.read_table(reader, answer)
    return reader.render("question.html", question=question, table=table, downloads=formats.RESULTS)


def _media_type(request: Request, suffix: str) -> str:
    if suffix and suffix != "html":
        found = formats.by_suffix(suffix, formats.RESULTS)
        if found is None:
            raise HTTPException(404, f"There is no .{suffix} of a question")
        return found.media_type
    offered = [HTML, *(known.media_type for known in formats.RESULTS)]
    chosen = HTML if suffix else choose(request.headers.get("accept"), offered, formats.RESULT_SYNONYMS)
    if chosen is None:
        raise HTTPException(406, f"A question is answered in {', '.join(offered)}")
    return chosen
