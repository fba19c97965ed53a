"""The texts that the benchmarks read: shipped documents, a long one, altered copies. Nothing is timed here."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from zhengtu.model.source import Source
from zhengtu.text.read import read_source

ROOT = Path(__file__).resolve().parents[1]
_TIMES = 4
_NAME = re.compile(r"[\u4e00-\u9fff]{2}(?=[市区县局办])")
_HAN = [chr(code) for code in range(0x4E00, 0x5E00)]


def _is_paragraph(line: str) -> bool:
    return line.endswith("。")


def shipped() -> dict[str, Source]:
    """The documents of data/, by slug."""
    return {path.parent.name: read_source(path) for path in sorted(ROOT.glob("data/policies/*/source.txt"))}


def written() -> dict[str, Source]:
    """The first set of documents that were written for tests, by name."""
    return {path.stem: read_source(path) for path in sorted(ROOT.glob("tests/gold/written/*.txt"))}


def long_file() -> Source:
    """All documents one after the other, several times: a file that holds many."""
    sources = list(shipped().values())
    return replace(sources[0], name="file", text="\n".join(source.text for source in sources * _TIMES))


def long_document() -> Source:
    """Every paragraph of all documents as an article of one, several times over."""
    sources = list(shipped().values())
    lines = [line.strip() for source in sources * _TIMES for line in source.text.splitlines()]
    articles = (f"第{number}条　{line}" for number, line in enumerate(filter(_is_paragraph, lines), start=1))
    return replace(sources[0], name="document", text="\n".join(["支持企业发展若干措施", *articles]))


def altered(seed: int = 0) -> Iterator[Source]:
    """Endless copies of the documents, no two with the same figures and names. The same seed gives the same copies."""
    chance = random.Random(seed)
    while True:
        for source in shipped().values():
            text = re.sub(r"\d", lambda digit: str(chance.randint(1, 9)) if digit[0] != "0" else "0", source.text)
            yield replace(source, text=_NAME.sub(lambda _: "".join(chance.choices(_HAN, k=2)), text))
