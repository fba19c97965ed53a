"""What every store can do: take a query as text, give an answer as bytes. No engine is named here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Literal, Protocol


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, serialised. media_type carries no parameters; text formats are UTF-8."""

    body: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Request:
    """One of the three things that a store is asked, with its deadline: query (text), describe or contains (iri).

    names_dataset says that the query has FROM clauses of its own, client who asks: clients take turns where they wait.
    """

    do: Literal["query", "describe", "contains"]
    timeout_s: float
    text: str = ""
    iri: str = ""
    accept: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    names_dataset: bool = False
    client: str = ""

    def to_plain(self) -> tuple[Any, ...]:
        """The request as plain values, in the order that makes one of them again."""
        return _VALUES(self)


_VALUES = attrgetter(*(field.name for field in fields(Request)))


class Store(Protocol):
    """Read access to one dataset whose default graph is the union of its named graphs.

    accept is one media type of store.formats that fits the form of the query. default_graphs and named_graphs are
    the dataset of the SPARQL protocol; both empty means the whole store, one given means that nothing else is seen.
    Raises MalformedQuery, QueryTimeout, AnswerTooLarge or StoreUnavailable. Updates and calls to other services are
    MalformedQuery.
    """

    def query(
        self,
        text: str,
        accept: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        timeout_s: float | None = None,
    ) -> Answer:
        """Answer SELECT and ASK in a result format, CONSTRUCT and DESCRIBE in a graph format."""

    def describe(self, iri: str, accept: str) -> Answer:
        """Give all triples that have the IRI as subject, in a graph format; none is an empty graph."""

    def contains(self, iri: str) -> bool:
        """Say whether the IRI is the subject of a triple in any graph."""

    def close(self) -> None:
        """Release processes and connections; a second call does nothing."""


class Asker(Protocol):
    """The same for an event loop: nothing blocks, and cancelling stops the query. Queries have passed the guard."""

    async def ask(self, request: Request, *, own: bool = False) -> Answer | bool:
        """Answer a request; own marks one of our pages, which is served before those of strangers."""
