"""The tables of the pages of resources as files: what agencies, areas and codes head, and how any fact was read.

What stands in them is what subjects and standing found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from zhengtu.web.amounts import display
from zhengtu.web.answers.compare import Payer
from zhengtu.web.answers.measures import UPPER_BOUND
from zhengtu.web.answers.table import DataTable, Value, columns
from zhengtu.web.downloads import send_table
from zhengtu.web.pages import resource
from zhengtu.web.pages.facts import Fact
from zhengtu.web.pages.resource import ResourceView
from zhengtu.web.pages.subjects import Place, Subject
from zhengtu.web.site import Reader

router = APIRouter()

# The spaces of addresses that have such pages: how the address begins, and how the IRI does.
_SPACES = {"doc": "id", "code": "code"}
# A row, after the IRI that it is about.
_Rows = Iterator[tuple[str, tuple[Value, ...]]]


@router.get("/table/readings/{path:path}", summary="How a fact was read, as a file", response_class=Response)
def get_readings(request: Request) -> Response:
    """Give the rules that a fact was read by; the address is that of its page."""
    reader = Reader.of(request)
    path, view, suffix = _page_of(reader, "/table/readings/")
    if view is None or not view.standing.readings:
        raise HTTPException(404, f"Nothing says how /{path} was read; the facts of policies say it")
    rows = [
        (reading.slot, reading.rule, reader.say("list_comma").join(reading.penalties), reading.confidence, reading.iri)
        for reading in view.standing.readings
    ]
    return send_table(reader, DataTable("readings", columns(_READINGS), tuple(rows), (view.iri,)), suffix)


@router.get("/table/{path:path}", summary="The table of a page as a file", response_class=Response)
def get_table(request: Request) -> Response:
    """Give the table at the head of the page of an agency, an area or a code; the address is the page's."""
    reader = Reader.of(request)
    path, view, suffix = _page_of(reader, "/table/")
    table = table_of(reader, view) if view else None
    if table is None:
        raise HTTPException(404, f"There is no table at /{path}; agencies, areas and codes of measures have one")
    return send_table(reader, table, suffix)


def _page_of(reader: Reader, start: str) -> tuple[str, ResourceView | None, str]:
    """What stands behind the start of the address: the path of a page, what it shows, and a suffix."""
    path, _, suffix = reader.path.removeprefix(start).rpartition(".")
    space, _, rest = path.partition("/")
    iri = reader.site.addresses.iri_of(_SPACES[space], rest) if space in _SPACES else None
    return path, resource.build(reader, iri) if iri else None, suffix


def table_of(reader: Reader, view: ResourceView) -> DataTable | None:
    """The table of a page, a row for each measure, duty or provision; None for a page without one."""
    subject = view.subject
    if subject is None or subject.kind in ("provision", "measure"):
        return None
    names, found = {"agency": (_DUTIES, _duties), "area": (_PAYERS, _payers)}.get(subject.kind, (_MEASURES, _measures))
    rows = list(found(reader, subject, view.labels))
    stem = f"{subject.kind}-{view.iri.rsplit('/', 1)[-1]}" if view.iri.isascii() else subject.kind
    return DataTable(
        stem, columns((*_POLICY, *names)), tuple(row for _, row in rows), tuple(dict.fromkeys(iri for iri, _ in rows))
    )


Labels = Mapping[str, Mapping[str, str]]
_POLICY = (("policy", "文件", "policy"), ("on", "日期", "day"), ("standing", "效力", "standing on the day"))
_MEASURES = (
    ("provision", "条款", "provision"),
    ("instruments", "支持方式", "instruments"),
    ("beneficiaries", "对象", "beneficiaries"),
    ("supports", "额度", "supports"),
    ("conditions", "条件", "conditions"),
    ("requirements", "要求", "requirements"),
    ("notes", "频次等", "frequency and more"),
    ("measure", "标识", "IRI"),
)
_DUTIES = (
    ("role", "角色", "role"),
    ("provision", "条款", "provision"),
    ("duties", "职责", "duties"),
    ("sentence", "原文", "sentence"),
    ("fact", "标识", "IRI"),
)
_PAYERS = (("provision", "条款", "provision"), ("payers", "出资方", "payers"), ("iri", "标识", "IRI"))
_READINGS = (
    ("slot", "栏目", "slot"),
    ("rule", "依据", "read by"),
    ("penalties", "存疑之处", "what lowers confidence"),
    ("confidence", "可信度", "confidence"),
    ("iri", "标识", "IRI"),
)


def _measures(reader: Reader, subject: Subject, _labels: Labels) -> _Rows:
    join = reader.say("list_comma").join
    for city in subject.measures:
        for provision, _, card in city.cards:
            iri = f"{city.place.iri}/{card.anchor}"
            facts = (_texts(card.supports), _texts(card.conditions), _texts(card.requirements), join(card.notes))
            yield iri, (*_of(reader, city.place), provision, card.instrument, join(card.beneficiaries), *facts, iri)


def _duties(reader: Reader, subject: Subject, labels: Labels) -> _Rows:
    join = reader.say("list_comma").join
    for role, duties in subject.duties:
        for duty in duties:
            place = Place.of(reader, labels, duty.policy)
            said = (reader.say(f"duty_{role}"), duty.text, join(duty.kinds), duty.quote, duty.iri)
            yield duty.iri, (*_of(reader, place), *said)


def _payers(reader: Reader, subject: Subject, labels: Labels) -> _Rows:
    for place, rows in subject.area:
        for row in rows:
            payers = "; ".join(_payer(reader, labels, payer) for payer in row.payers)
            yield row.provision, (*_of(reader, place), row.label, payers, row.provision)
        if not rows:
            yield place.iri, (*_of(reader, place), None, None, place.iri)


def _of(reader: Reader, place: Place) -> tuple[Value, ...]:
    validity = place.validity
    said = (validity.on.isoformat(), reader.text(validity.labels)) if validity else (None, None)
    return (place.title, *said)


def _texts(facts: tuple[Fact, ...]) -> str:
    return "; ".join(" ".join((f"{fact.lead} {fact.text}".strip(), *fact.details)) for fact in facts)


def _payer(reader: Reader, labels: Labels, payer: Payer) -> str:
    shares = (
        f"{reader.label(labels, level)} {reader.say('at_most') + ' ' if bound == UPPER_BOUND else ''}"
        f"{display(ratio, 'ratio', '', reader.language)}"
        for level, ratio, bound in payer.shares
    )
    return " + ".join(shares) or reader.label(labels, payer.outcome)
