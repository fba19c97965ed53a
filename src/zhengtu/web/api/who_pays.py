"""Who pays over REST: one item for each provision in each area. What it says is worked out in answers.who_pays."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.exceptions import HTTPException

from zhengtu.errors import BadParameter
from zhengtu.iri import CODE
from zhengtu.store.parameters import Parameter, listed
from zhengtu.vocab import expand
from zhengtu.web.amounts import read_amount
from zhengtu.web.answers import who_pays
from zhengtu.web.answers.measures import notation
from zhengtu.web.answers.shapes import Kind, Member, coded
from zhengtu.web.answers.validity import asked_day
from zhengtu.web.answers.who_pays import PayerQuestion, PayerSplit, Share, WhoPays, areas_meant
from zhengtu.web.api.known import known_only
from zhengtu.web.api.listing import FORMAT, ON, Listing, media_type_of, respond
from zhengtu.web.api.schemas import LABEL, TEXT, VALIDITY, answer_responses, list_of, object_of, or_none
from zhengtu.web.api.validities import validity_of
from zhengtu.web.site import Site, site_of

router = APIRouter(dependencies=[Depends(known_only)])

_LABEL = {"@id": expand("rdfs:label"), "@container": "@language"}
_PAGE = {"@id": expand("foaf:page"), "@type": "@id"}
_CONTEXT: dict[str, Any] = {
    "id": "@id",
    "code": expand("skos:notation"),
    "label": _LABEL,
    "validity": None,
    "policy": {
        "@id": expand("zt:inPolicy"),
        "@context": {
            "slug": expand("zt:slug"),
            "title": Member("title", "eli:title", Kind.chinese).context(),
            "status": coded("zt:status", f"{CODE}status/"),
        },
    },
    "provision": {
        "@id": expand("zt:forProvision"),
        "@context": {"label": Member("label", "rdfs:label", Kind.chinese).context(), "path": expand("zt:path")},
    },
    "area": expand("zt:forArea"),
    "outcome": coded("zt:splitOutcome", f"{CODE}split-outcome/"),
    "reasons": expand("zt:splitReason"),
    "rule": {"@id": expand("zt:underRule"), "@type": "@id"},
    "shares": {
        "@id": expand("zt:appliesShare"),
        "@context": {
            "level": coded("zt:payerLevel", f"{CODE}payer-level/"),
            "label": None,
            "ratio": Member("ratio", "zt:ratio", Kind.number).context(),
            "bound": coded("zt:bound", f"{CODE}bound/"),
            "yuan": None,
        },
    },
    "sentences": {
        "@id": expand("zt:hasEvidence"),
        "@context": {"quote": Member("quote", "zt:quote", Kind.chinese).context(), "page": _PAGE},
    },
}
_SHARE = object_of(id=TEXT, level=TEXT, label=LABEL, ratio=TEXT, bound=TEXT, yuan=or_none(TEXT))
_SPLIT = object_of(
    id=TEXT,
    policy=object_of(id=TEXT, slug=TEXT, title=TEXT, status=TEXT),
    validity=VALIDITY,
    provision=or_none(object_of(id=TEXT, label=TEXT, path=TEXT)),
    area=or_none(object_of(id=TEXT, label=LABEL)),
    outcome=TEXT,
    reasons=list_of(object_of(id=TEXT, code=TEXT, label=LABEL)),
    rule=or_none(TEXT),
    shares=list_of(_SHARE),
    sentences=list_of(object_of(id=TEXT, quote=TEXT, page=TEXT)),
)
_RESPONSES = answer_responses(_SPLIT, "Who pays for a provision in an area; without both, of a policy without a rule")
_EXAMPLE = "yuncheng-2024/art_5/item_3"
_AREA = Parameter("area", "code", "area", False, {"zh": "地区", "en": "area"})
_PROVISION = f"IRI, or what follows id/policy/: {_EXAMPLE}"


@router.get("/api/who-pays", summary="Who pays, by level of finance", response_class=Response, responses=_RESPONSES)
def get_who_pays(
    request: Request,
    policy: Annotated[str, Query(description="IRI or slug, as yuncheng-2024", examples=["yuncheng-2024"])] = "",
    provision: Annotated[str, Query(description=_PROVISION, examples=[_EXAMPLE])] = "",
    area: Annotated[str, Query(description="IRI, code (140802) or Chinese name (盐湖区)", examples=["140802"])] = "",
    amount: Annotated[
        str, Query(description="The support in yuan that is divided: 500000 or 50万", examples=["50万"])
    ] = "",
    on: Annotated[str, ON] = "",
    format: Annotated[str, FORMAT] = "",  # noqa: ARG001 – read beside Accept
) -> Response:
    """Say who pays for provisions in areas; where no rule says so, the outcome is not_stated, without shares."""
    if not (policy or provision or area):
        raise HTTPException(400, "Ask for a policy, a provision or an area; /who-pays lists those that there are")
    site, media_type = site_of(request), media_type_of(request)
    answer = who_pays.find(site.queries, site.store, PayerQuestion(policy, provision, area, read_amount(amount)))
    _refuse_unknown(site, answer)
    validities = site.calendar.on(asked_day([on]))
    items = [_item(site, answer, split, validity_of(site, validities.get(split.policy))) for split in answer.splits]
    return respond(Listing(items, site.release.path.name, _CONTEXT), media_type)


def _refuse_unknown(site: Site, answer: WhoPays) -> None:
    """Tell what there is not from what nobody says who pays for. Raises BadParameter."""
    asked = answer.question
    slugs = [known.slug for known in answer.policies]
    if asked.policy and all(asked.policy not in (known.iri, known.slug) for known in answer.policies):
        raise BadParameter(f"policy is {asked.policy!r}; give one of {listed(slugs)}")
    if asked.area and not areas_meant(asked.area, answer.areas, answer.labels):
        known = site.catalogue.choices(_AREA)
        if all(asked.area not in one.names for one in known):
            raise BadParameter(f"area is {asked.area!r}; give one of {listed([one.value for one in known])}, or a name")
    starts = [start for known in answer.policies for start in (f"{known.slug}/", f"{known.iri}/")]
    if asked.provision and not asked.provision.startswith(tuple(starts)):
        raise BadParameter(
            f"provision is {asked.provision!r}; give an IRI, or a path in one of {listed(slugs)}, such as {_EXAMPLE}"
        )
    if asked.provision and answer.chosen and not answer.splits:
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
        "reasons": [
            {"id": reason, "code": notation(reason), "label": answer.labels.get(reason, {})} for reason in split.reasons
        ],
        "rule": split.rule or None,
        "shares": [_share(answer, share) for share in split.shares],
        "sentences": [
            {"id": sentence.iri, "quote": sentence.quote, "page": _page(site, sentence.policy, sentence.iri)}
            for sentence in split.sentences
        ],
    }


def _share(answer: WhoPays, share: Share) -> dict[str, Any]:
    return {
        "id": share.iri,
        "level": notation(share.level),
        "label": answer.labels.get(share.level, {}),
        "ratio": f"{share.ratio:f}",
        "bound": notation(share.bound),
        "yuan": None if share.amount is None else f"{share.amount.normalize():f}",
    }


def _page(site: Site, policy: str, span: str) -> str:
    return f"{site.addresses.document(policy)}#{span.removeprefix(policy + '/')}"
