"""Forms that get in each other's way: written twice, hidden by another one, or turned by a word in front of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from zhengtu.extract.comparators import COMPLEMENT
from zhengtu.lexicon.findings import Finding
from zhengtu.lexicon.forms import labels
from zhengtu.lexicon.tables import Tables, form_of

# In these tables nothing sets a longer form above a shorter one that it contains. (A phrase may well be of several
# kinds of requirement or rule, and all other tables prefer the longest form, or the one nearest to the number.)
_UNPROTECTED = ("target_units", "target_periods")
_MIRRORED = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form of a row, what it means there, and the units that it goes with (none: any)."""

    table: str
    text: str
    meaning: str
    units: frozenset[str] = frozenset()

    def meets(self, other: Form) -> bool:
        """Whether both can be about the same number."""
        return not self.units or not other.units or not self.units.isdisjoint(other.units)


def collisions(written: Tables) -> Iterator[Finding]:
    """Everything that forms do to each other."""
    forms = {table: list(_forms(table, rows)) for table, rows in written.rows.items() if isinstance(rows, list)}
    for table, found in forms.items():
        for message, row in [*_twice(found), *_hidden(table, found)]:
            yield Finding("error", written.files[table], table, row, message)
    for message, row in [*_both_sides(forms), *_negated(forms), *_under_ceilings(forms)]:
        yield Finding("error", written.files["comparators_before"], "comparators_before", row, message)
    for message, row in _scaled(written.rows["scales"], forms["units"]):
        yield Finding("error", written.files["units"], "units", row, message)


def _forms(table: str, rows: list[Any]) -> Iterator[Form]:
    for row in rows:
        told = row if isinstance(row, Mapping) else {}
        units = frozenset(told.get("units", ()))
        if "notation" in told:
            words = [*labels(told), *told.get("paying", ()), *told.get("sharing", ())]
            yield from (Form(table, word, told["notation"], units) for word in words)
        elif "form" in told or not told:
            yield Form(table, form_of(row), _meaning(told), units)


def _meaning(row: Mapping[str, Any]) -> str:
    """What the row says of its form; a plain word says nothing but itself."""
    return " ".join(str(row[key]) for key in ("op", "unit", "per") if key in row)


def _twice(forms: list[Form]) -> Iterator[tuple[str, str]]:
    for one, other in combinations(forms, 2):
        if one.text == other.text and one.meets(other):
            also = f"for {one.meaning} and for {other.meaning}" if one.meaning != other.meaning else "twice"
            yield f"is written {also}; keep one", one.text


def _hidden(table: str, forms: list[Form]) -> Iterator[tuple[str, str]]:
    """A form inside another one with another meaning, where the longer one does not win."""
    for before, one in enumerate(forms):
        for after, other in enumerate(forms):
            if one.text == other.text or one.text not in other.text or one.meaning == other.meaning:
                continue
            if table in _UNPROTECTED:
                yield f"is part of {other.text} ({other.meaning}) and means {one.meaning}; word it longer", one.text
            elif table == "metrics" and other.text.endswith(one.text) and before < after and one.meets(other):
                hint = f"give {other.meaning} the lower zt:matchOrder"
                yield f"ends {other.text} ({other.meaning}) and is tried before it; {hint}", one.text


def _both_sides(forms: Mapping[str, list[Form]]) -> Iterator[tuple[str, str]]:
    for one in forms["comparators_before"]:
        for other in forms["comparators_after"]:
            mirrored = not one.text.isalpha() and _MIRRORED.get(one.meaning) == other.meaning  # X≤100, 100≤X
            if one.text == other.text and one.meaning != other.meaning and not mirrored:
                yield f"says {one.meaning} in front of a number and {other.meaning} behind it; keep one", one.text


def _negated(forms: Mapping[str, list[Form]]) -> Iterator[tuple[str, str]]:
    """不满 as a row of its own must say what 不 makes of 满."""
    meanings = {form.text: form.meaning for form in forms["comparators_before"]}
    for form in forms["comparators_before"]:
        for negation in forms["negations"]:
            plain = meanings.get(form.text.removeprefix(negation.text)) if form.text.startswith(negation.text) else None
            if plain and COMPLEMENT[plain] != form.meaning:
                word = form.text.removeprefix(negation.text)
                told = f"{negation.text} turns {word} ({plain}) into {COMPLEMENT[plain]}"
                yield f"says {form.meaning}, but {told}; leave the row out", form.text


def _under_ceilings(forms: Mapping[str, list[Form]]) -> Iterator[tuple[str, str]]:
    for form in forms["comparators_before"]:
        for ceiling in forms["ceilings"]:
            if form.text.endswith(ceiling.text) and len(ceiling.text) > 1:  # 限 alone gives way to 下限
                yield (
                    f"ends with the ceiling word {ceiling.text}, which is looked for first; word it otherwise",
                    form.text,
                )


def _scaled(scales: Mapping[str, Any], units: list[Form]) -> Iterator[tuple[str, str]]:
    for unit in units:
        for scale in scales:
            if unit.text.startswith(scale):
                yield f"begins with the scale word {scale}, which is read first; leave that out", unit.text
