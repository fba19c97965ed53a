"""Results as bytes, in every format and within the limits, wherever they come from. No engine object leaves store."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.parsers import expat

import pyoxigraph as engine

from zhengtu.errors import AnswerTooLarge, ReachedLimit, UnwritableAnswer
from zhengtu.store import formats
from zhengtu.store.base import Answer
from zhengtu.store.limits import Limits
from zhengtu.store.turtle import with_head
from zhengtu.vocab import PREFIXES

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

_NARROW = "Narrow the query or page through it with LIMIT and OFFSET; /dumps has everything."


def serialise(
    result: engine.QuerySolutions | engine.QueryBoolean | engine.QueryTriples | Iterable[engine.Triple],
    accept: str,
    limits: Limits,
) -> Answer:
    """Write what an engine found, or a reader read, in one of store.formats.

    Raises AnswerTooLarge past a limit, UnwritableAnswer where the format has no way to say it.
    """
    if isinstance(result, engine.QuerySolutions | engine.QueryBoolean):
        table = engine.QueryResultsFormat.from_media_type(accept)
        if table is None:
            raise ValueError(f"{accept} is no format for the results of SELECT or ASK")
        output = _Bounded(limits.max_bytes)
        result.serialize(output, format=table)
        body = output.getvalue()
        may_be_many = isinstance(result, engine.QuerySolutions) and len(body) > limits.max_rows
        if may_be_many and formats.has_more_rows(body, accept, limits.max_rows):
            raise _too_large("max_rows", limits.max_rows, "rows")
        return Answer(_well_formed(body, accept), accept)
    graph = engine.RdfFormat.from_media_type(accept)
    if graph is None:
        raise ValueError(f"{accept} is no format for the graph of CONSTRUCT or DESCRIBE")
    triples = list(itertools.islice(result, limits.max_rows + 1))
    if len(triples) > limits.max_rows:
        raise _too_large("max_rows", limits.max_rows, "triples")
    triples.sort(key=str)  # one block a subject, and the same bytes for the same graph
    output = _Bounded(limits.max_bytes)
    prefixes = _prefixes_in(triples)
    try:
        engine.serialize(triples, output, format=graph, prefixes=prefixes)
    except OSError as error:  # the writer's own refusals; nothing else can fail in memory
        raise _unwritable(accept, error) from error
    written = _well_formed(output.getvalue(), accept)
    return Answer(with_head(written, prefixes) if graph == engine.RdfFormat.TURTLE else written, accept)


class _Bounded(io.BytesIO):
    """A buffer that refuses more than so many bytes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Buffer, /) -> int:
        written = super().write(data)
        if self.tell() > self._most:
            raise _too_large("max_answer_mb", self._most // 1024**2, "MiB")
        return written


def _too_large(name: str, most: int, unit: str) -> AnswerTooLarge:
    limit = ReachedLimit(name, most, unit)
    return AnswerTooLarge(f"The answer has more than {most:,} {unit}. {_NARROW}", limit)


def _well_formed(body: bytes, media_type: str) -> bytes:
    """Pass what is written on unless it is broken XML, as of control characters: the engine looks at no character."""
    if media_type.endswith("+xml"):
        try:
            expat.ParserCreate(namespace_separator=" ").Parse(body, True)
        except expat.ExpatError as error:
            raise _unwritable(media_type, error) from error
    return body


def _unwritable(media_type: str, error: Exception) -> UnwritableAnswer:
    return UnwritableAnswer(f"The answer cannot be written as {media_type}: {error}. Ask for another format.")


def _prefixes_in(triples: list[engine.Triple]) -> dict[str, str]:
    iris = {term.value for triple in triples for term in triple if isinstance(term, engine.NamedNode)}
    iris |= {t.object.datatype.value for t in triples if isinstance(t.object, engine.Literal)}
    return {prefix: name for prefix, name in PREFIXES.items() if any(iri.startswith(name) for iri in iris)}
