"""What a reader gives becomes a checked term in the VALUES of a saved query; nothing else of the query can change."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtu.config import resource_dir
from zhengtu.errors import BadParameter
from zhengtu.store import binding
from zhengtu.store.catalogue import Catalogue
from zhengtu.store.library import Question, find_question, load_questions
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.parameters import literal, read_parameter, terms_of
from zhengtu.store.release import Release

from .answers import answer

QUERIES = resource_dir("queries")
ASKABLE = [question for question in load_questions(QUERIES) if question.parameters]


@pytest.fixture(scope="module")
def catalogue(release: Release) -> Catalogue:
    return Catalogue.open(OxigraphStore(release.dump), QUERIES)


def question(name: str) -> Question:
    found = find_question(QUERIES, name)
    assert found is not None
    return found


@pytest.mark.parametrize("line", ["on | day | 日 | day", "on | date | 日", "on | code | 日 | day", "| date | 日 | day"])
def test_parameter_line_of_another_form_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"is not 'name \| type \| 中文 \| English'"):
        read_parameter(line)


@pytest.mark.parametrize(
    ("kind", "value", "allowed"),
    [
        ("date", "2024-02-30", "a day as YYYY-MM-DD"),
        ("date", "20240230", "a day as YYYY-MM-DD"),
        ("date", "今天", "a day as YYYY-MM-DD"),
        ("number", "-1", "a number of 0 or more"),
        ("number", "1e9", "a number of 0 or more"),
        ("number", "٣", "a number of 0 or more"),
        ("year", "24", "a year of four digits"),
        ("path", "5/3 } DROP", "the place of a provision"),
        ("text", "a\nb", "at most 200 characters in one line"),
        ("text", "字" * 201, "at most 200 characters in one line"),
    ],
)
def test_malformed_value_is_refused_with_what_is_allowed(kind: str, value: str, allowed: str) -> None:
    with pytest.raises(BadParameter) as refused:
        terms_of(read_parameter(f"given | {kind} | 参数 | parameter"), [value], ())
    assert str(refused.value).startswith(f"given is {value!r}; give {allowed}")


@pytest.mark.parametrize(
    ("value", "term"), [("500000", "500000"), ("50万", "500000"), ("1.25亿", "125000000"), ("0.5", "0.5")]
)
def test_number_may_be_written_in_chinese_magnitudes(value: str, term: str) -> None:
    assert terms_of(read_parameter("n | number | 数 | number"), [value], ()) == (term,)


@pytest.mark.parametrize("value", ["1,000,000元", "一百万元", "100 万元", "１００万", "1 000 000"])
def test_sum_may_be_written_in_every_way(value: str) -> None:
    assert terms_of(read_parameter("n | number | 数额（元） | sum in yuan"), [value], ()) == ("1000000",)


@pytest.mark.parametrize(
    ("label", "value"), [("数额（元）", "50万美元"), ("增加额（美元）", "50万元"), ("家数", "50元")]
)
def test_sum_in_another_unit_is_refused(label: str, value: str) -> None:
    with pytest.raises(BadParameter, match="give a number of 0 or more"):
        terms_of(read_parameter(f"n | number | {label} | number"), [value], ())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_stays_one_string(text: str) -> None:
    [row] = pyoxigraph.Store().query(f"SELECT * {{ VALUES ?x {{ {literal(text)} }} }}")  # type: ignore[union-attr]
    assert row["x"].value == text  # type: ignore[index]


@pytest.mark.parametrize("one", ASKABLE, ids=lambda one: one.id)
def test_form_that_is_sent_as_it_is_shown_asks_the_shipped_question(one: Question, catalogue: Catalogue) -> None:
    shown = {parameter.name: list(catalogue.values(one, parameter, {})) for parameter in one.parameters}
    assert catalogue.bound(one, shown) == one.text


@pytest.mark.parametrize("one", ASKABLE, ids=lambda one: one.id)
def test_each_parameter_can_be_given_alone(one: Question, catalogue: Catalogue, store: pyoxigraph.Store) -> None:
    for parameter in one.parameters:
        known = {choice.value for choice in catalogue.choices(parameter)}
        others = known - set(catalogue.values(one, parameter, {}))
        value = min(others or known) if known else {"date": "2031-05-07", "year": "1999"}.get(parameter.type, "7")
        text = catalogue.bound(one, {parameter.name: [value]})
        assert text != one.text
        answer(store, text)


def test_one_parameter_of_a_row_leaves_the_others(store: pyoxigraph.Store, catalogue: Catalogue) -> None:
    """万荣县 is one of 其余各县（市）, which leave the city 2 of 10. Source: 运政办发〔2024〕10号, 第十条（二）."""
    asked = catalogue.bound(question("CQ09"), {"area_name": ["万荣县"], "amount": ["10万"]})
    rows = answer(store, asked)
    assert [(row["area_name"], row["municipal"], row["local"]) for row in rows] == [("万荣县", "20000", "80000")]


def test_row_names_an_example_only_once(store: pyoxigraph.Store, catalogue: Catalogue) -> None:
    """Tiers of 郑州 draft 三（八）: 20 firms and more, above 100亿元 the highest. Case a is the first row."""
    rows = answer(store, catalogue.bound(question("CQ18"), {"hosted": ["25"], "trade": ["100亿"]}))
    assert {(row["case"], row["award"]) for row in rows} == {("a", "600000")}


def test_entry_of_a_code_list_is_known_by_notation_iri_and_label(catalogue: Catalogue) -> None:
    (mode,) = question("CQ35").parameters
    iri = "https://w3id.org/zhengtu/code/customs-mode/9710"
    for name in ("9710", iri):
        assert catalogue.terms([mode], {"mode": [name]}) == {"mode": (f"<{iri}>",)}
    (theme,) = question("CQ46").parameters
    assert catalogue.terms([theme], {"theme": ["海外仓"]}) == catalogue.terms(
        [theme], {"theme": ["overseas_warehouses"]}
    )


def test_value_that_no_list_has_is_refused_with_those_it_has(catalogue: Catalogue) -> None:
    with pytest.raises(BadParameter, match=r"mode is '9999'; give one of .*9610.*9710"):
        catalogue.bound(question("CQ35"), {"mode": ["9999"]})


def test_parameter_that_a_question_has_not_is_refused_with_those_it_has(catalogue: Catalogue) -> None:
    with pytest.raises(BadParameter, match="There is no parameter 'day' here; there are: on"):
        catalogue.bound(question("CQ01"), {"day": ["2024-06-30"]})


def test_empty_value_means_the_default(catalogue: Catalogue) -> None:
    assert catalogue.bound(question("CQ01"), {"on": [""]}) == question("CQ01").text


def test_too_many_combinations_are_refused(catalogue: Catalogue) -> None:
    with pytest.raises(BadParameter, match="path, amount together have more than 500 combinations"):
        catalogue.bound(
            question("CQ09"), {"amount": [str(n) for n in range(45)], "path": [f"{n}/1" for n in range(45)]}
        )


def test_text_that_looks_like_values_is_left_alone() -> None:
    query = 'SELECT * { # VALUES ?a { 1 }\n BIND("VALUES ?a { 2 }" AS ?b) VALUES ?a { 3 } VALUES ?a { 4 } }'
    assert binding.bind(query, ["a"], {"a": ["9"]}) == query.replace("{ 3 }", "{ 9 }")
