"""The standing of a policy as members of an item, the same in every list."""

from __future__ import annotations

from typing import Any

from zhengtu.web.answers.validity import Validity
from zhengtu.web.site import Site


def validity_of(site: Site, validity: Validity | None) -> dict[str, Any] | None:
    """What an item says of validity: the standing on the day, in words, and the sentence that decides."""
    if validity is None:
        return None
    span = (validity.place or "").removeprefix(f"{validity.policy}/")
    return {
        "on": validity.on.isoformat(),
        "standing": validity.standing,
        "label": dict(validity.labels),
        "from": validity.valid_from,
        "until": validity.valid_until,
        "counted_from": validity.counted_from,
        "sentences": list(validity.sentences),
        "evidence": validity.place,
        "page": f"{site.addresses.document(validity.policy)}#{span}" if span else None,
    }
