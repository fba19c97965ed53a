"""The table of traditional characters: what it holds, and what is said of one that is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengtu.errors import InputError
from zhengtu.lexicon import load
from zhengtu.lexicon.script import load_script, script_file
from zhengtu.model.script import Script


@pytest.fixture(scope="module")
def script() -> Script:
    return load_script(script_file())


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("促進電子商務發展", "促进电子商务发展"),
        ("給予獎勵，單個企業最高不超過壹佰萬元", "给予奖励，单个企业最高不超过壹佰万元"),
        ("責任單位：財政局、稅務局", "责任单位：财政局、税务局"),
        ("徵求意見；其餘條款；之後；於", "征求意见；其余条款；之后；于"),
        ("為、爲；眾、衆；線、綫；裡、裏；臺、台", "为、为；众、众；线、线；里、里；台、台"),
    ],
)
def test_text_reads_in_simplified_characters_of_the_same_length(
    traditional: str, simplified: str, script: Script
) -> None:
    assert script.simplified(traditional) == simplified


@pytest.mark.parametrize("text", ["乾县、於潜镇", "显著提升", "宫商角徵羽", "", "Amazon"])
def test_simplified_text_stays(text: str, script: Script) -> None:
    assert script.simplified(text) is text


def test_every_row_is_a_pair_of_different_characters(script: Script) -> None:
    assert [pair for pair in script.characters.items() if list(map(len, pair)) != [1, 1] or len(set(pair)) < 2] == []


def test_lexicon_holds_the_table_and_is_named_after_it(tmp_path: Path) -> None:
    shipped = script_file()
    (tmp_path / "areas.csv").write_bytes(shipped.with_name("areas.csv").read_bytes())
    (tmp_path / "traditional.csv").write_text("traditional,simplified\n獎,奖\n", encoding="utf-8")
    assert load().script.simplified("獎勵") == "奖励"
    assert load(tmp_path).script.simplified("獎勵") == "奖勵"
    assert load(tmp_path).sha256 != load().sha256


def test_folder_without_the_table_gets_the_shipped_one(tmp_path: Path) -> None:
    assert script_file(tmp_path) == script_file()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "cannot be read"),
        ("獎,奖\n", "does not begin with traditional,simplified"),
        ("traditional,simplified\n獎,奖\n獎勵,奖励\n", "line 3 is no pair"),
    ],
)
def test_broken_table_is_named_with_its_line(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "traditional.csv").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=rf"traditional\.csv.*{said}"):
        load_script(tmp_path / "traditional.csv")
