"""The kinds of facts that are judged slot by slot: how one is told, what gold can speak to. No judging lives here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from zhengtu.evaluate import document_claims, measure_claims
from zhengtu.evaluate.claims import Claim, Claims, Key
from zhengtu.evaluate.folding import place, with_conditions
from zhengtu.evaluate.gold import Plain

# What else gold may say of a document (citations) is judged where gold says any.
_POLICY = frozenset(
    (
        *("title", "issuer", "area", "area_code", "status", "document_number", "basis", "interpreted_by"),
        *("issued_on", "effective_from", "valid_until", "valid_for_years", "applies_from"),
    )
)


def _of_field(gold: Plain, claim: Claim) -> bool:
    field = claim.slots["field"]
    return field in _POLICY or bool(gold["policy"].get(field))


def _of_measure(gold: Plain, claim: Claim) -> bool:
    return any(claim.slots["place"] == where for where, _ in with_conditions(gold))


def _with_requirements(gold: Plain, claim: Claim) -> bool:
    return any(
        measure["number"] == claim.slots["measure"]
        for _, measure in with_conditions(gold)
        if measure.get("requirements")
    )


def _with_definitions(gold: Plain, _: Claim) -> bool:
    return "definitions" in gold


def _of_document(gold: Plain, claim: Claim) -> bool:
    return any(claim.slots["place"] == place(entry["provision"]) for entry in gold.get("eligibility", ()))


@dataclass(frozen=True, slots=True)
class Kind:
    """How the facts of one kind are told and judged.

    keys say by which slots an extracted fact is told to be one of gold's, the strictest first. identity is what is
    wrong where gold holds no such fact; of its other slots nothing is known then. told are the slots that gold never
    leaves open, worded those that it fills only where it sees a need; any other is judged in a document where gold
    fills it at least once. facet and facets (by slot) name what a gold record skips to leave a slot out. known tells
    whether the writer of gold looked for such a fact at all; repeated, that gold says once what an extracted record
    says wherever it stands.
    """

    name: str
    facet: str
    said: Callable[[Plain], Claims]
    keys: tuple[Key, ...]
    identity: Key
    told: Key = ()
    worded: Key = ()
    facets: Mapping[str, str] = field(default_factory=dict)
    known: Callable[[Plain, Claim], bool] | None = None
    repeated: bool = False


_FIGURE = ("measure", "value", "unit")
_SUPPORT_FACETS = {
    **dict.fromkeys(("bound", "of", "per", "period", "duration_years", "payer"), "details"),
    "when": "qualifiers",
    "tier": "tiers",
}
_CONDITION_FACETS = {"metric": "metrics", "period": "metrics", "alt": "alternatives", "tier": "tiers"}
_CONDITION_KEYS = ((*_FIGURE, "op"), _FIGURE, ("place", "value", "unit", "op"), ("measure", "value"))

_METADATA = Kind(
    name="metadata",
    facet="metadata",
    said=document_claims.metadata,
    keys=(("field", "value"),),
    identity=("value",),
    known=_of_field,
    repeated=True,
)
_MEASURE = Kind(
    name="measure",
    facet="measures",
    said=measure_claims.measures,
    keys=(("measure",),),
    identity=("instrument",),
    told=("beneficiary",),
    facets={"frequency": "details"},
)
_SUPPORT = Kind(
    name="support",
    facet="supports",
    said=measure_claims.supports,
    keys=((*_FIGURE, "role"), _FIGURE, ("place", "value", "unit", "role"), ("measure", "value")),
    identity=("value", "role"),
    told=("unit", "bound"),
    worded=("when",),
    facets=_SUPPORT_FACETS,
)
_CONDITION = Kind(
    name="condition",
    facet="conditions",
    said=measure_claims.conditions,
    keys=_CONDITION_KEYS,
    identity=("value", "op"),
    told=("unit", "metric"),
    facets=_CONDITION_FACETS,
    known=_of_measure,
)
_REQUIREMENT = Kind(
    name="requirement",
    facet="requirements",
    said=measure_claims.requirements,
    keys=(("measure", "kind"),),
    identity=("kind",),
    known=_with_requirements,
)
_ELIGIBLE_CONDITION = replace(
    _CONDITION, name="eligible condition", said=measure_claims.eligible_conditions, known=_of_document
)
_ELIGIBLE_REQUIREMENT = Kind(
    name="eligible requirement",
    facet="requirements",
    said=measure_claims.eligible_requirements,
    keys=(("place", "kind"),),
    identity=("kind",),
    known=_of_document,
)
_MODE = Kind(
    name="mode",
    facet="modes",
    said=document_claims.modes,
    keys=(("place", "code"),),
    identity=("code",),
    repeated=True,
)
_RESPONSIBILITY = Kind(
    name="responsibility",
    facet="responsibilities",
    said=document_claims.responsibilities,
    keys=(("place", "agency", "role"), ("place", "agency")),
    identity=("agency",),
    told=("role",),
)
_FUNDING = Kind(
    name="funding",
    facet="funding",
    said=document_claims.funding,
    keys=(("scope", "areas", "shares"), ("scope", "shares"), ("areas", "shares"), ("scope", "areas")),
    identity=("shares",),
    told=("scope", "areas"),
)
_TARGET = Kind(
    name="target",
    facet="targets",
    said=document_claims.targets,
    keys=(("place", "value", "op", "by", "per"), ("place", "value")),
    identity=("value",),
    told=("unit", "op", "by"),
)
_RULE = Kind(name="rule", facet="rules", said=document_claims.rules, keys=(("place", "kind"),), identity=("kind",))
_DEFINITION = Kind(
    name="definition",
    facet="definitions",
    said=document_claims.definitions,
    keys=(("place", "term"),),
    identity=("term",),
    told=("meaning",),
    known=_with_definitions,
)

KINDS = (
    *(_METADATA, _MEASURE, _SUPPORT, _CONDITION, _REQUIREMENT, _ELIGIBLE_CONDITION, _ELIGIBLE_REQUIREMENT),
    *(_MODE, _RESPONSIBILITY, _FUNDING, _TARGET, _RULE, _DEFINITION),
)
