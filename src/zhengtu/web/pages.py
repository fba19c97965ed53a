"""The home page and the pages of the shipped questions. Pages about resources live elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from zhengtu.iri import DEF
from zhengtu.store import formats
from zhengtu.store.library import Question
from zhengtu.web import tables
from zhengtu.web.negotiate import choose
from zhengtu.web.problems import HTML
from zhengtu.web.site import Reader, Site, site_of
from zhengtu.web.sparql import send
from zhengtu.web.statements import Row

router = APIRouter()


@dataclass(frozen=True, slots=True)
class PolicyEntry:
    """A policy in the list of the home page."""

    href: str
    title: str
    city: str
    status: str
    status_label: str
    number: str
    issued: str
    valid_from: str
    valid_until: str
    years: str
    counts: dict[str, int] = field(default_factory=dict)


@router.get("/", summary="Home", response_class=Response)
def get_home(request: Request) -> Response:
    """List the policies, the questions, and what the graph knows."""
    reader = Reader.of(request)
    site = reader.site
    entries = _policies(reader)
    names = ("Provision", "Measure", "Support", "Condition", "Evidence")
    totals: dict[str, Any] = {name: sum(entry.counts.get(name, 0) for entry in entries) for name in names}
    totals["triples"] = site.release.manifest.get("counts", {}).get("triples", 0)
    quarantined = [doc for doc in site.release.manifest.get("documents", []) if doc["status"] != "published"]
    return reader.render(
        "home.html", policies=entries, totals=totals, questions=site.questions, quarantined=quarantined
    )


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


def _policies(reader: Reader) -> list[PolicyEntry]:
    site = reader.site
    rows = site.queries.rows(site.store, "policies")
    labels = site.queries.labels(
        site.store, (row[key].value for row in rows for key in ("status", "area") if key in row)
    )
    counts = _counts(site)
    return [_entry(reader, row, labels, counts.get(row["policy"].value, {})) for row in rows]


def _entry(reader: Reader, row: Row, labels: dict[str, dict[str, str]], counts: dict[str, int]) -> PolicyEntry:
    def text(name: str) -> str:
        return row[name].value if name in row else ""

    return PolicyEntry(
        href=reader.page(text("policy")),
        title=text("title"),
        city=reader.label(labels, text("area")) if "area" in row else "",
        status=text("status").rsplit("/", 1)[-1],
        status_label=reader.label(labels, text("status")),
        number=text("number"),
        issued=text("issued"),
        valid_from=text("from"),
        valid_until=text("until"),
        years=text("years"),
        counts=counts,
    )


def _counts(site: Site) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for row in site.queries.rows(site.store, "policy-counts"):
        kind = row["kind"].value.removeprefix(DEF)
        counts.setdefault(row["policy"].value, {})[kind] = int(row["count"].value)
    return counts
