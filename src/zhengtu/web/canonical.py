"""Addresses of pages without what changes nothing in them, so that a page is made, kept and linked in one form.

The interface and the query endpoint are no pages: they tell who asks what they do not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlencode

from starlette.types import ASGIApp, Receive, Scope, Send

from zhengtu.web.language import LANGUAGES
from zhengtu.web.site import LANGUAGE, RELEASE, SHOW

MOST_PARAMETERS = 100
_ELSEWHERE = ("/api/", "/sparql")


class CanonicalAddress:
    """Takes parameters off a request that its page does not know, and a language that there is not.

    known has the names for the first part of a path, those of all other pages under ""; None leaves every name.
    """

    def __init__(self, app: ASGIApp, known: Mapping[str, Iterable[str] | None]) -> None:
        self._app = app
        self._known = {start: None if names is None else frozenset(names) for start, names in known.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["query_string"] and not scope["path"].startswith(_ELSEWHERE):
            scope = {**scope, "query_string": self._canonical(scope["path"], scope["query_string"])}
        await self._app(scope, receive, send)

    def _canonical(self, path: str, query: bytes) -> bytes:
        start = path[1:].partition("/")[0].partition(".")[0]
        names = self._known.get(start, self._known[""])
        try:
            given = parse_qsl(query.decode("latin-1"), True, encoding="latin-1", max_num_fields=MOST_PARAMETERS)
        except ValueError:
            return query
        kept = [(name, value) for name, value in given if _is_known(name, value, names)]
        return query if len(kept) == len(given) else urlencode(kept, encoding="latin-1").encode("ascii")


def _is_known(name: str, value: str, names: frozenset[str] | None) -> bool:
    if name == LANGUAGE:
        return value in LANGUAGES
    return name in (RELEASE, SHOW) or names is None or name in names
