"""Writes the index of a release as one SQLite file, the same bytes for the same contents."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing

from zhengtu.search.entries import Contents, Entry
from zhengtu.search.grams import GAP, fold, grams
from zhengtu.search.terms import written

FORMAT = 3
_TABLES = f"""
PRAGMA page_size = 4096;
PRAGMA user_version = {FORMAT};
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, iri TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL,
  words TEXT NOT NULL, part TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, is_heading INTEGER NOT NULL
);
CREATE TABLE number (value TEXT NOT NULL, unit TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (value, unit, entry))
  WITHOUT ROWID;
CREATE TABLE city (name TEXT NOT NULL, policy TEXT NOT NULL, PRIMARY KEY (name, policy)) WITHOUT ROWID;
CREATE TABLE synonym (word TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (word, other)) WITHOUT ROWID;
CREATE TABLE script (traditional TEXT NOT NULL, simplified TEXT NOT NULL);
CREATE VIRTUAL TABLE gram USING fts5 (words, content = '', tokenize = 'ascii');
"""
# Where an SQLite file counts its changes and names the program that wrote it.
_MARKS_OF_WRITER = ((24, 28), (92, 100))


def to_bytes(contents: Contents) -> bytes:
    """The index as the bytes of a file."""
    script = str.maketrans(dict(contents.simplified))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_TABLES)
        for number, entry in enumerate(contents.entries, start=1):
            connection.execute("INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?)", (number, *_row(entry)))
            connection.execute("INSERT INTO gram (rowid, words) VALUES (?, ?)", (number, _grams(entry, script)))
            numbers = {(written(value), unit, number) for value, unit in entry.numbers}
            connection.executemany("INSERT INTO number VALUES (?, ?, ?)", sorted(numbers))
        cities = {(name, policy) for name, policies in contents.cities.items() for policy in policies}
        connection.executemany("INSERT INTO city VALUES (?, ?)", sorted(cities))
        pairs = {(word, other) for group in contents.synonyms for word in group for other in group if word != other}
        connection.executemany("INSERT INTO synonym VALUES (?, ?)", sorted(pairs))
        characters = "".join(contents.simplified), "".join(contents.simplified.values())
        connection.execute("INSERT INTO script VALUES (?, ?)", characters)
        connection.execute("INSERT INTO gram (gram) VALUES ('optimize')")
        connection.commit()
        connection.execute("VACUUM")
        content = bytearray(connection.serialize())
    for start, end in _MARKS_OF_WRITER:
        content[start:end] = bytes(end - start)
    return bytes(content)


def _row(entry: Entry) -> tuple[str | int, ...]:
    names = entry.names.get("zh", ""), entry.names.get("en", "")
    return entry.kind, entry.iri, *names, entry.words, entry.part, entry.start, entry.end, int(entry.is_heading)


def _grams(entry: Entry, script: Mapping[int, str]) -> str:
    texts = [*entry.names.values(), entry.words, entry.place]
    return f" {GAP} ".join(" ".join(grams(fold(text, script)[0])) for text in texts if text)
