"""Texts as overlapping pairs of characters, so that every word of two characters is found without a dictionary.

A pair is written as a word of letters and digits: the tokenizers of SQLite drop punctuation and do not cut Chinese.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

# Stands between texts that are kept together, so that no phrase reaches from one into the next.
GAP = "x"
# 〔2024〕 is also typed [2024] and (2024).
_BRACKETS = str.maketrans("〔[【〕]】", "((()))")
NO_SCRIPT: Mapping[int, str] = MappingProxyType({})


def fold(text: str, script: Mapping[int, str] = NO_SCRIPT) -> tuple[str, tuple[int, ...]]:
    """Make full-width characters half-width, letters small, brackets round and traditional characters simplified, drop
    blanks; and say where each character stood. script is a table of str.translate with one character for each.

    >>> fold("９６１０ Ｂ2Ｃ")
    ('9610b2c', (0, 1, 2, 3, 5, 6, 7))
    >>> fold("補貼", str.maketrans("補貼", "补贴"))[0]
    '补贴'
    """
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for one in unicodedata.normalize("NFKC", character).lower():
            if not one.isspace():
                folded.append(one)
                places.append(place)
    return "".join(folded).translate(_BRACKETS).translate(script), tuple(places)


def grams(folded: str) -> list[str]:
    """The pairs of neighbours of a folded text, and its last character alone.

    >>> grams("出口")
    ['g51fa53e3', 'g53e3']
    """
    codes = [f"{ord(character):04x}" for character in folded]
    return [f"g{''.join(codes[place : place + 2])}" for place in range(len(codes))]


def phrase(folded: str) -> str:
    """What FTS5 has to match for the texts that hold a folded word.

    >>> phrase("出口退"), phrase("税")
    ('"g51fa53e3 g53e39000"', '"g7a0e" *')
    """
    return f'"{grams(folded)[0]}" *' if len(folded) == 1 else f'"{" ".join(grams(folded)[:-1])}"'
