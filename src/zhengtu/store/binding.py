"""Puts terms in the place of those that stand in the VALUES of a saved query. Checking what was given lives elsewhere.

Only the first VALUES that has the variable is changed. Where it has several variables, the new rows combine the terms
that are given with what stood there: each other parameter keeps its terms, and a variable that is no parameter (the
name of an example) keeps that of the first row.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zhengtu.errors import BadParameter

MAX_ROWS = 500
_TERM = r"""(?:<[^>]*> | "(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>|\^\^[\w-]*:\w+)? | [^\s(){}"<>]++)"""
_VALUES = re.compile(
    rf"""
      \#[^\n]* | "(?:[^"\\]|\\.)*" | <[^<>\s]*>
    | \bVALUES\s+(?:\?(?P<one>\w+)|\((?P<several>[^()]*)\))\s*\{{(?P<rows>(?:\s|[()]|{_TERM})*+)\}}
    """,
    re.VERBOSE,
)
_TERMS = re.compile(_TERM, re.VERBOSE)
_ROWS = re.compile(rf"\((?:\s|{_TERM})*+\)", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class _Values:
    """A VALUES block: its variables, its rows, where the text between its braces stands."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_single: bool
    start: int
    end: int

    def terms(self, name: str) -> tuple[str, ...]:
        place = self.names.index(name)
        return tuple(dict.fromkeys(row[place] for row in self.rows))


def defaults(query: str, name: str) -> tuple[str, ...]:
    """The terms of a parameter as they stand in the query. Raises ValueError where no VALUES has it.

    >>> defaults('SELECT * { VALUES (?a ?b) { ("x" 1) ("x" 2) } }', "a")
    ('"x"',)
    """
    found = next((block for block in _blocks(query) if name in block.names), None)
    if found is None:
        raise ValueError(f"the parameter {name} stands in no VALUES of the query")
    return found.terms(name)


def bind(query: str, parameters: Sequence[str], given: Mapping[str, Sequence[str]]) -> str:
    """Give the query with the terms of some of its parameters replaced. Raises BadParameter for too many combinations.

    >>> bind("SELECT * { VALUES ?n { 1 2 } ?s ?p ?n }", ["n"], {"n": ["3"]})
    'SELECT * { VALUES ?n { 3 } ?s ?p ?n }'
    >>> bind('ASK { VALUES (?case ?a ?b) { ("i" 1 2) ("j" 1 3) } }', ["a", "b"], {"a": ["5"]})
    'ASK { VALUES (?case ?a ?b) { ("i" 5 2) ("i" 5 3) } }'
    """
    pieces, position, left = [], 0, set(given)
    for block in _blocks(query):
        here = {name: given[name] for name in block.names if name in left}
        if here:
            pieces += [query[position : block.start], _written(block, parameters, here)]
            position, left = block.end, left - set(here)
    return "".join([*pieces, query[position:]])


def _blocks(query: str) -> Iterator[_Values]:
    for match in _VALUES.finditer(query):
        text = match["rows"]
        if text is None:
            continue
        if match["one"]:
            rows = tuple((term,) for term in _TERMS.findall(text))
        else:
            rows = tuple(tuple(_TERMS.findall(row)) for row in _ROWS.findall(text))
        names = (match["one"],) if match["one"] else tuple(re.findall(r"\w+", match["several"]))
        yield _Values(names, rows, match["one"] is not None, *match.span("rows"))


def _written(block: _Values, parameters: Sequence[str], given: Mapping[str, Sequence[str]]) -> str:
    kept = [name for name in block.names if name in parameters and name not in given]
    places = [block.names.index(name) for name in kept]
    defaults = list(dict.fromkeys(tuple(row[place] for place in places) for row in block.rows))
    new = list(itertools.islice(itertools.product(*given.values()), MAX_ROWS + 1))
    if len(defaults) * len(new) > MAX_ROWS:
        raise BadParameter(f"{', '.join(given)} together have more than {MAX_ROWS} combinations; give fewer values")
    rows = []
    for terms, stood in itertools.product(new, defaults):
        row = dict(zip(block.names, block.rows[0], strict=True)) | dict(zip(given, terms, strict=True))
        rows.append(" ".join((row | dict(zip(kept, stood, strict=True))).values()))
    return " " + " ".join(rows if block.is_single else [f"({row})" for row in rows]) + " "
