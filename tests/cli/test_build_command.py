"""zhengtu build, add: summaries, exit codes, and the way out of a refused document."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Zhengtu = Callable[..., "subprocess.CompletedProcess[str]"]
Start = Callable[..., "subprocess.Popen[bytes]"]


def manifest(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "current" / "MANIFEST.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def built(
    run_in: Zhengtu, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[subprocess.CompletedProcess[str], Path]:
    """What a build of the shipped documents prints, and the release directory."""
    folder = tmp_path_factory.mktemp("built")
    options = ("--data", root / "data", "--release-dir", "out", "--base-iri", "https://data.example.org")
    return run_in(folder, "build", *options), folder / "out"


Built = tuple["subprocess.CompletedProcess[str]", Path]


def test_summary_counts_what_was_published(built: Built, root: Path) -> None:
    result, out = built
    assert (result.returncode, result.stderr) == (0, "")
    table = result.stdout.splitlines()
    assert table[0].split("  ")[0] == "document"
    assert [line.split()[0] for line in table[1:6]] == sorted(
        path.name for path in (root / "data" / "policies").iterdir()
    )
    assert table[6].split()[:3] == ["5", "published", "126"]
    assert manifest(out)["base_iri"] == "https://data.example.org/"


def test_summary_lists_what_was_not_understood_by_document_and_how_to_see_it(built: Built, root: Path) -> None:
    result, out = built
    table, policies = result.stdout.splitlines(), root / "data" / "policies"
    head = next(
        number for number, line in enumerate(table) if line.split() == ["document", "not", "understood", "times"]
    )
    listed = [tuple(line.rsplit(maxsplit=2)) for line in table[head + 1 : table.index("", head)]]
    diagnostics: dict[str, int] = manifest(out)["diagnostics"]  # type: ignore[assignment]
    assert {(code, int(times)) for name, code, times in listed if name == "in all"} == set(diagnostics.items())
    assert {name for name, *_ in listed} - {"in all"} <= {path.name for path in policies.iterdir()}
    assert f"zhengtu extract {policies / 'NAME' / 'source.txt'}" in "\n".join(table)


def test_summary_comes_as_json_too(zhengtu: Zhengtu, tmp_path: Path) -> None:
    (tmp_path / "jinan.txt").write_text("济南市若干措施\n第一条 给予5万元奖励。\n", encoding="utf-8")
    zhengtu("add", "jinan.txt", "--data", "mine", "--no-build")
    result = zhengtu("build", "--data", "mine", "--format", "json")
    told = json.loads(result.stdout)
    assert (result.returncode, told["unchanged"], told["counts"]["supports"]) == (0, False, 1)
    assert [document["slug"] for document in told["documents"]] == ["jinan"]
    assert told["release"] == (tmp_path / "releases" / "current").resolve().name


def test_release_directory_that_cannot_be_written_is_a_mistake_of_usage(zhengtu: Zhengtu, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "jinan.txt").write_text("济南市若干措施\n第一条 给予5万元奖励。\n", encoding="utf-8")
    zhengtu("add", "jinan.txt", "--data", "mine", "--no-build")
    result = zhengtu("build", "--data", "mine", "--release-dir", "file")
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "--release-dir DIR" in result.stderr


def test_releases_are_listed_verified_rolled_back_and_pruned(zhengtu: Zhengtu, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"a{number}.txt").write_text("济南市若干措施\n第一条 给予5万元奖励。\n", encoding="utf-8")
        assert zhengtu("add", f"a{number}.txt", "--data", "mine").returncode == 0
    newest = (tmp_path / "releases" / "current").resolve().name
    listed = zhengtu("releases", "list").stdout.splitlines()
    assert [line.split()[0] for line in listed[:2]] == ["release", newest]
    assert (listed[1].split()[-1], len(listed)) == ("*", 3)
    assert zhengtu("releases", "verify").stdout.count(": whole, ") == 2
    assert zhengtu("releases", "rollback").stdout == f"releases/{listed[2].split()[0]} published\n"
    (tmp_path / "releases" / newest / "dump.nq").write_text("", encoding="utf-8")
    damaged = zhengtu("releases", "verify", newest)
    assert (damaged.returncode, f"{newest}: dump.nq: 0 bytes" in damaged.stderr) == (1, True)
    assert zhengtu("releases", "prune", "--keep", "1").stdout == "nothing to remove\n"


def test_settings_can_come_from_the_environment(zhengtu: Zhengtu, one_document: Path, tmp_path: Path) -> None:
    result = zhengtu("build", ZHENGTU_DATA_DIR=str(one_document), ZHENGTU_RELEASE_DIR="env")
    assert result.returncode == 0
    assert (tmp_path / "env" / "current").is_symlink()


def test_quarantined_document_is_named_with_its_reason_and_exit_code_1(
    zhengtu: Zhengtu, two_documents: Path, tmp_path: Path
) -> None:
    with (two_documents / "policies" / "qingzhou-2022" / "source.txt").open("a", encoding="utf-8") as source:
        source.write("另有一条\n")

    result = zhengtu("build", "--data", two_documents)

    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("zhengtu: quarantined qingzhou-2022: policies/qingzhou-2022/source.txt is not the file")
    assert manifest(tmp_path / "releases")["counts"]["documents"] == 1  # type: ignore[index]


def test_replace_accepts_the_refused_source(zhengtu: Zhengtu, one_document: Path, tmp_path: Path) -> None:
    source = one_document / "policies" / "qingzhou-2022" / "source.txt"
    source.write_text(source.read_text("utf-8").replace("50万元", "55万元"), encoding="utf-8")

    replaced = zhengtu("add", "--replace", "qingzhou-2022", source, "--data", one_document)
    built = zhengtu("build", "--strict", "--data", one_document)

    assert (replaced.returncode, built.returncode) == (0, 0)
    assert "55万元" in (tmp_path / "releases" / "current" / "dump.nq").read_text("utf-8")


def test_strict_publishes_nothing_and_says_why(zhengtu: Zhengtu, data: Path, tmp_path: Path) -> None:
    (data / "policies" / "jinan-2021" / "meta.toml").unlink()

    result = zhengtu("build", "--strict", "--data", data)

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "zhengtu: nothing was published: 1 of 5 documents cannot be used, and --strict allows none",
        "zhengtu: jinan-2021: policies/jinan-2021/meta.toml does not exist; add documents with `zhengtu add FILE`",
    ]
    assert not (tmp_path / "releases").exists()


def test_up_to_date_release_is_left_as_it_is(zhengtu: Zhengtu, one_document: Path) -> None:
    first = zhengtu("build", "--data", one_document, "--if-changed")
    second = zhengtu("build", "--data", one_document, "--if-changed")
    assert first.stdout.endswith(" published\n")
    assert second.stdout == first.stdout.removesuffix(" published\n") + " is up to date\n"


def test_missing_data_directory_is_exit_code_2(zhengtu: Zhengtu) -> None:
    result = zhengtu("build", "--data", "none")
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "none holds no folder policies/" in result.stderr


def test_unusable_base_iri_is_exit_code_2(zhengtu: Zhengtu, one_document: Path) -> None:
    result = zhengtu("build", "--data", one_document, "--base-iri", "example.org")
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert "base_iri is 'example.org'" in result.stderr


def test_progress_is_shown_on_a_terminal_only(start: Start, one_document: Path) -> None:
    parent, child = pty.openpty()
    process = start("build", "--data", one_document, stderr=child)
    os.close(child)
    shown = b""
    with contextlib.suppress(OSError):  # how a terminal says that nobody is left to write to it
        while chunk := os.read(parent, 1024):
            shown += chunk
    os.close(parent)
    stdout, _ = process.communicate()
    assert (process.returncode, b"building" in shown, b"building" in stdout) == (0, True, False)


def test_added_document_is_published_by_the_next_build(
    zhengtu: Zhengtu, documents: dict[str, Path], tmp_path: Path
) -> None:
    added = zhengtu("add", documents["yuncheng-2024"], "--slug", "yuncheng-copy", "--data", "mine", "--no-build")
    built = zhengtu("build", "--data", "mine")

    assert (added.returncode, built.returncode) == (0, 0)
    assert "title: 支持中国（运城）跨境电子商务综合试验区发展的若干措施\n" in added.stdout
    assert "21 provisions" in added.stdout
    assert manifest(tmp_path / "releases")["counts"]["documents"] == 1  # type: ignore[index]


def test_adding_in_a_terminal_asks_for_what_is_not_said(start: Start, tmp_path: Path) -> None:
    (tmp_path / "济南.txt").write_text("济南市若干措施\n第一条 给予5万元奖励。\n", encoding="utf-8")
    parent, child = pty.openpty()
    process = start("add", "济南.txt", "--data", "mine", "--no-build", stdin=child)
    os.close(child)
    os.write(parent, "jinan-x\n\n\n来自信箱\n".encode())
    stdout, stderr = process.communicate(timeout=300)
    os.close(parent)
    assert process.returncode == 0, stderr.decode()
    assert "title [济南市若干措施]" in stderr.decode()
    written = (tmp_path / "mine" / "policies" / "jinan-x" / "meta.toml").read_text("utf-8")
    assert 'title = "济南市若干措施"\ncity = "济南市"\n' in written
    assert 'note = "来自信箱"' in written
    assert b"mine/policies/jinan-x added\n" in stdout


def test_adding_without_a_usable_slug_asks_for_one(zhengtu: Zhengtu, tmp_path: Path) -> None:
    (tmp_path / "济南.txt").write_text("济南市若干措施\n第一条 试行。\n", encoding="utf-8")
    result = zhengtu("add", "济南.txt", "--data", "mine")
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "--slug" in result.stderr


def test_replace_takes_no_metadata(zhengtu: Zhengtu, data: Path, documents: dict[str, Path]) -> None:
    result = zhengtu("add", documents["jinan-2021"], "--replace", "jinan-2021", "--title", "x", "--data", data)
    assert result.returncode == 2
    assert "edit meta.toml" in result.stderr


def test_reasoner_that_is_too_slow_costs_no_release(one_document: Path, zhengtu: Zhengtu) -> None:
    built = zhengtu("build", "--data", one_document, "--reasoner", "hermit", ZHENGTU_REASONER_TIMEOUT_S="0.2")
    assert built.returncode == 0
    (line,) = built.stderr.splitlines()
    assert "hermit: 0 of 1 policies consistent" in line
    assert "the rules stand alone for 1 (qingzhou-2022: The reasoner was stopped after 0.2 s; give it more time" in line
    assert " published\n" in built.stdout


def test_unknown_reasoner_is_refused(one_document: Path, zhengtu: Zhengtu) -> None:
    built = zhengtu("build", "--data", one_document, "--reasoner", "fact++")
    assert built.returncode == 2
    assert "give hermit, or none to build by the rules alone" in built.stderr
