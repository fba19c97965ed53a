"""Finds entries in the index of a release. Whether they hold on a day, and how they are shown, does not live here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from zhengtu.errors import StoreUnavailable
from zhengtu.search.grams import NO_SCRIPT, fold, phrase
from zhengtu.search.terms import Term, written
from zhengtu.search.writing import FORMAT

MOST = 2000  # entries that are looked at for their rank
_LONGEST_HALVED = 10  # characters of a term that is looked for in two halves
_STEPS = 5_000_000  # of the virtual machine of SQLite: about a second
_STEPS_AT_ONCE = 100_000
# A thing by its name stands before the texts that mention it.
_WEIGHTS = {"policy": 6.0, "agency": 5.0, "concept": 4.0, "area": 3.0, "passage": 1.0}
_HEADING = 2.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A found entry. marks are the stretches of the words of a passage, or of a name, that the terms stand in."""

    kind: str
    iri: str
    names: Mapping[str, str]
    words: str
    part: str
    start: int
    end: int
    rank: float
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The hits, best first; is_complete is false where there were more than are ever ranked."""

    hits: tuple[Hit, ...]
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Index:
    """The index of one release, opened for each request: it may be read while another release is published."""

    path: Path

    def find(self, terms: Sequence[Term]) -> Found:
        """The entries that hold every term. Raises StoreUnavailable when the file cannot be read."""
        if not terms:
            return Found((), True)
        try:
            with closing(self._open()) as connection:
                script = _script(connection)
                plain = [replace(term, word=term.word.translate(script)) for term in terms]
                forms = [tuple(_forms(connection, term, is_alone=len(terms) == 1)) for term in plain]
                query, values = _query(terms, forms)
                rows = connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise StoreUnavailable(f"The index {self.path} cannot be searched: {error}. Build again.") from error
        words = [form.word for several in forms for form in several if form.word]
        hits = [_hit(row, words, script) for row in rows[:MOST]]
        hits.sort(key=lambda hit: (-hit.rank, hit.iri, hit.start))
        return Found(tuple(hits), len(rows) <= MOST)

    def find_parts(self, terms: Sequence[Term]) -> tuple[tuple[Term, ...], Found]:
        """Where nothing holds the terms, what holds the two halves of one: 海外仓补贴 is 海外仓 and 补贴.

        The terms as they were then read come first; none where that finds nothing either.
        """
        for at, term in enumerate(terms):
            for cut in range(min(len(term.word), _LONGEST_HALVED) - 2, 1, -1):
                halves = Term(term.word[:cut]), Term(term.word[cut:])
                read = (*terms[:at], *halves, *terms[at + 1 :])
                if term.number is None and (found := self.find(read)).hits:
                    return read, found
        return (), Found((), True)

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        left = iter(range(_STEPS // _STEPS_AT_ONCE))
        connection.set_progress_handler(lambda: next(left, None) is None, _STEPS_AT_ONCE)
        if connection.execute("PRAGMA user_version").fetchone() != (FORMAT,):
            raise sqlite3.DatabaseError("it has another format")
        return connection


@dataclass(frozen=True, slots=True)
class _Form:
    """One way in which a text can say a term; in a city its policies say it without the name of the city, which they
    need not say at all: the word is then empty."""

    word: str
    city: str | None = None


def _script(connection: sqlite3.Connection) -> Mapping[int, str]:
    traditional, simplified = connection.execute("SELECT traditional, simplified FROM script").fetchone()
    return str.maketrans(dict(zip(traditional, simplified, strict=True)))


def _forms(connection: sqlite3.Connection, term: Term, is_alone: bool) -> Iterator[_Form]:
    yield _Form(term.word)
    for (name,) in connection.execute("SELECT DISTINCT name FROM city WHERE instr(?, name) = 1", (term.word,)):
        rest = term.word[len(name) :]
        if len(rest) > 1 or (not rest and not is_alone):
            yield _Form(rest, name)
    said = "SELECT word, other FROM synonym WHERE instr(?, word) > 0 ORDER BY length(word) DESC, word, other"
    longest = 0
    for word, other in connection.execute(said, (term.word,)):
        if len(word) >= longest:  # 工信 within 工信和 is no word of its own
            longest = len(word)
            yield _Form(term.word.replace(word, other))


def _query(terms: Sequence[Term], forms: Sequence[Sequence[_Form]]) -> tuple[str, list[str]]:
    """SQL that gives the entries which each term is said in, in some form or as the number that it is."""
    parts, values = [], []
    for term, several in zip(terms, forms, strict=True):
        ways = []
        for form in several:
            if not form.word:
                ways.append("SELECT entry.id FROM entry JOIN city ON city.policy = entry.iri WHERE city.name = ?")
                values.append(form.city or "")
            elif form.city is None:
                ways.append("SELECT rowid FROM gram WHERE gram MATCH ?")
                values.append(phrase(form.word))
            else:
                ways.append(
                    "SELECT entry.id FROM gram JOIN entry ON entry.id = gram.rowid JOIN city ON city.policy = entry.iri"
                    " WHERE gram MATCH ? AND city.name = ?"
                )
                values += [phrase(form.word), form.city]
        if term.number is not None:
            ways.append(f"SELECT entry FROM number WHERE value = ?{' AND unit = ?' if term.unit else ''}")
            values += [written(term.number), *([term.unit] if term.unit else [])]
        parts.append(f"SELECT * FROM ({' UNION '.join(ways)})")
    columns = "kind, iri, zh, en, words, part, start, stop, is_heading"
    return f"SELECT {columns} FROM entry WHERE id IN ({' INTERSECT '.join(parts)}) LIMIT {MOST + 1}", values


def _hit(row: Sequence[object], words: Sequence[str], script: Mapping[int, str]) -> Hit:
    kind, iri, zh, en, text, part = map(str, row[:6])
    start, end, is_heading = (int(str(value)) for value in row[6:])
    names = {language: name for language, name in (("zh", zh), ("en", en)) if name}
    shown = text if kind == "passage" else zh
    marks = tuple(find_marks(shown, words, script))
    weight = _WEIGHTS[kind] * (_HEADING if is_heading else 1.0)
    length = len(shown)
    exact = any(fold(name, script)[0] in words for name in names.values())
    rank = weight * (1 + min(len(marks), 5) / 5) * (1 + 10 / (10 + length)) * (4 if exact else 1)
    return Hit(kind, iri, names, text, part, start, end, round(rank, 6), marks)


def find_marks(text: str, words: Sequence[str], script: Mapping[int, str] = NO_SCRIPT) -> Iterator[tuple[int, int]]:
    """The stretches of a text in which folded words stand, those that touch put together.

    >>> list(find_marks("自建海外仓，租用海外仓", ["海外仓", "租用海"]))
    [(2, 5), (6, 11)]
    """
    folded, places = fold(text, script)
    spans = sorted(span for word in words for span in _spans(folded, word))
    start = end = 0
    for first, last in spans:
        if first > end and end:
            yield places[start], places[end - 1] + 1
        if first > end or not end:
            start = first
        end = max(end, last)
    if end:
        yield places[start], places[end - 1] + 1


def _spans(folded: str, word: str) -> Iterator[tuple[int, int]]:
    at = folded.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = folded.find(word, at + 1)
