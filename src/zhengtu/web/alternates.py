"""A page as data: where each format is, how a header names them, and the one that stands in the page itself."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from zhengtu.store import formats
from zhengtu.store.base import Answer
from zhengtu.store.formats import Format
from zhengtu.web.addresses import Addresses

Alternates = list[tuple[Format, str]]


def alternates(addresses: Addresses, path: str) -> Alternates:
    """The formats of the graph with the address under which each is served."""
    return [(known, addresses.local(f"{path}.{known.suffix}")) for known in formats.GRAPHS]


def link_header(found: Alternates) -> str:
    """The value of Link (RFC 8288) that names the formats."""
    return ", ".join(f'<{href}>; rel="alternate"; type="{known.media_type}"' for known, href in found)


def embedded(answer: Answer) -> Markup:
    """JSON-LD as the text of a script element, which no text in the data can close; browsers run nothing of its type.

    >>> embedded(Answer(b'["</script>&"]', "application/ld+json"))
    Markup('["\\\\u003c/script>&"]')
    """
    text = json.dumps(_ordered(json.loads(answer.body)), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def _ordered(value: Any) -> Any:
    """The same data in one order, whichever engine wrote it; lists keep theirs."""
    if isinstance(value, dict):
        return {key: value[key] if key == "@list" else _ordered(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=lambda one: json.dumps(one, ensure_ascii=False, sort_keys=True))
    return value
