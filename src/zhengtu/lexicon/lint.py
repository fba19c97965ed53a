"""Everything that can be wrong with rows before a text is read with them. What forms do to each other: collisions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from zhengtu.lexicon.collisions import collisions
from zhengtu.lexicon.examples import examples
from zhengtu.lexicon.findings import Finding
from zhengtu.lexicon.forms import labels
from zhengtu.lexicon.load import compiled
from zhengtu.lexicon.schema import check
from zhengtu.lexicon.tables import Tables, form_of, read_tables
from zhengtu.lexicon.trial import read_sentence
from zhengtu.text.normalise import normalise

_PATTERNS = ("patterns", "pattern_behind", "pattern_without_figure")
# Which code list the values of a key belong to.
_CODES = {"unit": "unit_codes", "units": "unit_codes", "per": "scopes"}
# Tables whose rows measured precision names by their code.
_MEASURED = ("metrics", "beneficiaries", "requirements", "rules")


def lint(tables: Path | None = None, concepts: Path | None = None) -> list[Finding]:
    """Check the shipped rows, or those with the changed files of two folders in their place.

    Rows that do not have the shape that their schema asks for are the only findings then, and examples are read
    when nothing else is wrong. Raises InputError for files that are no YAML and no Turtle.
    """
    written = read_tables(tables, concepts)
    found = list(check(written))
    if not found:
        found = [*_of_rows(written), *collisions(written), *_of_precision(written)]
    if not any(finding.severity == "error" for finding in found):
        found += _of_examples(written)
    return found


def _of_rows(written: Tables) -> Iterator[Finding]:
    """Patterns that cannot be used, words that no text has in this spelling, codes that no list has."""
    codes = {table: {row["notation"] for row in written.rows[table]} for table in set(_CODES.values())}
    for table, rows in written.rows.items():
        if isinstance(rows, str):
            yield from _errors(written, table, "", _of_patterns([rows]))
        for row in rows if isinstance(rows, list) else ():
            name = str(row["notation"]) if "notation" in row else _name(row)
            told = row if isinstance(row, Mapping) else {}
            yield from _errors(written, table, name, _of_patterns(_patterns(told)))
            yield from _errors(written, table, name, _of_spelling(_words(row)))
            yield from _errors(written, table, name, _of_codes(told, codes))


def _errors(written: Tables, table: str, row: str, messages: Iterator[str]) -> Iterator[Finding]:
    return (Finding("error", written.files[table], table, row, message) for message in messages)


def _name(row: Any) -> str:
    return str(row["name"]) if isinstance(row, Mapping) and "name" in row else form_of(row)


def _patterns(row: Mapping[str, Any]) -> list[str]:
    found = [row[key] for key in _PATTERNS if key in row]
    return [pattern for value in found for pattern in (value if isinstance(value, list) else [value])]


def _words(row: Any) -> list[str]:
    if isinstance(row, Mapping) and "notation" in row:
        return [*labels(row), *row.get("paying", ()), *row.get("sharing", ())]
    return [] if isinstance(row, Mapping) and "form" not in row else [form_of(row)]


def _of_patterns(patterns: list[str]) -> Iterator[str]:
    for pattern in patterns:
        try:
            empty = re.compile(pattern).match("")
        except re.error as error:
            yield f"the pattern {pattern} does not compile: {error}; mend it"
            continue
        if empty:
            yield f"the pattern {pattern} matches the empty string; ask for at least one character"


def _of_spelling(words: list[str]) -> Iterator[str]:
    for word in words:
        normal = normalise(word).normal
        if normal != word:
            yield f"{word} is never found, since texts are read with {normal} in its place; write that"


def _of_codes(row: Mapping[str, Any], codes: Mapping[str, set[str]]) -> Iterator[str]:
    for key, table in _CODES.items():
        values = row.get(key, ())
        for value in [values] if isinstance(values, str) else values:
            if value not in codes[table]:
                listed = "unit.ttl" if table == "unit_codes" else "per.ttl"
                yield f"{key} names {value}, which ontology/codes/{listed} does not hold; add it there, or mend it"


def _of_precision(written: Tables) -> Iterator[Finding]:
    """Measured rules whose row is no more: the figures want measuring anew."""
    rows = {table: {row["notation"] for row in written.rows[table]} for table in _MEASURED}
    for rule in written.rows["precision"]:
        table, _, row = rule.partition(":")
        if table in rows and row.removesuffix("_behind") not in rows[table]:
            message = f"no row of {table} is called {row}; measure the precision of the rules anew"
            yield Finding("warning", written.files["precision"], "rules", rule, message)


def _of_examples(written: Tables) -> Iterator[Finding]:
    # A sentence names no issuer; looking for its area in the whole table would take most of the time.
    lexicon = replace(compiled(written), areas={})
    for example in examples(written):
        if not example.fires(lexicon):
            fired = ", ".join(read_sentence(example.sentence, lexicon).rules) or "nothing"
            message = f"its example “{example.sentence}” does not show it; what fired is {fired}"
            yield Finding("error", example.file, example.table, example.row, message)
