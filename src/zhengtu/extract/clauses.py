"""Sentences and clauses of the normal text, brackets and quotes kept whole. What they say is read elsewhere."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhengtu.text.labels import LABELLED

_OPEN = {"（": "）", "“": "”", "《": "》", "【": "】", "〔": "〕", "[": "]"}
# 【支持标准】 or 支持标准： in front of a sentence is no part of it, nor is the number of one that a cell lists.
_HEADING = re.compile(rf"(?:【[^【】\n]{{1,12}}】|{LABELLED.pattern})(?=[^\n])|\d{{1,2}}[.、](?!\d)(?=[^\n])")
_MOST_CLAUSES = 200  # What goes on for longer is no sentence of a policy: its clauses are not compared with each other.
_CLOSE = {v: k for k, v in _OPEN.items()}


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the normal text between two breaks, the closing mark included."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the clause."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its clauses; ends at 。！？ or a paragraph break; ； divides its parts, but not before 或."""

    start: int
    end: int
    parts: tuple[tuple[Clause, ...], ...]


def depths(text: str) -> list[int]:
    """For each character, how many brackets or quotes are open there; a paragraph break closes all."""
    out: list[int] = []
    stack: list[str] = []
    for char in text:
        if char == "\n":
            stack.clear()
        if char in _CLOSE and stack and stack[-1] == _CLOSE[char]:
            stack.pop()
            out.append(len(stack) + 1)
            continue
        if char in _OPEN:
            stack.append(char)
        out.append(len(stack))
    return out


def sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    """Cut text[start:end] into sentences, those into parts at ； and clauses at ，."""
    depth = depths(text[start:end])
    begin = start
    for at in _breaks(text, start, end, depth, "[。！？\n]"):
        if text[begin:at].strip():
            yield _sentence(text, begin, at, depth, start)
        begin = at


def _sentence(text: str, start: int, end: int, depth: list[int], offset: int) -> Sentence:
    while start < end and text[start].isspace():
        start += 1
    if heading := _HEADING.match(text, start, end):
        start = heading.end()
    local = depth[start - offset : end - offset]
    parts: list[tuple[Clause, ...]] = []
    begin = start
    for at in _breaks(text, start, end, local, "；(?!或)"):
        inner = depth[begin - offset : at - offset]
        cuts = [begin, *_breaks(text, begin, at, inner, "，|；|：(?!\\d)")]
        clauses = tuple(Clause(a, b) for a, b in itertools.pairwise(cuts) if text[a:b].strip())
        parts += [clauses[i : i + _MOST_CLAUSES] for i in range(0, len(clauses), _MOST_CLAUSES)]
        begin = at
    return Sentence(start, end, tuple(part for part in parts if part))


def _breaks(text: str, start: int, end: int, depth: list[int], mark: str) -> list[int]:
    """Places behind each mark (a pattern) that stands outside of brackets; always closes with end."""
    found = [
        match.end() + start
        for match in re.finditer(f"(?:{mark})+[”）]?", text[start:end])
        if depth[match.start()] == 0 or text[match.start() + start] == "\n"
    ]
    if not found or found[-1] != end:
        found.append(end)
    return found
