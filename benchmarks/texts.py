"""The texts that the benchmarks read: shipped documents, a long one, altered copies. Nothing is timed here."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from zhengtu.model.source import Source
from zhengtu.text.read import read_source

POLICIES = Path(__file__).resolve().parents[1] / "data" / "policies"
_TIMES = 4
_NAME = re.compile(r"[\u4e00-\u9fff]{2}(?=[市区县局办])")
_HAN = [chr(code) for code in range(0x4E00, 0x5E00)]


def shipped() -> dict[str, Source]:
    """The documents of data/, by slug."""
    return {path.parent.name: read_source(path) for path in sorted(POLICIES.glob("*/source.txt"))}


def long_document() -> Source:
    """All documents one after the other, several times: long, and with every construction in it."""
    sources = list(shipped().values())
    return replace(sources[0], name="long", text="\n".join(source.text for source in sources * _TIMES))


def altered(seed: int = 0) -> Iterator[Source]:
    """Endless copies of the documents, no two with the same figures and names. The same seed gives the same copies."""
    chance = random.Random(seed)
    while True:
        for source in shipped().values():
            text = re.sub(r"\d", lambda digit: str(chance.randint(1, 9)) if digit[0] != "0" else "0", source.text)
            yield replace(source, text=_NAME.sub(lambda _: "".join(chance.choices(_HAN, k=2)), text))
