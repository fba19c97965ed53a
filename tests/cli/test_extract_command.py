"""zhengtu extract: record to stdout, messages to stderr, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ..two_documents import HOUSING, TRADE

Zhengtu = Callable[..., "subprocess.CompletedProcess[str]"]
# A sum that no rule can place: it is reported, never dropped.
PUZZLING = "关于支持跨境电子商务发展的若干措施\n第一条　本市另有300万元。\n"


def test_record_is_json_on_stdout_and_nothing_else(zhengtu: Zhengtu, documents: dict[str, Path]) -> None:
    result = zhengtu("extract", documents["yuncheng-2024"])
    record = json.loads(result.stdout)
    assert (record["source"], len(record["provisions"])) == ("source.txt", 21)


def test_exit_code_tells_findings_and_stderr_where_they_are(zhengtu: Zhengtu, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PUZZLING, encoding="utf-8")

    result = zhengtu("extract", "a.txt")

    findings = [found for found in json.loads(result.stdout)["diagnostics"] if found["severity"] != "info"]
    lines = result.stderr.splitlines()
    assert (result.returncode, len(lines)) == (1 if findings else 0, len(findings))
    assert all(line.startswith("zhengtu: a.txt:") for line in lines)


def test_main_document_of_several_is_printed_with_the_others_below(zhengtu: Zhengtu, tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text(HOUSING + TRADE, encoding="utf-8")

    result = zhengtu("extract", "two.txt")

    record = json.loads(result.stdout)
    assert (record["policy"]["title"], record["work"]["number"]) == ("大鹏市支持跨境电商发展若干措施", 2)
    assert [further["policy"]["title"] for further in record["further"]] == ["大鹏市人才公寓管理办法"]
    assert (result.returncode, "[further_work]" in result.stderr) == (1, True)


def test_remarks_on_the_file_are_messages(zhengtu: Zhengtu, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PUZZLING.replace("本市", "本\ufffd"), encoding="utf-8")
    assert "a.txt:1: warning: Characters that could not be decoded: 1 (line 2)" in zhengtu("extract", "a.txt").stderr


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_other_encodings_give_the_same_facts(
    zhengtu: Zhengtu, documents: dict[str, Path], tmp_path: Path, encoding: str
) -> None:
    source = documents["qingzhou-2022"]
    (tmp_path / "source.txt").write_bytes(source.read_bytes().decode("utf-8").encode(encoding))

    expected = json.loads(zhengtu("extract", source).stdout)
    record = json.loads(zhengtu("extract", "source.txt").stdout)

    assert record["policy"]["title"] == expected["policy"]["title"]
    assert [provision["text"] for provision in record["provisions"]] == [
        provision["text"] for provision in expected["provisions"]
    ]


def test_stdout_is_utf8_in_every_locale(zhengtu: Zhengtu, documents: dict[str, Path]) -> None:
    result = zhengtu("extract", documents["jinan-2021"], LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert json.loads(result.stdout)["policy"]["title"] == "济南市人民政府关于加快跨境电子商务发展的意见"


def test_messages_are_utf8_in_every_locale(zhengtu: Zhengtu) -> None:
    result = zhengtu("extract", "没有.txt", PYTHONIOENCODING="latin-1")
    assert result.stderr == "zhengtu: 没有.txt does not exist; check the path\n"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.txt", None, "does not exist"),
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \r\n", "is empty"),
        ("binary.txt", bytes(range(256)), "neither UTF-8"),
        ("nul.txt", b"\x00\x01\x02", "control character"),
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("latin.txt", "Résumé über Straße".encode("latin-1"), "UTF-8"),
    ],
)
def test_unusable_file_gets_one_line_and_exit_code_2(
    zhengtu: Zhengtu, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    result = zhengtu("extract", name)

    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith(f"zhengtu: {name} ")
    assert said in result.stderr


def test_folder_is_refused(zhengtu: Zhengtu, tmp_path: Path) -> None:
    result = zhengtu("extract", tmp_path)
    assert (result.returncode, result.stderr) == (
        2,
        f"zhengtu: {tmp_path} is a folder; give the text file of one document\n",
    )


def test_extract_loads_no_library_of_pages_stores_or_checks(documents: dict[str, Path]) -> None:
    script = (
        "import sys; from zhengtu.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'fastapi', 'jsonschema', 'pyoxigraph', 'SPARQLWrapper', 'owlready2'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script, "extract", str(documents["jinan-2021"])],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert result.stdout.splitlines()[-1] == "[]"
