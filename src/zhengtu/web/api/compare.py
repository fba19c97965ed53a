"""Cities compared by theme over REST: an item for each policy, a row of CSV for each measure.

What is compared lives in answers.compare.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from zhengtu.errors import BadParameter
from zhengtu.iri import CODE
from zhengtu.store.parameters import listed
from zhengtu.vocab import expand
from zhengtu.web.answers import compare
from zhengtu.web.answers.compare import Comparison, Payer
from zhengtu.web.answers.measures import Condition, Measure, Support, notation, plain
from zhengtu.web.answers.shapes import Kind, Member, coded
from zhengtu.web.answers.validity import asked_day
from zhengtu.web.api.known import known_only
from zhengtu.web.api.listing import FORMAT, ON, Item, Listing, media_type_of, respond
from zhengtu.web.api.schemas import (
    BOOLEAN,
    LABEL,
    TEXT,
    VALIDITY,
    WHOLE,
    answer_responses,
    list_of,
    object_of,
    or_none,
)
from zhengtu.web.api.validities import validity_of
from zhengtu.web.site import site_of

router = APIRouter(dependencies=[Depends(known_only)])

_UNIT = coded("zt:unit", f"{CODE}unit/")
_PERIOD = coded("zt:period", f"{CODE}period/")
_VALUE = Member("value", "zt:value", Kind.number).context()
_TIER = Member("tier", "zt:tier", Kind.whole).context()
_MEASURE_CONTEXT: dict[str, Any] = {
    "provision": {"@id": expand("zt:statedIn"), "@type": "@id"},
    "instruments": expand("zt:instrument"),
    "beneficiaries": expand("zt:beneficiaryType"),
    "frequencies": expand("zt:frequency"),
    "states_a_figure": Member("states_a_figure", "zt:isQuantified", Kind.boolean).context(),
    "supports": {
        "@id": expand("zt:hasSupport"),
        "@context": {
            "value": _VALUE,
            "unit": _UNIT,
            "bound": coded("zt:bound", f"{CODE}bound/"),
            "is_ceiling": None,
            "per": coded("zt:per", f"{CODE}per/"),
            "period": _PERIOD,
            "payer": coded("zt:payerLevel", f"{CODE}payer-level/"),
            "tier": _TIER,
        },
    },
    "conditions": {
        "@id": expand("zt:hasCondition"),
        "@context": {
            "metric": coded("zt:metric", f"{CODE}metric/"),
            "comparator": coded("zt:comparator", expand("odrl:")),
            "value": _VALUE,
            "unit": _UNIT,
            "period": _PERIOD,
            "tier": _TIER,
            "alternative": Member("alternative", "zt:alternative", Kind.whole).context(),
            "wording": Member("wording", "zt:conditionText", Kind.chinese).context(),
        },
    },
    "requirements": None,
    "payers": None,
    "sentence": None,
    "evidence": {"@id": expand("zt:hasEvidence"), "@type": "@id"},
}
# A policy stands in a member of its own and is the item all the same: @nest says so.
_CONTEXT: dict[str, Any] = {
    "id": "@id",
    "policy": "@nest",
    "slug": expand("zt:slug"),
    "title": Member("title", "eli:title", Kind.chinese).context(),
    "status": coded("zt:status", f"{CODE}status/"),
    "validity": None,
    "area": expand("zt:issuingArea"),
    "code": expand("skos:notation"),
    "label": {"@id": expand("rdfs:label"), "@container": "@language"},
    "measures": {"@reverse": expand("zt:inPolicy"), "@context": _MEASURE_CONTEXT},
}
_NUMBER_OR_NONE = or_none(WHOLE)
_CODES = list_of(object_of(id=TEXT, code=TEXT, label=LABEL))
_SUPPORT = object_of(
    id=TEXT,
    value=TEXT,
    unit=TEXT,
    bound=TEXT,
    is_ceiling=BOOLEAN,
    per=or_none(TEXT),
    period=or_none(TEXT),
    payer=or_none(TEXT),
    tier=_NUMBER_OR_NONE,
)
_CONDITION = object_of(
    id=TEXT,
    metric=TEXT,
    comparator=TEXT,
    value=TEXT,
    unit=TEXT,
    period=or_none(TEXT),
    tier=_NUMBER_OR_NONE,
    alternative=_NUMBER_OR_NONE,
    wording=TEXT,
)
_PAYER = object_of(outcome=TEXT, areas=WHOLE, shares=list_of(object_of(level=TEXT, ratio=TEXT, bound=TEXT)))
_MEASURE = object_of(
    id=TEXT,
    provision=TEXT,
    instruments=_CODES,
    beneficiaries=_CODES,
    frequencies=_CODES,
    states_a_figure=BOOLEAN,
    supports=list_of(_SUPPORT),
    conditions=list_of(_CONDITION),
    requirements=list_of(TEXT),
    payers=list_of(_PAYER),
    sentence=TEXT,
    evidence=list_of(TEXT),
)
_POLICY = object_of(
    policy=object_of(id=TEXT, slug=TEXT, title=TEXT, status=TEXT),
    validity=VALIDITY,
    area=or_none(object_of(id=TEXT, label=LABEL)),
    measures=list_of(_MEASURE),
)
_RESPONSES = answer_responses(_POLICY, "The measures of each policy; CSV has a row for each measure")
_THEME = "IRI or code of a theme: overseas_warehouses"


@router.get("/api/compare", summary="Cities compared by theme", response_class=Response, responses=_RESPONSES)
def get_compare(
    request: Request,
    theme: Annotated[str, Query(description=_THEME, examples=["overseas_warehouses"], min_length=1)],
    on: Annotated[str, ON] = "",
    format: Annotated[str, FORMAT] = "",  # noqa: ARG001 – read beside Accept
) -> Response:
    """Give the measures of all cities on a theme; a city without one is listed with none."""
    site, media_type = site_of(request), media_type_of(request)
    found = compare.compare(site.queries, site.store, theme)
    if found is None:
        themes = [notation(iri) for iri in compare.overview(site.queries, site.store).themes]
        raise BadParameter(f"theme is {theme!r}, which no measure of this release has; give one of {listed(themes)}")
    validities = site.calendar.on(asked_day([on]))
    items = [
        {
            "policy": {"id": policy.iri, "slug": policy.slug, "title": policy.title, "status": notation(policy.status)},
            "validity": validity_of(site, validities.get(policy.iri)),
            "area": {"id": policy.area, "label": found.measures.labels.get(policy.area, {})} if policy.area else None,
            "measures": [_measure(found, measure) for measure in found.of(policy.iri)],
        }
        for policy in found.overview.policies
    ]
    rows = [row for item in items for row in _rows(item)]
    return respond(Listing(items, site.release.path.name, _CONTEXT, rows=rows), media_type)


def _rows(item: Item) -> list[Item]:
    """A row for each measure of a policy, one without a measure for a policy that has none."""
    of_policy = {name: value for name, value in item.items() if name != "measures"}
    return [
        {**of_policy, "measure": {**one, "payers": [*map(_in_a_cell, one["payers"])]}} for one in item["measures"]
    ] or [of_policy]


def _in_a_cell(payer: Item) -> str:
    shares = (
        f"{one['level']} {'≤ ' if one['bound'] == 'upper-bound' else ''}{one['ratio']}" for one in payer["shares"]
    )
    return f"{' + '.join(shares) or payer['outcome']} ({payer['areas']})"


def _measure(found: Comparison, measure: Measure) -> dict[str, Any]:
    def codes(iris: tuple[str, ...]) -> list[dict[str, Any]]:
        return [{"id": iri, "code": notation(iri), "label": found.measures.labels.get(iri, {})} for iri in iris]

    return {
        "id": measure.iri,
        "provision": measure.provision,
        "instruments": codes(measure.instruments),
        "beneficiaries": codes(measure.beneficiaries),
        "frequencies": codes(measure.frequencies),
        "states_a_figure": measure.is_quantified,
        "supports": [_support(part) for part in measure.supports],
        "conditions": [_condition(part) for part in measure.conditions],
        "requirements": list(measure.requirements),
        "payers": [_payer(payer) for payer in found.payers.get(measure.provision, ())],
        "sentence": measure.quote,
        "evidence": list(measure.spans),
    }


def _support(part: Support) -> dict[str, Any]:
    return {
        "id": part.iri,
        "value": plain(part.value),
        "unit": notation(part.unit),
        "bound": notation(part.bound),
        "is_ceiling": part.is_ceiling,
        "per": notation(part.per) or None,
        "period": notation(part.period) or None,
        "payer": notation(part.payer) or None,
        "tier": part.tier,
    }


def _condition(part: Condition) -> dict[str, Any]:
    return {
        "id": part.iri,
        "metric": notation(part.metric),
        "comparator": notation(part.comparator),
        "value": plain(part.value),
        "unit": notation(part.unit),
        "period": notation(part.period) or None,
        "tier": part.tier,
        "alternative": part.alternative,
        "wording": part.wording,
    }


def _payer(payer: Payer) -> dict[str, Any]:
    shares = [
        {"level": notation(level), "ratio": plain(ratio), "bound": notation(bound)}
        for level, ratio, bound in payer.shares
    ]
    return {"outcome": notation(payer.outcome), "areas": payer.areas, "shares": shares}
