"""What the items of each list hold: the names of their members, and the properties that these stand for.

The JSON-LD context of a list is made from its shape, so that an item says in RDF what the graph says, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from zhengtu.vocab import expand


class Kind(Enum):
    """What the values of a member are."""

    resource = "resource"
    string = "string"
    chinese = "chinese"
    date = "date"
    number = "number"
    whole = "whole"
    boolean = "boolean"


_DATATYPES = {
    Kind.date: "xsd:date",
    Kind.number: "xsd:decimal",
    Kind.whole: "xsd:integer",
    Kind.boolean: "xsd:boolean",
}


@dataclass(frozen=True, slots=True)
class Member:
    """One member of an item; parts are the members of its values where these are shown as a whole."""

    name: str
    property: str
    kind: Kind = Kind.resource
    many: bool = False
    parts: tuple[Member, ...] = ()

    def context(self) -> dict[str, Any]:
        """How JSON-LD reads the member."""
        plain: dict[str, Any] = {"@id": expand(self.property)}
        if self.kind is Kind.chinese:
            plain["@language"] = "zh"
        elif self.kind in _DATATYPES:
            plain["@type"] = expand(_DATATYPES[self.kind])
        if self.parts:
            plain["@context"] = {part.name: part.context() for part in self.parts}
        return plain


def context_of(members: tuple[Member, ...]) -> dict[str, Any]:
    """The JSON-LD context of items with these members; what the service works out is no statement of the graph."""
    return {
        "id": "@id",
        "type": "@type",
        "@vocab": expand("zt:"),
        "label": {"@id": expand("rdfs:label"), "@container": "@language"},
        "code": expand("skos:notation"),
        "page": {"@id": expand("foaf:page"), "@type": "@id"},
        "validity": None,
        **{member.name: member.context() for member in members},
    }


def coded(name: str, codes: str) -> dict[str, Any]:
    """How JSON-LD reads a member of this property whose value is a code; codes is what its IRI begins with."""
    return {"@id": expand(name), "@type": "@id", "@context": {"@base": codes}}


_POLICY = Member("policy", "zt:inPolicy")
_EVIDENCE = Member("evidence", "zt:hasEvidence", many=True, parts=(Member("quote", "zt:quote", Kind.chinese),))
_THEMES = Member("themes", "zt:theme", many=True)
_AMOUNT = (Member("value", "zt:value", Kind.number), Member("unit", "zt:unit"))
_SUPPORTS = Member(
    "supports",
    "zt:hasSupport",
    many=True,
    parts=(
        *_AMOUNT,
        Member("bound", "zt:bound"),
        Member("per", "zt:per"),
        Member("period", "zt:period"),
        Member("rate_base", "zt:rateBase", Kind.chinese),
        Member("tier", "zt:tier", Kind.whole),
        Member("applies_when", "zt:appliesWhen", Kind.chinese),
        Member("text", "zt:printedText", Kind.chinese),
        _EVIDENCE,
    ),
)
_CONDITIONS = Member(
    "conditions",
    "zt:hasCondition",
    many=True,
    parts=(
        Member("metric", "zt:metric"),
        Member("comparator", "zt:comparator"),
        *_AMOUNT,
        Member("period", "zt:period"),
        Member("modes", "zt:customsMode", many=True),
        Member("tier", "zt:tier", Kind.whole),
        Member("alternative", "zt:alternative", Kind.whole),
        Member("text", "zt:conditionText", Kind.chinese),
        _EVIDENCE,
    ),
)
_REQUIREMENTS = Member(
    "requirements",
    "zt:hasRequirement",
    many=True,
    parts=(
        Member("kind", "zt:requirementKind"),
        Member("text", "zt:requirementText", Kind.chinese),
        _EVIDENCE,
    ),
)
_SHARES = Member(
    "shares",
    "zt:hasShare",
    many=True,
    parts=(Member("payer", "zt:payerLevel"), Member("ratio", "zt:ratio", Kind.number), Member("bound", "zt:bound")),
)

SHAPES: Mapping[str, tuple[Member, ...]] = {
    "policies": (
        Member("slug", "zt:slug", Kind.string),
        Member("title", "eli:title", Kind.chinese),
        Member("number", "zt:documentNumber", Kind.string),
        Member("status", "zt:status"),
        Member("city", "zt:issuingArea"),
        Member("issuers", "eli:passed_by", many=True),
        Member("issued", "eli:date_document", Kind.date),
        Member("valid_from", "eli:first_date_entry_in_force", Kind.date),
        Member("valid_until", "eli:date_no_longer_in_force", Kind.date),
        Member("valid_years", "zt:validForYears", Kind.whole),
        Member("counted_from", "eli:date_applicability", Kind.date),
        Member("based_on", "zt:basedOn", many=True),
        Member("interpreted_by", "zt:interpretedBy", many=True),
    ),
    "measures": (
        _POLICY,
        Member("provision", "zt:statedIn"),
        Member("instrument", "zt:instrument"),
        Member("beneficiaries", "zt:beneficiaryType", many=True),
        Member("beneficiary_text", "zt:beneficiaryText", Kind.chinese),
        _THEMES,
        Member("modes", "zt:customsMode", many=True),
        Member("frequency", "zt:frequency"),
        Member("quantified", "zt:isQuantified", Kind.boolean),
        _SUPPORTS,
        _CONDITIONS,
        _REQUIREMENTS,
        Member("funded_under", "zt:fundedUnder", many=True),
        _EVIDENCE,
    ),
    "provisions": (
        _POLICY,
        Member("path", "zt:path", Kind.string),
        Member("number", "eli:number", Kind.chinese),
        Member("heading", "zt:heading", Kind.chinese),
        Member("kind", "zt:provisionKind"),
        Member("part_of", "zt:directPartOf"),
        _THEMES,
        Member("modes", "zt:namesCustomsMode", many=True),
        Member("text", "zt:text", Kind.chinese),
        _EVIDENCE,
    ),
    "agencies": (
        Member("kind", "zt:agencyKind"),
        Member("jurisdiction", "zt:jurisdiction"),
        Member("other_names", "skos:altLabel", Kind.chinese, many=True),
    ),
    "areas": (
        Member("code", "skos:notation", Kind.string),
        Member("level", "zt:areaLevel", Kind.string),
        Member("part_of", "skos:broader"),
        Member("within", "zt:withinArea"),
    ),
    "funding": (
        _POLICY,
        Member("provision", "zt:inProvision"),
        Member("covers", "zt:coversProvision", many=True),
        Member("areas", "zt:area", many=True),
        Member("area_names", "zt:areaName", Kind.chinese, many=True),
        Member("groups", "zt:areaGroup", many=True),
        Member("except_areas", "zt:exceptArea", many=True),
        _SHARES,
        _EVIDENCE,
    ),
    "targets": (
        _POLICY,
        Member("provision", "zt:inProvision"),
        Member("text", "zt:targetText", Kind.chinese),
        Member("kind", "zt:targetKind"),
        Member("comparator", "zt:comparator"),
        *_AMOUNT,
        Member("per", "zt:per"),
        Member("year", "zt:byYear", Kind.string),
        _EVIDENCE,
    ),
}
# The class whose instances a list holds; where an item is of another one that is listed, that is its type.
TYPES: Mapping[str, tuple[str, ...]] = {
    "policies": ("Policy",),
    "measures": ("Measure",),
    "provisions": ("Provision",),
    "agencies": ("Agency",),
    "areas": ("Area", "LocalArea"),
    "funding": ("FundingRule",),
    "targets": ("Target",),
    "supports": ("Rate", "GrantedAmount", "Ceiling"),
}
