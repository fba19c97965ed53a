"""Cities compared by theme as JSON: one item for each measure. What is compared lives in answers.compare."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from zhengtu.web.answers import compare
from zhengtu.web.answers.compare import Comparison, Payer
from zhengtu.web.answers.measures import Condition, Measure, Support, notation, plain
from zhengtu.web.answers.validity import asked_day
from zhengtu.web.api.known import known_only
from zhengtu.web.api.validities import validity_of
from zhengtu.web.site import site_of

router = APIRouter(dependencies=[Depends(known_only)])


@router.get("/api/compare", summary="Cities compared by theme")
def get_compare(
    request: Request,
    theme: Annotated[str, Query(description="IRI or code of a theme: overseas_warehouses")],
    on: Annotated[str, Query(description="The day that standings are given for; today where it is absent")] = "",
) -> JSONResponse:
    """Give the measures of all cities on a theme; a city without one is listed with none."""
    site = site_of(request)
    found = compare.compare(site.queries, site.store, theme)
    if found is None:
        raise HTTPException(404, f"No measure of this release is of the theme {theme!r}; /compare lists the themes")
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
    return JSONResponse({"items": items, "next": None, "release": site.release.path.name})


def _measure(found: Comparison, measure: Measure) -> dict[str, Any]:
    def codes(iris: tuple[str, ...]) -> list[dict[str, Any]]:
        return [{"code": notation(iri), "label": found.measures.labels.get(iri, {})} for iri in iris]

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
