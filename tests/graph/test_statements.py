"""Terms survive writing and reading, whatever the text holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset

from zhengtu.graph.statements import GraphWriter, decimal_form

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def one_statement(text: str) -> str:
    out = GraphWriter("http://l/graph/one")
    out.text("http://l/id/a", "rdfs:label", text)
    return out.lines()[0]


@given(TEXTS)
def test_text_is_read_back_by_pyoxigraph_as_it_was(text: str) -> None:
    quad = next(iter(pyoxigraph.parse(one_statement(text), pyoxigraph.RdfFormat.N_QUADS)))
    assert isinstance(quad.object, pyoxigraph.Literal)
    assert (quad.object.value, quad.object.language) == (text, "zh")


@given(TEXTS)
def test_text_is_read_back_by_rdflib_as_it_was(text: str) -> None:
    dataset = Dataset()
    dataset.parse(data=one_statement(text), format="nquads")
    assert [str(quad[2]) for quad in dataset.quads()] == [text]


@given(TEXTS)
def test_statement_is_one_line_for_every_notion_of_a_line(text: str) -> None:
    assert len(one_statement(text).splitlines()) == 1


@pytest.mark.parametrize(
    ("value", "form"),
    [("1E+6", "1000000"), ("0.50", "0.5"), ("100", "100"), ("0.0005", "0.0005"), ("0.0", "0"), ("12.0", "12")],
)
def test_equal_numbers_are_written_alike(value: str, form: str) -> None:
    assert decimal_form(Decimal(value)) == form


@pytest.mark.parametrize(
    ("value", "term"),
    [
        (True, '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        (3, '"3"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        (Decimal("0.3"), '"0.3"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        (date(2024, 4, 10), '"2024-04-10"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("a", '"a"'),
    ],
)
def test_value_has_the_datatype_of_its_type(value: bool | int | Decimal | date | str, term: str) -> None:
    out = GraphWriter("http://l/g")
    out.value("http://l/s", "zt:value", value)
    assert out.lines() == [f"<http://l/s> <https://w3id.org/zhengtu/def#value> {term} <http://l/g> ."]


def test_none_states_nothing() -> None:
    out = GraphWriter("http://l/g")
    out.value("http://l/s", "zt:tier", None)
    out.text("http://l/s", "zt:heading", None)
    out.link("http://l/s", "zt:per", None)
    assert out.lines() == []
