"""The shipped lexicon is complete, changed files replace shipped ones, and a hash names what was loaded."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

import zhengtu.lexicon
from zhengtu.errors import InputError
from zhengtu.lexicon import load
from zhengtu.model.lexicon import Lexicon

TABLES = sorted((Path(zhengtu.lexicon.__file__).parent / "tables").glob("*.yaml"))
HEADER = "code,name,level,parent,valid_from,valid_to,source\n"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The shipped tables with the shipped areas."""
    return load()


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    """A folder with an area table of one row."""
    (tmp_path / "areas.csv").write_text(f"{HEADER}370000,山东省,province,,,,test\n", encoding="utf-8")
    return tmp_path


def test_tables_are_found() -> None:
    assert TABLES


def test_every_table_is_read(lexicon: Lexicon) -> None:
    empty = [name for name in Lexicon.__slots__ if not getattr(lexicon, name)]
    assert empty == []


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_no_table_is_written_twice(path: Path) -> None:
    names = re.findall(r"(?m)^(\w+):", path.read_text("utf-8"))
    others = [name for other in TABLES if other != path for name in yaml.safe_load(other.read_text("utf-8"))]
    assert len(names) == len(set(names))
    assert set(names).isdisjoint(others)


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


class TestChangedFiles:
    def test_changed_table_replaces_the_shipped_one(self, tmp_path: Path) -> None:
        written = (TABLES[0].parent / "cues.yaml").read_text("utf-8")
        (tmp_path / "cues.yaml").write_text(written.replace("once: [", "once: [仅此一回, "), encoding="utf-8")
        changed = load(tables=tmp_path)
        assert changed.once.fullmatch("仅此一回")
        assert changed.units == load().units

    def test_changed_concepts_replace_the_shipped_ones(self, tmp_path: Path, root: Path) -> None:
        written = (root / "ontology" / "codes" / "per.ttl").read_text("utf-8")
        (tmp_path / "per.ttl").write_text(written.replace('"展会"@zh', '"庙会"@zh'), encoding="utf-8")
        changed = load(concepts=tmp_path)
        assert (changed.scopes.get("庙会"), changed.scopes.get("展会")) == ("event", None)

    def test_changed_files_have_another_name(self, tmp_path: Path, lexicon: Lexicon) -> None:
        written = (TABLES[0].parent / "bodies.yaml").read_text("utf-8")
        (tmp_path / "bodies.yaml").write_text(f"{written}# nothing\n", encoding="utf-8")
        assert load(tables=tmp_path).sha256 != lexicon.sha256

    def test_folder_that_replaces_nothing_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "cue.yaml").write_text("once: [一次性]\n", encoding="utf-8")
        with pytest.raises(InputError, match="no file in it replaces a shipped one"):
            load(tables=tmp_path)

    def test_folder_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="nowhere"):
            load(concepts=tmp_path / "nowhere")

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"once: a: b", r"bodies\.yaml: line 1 is no YAML"),
            (b"- a\n", r"bodies\.yaml: holds no tables"),
            (b"once: \xff", r"bodies\.yaml: is no UTF-8"),
            (b"paying_words: [1]\nbody_endings: 7\n", r"bodies\.yaml: body_endings: is 7; write endings"),
        ],
    )
    def test_unusable_table_is_named_with_what_to_do(self, content: bytes, said: str, tmp_path: Path) -> None:
        (tmp_path / "bodies.yaml").write_bytes(content)
        with pytest.raises(InputError, match=said):
            load(tables=tmp_path)

    def test_row_that_does_not_compile_is_named(self, tmp_path: Path, root: Path) -> None:
        written = (root / "ontology" / "codes" / "metric.ttl").read_text("utf-8")
        broken = written.replace('zt:surfacePattern "', 'zt:surfacePattern "(')
        (tmp_path / "metric.ttl").write_text(broken, encoding="utf-8")
        with pytest.raises(InputError, match="run zhengtu lexicon lint"):
            load(concepts=tmp_path)


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
