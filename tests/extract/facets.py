"""The facts of a record as sorted lists that compare: one function a facet, the same for gold and for extracted records.

Both are records as JSON has them. A key that gold leaves out is no fact; what a reader may word in two ways
(the title with or without its issuer, blanks in a name) is folded here. No expectation lives here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
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


def measures(record: Plain) -> Facts:
    """One entry an entitlement: where it stands and by which instrument it is given."""
    return _sorted([m["provision"], _instrument(m)] for m in record["measures"])


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
        measures,
    )
}


def qualifiers(record: Plain) -> Iterator[tuple[str, str, Any]]:
    """What qualifies each support: (support, qualifier, value) for every qualifier that is given."""
    for measure in record["measures"]:
        for support in measure["supports"]:
            named = str([measure["provision"], support["role"], support["value"], support["unit"]])
            for key in ("per", "period", "payer", "duration_years", "when", "of"):
                if support.get(key) is not None:
                    yield named, key, _folded(str(support[key]))


def _sorted(facts: Iterable[Any]) -> Facts:
    return sorted(map(str, facts))


def _instrument(measure: Plain) -> str:
    """Where gold lets two instruments stand, they are read as one."""
    either = {"subsidy", "reward"} if measure["provision"] == [2, 6] else set()
    return "subsidy or reward" if measure["instrument"] in either else measure["instrument"]


def _title(policy: Plain) -> str:
    title = _folded(policy["title"])
    for issuer in policy["issuer"]:
        title = title.removeprefix(_folded(issuer))
    return title.removeprefix("关于")


def _folded(words: str) -> str:
    """Half-width, without blanks; 〔〕 stay."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))
