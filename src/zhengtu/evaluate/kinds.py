"""The kinds of facts that are judged slot by slot: how one is told, what gold can speak to. No judging lives here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from zhengtu.evaluate import claims
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
    leaves open; any other is judged in a document where gold fills it at least once. facet and facets (by slot) name
    what a gold record skips to leave a slot out. known tells whether the writer of gold looked for such a fact at all;
    repeated, that gold says once what an extracted record says wherever it stands.
    """

    name: str
    facet: str
    said: Callable[[Plain], Claims]
    keys: tuple[Key, ...]
    identity: Key
    told: Key = ()
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

KINDS = (
    Kind("metadata", "metadata", claims.metadata, (("field", "value"),), ("value",), known=_of_field, repeated=True),
    Kind(
        *("measure", "measures", claims.measures, (("measure",),)),
        identity=("instrument",),
        told=("beneficiary",),
        facets={"frequency": "details"},
    ),
    Kind(
        *("support", "supports", claims.supports),
        keys=((*_FIGURE, "role"), _FIGURE, ("place", "value", "unit", "role"), ("measure", "value")),
        identity=("value", "role"),
        told=("unit", "bound"),
        facets=_SUPPORT_FACETS,
    ),
    Kind(
        *("condition", "conditions", claims.conditions, _CONDITION_KEYS, ("value", "op"), ("unit", "metric")),
        facets=_CONDITION_FACETS,
        known=_of_measure,
    ),
    Kind(
        *("requirement", "requirements", claims.requirements, (("measure", "kind"), ("place", "kind")), ("kind",)),
        known=_with_requirements,
    ),
    Kind(
        *("eligible condition", "conditions", claims.eligible_conditions),
        *(_CONDITION_KEYS, ("value", "op"), ("unit", "metric")),
        facets=_CONDITION_FACETS,
        known=_of_document,
    ),
    Kind(
        *("eligible requirement", "requirements", claims.eligible_requirements, (("place", "kind"),), ("kind",)),
        known=_of_document,
    ),
    Kind("mode", "modes", claims.modes, (("place", "code"),), ("code",), repeated=True),
    Kind(
        *("responsibility", "responsibilities", claims.responsibilities),
        keys=(("place", "agency", "role"), ("place", "agency")),
        identity=("agency",),
        told=("role",),
    ),
    Kind(
        *("funding", "funding", claims.funding),
        keys=(("scope", "areas", "shares"), ("scope", "shares"), ("areas", "shares"), ("scope", "areas")),
        identity=("shares",),
        told=("scope", "areas"),
    ),
    Kind(
        *("target", "targets", claims.targets, (("place", "value", "op", "by", "per"), ("place", "value"))),
        identity=("value",),
        told=("unit", "op", "by"),
    ),
    Kind("rule", "rules", claims.rules, (("place", "kind"),), ("kind",)),
    Kind(
        *("definition", "definitions", claims.definitions, (("place", "term"),), ("term",), ("meaning",)),
        known=_with_definitions,
    ),
)
