"""zhengtu lexicon: lint, try, impact and suggest, each run as people run them."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Zhengtu = Callable[..., "subprocess.CompletedProcess[str]"]

BOX = "  - {form: 箱, unit: container, kind: count, example: 对年运量超过300箱的企业，给予2万元奖励。}\n"


@pytest.fixture
def tables(tmp_path: Path, root: Path) -> Path:
    """A folder with the shipped units and one more, 箱."""
    shipped = root / "src" / "zhengtu" / "lexicon" / "tables" / "units.yaml"
    (tmp_path / "tables").mkdir()
    changed = shipped.read_text("utf-8").replace("\nunits:\n", f"\nunits:\n{BOX}", 1)
    (tmp_path / "tables" / "units.yaml").write_text(changed, encoding="utf-8")
    return tmp_path / "tables"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with one document that counts in 箱."""
    (tmp_path / "corpus").mkdir()
    text = "一、支持物流\n对年运量超过400箱的企业，给予4万元奖励。\n"
    (tmp_path / "corpus" / "logistics.txt").write_text(text, encoding="utf-8")
    return tmp_path / "corpus"


def test_shipped_lexicon_is_clean(zhengtu: Zhengtu) -> None:
    result = zhengtu("lexicon", "lint")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "zhengtu: errors: 0, warnings: 0\n")


def test_changed_tables_are_checked_with_the_shipped_ones(zhengtu: Zhengtu, tables: Path) -> None:
    result = zhengtu("lexicon", "lint", "--tables", tables)
    assert (result.returncode, result.stdout) == (0, "")


def test_fault_gives_one_line_and_exit_code_1(zhengtu: Zhengtu, tables: Path) -> None:
    file = tables / "units.yaml"
    file.write_text(file.read_text("utf-8").replace("{form: 箱, unit: container", "{form: 箱, unit: box"))

    result = zhengtu("lexicon", "lint", "--tables", "tables")

    assert (result.returncode, result.stderr) == (1, "zhengtu: errors: 1, warnings: 0\n")
    assert result.stdout == (
        "error: tables/units.yaml: units, 箱: unit names box, which ontology/codes/unit.ttl does not hold; "
        "add it there, or mend it\n"
    )


def test_sentence_is_shown_with_numbers_facts_and_rows(zhengtu: Zhengtu) -> None:
    result = zhengtu("lexicon", "try", "对年出口额达到2000万元的企业，给予不超过7万元奖励。")

    assert (result.returncode, result.stderr) == (0, "")
    rows = [re.split(r"  +", line.strip()) for line in result.stdout.splitlines()]
    assert ["2000万元", "20000000", "CNY", "money", ">=", "condition"] in rows
    assert ["7万元", "70000", "CNY", "money", "<=", "不超过", "support"] in rows
    assert ["op", ">=", "comparators_before:达到"] in rows
    assert ["metric", "trade_volume", "metrics:trade_volume"] in [row[-3:] for row in rows]
    assert rows[-1] == ["left over: nothing"]


def test_what_is_left_over_is_said_and_gives_exit_code_1(zhengtu: Zhengtu) -> None:
    result = zhengtu("lexicon", "try", "对年运量超过400箱的企业，给予4万元奖励。")
    assert result.returncode == 1
    assert "left over: 400\n" in result.stdout
    assert "[unplaced_quantity]" in result.stdout


def test_sentence_can_be_tried_with_changed_rows(zhengtu: Zhengtu, tables: Path) -> None:
    result = zhengtu(
        "lexicon", "try", "对年运量超过400箱的企业，给予4万元奖励。", "--tables", tables, "--format", "json"
    )
    found = json.loads(result.stdout)
    assert (result.returncode, found["left_over"]) == (0, [])
    assert "units:箱" in found["rules"]


def test_impact_lists_the_facts_that_a_new_row_makes(zhengtu: Zhengtu, tables: Path, corpus: Path) -> None:
    result = zhengtu("lexicon", "impact", "--tables", tables, corpus)

    assert (result.returncode, result.stderr) == (0, "")
    appears, quote, total = result.stdout.splitlines()
    assert appears == "logistics.txt 1 appears: condition metric other, op >, value 400, unit container, period year"
    assert quote.strip() == "“超过400箱”"
    assert (
        total
        == "documents: 1; facts that appear: 1, disappear: 0, change: 0; numbers without a role: 1 before, 0 after"
    )


def test_impact_as_json(zhengtu: Zhengtu, tables: Path, corpus: Path) -> None:
    (document,) = json.loads(zhengtu("lexicon", "impact", "--tables", tables, corpus, "--format", "json").stdout)
    assert [change["sort"] for change in document["changes"]] == ["appears"]


def test_impact_of_nothing_asks_for_a_folder(zhengtu: Zhengtu, corpus: Path) -> None:
    result = zhengtu("lexicon", "impact", corpus)
    assert (result.returncode, result.stdout) == (2, "")
    assert "--tables DIR or --concepts DIR" in result.stderr


def test_suggestions_name_the_word_and_the_file_that_wants_it(zhengtu: Zhengtu, corpus: Path) -> None:
    result = zhengtu("lexicon", "suggest", corpus)
    assert (result.returncode, result.stderr) == (0, "")
    assert [re.split(r"  +", line) for line in result.stdout.splitlines()] == [
        ["times", "what", "word", "where to add it", "first seen in", "sentence"],
        [
            "1",
            "unit",
            "箱",
            "src/zhengtu/lexicon/tables/units.yaml: units",
            "logistics.txt",
            "对年运量超过400箱的企业，给予4万元奖励",
        ],
    ]


def test_suggestions_as_json(zhengtu: Zhengtu, corpus: Path) -> None:
    (found,) = json.loads(zhengtu("lexicon", "suggest", corpus, "--format", "json").stdout)
    assert (found["kind"], found["word"], found["count"]) == ("unit", "箱", 1)


@pytest.mark.parametrize("command", ["impact", "suggest"])
def test_folder_without_documents_gets_one_line_and_exit_code_2(zhengtu: Zhengtu, command: str, tables: Path) -> None:
    options = ("--tables", tables) if command == "impact" else ()
    result = zhengtu("lexicon", command, *options, tables)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_table_that_is_no_yaml_gets_one_line_and_exit_code_2(zhengtu: Zhengtu, tables: Path) -> None:
    (tables / "units.yaml").write_text("units: a: b\n", encoding="utf-8")
    result = zhengtu("lexicon", "lint", "--tables", "tables")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("zhengtu: tables/units.yaml: line 1 is no YAML")
