"""The example sentences of the shipped rows: each makes its row fire, and the rows that matter have one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zhengtu.lexicon import load
from zhengtu.lexicon.examples import Example, examples
from zhengtu.lexicon.tables import form_of, read_tables
from zhengtu.model.lexicon import Lexicon

WRITTEN = read_tables()
EXAMPLES = list(examples(WRITTEN))
WORDS = ("comparators_before", "comparators_after", "ceilings", "ceilings_after", "units", "counted", "target_units")
CLASSES = ("agency_kinds", "themes", "duties", "participation", "target_kinds")
CONCEPTS = ("metrics", "beneficiaries", "instruments", "requirements", "rules", "payers", "scopes")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The shipped lexicon without areas, since no sentence names an issuer."""
    return replace(load(), areas={})


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.table} {example.row}")
def test_example_makes_its_row_fire(example: Example, lexicon: Lexicon) -> None:
    assert example.fires(lexicon)


@pytest.mark.parametrize("table", WORDS)
def test_every_word_that_turns_a_number_into_a_fact_has_an_example(table: str) -> None:
    shown = {example.row for example in EXAMPLES if example.table == table}
    assert {form_of(row) for row in WRITTEN.rows[table]} - shown == set()


@pytest.mark.parametrize("table", CONCEPTS)
def test_every_concept_that_is_looked_for_has_an_example(table: str) -> None:
    shown = {example.row for example in EXAMPLES if example.table == table}
    looked_for = {row["notation"] for row in WRITTEN.rows[table] if row.get("labels_are_forms", True)}
    assert looked_for - shown == set()


@pytest.mark.parametrize("table", CLASSES)
def test_every_class_that_facts_are_put_in_has_an_example(table: str) -> None:
    shown = {example.row for example in EXAMPLES if example.table == table}
    assert {row["notation"] for row in WRITTEN.rows[table]} - shown == set()


def test_no_example_stands_in_a_document_that_is_read_for_its_figures(documents: dict[str, object]) -> None:
    texts = [path.read_text("utf-8") for path in documents.values()]
    assert [e.sentence for e in EXAMPLES if any(e.sentence in text for text in texts)] == []
