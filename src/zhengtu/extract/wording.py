"""The words of facts as the document prints them, where it was read in other characters. No fact is read here.

A text in traditional characters is read in simplified ones. Codes, dates, areas and document numbers stay as they were
read, so that they are equal to those of other documents; what a fact quotes is looked up in the text.
"""

from __future__ import annotations

import bisect
import dataclasses
from typing import Any, TypeVar

from zhengtu.model.record import Evidence, MetadataEvidence, Provision, Record
from zhengtu.text.normalise import Text

_QUOTED = frozenset(
    (
        *("title", "issuer", "interpreted_by", "label", "heading", "beneficiary_text", "instalments", "of", "when"),
        *("text", "by", "agency", "areas", "except_areas", "term", "meaning"),
    )
)
_QUOTED_METADATA = frozenset(("title", "issuer", "interpreted_by"))
# How much of the text a value may leave out: a bracket, the end of a line.
_LONGEST_GAP = 200
_T = TypeVar("_T")


def as_printed(record: Record, text: Text) -> Record:
    """Give the words of all facts in the characters of the source."""
    return record if text.printed is text.normal else _rewritten(record, 0, text)


def _rewritten(fact: _T, near: int, text: Text) -> _T:
    """Rewrite a fact and what it holds; near is where in the source it stands."""
    if isinstance(fact, tuple):
        return type(fact)(_rewritten(part, near, text) for part in fact)
    if not dataclasses.is_dataclass(fact) or isinstance(fact, type | Evidence):
        return fact
    evidence = getattr(fact, "evidence", None)
    place = evidence.start if isinstance(evidence, Evidence) else getattr(fact, "start", near)
    changes = {
        field.name: _quoted(value, place, text) if _is_quoted(fact, field.name) else _rewritten(value, place, text)
        for field in dataclasses.fields(fact)
        if (value := getattr(fact, field.name)) is not None
    }
    return dataclasses.replace(fact, **changes)


def _is_quoted(fact: Any, name: str) -> bool:
    if isinstance(fact, MetadataEvidence):
        return name == "value" and fact.field in _QUOTED_METADATA
    return name in _QUOTED and not (isinstance(fact, Provision) and name == "text")


def _quoted(value: Any, near: int, text: Text) -> Any:
    if isinstance(value, tuple):
        return tuple(_quoted(part, near, text) for part in value)
    return _words(value, near, text) if isinstance(value, str) else value


def _words(words: str, near: int, text: Text) -> str:
    """The words as printed at the place nearest behind near, else at the first; put together where they stand apart."""
    begin = bisect.bisect_left(text.starts, near)
    at = text.normal.find(words, begin)
    at = text.normal.find(words) if at < 0 else at
    if at >= 0:
        return text.printed[at : at + len(words)]
    return _collected(words, begin, text) or words


def _collected(words: str, begin: int, text: Text) -> str | None:
    """The characters of words one behind another, where a value leaves out what stands between them."""
    out, at, end = [], begin - 1, begin + len(words) + _LONGEST_GAP
    for character in words:
        at = text.normal.find(character, at + 1, end)
        if at < 0:
            return None
        out.append(text.printed[at])
    return "".join(out)
