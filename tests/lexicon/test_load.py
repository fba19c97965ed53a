"""The tables of words: complete, no form with two meanings, and named by a hash that never moves by itself."""

from __future__ import annotations

import collections
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

import zhengtu.lexicon
from zhengtu.errors import InputError
from zhengtu.lexicon import load
from zhengtu.model.lexicon import Lexicon
from zhengtu.text.normalise import normalise

FOLDER = Path(zhengtu.lexicon.__file__).parent / "tables"
TABLES = sorted(path for path in FOLDER.glob("*.yaml") if path.stem != "precision")
HEADER = "code,name,level,parent,valid_from,valid_to,source\n"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The shipped tables with the shipped areas."""
    return load()


@pytest.fixture(scope="module")
def tables() -> dict[str, Any]:
    """All tables as they are written, by their name."""
    return {name: rows for path in TABLES for name, rows in yaml.safe_load(path.read_text("utf-8")).items()}


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    """A folder with an area table of one row."""
    (tmp_path / "areas.csv").write_text(f"{HEADER}370000,山东省,province,,,,test\n", encoding="utf-8")
    return tmp_path


def test_tables_are_found() -> None:
    assert TABLES


def test_every_table_is_read(lexicon: Lexicon) -> None:
    empty = [name for name in Lexicon.__slots__ if not getattr(lexicon, name)]
    assert set(empty) <= {"precision"}  # measured, and empty until it is


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_no_table_is_written_twice(path: Path) -> None:
    names = re.findall(r"(?m)^(\w+):", path.read_text("utf-8"))
    others = [name for other in TABLES if other != path for name in yaml.safe_load(other.read_text("utf-8"))]
    assert len(names) == len(set(names))
    assert set(names).isdisjoint(others)


def test_no_form_is_written_twice(tables: dict[str, Any]) -> None:
    twice = {}
    for name, rows in tables.items():
        if isinstance(rows, list):
            forms = [row["form"] if isinstance(row, dict) and "form" in row else str(row) for row in rows]
            twice |= {(name, form): count for form, count in collections.Counter(forms).items() if count > 1}
    assert twice == {}


def test_no_form_compares_both_before_and_behind_in_two_ways(lexicon: Lexicon) -> None:
    both = lexicon.comparators_before.keys() & lexicon.comparators_after.keys()
    assert {f for f in both if lexicon.comparators_before[f].op != lexicon.comparators_after[f].op} == set()


def test_every_negated_comparator_is_tried_before_the_plain_one(lexicon: Lexicon) -> None:
    forms = list(lexicon.comparators_before)
    hidden = [(a, b) for i, a in enumerate(forms) for b in forms[i + 1 :] if b.endswith(a)]
    assert hidden == []


@pytest.mark.parametrize(
    ("form", "op"), [("超过", ">"), ("高于", ">"), ("低于", "<"), ("少于", "<"), ("达到", ">="), ("满", ">=")]
)
def test_comparator_before_a_number(form: str, op: str, lexicon: Lexicon) -> None:
    assert lexicon.comparators_before[form].op == op


@pytest.mark.parametrize("form", ["不超过", "不得突破", "未高于", "最高不超过", "最高", "上限为"])
def test_negated_excess_is_a_ceiling_word(form: str, lexicon: Lexicon) -> None:
    assert lexicon.ceilings.fullmatch(form)


def test_negation_is_a_rule_and_no_row_of_comparators(lexicon: Lexicon) -> None:
    assert [form for form in lexicon.comparators_before if lexicon.negations.search(form[:1])] == ["不满", "不足"]


# Civil Code, art. 1259: 以上, 以下 and 以内 include the number.
@pytest.mark.parametrize(("form", "op"), [("以上", ">="), ("以下", "<="), ("以内", "<=")])
def test_comparator_behind_a_number_includes_it(form: str, op: str, lexicon: Lexicon) -> None:
    assert lexicon.comparators_after[form].op == op


@pytest.mark.parametrize(
    ("form", "factor"), [("万", 10**4), ("亿", 10**8), ("百万", 10**6), ("千万", 10**7), ("万亿", 10**12)]
)
def test_scale(form: str, factor: int, lexicon: Lexicon) -> None:
    assert lexicon.scales[form] == factor


@pytest.mark.parametrize(
    ("form", "code", "factor"),
    [("元", "CNY", "1"), ("美元", "USD", "1"), ("%", "ratio", "0.01"), ("‰", "ratio", "0.001")],
)
def test_unit(form: str, code: str, factor: str, lexicon: Lexicon) -> None:
    assert (lexicon.units[form].code, lexicon.units[form].factor) == (code, Decimal(factor))


def test_units_are_written_in_normal_form(lexicon: Lexicon) -> None:
    forms = [
        *lexicon.units,
        *lexicon.counted,
        *lexicon.comparators_before,
        *lexicon.comparators_after,
    ]
    assert [form for form in forms if normalise(form).normal != form] == []


@pytest.mark.parametrize(
    ("code", "name", "level", "parent"),
    [
        ("370000", "山东省", "province", None),
        ("370100", "济南市", "prefecture", "370000"),
        ("370781", "青州市", "county", "370700"),
        ("140800", "运城市", "prefecture", "140000"),
        ("320700", "连云港市", "prefecture", "320000"),
        ("410100", "郑州市", "prefecture", "410000"),
    ],
)
def test_area(code: str, name: str, level: str, parent: str | None, lexicon: Lexicon) -> None:
    area = lexicon.areas[code]
    assert (area.name, area.level, area.parent) == (name, level, parent)


def test_every_parent_is_an_area(lexicon: Lexicon) -> None:
    assert {a.code: a.parent for a in lexicon.areas.values() if a.parent and a.parent not in lexicon.areas} == {}


def test_customs_mode_is_four_digits_of_its_own(lexicon: Lexicon) -> None:
    found = lexicon.customs_modes.findall("代码9710、9810，不含19710、97100、9710元、9710家")
    assert found == ["9710", "9810"]


class TestVersion:
    def test_same_tables_have_the_same_name(self, lexicon: Lexicon) -> None:
        assert load().sha256 == lexicon.sha256

    def test_name_is_a_sha256(self, lexicon: Lexicon) -> None:
        assert re.fullmatch("[0-9a-f]{64}", lexicon.sha256)

    def test_other_areas_have_another_name(self, lexicon: Lexicon, authority: Path) -> None:
        assert load(authority).sha256 != lexicon.sha256


class TestAreaTable:
    def test_areas_are_those_of_the_folder(self, authority: Path) -> None:
        assert [area.name for area in load(authority).areas.values()] == ["山东省"]

    def test_area_that_is_no_more_is_left_out(self, authority: Path) -> None:
        (authority / "areas.csv").write_text(
            f"{HEADER}370000,山东省,province,,,,test\n371200,莱芜市,prefecture,370000,,2019-01-01,test\n",
            encoding="utf-8",
        )
        assert "371200" not in load(authority).areas

    def test_missing_table_says_what_to_restore(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"areas\.csv"):
            load(tmp_path)

    @pytest.mark.parametrize("column", ["code", "name", "level", "parent", "valid_to"])
    def test_missing_column_is_named(self, column: str, authority: Path) -> None:
        path = authority / "areas.csv"
        path.write_text(path.read_text("utf-8").replace(column, "x", 1), encoding="utf-8")
        with pytest.raises(InputError, match=column):
            load(authority)

    @pytest.mark.parametrize("row", [",山东省,province,,,,test", "370000,,province,,,,test"])
    def test_row_without_code_or_name_is_refused(self, row: str, authority: Path) -> None:
        (authority / "areas.csv").write_text(f"{HEADER}{row}\n", encoding="utf-8")
        with pytest.raises(InputError, match=r"areas\.csv"):
            load(authority)
