"""Corrections through the commands: the session of the how-to as it is printed, and what the commands refuse."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Zhengtu = Callable[..., "subprocess.CompletedProcess[str]"]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RELEASE = re.compile(r"r-[0-9a-f]{16}")


@pytest.fixture(scope="module")
def howto(root: Path) -> list[tuple[str, str]]:
    """The blocks of the page: language and content."""
    page = (root / "docs" / "howto" / "correct-a-document.md").read_text("utf-8")
    return [(match[1], match[2]) for match in BLOCK.finditer(page)]


def test_session_of_the_howto_runs_as_it_is_printed(howto: list[tuple[str, str]], tmp_path: Path) -> None:
    content = {language: [text for found, text in howto if found == language] for language, _ in howto}
    written = dict(zip(("measures.rq", "curated.rq"), content["sparql"], strict=True))
    for name, text in ({"mingzhou.txt": content["text"][0]} | written).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    corrections = tmp_path / "data" / "policies" / "mingzhou-2026" / "corrections.yaml"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ZHENGTU_")}

    for number, block in enumerate(content["console"]):
        if number == 1:
            corrections.write_text(content["yaml"][0], encoding="utf-8")
        for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            result = subprocess.run(
                ["sh", "-c", command],
                cwd=tmp_path,
                env=environment | {"PATH": path},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                check=False,
            )
            assert RELEASE.sub("r-…", result.stdout) == expected, command


TEXT = "明州市支持海外仓建设的若干措施\n第一条　对企业给予最高不超过50万元奖励。\n第二条　本市另有300万元。\n"
HEAD = f"source_sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}\ncorrections:\n"
ENTRY = "  - {{id: x, by: 李华, on: 2026-03-02, why: 对照原文, {told}}}\n"
TITLE = "set: {fact: policy.title, value: 支持海外仓建设若干措施}"
ADDED = (
    "add: {fact: {kind: measure, provision: 第二条, quote: 本市另有300万元}, values: {instrument: subsidy,"
    " beneficiary: [enterprise], supports: [{role: amount, value: 3000000, unit: CNY, quote: 300万元}]}}"
)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """The folder of a document in the data directory `data`."""
    folder = tmp_path / "data" / "policies" / "mingzhou-2026"
    folder.mkdir(parents=True)
    (folder / "source.txt").write_bytes(TEXT.encode())
    meta = f'slug = "mingzhou-2026"\ntitle = "若干措施"\ncity = "明州市"\nsha256 = "{HEAD[15:79]}"\n'
    (folder / "meta.toml").write_text(meta, encoding="utf-8")
    return folder


def correct(folder: Path, told: str, head: str = HEAD) -> Path:
    (folder / "corrections.yaml").write_text(head + ENTRY.format(told=told), encoding="utf-8")
    return folder / "source.txt"


def test_corrections_are_put_in_only_when_asked_for(zhengtu: Zhengtu, document: Path) -> None:
    source = correct(document, TITLE)

    plain, curated = (json.loads(zhengtu("extract", *words, source).stdout) for words in ((), ("--curated",)))

    assert (plain["policy"]["title"], plain["corrections"]) == ("明州市支持海外仓建设的若干措施", [])
    assert curated["policy"]["title"] == "支持海外仓建设若干措施"
    assert [(c["id"], c["by"], c["on"], c["operation"]) for c in curated["corrections"]] == [
        ("x", "李华", "2026-03-02", "set")
    ]
    assert curated["corrections"][0]["changes"] == [
        {"slot": "value", "before": "明州市支持海外仓建设的若干措施", "after": "支持海外仓建设若干措施"}
    ]


def test_missing_measure_is_added_and_its_finding_gone(zhengtu: Zhengtu, document: Path) -> None:
    source = correct(document, ADDED)

    plain, curated = (zhengtu("extract", *words, source) for words in ((), ("--curated",)))

    assert ("unplaced_quantity" in plain.stderr, "unplaced_quantity" in curated.stderr) == (True, False)
    added = next(m for m in json.loads(curated.stdout)["measures"] if m["provision"] == [2])
    assert [(s["role"], s["value"], s["readings"][0]["rule"]) for s in added["supports"]] == [
        ("amount", 3000000, "correction:x")
    ]


def test_wrong_measure_is_removed(zhengtu: Zhengtu, document: Path) -> None:
    source = correct(document, "remove: {fact: {kind: measure, provision: 第一条, quote: 给予最高不超过50万元奖励}}")
    record = json.loads(zhengtu("extract", "--curated", source).stdout)
    assert record["measures"] + record["qualitative_measures"] == []


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "set: {fact: policy.title, value: 若干措施, was: 别的标题}",
            "warning: The correction “x” corrects value 别的标题",
        ),
        (
            "set: {fact: policy.title, value: 明州市支持海外仓建设的若干措施}",
            "info: The correction “x” is no longer needed",
        ),
    ],
)
def test_overtaken_correction_is_reported_on_stderr(zhengtu: Zhengtu, document: Path, told: str, said: str) -> None:
    result = zhengtu("extract", "--curated", correct(document, told))
    assert (result.returncode, said in result.stderr) == (1, True)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "set: {fact: {kind: support, provision: 第一条, quote: 60万元}, values: {role: rate}}",
            "do not stand in 第一条;",
        ),
        (
            "remove: {fact: {kind: measure, provision: 第一条, quote: 万}, was: {instrument: cash}}",
            "the code list instrument",
        ),
        ("remove: {fact: {kind: mode, quote: 万元}}", "stand 2 times in the document as a whole: line 2 (…"),
    ],
)
def test_unusable_correction_is_one_line_and_exit_code_2(
    zhengtu: Zhengtu, document: Path, told: str, said: str
) -> None:
    result = zhengtu("extract", "--curated", correct(document, told))
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith(f"zhengtu: {document / 'corrections.yaml'}: correction 'x': ")
    assert said in result.stderr


def test_corrections_of_another_text_are_refused(zhengtu: Zhengtu, document: Path) -> None:
    source = correct(document, TITLE)
    source.write_text(TEXT.replace("50万元", "60万元"), encoding="utf-8")
    result = zhengtu("extract", "--curated", source)
    assert (result.returncode, "was made for another text" in result.stderr) == (2, True)


def test_curated_needs_a_file_of_corrections(zhengtu: Zhengtu, document: Path) -> None:
    result = zhengtu("extract", "--curated", document / "source.txt")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"zhengtu: {document / 'corrections.yaml'} does not exist; write it, or leave out --curated\n"
    )


def test_build_marks_what_was_curated_in_record_and_graph(zhengtu: Zhengtu, document: Path, tmp_path: Path) -> None:
    correct(document, TITLE)

    built = zhengtu("build", "--data", "data")

    assert built.returncode == 0
    record = json.loads((tmp_path / "releases" / "current" / "records" / "mingzhou-2026.json").read_text("utf-8"))
    assert record["corrections"][0]["id"] == "x"
    dump = (tmp_path / "releases" / "current" / "dump.nq").read_text("utf-8")
    policy = "<http://localhost:8000/id/policy/mingzhou-2026"
    assert f"{policy}/metadata/title> <https://w3id.org/zhengtu/def#curatedBy> {policy}/correction/x> " in dump


def test_build_quarantines_unusable_corrections_and_publishes_the_rest(
    zhengtu: Zhengtu, document: Path, tmp_path: Path
) -> None:
    correct(document, "set: {fact: {kind: support, provision: 第一条, quote: 60万元}, values: {role: rate}}")
    other = document.with_name("other")
    shutil.copytree(document, other, ignore=shutil.ignore_patterns("corrections.yaml"))
    meta = (other / "meta.toml").read_text("utf-8").replace("mingzhou-2026", "other")
    (other / "meta.toml").write_text(meta, encoding="utf-8")

    built = zhengtu("build", "--data", "data")

    assert built.returncode == 1
    (line,) = built.stderr.splitlines()
    assert line.startswith(
        "zhengtu: quarantined mingzhou-2026: policies/mingzhou-2026/corrections.yaml: correction 'x': "
    )
    manifest = json.loads((tmp_path / "releases" / "current" / "MANIFEST.json").read_text("utf-8"))
    assert [document["status"] for document in manifest["documents"]] == ["quarantined", "published"]


def test_build_notices_changed_corrections(zhengtu: Zhengtu, document: Path) -> None:
    zhengtu("build", "--data", "data")
    correct(document, TITLE)
    assert zhengtu("build", "--data", "data", "--if-changed").stdout.endswith(" published\n")
    assert zhengtu("build", "--data", "data", "--if-changed").stdout.endswith(" is up to date\n")


def test_evaluation_measures_the_machine_and_not_its_corrections(
    zhengtu: Zhengtu, document: Path, tmp_path: Path
) -> None:
    gold = {
        "source": "source.txt",
        "policy": {"title": "明州市支持海外仓建设的若干措施", "status": "issued"},
        "provisions": [[1], [2]],
        "measures": [],
    }
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "mingzhou-2026.json").write_text(json.dumps(gold), encoding="utf-8")

    before = zhengtu("evaluate", "gold", "--data", "data", "--format", "json").stdout
    correct(document, TITLE)
    after = zhengtu("evaluate", "gold", "--data", "data", "--format", "json").stdout

    assert (before == after, len(before) > 100) == (True, True)
