"""zhengtu evaluate: figures to stdout, what is not good to stderr and into the exit code."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhengtu.lexicon.precision import read_sets

from .conftest import COMMAND

Zhengtu = Callable[..., "subprocess.CompletedProcess[str]"]
Writer = Callable[..., Path]

SENTENCE = "对年交易额达到1亿元以上的跨境电商企业，给予不超过50万元奖励。"
TEXT = f"关于支持跨境电子商务发展的若干措施\n第一条　{SENTENCE}\n"
START = TEXT.index(SENTENCE)
CEILING = {"role": "ceiling", "value": 500000, "unit": "CNY"}


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    """Write the document and a gold record of it; keyword arguments replace keys of the record."""

    def written(support: dict[str, Any] = CEILING, **changed: Any) -> Path:
        measure = {
            "provision": [1],
            "instrument": "reward",
            "beneficiary": ["enterprise"],
            "supports": [support],
            "conditions": [{"metric": "trade_volume", "op": ">=", "value": 100000000, "unit": "CNY", "period": "year"}],
            "evidence": {"start": START, "end": START + len(SENTENCE), "quote": SENTENCE},
        }
        record = {
            "source": "document.txt",
            "policy": {"title": "支持跨境电子商务发展的若干措施", "status": "issued"},
            "provisions": [[1]],
            "measures": [measure],
            **changed,
        }
        (tmp_path / "documents").mkdir()
        (tmp_path / "documents" / "document.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / "gold").mkdir()
        (tmp_path / "gold" / "town.json").write_text(json.dumps(record), encoding="utf-8")
        return tmp_path / "gold"

    return written


def test_document_read_as_gold_says_gives_exit_code_0(zhengtu: Zhengtu, write: Writer) -> None:
    write()

    result = zhengtu("evaluate", "gold", "--documents", "documents", "--min", "1")

    assert (result.returncode, result.stderr) == (0, "")
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["supports", "1.000", "1", "1", "1"] in rows
    assert ["supports:", "ceiling", "1.000", "1.000", "1", "1", "1"] in rows
    assert result.stdout.splitlines()[-1].startswith("polarity errors 0; mean of the figures 1.000; lowest ")


def test_polarity_error_is_named_with_its_sentence_and_gives_exit_code_1(zhengtu: Zhengtu, write: Writer) -> None:
    write({**CEILING, "role": "amount"})

    result = zhengtu("evaluate", "gold", "--documents", "documents")

    assert result.returncode == 1
    (line,) = (line for line in result.stdout.splitlines() if "read as" in line)
    assert re.split(r"  +", line) == ["town", "1", "500000 CNY: amount read as ceiling", SENTENCE]
    assert result.stderr == "zhengtu: polarity errors: 1; each is listed with its sentence\n"


def test_mean_below_min_gives_exit_code_1_and_misses_say_why(zhengtu: Zhengtu, write: Writer) -> None:
    write(rules=[{"provision": [1], "kind": "no_duplication"}])
    command = ("evaluate", "gold", "--documents", "documents", "--misses")

    good, low = zhengtu(*command, "--min", "0.5"), zhengtu(*command, "--min", "0.99")

    assert (good.returncode, low.returncode, good.stdout) == (0, 1, low.stdout)
    assert re.search(r"^town +rules +missing +1 no_duplication$", low.stdout, re.MULTILINE)
    assert low.stderr.startswith("zhengtu: the mean of the figures is 0.9")


def test_json_holds_figures_by_facet_document_and_slot(zhengtu: Zhengtu, write: Writer) -> None:
    write({**CEILING, "role": "amount"})

    result = zhengtu("evaluate", "gold", "--documents", "documents", "--format", "json", "--misses")

    found = json.loads(result.stdout)
    assert found["facets"]["supports"] == {"figure": 0.0, "hit": 0, "gold": 1, "extracted": 1}
    assert found["documents"]["town"]["facets"]["conditions"]["figure"] == 1.0
    assert found["slots"]["supports: amount"] == {
        "precision": None,
        "recall": 0.0,
        "hit": 0,
        "gold": 1,
        "extracted": 0,
    }
    assert found["polarity_errors"] == [
        {
            "document": "town",
            "provision": [1],
            "error": "500000 CNY: amount read as ceiling",
            "sentence": SENTENCE,
        }
    ]
    assert {(miss["kind"], miss["fact"]) for miss in found["misses"]} == {
        ("missing", "1 amount 500000 CNY"),
        ("extra", "1 ceiling 500000 CNY"),
    }


def test_markdown_names_the_sentence_that_was_turned_round(zhengtu: Zhengtu, write: Writer) -> None:
    write({**CEILING, "role": "amount"})
    result = zhengtu("evaluate", "gold", "--documents", "documents", "--format", "markdown")
    assert f"| town | 1 | 500000 CNY: amount read as ceiling | {SENTENCE} |" in result.stdout.splitlines()


def test_documents_of_the_data_directory_are_found_by_the_name_of_the_gold_record(
    zhengtu: Zhengtu, write: Writer, tmp_path: Path
) -> None:
    write()
    folder = tmp_path / "data" / "policies" / "town"
    folder.mkdir(parents=True)
    (tmp_path / "documents" / "document.txt").rename(folder / "source.txt")

    result = zhengtu("evaluate", "gold", "--data", "data")

    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "data/policies/town/source.txt does not exist; give its folder with --documents DIR"),
        (("--documents", "elsewhere"), "elsewhere/document.txt does not exist; check the key source and --documents"),
    ],
)
def test_document_that_is_not_there_gets_one_line_and_exit_code_2(
    zhengtu: Zhengtu, write: Writer, arguments: tuple[str, ...], said: str
) -> None:
    write()
    result = zhengtu("evaluate", "gold", *arguments)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith("zhengtu: gold/town.json: its document ")
    assert result.stderr.endswith(f"{said}\n")


def test_malformed_gold_gets_one_line_with_file_and_key_and_exit_code_2(zhengtu: Zhengtu, write: Writer) -> None:
    write(policy={"title": 7})
    result = zhengtu("evaluate", "gold", "--documents", "documents")
    assert (result.returncode, result.stdout, result.stderr) == (
        2,
        "",
        "zhengtu: gold/town.json: policy.title is 7, not a text or null; "
        "see docs/reference/record.md for what belongs there\n",
    )


def test_documents_beside_their_gold_records_are_found(zhengtu: Zhengtu, write: Writer, tmp_path: Path) -> None:
    write()
    (tmp_path / "documents" / "document.txt").rename(tmp_path / "gold" / "document.txt")
    result = zhengtu("evaluate", "gold")
    assert (result.returncode, result.stderr) == (0, "")


def test_sets_are_evaluated_together(zhengtu: Zhengtu, write: Writer, tmp_path: Path) -> None:
    write()
    shutil.copytree(tmp_path / "gold", tmp_path / "more")
    (tmp_path / "more" / "town.json").rename(tmp_path / "more" / "village.json")

    result = zhengtu("evaluate", "gold", "more", "--documents", "documents", "--format", "markdown")

    assert "`zhengtu evaluate gold more --documents documents --format markdown`" in result.stdout
    assert "\n2 documents; " in result.stdout
    documents = [
        line.split(" | ")[0] for line in result.stdout.splitlines() if line.startswith(("| town |", "| village |"))
    ]
    assert documents == ["| town", "| village"]


def test_rules_are_counted_in_json_and_lowest_first_in_markdown(zhengtu: Zhengtu, write: Writer) -> None:
    write({**CEILING, "role": "amount"})
    command = ("evaluate", "gold", "--documents", "documents", "--format")

    found = json.loads(zhengtu(*command, "json").stdout)
    page = zhengtu(*command, "markdown").stdout

    shares = [float(row.split(" | ")[1]) for row in rows_of(page, "Rules")]
    assert shares == sorted(shares)
    assert len(shares) == len(found["rules"])
    assert sum(one["readings"] for one in found["calibration"]["bins"]) > 0


def test_precision_holds_the_set_beside_the_shipped_ones(zhengtu: Zhengtu, write: Writer) -> None:
    write()

    result = zhengtu("evaluate", "gold", "--documents", "documents", "--format", "precision")

    sets = yaml.safe_load(result.stdout)["sets"]
    assert list(sets) == sorted({*read_sets(), "gold"})
    assert sets["gold"]["documents"] == 1
    assert sets["gold"]["rules"]["units:元"] == [2, 2]


def test_output_takes_the_place_of_a_file(zhengtu: Zhengtu, write: Writer, tmp_path: Path) -> None:
    write()
    command = ("evaluate", "gold", "--documents", "documents", "--format", "markdown")
    (tmp_path / "page.md").write_text("old", encoding="utf-8")

    written, printed = zhengtu(*command, "--output", "page.md"), zhengtu(*command)

    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    assert (tmp_path / "page.md").read_text("utf-8") == printed.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--output", "page.md"), "--output takes --format json, markdown or precision; a table goes to the terminal"),
        (("--output", "no/page.md", "--format", "json"), "no/page.md cannot be written: No such file or directory"),
    ],
)
def test_output_that_cannot_be_gets_one_line_and_exit_code_2(
    zhengtu: Zhengtu, write: Writer, arguments: tuple[str, ...], said: str
) -> None:
    write()
    result = zhengtu("evaluate", "gold", "--documents", "documents", *arguments)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert said in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [(), ("missing",), ("gold", "--min", "90"), ("gold", "--format", "xml")],
    ids=lambda value: " ".join(value),
)
def test_unusable_arguments_give_exit_code_2(zhengtu: Zhengtu, write: Writer, arguments: tuple[str, ...]) -> None:
    write()
    result = zhengtu("evaluate", *arguments)
    assert (result.returncode, result.stdout) == (2, "")


SETS = (*"bcdefghijklmnopqrstuvwxyz", "aa", "bb")
WRITTEN = " ".join(("tests/gold/written", *(f"tests/gold/written-{name}" for name in SETS)))


@pytest.mark.parametrize(("gold", "name"), [("tests/gold", "quality.md"), (WRITTEN, "quality-written.md")])
def test_page_of_figures_is_what_the_command_prints_now(gold: str, name: str, root: Path) -> None:
    command = f"zhengtu evaluate {gold} --format markdown"
    page = (root / "docs" / "reference" / name).read_text("utf-8")

    arguments = [COMMAND, *command.split()[1:]]
    printed = subprocess.run(arguments, cwd=root, capture_output=True, encoding="utf-8", check=False)

    assert f"`{command}`" in page
    assert printed.stdout == page, (
        f"run `{command} --output docs/reference/{name}` in the checkout, and read the difference"
    )


def test_table_of_precision_is_what_the_command_measures_now(root: Path) -> None:
    sets = ("tests/gold", "tests/gold/written")
    command = [COMMAND, "evaluate", *sets, "--format", "precision"]
    table = root / "src" / "zhengtu" / "lexicon" / "tables" / "precision.yaml"

    printed = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)

    assert printed.stdout == table.read_text("utf-8"), (
        f"run `zhengtu evaluate {' '.join(sets)} --format precision --output {table.relative_to(root)}` in the checkout"
    )


def rows_of(page: str, heading: str) -> list[str]:
    """The rows of the first table under a heading."""
    section = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("| ")][2:]
