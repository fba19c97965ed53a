r"""Queries said so that engines that trip over text outside ASCII answer them, too. Their answers are read in quirks.

What is written here means the same to an engine that keeps to SPARQL 1.1. Virtuoso 7 holds a plain string outside ASCII
in a form of its own: it is not equal to the text of a label, CONCAT garbles what is beside it, and GROUP_CONCAT puts
question marks for it. The text of a tagged string, and a REPLACE afterwards, are right there. It also wants a separator
where the blank is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengtu.store.guard import tokens

_JOINING = "GROUP_CONCAT"
_READ_BY_REPLACE = {"$", "\\"}  # and engines differ in how they are escaped
_JOINT = '"~joint~"'  # no text has it, and a pattern reads it as it stands
# Where a string becomes the value of an expression, or is compared with one; REGEX and the hashes want it plain.
_VALUE_IN = ("BIND", "COALESCE", "CONCAT", "IF", "IN")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def rephrase(text: str) -> str:
    r"""Say a query that has passed the guard without what trips an engine up.

    >>> rephrase('SELECT * { ?x ?p ?y FILTER(STR(?y) IN ("甲", "b")) }')
    'SELECT * { ?x ?p ?y FILTER(STR(?y) IN (STR("甲"@zh), "b")) }'
    >>> rephrase('SELECT (GROUP_CONCAT(?x; SEPARATOR="、") AS ?y) {}')
    'SELECT (REPLACE(GROUP_CONCAT(?x; SEPARATOR="~joint~"), "~joint~", STR("、"@zh)) AS ?y) {}'
    >>> rephrase("SELECT (GROUP_CONCAT(DISTINCT ?x) AS ?y) {}")
    'SELECT (GROUP_CONCAT(DISTINCT ?x; separator=" ") AS ?y) {}'
    """
    if text.isascii() and _JOINING not in text.upper():
        return text
    seen = [_Token(*token) for token in tokens(text)]
    parts: list[str] = []
    done = 0
    for start, end, said in sorted(_changes(seen)):
        parts += [text[done:start], said]
        done = end
    return "".join([*parts, text[done:]])


def _changes(seen: Sequence[_Token]) -> Iterator[tuple[int, int, str]]:
    """From where to where, and what is to be said there."""
    opened: list[int] = []
    separators: dict[int, str] = {}
    for place, token in enumerate(seen):
        is_inside = bool(opened)
        if token.kind == "open":
            opened.append(place)
        elif token.kind == "close" and is_inside:
            first = opened.pop()
            if _word(seen, first - 1) == _JOINING:
                yield from _joined(seen[first - 1], token, separators.get(first))
        elif token.kind == "string" and is_inside and _word(seen, place - 2) == "SEPARATOR":
            separators[opened[-1]] = token.text
            if _is_put_in_later(token.text):
                yield token.start, token.end, _JOINT
        elif _is_plain_text(seen, place) and (_is_compared(seen, place) or _is_value(seen, opened)):
            yield token.start, token.end, _text_of(token.text)


def _joined(name: _Token, close: _Token, separator: str | None) -> Iterator[tuple[int, int, str]]:
    if separator is None:
        yield close.start, close.start, '; separator=" "'
    elif _is_put_in_later(separator):
        yield name.start, name.start, "REPLACE("
        yield close.end, close.end, f", {_JOINT}, {_text_of(separator)})"


def _is_put_in_later(separator: str) -> bool:
    return not separator.isascii() and not set(separator) & _READ_BY_REPLACE


def _text_of(string: str) -> str:
    return f"STR({string}@zh)"


def _is_plain_text(seen: Sequence[_Token], place: int) -> bool:
    is_tagged = place + 1 < len(seen) and seen[place + 1].text in ("@", "^")
    return seen[place].kind == "string" and not seen[place].text.isascii() and not is_tagged


def _is_value(seen: Sequence[_Token], opened: Sequence[int]) -> bool:
    return bool(opened) and _word(seen, opened[-1] - 1) in _VALUE_IN


def _is_compared(seen: Sequence[_Token], place: int) -> bool:
    after = "".join(token.text for token in seen[place + 1 : place + 3])
    return seen[place - 1].text == "=" or after.startswith(("=", "!="))


def _word(seen: Sequence[_Token], place: int) -> str:
    return seen[place].text.upper() if place >= 0 and seen[place].kind == "word" else ""
