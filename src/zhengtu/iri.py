"""The only place where our IRIs are minted and ordered. They stay when the reader improves (docs/decisions)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

VOCABULARY = "https://w3id.org/zhengtu/"
DEF = VOCABULARY + "def#"
CODE = VOCABULARY + "code/"

# Numbering family → the word for it in a provision's IRI.
STEPS = {
    "chapter": "chap",
    "section": "sec",
    "article": "art",
    "part": "part",
    "item": "item",
    "matter": "matter",
    "point": "pt",
    "subpoint": "sub",
    "circled": "circ",
    "annex": "annex",
    "row": "row",
}

_DIGITS = re.compile(r"(\d+)")
# Characters that RFC 3987 keeps out of a path segment, written as percent escapes; Chinese stays Chinese.
_ESCAPES = {ord(c): f"%{ord(c):02X}" for c in ' "<>\\^`{|}%/?#[]'}


def segment(text: str) -> str:
    """Make one path segment of an IRI out of any text.

    >>> segment("中国(济南)综试区 A/B")
    '中国(济南)综试区%20A%2FB'
    """
    escaped = text.translate(_ESCAPES)
    if escaped.isprintable():
        return escaped
    return "".join(c if c.isprintable() else "".join(f"%{b:02X}" for b in c.encode()) for c in escaped)


def code(scheme: str, notation: str) -> str:
    """An entry of a code list, the same on every deployment.

    >>> code("customs-mode", "9710")
    'https://w3id.org/zhengtu/code/customs-mode/9710'
    """
    return f"{CODE}{scheme}/{segment(notation)}"


def term(name: str) -> str:
    """A class or property of the ontology."""
    return DEF + name


@dataclass(frozen=True, slots=True)
class Minter:
    """Mints the data IRIs of one deployment; base ends in a slash."""

    base: str

    def graph(self, name: str) -> str:
        """A named graph: policy/{slug}, vocabulary, codes."""
        return f"{self.base}graph/{name}"

    def policy(self, slug: str) -> str:
        return f"{self.base}id/policy/{segment(slug)}"

    def provision(self, policy: str, steps: Sequence[tuple[str, int]]) -> str:
        """The path of (kind, ordinal) from the outermost part to the provision.

        >>> m = Minter("http://localhost:8000/")
        >>> m.provision(m.policy("yuncheng-2024"), [("article", 3), ("item", 2)])
        'http://localhost:8000/id/policy/yuncheng-2024/art_3/item_2'
        """
        return "/".join([policy, *(f"{STEPS[kind]}_{ordinal}" for kind, ordinal in steps)])

    def span(self, policy: str, start: int, end: int) -> str:
        """A stretch of the source text, in characters."""
        return f"{policy}/span/{start}-{end}"

    def agency(self, jurisdiction: str, name: str) -> str:
        """An agency by the area it belongs to: 市商务局 of Qingzhou is id/agency/370781/商务局."""
        return f"{self.base}id/agency/{segment(jurisdiction)}/{segment(name)}"

    def local_area(self, jurisdiction: str, name: str) -> str:
        """A place without a code, by the area whose policy names it: id/area/410100/郑东新区."""
        return f"{self.base}id/area/{segment(jurisdiction)}/{segment(name)}"

    def document(self, number: str) -> str:
        """A document that is only cited, by its number as it is normalised: id/document/鲁政字〔2020〕84号."""
        return f"{self.base}id/document/{segment(number)}"

    def curator(self, name: str) -> str:
        """A person who corrected what was read, by the name that the corrections give."""
        return f"{self.base}id/curator/{segment(name)}"

    def under(self, parent: str, *names: object) -> str:
        """A thing that belongs to another and is named within it.

        >>> m = Minter("http://localhost:8000/")
        >>> m.under(m.policy("yuncheng-2024"), "lead", "市商务局")
        'http://localhost:8000/id/policy/yuncheng-2024/lead/市商务局'
        """
        return "/".join([parent, *(segment(str(name)) for name in names)])


def natural_order(iri: str) -> tuple[tuple[int, int, str], ...]:
    """A key by which art_2 comes before art_10, and a thing before what is named under it.

    >>> sorted(["a/art_10", "a/art_2/item_1", "a/art_2"], key=natural_order)
    ['a/art_2', 'a/art_2/item_1', 'a/art_10']
    """
    parts = _DIGITS.split(iri)
    return tuple((0, int(part), part) if number % 2 else (1, 0, part) for number, part in enumerate(parts))
