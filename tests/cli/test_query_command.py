"""zhengtu query, and what holds for every command: usage errors, interrupts, readers that go away."""

from __future__ import annotations

import csv
import fcntl
import io
import json
import signal
import subprocess
import termios
import time
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from zhengtu import __version__
from zhengtu.store.release import Release

Zhengtu = Callable[..., "subprocess.CompletedProcess[str]"]
Start = Callable[..., "subprocess.Popen[bytes]"]
POLICIES = """PREFIX zt: <https://w3id.org/zhengtu/def#>
SELECT ?slug ?class { ?policy a zt:Policy, ?class ; zt:slug ?slug FILTER(?class = zt:Policy) } ORDER BY ?slug"""
SLUGS = ["jinan-2021", "lianyungang-2024", "qingzhou-2022", "yuncheng-2024", "zhengzhou-draft"]


@pytest.fixture
def local(release: Release) -> tuple[str, str]:
    return "--release-dir", str(release.path.parent)


def test_table_has_a_line_for_each_row_and_short_names(zhengtu: Zhengtu, local: tuple[str, str]) -> None:
    result = zhengtu("query", POLICIES, *local)
    assert (result.returncode, result.stderr) == (0, "")
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["slug", "class"],
        *([slug, "zt:Policy"] for slug in SLUGS),
    ]


def test_csv_has_full_names(zhengtu: Zhengtu, local: tuple[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(zhengtu("query", POLICIES, "--format", "csv", *local).stdout)))
    assert [row["slug"] for row in rows] == SLUGS
    assert {row["class"] for row in rows} == {"https://w3id.org/zhengtu/def#Policy"}


def test_json_is_that_of_the_protocol(zhengtu: Zhengtu, local: tuple[str, str]) -> None:
    answer = json.loads(zhengtu("query", POLICIES, "--format", "json", *local).stdout)
    assert [binding["slug"]["value"] for binding in answer["results"]["bindings"]] == SLUGS


def test_query_can_be_a_file_or_come_from_stdin(zhengtu: Zhengtu, local: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "policies.rq").write_text(POLICIES, encoding="utf-8")
    expected = zhengtu("query", POLICIES, *local).stdout
    assert zhengtu("query", "policies.rq", *local).stdout == expected
    assert zhengtu("query", "-", *local, stdin=POLICIES).stdout == expected


def test_saved_question_is_asked_by_its_number_or_name(zhengtu: Zhengtu, local: tuple[str, str]) -> None:
    """On 30 June 2024 the Zhengzhou draft is no more than that. Source: 郑州市…若干措施（征求意见稿）."""
    numbered = zhengtu("query", "CQ01", "--format", "csv", *local)
    assert numbered.stdout == zhengtu("query", "CQ01-status-on-a-day", "--format", "csv", *local).stdout
    rows = list(csv.DictReader(io.StringIO(numbered.stdout)))
    standings = {(row["city"], row["on"]): row["standing"] for row in rows}
    assert standings["郑州市", "2024-06-30"] == "征求意见稿 / draft"


def test_ask_is_answered_in_a_word(zhengtu: Zhengtu, local: tuple[str, str]) -> None:
    assert zhengtu("query", "ASK { ?s ?p ?o }", *local).stdout == "true\n"


def test_graph_is_printed_as_turtle_or_json_ld(zhengtu: Zhengtu, local: tuple[str, str]) -> None:
    query = POLICIES.replace("SELECT ?slug ?class", "CONSTRUCT { ?policy zt:slug ?slug }")
    query = query.replace("FILTER(?class = zt:Policy) } ORDER BY ?slug", "}")
    assert "yuncheng-2024" in zhengtu("query", query, *local).stdout
    assert json.loads(zhengtu("query", query, "--format", "json", *local).stdout)
    refused = zhengtu("query", query, "--format", "csv", *local)
    assert (refused.returncode, refused.stdout) == (2, "")


def test_release_is_built_first_where_there_is_none(zhengtu: Zhengtu, one_document: Path, tmp_path: Path) -> None:
    result = zhengtu("query", POLICIES, "--format", "csv", "--data", one_document)
    assert (result.returncode, result.stdout.count("\n")) == (0, 2)
    assert (tmp_path / "releases" / "current").is_symlink()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?s { ?s", "Line 1"),
        ("DROP ALL", "SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("none.rq", "none.rq: the query file cannot be read"),
    ],
)
def test_query_that_is_none_gets_one_line_and_exit_code_2(
    zhengtu: Zhengtu, local: tuple[str, str], query: str, said: str
) -> None:
    result = zhengtu("query", query, *local)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert said in result.stderr


def test_endpoint_that_does_not_answer_is_named(zhengtu: Zhengtu) -> None:
    result = zhengtu("query", "ASK {}", "--endpoint", "http://127.0.0.1:9/sparql")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "http://127.0.0.1:9/sparql cannot be reached" in result.stderr


def test_version_is_printed(zhengtu: Zhengtu) -> None:
    result = zhengtu("--version")
    assert (result.returncode, result.stdout) == (0, f"zhengtu {__version__}\n")


@pytest.mark.parametrize(
    "arguments", [(), ("frobnicate",), ("extract",), ("build", "--frob"), ("serve", "--port", "x")]
)
def test_usage_errors_are_exit_code_2(zhengtu: Zhengtu, arguments: tuple[str, ...]) -> None:
    result = zhengtu(*arguments)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_reader_that_goes_away_ends_the_command_quietly(start: Start, documents: dict[str, Path]) -> None:
    with start("extract", documents["zhengzhou-draft"]) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_full_disk_is_told_in_one_line(documents: dict[str, Path], start: Start) -> None:
    with Path("/dev/full").open("wb") as full:
        process = start("extract", documents["jinan-2021"], stdout=full)
        _, stderr = process.communicate()
    assert process.returncode == 2
    assert stderr.decode().startswith("zhengtu: the result cannot be written to stdout: No space left on device")


def wait_until_read(pipe: IO[bytes]) -> None:
    deadline, left = time.monotonic() + 300, array("i", [1])
    while left[0]:
        assert time.monotonic() < deadline
        time.sleep(0.05)
        fcntl.ioctl(pipe, termios.FIONREAD, left)


def test_interrupt_is_exit_code_130_and_quiet(start: Start) -> None:
    with start("query", "-") as process:
        assert process.stdin is not None
        process.stdin.write(b"ASK")
        process.stdin.flush()
        wait_until_read(process.stdin)  # it waits for the rest by now
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate()
    assert (process.returncode, stderr) == (130, b"")
