"""What a search finds: names and passages with the policies they are of, how they stand on a day, and counts to narrow
it by. How the index is kept lives in search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhengtu.errors import BadParameter
from zhengtu.iri import CODE
from zhengtu.search.entries import KINDS
from zhengtu.search.reading import Hit, Index
from zhengtu.search.terms import Term, read_terms
from zhengtu.store.parameters import listed
from zhengtu.web.answers.validity import STANDINGS, Calendar, Validity

PAGE = 20
_MOST_ON_A_PAGE = 100
_BEFORE, _BEHIND = 40, 120
# What nobody can rely on that day stands behind what holds, where both say the same.
_NOT_IN_FORCE = 0.85


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What was asked: words, a kind of KINDS, the slug of a policy, a standing, the day, and which results to give."""

    words: str
    kind: str = ""
    policy: str = ""
    standing: str = ""
    on: date = date.min
    start: int = 0
    limit: int = PAGE


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a shown text; is_marked where a term stands."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Result:
    """One hit as it is shown. pieces are the words around the first mark, or the name."""

    hit: Hit
    validity: Validity | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """A page of results; total counts all that match, kinds, policies and standings what there is to narrow it by.

    read_as are the words that were looked for where nothing held those of the request, one of them in two halves.
    """

    request: SearchRequest
    results: tuple[Result, ...]
    total: int
    is_complete: bool
    read_as: tuple[str, ...]
    kinds: Mapping[str, int]
    policies: Mapping[str, int]
    standings: Mapping[str, int]

    @property
    def next(self) -> int | None:
        """Where the next page starts; None after the last."""
        end = self.request.start + len(self.results)
        return end if end < self.total else None


def search(index: Index, calendar: Calendar, request: SearchRequest) -> SearchAnswer:
    """Find what holds all words. Raises BadParameter, StoreUnavailable."""
    standings = calendar.on(request.on)
    _check(request, standings)
    terms = read_terms(request.words)
    read_as: tuple[Term, ...] = ()
    found = index.find(terms)
    if not found.hits:
        read_as, found = index.find_parts(terms)
    ranked = [(_rank(hit, standings.get(hit.iri)), hit) for hit in found.hits]
    hits = [hit for _, hit in sorted(ranked, key=lambda one: (-one[0], one[1].iri, one[1].start))]
    in_kind = [hit for hit in hits if request.kind in ("", hit.kind)]
    in_policy = [hit for hit in hits if _is_of(hit, request.policy) and _stands(hit, request, standings)]
    chosen = [hit for hit in in_policy if request.kind in ("", hit.kind)]
    shown = chosen[request.start : request.start + request.limit]
    return SearchAnswer(
        request,
        tuple(Result(hit, standings.get(hit.iri), tuple(_pieces(hit))) for hit in shown),
        len(chosen),
        found.is_complete,
        tuple(term.word for term in read_as),
        _counted((hit.kind for hit in in_policy), KINDS),
        dict(Counter(hit.iri for hit in in_kind if hit.iri in standings).most_common()),
        _counted((standings[hit.iri].standing for hit in in_kind if hit.iri in standings), tuple(STANDINGS.values())),
    )


def code_list_of(hit: Hit) -> str:
    """The code list that a concept is an entry of; empty for what is in none."""
    name, _, entry = hit.iri.removeprefix(CODE).partition("/")
    return f"{CODE}{name}" if hit.kind == "concept" and hit.iri.startswith(CODE) and entry else ""


def _check(request: SearchRequest, policies: Iterable[str]) -> None:
    for name, value, known in (
        ("kind", request.kind, KINDS),
        ("policy", request.policy, sorted(policy.rsplit("/", 1)[-1] for policy in policies)),
        ("standing", request.standing, tuple(STANDINGS.values())),
    ):
        if value and value not in known:
            raise BadParameter(f"{name} is {value!r}; give one of {listed(known)}")
    if not 1 <= request.limit <= _MOST_ON_A_PAGE:
        raise BadParameter(f"limit is {request.limit}; give a number from 1 to {_MOST_ON_A_PAGE}")
    if request.start < 0:
        raise BadParameter(f"start is {request.start}; give 0 or more")


def _rank(hit: Hit, validity: Validity | None) -> float:
    return hit.rank * (1.0 if validity is None or validity.is_in_force else _NOT_IN_FORCE)


def _is_of(hit: Hit, policy: str) -> bool:
    return not policy or hit.iri.endswith(f"/id/policy/{policy}")


def _stands(hit: Hit, request: SearchRequest, standings: Mapping[str, Validity]) -> bool:
    validity = standings.get(hit.iri)
    return not request.standing or (validity is not None and validity.standing == request.standing)


def _counted(values: Iterator[str], order: Sequence[str]) -> dict[str, int]:
    counts = Counter(values)
    return {value: counts[value] for value in order if counts[value]}


def _pieces(hit: Hit) -> Iterator[Piece]:
    text = hit.words if hit.kind == "passage" else hit.names.get("zh", "")
    marks = hit.marks
    first = max(0, marks[0][0] - _BEFORE) if marks else 0
    last = min(len(text), (marks[0][1] if marks else 0) + _BEHIND)
    if first:
        yield Piece("…", False)
    at = first
    for start, end in marks:
        if start >= last:
            break
        yield from (Piece(text[at:start], False), Piece(text[start : min(end, last)], True))
        at = min(end, last)
    yield Piece(text[at:last] + ("…" if last < len(text) else ""), False)
