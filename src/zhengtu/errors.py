"""The errors that Zhengtu raises on purpose; diagnostics about policy text are records (model), not errors.

ZhengtuError
├── InputError            a file or argument that the user must mend (exit code 2)
│   ├── UnreadableSource  a document that is missing, empty, binary, undecodable
│   ├── InvalidMetadata   a meta.toml that is missing, malformed or contradicts its source
│   ├── InvalidCorrections  a corrections.yaml that is malformed, for another text, or points at nothing
│   ├── InconsistentDocument  a document whose facts, as read and corrected, cannot all be true
│   ├── InvalidSetting    an option or environment variable with an unusable value
│   └── BadParameter      a value that a saved question or a list cannot be asked with
├── NoRelease             there is no release that can be used where one is looked for
│   └── NothingBuilt      none has been built yet
├── AssetsUnavailable     what pages use of other people's work cannot be brought
├── BuildError            a build that publishes nothing (exit code 1)
├── ReasonerFailed        there is no Java, or the reasoner ran out of time or refused its input
└── QueryError            a query that the store does not answer
    ├── MalformedQuery    it does not parse, or asks for something that is not allowed (the caller's fault)
    ├── QueryTimeout      it did not finish before its deadline
    ├── AnswerTooLarge    it has more rows or bytes than an answer may have
    ├── RequestTooLarge   it has more bytes than a request may have
    └── StoreUnavailable  the worker died or the endpoint did not answer
        └── StoreBusy     too many other queries run or wait
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReachedLimit:
    """A limit that was met, for programs: its name, which is that of the setting where there is one, value and unit."""

    name: str
    value: float
    unit: str


class ZhengtuError(Exception):
    """The root. Its text is shown to the user as it stands: what, where, what to do next."""


class InputError(ZhengtuError):
    """Something that the user gave cannot be used."""


class UnreadableSource(InputError):
    """A document cannot be read as text."""


class InvalidMetadata(InputError):
    """A meta.toml cannot be used, or the source is not the one that it describes."""


class InvalidCorrections(InputError):
    """A corrections.yaml cannot be used: its shape, its codes, its quotes, or what it points at."""


class InconsistentDocument(InputError):
    """The facts of a document cannot all be true; the message tells how each clash comes about."""


class InvalidSetting(InputError):
    """A setting has a value outside its range."""


class BadParameter(InputError):
    """A question or a list was asked with a parameter that it has not, or a value that the parameter cannot have."""


class BadDay(BadParameter):
    """A day was asked about that is none."""


class NoRelease(ZhengtuError):
    """There is no published release in the release directory, or it cannot be used."""


class NothingBuilt(NoRelease):
    """Nothing was ever published in the release directory."""


class AssetsUnavailable(ZhengtuError):
    """Scripts and styles cannot be brought: no npm, no network, or no checkout."""


class BuildError(ZhengtuError):
    """A build ended without publishing. details are further lines for the user, one for each document concerned."""

    def __init__(self, message: str, details: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.details = details


class ReasonerFailed(ZhengtuError):
    """A reasoner gave no verdict; the rules stand without it."""


class QueryError(ZhengtuError):
    """A query was not answered; limit is there where it met one."""

    def __init__(self, message: str, limit: ReachedLimit | None = None) -> None:
        super().__init__(message)
        self.limit = limit


class MalformedQuery(QueryError):
    """The query does not parse or is not allowed; the message says where."""


class QueryTimeout(QueryError):
    """The query did not finish before the deadline."""


class StoreUnavailable(QueryError):
    """The store could not answer for a reason that is not the query's."""


class AnswerTooLarge(QueryError):
    """The answer is larger than the limit that the message names; nothing of it is given."""


class UnwritableAnswer(QueryError):
    """The answer holds something that the format asked for cannot say; other formats can."""


class RequestTooLarge(QueryError):
    """The request is larger than the limit that the message names."""


class StoreBusy(StoreUnavailable):
    """Too many queries run or wait; the same query may be answered in a moment."""
