"""The facts of a record as sorted lists that compare: one function a facet, for gold and for extracted records.

Both are records as JSON has them. A key that gold leaves out is no fact; what a reader may word in two ways
(the title with or without its issuer, blanks in a name) is folded here. No expectation lives here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

Facts = list[str]
Plain = dict[str, Any]

_DATED = ("issued_on", "effective_from", "valid_until", "valid_for_years", "applies_from")
_SINGLE = ("area", "area_code", "status", "document_number", *_DATED)
_SEVERAL = ("issuer", "interpreted_by", "basis", "cites")


def provisions(record: Plain) -> Facts:
    """The paths; gold lists bare paths."""
    return _sorted([p if isinstance(p, list) else p["path"]] for p in record["provisions"])


def metadata(record: Plain) -> Facts:
    """Title, issuers, area, status, numbers and dates."""
    policy = record["policy"]
    single = [[key, _folded(str(policy[key]))] for key in _SINGLE if policy.get(key) is not None]
    several = [[key, _folded(value)] for key in _SEVERAL for value in policy.get(key) or ()]
    return _sorted([["title", _title(policy)], *single, *several])


def supports(record: Plain) -> Facts:
    """What is granted, in base units. A lost bound is a turned fact, so the bound belongs here."""
    return _sorted(
        [m["provision"], s["role"], s["value"], s["unit"], s.get("bound")]
        for m in record["measures"]
        for s in m["supports"]
    )


def conditions(record: Plain) -> Facts:
    """Thresholds with metric, comparator, period and alternative."""
    return _sorted(
        [m["provision"], c["metric"], c["op"], c["value"], c["unit"], c.get("period"), c.get("alt")]
        for m in [*record["measures"], *record.get("qualitative_measures", [])]
        for c in m["conditions"]
    )


def tiers(record: Plain) -> Facts:
    """Which support answers to which threshold in a ladder."""
    return _sorted(
        [m["provision"], s["tier"], s["value"], c["op"], c["value"]]
        for m in record["measures"]
        for s in m["supports"]
        for c in m["conditions"]
        if s.get("tier") is not None and s.get("tier") == c.get("tier")
    )


def modes(record: Plain) -> Facts:
    """Customs modes of provisions."""
    return _sorted([path, code] for path, codes in record["mode_provisions"] for code in codes)


def responsibilities(record: Plain) -> Facts:
    """Who leads and who answers for a provision."""
    return _sorted([r["provision"], r["role"], _folded(r["agency"])] for r in record["responsibilities"])


def funding(record: Plain) -> Facts:
    """Who pays which share of what, where."""
    return _sorted(
        [
            rule["provision"],
            rule["scope"],
            rule.get("areas"),
            rule.get("except_areas") or [],
            [[s["payer"], s["share"], s.get("bound")] for s in rule["shares"]],
        ]
        for rule in record["funding"]
    )


def targets(record: Plain) -> Facts:
    """Numbers that the government sets itself."""
    return _sorted([t["provision"], t["by"], t["value"], t["op"], t.get("per")] for t in record["targets"])


def rules(record: Plain) -> Facts:
    """How supports combine and what limits them."""
    return _sorted([r["provision"], r["kind"], r.get("scope")] for r in record["rules"])


def qualifiers(record: Plain) -> Facts:
    """What a support counts per, over which time, for how long, and who pays it."""
    return _sorted(
        [m["provision"], s["role"], s["value"], key, s[key]]
        for m in record["measures"]
        for s in m["supports"]
        for key in ("per", "period", "payer", "duration_years")
        if s.get(key) is not None
    )


def target_units(record: Plain) -> Facts:
    """What targets count."""
    return _sorted([t["provision"], t["value"], t["unit"]] for t in record["targets"])


FACETS: dict[str, Callable[[Plain], Facts]] = {
    facet.__name__: facet
    for facet in (
        provisions,
        metadata,
        supports,
        conditions,
        tiers,
        modes,
        responsibilities,
        funding,
        targets,
        rules,
        qualifiers,
        target_units,
    )
}


def pair(gold: Plain, record: Plain) -> list[tuple[Plain, list[Plain]]]:
    """Each measure of gold with those of the record that stand on the same words."""
    return [
        (
            g,
            [
                m
                for m in record["measures"]
                if m["provision"] == g["provision"]
                and m["evidence"]["start"] < g["evidence"]["end"]
                and g["evidence"]["start"] < m["evidence"]["end"]
            ],
        )
        for g in gold["measures"]
    ]


def _sorted(facts: Iterable[Any]) -> Facts:
    return sorted(json.dumps(_exact(fact), ensure_ascii=False) for fact in facts)


def _exact(value: Any) -> Any:
    """1.0 is 1."""
    if isinstance(value, list):
        return [_exact(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _title(policy: Plain) -> str:
    title = _folded(policy["title"])
    for issuer in policy["issuer"]:
        title = title.removeprefix(_folded(issuer))
    return title.removeprefix("关于")


def _folded(words: str) -> str:
    """Half-width, without blanks; 〔〕 stay."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))
