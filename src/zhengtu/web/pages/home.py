"""The home page: which policies there are, and what the graph knows of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from zhengtu.iri import DEF
from zhengtu.store import formats
from zhengtu.web.alternates import alternates, link_header
from zhengtu.web.answers.validity import Validity
from zhengtu.web.negotiate import choose
from zhengtu.web.problems import HTML
from zhengtu.web.site import Reader, Site
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
    validity: Validity | None = None
    counts: dict[str, int] = field(default_factory=dict)


@router.get("/", summary="Home", response_class=Response)
def get_home(request: Request) -> Response:
    """List the policies, the questions, and what the graph knows; who asks for data is sent to its description."""
    reader = Reader.of(request)
    site = reader.site
    offered = [HTML, *(known.media_type for known in formats.GRAPHS)]
    if choose(request.headers.get("accept"), offered, formats.GRAPH_SYNONYMS) not in (HTML, None):
        return RedirectResponse(site.addresses.local("/dataset"), 303, {"Vary": "Accept, Accept-Language"})
    entries = _policies(reader)
    names = ("Provision", "Measure", "Support", "Condition", "Evidence")
    totals: dict[str, Any] = {name: sum(entry.counts.get(name, 0) for entry in entries) for name in names}
    totals["triples"] = site.release.manifest.get("counts", {}).get("triples", 0)
    quarantined = [doc for doc in site.release.manifest.get("documents", []) if doc["status"] != "published"]
    forms = alternates(site.addresses, "/dataset")
    return reader.render(
        "home.html",
        headers={"Link": link_header(forms)},
        policies=entries,
        totals=totals,
        questions=site.questions,
        quarantined=quarantined,
        alternates=forms,
    )


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
        validity=reader.site.calendar.of(text("policy"), reader.on),
        counts=counts,
    )


def _counts(site: Site) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for row in site.queries.rows(site.store, "policy-counts"):
        kind = row["kind"].value.removeprefix(DEF)
        counts.setdefault(row["policy"].value, {})[kind] = int(row["count"].value)
    return counts
