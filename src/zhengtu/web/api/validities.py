"""The standing of a policy as members of an item, the same in every list."""

from __future__ import annotations

from typing import Any

from zhengtu.web.answers.validity import Validity, members_of
from zhengtu.web.site import Site


def validity_of(site: Site, validity: Validity | None) -> dict[str, Any] | None:
    """What an item says of validity, with addresses of this service."""
    return members_of(validity, site.addresses)
