"""The example sentences of rows, and whether they make their rows fire. Nothing is read but these sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhengtu.lexicon.forms import labels
from zhengtu.lexicon.tables import Tables, form_of
from zhengtu.lexicon.trial import read_sentence
from zhengtu.model.lexicon import Lexicon
from zhengtu.text.normalise import normalise

# Rows that readings name by their code; those of the other code lists are named by the form that was found.
_BY_CODE = ("metrics", "beneficiaries", "requirements", "rules")
_BY_FORM = ("instruments", "payers", "scopes")
# Rows for what was read: the pattern of the row has to match in the example.
_BY_PATTERN = ("agency_kinds", "themes", "duties", "participation", "target_kinds")
# Words that decide something without filling a slot: it is enough that they stand in the sentence.
_WITHOUT_READING = (
    *(
        "negations",
        "after_negation",
        "equality_in_front",
        "equality_behind",
        "joins_comparator",
        "steps",
        "giving",
        "between_ceiling_and_sum",
        "year_numerals",
        "paying_words",
        "body_endings",
    ),
    *("target_units", "target_periods", "customs_modes", "unit_codes"),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a row. rules are the readings of which it must show one; none: the form must stand in it."""

    file: Path
    table: str
    row: str
    sentence: str
    rules: tuple[str, ...]

    def fires(self, lexicon: Lexicon) -> bool:
        """Read the sentence and look for the row."""
        if self.table in _BY_PATTERN:
            rows = getattr(lexicon.classes, self.table)
            return any(row.code == self.row and row.pattern.search(self.sentence) for row in rows)
        if not self.rules:
            return self.row in normalise(self.sentence, lexicon.script).normal
        return not set(self.rules).isdisjoint(read_sentence(self.sentence, lexicon).rules)


def examples(written: Tables) -> Iterator[Example]:
    """All examples of all tables."""
    paying = [form_of(word) for word in written.rows["paying_words"]]
    for table, rows in written.rows.items():
        for row in rows if isinstance(rows, list) else ():
            for sentence in _sentences(row):
                name = row["notation"] if "notation" in row else form_of(row)
                yield Example(written.files[table], table, name, sentence, _rules(table, row, paying))


def _sentences(row: Any) -> list[str]:
    if not isinstance(row, Mapping):
        return []
    return [*row.get("examples", ()), *([row["example"]] if "example" in row else [])]


def _rules(table: str, row: Mapping[str, Any], paying: list[str]) -> tuple[str, ...]:
    if table in (*_WITHOUT_READING, *_BY_PATTERN):
        return ()
    if table in _BY_CODE:
        code = row["notation"]
        return f"{table}:{code}", *((f"{table}:{code}_behind",) if "pattern_behind" in row else ())
    if table in _BY_FORM:
        forms = [*labels(row), *(f"{name}{word}" for name in row.get("paying", ()) for word in paying)]
        return *(f"{table}:{form}" for form in forms), f"special_{table}:{row['notation']}"
    return (f"{table}:{form_of(row)}",)
