"""Where and at which words a query cannot be read, for the query page. That it cannot be read is told by the store."""

from __future__ import annotations

import re
from dataclasses import dataclass

# How the store says that the parser had other signs in mind; all else that it refuses is said in plain words already.
_EXPECTED = re.compile(r"Line (?P<line>\d+), column (?P<column>\d+): expected ")
_LAST_WORDS = re.compile(r"(?:\S+\s+)?\S*\Z")
_REST_OF_WORD, _NEXT_WORD = re.compile(r"\S*"), re.compile(r"\s*\S*")
_SEEN = 60


@dataclass(frozen=True, slots=True)
class Refusal:
    """The place where the parser stopped, from 1; near are the words there, the last ones where is_end."""

    line: int
    column: int
    near: str
    is_end: bool


def read_refusal(query: str, message: str) -> Refusal | None:
    """What the store's message says of a place in the query; None for a message of another kind.

    >>> read_refusal("SELECT ?s WHER { ?s a ?o }", "Line 1, column 16: expected one of DISTINCT, WHERE")
    Refusal(line=1, column=16, near='WHER {', is_end=False)
    >>> read_refusal("SELECT * WHERE { ?s ?p ?o", "Line 1, column 26: expected one of …")
    Refusal(line=1, column=26, near='?p ?o', is_end=True)
    >>> read_refusal("DELETE", "Line 1, column 1: DELETE is no query")
    """
    found = _EXPECTED.match(message)
    if found is None:
        return None
    line, column = int(found["line"]), int(found["column"])
    lines = query.split("\n")
    place = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
    before, after = query[max(place - _SEEN, 0) : place], query[place : place + _SEEN]
    words, following = _LAST_WORDS.search(before), (_NEXT_WORD if before[-1:].isspace() else _REST_OF_WORD).match(after)
    near = " ".join(f"{words[0] if words else ''}{following[0] if following else ''}".split())
    return Refusal(line, column, near, not query[place:].strip())
