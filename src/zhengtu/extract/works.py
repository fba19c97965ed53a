"""The records of a file that holds several documents: each is read as if alone. Where each begins: structure.works.

All offsets count the whole file. A record lists the numbers of the other documents too, since none may go unseen.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import TypeVar

from zhengtu.model.record import Diagnostic, Quantity, Record, Work
from zhengtu.model.source import Source

_T = TypeVar("_T")


def read_works(
    source: Source, spans: Sequence[tuple[int, int]], read: Callable[[Source], Record]
) -> tuple[Record, ...]:
    """Read each stretch of a source as a document of its own, in the order of the text."""
    alone = [_moved(read(dataclasses.replace(source, text=source.text[start:end])), start) for start, end in spans]
    works = [Work(number, len(spans), start, end) for number, (start, end) in enumerate(spans, start=1)]
    return tuple(
        dataclasses.replace(
            record,
            work=work,
            quantities=tuple(_with_others(index, alone)),
            diagnostics=(
                *record.diagnostics,
                *(_further(w, r) for w, r in zip(works, alone, strict=True) if w != work),
            ),
        )
        for index, (work, record) in enumerate(zip(works, alone, strict=True))
    )


def main_of(records: Sequence[Record]) -> Record:
    """The record that a file is read for: the one with most measures, then with most provisions, then the first."""
    return max(records, key=lambda record: (len(record.measures), len(record.provisions)))


def _with_others(own: int, records: Sequence[Record]) -> list[Quantity]:
    return [
        quantity if index == own else dataclasses.replace(quantity, role="other_work")
        for index, record in enumerate(records)
        for quantity in record.quantities
    ]


def _further(work: Work, record: Record) -> Diagnostic:
    title = record.policy.title or "?"
    return Diagnostic(
        "further_work",
        "warning",
        work.start,
        work.end,
        f"The file holds {work.of} documents; number {work.number}, “{title}”, is not in this record. "
        f"/ 文件中含{work.of}份文件，第{work.number}份“{title}”未计入本记录。",
    )


def _moved(fact: _T, by: int) -> _T:
    """The same facts, all places moved."""
    if isinstance(fact, tuple):
        return type(fact)(_moved(part, by) for part in fact)
    if not by or not dataclasses.is_dataclass(fact) or isinstance(fact, type):
        return fact
    values = {field.name: getattr(fact, field.name) for field in dataclasses.fields(fact)}
    moved = {name: value + by if name in ("start", "end") else _moved(value, by) for name, value in values.items()}
    return dataclasses.replace(fact, **moved)
