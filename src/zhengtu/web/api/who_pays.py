"""Who pays as JSON: one item for each provision in each area. What it says is worked out in answers.who_pays."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from zhengtu.errors import BadParameter
from zhengtu.store.parameters import listed
from zhengtu.web.amounts import read_amount
from zhengtu.web.answers import who_pays
from zhengtu.web.answers.measures import notation
from zhengtu.web.answers.validity import asked_day
from zhengtu.web.answers.who_pays import PayerQuestion, PayerSplit, Share, WhoPays
from zhengtu.web.api.known import known_only
from zhengtu.web.api.validities import validity_of
from zhengtu.web.site import Site, site_of

router = APIRouter(dependencies=[Depends(known_only)])


@router.get("/api/who-pays", summary="Who pays, by level of finance")
def get_who_pays(
    request: Request,
    policy: Annotated[str, Query(description="IRI or slug, as yuncheng-2024")] = "",
    provision: Annotated[str, Query(description="IRI, or what follows id/policy/: yuncheng-2024/art_5/item_3")] = "",
    area: Annotated[str, Query(description="IRI, code (140802) or Chinese name (盐湖区)")] = "",
    amount: Annotated[str, Query(description="The support in yuan that is divided: 500000 or 50万")] = "",
    on: Annotated[str, Query(description="The day that standings are given for; today where it is absent")] = "",
) -> JSONResponse:
    """Say who pays for provisions in areas; where no rule says so, the outcome is not_stated, without shares."""
    if not (policy or provision or area):
        raise HTTPException(400, "Ask for a policy, a provision or an area; /who-pays lists those that there are")
    site = site_of(request)
    answer = who_pays.find(site.queries, site.store, PayerQuestion(policy, provision, area, read_amount(amount)))
    _refuse_unknown(answer)
    validities = site.calendar.on(asked_day([on]))
    items = [_item(site, answer, split, validity_of(site, validities.get(split.policy))) for split in answer.splits]
    return JSONResponse({"items": items, "next": None, "release": site.release.path.name})


def _refuse_unknown(answer: WhoPays) -> None:
    """Tell a policy or a provision that there is not from one that nobody says who pays for. Raises BadParameter."""
    asked = answer.question
    if asked.policy and all(asked.policy not in (known.iri, known.slug) for known in answer.policies):
        slugs = listed([known.slug for known in answer.policies])
        raise BadParameter(f"policy is {asked.policy!r}; give one of {slugs}")
    if asked.provision and not asked.area and not answer.splits:
        raise BadParameter(f"provision is {asked.provision!r}, which has no support; /who-pays lists those that have")


def _item(site: Site, answer: WhoPays, split: PayerSplit, validity: dict[str, Any] | None) -> dict[str, Any]:
    policy = answer.policy(split.policy)
    provision = split.provision
    return {
        "id": split.iri,
        "policy": {
            "id": policy.iri,
            "slug": policy.slug,
            "title": policy.title,
            "status": notation(policy.status),
        },
        "validity": validity,
        "provision": provision and {"id": provision.iri, "label": provision.label, "path": provision.path},
        "area": {"id": split.area, "label": answer.labels.get(split.area, {})} if split.area else None,
        "outcome": notation(split.outcome),
        "reasons": [{"code": notation(reason), "label": answer.labels.get(reason, {})} for reason in split.reasons],
        "rule": split.rule or None,
        "shares": [_share(answer, share) for share in split.shares],
        "sentences": [
            {"id": sentence.iri, "quote": sentence.quote, "page": _page(site, sentence.policy, sentence.iri)}
            for sentence in split.sentences
        ],
    }


def _share(answer: WhoPays, share: Share) -> dict[str, Any]:
    return {
        "level": notation(share.level),
        "label": answer.labels.get(share.level, {}),
        "ratio": f"{share.ratio:f}",
        "bound": notation(share.bound),
        "yuan": None if share.amount is None else f"{share.amount.normalize():f}",
    }


def _page(site: Site, policy: str, span: str) -> str:
    return f"{site.addresses.document(policy)}#{span.removeprefix(policy + '/')}"
