"""Refuses parameters that an operation does not have. What their values may be is each operation's own."""

from __future__ import annotations

from fastapi import Request

from zhengtu.errors import BadParameter
from zhengtu.web.site import given_in


def known_only(request: Request) -> None:
    """Let a request pass that gives each parameter of its route at most once, and no other. Raises BadParameter."""
    known = [parameter.alias for parameter in request.scope["route"].dependant.query_params]
    for name, values in given_in(request).items():
        if name not in known:
            raise BadParameter(f"There is no parameter {name!r} here; there are: {', '.join(known) or 'none'}")
        if len(values) > 1:
            raise BadParameter(f"{name} has {len(values)} values; give one")
