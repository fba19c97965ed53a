"""The page that puts cities side by side on a theme. What it compares lives in answers.compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from zhengtu.web import amounts
from zhengtu.web.answers import compare
from zhengtu.web.answers.compare import RATIO, YUAN, ComparedPolicy, Comparison, Payer
from zhengtu.web.answers.measures import UPPER_BOUND, Measure, Support
from zhengtu.web.answers.validity import asked_day
from zhengtu.web.downloads import send_table
from zhengtu.web.pages.facts import FactReader, MeasureCard
from zhengtu.web.site import Reader

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Item:
    """One value in a cell; is_shared where another city has the same. href leads to its words."""

    text: str
    href: str = ""
    exact: str = ""
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class Aspect:
    """A row of the comparison: the values of every city in the order of the columns."""

    key: str
    cells: tuple[tuple[Item, ...], ...]

    @property
    def differs(self) -> bool:
        """Whether two cities that say something say different things."""
        said = [frozenset(item.text for item in cell) for cell in self.cells if cell]
        return len(set(said)) > 1


@dataclass(frozen=True, slots=True)
class City:
    """A column: the policy and its measures of the theme, as cards."""

    policy: ComparedPolicy
    page: str
    measures: tuple[Measure, ...]
    cards: tuple[tuple[str, str, MeasureCard], ...]


@router.get("/compare", summary="Cities compared by theme", response_class=Response)
@router.get("/compare.{suffix}", summary="Cities compared by theme, as a file", response_class=Response)
def get_compare(request: Request, theme: str = "", suffix: str = "html") -> Response:
    """Put cities side by side on a theme; without one, show all themes against all cities."""
    reader = Reader.of(request)
    queries, store = reader.site.queries, reader.site.store
    on = asked_day(request.query_params.getlist("on"))
    held: dict[str, Any] = {"on": on, "validities": reader.site.calendar.on(on)}
    if not theme:
        overview = compare.overview(queries, store)
        if suffix != "html":
            return send_table(reader, compare.overview_table(overview, reader.language), suffix)
        return reader.render("themes.html", overview=overview, sum=_sum(reader), **held)
    found = compare.compare(queries, store, theme)
    if found is None:
        raise HTTPException(404, f"No measure of this release is of the theme {theme!r}; /compare lists the themes")
    if suffix != "html":
        return send_table(reader, compare.table(found, reader.language, reader.site.calendar.on(on)), suffix)
    cities = [_city(reader, found, policy) for policy in found.overview.policies]
    return reader.render("compare.html", found=found, cities=cities, aspects=aspects(reader, found), **held)


def aspects(reader: Reader, found: Comparison) -> list[Aspect]:
    """The rows of the comparison, in the order in which a researcher reads them."""
    labels = found.measures.labels

    def label(iri: str) -> str:
        return reader.label(labels, iri)

    def of(read: Callable[[Measure], Iterable[Item]]) -> list[tuple[Item, ...]]:
        return [
            tuple(dict.fromkeys(item for measure in found.of(policy.iri) for item in read(measure)))
            for policy in found.overview.policies
        ]

    def supports(wanted: Callable[[Support], bool]) -> Callable[[Measure], list[Item]]:
        return lambda measure: [_fact(reader, found, part.iri, "support") for part in measure.supports if wanted(part)]

    rows = {
        "amounts": of(supports(lambda part: part.unit != RATIO and not part.is_bound)),
        "caps": of(supports(lambda part: part.unit != RATIO and part.is_bound)),
        "rates": of(supports(lambda part: part.unit == RATIO)),
        "thresholds": of(lambda measure: [_fact(reader, found, part.iri, "condition") for part in measure.conditions]),
        "beneficiaries": of(lambda measure: [Item(label(code), reader.page(code)) for code in measure.beneficiaries]),
        "instruments": of(lambda measure: [Item(label(code), reader.page(code)) for code in measure.instruments]),
        "frequencies": of(lambda measure: [Item(label(code), reader.page(code)) for code in measure.frequencies]),
        "payers": of(lambda measure: [_payer(reader, label, item) for item in found.payers.get(measure.provision, ())]),
    }
    return [Aspect(key, _shared(cells)) for key, cells in rows.items() if any(cells)]


def _shared(cells: list[tuple[Item, ...]]) -> tuple[tuple[Item, ...], ...]:
    texts = [{item.text for item in cell} for cell in cells]
    return tuple(
        tuple(
            Item(item.text, item.href, item.exact, any(item.text in other for j, other in enumerate(texts) if j != i))
            for item in cell
        )
        for i, cell in enumerate(cells)
    )


def _fact(reader: Reader, found: Comparison, part: str, read: str) -> Item:
    """A support or a condition as the cards word it, with what it is tied to (per what, of which base, which tier)."""
    policy = found.measures.statements.value(part, "zt:inPolicy") or ""
    facts = FactReader(reader, found.measures.statements, found.measures.labels, policy)
    fact = facts.support(part) if read == "support" else facts.condition(part)
    text = " ".join((f"{fact.lead} {fact.text}".strip(), *fact.details))
    return Item(text, f"{reader.page(policy)}#{fact.span or fact.anchor}", fact.exact)


def _payer(reader: Reader, label: Callable[[str], str], payer: Payer) -> Item:
    shares = [
        f"{label(level)} {reader.say('at_most') + ' ' if bound == UPPER_BOUND else ''}"
        f"{amounts.display(ratio, 'ratio', '', reader.language)}"
        for level, ratio, bound in payer.shares
    ]
    return Item(f"{' + '.join(shares) or label(payer.outcome)} ({reader.say('n_areas', n=payer.areas)})")


def _city(reader: Reader, found: Comparison, policy: ComparedPolicy) -> City:
    facts = FactReader(reader, found.measures.statements, found.measures.labels, policy.iri)
    measures = found.of(policy.iri)
    of = found.measures.statements
    cards = tuple(
        (measure.provision, of.value(measure.provision, "rdfs:label") or "", facts.measure(measure.iri))
        for measure in measures
    )
    return City(policy, reader.page(policy.iri), measures, cards)


def _sum(reader: Reader) -> Callable[[Decimal], str]:
    return lambda value: amounts.display(value, YUAN.rsplit("/", 1)[-1], "", reader.language)
